/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A script is recorded beside the window, which goes on drawing and can call it off. */
#include "ui/session/session-record.h"

#include "ui/session/book.h"
#include "ui/session/script-run.h"
#include "ui/session/session-private.h"

/* Most scripts are done before the next frame: then nothing of a recording is seen. */
#define AT_ONCE_US 8000
#define LOOK_MS 30

void
vmr_session_forget_recording (VmrSession *self)
{
  g_clear_handle_id (&self->record.source, g_source_remove);
  g_clear_pointer (&self->record.run, vmr_script_run_free);
  if (self->record.data_free != NULL)
    self->record.data_free (self->record.data);
  self->record.recorded = NULL;
  self->record.data = NULL;
  self->record.data_free = NULL;
}

/* What is told of the end may start another recording. */
static gboolean
recording_end (VmrSession *self,
               GError    **error)
{
  VmrBook *book = vmr_script_run_finish (self->record.run, error);
  VmrRecorded recorded = self->record.recorded;
  gpointer data = g_steal_pointer (&self->record.data);
  GDestroyNotify data_free = self->record.data_free;
  gboolean ok;

  self->record.data_free = NULL;
  vmr_session_forget_recording (self);
  ok = book != NULL && recorded (self, book, data, error);
  if (data_free != NULL)
    data_free (data);
  return ok;
}

static gboolean
on_look (gpointer data)
{
  VmrSession *self = data;
  g_autoptr (GError) error = NULL;

  if (!vmr_script_run_wait (self->record.run, 0))
    {
      vmr_session_emit_recording (self);
      return G_SOURCE_CONTINUE;
    }
  self->record.source = 0;
  if (!recording_end (self, &error))
    vmr_session_notice (self, error->message);
  vmr_session_emit_recording (self);
  return G_SOURCE_REMOVE;
}

gboolean
vmr_session_record (VmrSession     *self,
                    VmrScriptRun   *run,
                    VmrRecorded     recorded,
                    gpointer        data,
                    GDestroyNotify  data_free,
                    GError        **error)
{
  vmr_session_cancel_recording (self);
  self->record.run = run;
  self->record.recorded = recorded;
  self->record.data = data;
  self->record.data_free = data_free;
  if (vmr_script_run_wait (run, AT_ONCE_US))
    return recording_end (self, error);
  self->record.source = g_timeout_add (LOOK_MS, on_look, self);
  vmr_session_emit_recording (self);
  return TRUE;
}

gboolean
vmr_session_take_script (VmrSession  *self,
                         VmrBook     *book,
                         gpointer     data,
                         GError     **error)
{
  vmr_book_finish_script (book);
  vmr_session_take (self, book);
  return TRUE;
}

gboolean
vmr_session_open_later (VmrSession  *self,
                        const char  *path,
                        GError     **error)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (g_str_has_suffix (path, ".lesson"))
    return vmr_session_open_path (self, path, error);
  return vmr_session_record (self, vmr_script_run_new (vmr_book_of_script (path), path, NULL),
                             vmr_session_take_script, NULL, NULL, error);
}

gboolean
vmr_session_finish_recording (VmrSession  *self,
                              GError     **error)
{
  gboolean ok;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (self->record.run == NULL)
    return TRUE;
  vmr_script_run_wait (self->record.run, -1);
  ok = recording_end (self, error);
  vmr_session_emit_recording (self);
  return ok;
}

double
vmr_session_recording (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->record.run ? vmr_script_run_share (self->record.run) : -1;
}

void
vmr_session_cancel_recording (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (self->record.run == NULL)
    return;
  vmr_session_forget_recording (self);
  vmr_session_emit_recording (self);
}
