/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What belongs to one processor: TLB, registers, its batch for the LRU lists; bits of entries, codes of faults and
 * signals. */

#include "core/state/ids.h"

G_BEGIN_DECLS

#define KM_TLB_SETS 16
#define KM_TLB_WAYS 4
#define KM_TLB_HUGE 8
#define KM_PAGEVEC_SIZE 15       /* PAGEVEC_SIZE: pages of a batch for the LRU lists */

typedef struct
{
  uint32_t valid;
  uint32_t page;                /* linear address >> 12 (huge: of its first page) */
  KmPfn pfn;
  uint32_t bits;                /* KM_PTE_… as combined over the levels */
  uint32_t used;                /* time of last use, for replacing the least recently used way */
} KmTlbEntry;

typedef struct
{
  uint32_t cr2, cr3;
  KmTaskId task;                /* current */
  uint32_t user_mode;           /* 1: CPL 3 */
  uint32_t tlb_clock;
  uint32_t tlb_hits, tlb_misses, tlb_flushes;
  KmTlbEntry tlb[KM_TLB_SETS][KM_TLB_WAYS];
  KmTlbEntry tlb_huge[KM_TLB_HUGE];
  uint32_t n_lru_add;           /* lru_pvecs.lru_add: pages that wait for their LRU list */
  KmPfn lru_add[KM_PAGEVEC_SIZE];
} KmCpu;

typedef enum { KM_SIGBUS = 7, KM_SIGSEGV = 11 } KmSignal;
typedef enum { KM_SEGV_MAPERR = 1, KM_SEGV_ACCERR = 2, KM_BUS_ADRERR = 2 } KmSignalCode;

/* Page-table entry bits, arch/x86/include/asm/pgtable_types.h */
typedef enum
{
  KM_PTE_P = 0x1, KM_PTE_RW = 0x2, KM_PTE_US = 0x4, KM_PTE_PWT = 0x8, KM_PTE_PCD = 0x10,
  KM_PTE_A = 0x20, KM_PTE_D = 0x40, KM_PTE_PSE = 0x80, KM_PTE_G = 0x100, KM_PTE_SPECIAL = 0x200
} KmPteBits;
#define KM_PTE_PROTNONE KM_PTE_G   /* with P clear */
#define KM_PTE_NX (1ull << 63)     /* PAE only */

/* The flat segments of 5.10, arch/x86/include/asm/segment.h. */
#define KM_USER_CS 0x73
#define KM_USER_DS 0x7b
#define KM_KERNEL_CS 0x60
#define KM_KERNEL_DS 0x68

/* What a program does at an address. */
typedef enum { KM_ACCESS_READ, KM_ACCESS_WRITE, KM_ACCESS_EXEC } KmAccess;

/* Error code of a page fault */
typedef enum
{
  KM_PF_PROT = 1, KM_PF_WRITE = 2, KM_PF_USER = 4, KM_PF_RSVD = 8, KM_PF_INSTR = 16
} KmFaultCode;

G_END_DECLS
