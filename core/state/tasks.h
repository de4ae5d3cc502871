/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Tasks, address spaces, areas, files and their pages: include/linux/sched.h, mm_types.h, fs.h. */

#include "core/base/rbtree.h"
#include "core/state/ids.h"
#include "core/state/zones.h"

G_BEGIN_DECLS

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
  KmAddr ip, sp;                /* user instruction and stack pointer */
  KmCallFrameId frame;          /* of the call that has not returned yet and is the newest */
  uint32_t n_frames;
  uint32_t min_flt, maj_flt;
  uint32_t signal, sig_code, error_code;   /* the last signal; 0 none */
  KmAddr sig_addr;
  KmPfn kernel_stack;           /* first of KM_STACK_FRAMES */
  uint32_t sleeps_on;           /* 1 + the word of the arena that it waits for; 0: it does not. core/state/daemon.h */
  uint32_t sleeps_in;           /* serial of the command that is run again; 0: none */
  uint32_t woken;               /* place in the order of those that fell asleep or woke */
} KmTask;

/* RLIMIT_STACK …: of the running process, in bytes. Soft and hard limit are one. */
typedef enum
{
  KM_RLIMIT_STACK, KM_RLIMIT_AS, KM_RLIMIT_DATA, KM_RLIMIT_MEMLOCK, KM_N_RLIMITS
} KmRlimit;
#define KM_RLIM_INFINITY 0xffffffffu

/* include/uapi/linux/personality.h */
typedef enum
{
  KM_PER_MMAP_PAGE_ZERO = 0x100000, KM_PER_COMPAT_LAYOUT = 0x200000, KM_PER_READ_IMPLIES_EXEC = 0x400000
} KmPersonality;

typedef enum { KM_RSS_FILE, KM_RSS_ANON, KM_RSS_SWAP, KM_RSS_SHMEM, KM_N_RSS } KmRss;

/* mm_struct. Of what the kernel keeps in task_struct and signal_struct, the limits, personality and user
 * stand here: an address space belongs to one task. */
typedef struct
{
  uint32_t id;
  KmVmaId mmap;                 /* first area */
  KmRbRoot mm_rb;
  KmPfn pgd;
  KmPfn pti_pmd[2];             /* with page-table isolation: the kernel's quarter, and the little of it a program sees */
  uint32_t map_count;
  KmAddr highest_vm_end;
  KmAddr mmap_base;             /* of a legacy layout where the search upwards begins */
  uint32_t legacy_layout;       /* get_unmapped_area is arch_get_unmapped_area () */
  uint32_t total_vm;            /* pages */
  uint32_t data_vm, exec_vm, stack_vm;  /* pages of it: vm_stat_account () */
  uint32_t locked_vm, hiwater_vm, hiwater_rss;  /* pages */
  uint32_t def_flags;           /* of each new area: mlockall (MCL_FUTURE) */
  uint32_t pgtables_bytes;
  uint32_t rss[KM_N_RSS];       /* pages */
  KmChunkId first_chunk, last_chunk;    /* what malloc knows of the heap, by address; then the large pieces */
  KmChunkId top_chunk;
  KmAddr start_code, end_code, start_data, end_data, start_bss, end_bss;
  KmAddr start_brk, brk, start_stack;
  KmAddr arg_start, arg_end, env_end;   /* the environment begins where the arguments end */
  uint32_t mmap_threshold, trim_threshold;      /* of malloc, bytes */
  uint32_t rlimit[KM_N_RLIMITS];
  uint32_t personality;         /* KmPersonality */
  uint32_t uid;
  uint32_t users;
  KmTaskId owner;               /* whose it is */
  uint32_t copied;              /* fork is copying it: entries have lost write access, the TLB not yet */
  KmVmaId vmacache[4];          /* the kernel's is per task */
} KmMm;

/* vm_flags, include/linux/mm.h */
typedef enum
{
  KM_VM_READ = 0x1, KM_VM_WRITE = 0x2, KM_VM_EXEC = 0x4, KM_VM_SHARED = 0x8,
  KM_VM_MAYREAD = 0x10, KM_VM_MAYWRITE = 0x20, KM_VM_MAYEXEC = 0x40, KM_VM_MAYSHARE = 0x80,
  KM_VM_GROWSDOWN = 0x100, KM_VM_PFNMAP = 0x400, KM_VM_DENYWRITE = 0x800, KM_VM_LOCKED = 0x2000,
  KM_VM_IO = 0x4000, KM_VM_SEQ_READ = 0x8000, KM_VM_RAND_READ = 0x10000, KM_VM_DONTCOPY = 0x20000,
  KM_VM_DONTEXPAND = 0x40000, KM_VM_LOCKONFAULT = 0x80000, KM_VM_ACCOUNT = 0x100000,
  KM_VM_NORESERVE = 0x200000, KM_VM_HUGETLB = 0x400000, KM_VM_WIPEONFORK = 0x2000000, KM_VM_DONTDUMP = 0x4000000,
  KM_VM_SOFTDIRTY = 0x8000000, KM_VM_MIXEDMAP = 0x10000000, KM_VM_HUGEPAGE = 0x20000000,
  KM_VM_NOHUGEPAGE = 0x40000000
} KmVmFlags;
#define KM_VM_MERGEABLE 0x80000000u     /* no int holds it */

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
  KmRbNode shared;              /* place in the file's i_mmap; shared.rb */
  uint32_t shared_last;         /* largest last page of that subtree; shared.rb_subtree_last */
  KmAnonVmaId anon_vma;         /* new pages belong to it; none before the first write */
  KmAnonVmaChainId anon_vma_chain, anon_vma_chain_last;         /* first and last of its links, the newest first */
  uint32_t special;             /* KmVmaSpecial */
} KmVma;

/* malloc_chunk of glibc: the library's note in front of a piece of memory. */
typedef struct
{
  uint32_t id;
  KmChunkId next, prev;         /* of the address space, by address */
  KmAddr addr;                  /* of the header; what the program gets begins 8 bytes behind */
  uint32_t size;                /* bytes, the header with it */
  uint32_t used;
  uint32_t map_start, map_end;  /* of a piece with an area of its own, else 0 */
} KmChunk;

/* A call of a function that has not returned. */
typedef struct
{
  uint32_t id;
  KmCallFrameId caller;
  KmAddr top;                   /* the stack pointer before the call */
  KmAddr sp;                    /* after it, below its local variables */
} KmCallFrame;

/* anon_vma: what anonymous pages point to, so that whoever maps them is found. */
typedef struct
{
  uint32_t id;
  KmAnonVmaId root, parent;     /* itself, when no fork made it */
  uint32_t refcount;            /* 1 for its tree, and of a root 1 for each that has it as root */
  uint32_t num_children;        /* those that have it as parent; a root counts itself while its tree lives */
  uint32_t num_active_vmas;     /* areas whose anon_vma it is */
  KmRbRoot rb_root;             /* links to areas that may map its pages, by their first page */
} KmAnonVma;

/* anon_vma_chain: one area and one anon_vma that have to do with each other.
 *
 *   area ── chain ─► link ── next ─► link ─► …      the area's own anon_vma, its parent's, … the root
 *                     │               │
 *                  in the tree of  in the tree of
 *                  anon_vma 3      anon_vma 1 ── root of the tree ─► links of all areas, by first page
 */
typedef struct
{
  uint32_t id;
  KmVmaId vma;
  KmAnonVmaId anon_vma;
  KmAnonVmaChainId next, prev;  /* of the same area; same_vma */
  KmRbNode rb;                  /* place in the tree of the anon_vma */
  uint32_t rb_subtree_last;     /* largest last page of that subtree */
  uint32_t start, last;         /* pages of the area when it came into the tree; the kernel's cached_vma_start, …_last */
} KmAnonVmaChain;

/* A file on disk: inode and address_space in one. */
typedef struct
{
  uint32_t id;
  KmFileId next, prev;
  char path[64];
  uint64_t size;                /* bytes */
  uint32_t ino, dev;
  uint32_t shmem;               /* /dev/zero of a shared anonymous mapping */
  uint32_t zero_device;         /* /dev/zero itself: private mappings of it are anonymous memory */
  uint32_t no_readahead;        /* on a file system in memory: ra_pages is 0, a page is read alone */
  uint32_t charged;             /* of shmem: pages that count in vm_committed_as until it goes */
  uint64_t stored;              /* bytes the disk has something for; all behind them are zeros */
  uint32_t content;             /* id of the contents of its page 0; the others follow */
  uint32_t tail;                /* the same of its last stored page once it has been cut; 0 before */
  uint32_t nr_pages;            /* i_mapping->nrpages */
  uint32_t n_maps;              /* areas that map it */
  uint32_t held;                /* of shmem: somebody has it open, so that it stays without an area */
  KmRbRoot i_mmap;              /* those areas, by their first page */
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
  KM_NAME_TASK, KM_NAME_FILE, KM_NAME_ADDR, KM_NAME_PFN, KM_NAME_MALLOC,
  KM_NAME_NONE                  /* of a call that failed; value: its line */
} KmNameKind;

/* Content ids, equal for pages of equal contents and for no others: 0 is all zeros; below KM_CONTENT_VALUE
 * they are given out once, to a page that a plain write has made unlike all others or to a page of a file. */
#define KM_CONTENT_VALUE 0x40000000u   /* | the value that fills it */
#define KM_CONTENT_WORDS 0x80000000u   /* | index of the KmWords that hold its real words */

G_END_DECLS
