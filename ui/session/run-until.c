/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forward to the first step that does something: "run until". */
#include "ui/session/run-until.h"

#include "vmarium-config.h"

#include "ui/session/session-move.h"
#include "ui/session/session-private.h"
#include "ui/session/thing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is watched, as bytes; empty when it does not exist. */
static void
watch_read (const VmrSession *self,
            VmrRef            ref,
            GByteArray       *bytes)
{
  const VmrThing *thing = vmr_thing (ref.kind);

  g_byte_array_set_size (bytes, 0);
  if (thing && thing->watch)
    thing->watch (self->machine, ref, bytes);
}

gboolean
vmr_session_can_watch (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrThing *thing = vmr_thing (self->view.selection.kind);

  return thing && thing->watch;
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
  watch_read (self, self->view.selection, before);
  for (guint step = cursor + 1; step <= limit; step++)
    {
      km_machine_goto (self->machine, step);
      watch_read (self, self->view.selection, now);
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
