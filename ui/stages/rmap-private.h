/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/rmap/walk.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* What the parts of the Reverse map stage share: see rmap.c for the picture. */

/* How far the walk has come with a thing. A walk that is not under way has come to everything. */
typedef enum
{
  VMR_RMAP_AHEAD,               /* not yet: it is not drawn */
  VMR_RMAP_NOW,                 /* in this step */
  VMR_RMAP_PAST,
  VMR_RMAP_STILL,               /* no walk: it is simply so */
  VMR_RMAP_SPARED,              /* the walk is done and did not come here */
} VmrRmapWhen;

/* One place where the page may be mapped: a column. */
typedef struct
{
  KmMapping   at;
  KmRmapNode  node;
  guint       area_step, entry_step;    /* of the walk under way; 0 before */
  VmrRmapWhen area, entry;
  double      x, w;
} VmrRmapPlace;

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  guint             cursor;
  KmPfn             pfn;
  const KmFrame    *frame;
  const KmAnonVma  *anon;       /* one of these two, or neither */
  const KmFile     *file;
  guint             start, done;        /* steps of the command; 0 */
  guint             scan;       /* the last task that a search has come to; 0 */
  GArray           *places;     /* VmrRmapPlace, all, in the order of the walk */
  guint             first, shown;       /* those that have a column */
  guint             reached;    /* places whose entry has been looked at */
  gboolean          low;        /* beside a question in a hall: only what the way itself needs */
  double            m, small, line;
  double            left_w;     /* of struct page and the frame */
  VmrRect           page, box;  /* the two */
  double            tree_y, tree_h, loom_y, loom_h, area_y, area_h, sum_y, sum_h, entry_y, entry_h, bus_y, foot_y, foot_h;
} VmrRmap;

static inline VmrRmapPlace *
vmr_rmap_place (const VmrRmap *s,
                guint          i)
{
  return &g_array_index (s->places, VmrRmapPlace, i);
}

/* Which frame it is about, the places, and how far the walk has come. FALSE when no frame has a way back. */
gboolean    vmr_rmap_collect (VmrRmap           *s);
/* The line of a way: light, what is left of it, or thin. Nothing for what lies ahead. */
void        vmr_rmap_way     (const VmrRmap     *s,
                              const VmrPoint    *points,
                              guint              n,
                              VmrRmapWhen        when,
                              gboolean           arrow);
/* Question, function and count; returns their foot. */
double      vmr_rmap_head    (VmrRmap           *s);
/* struct page above the frame, and the way between them. */
void        vmr_rmap_page    (VmrRmap           *s);
/* The tree of areas, and the rows of other anon_vmas that the areas are linked to. */
void        vmr_rmap_tree    (VmrRmap           *s);
/* Areas, sums and entries, and the way back to the frame. */
void        vmr_rmap_places  (VmrRmap           *s);
/* What the search without it would cost, at the foot. */
void        vmr_rmap_scan    (VmrRmap           *s);
/* That search itself, where a command goes through with it. */
void        vmr_rmap_searched (VmrRmap          *s);

G_END_DECLS
