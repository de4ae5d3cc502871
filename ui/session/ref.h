/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a drawn thing stands for. Views never keep a pointer or an index into the machine across a
 * move; they keep a reference and resolve it again. Selection and hover are references too, shared
 * by all views, so that the same thing lights up in each of them.
 */
typedef enum
{
  VMR_REF_NONE = 0,       /* nothing: not selectable */
  VMR_REF_FRAME,          /* id: pfn */
  VMR_REF_ADDRESS,        /* id: linear address, gen: task */
  VMR_REF_VMA,            /* id, gen: as the record's */
  VMR_REF_PTE,            /* id: physical address of the entry, gen: see vmr_ref_entries () */
  VMR_REF_TASK,
  VMR_REF_ZONE,
  VMR_REF_BLOCK,          /* id: first pfn, gen: order */
  VMR_REF_TLB,            /* id: virtual page number */
  VMR_REF_STEP,           /* id: step number, 1 first */
  VMR_REF_PART,           /* id: part of the lesson */
  VMR_REF_FUNCTION,       /* id: step whose function it is */
  VMR_REF_FILE,
  VMR_REF_CACHE,
  VMR_REF_OBJECT,         /* id: kernel address */
  VMR_REF_SWAP,           /* id: slot */
  VMR_REF_AREA,           /* id: first address of a kernel range */
  VMR_REF_RULE,
  VMR_REF_ACTION,         /* id: what the view itself knows; not selectable, but can be pressed */
  VMR_N_REFS
} VmrRefKind;

typedef struct
{
  guint32 kind;
  guint32 id;
  guint32 gen;
} VmrRef;

#define VMR_REF_INIT_NONE ((VmrRef) { VMR_REF_NONE, 0, 0 })

static inline VmrRef
vmr_ref (VmrRefKind kind,
         guint32    id,
         guint32    gen)
{
  return (VmrRef) { kind, id, gen };
}

/* A row of a table may stand for several entries in a row: at is the first of them, more how many follow.
 * level: 1 table, 2 directory, 3 pointer table. */
static inline VmrRef
vmr_ref_entries (guint32 at,
                 guint32 level,
                 guint32 more)
{
  return (VmrRef) { VMR_REF_PTE, at, level | more << 8 };
}

#define VMR_REF_LEVEL(ref) ((ref).gen & 0xff)
#define VMR_REF_MORE(ref) ((ref).gen >> 8)

static inline gboolean
vmr_ref_equal (VmrRef a,
               VmrRef b)
{
  return a.kind == b.kind && a.id == b.id && a.gen == b.gen;
}

static inline gboolean
vmr_ref_is_none (VmrRef ref)
{
  return ref.kind == VMR_REF_NONE;
}

G_END_DECLS
