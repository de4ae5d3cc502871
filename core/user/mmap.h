/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* mmap: do_mmap () and mmap_region () of mm/mmap.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* include/uapi/asm-generic/mman-common.h, mman.h */
typedef enum
{
  KM_PROT_READ = 0x1, KM_PROT_WRITE = 0x2, KM_PROT_EXEC = 0x4, KM_PROT_SEM = 0x8,
  KM_PROT_GROWSDOWN = 0x01000000, KM_PROT_GROWSUP = 0x02000000
} KmProt;

typedef enum
{
  KM_MAP_SHARED = 0x1, KM_MAP_PRIVATE = 0x2, KM_MAP_SHARED_VALIDATE = 0x3, KM_MAP_TYPE = 0xf,
  KM_MAP_FIXED = 0x10, KM_MAP_ANONYMOUS = 0x20, KM_MAP_32BIT = 0x40, KM_MAP_GROWSDOWN = 0x100,
  KM_MAP_DENYWRITE = 0x800, KM_MAP_EXECUTABLE = 0x1000, KM_MAP_LOCKED = 0x2000, KM_MAP_NORESERVE = 0x4000,
  KM_MAP_POPULATE = 0x8000, KM_MAP_NONBLOCK = 0x10000, KM_MAP_STACK = 0x20000, KM_MAP_HUGETLB = 0x40000,
  KM_MAP_SYNC = 0x80000, KM_MAP_FIXED_NOREPLACE = 0x100000, KM_MAP_HUGE_SIZES = 0x7c000000
} KmMapFlags;

/* How a file was opened: FMODE_READ, FMODE_WRITE. */
typedef enum { KM_FMODE_READ = 1, KM_FMODE_WRITE = 2 } KmFileMode;

typedef struct
{
  KmAddr addr;                  /* a wish, or with KM_MAP_FIXED the place */
  uint32_t length;              /* bytes */
  uint32_t prot;                /* KmProt; unknown bits count for nothing */
  uint32_t flags;               /* KmMapFlags */
  KmFileId file;                /* none: anonymous memory */
  uint32_t mode;                /* KmFileMode of @file */
  uint32_t pgoff;               /* in the file, pages: what mmap2 takes */
} KmMmapDef;

/* ksys_mmap_pgoff (), do_mmap (): the address or a -errno. @populate, which may be NULL: pages of it are to be
 * faulted in now. */
uint32_t km_mm_mmap (KmMachine *m, const KmMm *mm, const KmMmapDef *def, gboolean *populate);

/* do_brk_flags (): anonymous memory at [start, end), page borders, for brk and bss; 0 or a -errno. @flags is
 * KM_VM_EXEC or 0. */
uint32_t km_mm_brk_area (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, uint32_t flags);

/* VM_DATA_DEFAULT_FLAGS: what brk, bss and stack get, executable under READ_IMPLIES_EXEC. */
uint32_t km_mm_data_flags (const KmMm *mm);

G_END_DECLS
