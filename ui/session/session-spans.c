/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The computer is looked at in the states in which the command leaves it: the cursor goes there and
 * comes back before anybody sees it. */
#include "ui/session/session-spans.h"

#include "core/user/vma.h"
#include "ui/session/session-private.h"

/* A command with more steps than these is looked at where it begins and ends only. */
#define MOST_STATES 256u

/* Whether areas may be others after this step. */
static gboolean
may_change (const KmMachine *machine,
            guint            step)
{
  KmStepKind kind = km_machine_step_kind (machine, step);
  KmSubsystem sub = km_machine_step_info (machine, step)->subsystem;

  if (kind == KM_STEP_FIND_VMA || kind == KM_STEP_FIND_VMA_NODE || kind == KM_STEP_VMA_FOUND ||
      kind == KM_STEP_VMA_NONE || kind == KM_STEP_VMACACHE_HIT)
    return FALSE;
  return sub == KM_SUB_VMAS || sub == KM_SUB_EXEC;
}

static void
look (const KmMachine *machine,
      KmMmId           id,
      VmrSpans        *spans)
{
  const KmMm *mm = km_mm (machine, id);

  if (mm == NULL)
    return;
  spans->states++;
  for (const KmVma *vma = km_vma (machine, mm->mmap); vma != NULL; vma = km_vma (machine, vma->vm_next))
    {
      VmrSpan span = { vma->vm_start, vma->vm_end, 1 };

      g_array_append_val (spans->spans, span);
      spans->depth = MAX (spans->depth, km_vma_depth (machine, vma));
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const VmrSpan *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1)
         : x->end != y->end ? (x->end < y->end ? -1 : 1) : 0;
}

static void
each_once (GArray *array)
{
  VmrSpan *spans = (VmrSpan *) (void *) array->data;
  guint n = 0;

  g_array_sort (array, compare);
  for (guint i = 0; i < array->len; i++)
    if (n > 0 && compare (&spans[n - 1], &spans[i]) == 0)
      spans[n - 1].seen++;
    else
      spans[n++] = spans[i];
  g_array_set_size (array, n);
}

void
vmr_session_spans (const VmrSession *self,
                   KmMmId            mm,
                   VmrSpans         *spans)
{
  KmMachine *machine = self->machine;
  guint cursor = km_machine_cursor (machine), changes = 0;
  const KmCommandRecord *command = NULL;

  *spans = (VmrSpans) { .spans = g_array_new (FALSE, FALSE, sizeof (VmrSpan)) };
  if (cursor > 0 && km_machine_n_commands (machine) > 0)
    command = km_machine_command (machine, km_machine_step_command (machine, cursor));
  for (guint step = command ? command->first_step : 1; command && step <= command->last_step; step++)
    changes += may_change (machine, step);
  look (machine, mm, spans);
  if (changes > 0)
    {
      km_machine_goto (machine, command->first_step - 1);
      look (machine, mm, spans);
      for (guint step = command->first_step; step <= command->last_step; step++)
        if (step == command->last_step || (changes <= MOST_STATES && may_change (machine, step)))
          {
            km_machine_goto (machine, step);
            look (machine, mm, spans);
          }
      km_machine_goto (machine, cursor);
    }
  each_once (spans->spans);
}

void
vmr_session_spans_clear (VmrSpans *spans)
{
  g_clear_pointer (&spans->spans, g_array_unref);
}
