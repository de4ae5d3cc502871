/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Words used everywhere
 *
 *   page        4 KiB of a virtual address space
 *   frame       4 KiB of physical memory; also "page frame"
 *   pfn         number of a frame: physical address >> 12
 *   order       a block of 2^order frames, aligned to its own size
 *   block       frames that the buddy system hands out or keeps free as one
 *   pageblock   the unit that carries a migrate type (4 MiB, with PAE 2 MiB)
 *   area, VMA   a range of a task's addresses with equal permissions
 *   step        the smallest thing the cursor can stop at
 *   command     a line of a script; runs to its end and leaves steps behind
 *
 * Ends of ranges are exclusive, except where a range may end at 2^32: those are named `last`.
 */

#include <glib.h>
#include <stdint.h>
#include <string.h>

G_BEGIN_DECLS

typedef uint32_t KmAddr;   /* linear address; overflows where i386 overflows */
typedef uint32_t KmPfn;    /* 0 is never handed out, so it serves as "none" in list links */
typedef uint64_t KmPhys;   /* physical address; 36 bits with PAE */

#define KM_PAGE_SHIFT 12
#define KM_PAGE_SIZE 4096u
#define KM_PAGE_MASK 0xfffff000u
#define KM_TASK_SIZE 0xc0000000u
#define KM_PAGE_OFFSET 0xc0000000u

/*
 * Typed ids. `value` is generation << 20 | index; the index counts from 1, so 0 is none. A record
 * that is given up and used again gets the next generation: a stale id resolves to NULL, never to
 * somebody else's record. Each kind is a type of its own, so that a wrong one does not compile.
 */
#define KM_ID_INDEX_BITS 20
#define KM_ID_INDEX(id_value) ((id_value) & ((1u << KM_ID_INDEX_BITS) - 1))
#define KM_DEFINE_ID(Name) typedef struct { uint32_t value; } Name
#define KM_NONE(Type) ((Type) { 0 })
#define KM_IS_NONE(id) ((id).value == 0)
#define KM_SAME(a, b) ((a).value == (b).value)

static inline KmAddr
km_page_align_down (KmAddr addr)
{
  return addr & KM_PAGE_MASK;
}

static inline KmAddr
km_page_align_up (KmAddr addr)
{
  return (addr + KM_PAGE_SIZE - 1) & KM_PAGE_MASK;
}

G_END_DECLS
