/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/areas.h"
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
  guint        depth;           /* of its node, below the highest one shown */
  guint        visited;         /* step in which find_vma looked at it; 0 */
} VmrColumn;

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  const KmTask     *task;
  const KmMm       *mm;
  GArray           *columns;    /* VmrColumn, by address: those there is room for */
  guint             before, after;      /* areas folded away at either end */
  guint             depth;      /* of the deepest node shown */
  double            m, small, row;
  double            head;       /* foot of the title and the cards */
  double            level;      /* height of a level of the tree */
  double            list_y, list_h;     /* the blocks */
  double            taken, taken_w;     /* above them, by the address that is looked for */
  VmrRect           legend;     /* beside the title, where what the tree shows is explained */
} VmrVmas;

static inline VmrColumn *
vmr_vmas_column (const VmrVmas *s,
                 guint          i)
{
  return &g_array_index (s->columns, VmrColumn, i);
}

/* Chooses the areas that are shown, around the one the step is about, and gives them their columns. */
void        vmr_vmas_columns (VmrVmas     *s);
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

/* The strip of merge cases at the foot of the stage: the height it takes, 0 where there is no
 * room for it, and its drawing between the margins @m. */
double vmr_vmas_cases_height (const VmrCells   *cells);
void   vmr_vmas_cases        (const VmrSession *session,
                              VmrCells         *cells,
                              double            m);

G_END_DECLS
