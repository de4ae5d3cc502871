/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/base/recent.h"

static int
compare_visited (gconstpointer a,
                 gconstpointer b)
{
  time_t x = gtk_recent_info_get_modified (*(GtkRecentInfo *const *) a);
  time_t y = gtk_recent_info_get_modified (*(GtkRecentInfo *const *) b);

  return x < y ? 1 : x > y ? -1 : 0;
}

GPtrArray *
vmr_recent_files (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  g_autoptr (GList) items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (GList *item = items; item != NULL; item = item->next)
    if (gtk_recent_info_has_application (item->data, "vmarium") &&
        gtk_recent_info_is_local (item->data) && gtk_recent_info_exists (item->data))
      g_ptr_array_add (files, item->data);
    else
      gtk_recent_info_unref (item->data);
  g_ptr_array_sort (files, compare_visited);
  return files;
}

void
vmr_recent_add (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  char *groups[] = { NULL };
  GtkRecentData recent = { .mime_type = (char *) "text/plain", .app_name = (char *) "vmarium",
                           .app_exec = (char *) "vmarium %f", .groups = groups };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &recent);
}
