/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What to try first in a sandbox. */
#include "vmarium-config.h"

#include "core/language/names.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk-private.h"
#include "ui/session/desk.h"
#include "ui/session/refuse.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a command must not take longer to be looked through than. */
#define MANY_STEPS 100000u

enum { TRY_STORE, TRY_READ, TRY_MAP, TRY_BACK, TRY_SIGNAL };

/* The signal comes last: it ends the program. */
const char *
vmr_desk_try_title (guint i)
{
  static const char *const titles[VMR_N_TRIES] = {
    [TRY_STORE] = N_("Store in a page that has no frame"),
    [TRY_READ] = N_("Read a page that nobody wrote"),
    [TRY_MAP] = N_("Ask for 1 MiB: no frame comes"),
    [TRY_BACK] = N_("Give a page back"),
    [TRY_SIGNAL] = N_("Store where no area is"),
  };

  g_return_val_if_fail (i < VMR_N_TRIES, "");
  return titles[i];
}

/* The first page from start on that has a frame of its own and may be written; not of the stack, which is in use. */
static gboolean
find_full (const VmrSession *self,
           const KmMm       *mm,
           KmAddr           *addr)
{
  guint looked = 0;

  for (const KmVma *vma = km_vma (self->machine, mm->mmap); vma;
       vma = km_vma (self->machine, vma->vm_next))
    for (guint64 at = MAX (vma->vm_start, km_page_align_down (mm->start_brk));
         vma->vm_flags & KM_VM_WRITE && !(vma->vm_flags & KM_VM_GROWSDOWN) && at < vma->vm_end && looked < MANY_STEPS;
         at += KM_PAGE_SIZE, looked++)
      {
        VmrPage page;

        vmr_page_look (self->machine, mm, (KmAddr) at, &page);
        *addr = page.addr;
        if (page.kind == VMR_PAGE_FRAME)
          return TRUE;
      }
  return FALSE;
}

static KmAddr
find_hole (const VmrSession *self,
           const KmMm       *mm)
{
  for (KmAddr addr = 0x20000000; addr < 0xa0000000; addr += 0x10000000)
    {
      VmrPage page;

      vmr_page_look (self->machine, mm, addr, &page);
      if (page.vma == NULL)
        return addr;
    }
  return 0;
}

static char *
line_for (const VmrSession *self,
          const KmTask     *task,
          guint             i)
{
  const KmMm *mm = task ? km_mm (self->machine, task->mm) : NULL;
  g_autofree char *name = NULL;
  const char *who;
  KmAddr addr;

  if (mm == NULL || vmr_task_is_dead (task))
    return NULL;
  who = km_task_name (self->machine, task);
  switch (i)
    {
    case TRY_STORE:
    case TRY_READ:
      if (!vmr_desk_suggestion (self, task, i == TRY_STORE ? 0 : 1, &addr))
        return NULL;
      return g_strdup_printf ("%s %s 0x%08x", i == TRY_STORE ? "write" : "read", who, addr);
    case TRY_MAP:
      name = vmr_desk_free_name (self->machine, "m", 1);
      return g_strdup_printf ("%s = mmap %s 1M rw", name, who);
    case TRY_BACK:
      if (!find_full (self, mm, &addr))
        return NULL;
      return g_strdup_printf ("munmap %s 0x%08x 4K", who, addr);
    case TRY_SIGNAL:
      addr = find_hole (self, mm);
      return addr ? g_strdup_printf ("write %s 0x%08x", who, addr) : NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
vmr_desk_try_line (const VmrSession *self,
                   guint             i)
{
  g_return_val_if_fail (self != NULL, NULL);
  return line_for (self, vmr_session_task (self), i);
}

/* The program that is shown comes first. Only the shown step counts: that it will die later in the command must not be
 * read here, for it may be what is asked. */
char *
vmr_desk_example (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTask *task = vmr_session_task (self);
  g_autofree char *name = NULL;

  if (km_machine_state (self->machine) == NULL)
    return NULL;
  for (guint other = 0; task != NULL; task = vmr_desk_other_task (self, other++))
    for (guint i = TRY_STORE; i <= TRY_MAP; i++)
      {
        g_autofree char *line = line_for (self, task, i);
        g_autofree char *refusal = line ? vmr_session_refusal (self, line, NULL) : NULL;

        if (line && refusal == NULL)
          return g_steal_pointer (&line);
      }
  name = km_name_free_for_use (self->machine, "sh") ? g_strdup ("sh") : vmr_desk_free_name (self->machine, "sh", 2);
  return g_strdup_printf ("exec %s text=64K data=8K bss=16K", name);
}

gboolean
vmr_desk_try_is_done (const VmrSession *self,
                      guint             i)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->desk.tries & 1u << i;
}

static gboolean
has_step (const KmMachine       *machine,
          const KmCommandRecord *record,
          KmStepKind             kind)
{
  guint end = MIN (record->last_step, record->first_step + MANY_STEPS);

  for (guint step = record->first_step; step <= end; step++)
    if (km_machine_step_kind (machine, step) == kind)
      return TRUE;
  return FALSE;
}

/* The largest value of an argument of steps of this kind in the command. */
static guint64
most (const VmrSession      *self,
      const KmCommandRecord *record,
      KmStepKind             kind,
      KmArgName              name)
{
  guint end = MIN (record->last_step, record->first_step + MANY_STEPS);
  guint64 found = 0, value;

  for (guint step = record->first_step; step <= end; step++)
    if (km_machine_step_kind (self->machine, step) == kind &&
        km_machine_step_arg (self->machine, step, name, &value, NULL))
      found = MAX (found, value);
  return found;
}

/* By what happened, not by what was typed: whoever finds another way has done it as well. */
void
vmr_session_note_try (VmrSession *self)
{
  const KmCommandRecord *record;

  g_return_if_fail (VMR_IS_SESSION (self));
  if (!vmr_session_is_sandbox (self) || self->desk.starting || km_machine_n_commands (self->machine) < 2)
    return;
  /* A typed line is as good as a verb. */
  vmr_desk_done (self, VMR_GUIDE_VERB);
  record = km_machine_command (self->machine, km_machine_n_commands (self->machine) - 1);
  if (record->last_step < record->first_step)
    return;
  /* Neither to start a program nor to end one is any of these, though its work is made of the same steps. */
  if (has_step (self->machine, record, KM_STEP_EXEC_MM) || has_step (self->machine, record, KM_STEP_EXIT_MM))
    return;
  if (has_step (self->machine, record, KM_STEP_ANON_WRITE))
    self->desk.tries |= 1u << TRY_STORE;
  if (has_step (self->machine, record, KM_STEP_ANON_READ))
    self->desk.tries |= 1u << TRY_READ;
  if (has_step (self->machine, record, KM_STEP_FAULT_NO_AREA) &&
      most (self, record, KM_STEP_FAULT_SIGNAL, KM_ARG_NAME_error_code) & KM_PF_WRITE)
    self->desk.tries |= 1u << TRY_SIGNAL;
  if (most (self, record, KM_STEP_GAP_FOUND, KM_ARG_NAME_length) >= 1u << 20 &&
      !has_step (self->machine, record, KM_STEP_PTE_SET))
    self->desk.tries |= 1u << TRY_MAP;
  /* Where no page had a frame nothing was given back. */
  if (most (self, record, KM_STEP_ZAP, KM_ARG_NAME_frames) > 0)
    self->desk.tries |= 1u << TRY_BACK;
}
