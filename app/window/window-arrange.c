/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the panels share the window's width. */
#include "app/window/window-arrange.h"
#include "app/window/window-header.h"
#include "app/window/window-start.h"

#include <glib/gi18n.h>

/* Words are longer in one language than in the other, and larger at some desks. */
static int
tabs_width (VmrWindow *self)
{
  g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (self->tabs));
  int sum = 0, own;

  for (GList *tab = tabs; tab != NULL; tab = tab->next)
    {
      gtk_widget_get_preferred_width (tab->data, NULL, &own);
      sum += own;
    }
  gtk_widget_get_preferred_width (self->follow, NULL, &own);
  return sum + own + 40;
}

static void
arrange_tabs (VmrWindow *self,
              int        room)
{
  gboolean fit = !self->narrow && tabs_width (self) <= room;

  gtk_widget_set_visible (self->tabs, fit);
  gtk_widget_set_visible (self->tab_menu, !fit);
  gtk_widget_set_visible (self->legend, self->narrow);
}

void
vmr_window_unfold (VmrWindow *self,
                   GtkWidget *panel)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  GtkWidget *panels[] = { self->rail_open, self->left, self->right };

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    gtk_widget_set_visible (panels[i], panels[i] == panel && !gtk_widget_get_visible (panel));
}

void
vmr_window_arrange (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  int width = gtk_widget_get_allocated_width (GTK_WIDGET (self->pages));
  int height = gtk_widget_get_allocated_height (GTK_WIDGET (self->pages));
  gboolean narrow = width < WIDE;
  int extra = MAX (width - 1600, 0) / 5;
  double scale = CLAMP (vmr_env_scale (self->env), 1, 1.4);
  gboolean changed = narrow != self->narrow || self->width == 0;
  int left = (width < 1500 ? 310 : 336) + extra, right = (width < 1500 ? 340 : 368) + extra;

  if (vmr_env_is_lecture (self->env))
    {
      vmr_env_set_lecture (self->env, MAX (height, 300));
      return;
    }
  vmr_window_arrange_start (self, width);
  vmr_window_arrange_header (self, width);
  self->width = width;
  self->narrow = narrow;
  gtk_widget_set_size_request (self->left, left, -1);
  gtk_widget_set_size_request (self->rail, left, -1);
  gtk_widget_set_size_request (self->rail_open, left, -1);
  gtk_widget_set_size_request (self->right, right, -1);
  arrange_tabs (self, width - left - right - 4 * GAP);
  /* The story keeps its height when the console opens: the stage gives way. */
  gtk_widget_set_size_request (self->story, -1, narrow ? (int) MAX (height / 4, 188 * scale) - 52
                               : CLAMP (height * 27 / 100, 210, 254 + (height - 950) / 8) - 52);
  gtk_widget_set_size_request (gtk_bin_get_child (GTK_BIN (self->transcript)), -1,
                               CLAMP (height / 7, 90, 180));
  /* The ledger is beside the story, where the stage loses nothing; narrow windows have no such
   * room. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->story_row), narrow
                                  ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->ledger), narrow
                                    ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN
                                    : GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT);
  gtk_widget_set_size_request (gtk_bin_get_child (GTK_BIN (self->ledger)),
                               narrow ? -1 : width * 2 / 5, narrow ? 96 : -1);
  vmr_window_show_transport (self);
  if (!changed)
    return;
  gtk_widget_set_visible (self->left, !narrow);
  gtk_widget_set_visible (self->right, !narrow);
  gtk_widget_set_visible (self->left_bar, narrow);
  gtk_widget_set_visible (self->right_bar, narrow);
  gtk_widget_set_visible (self->rail, !narrow);
  gtk_widget_hide (self->rail_open);
  gtk_widget_set_visible (self->rail_bar, narrow);
}
