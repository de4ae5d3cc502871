/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The panels' arrangement and its break points.
 *
 *   ≥ 1400   ┌ left ┐┌──── stage ────┐┌ right ┐      1024 …   ▌┌─────── stage ───────┐▐
 *            └──────┘└───────────────┘└───────┘      1399     ▌└─────────────────────┘▐
 *            ┌────────────── story ───────────┐      side panels are 44 px bars, of which one
 *            └────────────────────────────────┘      opens at a time; tabs become a menu
 */
#include "app/window-private.h"

#include "ui/panels/panels.h"
#include "ui/panels/view.h"

#include <glib/gi18n.h>

#define WIDE 1400
#define GAP 12

static const VmrViewDef address_def = { .name = N_("Virtual address space"),
                                        .layout = vmr_address_layout };
static const VmrViewDef physical_def = { .name = N_("Physical memory"),
                                         .layout = vmr_physical_layout,
                                         .data_new = vmr_physical_data_new,
                                         .data_free = vmr_physical_data_free,
                                         .refine = vmr_physical_refine };
static const VmrViewDef slim_address_def = { .name = N_("Virtual address space, folded"),
                                             .layout = vmr_slim_address_layout };
static const VmrViewDef slim_physical_def = { .name = N_("Physical memory, folded"),
                                              .layout = vmr_slim_physical_layout };
static const VmrViewDef story_def = { .name = N_("Story"), .layout = vmr_story_layout };
static const VmrViewDef totals_def = { .name = N_("Totals"), .layout = vmr_totals_layout };
static const VmrViewDef inspector_def = { .name = N_("Inspector"),
                                          .layout = vmr_inspector_layout };

/* --- the stage ----------------------------------------------------------------------------------- */

static const VmrStage *
stage_now (const VmrSession *session,
           const VmrStage   *pinned)
{
  const VmrPart *part = vmr_session_part (session, vmr_session_current_part (session));
  const VmrStage *stage = pinned;

  /* A lesson knows best what its part is about. */
  if (stage == NULL && part && part->stage)
    stage = vmr_stages_find (part->stage);
  return stage ? stage : vmr_stages_for_step (session);
}

/* Which stage is pinned is a wish of the window, not of the session; the one window tells it here. */
static const VmrStage *pinned_stage;

static void
stage_layout (gpointer          data,
              const VmrSession *session,
              VmrCells         *cells)
{
  if (vmr_session_state (session) != NULL)
    stage_now (session, pinned_stage)->layout (session, cells);
}

static const VmrViewDef stage_def = { .name = N_("Stage"), .layout = stage_layout };

void
vmr_window_show_stage (VmrWindow *self)
{
  const VmrStage *stage;
  g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (self->tabs));
  guint i = 0;

  pinned_stage = self->pinned;
  if (vmr_session_state (self->session) == NULL)
    return;
  stage = stage_now (self->session, self->pinned);
  for (GList *tab = tabs; tab != NULL; tab = tab->next, i++)
    {
      GtkStyleContext *context = gtk_widget_get_style_context (tab->data);

      if (vmr_stages_get (i) == stage)
        gtk_style_context_add_class (context, "vmr-current");
      else
        gtk_style_context_remove_class (context, "vmr-current");
    }
  gtk_button_set_label (GTK_BUTTON (self->tab_menu), _(stage->title));
  gtk_button_set_label (GTK_BUTTON (self->follow),
                        self->pinned ? _("pinned: follow the step") : _("follows the step ●"));
  vmr_view_queue (VMR_VIEW (self->stage));
}

static GtkWidget *
plain_button (const char *label,
              const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static GtkWidget *
make_tabs (VmrWindow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GMenu *menu = g_menu_new ();

  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  for (guint i = 0; i < vmr_stages_n (); i++)
    {
      const VmrStage *stage = vmr_stages_get (i);
      g_autofree char *action = g_strdup_printf ("win.stage('%s')", stage->name);
      GtkWidget *tab = plain_button (_(stage->title), action);

      gtk_style_context_add_class (gtk_widget_get_style_context (tab), "vmr-tab");
      gtk_box_pack_start (GTK_BOX (self->tabs), tab, FALSE, FALSE, 0);
      g_menu_append (menu, _(stage->title), action);
    }
  self->tab_menu = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->tab_menu), G_MENU_MODEL (menu));
  gtk_widget_set_focus_on_click (self->tab_menu, FALSE);
  gtk_widget_set_size_request (self->tab_menu, 140, -1);
  self->follow = plain_button ("", "win.follow");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->follow), "vmr-follow");
  gtk_box_pack_start (GTK_BOX (row), self->tabs, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->tab_menu, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->follow, FALSE, FALSE, 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (row), "vmr-tabs");
  return row;
}

/* --- below ---------------------------------------------------------------------------------------- */

static void
on_console (GtkEntry  *entry,
            VmrWindow *self)
{
  g_autofree char *transcript = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = gtk_entry_get_text (entry);
  guint64 step;

  /* A number alone is a step to go to, as it is counted on the screen; see the key G. */
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &step, NULL))
    {
      vmr_session_goto (self->session, vmr_session_first (self->session) + (guint) step - 1);
      gtk_entry_set_text (entry, "");
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      return;
    }
  if (vmr_session_run (self->session, gtk_entry_get_text (entry), &transcript, &error))
    {
      gtk_entry_set_text (entry, "");
      if (transcript && *transcript)
        vmr_window_notify (self, transcript);
    }
  else
    {
      vmr_window_notify (self, error->message);
    }
}

/* In a narrow window signs alone; the tooltips keep the words. */
void
vmr_window_show_transport (VmrWindow *self)
{
  VmrPlayer *player = vmr_env_player (self->env);
  gboolean playing = vmr_player_is_playing (player);
  g_autofree char *brief = g_strdup_printf ("%g×", vmr_player_speed (player));
  g_autofree char *speed = g_strdup_printf (_("speed %s"), brief);

  gtk_button_set_label (GTK_BUTTON (self->transport[1]), self->narrow ? "◀" : _("◀ Back"));
  gtk_button_set_label (GTK_BUTTON (self->transport[2]), playing ? _("❚❚ Pause") : _("▶ Play"));
  gtk_button_set_label (GTK_BUTTON (self->transport[3]), self->narrow ? "▶" : _("Next ▶"));
  gtk_button_set_label (GTK_BUTTON (self->transport[5]), self->narrow ? "↻" : _("↻ Part"));
  gtk_button_set_label (GTK_BUTTON (self->transport[6]), self->narrow ? brief : speed);
  gtk_entry_set_width_chars (GTK_ENTRY (self->console), self->narrow ? 14 : 24);
}

static GtkWidget *
make_transport (VmrWindow *self)
{
  static const struct { const char *label, *action, *name; } buttons[] = {
    { "❙◀", "win.move('first')", N_("First step") },
    { N_("◀ Back"), "win.move('previous')", N_("Previous step") },
    { N_("▶ Play"), "win.play", N_("Play or pause") },
    { N_("Next ▶"), "win.move('next')", N_("Next step") },
    { "▶❙", "win.move('last')", N_("Last step") },
    { N_("↻ Part"), "win.replay", N_("Replay this part") },
    { N_("speed 1×"), "win.speed(1)", N_("Faster; [ and ] change it") },
  };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *totals = vmr_view_new (self->env, &totals_def);

  self->console = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->console), _("› a command, e.g. write sh heap"));
  gtk_entry_set_width_chars (GTK_ENTRY (self->console), 24);
  atk_object_set_name (gtk_widget_get_accessible (self->console), _("Console"));
  g_signal_connect (self->console, "activate", G_CALLBACK (on_console), self);
  gtk_box_pack_start (GTK_BOX (row), self->console, FALSE, FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = plain_button (_(buttons[i].label), buttons[i].action);

      gtk_widget_set_tooltip_text (button, _(buttons[i].name));
      atk_object_set_name (gtk_widget_get_accessible (button), _(buttons[i].name));
      gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
      self->transport[i] = button;
    }
  gtk_style_context_add_class (gtk_widget_get_style_context (self->transport[2]),
                               "suggested-action");
  gtk_box_pack_start (GTK_BOX (row), totals, TRUE, TRUE, 0);
  gtk_widget_set_margin_start (row, 14);
  gtk_widget_set_margin_end (row, 8);
  gtk_widget_set_margin_bottom (row, 10);
  gtk_widget_set_margin_top (row, 4);
  return row;
}

/* --- the desk ------------------------------------------------------------------------------------- */

static GtkWidget *
make_frame (GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_style_context_add_class (gtk_widget_get_style_context (box), "vmr-panel");
  gtk_box_pack_start (GTK_BOX (box), child, TRUE, TRUE, 0);
  return box;
}

/* A press on a folded panel opens it, and folds the other one. */
static void
on_bar (VmrView   *view,
        guint      action,
        VmrWindow *self)
{
  gboolean is_left = gtk_widget_is_ancestor (GTK_WIDGET (view), self->left_bar);
  GtkWidget *panel = is_left ? self->left : self->right;

  gtk_widget_hide (is_left ? self->right : self->left);
  gtk_widget_set_visible (panel, !gtk_widget_get_visible (panel));
}

static GtkWidget *
make_bar (VmrWindow        *self,
          const VmrViewDef *def)
{
  GtkWidget *view = vmr_view_new (self->env, def);
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

  self->stage = vmr_view_new (self->env, &stage_def);
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
  GtkWidget *desk = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->left = make_frame (vmr_view_new (self->env, &address_def));
  self->right = make_frame (vmr_view_new (self->env, &physical_def));
  self->left_bar = make_bar (self, &slim_address_def);
  self->right_bar = make_bar (self, &slim_physical_def);
  gtk_box_pack_start (GTK_BOX (row), self->left_bar, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), self->left, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), make_frame (make_middle (self)), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->right_bar, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (row), self->right, FALSE, FALSE, 0);

  gtk_box_pack_start (GTK_BOX (below), vmr_view_new (self->env, &story_def), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (below), make_transport (self), FALSE, FALSE, 0);
  self->below = make_frame (below);
  gtk_box_pack_start (GTK_BOX (desk), row, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (desk), self->below, FALSE, FALSE, 0);
  g_object_set (desk, "margin", GAP, NULL);
  return desk;
}

void
vmr_window_arrange (VmrWindow *self)
{
  int width = gtk_widget_get_allocated_width (GTK_WIDGET (self->pages));
  int height = gtk_widget_get_allocated_height (GTK_WIDGET (self->pages));
  gboolean narrow = width < WIDE;
  int extra = MAX (width - 1600, 0) / 5;
  gboolean changed = narrow != self->narrow || self->width == 0;

  if (vmr_env_is_lecture (self->env))
    {
      vmr_env_set_lecture (self->env, MAX (height, 300));
      return;
    }
  self->width = width;
  self->narrow = narrow;
  gtk_widget_set_size_request (self->left, (width < 1500 ? 310 : 336) + extra, -1);
  gtk_widget_set_size_request (self->right, (width < 1500 ? 340 : 368) + extra, -1);
  gtk_widget_set_size_request (self->below, -1, narrow ? MAX (height / 4, 176)
                               : CLAMP (height * 27 / 100, 210, 254 + (height - 950) / 8));
  if (!changed)
    return;
  gtk_widget_set_visible (self->left, !narrow);
  gtk_widget_set_visible (self->right, !narrow);
  gtk_widget_set_visible (self->left_bar, narrow);
  gtk_widget_set_visible (self->right_bar, narrow);
  gtk_widget_set_visible (self->tabs, !narrow);
  gtk_widget_set_visible (self->tab_menu, narrow);
  vmr_window_show_transport (self);
}

/* --- lecture mode ---------------------------------------------------------------------------------- */

/* The caption on top, the stage's own picture below it at the size for the last row of the hall. */
static void
lecture_layout (gpointer          data,
                const VmrSession *session,
                VmrCells         *cells)
{
  guint step = vmr_session_cursor (session);
  gboolean zh = vmr_session_language (session) == VMR_LANGUAGE_ZH;
  gboolean both = vmr_session_language (session) == VMR_LANGUAGE_BOTH;
  g_autofree char *headline = vmr_session_words (session, step, VMR_WORDS_HEADLINE, zh);
  g_autofree char *number = NULL;
  double m = cells->height / 20, w = cells->width - 2 * m, top = m, right;
  double line = cells->metrics.headline * 1.4;
  VmrCells *stage;

  if (vmr_session_state (session) == NULL)
    return;
  number = g_strdup_printf (_("step %u of %u"), vmr_stage_number (session, step),
                            vmr_stage_number (session, vmr_session_n_steps (session)));
  right = vmr_cells_measure (cells, VMR_SMALL, number) + m;
  vmr_cells_text (cells, VMR_RECT (m, top, w, line), VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY,
                  number, NULL);
  if (vmr_cells_text (cells, VMR_RECT (m, top, w - right, line), VMR_HEADLINE | VMR_BOLD,
                      VMR_INK_TEXT, headline, NULL))
    top += line;
  else
    top += MAX (vmr_cells_paragraph (cells, VMR_RECT (m, top, w - right, 3 * line),
                                     VMR_BODY | VMR_BOLD, VMR_INK_TEXT, headline), line);
  if (both)
    {
      g_autofree char *second = vmr_session_words (session, step, VMR_WORDS_HEADLINE, TRUE);

      vmr_cells_text (cells, VMR_RECT (m, top, w, line), VMR_BODY | VMR_BOLD, VMR_INK_SECONDARY,
                      second, NULL);
      top += line;
    }
  stage = vmr_cells_new (cells->palette, cells->texts, cells->metrics, cells->width,
                         cells->height - top - m / 2);
  stage_now (session, pinned_stage)->layout (session, stage);
  vmr_cells_append (cells, stage, 0, top);
  vmr_cells_free (stage);
}

static const VmrViewDef lecture_def = { .name = N_("Lecture"), .layout = lecture_layout };

static void
on_lecture_ground (VmrWindow *self)
{
  vmr_session_move (self->session, VMR_MOVE_NEXT);
}

GtkWidget *
vmr_window_make_lecture (VmrWindow *self)
{
  self->lecture = vmr_view_new (self->env, &lecture_def);
  g_signal_connect_object (self->lecture, "ground-clicked", G_CALLBACK (on_lecture_ground), self,
                           G_CONNECT_SWAPPED);
  return self->lecture;
}
