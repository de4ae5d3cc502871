/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The source of the function a step mirrors: in the user's own folder with Linux, else on the web. */
#include "app/window/window-source.h"

#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-settings.h"
#include "ui/panels/source.h"

#include <glib/gi18n.h>

#define WEB "https://elixir.bootlin.com/linux/v5.10.223/A/ident/"

char *
vmr_window_source_uri (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);

  guint cursor = vmr_session_cursor (self->session);
  const KmStepInfo *info;
  g_autofree char *path = NULL;

  if (cursor == 0)
    return NULL;
  info = km_machine_step_info (vmr_session_machine (self->session), cursor);
  /* What the CPU does by itself stands in a manual, by section. */
  if (info->origin != KM_ORIGIN_KERNEL)
    return NULL;
  if (vmr_source_tree () == NULL)
    return g_strconcat (WEB, info->function, NULL);
  path = g_canonicalize_filename (info->file, vmr_source_tree ());
  return g_filename_to_uri (path, NULL, NULL);
}

void
vmr_window_open_source (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autofree char *uri = vmr_window_source_uri (self);
  g_autofree char *path = uri && g_str_has_prefix (uri, "file:")
                          ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  g_autofree char *missing = NULL;
  g_autoptr (GError) error = NULL;

  if (uri == NULL)
    return;
  if (path && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      missing = g_strdup_printf (_("%s is missing. The folder with Linux 5.10.223 can be had from "
                                   "kernel.org."), path);
      vmr_window_notify (self, missing);
    }
  else if (!gtk_show_uri_on_window (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, &error))
    {
      vmr_window_notify (self, error->message);
    }
}

static void
on_tree (VmrWindow *self)
{
  g_autofree char *tree = g_settings_get_string (self->settings, "kernel-tree");

  vmr_source_set_tree (tree);
  vmr_view_queue (VMR_VIEW (self->story));
}

void
vmr_window_watch_tree (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (self->settings == NULL || !vmr_window_has_setting (self, "kernel-tree"))
    return;
  on_tree (self);
  g_signal_connect_object (self->settings, "changed::kernel-tree", G_CALLBACK (on_tree), self,
                           G_CONNECT_SWAPPED);
}
