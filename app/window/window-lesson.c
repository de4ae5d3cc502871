/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a lesson has beside its story: the list of its parts, myths, a command for one's own Linux,
 * exercises. */
#include "app/window/window-lesson.h"

#include "app/window/window-arrange.h"
#include "app/window/window-desk.h"
#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-popover.h"
#include "core/lesson/text.h"
#include "ui/panels/rail.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

#include <glib/gi18n.h>

static const VmrViewDef rail_def = { .name = N_("Lesson"), .layout = vmr_rail_layout };
static const VmrViewDef slim_rail_def = { .name = N_("Lesson, folded"),
                                          .layout = vmr_slim_rail_layout };

static void
on_rail_action (VmrView   *view,
                guint      action,
                VmrWindow *self)
{
  if (action == VMR_ACTION_OPEN)
    vmr_window_unfold (self, self->rail_open);
  else if (!vmr_window_desk_act (self, action))
    vmr_window_lesson_act (self, GTK_WIDGET (view), action);
}

GtkWidget *
vmr_window_make_rail (VmrWindow *self,
                      gboolean   slim)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);

  GtkWidget *view = vmr_view_new (self->env, slim ? &slim_rail_def : &rail_def);

  g_signal_connect (view, "action", G_CALLBACK (on_rail_action), self);
  return view;
}

/* --- myths -------------------------------------------------------------------------------------- */

static void
on_show_me (GtkWidget *button,
            VmrWindow *self)
{
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
  if (!vmr_session_open_myth (self->session, g_object_get_data (G_OBJECT (button), "myth"), &error))
    vmr_window_notify (self, error->message);
}

static char *
myth_markup (const KmTextEntry *entry,
             const char        *lang)
{
  g_autofree char *head = g_markup_escape_text (km_text_pick (entry->headline, lang), -1);
  g_autofree char *why = g_markup_escape_text (entry->why ? km_text_pick (entry->why, lang) : "",
                                               -1);
  g_autofree char *detail = g_markup_escape_text (entry->detail ? km_text_pick (entry->detail, lang)
                                                  : "", -1);

  return g_strdup_printf ("<b>%s</b>\n%s%s<i>%s</i>", head, why, *detail ? "\n" : "", detail);
}

static GtkWidget *
myths_new (VmrWindow *self)
{
  const KmLesson *lesson = vmr_session_lesson (self->session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  for (guint i = 0; i < lesson->myths->len; i++)
    {
      const KmTextEntry *entry = vmr_texts_myth (lesson->myths->pdata[i]);
      g_autofree char *markup = entry ? myth_markup (entry, vmr_window_language_code (self)) : NULL;
      GtkWidget *button;

      if (markup == NULL)
        continue;
      gtk_box_pack_start (GTK_BOX (box), vmr_window_text_new (markup), FALSE, FALSE, 0);
      if (entry->see == NULL)
        continue;
      button = gtk_button_new_with_label (_("Show it"));
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data (G_OBJECT (button), "myth", (gpointer) entry);
      g_signal_connect (button, "clicked", G_CALLBACK (on_show_me), self);
      gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
    }
  return box;
}

/* --- one's own Linux ---------------------------------------------------------------------------- */

static void
on_copy_command (GtkWidget *button,
                 VmrWindow *self)
{
  const char *command = g_object_get_data (G_OBJECT (button), "command");

  gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD),
                          command, -1);
  vmr_window_notify (self, _("The command is on the clipboard: paste it into a terminal."));
}

static GtkWidget *
yours_new (VmrWindow *self)
{
  const KmLesson *lesson = vmr_session_lesson (self->session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  for (guint i = 0; i < lesson->yours->len; i++)
    {
      const KmYours *yours = lesson->yours->pdata[i];
      g_autofree char *command = g_markup_escape_text (yours->command, -1);
      g_autofree char *markup = g_strdup_printf ("<tt>%s</tt>", command);
      GtkWidget *button = gtk_button_new_with_label (_("Copy"));

      gtk_box_pack_start (GTK_BOX (box), vmr_window_text_new (markup), FALSE, FALSE, 0);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "command", g_strdup (yours->command), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_copy_command), self);
      gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
      if (yours->output != NULL)
        {
          g_autofree char *plain = vmr_session_text (self->session, yours->output,
                                                     vmr_session_chinese_first (self->session));
          g_autofree char *text = g_markup_escape_text (plain, -1);

          gtk_box_pack_start (GTK_BOX (box), vmr_window_text_new (text), FALSE, FALSE, 0);
        }
    }
  return box;
}

/* --- the depth, remembered for each lesson -------------------------------------------------------- */

static void
choose_depth (VmrWindow *self,
              KmDepth    depth)
{
  const char *lesson = vmr_session_lesson_id (self->session);

  vmr_session_set_depth (self->session, depth);
  if (lesson != NULL)
    vmr_progress_set_depth (self->progress, lesson, depth);
}

/* --- actions ------------------------------------------------------------------------------------ */

static void
open_exercise (VmrWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!vmr_session_open_exercise (self->session, self->exercise++, &error))
    {
      self->exercise = 0;
      if (error == NULL)
        vmr_session_open_exercise (self->session, self->exercise++, &error);
    }
  if (error != NULL)
    vmr_window_notify (self, error->message);
}

gboolean
vmr_window_lesson_act (VmrWindow *self,
                       GtkWidget *view,
                       guint      action)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  if (action >= VMR_ACTION_ASK && action - VMR_ACTION_ASK < vmr_session_n_questions (self->session))
    {
      vmr_session_ask (self->session, action - VMR_ACTION_ASK);
      return TRUE;
    }
  if (action >= VMR_ACTION_DEPTH && action <= VMR_ACTION_DEPTH + KM_DEPTH_ALL)
    {
      choose_depth (self, (KmDepth) (action - VMR_ACTION_DEPTH));
      return TRUE;
    }
  if (vmr_session_lesson (self->session) == NULL)
    return FALSE;
  if (action == VMR_ACTION_MYTHS)
    vmr_window_popup_at (view, action, myths_new (self));
  else if (action == VMR_ACTION_YOURS)
    vmr_window_popup_at (view, action, yours_new (self));
  else if (action == VMR_ACTION_EXERCISE)
    open_exercise (self);
  else
    return FALSE;
  return TRUE;
}

void
vmr_window_recall_depth (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const char *lesson = vmr_session_lesson_id (self->session);
  int depth = lesson ? vmr_progress_depth (self->progress, lesson) : -1;

  if (depth >= KM_DEPTH_STORY && depth <= KM_DEPTH_ALL)
    vmr_session_set_depth (self->session, (KmDepth) depth);
}
