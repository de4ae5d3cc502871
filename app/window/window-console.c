/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The console: a line with history and completion. */
#include "app/window/window-console.h"

#include "app/window/window-fields.h"
#include "app/window/window-labels.h"
#include "app/window/window-notice.h"
#include "app/window/window-transcript.h"
#include "core/language/verbs.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of the command that ran last; 0 when none has. */
static guint
last_serial (VmrWindow *self)
{
  const KmMachine *machine = vmr_session_machine (self->session);
  guint n = machine ? km_machine_n_commands (machine) : 0;

  return n > 0 ? km_machine_command (machine, n - 1)->serial : 0;
}

gboolean
vmr_window_run (VmrWindow  *self,
                const char *line)
{
  g_autofree char *transcript = NULL;
  g_autofree char *echo = g_strdup_printf ("› %s", line);
  g_autoptr (GError) error = NULL;
  guint column, before;
  gboolean ok;

  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  vmr_window_transcript_release (self, TRUE);
  vmr_window_transcript_add (self, echo);
  /* What the mouse does can be read, changed and run again like what was typed. */
  if (self->history->len == 0 ||
      !g_str_equal (self->history->pdata[self->history->len - 1], line))
    g_ptr_array_add (self->history, g_strdup (line));
  self->history_at = self->history->len;
  before = last_serial (self);
  ok = vmr_session_run (self->session, line, &transcript, &error);
  if (ok && transcript && *transcript)
    vmr_window_transcript_hold (self, last_serial (self) != before ? last_serial (self) : 0, transcript);
  else if (!ok)
    vmr_window_transcript_error (self, error->message);
  /* What a command that can be walked through has come to is told by its steps, when they get there. */
  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->transcript)) &&
      (!ok || (transcript && *transcript &&
               vmr_session_cursor (self->session) == vmr_session_n_steps (self->session))))
    vmr_window_notify (self, ok ? transcript : vmr_window_without_place (error->message, &column));
  return ok;
}

/* Every verb with its arguments, in the transcript, which opens. */
static void
show_help (VmrWindow *self)
{
  for (guint i = 0; i < km_n_verbs (); i++)
    {
      const KmVerb *verb = km_verb (i);
      g_autofree char *line = g_strdup_printf ("%s %s\n    %s", verb->verb, verb->arguments, verb->help);

      vmr_window_transcript_add (self, line);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->transcript), TRUE);
}

static void
on_activate (GtkEntry  *entry,
             VmrWindow *self)
{
  g_autofree char *text = g_strdup (gtk_entry_get_text (entry));
  guint64 step;

  g_strstrip (text);
  if (*text == '\0')
    return;
  if (g_str_equal (text, "help") || g_str_equal (text, "?"))
    {
      show_help (self);
      gtk_entry_set_text (entry, "");
      return;
    }
  /* A number alone is a step to go to, as it is counted on the screen; see the key G. */
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &step, NULL))
    {
      vmr_session_goto (self->session, vmr_session_first (self->session) + (guint) step - 1);
      gtk_entry_set_text (entry, "");
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
    }
  else if (vmr_window_run (self, text))
    {
      gtk_entry_set_text (entry, "");
    }
  else
    {
      /* To be mended, or replaced by what is typed next. */
      gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
    }
}

/* --- completion ------------------------------------------------------------------------------- */

static void
add_names (const KmMachine *machine,
           KmNameKind       kind,
           GPtrArray       *words)
{
  for (const KmTask *task = km_machine_state (machine) && kind == KM_NAME_TASK
                            ? km_task (machine, km_machine_state (machine)->first_task) : NULL;
       task != NULL; task = km_task (machine, task->next))
    g_ptr_array_add (words, g_strdup (km_task_name (machine, task)));
}

/* What may stand as the n-th word behind this verb. */
static void
add_argument (const KmMachine *machine,
              const KmVerb    *verb,
              guint            n,
              GPtrArray       *words)
{
  static const char *const places[] = { "stack_start", "stack", "heap", "brk", "text", "data", "bss",
                                        "mmap_base", "sp" };
  static const char *const prots[] = { "r", "rw", "rx", "rwx", "none" };
  static const char *const reports[] = { "buddyinfo", "zoneinfo", "pagetypeinfo", "meminfo",
                                         "vmstat", "iomem", "layout", "zones", "steps", "maps",
                                         "smaps", "vmas", "walk", "pagemap", "page", "freelists" };
  guint place = 0;

  for (guint i = 0; i < verb->n_args; i++)
    {
      const KmVerbArg *arg = &verb->arg[i];

      if (arg->keyed || arg->kind == KM_VERB_ARG_FLAG)
        {
          g_ptr_array_add (words, g_strconcat (arg->name, arg->keyed ? "=" : NULL, NULL));
          continue;
        }
      if (place++ != n)
        continue;
      if (arg->kind == KM_VERB_ARG_TASK)
        add_names (machine, KM_NAME_TASK, words);
      for (guint p = 0; arg->kind == KM_VERB_ARG_ADDR && p < G_N_ELEMENTS (places); p++)
        g_ptr_array_add (words, g_strdup (places[p]));
      for (guint p = 0; arg->kind == KM_VERB_ARG_PROT && p < G_N_ELEMENTS (prots); p++)
        g_ptr_array_add (words, g_strdup (prots[p]));
      gboolean print = g_str_equal (verb->verb, "print") && n == 0;

      for (guint p = 0; print && p < G_N_ELEMENTS (reports); p++)
        g_ptr_array_add (words, g_strdup (reports[p]));
      if (g_str_equal (verb->verb, "print") && n == 1)
        add_names (machine, KM_NAME_TASK, words);
    }
}

/* Completes the last word as far as all candidates agree; several are listed in the transcript,
 * once. FALSE when there is nothing more to complete: Tab then goes on to the next widget. */
static gboolean
complete (VmrWindow *self)
{
  const char *text = gtk_entry_get_text (GTK_ENTRY (self->console));
  g_auto (GStrv) typed = g_strsplit (text, " ", -1);
  guint n = g_strv_length (typed);
  const char *last = n ? typed[n - 1] : "";
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) common = g_string_new (NULL);
  g_autoptr (GString) list = g_string_new (" ");
  const KmVerb *verb = n > 1 ? km_verb_from_name (typed[0]) : NULL;
  guint found = 0;

  if (*text == '\0' || g_strcmp0 (text, self->listed) == 0)
    return FALSE;
  for (guint i = 0; n <= 1 && i < km_n_verbs (); i++)
    g_ptr_array_add (words, g_strdup (km_verb (i)->verb));
  if (verb != NULL)
    add_argument (vmr_session_machine (self->session), verb, n - 2, words);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];
      gsize same = 0;

      if (!g_str_has_prefix (word, last))
        continue;
      if (found++ == 0)
        g_string_assign (common, word);
      while (common->str[same] != '\0' && common->str[same] == word[same])
        same++;
      g_string_truncate (common, same);
      g_string_append_printf (list, " %s", word);
    }
  if (found == 0 || (found == 1 && common->len == strlen (last) && *last == '\0'))
    return FALSE;
  if (found > 1 && common->len == strlen (last))
    vmr_window_transcript_add (self, list->str);
  g_free (self->listed);
  self->listed = found > 1 && common->len == strlen (last) ? g_strdup (text) : NULL;
  g_string_prepend_len (common, text, (gssize) (strlen (text) - strlen (last)));
  if (found == 1 && !g_str_has_suffix (common->str, "="))
    g_string_append_c (common, ' ');
  gtk_entry_set_text (GTK_ENTRY (self->console), common->str);
  gtk_editable_set_position (GTK_EDITABLE (self->console), -1);
  return TRUE;
}

/* With nothing typed the arrows step: who has run a command wants to see it. */
static gboolean
step_from_empty (VmrWindow  *self,
                 VmrMove     move)
{
  if (*gtk_entry_get_text (GTK_ENTRY (self->console)) != '\0')
    return GDK_EVENT_PROPAGATE;
  vmr_session_move (self->session, move);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkWidget   *entry,
        GdkEventKey *event,
        VmrWindow   *self)
{
  guint n = self->history->len;

  switch (event->keyval)
    {
    case GDK_KEY_Tab:
      return complete (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Right:
      return step_from_empty (self, VMR_MOVE_NEXT);
    case GDK_KEY_Left:
      return step_from_empty (self, VMR_MOVE_PREVIOUS);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if (event->keyval == GDK_KEY_Up ? self->history_at == 0 : self->history_at >= n)
        return GDK_EVENT_STOP;
      self->history_at += event->keyval == GDK_KEY_Up ? -1 : 1;
      gtk_entry_set_text (GTK_ENTRY (entry), self->history_at < n
                          ? (const char *) self->history->pdata[self->history_at] : "");
      gtk_editable_set_position (GTK_EDITABLE (entry), -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

GtkWidget *
vmr_window_make_console (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  self->history = g_ptr_array_new_with_free_func (g_free);
  self->console = gtk_entry_new ();
  vmr_window_label (self, self->console, VMR_LABEL_NAME, N_("Console"));
  g_signal_connect (self->console, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (self->console, "key-press-event", G_CALLBACK (on_key), self);
  return self->console;
}
