/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/export/export-session.h"

#include "ui/session/session-view.h"

#include <glib/gi18n.h>

VmrSession *
vmr_export_session (const VmrExport *self)
{
  const char *path = vmr_session_path (self->session);
  g_autoptr (VmrSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      self->tell (self->window, _("Open a lesson or script first."));
      return NULL;
    }
  session = vmr_session_new ();
  vmr_session_set_language (session, vmr_session_language (self->session));
  if (vmr_session_chinese_first (session) != vmr_session_chinese_first (self->session))
    vmr_session_swap_languages (session);
  if (!vmr_session_open_path (session, path, &error))
    {
      self->tell (self->window, error->message);
      return NULL;
    }
  return g_steal_pointer (&session);
}
