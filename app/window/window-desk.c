/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sandbox at the desk: its verbs and runs, which all go through the console. */
#include "app/window/window-desk.h"

#include "app/window/window-console.h"
#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-transcript.h"
#include "app/window/window-transport.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk-start.h"
#include "ui/session/desk.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
run_line (VmrWindow  *self,
          const char *line)
{
  /* Left there to be seen. */
  gtk_entry_set_text (GTK_ENTRY (self->console), line);
  return vmr_window_run (self, line);
}

/* The page stays the same while it gets its frame, also when it was only suggested. */
static void
keep_page (VmrWindow *self)
{
  const KmTask *task = vmr_session_task (self->session);
  KmAddr addr;

  if (task && !vmr_desk_is_picked (self->session) && vmr_desk_page (self->session, &addr))
    vmr_session_select (self->session, vmr_ref (VMR_REF_ADDRESS, addr, task->id));
}

static void
press_verb (VmrWindow  *self,
            VmrVerbKind kind,
            gboolean    force)
{
  g_auto (VmrVerb) verb = { 0 };

  vmr_desk_verb (self->session, kind, &verb);
  if (verb.line == NULL || (verb.reason != NULL && !force))
    {
      g_autofree char *text = verb.line
                              ? g_strdup_printf (_("%s. Hold Shift to run it all the same."),
                                                 verb.reason) : g_strdup (verb.reason);

      vmr_window_notify (self, text);
      return;
    }
  if (kind != VMR_VERB_MAP)
    keep_page (self);
  if (run_line (self, verb.line))
    vmr_desk_use_verb (self->session, kind);
}

static gboolean
run_start_line (const char *line,
                gpointer    data)
{
  return run_line (VMR_WINDOW (data), line);
}

/* A run to try, or its line alone. */
static void
act_try (VmrWindow *self,
         guint      i,
         gboolean   run)
{
  g_autofree char *line = vmr_desk_try_line (self->session, i);

  if (line == NULL)
    {
      vmr_window_notify (self, _("For this a program has to run: start one first."));
      return;
    }
  if (run)
    {
      run_line (self, line);
      return;
    }
  gtk_widget_grab_focus (self->console);
  gtk_entry_set_text (GTK_ENTRY (self->console), line);
  gtk_editable_set_position (GTK_EDITABLE (self->console), -1);
}

gboolean
vmr_window_desk_act (VmrWindow *self,
                     guint      action)
{
  GdkModifierType state = 0;

  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  if (!vmr_session_is_sandbox (self->session) || action < VMR_ACTION_VERB)
    return FALSE;
  gtk_get_current_event_state (&state);
  if (action < VMR_ACTION_VERB + VMR_N_VERBS)
    press_verb (self, action - VMR_ACTION_VERB, (state & GDK_SHIFT_MASK) != 0);
  else if (action == VMR_ACTION_START)
    vmr_desk_start (self->session, run_start_line, self);
  else if (action == VMR_ACTION_SETUP)
    vmr_session_open_setup (self->session, !vmr_session_setup_is_open (self->session));
  else if (action == VMR_ACTION_MORE)
    vmr_window_notify_until (self, _("Run until: U. Branches: go back and do something else. "
                                     "Other machines: the menu Sandbox."));
  else if (action >= VMR_ACTION_TRY_RUN && action < VMR_ACTION_TRY_RUN + VMR_N_TRIES)
    act_try (self, action - VMR_ACTION_TRY_RUN, TRUE);
  else if (action >= VMR_ACTION_TRY_FILL && action < VMR_ACTION_TRY_FILL + VMR_N_TRIES)
    act_try (self, action - VMR_ACTION_TRY_FILL, FALSE);
  else
    return FALSE;
  return TRUE;
}

/* The digit of a key, whatever sign the keyboard gives with Shift; 0 none. */
static guint
digit_of (VmrWindow         *self,
          const GdkEventKey *event)
{
  GdkKeymap *keymap = gdk_keymap_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  guint key = event->keyval;

  if (event->state & GDK_SHIFT_MASK)
    gdk_keymap_translate_keyboard_state (keymap, event->hardware_keycode, 0, event->group, &key,
                                         NULL, NULL, NULL);
  if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    key = GDK_KEY_1 + (key - GDK_KEY_KP_1);
  return key >= GDK_KEY_1 && key <= GDK_KEY_9 ? key - GDK_KEY_0 : 0;
}

/* Beside the table of keys: with Shift a verb runs also where it cannot act; and where there is nothing
 * to step through, Enter presses the verb that is filled. */
gboolean
vmr_window_desk_key (VmrWindow         *self,
                     const GdkEventKey *event)
{
  gboolean enter = event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter;
  VmrVerbKind kind;
  guint digit;

  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  if (!vmr_session_is_sandbox (self->session) ||
      event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK))
    return FALSE;
  if (enter && vmr_session_is_fresh (self->session) &&
      (kind = vmr_desk_verb_to_press (self->session)) < VMR_N_VERBS &&
      vmr_session_cursor (self->session) == vmr_session_n_steps (self->session))
    {
      press_verb (self, kind, FALSE);
      return TRUE;
    }
  digit = digit_of (self, event);
  if (digit == 0 || digit > VMR_N_VERBS)
    return FALSE;
  press_verb (self, digit - 1, (event->state & GDK_SHIFT_MASK) != 0);
  return TRUE;
}

void
vmr_window_desk_verb (VmrWindow *self,
                      guint      kind)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (!vmr_session_is_sandbox (self->session))
    vmr_window_notify (self, _("Digits choose an answer, and no question is open here."));
  else if (kind < VMR_N_VERBS)
    press_verb (self, kind, FALSE);
}

void
vmr_window_show_desk (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autofree char *line = vmr_desk_example (self->session);
  g_autofree char *hint = line ? g_strdup_printf (_("› e.g. %s"), line) : g_strdup ("");

  if (g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (self->console)), hint) != 0)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->console), hint);
  vmr_window_show_transport (self);
  if (vmr_desk_is_picked (self->session))
    vmr_desk_done (self->session, VMR_GUIDE_PICK);
}

void
vmr_window_desk_opened (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const KmMachine *machine = vmr_session_machine (self->session);
  guint n = vmr_session_n_setup (self->session);

  for (guint i = 0; n > 0 && i <= n && i < km_machine_n_commands (machine); i++)
    {
      const KmCommandRecord *record = km_machine_command (machine, i);

      vmr_window_transcribe (self, record->text, record->transcript);
    }
}
