/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* mmap, munmap: mm/mmap.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

typedef struct
{
  uint32_t length;              /* bytes */
  uint32_t prot;                /* KM_VM_READ | … */
  gboolean shared, fixed;
  KmAddr hint;
  KmFileId file;
  uint32_t offset;              /* bytes, a multiple of the page size */
} KmMmapDef;

/* do_mmap (): the address. */
uint32_t km_mm_mmap (KmMachine *m, const KmMm *mm, const KmMmapDef *def);
uint32_t km_mm_munmap (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length);
/* __vm_enough_memory () in mode 0: only a request beyond all RAM and swap is refused, with a step. */
gboolean km_mm_enough_memory (KmMachine *m, uint32_t pages);

G_END_DECLS
