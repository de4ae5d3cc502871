/* SPDX-License-Identifier: GPL-2.0-or-later */
/* execve: fs/exec.c, fs/binfmt_elf.c. */
#pragma once

#include "core/user/mm.h"

G_BEGIN_DECLS

#define KM_EXEC_MAX_SEGMENTS 32

typedef struct
{
  KmAddr start;
  uint32_t file_bytes;          /* from the file; 0: anonymous memory */
  uint32_t bytes;               /* in memory, at least file_bytes */
  uint32_t prot;
  gboolean relro;               /* was mapped writable and made read-only after relocation */
  KmFileId file;
  uint32_t offset;              /* in the file, bytes */
} KmExecSegment;

typedef struct
{
  KmExecSegment segment[KM_EXEC_MAX_SEGMENTS];
  guint n_segments;
  guint n_program; /* the first so many are the program's own, the rest its interpreter's */
  KmAddr entry;
  uint32_t stack_limit;         /* RLIMIT_STACK, bytes */
  const char *path;
} KmExecDef;

/* Where the stack's area begins once the program is laid out: setup_arg_pages (). */
KmAddr km_exec_stack_start (uint32_t stack_limit);
/* load_elf_binary () from the segments on: a new task laid out as execve lays it out; NULL when
 * there is no memory. */
const KmTask *km_exec (KmMachine *m, const char *comm, const KmExecDef *def);

G_END_DECLS
