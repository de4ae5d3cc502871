/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/print.h"

#include "core/language/module.h"

/* A pid, or the name that exec gave it: no name begins with a digit. */
static const KmTask *
task_from_text (const KmMachine *m, const char *text)
{
  const KmTask *task;
  guint64 pid;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &pid, NULL))
    return km_task_from_name (m, text);
  for (task = km_task (m, m->state->first_task); task != NULL && task->pid != pid;)
    task = km_task (m, task->next);
  return task;
}

gboolean
km_print_task (KmPrint *p, GError **error)
{
  p->call.task = task_from_text (p->call.m, p->args[0].text);
  if (p->call.task == NULL)
    km_call_error (&p->call, p->args[0].column, error, "“%s” is no task; expected one that exec started", p->args[0].text);
  return p->call.task != NULL;
}

gboolean
km_print_number (const KmPrint *p, guint i, uint64_t max, uint64_t *value, GError **error)
{
  return km_call_eval (&p->call, p->args[i].text, p->args[i].text_column, max, value, error);
}

static const KmReport *
find_report (const char *what)
{
  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmReport *report = km_modules[i]->reports; report != NULL && report->what != NULL; report++)
      if (strcmp (report->what, what) == 0)
        return report;
  return NULL;
}

static gboolean
unknown (const KmPrint *p, const KmArg *what, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmReport *report = km_modules[i]->reports; report != NULL && report->what != NULL; report++)
      g_string_append_printf (names, " %s", report->what);
  km_call_error (&p->call, what->column, error, "“%s” cannot be printed; expected one of%s", what->text, names->str);
  return FALSE;
}

/* The words of "TASK ADDR". */
static guint
count_words (const char *text)
{
  guint n = *text != '\0';

  for (const char *c = text; *c != '\0'; c++)
    n += *c == ' ';
  return n;
}

static gboolean
wrong_count (const KmPrint *p, const KmArg *what, const char *expected, GError **error)
{
  km_call_error (&p->call, what->column, error,
                 "print %s has another number of arguments; expected %s", what->text,
                 *expected == '\0' ? "none" : expected);
  return FALSE;
}

gboolean
km_print (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args, GString *out,
          GError **error)
{
  KmPrint p = { { .m = (KmMachine *) m, .line = line }, args + 1, out };
  const KmReport *report = find_report (args[0].text);

  if (report == NULL)
    return unknown (&p, args, error);
  if (n_args != 1 + count_words (report->arguments))
    return wrong_count (&p, args, report->arguments, error);
  if (report->print != NULL)
    return report->print (&p, error);
  if (report->whole != NULL)
    {
      report->whole (m, out);
      return TRUE;
    }
  if (!km_print_task (&p, error))
    return FALSE;
  report->of_task (m, p.call.task, out);
  return TRUE;
}
