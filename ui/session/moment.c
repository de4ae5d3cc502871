/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "core/language/script.h"
#include "ui/session/book-part.h"
#include "ui/session/book.h"
#include "ui/session/moment.h"
#include "ui/session/script-run.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"
#include "ui/session/thing.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD "# Vmarium moment"

/* --- writing ---------------------------------------------------------------------------------- */

/* A file that a command reads is found from the folder of the script or lesson. */
static gboolean
names_a_file (const char *line)
{
  return strstr (line, "elf=") || strstr (line, "path=") || strstr (line, "from=");
}

/* One line of the head; text may be NULL. */
static void
write_comment (GString    *text,
               const char *key,
               const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value ? value : "", "\n", -1);
  g_autofree char *line = g_strjoinv (" ", lines);

  if (*line != '\0')
    g_string_append_printf (text, "# %s %s\n", key, line);
}

/* The lesson's own words, so that they are there wherever it is opened. */
static void
write_words (const VmrSession *self,
             GString          *text)
{
  const VmrPart *part = vmr_session_part (self, vmr_session_current_part (self));
  g_autofree char *say = vmr_session_say (self, FALSE);
  g_autofree char *chinese = vmr_session_say (self, TRUE);

  if (self->lesson.away || part == NULL)
    return;
  write_comment (text, "part", part->title[0]);
  write_comment (text, "part-zh", part->title[1]);
  write_comment (text, "say", say);
  write_comment (text, "say-zh", g_strcmp0 (say, chinese) == 0 ? NULL : chinese);
}

char *
vmr_session_moment (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  guint cursor = vmr_session_cursor (self);
  g_autofree char *title = vmr_session_title (self);
  GString *script = g_string_new (NULL), *text;
  gboolean needs_folder = FALSE;

  for (guint i = 0; i < km_machine_n_commands (self->machine); i++)
    {
      const KmCommandRecord *record = km_machine_command (self->machine, i);

      if (record->first_step > cursor)
        break;
      g_string_append_printf (script, "%s\n", record->text);
      needs_folder |= names_a_file (record->text);
    }
  if (km_machine_state (self->machine) == NULL)
    return g_string_free (script, TRUE);
  text = g_string_new (HEAD "\n");
  g_string_append_printf (text, "# title %s\n# first %u\n# step %u\n", title, self->act->first,
                          cursor);
  write_words (self, text);
  if (vmr_thing (self->view.selection.kind))
    g_string_append_printf (text, "# select %s 0x%x %u\n", vmr_thing (self->view.selection.kind)->name,
                            self->view.selection.id, self->view.selection.gen);
  if (self->view.pinned)
    g_string_append_printf (text, "# stage %s\n", self->view.pinned);
  if (needs_folder && km_machine_base_dir (self->machine))
    g_string_append_printf (text, "# folder %s\n", km_machine_base_dir (self->machine));
  g_string_append (text, script->str);
  g_string_free (script, TRUE);
  return g_string_free (text, FALSE);
}

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct
{
  guint  first, step;
  VmrRef select;
  char  *title, *stage, *folder;
  char  *part[2], *say[2];      /* English, Chinese */
} Head;

gboolean
vmr_is_moment (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return g_str_has_prefix (text, HEAD) && (text[strlen (HEAD)] == '\n' ||
                                           text[strlen (HEAD)] == '\r');
}

static gboolean
read_number (const char *word,
             guint      *number)
{
  guint64 value;

  if (word == NULL ||
      !(g_str_has_prefix (word, "0x")
        ? g_ascii_string_to_unsigned (word + 2, 16, 0, G_MAXUINT32, &value, NULL)
        : g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT32, &value, NULL)))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_select (char  **words,
             VmrRef *ref)
{
  const VmrThing *thing = g_strv_length (words) == 3 ? vmr_thing_from_name (words[0]) : NULL;
  guint id, gen;

  if (thing == NULL || !read_number (words[1], &id) || !read_number (words[2], &gen))
    return FALSE;
  *ref = vmr_ref (thing->kind, id, gen);
  return TRUE;
}

static void
set_text (char      **place,
          const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* A comment of the head; others are comments. FALSE: it has no sense. */
static gboolean
read_comment (const char *line,
              Head       *head)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_auto (GStrv) rest = g_strsplit (words[0] && words[1] ? words[1] : "", " ", -1);
  const char *value = words[0] && words[1] ? words[1] : "";

  if (g_str_equal (words[0], "first"))
    return read_number (value, &head->first);
  if (g_str_equal (words[0], "step"))
    return read_number (value, &head->step);
  if (g_str_equal (words[0], "select"))
    return read_select (rest, &head->select);
  if (g_str_equal (words[0], "title"))
    set_text (&head->title, value);
  else if (g_str_equal (words[0], "part"))
    set_text (&head->part[0], value);
  else if (g_str_equal (words[0], "part-zh"))
    set_text (&head->part[1], value);
  else if (g_str_equal (words[0], "say"))
    set_text (&head->say[0], value);
  else if (g_str_equal (words[0], "say-zh"))
    set_text (&head->say[1], value);
  else if (g_str_equal (words[0], "stage"))
    set_text (&head->stage, value);
  else if (g_str_equal (words[0], "folder"))
    set_text (&head->folder, value);
  return TRUE;
}

static gboolean
read_head (const char *text,
           Head       *head,
           GError    **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (!g_str_has_prefix (line, "# ") || read_comment (line + 2, head))
        continue;
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   _("moment:%u: “%s” cannot be read"), i + 1, line);
      return FALSE;
    }
  if (head->step == 0)
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                 _("The moment does not say at which step it is."));
  return head->step > 0;
}

static void
head_free (gpointer data)
{
  Head *head = data;

  g_free (head->title);
  g_free (head->stage);
  g_free (head->folder);
  for (guint i = 0; i < 2; i++)
    {
      g_free (head->part[i]);
      g_free (head->say[i]);
    }
  g_free (head);
}

static VmrPart *
part_of_moment (const Head *head)
{
  VmrPart *part = vmr_part_new (head->part[0] ? head->part[0] : _("Moment"), 1, head->step);

  part->title[1] = g_strdup (head->part[1]);
  if (head->say[0])
    {
      VmrSay *say = g_new0 (VmrSay, 1);

      say->step = head->step;
      say->text[0] = g_strdup (head->say[0]);
      say->text[1] = g_strdup (head->say[1]);
      g_ptr_array_add (part->says, say);
    }
  return part;
}

static gboolean
take_moment (VmrSession  *self,
             VmrBook     *book,
             gpointer     data,
             GError     **error)
{
  const Head *head = data;
  VmrAct *act = vmr_book_act (book, 0);
  guint n = km_machine_n_steps (act->machine);

  if (head->step > n)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   _("The moment is at step %u, but its commands make only %u steps."), head->step,
                   n);
      vmr_book_free (book);
      return FALSE;
    }
  act->first = CLAMP (head->first, 1, head->step);
  g_ptr_array_add (act->parts, part_of_moment (head));
  book->title[0] = g_strdup_printf (_("Moment of %s"), head->title ? head->title : _("Sandbox"));
  vmr_session_take (self, book);
  vmr_session_jump (self, head->step);
  vmr_session_pin (self, head->stage);
  vmr_session_select (self, head->select);
  return TRUE;
}

gboolean
vmr_session_open_moment (VmrSession  *self,
                         const char  *text,
                         GError     **error)
{
  Head *head;
  VmrBook *book;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (!vmr_is_moment (text))
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   _("This text is no moment: its first line is not “%s”."), HEAD);
      return FALSE;
    }
  head = g_new0 (Head, 1);
  head->select = VMR_REF_INIT_NONE;
  if (!read_head (text, head, error))
    {
      head_free (head);
      return FALSE;
    }
  book = vmr_book_sandbox (NULL, NULL);
  km_machine_set_base_dir (vmr_book_act (book, 0)->machine, head->folder);
  return vmr_session_record (self, vmr_script_run_new (book, "moment", text), take_moment, head,
                             head_free, error);
}
