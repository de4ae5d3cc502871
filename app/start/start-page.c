/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/start/start-page.h"

#include "app/start/start-continue.h"
#include "app/start/start-draw.h"
#include "app/start/start-lessons.h"
#include "app/start/start-sandbox.h"

#include <glib/gi18n.h>

static void
start_free (gpointer data)
{
  VmrStart *start = data;

  g_ptr_array_unref (start->left);
  g_ptr_array_unref (start->cards);
  g_free (start);
}

VmrStart *
vmr_start_of (GtkWidget *bin)
{
  GtkWidget *root = bin ? gtk_bin_get_child (GTK_BIN (bin)) : NULL;

  return root ? g_object_get_data (G_OBJECT (root), "start") : NULL;
}

static GtkWidget *
make_welcome (VmrStart *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (_("Watch Linux manage memory"),
                                                     "vmr-welcome"), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (_("One step at a time, forwards and back."),
                                                     "vmr-secondary"), FALSE, FALSE, 0);
  return box;
}

static GtkWidget *
make_wide (VmrStart *start)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 40);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);

  gtk_widget_set_size_request (left, 360, -1);
  gtk_widget_set_hexpand (left, FALSE);
  gtk_box_pack_start (GTK_BOX (left), make_welcome (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (left), vmr_start_make_continue (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (left), vmr_start_make_sandbox (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (left), vmr_start_make_files (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), left, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), vmr_start_make_lessons (start), TRUE, TRUE, 0);
  g_object_set (row, "margin", 28, "margin-start", 40, "margin-end", 40, NULL);
  return row;
}

static GtkWidget *
make_narrow (VmrStart *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  GtkWidget *aside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);

  start->aside = aside;
  gtk_box_pack_start (GTK_BOX (aside), make_welcome (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (aside), vmr_start_make_continue (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (aside), vmr_start_make_sandbox (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (aside), vmr_start_make_files (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), aside, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_make_lessons (start), FALSE, FALSE, 0);
  g_object_set (box, "margin", 24, NULL);
  return box;
}

/* A width as it is for letters: with a larger font the same window is narrower. */
static int
width_in_letters (VmrEnv *env,
                  int     width)
{
  double font = vmr_env_metrics (env).body / vmr_env_zoom (env);

  return (int) (width * 13.333 / MAX (font, 8));
}

static guint
columns_for (int width)
{
  return width >= VMR_START_FIVE ? 5 : width >= 720 ? 4 : 3;
}

GtkWidget *
vmr_start_page_new (const VmrStartHost *host,
                    int                 width)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
  VmrStart *start = g_new0 (VmrStart, 1);
  int letters = width_in_letters (host->env, width ? width : 1600);

  start->host = *host;
  start->width = width;
  start->root = scrolled;
  start->left = g_ptr_array_new ();
  start->cards = g_ptr_array_new ();
  start->narrow = letters < VMR_START_WIDE;
  start->columns = columns_for (letters);
  g_object_set_data_full (G_OBJECT (scrolled), "start", start, start_free);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (scrolled), start->narrow ? make_narrow (start)
                                                             : make_wide (start));
  g_signal_connect_object (host->env, "changed", G_CALLBACK (gtk_widget_queue_draw), scrolled,
                           G_CONNECT_SWAPPED);
  return scrolled;
}

static void
make_anew (GtkWidget *bin,
           int        width)
{
  GtkWidget *old = gtk_bin_get_child (GTK_BIN (bin)), *focus;
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (old));
  double at = gtk_adjustment_get_value (scroll);
  VmrStartHost host = vmr_start_of (bin)->host;
  gboolean ours;

  focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_toplevel (bin)));
  ours = focus && gtk_widget_is_ancestor (focus, old);
  gtk_widget_destroy (old);
  gtk_container_add (GTK_CONTAINER (bin), vmr_start_page_new (&host, width));
  gtk_widget_show_all (bin);
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_bin_get_child (GTK_BIN (bin))));
  gtk_adjustment_set_value (scroll, at);
  if (ours)
    vmr_start_page_focus (bin);
}

void
vmr_start_page_refresh (GtkWidget *bin)
{
  make_anew (bin, vmr_start_of (bin)->width);
}

void
vmr_start_page_focus (GtkWidget *bin)
{
  gtk_widget_grab_focus (vmr_start_of (bin)->primary);
}

gboolean
vmr_start_page_arrange (GtkWidget *bin,
                        int        width)
{
  VmrStart *start = vmr_start_of (bin);
  int letters = width_in_letters (start->host.env, width);

  start->width = width;
  if (start->narrow == (letters < VMR_START_WIDE) && start->columns == columns_for (letters))
    return FALSE;
  make_anew (bin, width);
  return TRUE;
}

void
vmr_start_page_search (GtkWidget *bin)
{
  VmrStart *start = vmr_start_of (bin);

  vmr_start_fill_lessons (start);
  if (start->aside)
    gtk_widget_set_visible (start->aside, *gtk_entry_get_text (GTK_ENTRY (start->host.search)) == '\0');
}

gboolean
vmr_start_page_is_narrow (GtkWidget *bin)
{
  return vmr_start_of (bin)->narrow;
}
