/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A script is recorded beside the window, which goes on drawing and can call it off. */
#include "ui/session/session-private.h"

/* Most scripts are done before the next frame: then nothing of a recording is seen. */
#define AT_ONCE_US 15000
#define LOOK_MS 30

/* FALSE after setting error; the book is taken. */
static gboolean
recording_end (VmrSession *self,
               GError    **error)
{
  g_autoptr (VmrScriptRun) run = g_steal_pointer (&self->recording);
  VmrBook *book = vmr_script_run_finish (run, error);

  self->recording_source = 0;
  if (book != NULL)
    vmr_session_take (self, book);
  return book != NULL;
}

static gboolean
on_look (gpointer data)
{
  VmrSession *self = data;
  g_autoptr (GError) error = NULL;
  gboolean ended = vmr_script_run_wait (self->recording, 0);

  if (ended && !recording_end (self, &error))
    vmr_session_notice (self, error->message);
  vmr_session_emit_recording (self);
  return ended ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

gboolean
vmr_session_open_later (VmrSession  *self,
                        const char  *path,
                        GError     **error)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (g_str_has_suffix (path, ".lesson"))
    return vmr_session_open_path (self, path, error);
  vmr_session_cancel_recording (self);
  self->recording = vmr_script_run_new (path);
  if (vmr_script_run_wait (self->recording, AT_ONCE_US))
    return recording_end (self, error);
  self->recording_source = g_timeout_add (LOOK_MS, on_look, self);
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
  g_clear_handle_id (&self->recording_source, g_source_remove);
  g_clear_pointer (&self->recording, vmr_script_run_free);
  vmr_session_emit_recording (self);
}
