/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which frames the plain drawing shows: those that rows lead to, and those that a lesson asks for. */
#include "ui/session/session-question.h"
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-rows.h"

#include "core/lesson/number.h"

static gboolean
is_single (const VmrRow *row)
{
  return row->kind == VMR_ROW_PAGES && row->end - row->start == KM_PAGE_SIZE;
}

static void
frame_note (VmrPlain *p,
            KmPfn     pfn,
            guint     side,
            int       row)
{
  VmrPlainFrame frame = { .pfn = pfn, .row = { -1, -1 } };
  guint at = 0;

  for (; at < p->frames->len; at++)
    {
      VmrPlainFrame *other = &g_array_index (p->frames, VmrPlainFrame, at);

      if (other->pfn == pfn)
        {
          if (other->row[side] < 0)
            other->row[side] = row;
          return;
        }
      if (other->pfn < pfn)
        break;
    }
  frame.row[side] = row;
  g_array_insert_val (p->frames, at, frame);
}

/* Where a frame is asked for, those that may be meant are drawn, also when their rows are folded: of two
 * that are left one would be the answer. */
static void
asked_collect (VmrPlain *p)
{
  const VmrQuestion *question = vmr_session_secret (p->session);
  guint64 pfn;

  if (!vmr_session_hides (p->session, "frame"))
    return;
  if (km_number_parse (question->answer, &pfn))
    frame_note (p, (KmPfn) pfn, 0, -1);
  for (guint i = 0; question->values && question->values[i]; i++)
    if (km_number_parse (question->values[i], &pfn) && pfn < km_machine_state (p->machine)->n_frames)
      frame_note (p, (KmPfn) pfn, 0, -1);
}

/* The kernel's answer to the fault names a frame that no entry leads to yet: the words speak of it, so it is
 * there, in the light and without a road. */
static void
named_collect (VmrPlain *p)
{
  guint cursor = vmr_session_cursor (p->session);

  p->names = p->access.fault != 0 && !p->access.retry &&
             km_machine_step_info (p->machine, cursor)->subsystem == KM_SUB_FAULT &&
             vmr_walk_step_frame (p->session, &p->named) && p->named < km_machine_state (p->machine)->n_frames;
  if (p->names)
    frame_note (p, p->named, 0, -1);
}

/* Where the program that runs is about to be given a frame the card says so; the frame itself is
 * drawn once an entry leads to it, or a step of the fault names it. */
void
vmr_plain_collect (VmrPlain *p)
{
  p->frames = g_array_new (FALSE, TRUE, sizeof (VmrPlainFrame));
  for (guint i = 0; i < p->rows->len; i++)
    for (guint side = 0; side < p->n_sides; side++)
      {
        const VmrRow *row = &g_array_index (p->rows, VmrRow, i);
        guint64 entry = is_single (row) ? vmr_plain_entry (p->machine, p->side[side].mm,
                                                           (KmAddr) row->start, NULL) : 0;

        if (entry & KM_PTE_P)
          frame_note (p, km_entry_pfn (entry), side, (int) i);
      }
  named_collect (p);
  asked_collect (p);
}

gboolean
vmr_plain_side_hides (const VmrPlain *p,
                      guint           side)
{
  for (guint i = 0; i < p->frames->len; i++)
    {
      const VmrPlainFrame *frame = &g_array_index (p->frames, VmrPlainFrame, i);

      if (frame->row[side] >= 0 && vmr_session_hides_frame (p->session, frame->pfn))
        return TRUE;
    }
  return FALSE;
}

gboolean
vmr_plain_is_asked (const VmrPlain      *p,
                    const VmrPlainFrame *frame)
{
  const VmrQuestion *question = vmr_session_secret (p->session);
  guint64 pfn;

  if (!vmr_session_hides (p->session, "frame"))
    return FALSE;
  for (guint i = 0; question->values && question->values[i]; i++)
    if (km_number_parse (question->values[i], &pfn) && pfn == frame->pfn)
      return TRUE;
  return vmr_session_hides_frame (p->session, frame->pfn);
}
