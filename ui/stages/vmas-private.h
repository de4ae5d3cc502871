/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/areas.h"
#include "ui/session/session-spans.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* What the parts of the VMAs stage share: see vmas.c for the picture. */

/* An area, with the column it has from the axis up to its node. */
typedef struct
{
  const KmVma *vma;
  VmrArea      area;
  double       x, w;
  double       gap;             /* room behind it, before the next area; 0: they touch */
  guint        left_out;        /* areas in that room which have no column */
  guint        depth;           /* of its node, below the root */
  guint        visited;         /* step in which find_vma looked at it; 0 */
} VmrColumn;

/* A piece of the axis between two addresses. All of them together are the axis, from left to right. */
typedef enum
{
  VMR_SLOT_HOLE,                /* no area lies here as long as the command runs */
  VMR_SLOT_AREA,                /* an area is there at some step, and just so long */
  VMR_SLOT_PART,                /* part of one: where it is cut, or grows */
  VMR_SLOT_FOLD,                /* areas without a column */
} VmrSlotKind;

typedef struct
{
  KmAddr      start, end;
  VmrSlotKind kind;
  gboolean    changed;          /* areas are others here after the command than before */
  guint       areas;            /* of a fold */
  guint       width;            /* an index: see vmas-slots.c */
  double      x, w;
} VmrSlot;

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  const KmTask     *task;
  const KmMm       *mm;
  GArray           *columns;    /* VmrColumn, by address: those there is room for */
  GArray           *slots;      /* VmrSlot, by address */
  const VmrSpans   *spans;      /* NULL: too many areas to look at each */
  gboolean          without_tree;       /* there is no room for what its nodes hang on */
  double            left, right;        /* ends of the axis */
  guint             before;     /* areas without a column below the first one */
  guint             depth;      /* of the deepest node shown */
  double            m, small, row;
  double            head;       /* foot of the title and the cards */
  double            level;      /* height of a level of the tree */
  double            list_y, list_h;     /* the blocks */
  struct { double x, w; } taken[8];     /* above them, by what this step and this command are about */
  guint             n_taken;
  VmrRect           legend;     /* beside the title, where what the tree shows is explained */
} VmrVmas;

static inline VmrColumn *
vmr_vmas_column (const VmrVmas *s,
                 guint          i)
{
  return &g_array_index (s->columns, VmrColumn, i);
}

/* Gives the areas their columns: all of them, or those around the one the step is about with all that their
 * nodes hang on. */
void        vmr_vmas_columns (VmrVmas     *s);
void        vmr_vmas_columns_clear (VmrVmas *s);
/* The address in the program that the step at the cursor is about, its own or that of the access under way; 0. */
KmAddr      vmr_vmas_address (const VmrVmas *s);
/* Lays the slots out. FALSE, and nothing done, when there is no room even for slim ones; @squeeze makes
 * them as narrow as it takes. */
gboolean    vmr_vmas_slots_place (VmrVmas *s,
                                  gboolean squeeze);
const VmrSlot *vmr_vmas_slot_at (const VmrVmas *s,
                                 KmAddr         addr);
/* Where a range lies, at the height of the blocks. */
VmrRect     vmr_vmas_range   (const VmrVmas *s,
                              KmAddr         start,
                              KmAddr         end);
/* The least room that slots of these kinds take, in small letters. */
double      vmr_vmas_slot_least (VmrSlotKind kind);
/* Slots of a choice among the areas as they are now. */
void        vmr_vmas_fold    (VmrVmas     *s);
/* The area that the step at the cursor, or an earlier one of the command, is about; else the first. */
const KmVma *vmr_vmas_subject (const VmrVmas *s);
VmrColumn  *vmr_vmas_find    (const VmrVmas *s,
                              const KmVma *vma);
/* "132 K", "2.75 G" */
const char *vmr_vmas_size    (guint64      bytes,
                              char        *buffer,
                              gsize        length);
/* Whether the start of the program has come to set_brk (). Before that the fields follow the
 * segments as they are mapped and say nothing about a heap. */
gboolean    vmr_vmas_brk_is_set (const VmrVmas *s);
/* Title, mm_struct and the comparisons of find_vma (); returns their foot. */
double      vmr_vmas_head    (VmrVmas     *s);
void        vmr_vmas_legend  (VmrVmas     *s);
void        vmr_vmas_tree    (VmrVmas     *s);
/* Blocks, gaps, names, and the thread of the list. */
void        vmr_vmas_axis    (VmrVmas     *s);

/* Whether words stand above the blocks there, and that some do now. */
gboolean    vmr_vmas_is_taken (const VmrVmas *s,
                               double         x,
                               double         w);
void        vmr_vmas_take    (VmrVmas     *s,
                              double       x,
                              double       w);
/* What stands above the blocks at this step, and what is found or was in a hole. */
void        vmr_vmas_tags    (VmrVmas     *s);
void        vmr_vmas_ghost   (VmrVmas     *s);

/* How far above the blocks' lower edge the list runs. */
#define VMR_VMAS_THREAD 9

/* The strip of merge cases at the foot of the stage: the height it takes, 0 where there is no
 * room for it, and its drawing between the margins @m. */
double vmr_vmas_cases_height (const VmrCells   *cells);
void   vmr_vmas_cases        (const VmrSession *session,
                              VmrCells         *cells,
                              double            m);

G_END_DECLS
