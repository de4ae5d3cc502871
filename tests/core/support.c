/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/machine-private.h"
#include "tests/core/support.h"

static char *
run (KmMachine *machine, const char *line)
{
  g_autoptr (GError) error = NULL;
  char *transcript = NULL;

  if (!km_machine_run (machine, "test", 1, line, &transcript, &error))
    g_error ("%s: %s", line, error->message);
  return transcript;
}

KmMachine *
test_machine (const char *arguments)
{
  KmMachine *machine = km_machine_new ();

  test_do (machine, "machine %s", arguments);
  return machine;
}

char *
test_run (KmMachine *machine, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  return run (machine, line);
}

void
test_do (KmMachine *machine, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_free (run (machine, line));
}

uint64_t
test_value (const KmMachine *machine, const char *task, const char *format, ...)
{
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;
  uint64_t value;
  va_list args;

  va_start (args, format);
  expression = g_strdup_vprintf (format, args);
  va_end (args);
  if (!km_machine_evaluate (machine, task, expression, &value, &error))
    g_error ("%s: %s", expression, error->message);
  return value;
}

void
test_check (const KmMachine *machine)
{
  g_autoptr (GError) error = NULL;

  km_machine_check (machine, &error);
  g_assert_no_error (error);
}

static const KmCommandRecord *
last_command (const KmMachine *machine)
{
  return g_ptr_array_index (machine->commands, machine->commands->len - 1);
}

guint
test_count_steps (const KmMachine *machine, const char *name)
{
  const KmCommandRecord *command = last_command (machine);
  guint n = 0;

  g_assert_cmpint (km_step_kind_from_name (name), !=, KM_N_STEP_KINDS);
  for (uint32_t step = command->first_step; step <= command->last_step; step++)
    n += strcmp (km_machine_step_info (machine, step)->name, name) == 0;
  return n;
}

uint64_t
test_step_arg (const KmMachine *machine, const char *name, guint n, const char *arg)
{
  g_autofree char *wanted = g_strdup_printf ("%s#%u", name, n);
  uint32_t step = km_machine_find_step (machine, machine->commands->len - 1, wanted);
  uint64_t value;

  if (step == 0 || !km_machine_step_arg (machine, step, km_arg_name_from_text (arg), &value, NULL))
    g_error ("the last command has no %s with %s", wanted, arg);
  return value;
}
