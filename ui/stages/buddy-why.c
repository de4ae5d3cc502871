/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The card that answers "why?", from the engine's own decisions:
 *
 *   a zone is selected       why (not) from this zone, by the step that asked it
 *   two blocks are selected  why did these two not merge, by the tests of the allocator (why.h)
 *   one block is selected    the same with its buddy
 *   nothing                  the block that this step puts into a list: with a free neighbour as
 *                            large as itself, which one would expect to merge, else with its buddy
 */
#include "core/physical/why.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>

/* --- two blocks ------------------------------------------------------------------------------- */

static gboolean
is_frame (const VmrBuddy *s,
          KmPfn           pfn)
{
  return pfn < km_machine_state (s->machine)->n_frames && km_zone_of (s->machine, pfn) != NULL;
}

static gboolean
ref_frame (const VmrBuddy *s,
           VmrRef          ref,
           KmPfn          *pfn)
{
  *pfn = ref.id;
  return (ref.kind == VMR_REF_FRAME || ref.kind == VMR_REF_BLOCK) &&
         is_frame (s, ref.id);
}

static KmPfn
buddy_of (const VmrBuddy *s,
          KmPfn           pfn)
{
  guint order;
  KmPfn head = km_frame_block (s->machine, pfn, &order);

  return head ^ (1u << order);
}

/* The neighbour of a block of @order on the side where its buddy is not; FALSE when that is not free and
 * of the same order. */
static gboolean
odd_neighbour (const VmrBuddy *s,
               KmPfn           pfn,
               guint           order,
               KmPfn          *neighbour)
{
  KmPfn size = 1u << order;

  /* Below frame 0 it wraps round, and is none. */
  *neighbour = pfn & size ? pfn + size : pfn - size;
  return is_frame (s, *neighbour) &&
         km_merge_why (s->machine, pfn, *neighbour).reason == KM_MERGE_NO_BUDDIES;
}

/* The pair to speak of; FALSE when there is none. */
static gboolean
find_pair (const VmrBuddy *s,
           KmPfn           pair[2])
{
  const VmrBuddyEvent *now = vmr_buddy_now (s);

  /* While a question is open a click gives an answer, and no hint. */
  if (vmr_session_secret (s->session) != NULL)
    return FALSE;
  if (ref_frame (s, vmr_session_selection (s->session), &pair[0]))
    {
      if (!ref_frame (s, vmr_session_second (s->session), &pair[1]))
        pair[1] = buddy_of (s, pair[0]);
      return is_frame (s, pair[1]);
    }
  if (now == NULL || now->kind != KM_STEP_BLOCK_FREE || now->order >= KM_MAX_ORDER - 1)
    return FALSE;
  pair[0] = now->pfn;
  if (!odd_neighbour (s, pair[0], now->order, &pair[1]))
    pair[1] = pair[0] ^ (1u << now->order);
  return is_frame (s, pair[1]);
}

static char *
merge_words (const KmMergeAnswer *why)
{
  const KmPfn *b = why->block;
  const guint *o = why->order;

  switch (why->reason)
    {
    case KM_MERGE_ONE_BLOCK:
      return g_strdup_printf (_("They are one block already: 0x%05x of order %u."), b[0], o[0]);
    case KM_MERGE_OTHER_ZONE:
      return g_strdup (_("They lie in different zones, and a block never crosses a zone's border."));
    case KM_MERGE_PER_CPU:
      return g_strdup_printf (_("0x%05x waits on a CPU's own list: to the buddy system it is in "
                                "use until the list is drained."), b[why->which]);
    case KM_MERGE_IN_USE:
      return g_strdup_printf (_("0x%05x is in use. Only free blocks merge."), b[why->which]);
    case KM_MERGE_OTHER_ORDER:
      return g_strdup_printf (_("0x%05x has order %u, 0x%05x has order %u. Only two of the same "
                                "order merge."), b[0], o[0], b[1], o[1]);
    case KM_MERGE_NO_BUDDIES:
      return g_strdup_printf (_("Both are free and of order %u, but they are no buddies: the "
                                "buddy of "
                                "0x%05x is 0x%05x, that of 0x%05x is 0x%05x. A block of order %u "
                                "can start only at a multiple of %u frames."), o[0], b[0],
                              why->buddy[0], b[1],
                              why->buddy[1], o[0] + 1, 2u << o[0]);
    case KM_MERGE_LARGEST:
      return g_strdup_printf (_("They are buddies, but there is no order above %u."), o[0]);
    case KM_MERGE_ISOLATE:
      return g_strdup (_("One lies in an isolated pageblock, the other does not."));
    case KM_MERGE_WOULD:
    default:
      return g_strdup (_("Nothing keeps them apart: they merge when one of them is freed."));
    }
}

static void
pair_box (VmrBuddy *s,
          VmrRect   r,
          KmPfn     head,
          guint     order)
{
  gboolean free = km_frame_use_at (s->machine, head) == KM_USE_FREE;
  g_autofree char *text = g_strdup_printf ("0x%05x", head);
  g_autofree char *name = g_strdup_printf (free ? _("free block, order %u, pfn %s")
                                           : _("block in use, order %u, pfn %s"), order, text);
  VmrCell *cell = vmr_cells_box (s->cells, r, vmr_buddy_ink (s, head), VMR_TINT_FULL, 3);

  vmr_cell_outline (cell, VMR_INK_ANON, 1);
  cell->part = 0x3e5;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_BLOCK, head, order), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h),
                  VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_AUTO, text, NULL);
}

static void
pair_draw (VmrBuddy *s,
           VmrRect   r,
           KmPfn     pair[2])
{
  KmMergeAnswer why = km_merge_why (s->machine, pair[0], pair[1]);
  g_autofree char *words = merge_words (&why);
  g_autofree char *sum = NULL;
  double w = MIN (s->small * 8, r.w * 0.24), h = s->small * 1.8, y = r.y + s->row + 6;

  vmr_cells_text (s->cells, VMR_RECT (r.x + 12, r.y + 2, r.w - 24, s->row), VMR_SMALL | VMR_BOLD,
                  VMR_INK_TEXT, _("Why did these two not merge?"), NULL);
  pair_box (s, VMR_RECT (r.x + 12, y, w, h), why.block[0], why.order[0]);
  pair_box (s, VMR_RECT (r.x + 14 + w, y, w, h), why.block[1], why.order[1]);
  sum = g_strdup_printf ("^ 0x%x", why.block[0] ^ why.block[1]);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 12, y + h, 2 * w, s->small * 1.5),
                  VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, sum, NULL);
  vmr_cells_paragraph (s->cells, VMR_RECT (r.x + 30 + 2 * w, r.y + s->row, r.w - 42 - 2 * w,
                                           r.h - s->row - 4), VMR_SMALL, VMR_INK_TEXT, words);
}

/* --- a zone ----------------------------------------------------------------------------------- */

/* In the words of the step that asked it; before any did, by the mask and by who comes first. */
static char *
zone_words (VmrBuddy *s,
            guint     zone)
{
  guint asked = vmr_buddy_asked (s, zone);
  guint highest = (guint) vmr_stage_arg (s->session, s->request, zone);
  const char *free, *need;

  if (zone > highest)
    return g_strdup_printf (_("The request allows no zone above %s, so this one is not in its "
                              "zonelist."), km_zone_constant (MIN (highest, KM_N_ZONES - 1)));
  if (asked == 0)
    return g_strdup (_("It has not been asked. The zones are asked from the highest that the "
                       "request allows downwards, and the first that has enough gives the block."));
  free = vmr_buddy_count (s, (guint) vmr_stage_arg (s->session, asked, free));
  need = vmr_buddy_count (s, (guint) (vmr_stage_arg (s->session, asked, mark) +
                                      vmr_stage_arg (s->session, asked, reserve)));
  if (km_machine_step_kind (s->machine, asked) == KM_STEP_ZONE_CHOSEN)
    return g_strdup_printf (_("It gives the block: %s frames are free, more than mark and reserve "
                              "together, %s, and a free block is large enough."), free, need);
  return g_strdup_printf (_("It was asked and refused: %s frames are free, mark and reserve "
                            "together are %s, or no free block has order %u or more."), free, need,
                          (guint) vmr_stage_arg (s->session, asked, order));
}

static void
zone_draw (VmrBuddy *s,
           VmrRect   r,
           guint     zone)
{
  g_autofree char *title = NULL;
  g_autofree char *words = zone_words (s, zone);
  guint asked = vmr_buddy_asked (s, zone);

  title = g_strdup_printf (asked && km_machine_step_kind (s->machine, asked) == KM_STEP_ZONE_CHOSEN
                           ? _("Why from %s?") : _("Why not from %s?"), km_zone_constant (zone));
  vmr_cells_text (s->cells, VMR_RECT (r.x + 12, r.y + 2, r.w - 24, s->row), VMR_SMALL | VMR_BOLD,
                  VMR_INK_TEXT, title, NULL);
  vmr_cells_paragraph (s->cells, VMR_RECT (r.x + 12, r.y + s->row + 2, r.w - 24, r.h - s->row - 6),
                       VMR_SMALL, VMR_INK_TEXT, words);
}

gboolean
vmr_buddy_why (VmrBuddy *s,
               VmrRect   r)
{
  VmrRef selected = vmr_session_selection (s->session);
  KmPfn pair[2];
  /* A question about zones is not answered here. */
  gboolean zone = selected.kind == VMR_REF_ZONE && selected.gen == 0 && selected.id < KM_N_ZONES &&
                  vmr_buddy_is_alloc (s) && !vmr_session_masks_zones (s->session);

  if (!zone && !find_pair (s, pair))
    return FALSE;
  vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 8);
  if (zone)
    zone_draw (s, r, selected.id);
  else
    pair_draw (s, r, pair);
  return TRUE;
}
