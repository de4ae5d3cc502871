/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which bit names the buddy. All strips show the same twelve bits, so that the one that differs stands below
 * the other:
 *
 *   pfn      0x01018    0000 0001 1000        level with the frames
 *   ^ 0x4    0x0101c    0000 0001 1█00        level with the shelf of order 2
 */
#include "ui/session/session-question.h"
#include "ui/stages/buddy-private.h"

#define XOR_BITS 12             /* the largest order is 10 */
#define NIBBLE_GAP 4
#define NO_BIT G_MAXUINT

/* A block that is taken or stolen concerns no buddy, and the largest blocks have none. */
static gboolean
has_sum (const VmrBuddyEvent *event)
{
  return (event->kind == KM_STEP_BLOCK_SPLIT || event->kind == KM_STEP_BLOCK_MERGE ||
          event->kind == KM_STEP_BLOCK_FREE) && event->order < KM_MAX_ORDER - 1;
}

/* The last one of this order, or of any for KM_MAX_ORDER. */
static const VmrBuddyEvent *
last_sum (const VmrBuddy *s,
          guint           order)
{
  for (guint i = s->n_events; i-- > 0;)
    if (has_sum (&s->events[i]) && (order == KM_MAX_ORDER || s->events[i].order == order))
      return &s->events[i];
  return NULL;
}

static void
bits (VmrBuddy *s,
      VmrRect   r,
      KmPfn     value,
      guint     marked,
      gboolean  now)
{
  double w = (r.w - (XOR_BITS / 4 - 1) * NIBBLE_GAP) / XOR_BITS, x = r.x;

  for (guint bit = XOR_BITS; bit-- > 0;)
    {
      gboolean differs = bit == marked;
      VmrRect cell = VMR_RECT (x, r.y, w - 1, r.h);

      vmr_cells_box (s->cells, cell, !differs ? VMR_INK_SOFT : now ? VMR_INK_LIGHT : VMR_INK_TEXT,
                     VMR_TINT_FULL, 2);
      vmr_cells_text (s->cells, cell, VMR_SMALL | VMR_MONO | VMR_CENTER,
                      differs ? VMR_INK_AUTO : VMR_INK_TEXT, value >> bit & 1 ? "1" : "0", NULL);
      x += w + (bit % 4 == 0 ? NIBBLE_GAP : 0);
    }
}

/* "^ 0x4 … 0x0101c" */
static void
term (VmrBuddy            *s,
      VmrRect              r,
      const VmrBuddyEvent *event)
{
  gboolean now = event->step == s->cursor;
  g_autofree char *flip = g_strdup_printf ("^ 0x%x", 1u << event->order);
  g_autofree char *buddy = g_strdup_printf ("0x%05x", event->pfn ^ (1u << event->order));

  vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w / 2, r.h), VMR_SMALL | VMR_MONO,
                  VMR_INK_SECONDARY, flip, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w / 3, r.y, r.w * 2 / 3, r.h),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT | VMR_BOLD, now ? VMR_INK_LIGHT : VMR_INK_TEXT,
                  buddy, NULL);
}

/* The block itself: the first term of the sums. */
static void
pfn_term (VmrBuddy *s,
          VmrRect   r,
          KmPfn     pfn)
{
  g_autofree char *text = g_strdup_printf ("0x%05x", pfn);

  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, "pfn", NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w / 3, r.y, r.w * 2 / 3, r.h),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT | VMR_BOLD, VMR_INK_TEXT, text, NULL);
}

/* Without a column: the present sum alone, its two terms one below the other. */
static void
below (VmrBuddy *s,
       double    y)
{
  const VmrBuddyEvent *now = vmr_buddy_now (s);
  double line = s->small * 1.5, w = s->small * 10;
  VmrRect strip = VMR_RECT (s->strip_x + w + s->small, y, s->small * 12.5, line - 1);

  if (now == NULL || !has_sum (now) || y + line * 2.2 > s->cells->height)
    return;
  pfn_term (s, VMR_RECT (s->strip_x, y, w, line), now->pfn);
  bits (s, strip, now->pfn, NO_BIT, FALSE);
  strip.y += line;
  term (s, VMR_RECT (s->strip_x, strip.y, w, line), now);
  bits (s, strip, now->pfn ^ (1u << now->order), now->order, TRUE);
}

/* What stands above the sums: the block beside the frames, and the rule where there is room. */
static void
head (VmrBuddy            *s,
      const VmrBuddyEvent *last,
      double               w)
{
  double line = s->small * 1.5, y = s->shelves_y - line - 6;

  bits (s, VMR_RECT (s->xor_x, y, w, line), last->pfn, NO_BIT, FALSE);
  pfn_term (s, VMR_RECT (s->xor_x, y - line - 1, w, line), last->pfn);
  y -= line * 3 + 4;
  if (y < s->lists_y)
    return;
  vmr_cells_text (s->cells, VMR_RECT (s->xor_x, y, s->xor_w, line), VMR_SMALL | VMR_MONO,
                  VMR_INK_TEXT, "buddy =", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->xor_x, y + line, s->xor_w, line), VMR_SMALL | VMR_MONO,
                  VMR_INK_TEXT, "pfn ^ (1 << order)", "pfn ^ 1<<order", NULL);
}

/* One sum for each shelf the request has reached. Of another block than the one on top, as before a merge
 * with a lower buddy, only the numbers: bits that differ in more than one place would not be compared. */
void
vmr_buddy_xor (VmrBuddy *s,
               double    y)
{
  /* A hole in a sum would say which block is asked for. */
  gboolean hidden = vmr_session_hides (s->session, "block");
  const VmrBuddyEvent *last = hidden ? NULL : last_sum (s, KM_MAX_ORDER);
  double line = s->small * 1.5, w = s->xor_w - 4;

  if (s->xor_w == 0 && !hidden)
    {
      below (s, y);
      return;
    }
  if (last == NULL)
    return;
  head (s, last, w);
  for (guint order = s->low; order < s->low + VMR_BUDDY_SHELVES; order++)
    {
      const VmrBuddyEvent *event = last_sum (s, order);
      gboolean now = event != NULL && event->step == s->cursor;
      gboolean strip = event != NULL && event->pfn == last->pfn && s->shelf_h > line * 2.2 &&
                       (!s->cells->metrics.lecture || now);
      double row = vmr_buddy_shelf_y (s, order) + s->shelf_h - line - 5;

      if (event == NULL)
        continue;
      if (strip)
        bits (s, VMR_RECT (s->xor_x, row, w, line), event->pfn ^ (1u << order), order, now);
      /* Of another block than the one at the head of the column: it is named, or the sum would be wrong. */
      else if (event->pfn != last->pfn && s->shelf_h > line * 2.2)
        pfn_term (s, VMR_RECT (s->xor_x, row - line - 1, w, line), event->pfn);
      else if (event->pfn != last->pfn)
        continue;
      term (s, VMR_RECT (s->xor_x, row - (strip ? line + 1 : 0), w, line), event);
    }
}
