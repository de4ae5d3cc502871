/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A long script is recorded in slices, so that the window goes on drawing and can call it off. */
#include "ui/session/session-private.h"

/* Most scripts are done with the first slice. */
#define FIRST_SLICE_US 15000
/* Between two frames of 16.7 ms. */
#define SLICE_US 8000

static void
recording_stop (VmrSession *self)
{
  g_clear_handle_id (&self->recording_source, g_source_remove);
  g_clear_pointer (&self->recording, vmr_script_run_free);
}

/* One slice; the book is taken when it was the last. */
static gboolean
recording_go_on (VmrSession *self,
                 gint64      budget_us,
                 GError    **error)
{
  VmrBook *book;

  if (!vmr_script_run_slice (self->recording, budget_us, error))
    {
      recording_stop (self);
      return FALSE;
    }
  if (!vmr_script_run_is_done (self->recording))
    return TRUE;
  book = vmr_script_run_finish (self->recording);
  recording_stop (self);
  vmr_session_take (self, book);
  return TRUE;
}

static gboolean
on_idle (gpointer data)
{
  VmrSession *self = data;
  g_autoptr (GError) error = NULL;

  if (!recording_go_on (self, SLICE_US, &error))
    vmr_session_notice (self, error->message);
  vmr_session_emit_recording (self);
  return self->recording ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

gboolean
vmr_session_open_later (VmrSession  *self,
                        const char  *path,
                        GError     **error)
{
  VmrScriptRun *run;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (g_str_has_suffix (path, ".lesson"))
    return vmr_session_open_path (self, path, error);
  run = vmr_script_run_new (path, error);
  if (run == NULL)
    return FALSE;
  vmr_session_cancel_recording (self);
  self->recording = run;
  if (!recording_go_on (self, FIRST_SLICE_US, error))
    return FALSE;
  if (self->recording == NULL)
    return TRUE;
  /* Below drawing. */
  self->recording_source = g_idle_add (on_idle, self);
  vmr_session_emit_recording (self);
  return TRUE;
}

double
vmr_session_recording (const VmrSession *self)
{
  return self->recording ? vmr_script_run_share (self->recording) : -1;
}

void
vmr_session_cancel_recording (VmrSession *self)
{
  if (self->recording == NULL)
    return;
  recording_stop (self);
  vmr_session_emit_recording (self);
}
