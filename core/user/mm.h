/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Tasks and their address spaces: kernel/fork.c, mm/mmap.c, mm/memory.c. */

#include "core/state/edit.h"
#include "core/user/vma.h"

G_BEGIN_DECLS

/* A task with an empty address space and a kernel stack; NULL without memory. */
const KmTask *km_task_new (KmMachine *m, const char *comm);
/* do_exit () as far as memory goes: frees everything that only this task used. */
void km_task_exit (KmMachine *m, const KmTask *task);

/* zap_page_range (): unmaps [start, end) of @mm; returns how many frames it let go. */
guint km_mm_zap (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);
uint32_t km_mm_rss (const KmMm *mm);

/* --- System calls; all return 0 or a value, or -errno as the kernel's do. --------------------- */

#define KM_IS_ERROR(value) ((uint32_t) (value) >= (uint32_t) -4095)
const char *km_errno_name (uint32_t value);   /* "ENOMEM" … for a -errno */

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
uint32_t km_mm_mprotect (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length,
                         uint32_t prot);
/* madvise_dontneed (): the pages go, the areas stay. */
uint32_t km_mm_dontneed (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length);
/* brk (): the break afterwards, which is the old one when it may not move. */
uint32_t km_mm_brk (KmMachine *m, const KmMm *mm, KmAddr brk);
/* vm_brk_flags () */
gboolean km_mm_brk_area (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);
/* unmapped_area_topdown (), bottom-up when that finds nothing; -ENOMEM for none. */
uint32_t km_mm_unmapped_area (KmMachine *m, const KmMm *mm, uint32_t length);

G_END_DECLS
