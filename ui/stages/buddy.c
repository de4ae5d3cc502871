/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Buddy: who asks, which zone answers, and the block on its way down the orders.
 *
 *   request │ zones with their marks and reserves             buddy-zones.c
 *   ribbon  │ pageblocks and their types     ┌ free lists     buddy-frames.c, buddy-lists.c
 *   frames  │ the stretch around the block   │ U  M  R       buddy-window.c chooses it
 *   shelves │ one for each order   │ XOR     │                buddy-shelves.c, buddy-sum.c
 *   tray    │ the per-CPU list  ──────light──┘               buddy-tray.c, -light.c, -given.c
 *   why these two did not merge    │ legend                  buddy-why.c, buddy-legend.c
 *
 * A shelf shows the free blocks of its order at their place below the frames, so a block that is
 * split comes straight down, and a merge goes straight up. Ghosts and numbered dots stay for the
 * whole request: here the staircase is the lesson. While a question asks for a block or an order the card
 * shows all orders: buddy-asked.c.
 */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REQUEST_STEPS 400       /* how far back a request may have begun */
#define LEGEND_LINES 2
#define ROOMY_SHELF 3.5         /* of small text: has room for a sum */
#define LEAST_SHELF 1.6         /* of small text: height of a shelf that can be read */

gboolean
vmr_buddy_moves_block (KmStepKind kind)
{
  return kind == KM_STEP_BLOCK_TAKE || kind == KM_STEP_BLOCK_SPLIT || kind == KM_STEP_BLOCK_MERGE ||
         kind == KM_STEP_BLOCK_FREE || kind == KM_STEP_BLOCK_STEAL;
}

const VmrBuddyEvent *
vmr_buddy_now (const VmrBuddy *s)
{
  const VmrBuddyEvent *last = s->n_events ? &s->events[s->n_events - 1] : NULL;

  return last != NULL && last->step == s->cursor ? last : NULL;
}

const VmrBuddyEvent *
vmr_buddy_last (const VmrBuddy *s,
                guint           order)
{
  for (guint i = s->n_events; i-- > 0;)
    if (s->events[i].order == order)
      return &s->events[i];
  return NULL;
}

double
vmr_buddy_frame_x (const VmrBuddy *s,
                   double          pfn)
{
  return s->strip_x + (pfn - s->first) * s->strip_w / (s->n << s->low);
}

gboolean
vmr_buddy_has_shelf (const VmrBuddy *s,
                     guint           order)
{
  return order >= s->low && order < s->low + VMR_BUDDY_SHELVES;
}

double
vmr_buddy_shelf_y (const VmrBuddy *s,
                   guint           order)
{
  if (order < s->low)
    return s->shelves_y + VMR_BUDDY_SHELVES * s->shelf_h + (s->low - 1 - order) * s->thin_h;
  return s->shelves_y + (s->low + VMR_BUDDY_SHELVES - 1 - order) * s->shelf_h;
}

double
vmr_buddy_shelf_h (const VmrBuddy *s,
                   guint           order)
{
  return order < s->low ? s->thin_h : s->shelf_h;
}

const char *
vmr_buddy_count (VmrBuddy *s,
                 guint     n)
{
  return vmr_stage_count (s->cells, n);
}

/* The request the cursor is in: the last alloc-pages or free-pages of its command. */
static guint
find_request (const VmrBuddy *s)
{
  guint alloc = vmr_stage_reached (s->session, KM_STEP_ALLOC_PAGES);
  guint give = vmr_stage_reached (s->session, KM_STEP_FREE_PAGES);

  return MAX (alloc, give);
}

static void
add_event (VmrBuddy  *s,
           guint      step,
           KmStepKind kind)
{
  VmrBuddyEvent *event;

  if (s->n_events == VMR_BUDDY_MAX_EVENTS)
    return;
  event = &s->events[s->n_events++];
  event->step = step;
  event->kind = kind;
  event->pfn = (KmPfn) vmr_stage_arg (s->session, step, pfn);
  event->order = (guint) vmr_stage_arg (s->session, step, order);
  event->mt = (guint) vmr_stage_arg (s->session, step, mt);
  if (kind == KM_STEP_BLOCK_SPLIT)
    event->other = (KmPfn) vmr_stage_arg (s->session, step, upper);
  if (kind == KM_STEP_BLOCK_MERGE)
    event->other = (KmPfn) vmr_stage_arg (s->session, step, buddy);
  s->focus = event->pfn;
}

/* Until a zone has been asked the request is about the one it asks first: the highest it allows. */
static guint
first_zone (const VmrBuddy *s,
            guint           step)
{
  guint zone = MIN ((guint) vmr_stage_arg (s->session, step, zone), KM_N_ZONES - 1);

  while (zone > 0 && km_machine_state (s->machine)->zones[zone].managed == 0)
    zone--;
  return zone;
}

static void
collect (VmrBuddy *s)
{
  for (guint step = s->request; step > 0 && step <= s->cursor; step++)
    {
      KmStepKind kind = km_machine_step_kind (s->machine, step);

      if (kind == KM_STEP_ALLOC_PAGES)
        s->zone = first_zone (s, step);
      if (vmr_buddy_moves_block (kind))
        add_event (s, step, kind);
      else if (kind == KM_STEP_ZONE_CHOSEN || kind == KM_STEP_FREE_PAGES)
        s->zone = (guint) vmr_stage_arg (s->session, step, zone) % KM_N_ZONES;
      else if (kind == KM_STEP_PCP_EMPTY)
        s->empty = step;
      else if (kind == KM_STEP_PCP_REFILLED)
        s->refilled = step;
      else if (kind == KM_STEP_PCP_DRAIN)
        s->drained = step;
      else if (kind == KM_STEP_PCP_TAKE)
        s->taken = step;
      if ((kind == KM_STEP_PCP_TAKE || kind == KM_STEP_FREE_PAGES || kind == KM_STEP_PCP_PUT) &&
          s->n_events == 0)
        s->focus = (KmPfn) vmr_stage_arg (s->session, step, pfn);
    }
}

static void
place_columns (VmrBuddy *s)
{
  double w = s->cells->width;
  g_autofree char *highest = g_strdup_printf (_("order %u"), KM_MAX_ORDER - 1);
  g_autofree char *scale =
    g_strdup_printf (g_dngettext (NULL, "cell: %s frame", "cell: %s frames", 128), "128");

  s->small = s->cells->metrics.small;
  s->row = s->cells->metrics.row;
  s->m = MAX (14, s->small);
  s->dot = vmr_cells_dot_reach (s->cells);
  s->strip_x = s->m + 14 +
               MAX (vmr_cells_measure (s->cells, VMR_BODY | VMR_BOLD, highest) + 2 * s->dot,
                    MAX (vmr_cells_measure (s->cells, VMR_SMALL, _("pageblock")),
                         vmr_cells_measure (s->cells, VMR_SMALL, scale)));
  s->card_w = MAX (s->small * 17, w * 0.235);
  s->card_x = w - s->m - s->card_w;
  s->xor_w = s->small * 12.5;
  if (s->card_x - s->strip_x - s->xor_w < s->small * 26)
    s->xor_w = 0;               /* too narrow: the sum stands below, for this step alone */
  /* The dot of a take stands before the card. */
  s->xor_x = s->card_x - s->xor_w - MAX (s->small, 2 * s->dot);
  s->strip_w = s->xor_x - s->strip_x - s->small;
}

static void
buddy_init (VmrBuddy         *s,
            const VmrSession *session,
            VmrCells         *cells)
{
  guint alloc;

  *s = (VmrBuddy) { .session = session, .machine = vmr_session_machine (session), .cells = cells,
                    .cursor = vmr_session_cursor (session), .mt = KM_MT_MOVABLE };
  s->zone = km_machine_state (s->machine)->zones[KM_ZONE_HIGHMEM].spanned ? KM_ZONE_HIGHMEM
            : km_machine_state (s->machine)->zones[KM_ZONE_NORMAL].spanned ? KM_ZONE_NORMAL : KM_ZONE_DMA;
  s->request = find_request (s);
  if (s->cursor - s->request > REQUEST_STEPS)
    s->request = 0;
  alloc = s->request && km_machine_step_kind (s->machine, s->request) == KM_STEP_ALLOC_PAGES;
  if (alloc)
    s->mt = (guint) vmr_stage_arg (session, s->request, mt) % KM_MT_PCPTYPES;
  place_columns (s);
  collect (s);
  vmr_buddy_find_moved (s);
  vmr_buddy_find_asked (s);
  vmr_buddy_find_given (s);
  if (s->request && !alloc)     /* a freed block goes to the lists of its pageblock */
    s->mt = km_pageblock_type (s->machine, s->focus) % KM_MT_PCPTYPES;
  vmr_buddy_choose_window (s);
}

/* What is left below the tray: the sum if it has no column, the pair that did not merge, the
 * legend. */
/* Of the width: three columns of the legend have room beside it. */
#define WHY_SHARE 0.58

static void
foot (VmrBuddy *s,
      double    y)
{
  double h = s->cells->height - 12 - y, w = s->cells->width - 2 * s->m, left = s->m;

  if (s->xor_w == 0)
    vmr_buddy_xor (s, y);
  if (s->cells->metrics.lecture || s->xor_w == 0)
    return;
  if (h >= s->small * 6.5 && vmr_buddy_why (s, VMR_RECT (s->m, y, w * WHY_SHARE, MIN (h, s->small * 10))))
    left = s->m + w * WHY_SHARE + 20;
  if (h >= vmr_buddy_legend_height (s, LEGEND_LINES))
    vmr_buddy_legend (s, VMR_RECT (left, y, s->cells->width - s->m - left, h));
}

/* The four shelves share the room with the thin ones below them, if those leave enough. High ones leave
 * some for the legend. */
static void
choose_heights (VmrBuddy *s,
                double    room)
{
  double thin = s->cells->metrics.lecture ? 0 : s->low * s->small * 1.2;
  double legend = vmr_buddy_legend_height (s, LEGEND_LINES) + 10;

  if (room - thin < VMR_BUDDY_SHELVES * s->row * 1.2)
    thin = 0;
  s->thin_h = s->low ? thin / s->low : 0;
  s->shelf_h = MIN ((room - thin) / VMR_BUDDY_SHELVES,
                    s->row * (s->cells->metrics.lecture ? 3 : 2));
  if (!s->cells->metrics.lecture && s->xor_w > 0)
    s->shelf_h = MAX (MIN ((room - thin - legend) / VMR_BUDDY_SHELVES, s->shelf_h),
                      MIN (s->shelf_h, s->small * ROOMY_SHELF));
}

/* A step that moves a block: where there is no room for both, its shelves are shown and not the tray. */
static gboolean
is_about_blocks (const VmrBuddy *s)
{
  return vmr_buddy_now (s) != NULL;
}

/* The card of lists down to the foot of the shelves; to the bottom of all, where a question needs every
 * order and that is too little. TRUE then: no light may lead to it. */
static gboolean
card (VmrBuddy *s,
      double    foot_y,
      double    bottom)
{
  gboolean high = !vmr_buddy_spread_rows (s, foot_y);

  if (high)
    vmr_buddy_spread_rows (s, bottom);
  vmr_buddy_lists (s, high ? bottom : foot_y);
  return high;
}

/* So low that the orders cannot be told apart: zones, frames and tray alone, and the lists if they are
 * asked for. */
static void
no_shelves (VmrBuddy *s,
            double    y,
            double    bottom)
{
  s->shelf_h = 0;
  if (y + s->row * 2.2 <= bottom)
    {
      if (!s->cells->metrics.lecture)
        vmr_buddy_leave (s, y + 8 + s->row * 1.8);
      vmr_buddy_tray (s, y + 8);
    }
  if (s->lists_asked)
    card (s, bottom, bottom);
}

static void
buddy_layout (const VmrSession *session,
              VmrCells         *cells)
{
  VmrBuddy s;
  double y = 16, tray_h, bottom = cells->height - 12;
  gboolean high;

  if (vmr_session_state (session) == NULL)
    return;
  buddy_init (&s, session, cells);
  if (s.strip_w < 160)
    return;
  y = vmr_buddy_zones (&s, y);
  s.lists_y = y;
  tray_h = s.row * 2.2;
  s.ribbon = !cells->metrics.lecture && bottom - y > s.row * 13;
  if (s.ribbon)
    y = vmr_buddy_ribbon (&s, y);
  y = vmr_buddy_strip (&s, y);
  s.shelves_y = y;
  choose_heights (&s, bottom - tray_h - 16 - y);
  if (s.shelf_h < s.small * LEAST_SHELF && is_about_blocks (&s))
    {
      tray_h = 0;
      choose_heights (&s, bottom - 16 - y);
    }
  if (s.shelf_h < s.small * LEAST_SHELF)
    {
      no_shelves (&s, y, bottom);
      return;
    }
  y = vmr_buddy_shelves (&s, y) + 14;
  high = card (&s, y - 8, bottom);
  if (s.xor_w > 0)
    vmr_buddy_xor (&s, s.shelves_y);
  if (tray_h == 0)
    return;
  if (!high)
    vmr_buddy_light (&s, y, tray_h);
  if (!cells->metrics.lecture)
    vmr_buddy_leave (&s, y + tray_h * 0.82);
  y = vmr_buddy_tray (&s, y);
  foot (&s, y + 12);
}

const VmrStage vmr_stage_buddy = {
  "buddy", N_("Buddy"), buddy_layout, VMR_STAGE_SUB (KM_SUB_BUDDY),
  "Buddy system", "伙伴系统", TRUE,
};
