/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which frames and which four orders are drawn: those of the request, or what was clicked. */
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/buddy-private.h"

/* The generation of a zone's reference is free: above this it names an order of the zone. */
#define ORDER_GEN 0x100
#define RIBBON_GEN 1            /* of a frame: a pageblock of the ribbon */
#define SHORT_LIST 8            /* blocks that may be shown together */

VmrRef
vmr_buddy_order_ref (const VmrBuddy *s,
                     guint           order)
{
  return vmr_ref (VMR_REF_ZONE, s->zone, ORDER_GEN + order);
}

/* The lists of a type that has blocks of the order opened, or else of the largest there are; the
 * request's own if it has. */
static void
choose_type (VmrBuddy *s)
{
  const KmZone *zone = &km_machine_state (s->machine)->zones[s->zone];
  guint first = s->opened > 0 ? s->opened - 1 : KM_MAX_ORDER - 1, last = s->opened > 0 ? first : 0;

  for (guint order = first + 1; order-- > last;)
    for (guint i = 0; i < KM_MT_PCPTYPES; i++)
      {
        guint mt = (s->mt + i) % KM_MT_PCPTYPES;

        if (zone->free_area[order].list[mt].head == 0)
          continue;
        s->mt = mt;
        return;
      }
}

/* What the request did is elsewhere. */
static void
leave_request (VmrBuddy *s)
{
  s->elsewhere = TRUE;
  s->given = FALSE;
  s->n_events = s->n_moved = 0;
  s->empty = s->refilled = s->drained = s->taken = 0;
  s->focus = 0;
}

/* A zone's card leads to its shelves, a pageblock of the ribbon to its frames, an order to its shelf:
 * until the next step. */
static void
look_around (VmrBuddy *s)
{
  VmrRef ref = vmr_session_selection (s->session);

  if (!vmr_session_selected_here (s->session) || vmr_session_masks_zones (s->session))
    return;
  if (ref.kind == VMR_REF_ZONE && ref.id < KM_N_ZONES &&
      km_machine_state (s->machine)->zones[ref.id].managed > 0)
    {
      s->opened = ref.gen >= ORDER_GEN ? MIN (ref.gen - ORDER_GEN, KM_MAX_ORDER - 1) + 1 : 0;
      if (ref.id == s->zone && s->opened == 0)
        return;
      leave_request (s);
      s->zone = ref.id;
      choose_type (s);
    }
  else if (ref.kind == VMR_REF_FRAME && ref.gen == RIBBON_GEN && ref.id < km_machine_state (s->machine)->n_frames)
    {
      leave_request (s);
      s->focus = ref.id;
    }
}

/* Whether the window parts the few blocks of the list that a freed block goes to, and one of twice the size
 * would hold them all: what lies in pieces is seen as a whole. */
static gboolean
halves_its_list (const VmrBuddy *s)
{
  const KmZone *zone = &km_machine_state (s->machine)->zones[s->zone];
  guint order = s->n_events ? s->events[s->n_events - 1].order
                : (guint) vmr_stage_arg (s->session, s->request, order);
  guint size = s->n << s->low;
  gboolean parted = FALSE;
  const KmFrameList *list;

  if (s->request == 0 || vmr_buddy_is_alloc (s) || s->elsewhere || order >= KM_MAX_ORDER ||
      s->low >= KM_MAX_ORDER - VMR_BUDDY_SHELVES)
    return FALSE;
  list = &zone->free_area[order].list[s->mt];
  if (list->count > SHORT_LIST)
    return FALSE;
  for (KmPfn pfn = list->head; pfn != 0; pfn = km_frame (s->machine, pfn)->next)
    if ((pfn ^ s->focus) >= 2 * size)
      return FALSE;
    else
      parted |= (pfn ^ s->focus) >= size;
  return parted;
}

/* Four neighbouring orders: the lowest four while the block is small, else those around it. */
static void
place_window (VmrBuddy *s)
{
  const VmrBuddyEvent *event = s->n_events ? &s->events[s->n_events - 1] : NULL;
  guint order = event != NULL ? event->order : 0, highest = 0;
  const KmZone *zone = &km_machine_state (s->machine)->zones[s->zone];

  for (guint i = 0; i < s->n_events; i++)
    highest = MAX (highest, s->events[i].order);
  /* Neither the list nor the block may be chosen by what the request will take. */
  if (s->block_asked && s->n_events == 0 && !s->elsewhere && s->opened == 0)
    order = highest = vmr_buddy_past (s, &s->focus);
  if (highest >= VMR_BUDDY_SHELVES)
    s->low = CLAMP ((int) order - 1, 0, KM_MAX_ORDER - VMR_BUDDY_SHELVES);
  if (s->opened > 0)
    {
      s->low = CLAMP ((int) s->opened - 2, 0, KM_MAX_ORDER - VMR_BUDDY_SHELVES);
      s->focus = zone->free_area[s->opened - 1].list[s->mt].head;
    }
  if (s->focus == 0)
    s->focus = zone->pcp[0].list[s->mt].head;
  for (guint o = 0; o < KM_MAX_ORDER && s->focus == 0; o++)
    s->focus = zone->free_area[o].list[s->mt].head;
  if (s->focus == 0)
    s->focus = zone->start_pfn;
  s->n = s->cells->metrics.lecture || s->strip_w < 380 ? 16 : 32;
  if (halves_its_list (s))
    s->low++;
  s->first = s->focus & ~((s->n << s->low) - 1);
}

void
vmr_buddy_choose_window (VmrBuddy *s)
{
  look_around (s);
  place_window (s);
}
