/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting a program in a sandbox: a new one, or the one that a signal has ended once more. */
#include "vmarium-config.h"
#include "ui/session/desk-private.h"

#include "core/language/names.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk-start.h"
#include "ui/session/desk.h"
#include "ui/session/session-move.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"

#include <string.h>

#define SMALL_PROGRAM "text=64K data=8K bss=16K"

/* What stands behind the name in the line that has started the task; NULL when none has. */
static const char *
start_arguments (const VmrSession *self,
                 const KmTask     *task)
{
  g_autofree char *head = g_strdup_printf ("exec %s ", km_task_name (self->machine, task));

  for (guint i = km_machine_n_commands (self->machine); i-- > 0;)
    if (g_str_has_prefix (km_machine_command (self->machine, i)->text, head))
      return km_machine_command (self->machine, i)->text + strlen (head);
  return NULL;
}

char *
vmr_desk_start_line (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTask *task = vmr_session_task (self);
  const char *arguments = task ? start_arguments (self, task) : NULL;
  g_autofree char *name = NULL;

  /* Its name is free again once the kernel has cleaned up behind it. */
  if (task && vmr_task_is_dead (task))
    name = g_strdup (km_task_name (self->machine, task));
  else
    name = km_name_free_for_use (self->machine, "editor") ? g_strdup ("editor")
           : vmr_desk_free_name (self->machine, "editor", 2);
  return g_strdup_printf ("exec %s %s", name, arguments ? arguments : SMALL_PROGRAM);
}

/* The line without the name that it gives, which is put into *given; NULL when it gives none. */
static const char *
behind_name (const char  *line,
             char       **given)
{
  const char *equals = strstr (line, " = ");

  *given = equals ? g_strndup (line, equals - line) : NULL;
  return equals ? equals + 3 : line;
}

/* The word everywhere in the line, as another one. */
static char *
with_word (const char *line,
           const char *word,
           const char *other)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        g_free (words[i]);
        words[i] = g_strdup (other);
      }
  return g_strjoinv (" ", words);
}

/* Whether the line gives the task its areas. What lies in them is not made again: each page would be a stop. */
static gboolean
makes (const char *line,
       const char *name)
{
  static const char *const verbs[] = { "exec", "brk", "mmap", NULL };
  g_auto (GStrv) words = g_strsplit (line, " ", 3);

  return words[0] && words[1] && g_str_equal (words[1], name) && g_strv_contains (verbs, words[0]);
}

/* What the set-up has made of the program. Its areas had names, which stay what they are: here they get new ones. */
static void
add_setup (const VmrSession *self,
           const char       *name,
           GPtrArray        *lines)
{
  guint n = vmr_session_n_setup (self), from = lines->len;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *given = NULL;
      const char *text = km_machine_command (self->machine, i)->text;

      if (makes (behind_name (text, &given), name))
        g_ptr_array_add (lines, g_strdup (text));
    }
  for (guint i = from; i < lines->len; i++)
    {
      g_autofree char *given = NULL;
      g_autofree char *other = NULL;

      behind_name (lines->pdata[i], &given);
      if (given == NULL)
        continue;
      other = vmr_desk_free_name (self->machine, given, 2);
      for (guint k = i; k < lines->len; k++)
        {
          char *line = with_word (lines->pdata[k], given, other);

          g_free (lines->pdata[k]);
          lines->pdata[k] = line;
        }
    }
}

GPtrArray *
vmr_desk_start_lines (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTask *task = vmr_session_task (self);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  guint before;

  if (task && vmr_task_is_dead (task))
    g_ptr_array_add (lines, g_strdup_printf ("exit %s", km_task_name (self->machine, task)));
  before = lines->len;
  if (before > 0)
    add_setup (self, km_task_name (self->machine, task), lines);
  if (lines->len == before)
    g_ptr_array_add (lines, vmr_desk_start_line (self));
  return lines;
}

/* The one that the newest command is about is the one to be shown. */
static void
show_newest (VmrSession *self)
{
  const KmTask *newest = NULL;
  KmTaskId id = KM_NONE (KmTaskId);

  for (const KmTask *task = km_task (self->machine, km_machine_state (self->machine)->first_task); task;
       task = km_task (self->machine, task->next))
    if (newest == NULL || task->pid > newest->pid)
      newest = task;
  if (newest)
    id.value = newest->id;
  vmr_session_select (self, VMR_REF_INIT_NONE);
  vmr_session_choose_task (self, id);
}

gboolean
vmr_desk_start (VmrSession *self,
                VmrDeskRun  run,
                gpointer    data)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);

  g_autoptr (GPtrArray) lines = vmr_desk_start_lines (self);
  gboolean ok = TRUE;

  /* To start a program is none of the runs to try, though its work is made of the same steps. */
  self->desk.starting = TRUE;
  for (guint i = 0; i < lines->len && ok; i++)
    ok = run (lines->pdata[i], data);
  self->desk.starting = FALSE;
  vmr_session_jump (self, vmr_session_n_steps (self));
  if (ok)
    show_newest (self);
  return ok;
}
