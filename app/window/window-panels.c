/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The panels' arrangement and its break points.
 *
 *   ≥ 1400   ┌ left ┐┌──── stage ────┐┌ right ┐      1024 …   ▌┌─────── stage ───────┐▐
 *            └──────┘└───────────────┘└───────┘      1399     ▌└─────────────────────┘▐
 *            ┌────────────── story ───────────┐      side panels are 44 px bars, of which one
 *            └────────────────────────────────┘      opens at a time; tabs become a menu
 */
#include "app/window/window-panels.h"

#include "app/window/window-actions.h"
#include "app/window/window-console.h"
#include "app/window/window-context.h"
#include "app/window/window-desk.h"
#include "app/window/window-fields.h"
#include "app/window/window-header.h"
#include "app/window/window-labels.h"
#include "app/window/window-ledger.h"
#include "app/window/window-lesson.h"
#include "app/window/window-popover.h"
#include "app/window/window-source.h"
#include "app/window/window-start.h"
#include "app/window/window-touch.h"
#include "app/window/window-transcript.h"
#include "app/window/window-transport.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address-tasks.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/bridge.h"
#include "ui/panels/inspector.h"
#include "ui/panels/physical-zoom.h"
#include "ui/panels/physical.h"
#include "ui/panels/slim.h"
#include "ui/panels/story.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "app/window/window-arrange.h"

#include <glib/gi18n.h>

static const VmrViewDef address_def = { .name = N_("Virtual address space"),
                                        .layout = vmr_address_layout,
                                        .data_new = vmr_address_data_new,
                                        .data_free = vmr_address_data_free,
                                        .press = vmr_address_press,
                                        .zoom = vmr_address_zoom,
                                        .advance = vmr_address_advance };
static const VmrViewDef physical_def = { .name = N_("Physical memory"),
                                         .layout = vmr_physical_layout,
                                         .data_new = vmr_physical_data_new,
                                         .data_free = vmr_physical_data_free,
                                         .refine = vmr_physical_refine,
                                         .press = vmr_physical_press,
                                         .zoom = vmr_physical_zoom };
static const VmrViewDef slim_address_def = { .name = N_("Virtual address space, folded"),
                                             .layout = vmr_slim_address_layout };
static const VmrViewDef slim_physical_def = { .name = N_("Physical memory, folded"),
                                              .layout = vmr_slim_physical_layout };
static const VmrViewDef legend_def = { .name = N_("Legend"), .layout = vmr_legend_row_layout };
static const VmrViewDef story_def = { .name = N_("Story"), .layout = vmr_story_layout };
static const VmrViewDef inspector_def = { .name = N_("Inspector"),
                                          .layout = vmr_inspector_layout };

/* --- the stage -------------------------------------------------------------------------------- */

static const VmrViewDef stage_def = { .name = N_("Stage"), .layout = vmr_middle_layout };
static const VmrViewDef lecture_def = { .name = N_("Lecture"), .layout = vmr_lecture_layout };

void
vmr_window_show_stage (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const VmrStage *stage;
  g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (self->tabs));
  guint i = 0;

  if (vmr_session_state (self->session) == NULL)
    return;
  stage = vmr_stage_shown (self->session);
  for (GList *tab = tabs; tab != NULL; tab = tab->next, i++)
    {
      GtkStyleContext *context = gtk_widget_get_style_context (tab->data);

      if (vmr_stages_get (i) == stage)
        gtk_style_context_add_class (context, "vmr-current");
      else
        gtk_style_context_remove_class (context, "vmr-current");
    }
  gtk_button_set_label (GTK_BUTTON (self->tab_menu), _(stage->title));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self),
                                                                          "stage")),
                             g_variant_new_string (stage->name));
  gtk_button_set_label (GTK_BUTTON (self->follow),
                        vmr_session_pinned (self->session)
                        ? _("pinned ○") : _("follows the step ●"));
  gtk_widget_set_tooltip_text (self->follow, vmr_session_pinned (self->session)
                               ? _("Let the stage follow the step again")
                               : _("Pin this stage: it stays whatever the step is about"));
  vmr_view_queue (VMR_VIEW (self->stage));
}

GtkWidget *
vmr_window_button (VmrWindow  *self,
                   const char *label,
                   const char *action)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  vmr_window_label (self, button, VMR_LABEL_TEXT, label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static GMenuModel *
stages_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < vmr_stages_n (); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.stage('%s')", vmr_stages_get (i)->name);

      g_menu_append (menu, _(vmr_stages_get (i)->title), action);
    }
  return G_MENU_MODEL (menu);
}

void
vmr_window_show_tab_menu (VmrWindow *self)
{
  g_autoptr (GMenuModel) menu = stages_menu ();

  g_return_if_fail (VMR_IS_WINDOW (self));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->tab_menu), menu);
}

static GtkWidget *
make_tabs (VmrWindow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  for (guint i = 0; i < vmr_stages_n (); i++)
    {
      const VmrStage *stage = vmr_stages_get (i);
      g_autofree char *action = g_strdup_printf ("win.stage('%s')", stage->name);
      GtkWidget *tab = vmr_window_button (self, stage->title, action);

      gtk_style_context_add_class (gtk_widget_get_style_context (tab), "vmr-tab");
      gtk_box_pack_start (GTK_BOX (self->tabs), tab, FALSE, FALSE, 0);
    }
  self->tab_menu = gtk_menu_button_new ();
  vmr_window_show_tab_menu (self);
  gtk_widget_set_focus_on_click (self->tab_menu, FALSE);
  gtk_widget_set_size_request (self->tab_menu, 140, -1);
  self->legend = vmr_view_new (self->env, &legend_def);
  self->follow = vmr_window_button (self, "", "win.follow");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->follow), "vmr-follow");
  gtk_box_pack_start (GTK_BOX (row), self->tabs, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->tab_menu, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->follow, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->legend, TRUE, TRUE, 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (row), "vmr-tabs");
  return row;
}

/* --- the desk --------------------------------------------------------------------------------- */

static void
on_action (VmrView   *view,
           guint      action,
           VmrWindow *self)
{
  if (action == VMR_ACTION_RULES)
    vmr_window_show_rules (self, view);
  else if (action == VMR_ACTION_TEXT)
    vmr_window_show_more (self, view);
  else if (action == VMR_ACTION_RECORDING)
    vmr_window_show_recording (self, view);
  else if (action == VMR_ACTION_SOURCE)
    vmr_window_open_source (self);
  else if (!vmr_window_desk_act (self, action) &&
           !vmr_window_lesson_act (self, GTK_WIDGET (view), action))
    vmr_window_act (self, action);
}

static void
on_context (VmrView   *view,
            guint      kind,
            guint      id,
            double     x,
            double     y,
            VmrWindow *self)
{
  if (!vmr_env_is_lecture (self->env))
    vmr_window_context (self, view, x, y);
}

static GtkWidget *
make_view (VmrWindow        *self,
           const VmrViewDef *def)
{
  GtkWidget *view = vmr_view_new (self->env, def);

  g_signal_connect (view, "action", G_CALLBACK (on_action), self);
  g_signal_connect (view, "context", G_CALLBACK (on_context), self);
  return view;
}

static GtkWidget *
make_frame (GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_style_context_add_class (gtk_widget_get_style_context (box), "vmr-panel");
  gtk_box_pack_start (GTK_BOX (box), child, TRUE, TRUE, 0);
  return box;
}

static void
on_bar (VmrView   *view,
        guint      action,
        VmrWindow *self)
{
  gboolean is_left = gtk_widget_is_ancestor (GTK_WIDGET (view), self->left_bar);

  vmr_window_unfold (self, is_left ? self->left : self->right);
}

static GtkWidget *
make_bar (VmrWindow        *self,
          GtkWidget        *view)
{
  GtkWidget *frame = make_frame (view);

  gtk_widget_set_size_request (frame, 44, -1);
  g_signal_connect (view, "action", G_CALLBACK (on_bar), self);
  return frame;
}

static GtkWidget *
make_middle (VmrWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *inspector = vmr_view_new (self->env, &inspector_def);

  self->stage = make_view (self, &stage_def);
  vmr_window_add_swipe (self, self->stage);
  /* Its card answers "why?" for what is selected. */
  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (vmr_view_queue),
                           self->stage, G_CONNECT_SWAPPED);
  self->inspector = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->inspector),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT);
  gtk_widget_set_size_request (inspector, 250, -1);
  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (vmr_view_queue),
                           inspector, G_CONNECT_SWAPPED);
  gtk_container_add (GTK_CONTAINER (self->inspector), inspector);
  gtk_box_pack_start (GTK_BOX (box), make_tabs (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->stage, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->inspector, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, TRUE, TRUE, 0);
  return box;
}

GtkWidget *
vmr_window_make_desk (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);

  GtkWidget *desk = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *slim[] = { vmr_view_new (self->env, &slim_address_def),
                        vmr_view_new (self->env, &slim_physical_def) };

  self->address = make_view (self, &address_def);
  self->physical = make_view (self, &physical_def);
  self->story = make_view (self, &story_def);
  /* Its rings follow what is pointed at anywhere. */
  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (vmr_view_queue),
                           self->physical, G_CONNECT_SWAPPED);
  self->left = make_frame (self->address);
  self->right = make_frame (self->physical);
  self->left_bar = make_bar (self, slim[0]);
  self->right_bar = make_bar (self, slim[1]);
  self->rail = make_frame (vmr_window_make_rail (self, FALSE));
  self->rail_bar = make_frame (vmr_window_make_rail (self, TRUE));
  self->rail_open = make_frame (vmr_window_make_rail (self, FALSE));
  gtk_widget_set_size_request (self->rail_bar, 44, -1);
  gtk_box_pack_start (GTK_BOX (row), self->rail_bar, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->rail_open, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->left_bar, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->left, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), make_frame (make_middle (self)), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->right_bar, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->right, FALSE, FALSE, 0);
  vmr_bridge_attach (row, VMR_VIEW (self->address), VMR_VIEW (self->stage),
                     VMR_VIEW (self->physical));
  vmr_bridge_attach (row, VMR_VIEW (slim[0]), VMR_VIEW (self->stage), VMR_VIEW (slim[1]));

  self->story_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_pack_start (GTK_BOX (self->story_row), self->story, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->story_row), vmr_window_make_ledger (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (below), self->story_row, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (below), vmr_window_make_transcript (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (below), vmr_window_make_transport (self), FALSE, FALSE, 0);
  self->below = make_frame (below);
  gtk_box_pack_start (GTK_BOX (desk), row, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (foot), self->rail, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (foot), self->below, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (desk), foot, FALSE, FALSE, 0);
  g_object_set (desk, "margin", GAP, NULL);
  return desk;
}

/* --- lecture mode ----------------------------------------------------------------------------- */

static void
on_lecture_ground (VmrWindow *self)
{
  vmr_session_move (self->session, VMR_MOVE_NEXT);
}

GtkWidget *
vmr_window_make_lecture (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  self->lecture = make_view (self, &lecture_def);
  vmr_window_add_swipe (self, self->lecture);
  g_signal_connect_object (self->lecture, "ground-clicked", G_CALLBACK (on_lecture_ground), self,
                           G_CONNECT_SWAPPED);
  return self->lecture;
}
