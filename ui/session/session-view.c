/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the views share: selection, hover, the task shown, languages. */
#include "ui/session/session-view.h"

#include "ui/session/session-private.h"
#include "ui/session/session-question.h"

static KmTaskId
task_id (const KmTask *task)
{
  return task ? (KmTaskId) { task->id } : KM_NONE (KmTaskId);
}

/* A task is in the list of all from the step on that makes it, and has got a place and an mm before that. */
static gboolean
is_made (const KmMachine *machine,
         const KmTask    *task)
{
  const KmTask *at = km_task (machine, km_machine_state (machine)->first_task);

  while (at != NULL && at != task)
    at = km_task (machine, at->next);
  return at != NULL;
}

/* Whom the steps are about. While a command is still making its task, it is who it was before that
 * command. */
static const KmTask *
subject (const VmrSession *self)
{
  const KmMachine *machine = self->machine;
  const KmTask *task = km_machine_subject (machine), *before = NULL;
  guint command;

  if (task == NULL || is_made (machine, task))
    return task;
  command = km_machine_step_command (machine, vmr_session_cursor (self));
  if (command > 0)
    before = km_task (machine, km_machine_command (machine, command - 1)->task);
  if (before == NULL || !is_made (machine, before))
    before = km_task (machine, km_machine_state (machine)->cpu[0].task);
  return before != NULL && is_made (machine, before) ? before : NULL;
}

void
vmr_session_view_moved (VmrSession *self)
{
  /* A chosen task stays until the steps are about another one. */
  if (!KM_SAME (self->view.task_then, task_id (subject (self))))
    self->view.task = KM_NONE (KmTaskId);
  /* What was under the pointer may lie elsewhere now: the next motion tells. */
  self->view.hover = VMR_REF_INIT_NONE;
}

VmrRef
vmr_session_selection (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, VMR_REF_INIT_NONE);
  return self->view.selection;
}

VmrRef
vmr_session_hover (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, VMR_REF_INIT_NONE);
  return self->view.hover;
}

VmrRef
vmr_session_hover_buddy (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, VMR_REF_INIT_NONE);

  VmrRef ref = self->view.hover;

  /* Which block belongs to which is often what is asked. */
  if (vmr_session_secret (self) != NULL || ref.kind != VMR_REF_BLOCK || ref.gen >= KM_MAX_ORDER - 1)
    return VMR_REF_INIT_NONE;
  return vmr_ref (VMR_REF_BLOCK, ref.id ^ (1u << ref.gen), ref.gen);
}

void
vmr_session_select (VmrSession *self,
                    VmrRef      ref)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (vmr_ref_equal (self->view.selection, ref) && vmr_ref_is_none (self->view.second) &&
      vmr_session_selected_here (self))
    return;
  self->view.selection = ref;
  self->view.selected_at = vmr_session_cursor (self);
  self->view.second = VMR_REF_INIT_NONE;
  vmr_session_emit_selection (self);
}

gboolean
vmr_session_selected_here (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->view.selected_at == vmr_session_cursor (self);
}

VmrRef
vmr_session_second (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, VMR_REF_INIT_NONE);
  return self->view.second;
}

void
vmr_session_select_second (VmrSession *self,
                           VmrRef      ref)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (vmr_ref_equal (self->view.second, ref))
    return;
  self->view.second = ref;
  vmr_session_emit_selection (self);
}

void
vmr_session_set_hover (VmrSession *self,
                       VmrRef      ref)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (vmr_ref_equal (self->view.hover, ref))
    return;
  self->view.hover = ref;
  vmr_session_emit_selection (self);
}

const KmTask *
vmr_session_task (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmState *state = km_machine_state (self->machine);
  const KmTask *task;

  if (state == NULL)
    return NULL;
  task = km_task (self->machine, self->view.task);
  if (task == NULL)
    task = subject (self);
  if (task == NULL)
    task = km_task (self->machine, state->first_task);
  return task;
}

void
vmr_session_choose_task (VmrSession *self,
                         KmTaskId    task)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->view.task = task;
  self->view.task_then = task_id (subject (self));
  vmr_session_emit_config (self);
}

VmrLanguage
vmr_session_language (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->view.captions == 2 ? VMR_LANGUAGE_BOTH
         : self->view.chinese_first ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN;
}

void
vmr_session_set_language (VmrSession *self,
                          VmrLanguage language)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (vmr_session_language (self) == language)
    return;
  self->view.captions = language == VMR_LANGUAGE_BOTH ? 2 : 1;
  self->view.chinese_first = language == VMR_LANGUAGE_ZH;
  vmr_session_emit_config (self);
}

gboolean
vmr_session_chinese_first (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->view.chinese_first;
}

void
vmr_session_swap_languages (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->view.chinese_first = !self->view.chinese_first;
  vmr_session_emit_config (self);
}

guint
vmr_session_captions (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->view.captions;
}

void
vmr_session_set_captions (VmrSession *self,
                          guint       captions)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->view.captions = MIN (captions, 2);
  vmr_session_emit_config (self);
}

gboolean
vmr_session_spotlight (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->view.spotlight;
}

void
vmr_session_set_spotlight (VmrSession *self,
                           gboolean    spotlight)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->view.spotlight = spotlight;
  vmr_session_emit_config (self);
}
