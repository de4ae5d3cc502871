/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who takes part in the plain drawing, and how far the access under way has come. */
#include "ui/session/session-view.h"
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-rows.h"

#include <glib/gi18n-lib.h>

const char *
vmr_plain_verb (KmAccess kind)
{
  return kind == KM_ACCESS_WRITE ? _("%s stores at 0x%08x")
         : kind == KM_ACCESS_EXEC ? _("%s fetches an instruction at 0x%08x")
         : _("%s reads at 0x%08x");
}

void
vmr_access_read (const VmrSession *session,
                 VmrAccess        *access)
{
  static const KmStepKind row_kinds[] = {
    KM_STEP_WALK_PDPT, KM_STEP_WALK_DIRECTORY, KM_STEP_WALK_TABLE,
  };
  guint start, segment, memory, set, hit, miss;
  KmAddr subject;

  *access = (VmrAccess) { .access = vmr_stage_reached (session, KM_STEP_ACCESS) };
  if (vmr_stage_subject (session, &subject))
    access->access = 0;
  if (access->access == 0)
    return;
  segment = vmr_stage_reached (session, KM_STEP_SEGMENT);
  memory = vmr_stage_reached (session, KM_STEP_MEMORY);
  start = MAX (access->access, segment);
  for (guint i = 0; i < G_N_ELEMENTS (row_kinds); i++)
    {
      guint step = vmr_stage_reached (session, row_kinds[i]);

      if (step > start)
        access->row = MAX (access->row, step);
    }
  access->row_dot = vmr_stage_dotted (session, start, row_kinds, G_N_ELEMENTS (row_kinds));
  miss = vmr_stage_reached (session, KM_STEP_TLB_MISS);
  access->asked = miss > start ? miss : 0;
  hit = vmr_stage_reached (session, KM_STEP_TLB_HIT);
  access->hit = hit > start ? hit : 0;
  access->road = memory > start ? memory : 0;
  access->fault = vmr_stage_reached (session, KM_STEP_PAGE_FAULT);
  if (access->fault < access->access)
    access->fault = 0;
  set = MAX (vmr_stage_reached (session, KM_STEP_PTE_SET),
             vmr_stage_reached (session, KM_STEP_FAULT_AROUND));
  access->set = access->fault > 0 && set > access->fault ? set : 0;
  access->signal = access->fault > 0 ? vmr_stage_reached (session, KM_STEP_FAULT_SIGNAL) : 0;
  access->retry = access->fault > 0 && segment > access->fault;
  access->addr = (KmAddr) vmr_stage_arg (session, access->access, addr);
  access->kind = (KmAccess) vmr_stage_arg (session, access->access, access);
}

guint
vmr_plain_back (const VmrSession *session)
{
  guint cursor = vmr_session_cursor (session);

  return cursor > VMR_PLAIN_BACK ? cursor - VMR_PLAIN_BACK : 0;
}

gboolean
vmr_plain_last (const VmrSession *session,
                const KmTask     *task,
                KmAddr           *addr,
                KmAccess         *kind,
                guint            *at)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint step = vmr_session_cursor (session); step > vmr_plain_back (session); step--)
    if (km_machine_step_kind (machine, step) == KM_STEP_ACCESS &&
        vmr_stage_arg (session, step, task) == task->id)
      {
        *addr = (KmAddr) vmr_stage_arg (session, step, addr);
        *kind = (KmAccess) vmr_stage_arg (session, step, access);
        if (at)
          *at = step;
        return TRUE;
      }
  return FALSE;
}

static gboolean
task_can (const KmMachine *machine,
          const KmTask    *task,
          const KmTask    *not)
{
  return task != NULL && task != not && km_mm (machine, task->mm) != NULL;
}

const KmTask *
vmr_plain_partner (const VmrSession *session,
                   const KmTask     *not)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  VmrRef selected = vmr_session_selection (session);

  /* The one the user has pressed or chosen comes forward. */
  if (selected.kind == VMR_REF_TASK && task_can (machine,
                                                 km_task (machine, (KmTaskId) { selected.id }),
                                                 not))
    return km_task (machine, (KmTaskId) { selected.id });
  if (task_can (machine, task, not))
    return task;
  for (guint step = vmr_session_cursor (session); step > vmr_plain_back (session); step--)
    {
      KmStepKind kind = km_machine_step_kind (machine, step);

      if (kind != KM_STEP_ACCESS && kind != KM_STEP_SWITCH && kind != KM_STEP_EXEC_START)
        continue;
      task = km_task (machine, (KmTaskId) { (guint32) vmr_stage_arg (session, step, task) });
      if (task_can (machine, task, not))
        return task;
    }
  for (task = km_task (machine, km_machine_state (machine)->last_task); task;
       task = km_task (machine, task->prev))
    if (task_can (machine, task, not))
      return task;
  return NULL;
}

VmrRow *
vmr_plain_row (const VmrPlain *p,
               KmAddr          addr)
{
  for (guint i = 0; i < p->rows->len; i++)
    {
      VmrRow *row = &g_array_index (p->rows, VmrRow, i);

      if (row->kind != VMR_ROW_GAP && addr >= row->start && addr < row->end)
        return row;
    }
  return NULL;
}

static void
side_init (VmrPlain     *p,
           guint         i,
           const KmTask *task,
           const KmTask *running)
{
  VmrSide *side = &p->side[i];

  side->task = task;
  side->mm = km_mm (p->machine, task->mm);
  side->right = i == 1;
  side->runs = task == running;
  side->subject = task == km_machine_subject (p->machine) &&
                  vmr_stage_subject (p->session, &side->addr);
  side->has_addr = side->subject ||
                   vmr_plain_last (p->session, task, &side->addr, &side->kind, &side->last);
  side->live = p->access.access > 0 &&
               vmr_stage_arg (p->session, p->access.access, task) == task->id;
}

/* The older program is on the left and stays there whoever runs. */
gboolean
vmr_plain_init (VmrPlain         *p,
                const VmrSession *session,
                VmrCells         *cells)
{
  const KmTask *running, *other;

  *p = (VmrPlain) { .session = session, .machine = vmr_session_machine (session),
                    .cells = cells, .small = cells->metrics.small,
                    .text = cells->metrics.lecture ? VMR_BODY : VMR_SMALL };
  running = km_task (p->machine, km_machine_state (p->machine)->cpu[0].task);
  if (!task_can (p->machine, running, NULL))
    running = vmr_plain_partner (session, NULL);
  if (running == NULL)
    return FALSE;
  vmr_access_read (session, &p->access);
  other = vmr_plain_partner (session, running);
  p->n_sides = other ? 2 : 1;
  if (other != NULL && other->pid < running->pid)
    {
      side_init (p, 0, other, km_task (p->machine, km_machine_state (p->machine)->cpu[0].task));
      side_init (p, 1, running, running);
    }
  else
    {
      side_init (p, 0, running, running);
      if (other != NULL)
        side_init (p, 1, other, km_task (p->machine, km_machine_state (p->machine)->cpu[0].task));
    }
  return TRUE;
}

static gboolean
is_compared (const VmrPlain *p,
             const VmrSide  *from,
             const VmrSide  *to)
{
  if (from->subject || to->subject || to->live)
    return FALSE;
  return from->live || (p->access.access == 0 && from->has_addr && to->has_addr && from->last > to->last &&
                        from->addr >> KM_PAGE_SHIFT == to->addr >> KM_PAGE_SHIFT);
}

/* The same address, and not one near it that it used before: that two programs have another frame for it is
 * what the drawing is for. Only where the other has the page; the kernel's part is the same anyway. */
void
vmr_plain_compare (VmrPlain *p)
{
  for (guint i = 0; i < p->n_sides && p->n_sides == VMR_PLAIN_SIDES; i++)
    {
      const VmrSide *from = &p->side[1 - i];
      VmrSide *to = &p->side[i];

      if (!is_compared (p, from, to) || from->addr >= KM_PAGE_OFFSET ||
          (to->has_addr && to->addr == from->addr) ||
          !(vmr_plain_entry (p->machine, to->mm, from->addr, NULL) & KM_PTE_P))
        continue;
      to->addr = from->addr;
      to->has_addr = to->compared = TRUE;
    }
}
