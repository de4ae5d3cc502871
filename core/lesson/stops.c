/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/stops.h"

#include "core/state/machine-private.h"

#include <string.h>

struct _KmStops
{
  GHashTable *added;     /* steps */
  GPtrArray  *subjects;  /* GStrv, by number of the command; NULL: nothing named */
  GHashTable *begins;    /* number of the command → step */
};

KmStops *
km_stops_new (void)
{
  KmStops *stops = g_new0 (KmStops, 1);

  stops->added = g_hash_table_new (NULL, NULL);
  stops->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  stops->begins = g_hash_table_new (NULL, NULL);
  return stops;
}

void
km_stops_free (KmStops *stops)
{
  if (stops == NULL)
    return;
  g_hash_table_unref (stops->added);
  g_ptr_array_unref (stops->subjects);
  g_hash_table_unref (stops->begins);
  g_free (stops);
}

void
km_stops_add (KmStops *stops, uint32_t step)
{
  g_return_if_fail (stops != NULL && step > 0);

  g_hash_table_add (stops->added, GUINT_TO_POINTER (step));
}

void
km_stops_name (KmStops *stops, guint command, const char *const *subject)
{
  g_return_if_fail (stops != NULL);

  if (stops->subjects->len <= command)
    g_ptr_array_set_size (stops->subjects, (int) command + 1);
  /* A copy: the stops may outlive the lesson that named them. */
  g_strfreev (stops->subjects->pdata[command]);
  stops->subjects->pdata[command] = g_strdupv ((char **) subject);
}

void
km_stops_begin (KmStops *stops, guint command, uint32_t step)
{
  g_return_if_fail (stops != NULL && step > 0);

  g_hash_table_insert (stops->begins, GUINT_TO_POINTER (command), GUINT_TO_POINTER (step));
}

/* Whether a command only prepares what the part is about. */
static gboolean
is_set_up (const KmPart *part, const KmItem *item)
{
  for (guint i = 0; item->stop == NULL && i < part->items->len; i++)
    {
      const KmItem *other = part->items->pdata[i];

      if (other->kind == KM_ITEM_DO && other->stop != NULL)
        return TRUE;
    }
  return FALSE;
}

const char *const *
km_stops_subject (const KmLesson *lesson, const KmPart *part, const KmItem *item)
{
  static const char *const nothing[] = { NULL };

  g_return_val_if_fail (lesson != NULL && part != NULL && item != NULL, NULL);

  if (item->stops == NULL && is_set_up (part, item))
    return nothing;
  return (const char *const *) (item->stops ? item->stops : part->stops ? part->stops
                                : lesson->stops);
}

static const KmCommandRecord *
command_at (const KmMachine *machine, guint command)
{
  return command < machine->commands->len ? machine->commands->pdata[command] : NULL;
}

/* Nobody has said what matters: the step's own depth. An allocator that works for a page fault is
 * not what the command is about. A command's first step begins its story, but for what the kernel tidies up before. */
static KmDepth
own_depth (const KmMachine *machine, uint32_t step, const KmStepInfo *info)
{
  const KmCommandRecord *record = command_at (machine, km_machine_step_command (machine, step));
  const KmStepInfo *first = record ? km_machine_step_info (machine, record->first_step) : info;

  if (info->subsystem == KM_SUB_BUDDY && first->subsystem != KM_SUB_BUDDY)
    return KM_DEPTH_ALL;
  return record && step == record->first_step && record->first_step < record->last_step
         && info->subsystem != KM_SUB_MACHINE
         ? KM_DEPTH_STORY : info->depth;
}

/* Who names page-fault is told about page-fault; whatever else happens in its subsystem belongs to
 * the subject. */
static gboolean
names_kind_of (const char *const *subject, KmSubsystem subsystem)
{
  for (; *subject != NULL; subject++)
    {
      KmStepKind kind = km_step_kind_from_name (*subject);

      if (kind < KM_N_STEP_KINDS && km_step_info (kind)->subsystem == subsystem)
        return TRUE;
    }
  return FALSE;
}

/* By what the step is and what the command is about. */
static KmDepth
subject_depth (const KmStops *stops, const KmMachine *machine, uint32_t step, guint command)
{
  const KmStepInfo *info = km_machine_step_info (machine, step);
  const char *const *subject = NULL;

  if (command < stops->subjects->len)
    subject = stops->subjects->pdata[command];
  if (subject == NULL)
    return own_depth (machine, step, info);
  if (g_strv_contains (subject, info->name))
    return KM_DEPTH_STORY;
  if (g_strv_contains (subject, km_subsystem_name (info->subsystem)))
    return info->depth;
  return names_kind_of (subject, info->subsystem) ? MAX (info->depth, KM_DEPTH_SUBJECT) : KM_DEPTH_ALL;
}

KmDepth
km_stops_depth (const KmStops *stops, const KmMachine *machine, uint32_t step)
{
  guint command;
  KmDepth depth;

  g_return_val_if_fail (stops != NULL && machine != NULL, KM_DEPTH_ALL);

  if (g_hash_table_contains (stops->added, GUINT_TO_POINTER (step)))
    return KM_DEPTH_STORY;
  command = km_machine_step_command (machine, step);
  depth = subject_depth (stops, machine, step, command);
  if (step < GPOINTER_TO_UINT (g_hash_table_lookup (stops->begins, GUINT_TO_POINTER (command))))
    return MAX (depth, KM_DEPTH_SUBJECT);
  return depth;
}

static gboolean
has_steps (const KmCommandRecord *record)
{
  return record->first_step <= record->last_step;
}

uint32_t
km_stops_find (const KmMachine *machine, const char *file, const KmItem *item, GError **error)
{
  /* "go" may come after an expectation, which is a command too, but one without steps. What an
   * earlier command has done is over: the cursor does not go back to it. */
  guint last = machine->commands->len;
  uint32_t step = 0;

  while (last > 1 && item->kind == KM_ITEM_GO && !has_steps (command_at (machine, last - 1)))
    last--;
  if (last > 0)
    step = km_machine_find_step (machine, last - 1, item->stop);
  if (step == 0)
    g_set_error (error, KM_MARKUP_ERROR, KM_MARKUP_ERROR_CONTENT,
                 "%s:%u:%u: the step %s never comes; expected one of this command", file,
                 item->line, item->column, item->stop);
  return step;
}

gboolean
km_stops_check (const char *const *subject, const char *file, guint line, GError **error)
{
  for (guint i = 0; subject != NULL && subject[i] != NULL; i++)
    if (km_subsystem_from_name (subject[i]) == KM_N_SUBS
        && km_step_kind_from_name (subject[i]) == KM_N_STEP_KINDS)
      {
        g_set_error (error, KM_MARKUP_ERROR, KM_MARKUP_ERROR_CONTENT,
                     "%s:%u:1: stops at “%s”; expected a subsystem such as fault, or a kind of step "
                     "such as page-fault", file, line, subject[i]);
        return FALSE;
      }
  return TRUE;
}
