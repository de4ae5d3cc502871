/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lessons as cards; the focus is on Start, so that one key leads to a drawn first step. */
#include "app/window-private.h"

#include "core/lesson/lesson.h"
#include "ui/session/data-dir.h"

#include <glib/gi18n.h>

static void
on_card (GtkButton *button,
         VmrWindow *self)
{
  vmr_window_open_path (self, g_object_get_data (G_OBJECT (button), "path"));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* The lessons of the first folder that has any: a built one holds both languages. */
static GPtrArray *
lesson_files (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) folders = vmr_data_folders ();

  for (guint i = 0; folders[i] != NULL && files->len == 0; i++)
    {
      g_autofree char *folder = g_build_filename (folders[i], "lessons", NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, ".lesson"))
          g_ptr_array_add (files, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (files, compare_names);
  return files;
}

static GtkWidget *
card_new (VmrWindow  *self,
          const char *path)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (path, NULL);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gboolean chinese = vmr_session_chinese_first (self->session);
  const char *first, *second;
  GtkWidget *button;

  if (lesson == NULL)
    return NULL;
  first = km_text_pick (lesson->title, chinese ? "zh_CN" : "en");
  second = km_text_pick (lesson->title, chinese ? "en" : "zh_CN");
  text = lesson->minutes
         ? g_strdup_printf (_("%u · %s\n%s · %u minutes"), (guint) g_ascii_strtoull (base, NULL, 10),
                            first, second, lesson->minutes)
         : g_strdup (first);
  button = gtk_button_new_with_label (text);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "vmr-card");
  gtk_label_set_xalign (GTK_LABEL (gtk_bin_get_child (GTK_BIN (button))), 0);
  gtk_label_set_line_wrap (GTK_LABEL (gtk_bin_get_child (GTK_BIN (button))), TRUE);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_card), self);
  gtk_widget_set_size_request (button, 250, 64);
  return button;
}

static void
on_start (GtkButton *button,
          VmrWindow *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");

  if (path)
    vmr_window_open_path (self, path);
  else
    g_action_group_activate_action (G_ACTION_GROUP (self), "preset",
                                    g_variant_new_string ("classic"));
}

GtkWidget *
vmr_start_page_new (VmrWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *title = gtk_label_new (_("Watch Linux manage memory, step by step"));
  GtkWidget *start = gtk_button_new_with_label (_("Start"));
  GtkWidget *grid = gtk_flow_box_new ();
  g_autoptr (GPtrArray) files = lesson_files ();

  gtk_style_context_add_class (gtk_widget_get_style_context (title), "vmr-welcome");
  gtk_style_context_add_class (gtk_widget_get_style_context (start), "vmr-start");
  gtk_style_context_add_class (gtk_widget_get_style_context (start), "suggested-action");
  gtk_widget_set_halign (start, GTK_ALIGN_CENTER);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (grid), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (grid), 5);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (grid), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (grid), 12);
  for (guint i = 0; i < files->len; i++)
    {
      GtkWidget *card = card_new (self, files->pdata[i]);

      if (card)
        gtk_flow_box_insert (GTK_FLOW_BOX (grid), card, -1);
      if (card && i == 0)
        g_object_set_data_full (G_OBJECT (start), "path", g_strdup (files->pdata[i]), g_free);
    }
  g_signal_connect (start, "clicked", G_CALLBACK (on_start), self);
  gtk_box_pack_start (GTK_BOX (box), title, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), start, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), grid, FALSE, FALSE, 0);
  g_object_set (box, "margin", 48, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (scrolled), box);
  gtk_container_set_focus_child (GTK_CONTAINER (box), start);
  g_signal_connect_swapped (scrolled, "map", G_CALLBACK (gtk_widget_grab_focus), start);
  return scrolled;
}
