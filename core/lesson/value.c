/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/value.h"

#include "core/lesson/number.h"
#include "core/state/machine-private.h"

#include <string.h>

static char *
step_value (const KmMachine *machine, guint command, const char *name, const char *arg,
            gboolean words)
{
  uint32_t step = 0;

  if (machine->commands->len == 0)
    return NULL;
  for (guint i = MIN (command, machine->commands->len - 1) + 1; i-- > 0 && step == 0;)
    step = km_machine_find_step (machine, i, name);
  if (step == 0)
    return NULL;
  return words ? km_machine_step_arg_words (machine, step, km_arg_name_from_text (arg))
               : km_machine_step_arg_text (machine, step, km_arg_name_from_text (arg));
}

/* The task a bare "stack_start" means: the one the first CPU runs. */
static const char *
running_task (const KmMachine *machine)
{
  const KmTask *task = machine->state == NULL ? NULL
                       : km_task (machine, machine->state->cpu[0].task);

  return task != NULL ? task->comm : NULL;
}

static gboolean
is_hex_query (const char *expression)
{
  return g_str_has_prefix (expression, "pfn ") || g_str_has_prefix (expression, "flags ");
}

static gboolean
is_address_query (const char *expression)
{
  return g_str_has_prefix (expression, "kva ") || g_str_has_prefix (expression, "va ")
         || g_str_has_prefix (expression, "cr3 ");
}

static char *
value_text (const KmMachine *machine, guint command, const char *task, const char *expression,
            gboolean words)
{
  g_autofree char *kind = NULL, *arg = NULL;
  uint64_t value;
  guint n;

  if (km_answer_split (expression, &kind, &n, &arg))
    {
      g_autofree char *name = g_strdup_printf ("%s#%u", kind, n);

      return step_value (machine, command, name, arg, words);
    }
  if (g_str_equal (expression, "entry_size") && machine->state != NULL)
    return g_strdup (machine->state->config.pae ? "8" : "4");
  if (task == NULL)
    task = running_task (machine);
  if (!km_machine_evaluate (machine, task, expression, &value, NULL))
    return NULL;
  if (g_str_has_prefix (expression, "rss "))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) value / KM_PAGE_SIZE);
  if (is_hex_query (expression))
    return g_strdup_printf ("0x%05" G_GINT64_MODIFIER "x", (guint64) value);
  if (is_address_query (expression) || (strchr (expression, ' ') == NULL && value >= 65536))
    return g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x", (guint64) value);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) value);
}

/* The value of EXPRESSION at STEP, as a number. */
static gboolean
number_at (KmMachine *machine, guint command, uint32_t step, const char *expression, guint64 *value)
{
  uint32_t cursor = km_machine_cursor (machine);
  g_autofree char *text = NULL;

  km_machine_goto (machine, step);
  text = km_lesson_value (machine, command, NULL, expression);
  km_machine_goto (machine, cursor);
  return text != NULL && km_number_parse (text, value);
}

char *
km_lesson_answer (KmMachine *machine, guint command, uint32_t before, const char *expression)
{
  gboolean more = g_str_has_prefix (expression, "more ");
  guint64 then, now;

  g_return_val_if_fail (machine != NULL && expression != NULL, NULL);

  if (!more && !g_str_has_prefix (expression, "fewer "))
    return km_lesson_value (machine, command, NULL, expression);
  expression += strlen (more ? "more " : "fewer ");
  if (!number_at (machine, command, before, expression, &then)
      || !number_at (machine, command, km_machine_cursor (machine), expression, &now))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, more ? (gint64) (now - then) : (gint64) (then - now));
}

char *
km_lesson_value (const KmMachine *machine, guint command, const char *task, const char *expression)
{
  g_return_val_if_fail (machine != NULL && expression != NULL, NULL);

  return value_text (machine, command, task, expression, FALSE);
}

/* A number of which something is told, as "the index is 1023", is no count. */
static gboolean
is_step_value (const char *expression)
{
  g_autofree char *kind = NULL, *arg = NULL;
  guint n;

  return km_answer_split (expression, &kind, &n, &arg);
}

char *
km_lesson_words (const KmMachine *machine, guint command, const char *task, const char *expression)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (machine != NULL && expression != NULL, NULL);

  text = value_text (machine, command, task, expression, TRUE);
  if (text == NULL || is_step_value (expression) || g_str_has_prefix (text, "0x"))
    return g_steal_pointer (&text);
  return km_count_words (text);
}
