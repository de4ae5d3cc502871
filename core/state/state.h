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

#include "core/base/pool.h"
#include "core/base/rbtree.h"

G_BEGIN_DECLS

#define KM_TABLE(plural, Record, Id, singular, most) KM_DEFINE_ID (Id);
#include "core/state/tables.def"
#undef KM_TABLE

#define KM_MAX_ORDER 11         /* orders 0 … 10 */
#define KM_MAX_CPUS 8
#define KM_PAGE_ALLOC_COSTLY_ORDER 3

typedef enum
{
  KM_LAYOUT_CLASSIC, KM_LAYOUT_MINI, KM_LAYOUT_DEBIAN, KM_LAYOUT_DEBIAN_PAE, KM_N_LAYOUTS
} KmLayoutKind;
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

#define KM_TLB_SETS 16
#define KM_TLB_WAYS 4
#define KM_TLB_HUGE 8

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
} KmCpu;

typedef enum { KM_SIGBUS = 7, KM_SIGSEGV = 11 } KmSignal;
typedef enum { KM_SEGV_MAPERR = 1, KM_SEGV_ACCERR = 2, KM_BUS_ADRERR = 2 } KmSignalCode;

/* THREAD_SIZE_ORDER and THREAD_SIZE, in frames */
#define KM_STACK_ORDER 1u
#define KM_STACK_FRAMES (1u << KM_STACK_ORDER)

/* task_struct */
typedef struct
{
  uint32_t id;
  KmTaskId next, prev;          /* the task list, in order of birth */
  KmMmId mm;
  KmTaskId parent;
  uint32_t pid;
  char comm[16];                /* the name's first 15 letters */
  KmNameId name;                /* in the script: see km_task_name () */
  KmAddr sp;                    /* user stack pointer */
  uint32_t min_flt, maj_flt;
  uint32_t signal, sig_code, error_code;   /* the last signal; 0 none */
  KmAddr sig_addr;
  KmPfn kernel_stack;           /* first of KM_STACK_FRAMES */
  uint32_t sleeps_on;           /* 1 + the word of the arena that it waits for; 0: it does not. core/state/daemon.h */
  uint32_t sleeps_in;           /* serial of the command that is run again; 0: none */
  uint32_t woken;               /* place in the order of those that fell asleep or woke */
} KmTask;

typedef enum { KM_RSS_FILE, KM_RSS_ANON, KM_RSS_SWAP, KM_RSS_SHMEM, KM_N_RSS } KmRss;

/* mm_struct */
typedef struct
{
  uint32_t id;
  KmVmaId mmap;                 /* first area */
  KmRbRoot mm_rb;
  KmPfn pgd;
  uint32_t map_count;
  KmAddr highest_vm_end;
  KmAddr mmap_base;
  uint32_t total_vm;            /* pages */
  uint32_t pgtables_bytes;
  uint32_t rss[KM_N_RSS];       /* pages */
  KmAddr start_code, end_code, start_data, end_data, start_bss, end_bss;
  KmAddr start_brk, brk, start_stack;
  uint32_t stack_limit;         /* RLIMIT_STACK, bytes */
  uint32_t users;
  KmVmaId vmacache[4];          /* the kernel's is per task */
} KmMm;

/* vm_flags, include/linux/mm.h */
typedef enum
{
  KM_VM_READ = 0x1, KM_VM_WRITE = 0x2, KM_VM_EXEC = 0x4, KM_VM_SHARED = 0x8,
  KM_VM_MAYREAD = 0x10, KM_VM_MAYWRITE = 0x20, KM_VM_MAYEXEC = 0x40, KM_VM_MAYSHARE = 0x80,
  KM_VM_GROWSDOWN = 0x100, KM_VM_PFNMAP = 0x400, KM_VM_DENYWRITE = 0x800, KM_VM_LOCKED = 0x2000,
  KM_VM_IO = 0x4000, KM_VM_DONTCOPY = 0x20000, KM_VM_DONTEXPAND = 0x40000, KM_VM_ACCOUNT = 0x100000,
  KM_VM_NORESERVE = 0x200000, KM_VM_DONTDUMP = 0x4000000, KM_VM_SOFTDIRTY = 0x8000000,
  KM_VM_MIXEDMAP = 0x10000000
} KmVmFlags;

/* What stands behind an area besides a file: decides its name in /proc/PID/maps. */
typedef enum { KM_VMA_PLAIN, KM_VMA_VVAR, KM_VMA_VDSO } KmVmaSpecial;

/* vm_area_struct */
typedef struct
{
  uint32_t id;
  KmRbNode vm_rb;
  KmAddr vm_start, vm_end;
  KmVmaId vm_next, vm_prev;
  uint32_t rb_subtree_gap;      /* largest gap below any area of the subtree, bytes */
  KmMmId vm_mm;
  uint32_t vm_flags;
  uint32_t vm_pgoff;
  KmFileId vm_file;
  KmAnonVmaId anon_vma;
  uint32_t anon_vma_chain;      /* its length: 1 after the first write, more after fork */
  uint32_t special;             /* KmVmaSpecial */
} KmVma;

/* anon_vma; the chain to areas comes with reverse mapping. */
typedef struct
{
  uint32_t id;
  uint32_t n_vmas;              /* areas that point here */
} KmAnonVma;

/* A file on disk: inode and address_space in one. */
typedef struct
{
  uint32_t id;
  KmFileId next, prev;
  char path[64];
  uint64_t size;                /* bytes */
  uint32_t ino, dev;
  uint32_t shmem;               /* /dev/zero of a shared anonymous mapping */
  uint32_t content;             /* id of the contents of its page 0; the others follow */
  uint32_t nr_pages;            /* i_mapping->nrpages */
  uint32_t n_maps;              /* areas that map it */
  KmNodeId root;                /* page index: 64-slot nodes, as the XArray */
  uint32_t height;
} KmFile;

/* xa_node */
typedef struct
{
  uint32_t id;
  uint32_t count;
  uint32_t slot[64];            /* pfn at the lowest level, else id of a KmNode; 0 empty */
} KmNode;

/* The words of a frame that holds a page table. */
typedef struct
{
  uint32_t id;
  KmPfn pfn;
  uint32_t word[1024];
} KmWords;

typedef enum
{
  KM_NAME_TASK, KM_NAME_FILE, KM_NAME_ADDR, KM_NAME_PFN, KM_NAME_MALLOC
} KmNameKind;

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
  uint32_t random;
  uint32_t auto_daemons;        /* sysctl of the simulation: they run between commands */
  uint32_t daemon_woken[KM_MAX_DAEMONS];        /* place in the order woken; 0: asleep */
  uint32_t last_wake;
  uint32_t committed;           /* vm_committed_as, pages */
} KmState;

/* Content ids, equal for pages of equal contents and for no others: 0 is all zeros; below KM_CONTENT_VALUE
 * they are given out once, to a page that a plain write has made unlike all others or to a page of a file. */
#define KM_CONTENT_VALUE 0x40000000u   /* | the value that fills it */
#define KM_CONTENT_WORDS 0x80000000u   /* | index of the KmWords that hold its real words */

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
