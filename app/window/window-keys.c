/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who gets a key: in a lecture the window before any widget, at the desk first what has the
 * focus. */
#include "app/window/window-keys.h"

#include "app/base/keys.h"
#include "app/window/window-desk.h"
#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-start.h"
#include "app/window/window-where.h"
#include "ui/session/question.h"
#include "ui/session/session-question.h"

#include <glib/gi18n.h>

/* Whether the focused widget keeps this key for itself. */
static gboolean
focus_owns (VmrWindow         *self,
            const GdkEventKey *event)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean plain = !(event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK));
  gboolean press = event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_space;
  gboolean arrow = event->keyval >= GDK_KEY_Left && event->keyval <= GDK_KEY_Down;

  if (focus == NULL)
    return FALSE;
  if (GTK_IS_EDITABLE (focus) && vmr_keys_is_edit (event))
    return TRUE;
  if (GTK_IS_EDITABLE (focus))
    return plain && event->keyval != GDK_KEY_Page_Down && event->keyval != GDK_KEY_Page_Up &&
           !(event->keyval >= GDK_KEY_F1 && event->keyval <= GDK_KEY_F12);
  if (VMR_IS_VIEW (focus))
    return vmr_view_focus (VMR_VIEW (focus)) >= 0 && (press || (arrow && plain));
  /* A button reached by Tab; a clicked one never has the focus. */
  return press;
}

/* The field of a number owns what can be printed. In a lecture a clicker must still reach black and
 * white: there only digits are typed, and letters once a number has been begun. */
static gboolean
number_key (VmrWindow *self,
            gunichar   key)
{
  const VmrQuestion *question = vmr_session_question (self->session);

  if (vmr_env_is_lecture (self->env) && !g_unichar_isdigit (key) &&
      (question->typed->len == 0 || key == '.' || key == ','))
    return FALSE;
  if (!vmr_session_type (self->session, key))
    vmr_window_notify (self, _("A number is asked for: decimal, or hexadecimal with 0x in front."));
  return TRUE;
}

/* Digits choose or are typed, Enter checks, PageDown shows the answer: the clicker is enough. */
static gboolean
question_key (VmrWindow         *self,
              const GdkEventKey *event)
{
  const VmrQuestion *question = vmr_session_question (self->session);
  guint keyval = event->keyval;
  gunichar key = gdk_keyval_to_unicode (keyval);

  if (question == NULL || question->revealed ||
      event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK))
    return FALSE;
  if (vmr_question_is_answered (question) &&
      (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    {
      vmr_session_reveal (self->session);
      return TRUE;
    }
  if (keyval == GDK_KEY_BackSpace)
    return vmr_session_type (self->session, '\b');
  if (vmr_session_takes_number (self->session))
    return g_unichar_isprint (key) && number_key (self, key);
  if (key < '1' || key > '9' || key - '0' > vmr_question_n_shown (self->session, question))
    return key >= '0' && key <= '9';
  vmr_session_choose (self->session, (int) vmr_question_shown (self->session, question, key - '1'));
  return TRUE;
}

/* + and − belong to the map under the pointer, Home and Escape to one that is zoomed in. */
static gboolean
zoom_key (VmrWindow         *self,
          const GdkEventKey *event)
{
  GtkWidget *views[] = { self->address, self->physical };
  int direction = 0;

  if (event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK))
    return FALSE;
  switch (event->keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      direction = 1;
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      direction = -1;
      break;
    case GDK_KEY_Home:
    case GDK_KEY_Escape:
      break;
    default:
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (gtk_widget_get_mapped (views[i]) &&
        (vmr_view_is_hovered (VMR_VIEW (views[i])) || gtk_widget_is_focus (views[i])) &&
        vmr_view_zoom (VMR_VIEW (views[i]), direction))
      return TRUE;
  return FALSE;
}

/* An open menu or popover has all keys: arrows move in it, Escape closes it. */
static gboolean
in_popover (VmrWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER);
}

gboolean
vmr_window_key (VmrWindow   *self,
                GdkEventKey *event)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);

  const VmrKey *key;
  gboolean lecture = vmr_env_is_lecture (self->env);

  if (event->is_modifier)
    return FALSE;
  if (gtk_widget_get_visible (self->blank))
    {
      /* The first key only brings the picture back. */
      gtk_widget_hide (self->blank);
      return TRUE;
    }
  if (in_popover (self))
    return FALSE;
  if (vmr_window_on_start (self))
    return vmr_window_start_key (self, event);
  if (event->keyval == GDK_KEY_Escape && !lecture && zoom_key (self, event))
    return TRUE;
  if (event->keyval == GDK_KEY_Escape && !lecture && gtk_window_get_focus (GTK_WINDOW (self)))
    {
      /* A line that was given up would stand before the next one. */
      if (gtk_widget_is_focus (self->console))
        gtk_entry_set_text (GTK_ENTRY (self->console), "");
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      return TRUE;
    }
  if (!lecture && focus_owns (self, event))
    return FALSE;
  if (question_key (self, event) ||
      (!lecture && (vmr_window_desk_key (self, event) || zoom_key (self, event))))
    return TRUE;
  key = vmr_keys_find (event->keyval, event->state);
  if (key == NULL)
    return FALSE;
  vmr_keys_do (key, G_ACTION_GROUP (self));
  return TRUE;
}
