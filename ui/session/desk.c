/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a sandbox offers: verbs on the selected page, runs to try first, guides. See desk.h. */
#include "vmarium-config.h"

#include "core/language/names.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a command must not take longer to be looked through than. */
#define MANY_STEPS 100000u

gboolean
vmr_session_is_sandbox (const VmrSession *self)
{
  return self->book->path == NULL && self->book->title[0] == NULL && km_machine_state (self->machine) != NULL;
}

gboolean
vmr_session_at_rest (const VmrSession *self)
{
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
  return vmr_session_is_sandbox (self) && vmr_session_cursor (self) == self->act->first &&
         !vmr_session_setup_is_open (self);
}

/* --- verbs ------------------------------------------------------------------------------------- */

/* "m1", "m2" …: a name that is free. */
static char *
free_name (const KmMachine *machine,
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
  name = free_name (self->machine, "m", 1);
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
      verb->reason = g_strdup_printf (_("%s was ended by %s"), task->comm, vmr_task_signal_name (task));
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
  self->desk.verb = kind;
  vmr_desk_done (self, VMR_GUIDE_VERB);
}

/* What stands behind the name in the line that has started the task; NULL when none has. */
static const char *
start_arguments (const VmrSession *self,
                 const KmTask     *task)
{
  g_autofree char *head = g_strdup_printf ("exec %s ", km_task_name (self->machine, task));

  for (guint i = km_machine_n_commands (self->machine); i-- > 0;)
    if (g_str_has_prefix (km_machine_command (self->machine, i)->text, head))
      return km_machine_command (self->machine, i)->text + strlen (head);
  return NULL;
}

char *
vmr_desk_start_line (const VmrSession *self)
{
  const KmTask *task = vmr_session_task (self);
  const char *stem = task ? km_task_name (self->machine, task) : "editor";
  const char *arguments = task ? start_arguments (self, task) : NULL;
  g_autofree char *name = km_name_free_for_use (self->machine, stem) ? g_strdup (stem) : NULL;

  /* The second life of editor2 is editor3, not editor22. */
  if (name == NULL)
    {
      g_autofree char *bare = g_strdup (stem);

      for (gsize n = strlen (bare); n > 1 && g_ascii_isdigit (bare[n - 1]); n--)
        bare[n - 1] = '\0';
      name = free_name (self->machine, bare, 2);
    }
  return g_strdup_printf ("exec %s %s", name, arguments ? arguments : "text=64K data=8K bss=16K");
}

const KmTask *
vmr_desk_other_task (const VmrSession *self,
                     guint             n)
{
  const KmTask *shown = vmr_session_task (self);

  for (const KmTask *task = km_task (self->machine, km_machine_state (self->machine)->first_task); task;
       task = km_task (self->machine, task->next))
    if (task != shown && n-- == 0)
      return task;
  return NULL;
}

/* It is known at the command's end only: the cursor goes there and back. */
void
vmr_desk_show_newest (VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);
  const KmTask *newest = NULL;
  KmTaskId id = KM_NONE (KmTaskId);

  km_machine_goto (self->machine, km_machine_n_steps (self->machine));
  for (const KmTask *task = km_task (self->machine, km_machine_state (self->machine)->first_task); task;
       task = km_task (self->machine, task->next))
    if (newest == NULL || task->pid > newest->pid)
      newest = task;
  if (newest)
    id.value = newest->id;
  km_machine_goto (self->machine, cursor);
  vmr_session_select (self, VMR_REF_INIT_NONE);
  vmr_session_choose_task (self, id);
}

/* --- what to try first ------------------------------------------------------------------------- */

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

/* The first page from start on that has a frame of its own and may be written. */
static gboolean
find_full (const VmrSession *self,
           const KmMm       *mm,
           KmAddr           *addr)
{
  guint looked = 0;

  for (const KmVma *vma = km_vma (self->machine, mm->mmap); vma;
       vma = km_vma (self->machine, vma->vm_next))
    for (guint64 at = MAX (vma->vm_start, km_page_align_down (mm->start_brk));
         vma->vm_flags & KM_VM_WRITE && at < vma->vm_end && looked < MANY_STEPS;
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

char *
vmr_desk_try_line (const VmrSession *self,
                   guint             i)
{
  const KmTask *task = vmr_session_task (self);
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
      if (!vmr_desk_suggestion (self, i == TRY_STORE ? 0 : 1, &addr))
        return NULL;
      return g_strdup_printf ("%s %s 0x%08x", i == TRY_STORE ? "write" : "read", who, addr);
    case TRY_MAP:
      name = free_name (self->machine, "m", 1);
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

gboolean
vmr_desk_try_is_done (const VmrSession *self,
                      guint             i)
{
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

  if (!vmr_session_is_sandbox (self) || km_machine_n_commands (self->machine) < 2)
    return;
  /* A typed line is as good as a verb. */
  vmr_desk_done (self, VMR_GUIDE_VERB);
  record = km_machine_command (self->machine, km_machine_n_commands (self->machine) - 1);
  if (record->last_step < record->first_step)
    return;
  if (has_step (self->machine, record, KM_STEP_ANON_WRITE))
    self->desk.tries |= 1u << TRY_STORE;
  if (has_step (self->machine, record, KM_STEP_ANON_READ))
    self->desk.tries |= 1u << TRY_READ;
  if (has_step (self->machine, record, KM_STEP_FAULT_SIGNAL))
    self->desk.tries |= 1u << TRY_SIGNAL;
  if (most (self, record, KM_STEP_GAP_FOUND, KM_ARG_NAME_length) >= 1u << 20 &&
      !has_step (self->machine, record, KM_STEP_PTE_SET))
    self->desk.tries |= 1u << TRY_MAP;
  /* Where no page had a frame nothing was given back. */
  if (most (self, record, KM_STEP_ZAP, KM_ARG_NAME_frames) > 0)
    self->desk.tries |= 1u << TRY_BACK;
}

/* --- guides ------------------------------------------------------------------------------------ */

#define ALL_GUIDES (VMR_GUIDE_PICK | VMR_GUIDE_VERB | VMR_GUIDE_STEP)

guint
vmr_desk_guides (const VmrSession *self)
{
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
  return self->desk.guides;
}
