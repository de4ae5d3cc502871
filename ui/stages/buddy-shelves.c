/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shelves: free blocks below their frames, and the staircase of a split. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>

#define THIN_BLOCK 4            /* px: what is narrower is not drawn */
#define PART_IN_HAND 0xb10c
#define DOT_ROOM 12             /* px beside a dot: 4 to the frames, 8 to the label */

static VmrRect
block_rect (const VmrBuddy *s,
            KmPfn           pfn,
            guint           order)
{
  double x = vmr_buddy_frame_x (s, pfn), right = vmr_buddy_frame_x (s, pfn + (1u << order));
  double y = vmr_buddy_shelf_y (s, order), h = vmr_buddy_shelf_h (s, order);

  x = MAX (x, s->strip_x);
  return VMR_RECT (x + 1, y + h * 0.24, MIN (right, s->strip_x + s->strip_w) - x - 2, h * 0.76 - 1);
}

static gboolean
in_window (const VmrBuddy *s,
           KmPfn           pfn)
{
  return pfn >= s->first && pfn < s->first + (s->n << s->low);
}

static void
block_label (VmrBuddy *s,
             VmrRect   r,
             KmPfn     pfn,
             VmrInk    ink)
{
  g_autofree char *text = g_strdup_printf ("0x%05x", pfn);
  double pad = MAX (3, s->small * 0.2);         /* digits that touch the edge cannot be read from afar */

  vmr_cells_text (s->cells, VMR_RECT (r.x + pad, r.y, r.w - 2 * pad, r.h),
                  VMR_SMALL | VMR_MONO | VMR_CENTER, ink, text, text + 4, NULL);
}

/* Of an order below the window: its number, and the blocks that are wide enough to be seen. */
static void
thin_plank (VmrBuddy *s,
            guint     order)
{
  double y = vmr_buddy_shelf_y (s, order), w = s->strip_x - s->m - 2 * s->dot - DOT_ROOM;
  g_autofree char *digits = g_strdup_printf ("%u", order);

  vmr_cells_text (s->cells, VMR_RECT (s->m, y, w, s->thin_h), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY, digits, NULL);
  vmr_cells_segment (s->cells, s->strip_x - 4, y + s->thin_h, s->strip_x + s->strip_w + 4,
                     y + s->thin_h, VMR_INK_LINE, 1);
}

static void
plank (VmrBuddy *s,
       guint     order)
{
  double y = vmr_buddy_shelf_y (s, order), w = s->strip_x - s->m - 2 * s->dot - DOT_ROOM;
  g_autofree char *number = g_strdup_printf (_("order %u"), order);
  g_autofree char *digits = g_strdup_printf ("%u", order);
  g_autofree char *frames =
    g_strdup_printf (g_dngettext (NULL, "%s frame", "%s frames", 1u << order),
                     vmr_buddy_count (s, 1u << order));
  VmrCell *text;

  /* On a low shelf the order alone, on the lowest in small. */
  if (s->shelf_h >= s->row * 1.9)
    vmr_cells_text (s->cells, VMR_RECT (s->m, y + s->shelf_h - s->row * 0.95, w, s->small * 1.5),
                    VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, frames, NULL);
  if (s->shelf_h >= s->row)
    text = vmr_cells_text (s->cells, VMR_RECT (s->m, y + s->shelf_h -
                                               s->row * (s->shelf_h >= s->row * 1.9 ? 1.9 : 1), w, s->row),
                           VMR_BODY | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, number, digits, NULL);
  else
    text = vmr_cells_text (s->cells, VMR_RECT (s->m, y + s->shelf_h - s->small * 1.5, w, s->small * 1.5),
                           VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, number, digits, NULL);
  if (text != NULL)
    text->flags |= VMR_CELL_SCALE;
  vmr_cells_segment (s->cells, s->strip_x - 4, y + s->shelf_h, s->strip_x + s->strip_w + 4,
                     y + s->shelf_h, VMR_INK_LINE, 2);
}

/* Where the block fell or rose: a pale band between the two shelves. */
static void
band (VmrBuddy            *s,
      const VmrBuddyEvent *event)
{
  guint upper = event->order + 1;
  VmrRect from, to;

  if (event->kind != KM_STEP_BLOCK_SPLIT && event->kind != KM_STEP_BLOCK_MERGE)
    return;
  if (!vmr_buddy_has_shelf (s, event->order) || !vmr_buddy_has_shelf (s, upper))
    return;
  from = block_rect (s, MIN (event->pfn, event->other), upper);
  to = block_rect (s, MIN (event->pfn, event->other), event->order);
  vmr_cells_box (s->cells, VMR_RECT (from.x, from.y + from.h, from.w, to.y - from.y - from.h),
                 VMR_INK_LIGHT, event->step == s->cursor ? VMR_TINT_PALE : VMR_TINT_FAINT, 0);
}

/* Where a block was, or is on its way through: dashed. */
static void
ghost (VmrBuddy *s,
       KmPfn     pfn,
       guint     order,
       gboolean  now)
{
  gboolean given = s->given && pfn == s->given_pfn && order == s->given_order;
  const KmFrame *frame = km_frame (s->machine, pfn);
  VmrRect r;
  VmrCell *cell;

  if (!vmr_buddy_has_shelf (s, order) || !in_window (s, pfn) ||
      ((frame->flags & KM_PG_BUDDY) && (frame->private_ & 0xff) == order))
    return;                     /* it lies there now: the block itself is drawn */
  now |= given;
  r = block_rect (s, pfn, order);
  cell = vmr_cells_frame (s->cells, r, now ? VMR_INK_LIGHT : VMR_INK_SECONDARY, now ? 2 : 1, 4);
  cell->flags |= VMR_CELL_DASHED | VMR_CELL_GHOST;
  if (given)
    cell->flags |= VMR_CELL_CHANGED;
  if (now)
    {
      g_autofree char *name =
        g_strdup_printf (_ ("block 0x%05x of order %u, on its way"), pfn, order);

      /* One body for the whole request: from step to step it falls or rises a shelf. */
      cell->part = PART_IN_HAND;
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_STEP, s->request, 0), name, NULL);
    }
  block_label (s, r, pfn, VMR_INK_SECONDARY);
}

/* A block that was stolen and then taken has one ghost. */
static gboolean
seen_before (const VmrBuddy *s,
             guint           i)
{
  for (guint j = 0; j < i; j++)
    if (s->events[j].pfn == s->events[i].pfn && s->events[j].order == s->events[i].order)
      return TRUE;
  return FALSE;
}

/* What keeps a block that was put on its list from rising further, at its buddy's place. */
static void
obstacle (VmrBuddy            *s,
          const VmrBuddyEvent *event)
{
  KmPfn buddy = event->pfn ^ (1u << event->order);
  g_autofree char *text = NULL, *brief = NULL;
  guint order;

  if (event->kind != KM_STEP_BLOCK_FREE || event->order == KM_MAX_ORDER - 1 ||
      !vmr_buddy_has_shelf (s, event->order) || !in_window (s, buddy) ||
      buddy >= km_machine_state (s->machine)->n_frames)
    return;
  km_frame_block (s->machine, buddy, &order);
  if (km_frame_use_at (s->machine, buddy) != KM_USE_FREE)
    text = g_strdup (_("in use"));
  else if (order < event->order)
    {
      text = g_strdup_printf (_("order %u, not %u"), order, event->order);
      brief = g_strdup_printf (_("order %u"), order);
    }
  if (text != NULL)
    vmr_cells_text (s->cells, block_rect (s, buddy, event->order), VMR_SMALL | VMR_CENTER,
                    VMR_INK_SECONDARY, text, brief, NULL);
}

static void
staircase (VmrBuddy *s)
{
  for (guint i = 0; i < s->n_events; i++)
    {
      const VmrBuddyEvent *event = &s->events[i];

      band (s, event);
      obstacle (s, event);
      if (seen_before (s, i))
        continue;
      ghost (s, event->pfn, event->order, event->step == s->cursor);
      if (event->kind == KM_STEP_BLOCK_MERGE)
        ghost (s, event->other, event->order, event->step == s->cursor);
      if (vmr_buddy_has_shelf (s, event->order) && event->kind != KM_STEP_BLOCK_TAKE)
        vmr_stage_dot (s->session, s->cells, s->strip_x - s->dot - 4,
                       vmr_buddy_shelf_y (s, event->order) + s->shelf_h * 0.6, event->step);
    }
}

static void
free_block (VmrBuddy *s,
            KmPfn     pfn,
            guint     order)
{
  const VmrBuddyEvent *now = vmr_buddy_now (s);
  gboolean mine = (now != NULL && now->order == order && (now->pfn == pfn || now->other == pfn)) ||
                  vmr_buddy_moved_from (s, pfn) >= 0;
  VmrRect r = block_rect (s, pfn, order);
  g_autofree char *name = g_strdup_printf (_("free block 0x%05x of order %u"), pfn, order);
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_BLOCK, VMR_TINT_FULL, MIN (4, r.w * 0.3));

  vmr_cell_outline (cell, mine ? VMR_INK_LIGHT : VMR_INK_ANON, mine ? 2 : 1);
  if (mine)
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_BLOCK, pfn, order), name, NULL);
  block_label (s, r, pfn, VMR_INK_TEXT);
}

/* A block larger than the window starts before it. */
static void
free_blocks (VmrBuddy *s,
             guint     order)
{
  KmPfn end = MIN (s->first + (s->n << s->low), km_machine_state (s->machine)->n_frames);

  for (KmPfn pfn = s->first & ~((1u << order) - 1); pfn < end; pfn += 1u << order)
    {
      const KmFrame *frame = km_frame (s->machine, pfn);

      if ((frame->flags & KM_PG_BUDDY) && (frame->private_ & 0xff) == order)
        free_block (s, pfn, order);
    }
}

double
vmr_buddy_shelves (VmrBuddy *s,
                   double    y)
{
  for (guint order = s->low; order < s->low + VMR_BUDDY_SHELVES; order++)
    plank (s, order);
  staircase (s);
  for (guint order = 0; order < s->low && s->thin_h > 0; order++)
    {
      thin_plank (s, order);
      if (vmr_buddy_frame_x (s, 1u << order) - vmr_buddy_frame_x (s, 0) >= THIN_BLOCK)
        free_blocks (s, order);
    }
  for (guint order = s->low; order < s->low + VMR_BUDDY_SHELVES; order++)
    free_blocks (s, order);
  return y + VMR_BUDDY_SHELVES * s->shelf_h + s->low * s->thin_h;
}
