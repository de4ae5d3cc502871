/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a sandbox offers: verbs on the selected page, runs to try first, guides. See desk.h. */
#include "vmarium-config.h"
#include "ui/session/desk-private.h"

#include "core/language/names.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
vmr_session_is_sandbox (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->book->path == NULL && self->book->title[0] == NULL && km_machine_state (self->machine) != NULL;
}

gboolean
vmr_session_at_rest (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  guint cursor = vmr_session_cursor (self), command;

  if (!vmr_session_is_sandbox (self) || cursor == 0)
    return FALSE;
  command = km_machine_step_command (self->machine, cursor);
  return command < km_machine_n_commands (self->machine) &&
         cursor >= km_machine_command (self->machine, command)->last_step;
}

gboolean
vmr_session_is_fresh (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return vmr_session_is_sandbox (self) && vmr_session_cursor (self) == self->act->first &&
         !vmr_session_setup_is_open (self);
}

/* --- verbs ------------------------------------------------------------------------------------- */

/* "m1", "m2" …: a name that is free. */
char *
vmr_desk_free_name (const KmMachine *machine,
           const char      *stem,
           guint            from)
{
  for (guint i = from;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", stem, i);

      if (km_name_free_for_use (machine, name))
        return g_steal_pointer (&name);
    }
}

/* Why an access to the page, or giving it back, would do nothing but harm. */
static char *
page_reason (const VmrSession *self,
             const KmMm       *mm,
             VmrVerbKind       kind,
             const VmrPage    *page)
{
  char place[48];

  vmr_page_place (self->machine, mm, page, place, sizeof place);
  if (page->addr >= KM_TASK_SIZE)
    return g_strdup (_("only the kernel may"));
  if (page->vma == NULL)
    return g_strdup (_("there is no area here"));
  if (kind == VMR_VERB_READ && !(page->vma->vm_flags & KM_VM_READ))
    return g_strdup_printf (_("%s may not be read"), place);
  if (kind == VMR_VERB_WRITE && !(page->vma->vm_flags & KM_VM_WRITE))
    return g_strdup_printf (_("%s may not be written"), place);
  return NULL;
}

void
vmr_desk_verb (const VmrSession *self,
               VmrVerbKind       kind,
               VmrVerb          *verb)
{
  g_return_if_fail (self != NULL);

  static const VmrVerb verbs[VMR_N_VERBS] = {
    { .title = N_("Read"), .about = N_("load from it") },
    { .title = N_("Write"), .about = N_("store to it") },
    { .title = N_("Map"), .about = N_("new addresses") },
    { .title = N_("Free"), .about = N_("give it back") },
  };
  const KmTask *task = vmr_session_task (self);
  const KmMm *mm = task ? km_mm (self->machine, task->mm) : NULL;
  g_autofree char *name = NULL;
  const char *who;
  KmAddr addr = 0;
  VmrPage page = { 0 };

  *verb = verbs[kind];
  if (mm == NULL || !vmr_desk_page (self, &addr))
    {
      verb->reason = g_strdup (_("no program runs"));
      return;
    }
  vmr_page_look (self->machine, mm, addr, &page);
  name = vmr_desk_free_name (self->machine, "m", 1);
  who = km_task_name (self->machine, task);
  if (kind == VMR_VERB_MAP)
    verb->line = g_strdup_printf ("%s = mmap %s 64K rw", name, who);
  else if (kind == VMR_VERB_FREE)
    verb->line = g_strdup_printf ("munmap %s 0x%08x 4K", who, addr);
  else
    verb->line = g_strdup_printf ("%s %s 0x%08x", kind == VMR_VERB_READ ? "read" : "write",
                                  who, addr);
  if (vmr_task_is_dead (task))
    {
      /* Not to be run with Shift either. */
      g_clear_pointer (&verb->line, g_free);
      verb->reason = g_strdup_printf (_("%s was ended by %s"), km_task_name (self->machine, task), vmr_task_signal_name (task));
    }
  else if (kind != VMR_VERB_MAP)
    {
      verb->reason = page_reason (self, mm, kind, &page);
    }
}

void
vmr_verb_clear (VmrVerb *verb)
{
  g_clear_pointer (&verb->line, g_free);
  g_clear_pointer (&verb->reason, g_free);
}

VmrVerbKind
vmr_desk_verb_to_press (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i <= VMR_N_VERBS; i++)
    {
      VmrVerbKind kind = i == 0 ? self->desk.verb : i - 1;
      g_auto (VmrVerb) verb = { 0 };

      vmr_desk_verb (self, kind, &verb);
      if (verb.reason == NULL)
        return kind;
    }
  return VMR_N_VERBS;
}

void
vmr_desk_use_verb (VmrSession *self,
                   VmrVerbKind kind)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->desk.verb = kind;
  vmr_desk_done (self, VMR_GUIDE_VERB);
}

const KmTask *
vmr_desk_other_task (const VmrSession *self,
                     guint             n)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTask *shown = vmr_session_task (self);

  for (const KmTask *task = km_task (self->machine, km_machine_state (self->machine)->first_task); task;
       task = km_task (self->machine, task->next))
    if (task != shown && n-- == 0)
      return task;
  return NULL;
}

/* --- guides ------------------------------------------------------------------------------------ */

#define ALL_GUIDES (VMR_GUIDE_PICK | VMR_GUIDE_VERB | VMR_GUIDE_STEP)

guint
vmr_desk_guides (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  const KmTask *task = vmr_session_task (self);

  if (!vmr_session_is_sandbox (self) || task == NULL || vmr_task_is_dead (task))
    return 0;
  return ALL_GUIDES & ~self->desk.guides;
}

/* Whoever has pressed a verb needs not be told to pick a page; stepping counts once there is
 * something to step through. */
void
vmr_desk_done (VmrSession *self,
               guint       guides)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  guint before = self->desk.guides;

  if (guides & VMR_GUIDE_VERB)
    guides |= VMR_GUIDE_PICK;
  if (guides & VMR_GUIDE_STEP && !((before | guides) & VMR_GUIDE_VERB))
    guides &= ~(guint) VMR_GUIDE_STEP;
  self->desk.guides |= guides;
  if (self->desk.guides != before)
    vmr_session_emit_config (self);
}

guint
vmr_desk_guides_done (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->desk.guides;
}
