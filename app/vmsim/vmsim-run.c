/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scripts and lessons, line by line: what `vmsim run` and `vmsim check` share. */
#include <stdio.h>

#include "app/vmsim/vmsim.h"
#include "core/language/repeat.h"
#include "core/language/script.h"
#include "core/lesson/lesson.h"
#include "core/lesson/lived.h"
#include "core/lesson/parse.h"

static gboolean
check_steps (VmsimRun *run, const char *file, guint number, uint32_t from, GError **error)
{
  KmMachine *m = run->machine;
  uint32_t end = km_machine_n_steps (m);

  for (uint32_t step = from + 1; step <= end; step++)
    {
      km_machine_goto (m, step);
      if (!km_machine_check (m, error))
        {
          g_prefix_error (error, "%s:%u: step %u, %s: ", file, number, step,
                          km_machine_step_info (m, step)->name);
          return FALSE;
        }
      run->n_checked++;
    }
  return TRUE;
}

static gboolean
run_line (VmsimRun *run, const char *file, guint number, const char *line, GError **error)
{
  g_autofree char *transcript = NULL;
  uint32_t before = km_machine_n_steps (run->machine);
  gboolean ok = km_machine_run (run->machine, file, number, line, &transcript, error);

  if (transcript != NULL && !run->checked)
    fputs (transcript, stdout);
  return ok && (!run->checked || check_steps (run, file, number, before, error));
}

static gboolean
run_script (VmsimRun *run, const char *path, GError **error)
{
  g_autoptr (KmScript) script = km_script_load (path, error);

  if (script == NULL)
    return FALSE;
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = g_ptr_array_index (script->lines, i);

      if (!run_line (run, path, line->number, line->source, error))
        return FALSE;
    }
  return TRUE;
}

/* What the lesson says of the depth of a command's steps, and where it stops. BEFORE: how many steps
 * there were; what makes none leaves the command before it as it is. */
static gboolean
note_stop (VmsimRun *run, const KmLesson *lesson, const KmPart *part, const KmItem *item,
           uint32_t before, GError **error)
{
  KmMachine *m = run->machine;
  uint32_t step;

  if (item->kind != KM_ITEM_DO && item->kind != KM_ITEM_GO)
    return TRUE;
  if (!km_stops_check ((const char *const *) item->stops, lesson->file, item->line, error))
    return FALSE;
  if (item->kind == KM_ITEM_DO && km_machine_n_steps (m) == before)
    return TRUE;
  if (item->kind == KM_ITEM_DO)
    km_stops_name (run->stops, km_machine_n_commands (m) - 1, km_stops_subject (lesson, part, item));
  if (item->stop == NULL)
    return TRUE;
  step = km_stops_find (m, lesson->file, item, error);
  if (step == 0)
    return FALSE;
  if (item->kind == KM_ITEM_DO)
    km_stops_begin (run->stops, km_machine_n_commands (m) - 1, step);
  km_stops_add (run->stops, step);
  return TRUE;
}

/* A lesson is run as its commands and expectations. */
static gboolean
run_part (VmsimRun *run, const KmLesson *lesson, const KmPart *part, GError **error)
{
  for (guint i = 0; i < part->items->len; i++)
    {
      const KmItem *item = g_ptr_array_index (part->items, i);
      uint32_t before = km_machine_n_steps (run->machine);
      g_autofree char *line = item->kind == KM_ITEM_DO ? g_strdup (item->command)
                              : item->kind == KM_ITEM_EXPECT
                              ? g_strconcat ("expect ", item->command, NULL) : NULL;

      if (line != NULL && !run_line (run, lesson->file, item->line, line, error))
        return FALSE;
      if (!note_stop (run, lesson, part, item, before, error))
        return FALSE;
    }
  return TRUE;
}

static void
start_over (VmsimRun *run, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  vmsim_run_clear (run);
  run->machine = km_machine_new ();
  km_machine_set_base_dir (run->machine, folder);
  run->stops = km_stops_new ();
}

/* The first part, and each with a machine of its own, begins on a fresh one. */
static gboolean
run_lesson (VmsimRun *run, const char *path, GError **error)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (path, error);

  if (lesson == NULL)
    return FALSE;
  for (guint i = 0; i < lesson->parts->len; i++)
    {
      const KmPart *part = g_ptr_array_index (lesson->parts, i);
      gboolean own = part->machine != NULL;

      if (own && i > 0)
        start_over (run, path);
      if ((own || i == 0)
          && (!km_lived_boot (run->machine, path, own ? part->machine : lesson->machine,
                              own ? part->lived : lesson->lived, error)
              || (run->checked && !check_steps (run, path, part->line, 0, error))))
        return FALSE;
      if (!run_part (run, lesson, part, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
vmsim_run_file (VmsimRun *run, const char *path, GError **error)
{
  start_over (run, path);
  return g_str_has_suffix (path, ".lesson") ? run_lesson (run, path, error)
                                            : run_script (run, path, error);
}

void
vmsim_run_clear (VmsimRun *run)
{
  g_clear_pointer (&run->machine, km_machine_free);
  g_clear_pointer (&run->stops, km_stops_free);
}
