/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Frames, free lists, zones and their counters: include/linux/mm_types.h, mmzone.h, vmstat.h. */

#include "core/state/ids.h"

G_BEGIN_DECLS

#define KM_MAX_ORDER 11         /* orders 0 … 10 */
#define KM_MAX_CPUS 8
#define KM_PAGE_ALLOC_COSTLY_ORDER 3

typedef enum
{
  KM_ZONE_DMA, KM_ZONE_NORMAL, KM_ZONE_HIGHMEM, KM_ZONE_MOVABLE, KM_N_ZONES
} KmZoneIndex;
typedef enum { KM_WMARK_MIN, KM_WMARK_LOW, KM_WMARK_HIGH, KM_N_WMARKS } KmWatermark;
typedef enum
{
  KM_MT_UNMOVABLE, KM_MT_MOVABLE, KM_MT_RECLAIMABLE, KM_MT_HIGHATOMIC, KM_MT_ISOLATE, KM_N_MT,
  KM_MT_PCPTYPES = KM_MT_HIGHATOMIC
} KmMigrateType;

/* What a frame is used for; the colour of its cell. 0 is free, so untouched memory is free. */
typedef enum
{
  KM_USE_FREE, KM_USE_KERNEL, KM_USE_PAGE_TABLE, KM_USE_SLAB, KM_USE_VMALLOC, KM_USE_ANON,
  KM_USE_FILE, KM_USE_KSM, KM_USE_HUGE, KM_USE_SWAP, KM_USE_PCP, KM_USE_UNKNOWN, KM_N_USES
} KmUse;

/* Bits of KmFrame.flags: include/linux/page-flags.h, with the zone in bits 31:30 as on i386. The
 * use (bits 29:26) and PG_buddy (kernel: page_type) fill bits the kernel leaves free. */
typedef enum
{
  KM_PG_LOCKED = 1u << 0, KM_PG_REFERENCED = 1u << 1, KM_PG_UPTODATE = 1u << 2,
  KM_PG_DIRTY = 1u << 3, KM_PG_LRU = 1u << 4, KM_PG_ACTIVE = 1u << 5, KM_PG_SLAB = 1u << 9,
  KM_PG_RESERVED = 1u << 12, KM_PG_PRIVATE = 1u << 13, KM_PG_WRITEBACK = 1u << 15,
  KM_PG_HEAD = 1u << 16, KM_PG_SWAPBACKED = 1u << 19, KM_PG_UNEVICTABLE = 1u << 20,
  KM_PG_MLOCKED = 1u << 21, KM_PG_BUDDY = 1u << 25
} KmPageFlags;
#define KM_PG_USE_SHIFT 26
#define KM_PG_ZONE_SHIFT 30

/* struct page. All zero bytes: a free frame inside a bigger free block. */
typedef struct
{
  uint32_t flags;
  KmPfn next, prev;             /* page->lru: neighbours on a free, per-CPU or LRU list; 0: end */
  uint32_t mapping;             /* KM_MAPPING_ANON | KmAnonVmaId, KmFileId, or 0: see km_frame_file () */
  uint32_t index;               /* page->index: pages from the start of the file or address >> 12 */
  uint32_t private_;            /* head of a free block: order | migrate type of its list << 8 */
  uint32_t mapcount;            /* page-table entries that map it; the kernel's _mapcount + 1 */
  uint32_t refcount;            /* page->_refcount */
} KmFrame;
G_STATIC_ASSERT (sizeof (KmFrame) == 32);

/* PAGE_MAPPING_ANON. The kernel marks the pointer's lowest bit; here it is one that no index of an
 * anon_vma reaches. */
#define KM_MAPPING_ANON (1u << 19)

/* PageAnon () */
static inline gboolean
km_frame_is_anon (const KmFrame *frame)
{
  return (frame->mapping & KM_MAPPING_ANON) != 0;
}

/* A doubly linked list of frames through KmFrame.next and prev. */
typedef struct
{
  KmPfn head, tail;
  uint32_t count;
} KmFrameList;

typedef struct
{
  KmFrameList list[KM_N_MT];
  uint32_t nr_free;             /* blocks of this order, all types */
} KmFreeArea;

typedef struct
{
  uint32_t count, high, batch;
  KmFrameList list[KM_MT_PCPTYPES];
} KmPcp;

/* NR_… of enum zone_stat_item, in the order /proc/zoneinfo prints them. */
typedef enum
{
  KM_NR_FREE_PAGES, KM_NR_ZONE_INACTIVE_ANON, KM_NR_ZONE_ACTIVE_ANON, KM_NR_ZONE_INACTIVE_FILE,
  KM_NR_ZONE_ACTIVE_FILE, KM_NR_ZONE_UNEVICTABLE, KM_NR_ZONE_WRITE_PENDING, KM_NR_MLOCK,
  KM_NR_PAGETABLE, KM_NR_BOUNCE, KM_NR_ZSPAGES, KM_NR_FREE_CMA, KM_N_ZONE_STATS
} KmZoneStat;

/* enum node_stat_item: the part that something here changes. */
typedef enum
{
  KM_NR_INACTIVE_ANON, KM_NR_ACTIVE_ANON, KM_NR_INACTIVE_FILE, KM_NR_ACTIVE_FILE,
  KM_NR_UNEVICTABLE, KM_NR_ANON_MAPPED, KM_NR_FILE_MAPPED, KM_NR_FILE_PAGES, KM_NR_FILE_DIRTY,
  KM_NR_SHMEM, KM_NR_KERNEL_STACK, KM_N_NODE_STATS
} KmNodeStat;

/* enum vm_event_item: the part that something here counts. */
typedef enum
{
  KM_PGALLOC_DMA, KM_PGALLOC_NORMAL, KM_PGALLOC_HIGH, KM_PGALLOC_MOVABLE, KM_PGFREE, KM_PGFAULT,
  KM_PGMAJFAULT, KM_PGREUSE, KM_N_EVENTS
} KmEvent;

/* struct zone */
typedef struct
{
  KmPfn start_pfn;
  uint32_t spanned, present, managed;
  uint32_t boot_managed;        /* when the marks were computed: before init memory was freed */
  uint32_t watermark[KM_N_WMARKS];
  uint32_t watermark_boost;
  uint32_t lowmem_reserve[KM_N_ZONES];
  uint32_t nr_reserved_highatomic;
  uint32_t stat[KM_N_ZONE_STATS];
  KmFreeArea free_area[KM_MAX_ORDER];
  KmPcp pcp[KM_MAX_CPUS];
} KmZone;

G_END_DECLS
