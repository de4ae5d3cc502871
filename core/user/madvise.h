/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* madvise: mm/madvise.c. msync: mm/msync.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* include/uapi/asm-generic/mman-common.h */
typedef enum
{
  KM_MADV_NORMAL, KM_MADV_RANDOM, KM_MADV_SEQUENTIAL, KM_MADV_WILLNEED, KM_MADV_DONTNEED, KM_MADV_FREE = 8,
  KM_MADV_REMOVE, KM_MADV_DONTFORK, KM_MADV_DOFORK, KM_MADV_MERGEABLE, KM_MADV_UNMERGEABLE, KM_MADV_HUGEPAGE,
  KM_MADV_NOHUGEPAGE, KM_MADV_DONTDUMP, KM_MADV_DODUMP, KM_MADV_WIPEONFORK, KM_MADV_KEEPONFORK, KM_MADV_COLD,
  KM_MADV_PAGEOUT
} KmAdvice;

/* include/uapi/asm-generic/mman-common.h */
typedef enum { KM_MS_ASYNC = 1, KM_MS_INVALIDATE = 2, KM_MS_SYNC = 4 } KmMsyncFlags;

/* do_madvise (): 0 or a -errno. Over a hole the rest is done and -ENOMEM said. */
uint32_t km_mm_madvise (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t advice);
/* "dontneed" …; FALSE when there is no such advice. */
gboolean km_advice_parse (const char *name, uint32_t *advice);

/* 0 or a -errno. Nothing waits to be written yet, so it only asks. */
uint32_t km_mm_msync (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t flags);

G_END_DECLS
