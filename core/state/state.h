/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Every record of the simulated computer. All of it lies in the arena; see core/base/store.h.
 *
 *   KmState ── zones[4] ── free lists ──► KmFrame by pfn ◄── page-table entries (KmWords)
 *      │                                     ▲   │ mapping
 *      ├── cpu[8] ── tlb, cr3                │   ▼
 *      └── task list ── KmTask ── KmMm ── KmVma list and tree ── KmFile ── page index (KmNode)
 *
 * Unlike the kernel: struct page, zone, mm_struct … carry only the fields that something simulated
 * reads or that a view shows. Field names are the kernel's where the kernel has the field.
 */

#include "core/state/cpu.h"
#include "core/state/tasks.h"
#include "core/state/zones.h"

G_BEGIN_DECLS

typedef enum
{
  KM_LAYOUT_CLASSIC, KM_LAYOUT_MINI, KM_LAYOUT_DEBIAN, KM_LAYOUT_DEBIAN_PAE, KM_N_LAYOUTS
} KmLayoutKind;

/* A usable range of the firmware's memory map. */
typedef struct { KmPhys start, last; } KmRange;
#define KM_MAX_RANGES 6

/* Frames that never reach the buddy system, with the reason (memblock reservations). */
typedef enum
{
  KM_RESERVED_FIRMWARE, KM_RESERVED_IMAGE, KM_RESERVED_MEM_MAP, KM_RESERVED_PERCPU,
  KM_RESERVED_HASHES, KM_RESERVED_GIVEN, KM_N_RESERVED_KINDS
} KmReservedKind;
typedef struct { KmPfn start, end; uint32_t kind; } KmReserved;
#define KM_MAX_RESERVED 16

typedef struct
{
  uint32_t layout;              /* KmLayoutKind */
  uint32_t pae;
  uint64_t ram;                 /* bytes */
  uint32_t cpus;
  uint32_t swap_pages;
  uint32_t swappiness;
  uint32_t seed;
  uint32_t slab;                /* 0 SLUB, 1 SLAB */
  uint32_t managed_given[KM_N_ZONES][2];   /* boot and final, 0 where not given */
  KmPfn e820_top;               /* end of the RAM below 4 GiB; 0: as the firmware leaves it */
  KmPfn low_end;                /* end of low memory; 0: the layout's */
} KmConfig;

/* Where the kernel's quarter is divided; specification 1.1–1.7, asm/pgtable_32_areas.h. */
typedef struct
{
  KmPfn max_low_pfn, max_pfn;
  KmAddr high_memory;           /* end of the direct map */
  KmAddr vmalloc_start, vmalloc_end;
  KmAddr pkmap_base;
  uint32_t last_pkmap;
  KmAddr ldt_base, ldt_end;     /* 0 when the layout has none */
  KmAddr cea_base, cea_end;     /* cpu_entry_area */
  KmAddr fixaddr_start, fixaddr_tot_start, fixaddr_top;
  KmPfn image_start, init_start, init_end, image_end;
  KmAddr code_end, data_start, data_end;        /* of the image, physical; rodata begins and ends
                                                 * with a page */
  KmPfn rodata_end;
  KmPfn mem_map_pfn;
  uint32_t mem_map_frames;
} KmLayout;

#define KM_MAX_DAEMONS 16
#define KM_NAME_BUCKETS 1024
#define KM_NAME_MAX 31          /* letters of a name */

/* A name that a script gave to something. */
typedef struct
{
  uint32_t id;
  KmNameId next;                /* of the same hash */
  char name[KM_NAME_MAX + 1];
  uint32_t kind;                /* KmNameKind */
  uint32_t ref;                 /* id of the task or file; order of a block */
  uint32_t value;               /* address or pfn */
  uint32_t freed;               /* may be used again, not read */
} KmName;

typedef struct
{
  KmConfig config;
  KmLayout layout;
  KmRange ranges[KM_MAX_RANGES];
  uint32_t n_ranges;
  KmReserved reserved[KM_MAX_RESERVED];
  uint32_t n_reserved;

  KmZone zones[KM_N_ZONES];
  uint32_t node_stat[KM_N_NODE_STATS];
  uint32_t event[KM_N_EVENTS];
  uint32_t min_free_kbytes;
  uint32_t boosted;             /* min_free_kbytes was raised for transparent huge pages */
  uint32_t n_frames;            /* frames of the table: max_pfn */
  uint32_t pageblock_order;
  KmPfn zero_page;              /* ZERO_PAGE (0) */
  KmPfn swapper_pg_dir;
  KmPfn kernel_pmd;             /* PAE: the PMD table of the fourth gigabyte */

  KmCpu cpu[KM_MAX_CPUS];

#define KM_TABLE(plural, Record, Id, singular, most) KmPool plural;
#include "core/state/tables.def"
#undef KM_TABLE
  KmTaskId first_task, last_task;
  KmFileId first_file, last_file;
  KmNameId name[KM_NAME_BUCKETS];       /* by hash, the newest first */
  uint32_t next_pid;
  uint32_t next_content;        /* contents that equal no other */
  uint32_t next_ino, next_shmem_ino;
  uint32_t random;              /* "machine seed="; nothing that is simulated needs chance yet */
  uint32_t auto_daemons;        /* sysctl of the simulation: they run between commands */
  uint32_t daemon_woken[KM_MAX_DAEMONS];        /* place in the order woken; 0: asleep */
  uint32_t last_wake;
  uint32_t committed;           /* vm_committed_as, pages */
  uint32_t overcommit_memory, overcommit_ratio, overcommit_kbytes;      /* /proc/sys/vm */
  uint32_t admin_reserve_kbytes, user_reserve_kbytes;
  uint32_t max_map_count, mmap_min_addr, legacy_va_layout;
} KmState;

G_END_DECLS
