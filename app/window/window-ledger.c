/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ledger: a table of the commands so far, which fills in; a click jumps there. */
#include "app/window/window-ledger.h"

#include "app/window/window-fields.h"
#include "app/window/window-labels.h"
#include "app/window/window-where.h"
#include "ui/draw/family.h"
#include "ui/session/ledger.h"
#include "ui/session/session-move.h"

#include <glib/gi18n.h>

enum { NUMBER, COMMAND, RESULT, STEPS, FAULTS, TAKEN, GIVEN, WEIGHT, STEP, TIP, N_COLUMNS };

static const struct
{
  const char *title;          /* N_() */
  gboolean    right;
  int         mono_width;       /* px at least, 0: not monospace */
  const char *tip;              /* N_(), or NULL */
} columns[] = {
  { N_("No."), TRUE, 0, NULL },
  { N_("Command"), FALSE, 200, NULL },
  { N_("Result"), FALSE, 130, NULL },
  { N_("Steps"), TRUE, 0, NULL },
  { N_("Faults"), TRUE, 0, NULL },
  { N_("Taken"), TRUE, 0, N_("Frames taken from the allocator") },
  { N_("Given back"), TRUE, 0, N_("Frames given back to the allocator") },
};

static void
add_row (GtkListStore       *store,
         const VmrLedgerRow *row,
         gboolean            last)
{
  g_autofree char *words = g_strjoin ("\n", row->text, row->finished ? row->result : NULL, NULL);
  g_autofree char *tip = g_markup_escape_text (words, -1);

  gtk_list_store_insert_with_values (store, NULL, -1, NUMBER, row->number, COMMAND, row->text,
                                     RESULT, row->finished ? row->result ? row->result : "" : "…",
                                     STEPS, row->steps, FAULTS, row->faults, TAKEN, row->taken,
                                     GIVEN, row->given, WEIGHT,
                                     last ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, STEP,
                                     row->first_step, TIP, tip, -1);
}

void
vmr_window_show_ledger (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  GtkListStore *store = GTK_LIST_STORE (gtk_tree_view_get_model (GTK_TREE_VIEW (self->ledger_view)));
  g_autoptr (GPtrArray) rows = NULL;

  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->ledger)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkTreeViewColumn *column = gtk_tree_view_get_column (GTK_TREE_VIEW (self->ledger_view),
                                                            (int) i);

      gtk_tree_view_column_set_title (column, _(columns[i].title));
      if (columns[i].tip)
        gtk_widget_set_tooltip_text (gtk_tree_view_column_get_button (column), _(columns[i].tip));
    }
  gtk_list_store_clear (store);
  rows = vmr_session_ledger (self->session);
  for (guint i = 0; i < rows->len; i++)
    add_row (store, rows->pdata[i], i + 1 == rows->len);
  if (rows->len > 0)
    {
      g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) rows->len - 1, -1);

      gtk_tree_view_scroll_to_cell (GTK_TREE_VIEW (self->ledger_view), path, NULL, FALSE, 0, 0);
    }
}

static void
on_row (GtkTreeView       *view,
        GtkTreePath       *path,
        GtkTreeViewColumn *column,
        VmrWindow         *self)
{
  GtkTreeModel *model = gtk_tree_view_get_model (view);
  GtkTreeIter iter;
  guint step;

  if (!gtk_tree_model_get_iter (model, &iter, path))
    return;
  gtk_tree_model_get (model, &iter, STEP, &step, -1);
  vmr_session_jump (self->session, step);
}

static GtkWidget *
view_new (VmrWindow *self)
{
  g_autoptr (GtkListStore) store = gtk_list_store_new (N_COLUMNS, G_TYPE_UINT, G_TYPE_STRING,
                                                       G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT,
                                                       G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT,
                                                       G_TYPE_UINT, G_TYPE_STRING);
  GtkWidget *view = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));
  g_autofree char *mono = vmr_family_latin_first (gtk_widget_get_pango_context (view), "Monospace");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkCellRenderer *cell = gtk_cell_renderer_text_new ();
      GtkTreeViewColumn *column = gtk_tree_view_column_new_with_attributes (_(columns[i].title),
                                                                            cell, "text", i,
                                                                            "weight", WEIGHT, NULL);

      if (columns[i].mono_width)
        g_object_set (cell, "family", mono, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
      g_object_set (cell, "xalign", columns[i].right ? 1.0 : 0.0, "xpad", 7, NULL);
      gtk_tree_view_column_set_alignment (column, columns[i].right ? 1 : 0);
      gtk_tree_view_column_set_expand (column, i == COMMAND);
      gtk_tree_view_column_set_min_width (column, columns[i].mono_width ? columns[i].mono_width
                                                                        : -1);
      gtk_tree_view_append_column (GTK_TREE_VIEW (view), column);
    }
  gtk_tree_view_set_activate_on_single_click (GTK_TREE_VIEW (view), TRUE);
  gtk_tree_selection_set_mode (gtk_tree_view_get_selection (GTK_TREE_VIEW (view)),
                               GTK_SELECTION_NONE);
  gtk_tree_view_set_tooltip_column (GTK_TREE_VIEW (view), TIP);
  gtk_tree_view_set_enable_search (GTK_TREE_VIEW (view), FALSE);
  /* A click must not take the step keys away. */
  gtk_widget_set_focus_on_click (view, FALSE);
  gtk_widget_set_can_focus (view, FALSE);
  g_signal_connect (view, "row-activated", G_CALLBACK (on_row), self);
  vmr_window_label (self, view, VMR_LABEL_NAME, N_("Ledger"));
  return view;
}

GtkWidget *
vmr_window_make_ledger (VmrWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  self->ledger = gtk_revealer_new ();
  self->ledger_view = view_new (self);
  gtk_style_context_add_class (gtk_widget_get_style_context (scrolled), "vmr-ledger");
  gtk_container_add (GTK_CONTAINER (scrolled), self->ledger_view);
  gtk_container_add (GTK_CONTAINER (self->ledger), scrolled);
  return self->ledger;
}

void
vmr_window_toggle_ledger (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  gboolean shown = gtk_revealer_get_reveal_child (GTK_REVEALER (self->ledger));

  if (vmr_env_is_lecture (self->env) || vmr_window_on_start (self))
    return;
  /* In a narrow window both are below the story, and the stage needs the room. */
  if (!shown && self->narrow)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->transcript), FALSE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->ledger), !shown);
  vmr_window_show_ledger (self);
}
