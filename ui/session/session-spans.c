/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The computer is looked at in the states that the command leaves it in: the cursor goes there and comes back before
 * anybody sees it, once for a command. */
#include "ui/session/session-spans.h"

#include "core/user/vma.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"

/* A command that changes areas more often than this is looked at where it begins, ends and stands only, and a longer one
 * where it stands. With more areas than these nobody sees each. */
#define MOST_STATES 256u
#define MOST_STEPS 20000u
#define MOST_AREAS 400u

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

static guint
n_changes (const KmMachine       *machine,
           const KmCommandRecord *command)
{
  guint n = 0;

  for (guint step = command->first_step; step <= command->last_step; step++)
    n += may_change (machine, step);
  return n;
}

/* All states of the command in which areas may be others, and back. */
static void
look_along (VmrSession            *self,
            const KmCommandRecord *command,
            gboolean               each)
{
  KmMachine *machine = self->machine;
  guint cursor = km_machine_cursor (machine);

  km_machine_goto (machine, command->first_step - 1);
  look (machine, self->spans.mm, &self->spans);
  for (guint step = command->first_step; step <= command->last_step; step++)
    if (step == command->last_step || (each && may_change (machine, step)))
      {
        km_machine_goto (machine, step);
        look (machine, self->spans.mm, &self->spans);
      }
  km_machine_goto (machine, cursor);
}

void
vmr_session_prepare_spans (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  const KmTask *task = km_machine_state (self->machine) ? vmr_session_task (self) : NULL;
  const KmMm *mm = task ? km_mm (self->machine, task->mm) : NULL;
  guint cursor = vmr_session_cursor (self), changes = 0;
  const KmCommandRecord *command = NULL;
  g_autofree char *of = NULL;

  if (mm == NULL || mm->map_count > MOST_AREAS)
    {
      vmr_session_clear_spans (self);
      return;
    }
  if (cursor > 0 && km_machine_n_commands (self->machine) > 0)
    command = km_machine_command (self->machine, km_machine_step_command (self->machine, cursor));
  if (command && command->last_step - command->first_step < MOST_STEPS)
    changes = n_changes (self->machine, command);
  of = g_strdup_printf ("%p %u %u %u %u", (gpointer) self->machine, command ? command->serial : 0,
                        command ? command->last_step : 0, task->mm.value,
                        changes > 0 && changes <= MOST_STATES ? 0 : cursor);
  if (g_strcmp0 (of, self->spans.of) == 0)
    return;
  vmr_session_clear_spans (self);
  self->spans = (VmrSpans) { .of = g_steal_pointer (&of), .mm = task->mm,
                             .spans = g_array_new (FALSE, FALSE, sizeof (VmrSpan)) };
  look (self->machine, task->mm, &self->spans);
  if (changes > 0)
    look_along (self, command, changes <= MOST_STATES);
  each_once (self->spans.spans);
}

const VmrSpans *
vmr_session_spans (const VmrSession *self,
                   KmMmId            mm)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->spans.spans && KM_SAME (self->spans.mm, mm) ? &self->spans : NULL;
}

void
vmr_session_clear_spans (VmrSession *self)
{
  g_clear_pointer (&self->spans.spans, g_array_unref);
  g_clear_pointer (&self->spans.of, g_free);
}
