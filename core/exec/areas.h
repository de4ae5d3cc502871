/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Programs that no file describes: laid out as a listing of their areas shows them. */

#include "core/exec/exec-def.h"

G_BEGIN_DECLS

typedef struct
{
  KmAddr start;
  uint32_t file_bytes;          /* from the file; 0: anonymous memory */
  uint32_t bytes;               /* in memory, at least file_bytes */
  uint32_t prot;
  gboolean relro;               /* was mapped writable and made read-only after relocation */
  KmFileId file;
  uint32_t offset;              /* in the file, bytes */
} KmExecArea;

/* As km_exec () with areas instead of a file: those before @n_program are the program's own and decide where the heap
 * begins, the rest its interpreter's. A later one replaces what it overlaps. */
KmExecResult km_exec_areas (KmMachine *m, const KmExecDef *def, const KmExecArea *areas, guint n_areas, guint n_program,
                            KmAddr entry);

G_END_DECLS
