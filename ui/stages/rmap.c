/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reverse map: from a frame back to every entry that leads to it, and what that search cost without the way back.
 *
 *   Who maps frame 3e118?  rmap_walk_anon ()      3 entries looked at      rmap-head.c
 *   ┌ struct page ┐   ┌ anon_vma ─────────────────┐
 *   │ mapping ────┼──►│   b7e04–b7e15             │   the tree of areas    rmap-tree.c
 *   └─────▲───────┘   └────┼───────────┼──────────┘
 *         │             ┌──▼──┐     ┌──▼──┐
 *         │             │ sh  │     │child│             areas, the sum,     rmap-places.c
 *      ┌──┴──┐          └──┬──┘     └──┬──┘             the entries
 *      │3e118│             ▼           ▼
 *      └──▲──┘           entry       entry
 *         └────────────────┴───────────┘
 *   Linux 2.4: ███████████████████████ 3072           what it saves       rmap-scan.c
 *
 * During a walk only what it has come to is drawn. Where not all places fit, those around the present one have
 * columns, and the others are counted at either end. */
#include "ui/stages/rmap-private.h"

#include <glib/gi18n-lib.h>

/* In small letters: the narrowest column, and one that is wide enough. */
#define COLUMN 15
#define WIDE 27

void
vmr_rmap_way (const VmrRmap  *s,
              const VmrPoint *points,
              guint           n,
              VmrRmapWhen     when,
              gboolean        arrow)
{
  VmrCell *cell;

  switch (when)
    {
    case VMR_RMAP_NOW:
      vmr_cells_light (s->cells, points, n, arrow);
      break;
    case VMR_RMAP_PAST:
      vmr_cell_old (vmr_cells_light (s->cells, points, n, arrow));
      break;
    case VMR_RMAP_STILL:
    case VMR_RMAP_SPARED:
      cell = vmr_cells_line (s->cells, points, n, VMR_INK_SECONDARY, 1.2);
      cell->flags |= (arrow ? VMR_CELL_ARROW : 0) | (when == VMR_RMAP_SPARED ? VMR_CELL_DASHED : 0);
      break;
    case VMR_RMAP_AHEAD: break;
    }
}

/* The columns around the place that the walk is at. */
static void
columns_share (VmrRmap *s)
{
  double room = s->cells->width - s->m - s->left_w, gap = s->small * 1.2, w;
  guint most = (guint) MAX (room / (s->small * COLUMN + gap), 1), at = 0;

  s->shown = MIN (s->places->len, most);
  if (s->shown == 0)
    return;
  for (guint i = 0; i < s->places->len; i++)
    if (vmr_rmap_place (s, i)->area_step > 0)
      at = i;
  s->first = MIN (at > s->shown / 2 ? at - s->shown / 2 : 0, s->places->len - s->shown);
  w = MIN ((room - gap * (s->shown - 1)) / s->shown, s->small * WIDE);
  for (guint i = 0; i < s->shown; i++)
    {
      VmrRmapPlace *place = vmr_rmap_place (s, s->first + i);

      place->w = w;
      place->x = s->left_w + i * (w + gap);
    }
}

/* A stage so low that each thing has its first lines only. */
static void
low_bands_share (VmrRmap *s,
                 double   top,
                 double   h)
{
  double spare;

  s->low = TRUE;
  s->tree_h = s->line * 2.4;
  s->area_h = s->line * 2.5;
  s->sum_h = s->line * 1.1;
  s->entry_h = s->line * 1.25;
  s->loom_h = s->foot_h = 0;
  spare = CLAMP ((h - s->tree_h - s->area_h - s->sum_h - s->entry_h - s->line * 1.1) / 3, 2, s->line);
  s->tree_y = s->loom_y = top;
  s->area_y = s->tree_y + s->tree_h + spare;
  s->sum_y = s->area_y + s->area_h + spare * 0.5;
  s->entry_y = s->sum_y + s->sum_h + spare * 0.5;
  s->bus_y = s->entry_y + s->entry_h + s->line * 0.7;
  s->foot_y = s->cells->height;
}

/* Bands from the head to the foot. What is least needed goes first when the height does not do: the foot, the rows of
 * other anon_vmas, the terms of the sum. */
static void
bands_share (VmrRmap *s,
             double   top)
{
  double line = s->line, spare, h = s->cells->height - s->m * 0.6 - top;
  gboolean lecture = s->cells->metrics.lecture;

  if (h < s->line * 15.2)
    {
      low_bands_share (s, top, h);
      return;
    }
  s->tree_h = line * 3.4;
  s->area_h = line * 3.5;
  s->entry_h = line * 3.9;
  s->sum_h = line * 3.2;
  s->loom_h = lecture || s->anon == NULL ? 0 : line * 2.8;
  s->foot_h = lecture ? 0 : line * 4.2;
  spare = h - s->tree_h - s->area_h - s->entry_h - s->sum_h - line * 2.2;
  if (spare < s->foot_h)
    s->foot_h = 0;
  if (spare < s->foot_h + s->loom_h)
    s->loom_h = 0;
  if (spare < s->foot_h + s->loom_h)
    {
      spare += s->sum_h - line * 1.3;
      s->sum_h = line * 1.3;
    }
  spare = CLAMP ((spare - s->foot_h - s->loom_h) / 4, 4, line * 2.4);
  s->tree_y = top;
  s->loom_y = s->tree_y + s->tree_h;
  s->area_y = s->loom_y + s->loom_h + spare;
  s->sum_y = s->area_y + s->area_h + spare * 0.5;
  s->entry_y = s->sum_y + s->sum_h + spare * 0.5;
  s->bus_y = s->entry_y + s->entry_h + line * 0.8 + spare * 0.4;
  s->foot_y = s->cells->height - s->m * 0.6 - s->foot_h;
}

static void
nothing_draw (VmrRmap *s)
{
  double y = s->cells->height * 0.4;

  vmr_cells_text (s->cells, VMR_RECT (s->m, y, s->cells->width - 2 * s->m, s->line * 2), VMR_BODY | VMR_CENTER,
                  VMR_INK_SECONDARY,
                  _("No frame holds a page of a program yet: a first read or write brings one."),
                  _("no frame holds a page of a program yet"), NULL);
}

static void
rmap_layout (const VmrSession *session,
             VmrCells         *cells)
{
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (VmrRmapPlace));
  VmrRmap s = { .session = session, .machine = vmr_session_machine (session), .cells = cells, .places = places,
                .cursor = vmr_session_cursor (session), .small = cells->metrics.small };

  if (vmr_session_state (session) == NULL)
    return;
  s.m = MAX (s.small * 1.6, 16);
  s.line = s.small * 1.5;
  if (!vmr_rmap_collect (&s))
    {
      nothing_draw (&s);
      return;
    }
  s.left_w = s.m + s.small * 19;
  bands_share (&s, vmr_rmap_head (&s));
  columns_share (&s);
  vmr_rmap_page (&s);
  if (s.scan > 0)
    {
      vmr_rmap_searched (&s);
      return;
    }
  vmr_rmap_tree (&s);
  vmr_rmap_places (&s);
  vmr_rmap_scan (&s);
}

const VmrStage vmr_stage_rmap = {
  "rmap", N_("Reverse map"), rmap_layout, VMR_STAGE_SUB (KM_SUB_RMAP), "Reverse mapping", "反向映射", TRUE,
};
