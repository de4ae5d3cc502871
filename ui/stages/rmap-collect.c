/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which frame is looked for, where it may be mapped, and how far the walk of the present command has come. */
#include "ui/stages/rmap-private.h"

#include "core/mmu/entries.h"
#include "core/user/vma.h"
#include "ui/session/session-view.h"

/* So many pages of an area are looked at for one that has a frame. */
#define MOST_PAGES 1024u

/* Whether a walk would begin at the frame. */
static gboolean
has_way (const VmrRmap *s,
         KmPfn          pfn)
{
  const KmFrame *frame = pfn < km_machine_state (s->machine)->n_frames ? km_frame (s->machine, pfn) : NULL;

  return frame != NULL && frame->mapcount > 0 &&
         (km_frame_anon_vma (s->machine, frame) != NULL || km_frame_file (s->machine, frame) != NULL);
}

static gboolean
frame_of_step (const VmrRmap *s,
               guint          step,
               KmPfn         *pfn)
{
  static const KmArgName names[] = { KM_ARG_NAME_pfn, KM_ARG_NAME_old_pfn, KM_ARG_NAME_new_pfn };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (has_way (s, (KmPfn) vmr_stage_word (s->session, step, names[i])))
      {
        *pfn = (KmPfn) vmr_stage_word (s->session, step, names[i]);
        return TRUE;
      }
  return FALSE;
}

/* NULL for a task that has no tables, or none any more. */
static const KmMm *
tables_of (const VmrRmap *s,
           const KmTask  *task)
{
  const KmMm *mm = task ? km_mm (s->machine, task->mm) : NULL;

  return mm != NULL && km_frame_words (s->machine, mm->pgd) != NULL ? mm : NULL;
}

/* The frame behind the address that the command uses. */
static gboolean
frame_of_access (const VmrRmap *s,
                 KmPfn         *pfn)
{
  const KmTask *task = vmr_session_task (s->session);
  const KmMm *mm = tables_of (s, task);
  guint access = vmr_stage_reached (s->session, KM_STEP_ACCESS);
  uint64_t entry = mm && access ? km_tables_entry (s->machine, mm->pgd, (KmAddr) vmr_stage_arg (s->session, access, addr)) : 0;

  return entry != 0 && has_way (s, *pfn = km_entry_pfn (entry));
}

/* The first page of the task's own that has a frame. */
static gboolean
frame_of_task (const VmrRmap *s,
               const KmTask  *task,
               KmPfn         *pfn)
{
  const KmMm *mm = tables_of (s, task);

  for (const KmVma *vma = mm ? km_vma_first (s->machine, mm) : NULL; vma != NULL; vma = km_vma_next (s->machine, vma))
    for (guint i = 0; i < MIN (km_vma_pages (vma), MOST_PAGES) && !KM_IS_NONE (vma->anon_vma); i++)
      {
        uint64_t entry = km_tables_entry (s->machine, mm->pgd, vma->vm_start + (i << KM_PAGE_SHIFT));

        if (entry != 0 && has_way (s, *pfn = km_entry_pfn (entry)))
          return TRUE;
      }
  return FALSE;
}

/* The frame of the walk; else the chosen one, the step's, that of an earlier step of the command, the task's. */
static gboolean
find_subject (VmrRmap *s)
{
  VmrRef chosen = vmr_session_selection (s->session);
  guint first = 1, walk = s->start ? s->start : s->scan;

  if (walk)
    {
      s->pfn = (KmPfn) vmr_stage_arg (s->session, walk, pfn);
      return TRUE;
    }
  if (chosen.kind == VMR_REF_FRAME && vmr_session_selected_here (s->session) && has_way (s, chosen.id))
    {
      s->pfn = chosen.id;
      return TRUE;
    }
  if (s->cursor > 0 && km_machine_n_commands (s->machine) > 0)
    first = km_machine_command (s->machine, km_machine_step_command (s->machine, s->cursor))->first_step;
  for (guint step = s->cursor; step >= first && step > 0; step--)
    if (frame_of_step (s, step, &s->pfn))
      return TRUE;
  return frame_of_access (s, &s->pfn) || frame_of_task (s, vmr_session_task (s->session), &s->pfn);
}

static gboolean
add_place (const KmMapping *at,
           gpointer         data)
{
  VmrRmap *s = data;
  VmrRmapPlace place = { .at = *at };

  if (km_rmap_node (s->machine, s->pfn, at->vma, &place.node))
    g_array_append_val (s->places, place);
  return TRUE;
}

/* The walk's steps come in the order of the places. */
static void
mark_steps (VmrRmap *s)
{
  guint area = 0, entry = 0;

  for (guint step = s->start; step > 0 && step <= s->cursor; step++)
    switch (km_machine_step_kind (s->machine, step))
      {
      case KM_STEP_RMAP_AREA:
        if (area < s->places->len)
          vmr_rmap_place (s, area++)->area_step = step;
        break;
      case KM_STEP_RMAP_ENTRY:
      case KM_STEP_RMAP_OTHER:
        if (entry < s->places->len)
          vmr_rmap_place (s, entry++)->entry_step = step;
        break;
      default: break;
      }
  s->reached = entry;
}

static VmrRmapWhen
when (const VmrRmap *s,
      guint          step)
{
  if (s->start == 0)
    return VMR_RMAP_STILL;
  if (step == 0)
    return s->done ? VMR_RMAP_SPARED : VMR_RMAP_AHEAD;
  return step == s->cursor ? VMR_RMAP_NOW : VMR_RMAP_PAST;
}

gboolean
vmr_rmap_collect (VmrRmap *s)
{
  static const KmStepKind starts[] = { KM_STEP_RMAP_ANON, KM_STEP_RMAP_FILE, KM_STEP_RMAP_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    s->start = MAX (s->start, vmr_stage_reached (s->session, starts[i]));
  s->done = vmr_stage_reached (s->session, KM_STEP_RMAP_DONE);
  s->scan = vmr_stage_reached (s->session, KM_STEP_RMAP_SCAN);
  if (!find_subject (s))
    return FALSE;
  s->frame = km_frame (s->machine, s->pfn);
  s->anon = km_frame_anon_vma (s->machine, s->frame);
  s->file = km_frame_file (s->machine, s->frame);
  km_rmap_walk (s->machine, s->pfn, add_place, s);
  mark_steps (s);
  for (guint i = 0; i < s->places->len; i++)
    {
      VmrRmapPlace *place = vmr_rmap_place (s, i);

      place->area = when (s, place->area_step);
      place->entry = when (s, place->entry_step);
    }
  return TRUE;
}
