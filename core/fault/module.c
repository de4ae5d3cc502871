/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/language/query.h"

static gboolean
query_faults (KmQuery *q, GError **error)
{
  const char *which = q->args[1].text;

  if (!km_query_task (q, error))
    return FALSE;
  if (strcmp (which, "minor") != 0 && strcmp (which, "major") != 0)
    return km_query_bad (q, 1, "minor or major", error);
  *q->value = which[1] == 'i' ? q->task->min_flt : q->task->maj_flt;
  return TRUE;
}

static gboolean
query_signal (KmQuery *q, GError **error)
{
  if (!km_query_task (q, error))
    return FALSE;
  *q->value = q->task->signal;
  return TRUE;
}

/* The signals that a simulated task can get, as include/uapi/asm-generic/signal.h numbers them. */
static gboolean
signal_from_name (const KmMachine *m, const char *name, uint64_t *value)
{
  static const struct { const char *name; guint number; } signals[] = {
    { "SIGBUS", 7 }, { "SIGKILL", 9 }, { "SIGSEGV", 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (strcmp (signals[i].name, name) == 0)
      {
        *value = signals[i].number;
        return TRUE;
      }
  return FALSE;
}

static const KmQueryKind queries[] = {
  { "faults", 2, query_faults },
  { "signal", 1, query_signal },
  { NULL, 0, NULL },
};

const KmModule km_module_fault = { .name = "fault", .queries = queries, .value = signal_from_name };
