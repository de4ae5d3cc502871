/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a file to a machine that has run all of it. */
#include "vmarium-config.h"

#include "core/lesson/lesson.h"
#include "core/lesson/texts.h"
#include "core/machine/script.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

static gboolean
load_script (const char *path,
             const char *text,
             gsize       length,
             KmMachine  *machine,
             GPtrArray  *parts,
             GError    **error)
{
  g_autoptr (KmScript) script = km_script_parse (path, text, (gssize) length, error);

  if (script == NULL)
    return FALSE;
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = script->lines->pdata[i];

      if (!km_machine_run (machine, path, line->number, line->source, NULL, error))
        return FALSE;
    }
  g_ptr_array_add (parts, vmr_part_new (_("Script"), 1, 0));
  return TRUE;
}

static void
text_pair (const KmText *text,
           char         *pair[2])
{
  const char *chinese = km_text_pick (text, "zh_CN");

  pair[0] = g_strdup (text->text);
  pair[1] = g_strcmp0 (chinese, text->text) == 0 ? NULL : g_strdup (chinese);
}

/* The step ITEM stops at, in the last command that has one of that name; 0 after setting the error. */
static guint
find_stop (const char      *path,
           const KmItem    *item,
           const KmMachine *machine,
           GError         **error)
{
  guint stop = 0;
  /* A stop belongs to its own command; "go" may come after an expectation, which is a command too. */
  guint oldest = item->kind == KM_ITEM_GO ? 0 : machine->commands->len - 1;

  for (guint i = machine->commands->len; i-- > oldest && stop == 0;)
    stop = km_machine_find_step (machine, i, item->stop);
  if (stop == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _("%s:%u:%u: the step %s never comes; expected one of this command"),
                 path, item->line, item->column, item->stop);
  return stop;
}

/* A part that begins with "go" starts within the command of the part before. */
static gboolean
load_go (const char      *path,
         const KmItem    *item,
         const KmMachine *machine,
         VmrPart         *made,
         GError         **error)
{
  guint stop = find_stop (path, item, machine, error);

  if (stop > 0 && made->stop_step == 0)
    {
      made->first_step = made->stop_step = stop;
      made->has_stop = TRUE;
    }
  return stop > 0;
}

/* Runs a part's commands one after the other; the cursor of the part waits at its first stop. */
static gboolean
load_part (const char   *path,
           const KmPart *part,
           KmMachine    *machine,
           GPtrArray    *parts,
           GError      **error)
{
  VmrPart *made = vmr_part_new (NULL, km_machine_n_steps (machine) + 1, 0);

  g_ptr_array_add (parts, made);
  text_pair (part->title, made->title);
  for (guint i = 0; i < part->items->len; i++)
    {
      const KmItem *item = part->items->pdata[i];
      guint before = km_machine_n_steps (machine), stop;
      g_autofree char *expect = NULL;

      if (item->kind == KM_ITEM_SAY && made->say[0] == NULL)
        text_pair (item->text, made->say);
      if (item->kind == KM_ITEM_LOOK && item->stage != NULL && made->stage == NULL)
        made->stage = g_strdup (item->stage);
      if (item->kind == KM_ITEM_GO && !load_go (path, item, machine, made, error))
        return FALSE;
      if (item->kind == KM_ITEM_EXPECT)
        expect = g_strconcat ("expect ", item->command, NULL);
      if (item->kind != KM_ITEM_DO && expect == NULL)
        continue;
      if (!km_machine_run (machine, path, item->line, expect ? expect : item->command, NULL,
                           error))
        return FALSE;
      if (expect != NULL || km_machine_n_steps (machine) == before)
        continue;
      stop = before + 1;
      if (item->stop != NULL)
        {
          stop = find_stop (path, item, machine, error);
          if (stop == 0)
            return FALSE;
        }
      if (made->stop_step == 0 || item->stop != NULL)
        made->stop_step = made->stop_step && made->has_stop ? made->stop_step : stop;
      made->has_stop |= item->stop != NULL;
    }
  if (made->stop_step == 0)
    made->stop_step = MAX (km_machine_n_steps (machine), 1);
  return TRUE;
}

static gboolean
load_lesson (const char *path,
             const char *text,
             gsize       length,
             KmMachine  *machine,
             GPtrArray  *parts,
             char      **title,
             GError    **error)
{
  g_autoptr (KmLesson) lesson = km_lesson_parse (path, text, (gssize) length, error);
  g_autofree char *boot = NULL;

  if (lesson == NULL)
    return FALSE;
  boot = g_strconcat ("machine ", lesson->machine ? lesson->machine : "", NULL);
  if (!km_machine_run (machine, path, 1, boot, NULL, error))
    return FALSE;
  for (guint i = 0; i < lesson->parts->len; i++)
    if (!load_part (path, lesson->parts->pdata[i], machine, parts, error))
      return FALSE;
  *title = g_strdup (lesson->title->text);
  return TRUE;
}

gboolean
vmr_session_load (const char  *path,
                  KmMachine  **machine,
                  char       **title,
                  GPtrArray  **parts,
                  GError     **error)
{
  g_autoptr (KmMachine) made = km_machine_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (vmr_part_free);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  gsize length;

  text = km_markup_read_file (path, &length, error);
  if (text == NULL)
    return FALSE;
  made->base_dir = g_path_get_dirname (path);
  if (g_str_has_suffix (path, ".lesson")
      ? !load_lesson (path, text, length, made, list, &name, error)
      : !load_script (path, text, length, made, list, error))
    return FALSE;
  *title = name ? g_steal_pointer (&name) : g_path_get_basename (path);
  *machine = g_steal_pointer (&made);
  *parts = g_steal_pointer (&list);
  return TRUE;
}
