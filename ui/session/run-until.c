/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forward to the first step that does something: "run until". */
#include "vmarium-config.h"

#include "ui/session/session-private.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is watched, as bytes; empty when it does not exist. */
static void
watch_read (const VmrSession *self,
            VmrRef            ref,
            GByteArray       *bytes)
{
  const KmMachine *m = self->machine;
  const KmTask *task;
  gconstpointer record = NULL;
  gsize size = 0;
  guint64 entry;

  g_byte_array_set_size (bytes, 0);
  switch (ref.kind)
    {
    case VMR_REF_FRAME:
    case VMR_REF_BLOCK:
      if (ref.id < km_machine_state (m)->n_frames)
        record = km_frame (m, ref.id);
      size = sizeof (KmFrame);
      break;
    case VMR_REF_VMA:
      record = km_vma (m, (KmVmaId) { ref.id });
      size = sizeof (KmVma);
      break;
    case VMR_REF_ZONE:
      record = ref.id < KM_N_ZONES ? &km_machine_state (m)->zones[ref.id] : NULL;
      size = sizeof (KmZone);
      break;
    case VMR_REF_TASK:
      task = km_task (m, (KmTaskId) { ref.id });
      if (task)
        g_byte_array_append (bytes, (gconstpointer) task, sizeof *task);
      record = task ? km_mm (m, task->mm) : NULL;
      size = sizeof (KmMm);
      break;
    case VMR_REF_PTE:
      entry = km_entry_peek (m, ref.id & KM_PAGE_MASK,
                              (ref.id & 0xfff) / (km_machine_state (m)->config.pae ? 8 : 4));
      record = &entry;
      size = sizeof entry;
      break;
    default:
      break;
    }
  if (record)
    g_byte_array_append (bytes, record, size);
}

gboolean
vmr_session_can_watch (const VmrSession *self)
{
  VmrRefKind kind = self->selection.kind;

  return kind == VMR_REF_FRAME || kind == VMR_REF_BLOCK || kind == VMR_REF_VMA ||
         kind == VMR_REF_ZONE || kind == VMR_REF_TASK || kind == VMR_REF_PTE;
}

static gboolean
step_fulfils (const VmrSession *self,
              guint             step,
              VmrUntil          until)
{
  KmStepKind kind = km_machine_step_kind (self->machine, step);

  return until == VMR_UNTIL_FAULT ? kind == KM_STEP_PAGE_FAULT
                                  : kind == KM_STEP_BLOCK_SPLIT || kind == KM_STEP_VMA_SPLIT;
}

/* The first step after the cursor that fulfils it, up to limit; 0 when there is none. Moves the
 * machine. */
static guint
find_step (VmrSession *self,
           VmrUntil    until,
           guint       limit)
{
  g_autoptr (GByteArray) before = g_byte_array_new ();
  g_autoptr (GByteArray) now = g_byte_array_new ();
  guint cursor = vmr_session_cursor (self);

  if (until != VMR_UNTIL_CHANGE)
    {
      for (guint step = cursor + 1; step <= limit; step++)
        if (step_fulfils (self, step, until))
          return step;
      return 0;
    }
  watch_read (self, self->selection, before);
  for (guint step = cursor + 1; step <= limit; step++)
    {
      km_machine_goto (self->machine, step);
      watch_read (self, self->selection, now);
      if (now->len != before->len || memcmp (now->data, before->data, now->len) != 0)
        return step;
    }
  return 0;
}

gboolean
vmr_session_run_until (VmrSession *self,
                       VmrUntil    until)
{
  static const char *const none[] = {
    N_("No fault comes after this step."), N_("Nothing is split after this step."),
    N_("The selected thing does not change after this step."),
  };
  guint cursor = vmr_session_cursor (self), n = vmr_session_n_steps (self);
  guint limit = vmr_session_held (self, cursor, n), step;

  g_return_val_if_fail (VMR_IS_SESSION (self) && until < G_N_ELEMENTS (none), FALSE);
  if (km_machine_state (self->machine) == NULL)
    return FALSE;
  if (until == VMR_UNTIL_CHANGE && !vmr_session_can_watch (self))
    {
      vmr_session_notice (self, _("Select a frame, an area, an entry, a zone or a task first."));
      return FALSE;
    }
  step = find_step (self, until, limit);
  km_machine_goto (self->machine, cursor);
  if (step > 0)
    {
      vmr_session_jump (self, step);
      return TRUE;
    }
  /* A question's answer must not be run past. */
  if (limit < n && limit > cursor)
    vmr_session_jump (self, limit);
  vmr_session_notice (self, limit < n ? _("A question comes first.") : _(none[until]));
  return FALSE;
}
