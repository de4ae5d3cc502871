/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/query.h"

#include "core/language/call.h"
#include "core/language/module.h"

gboolean
km_query_bad (const KmQuery *q, guint i, const char *expected, GError **error)
{
  km_line_set_error (error, q->line, q->args[i].column, KM_SCRIPT_ERROR_VALUE,
                     "“%s” does not fit here; expected %s", q->args[i].text, expected);
  return FALSE;
}

static gboolean
number (const KmQuery *q, const KmArg *arg, uint64_t *value, GError **error)
{
  KmCall call = { .m = (KmMachine *) q->m, .line = q->line, .task = q->task };

  return km_call_eval (&call, arg->text, arg->text_column, G_MAXUINT64, value, error);
}

gboolean
km_query_number (const KmQuery *q, guint i, uint64_t *value, GError **error)
{
  return number (q, &q->args[i], value, error);
}

gboolean
km_query_task (KmQuery *q, GError **error)
{
  q->task = km_task_from_name (q->m, q->args[0].text);
  return q->task != NULL || km_query_bad (q, 0, "a task", error);
}

gboolean
km_query_zone (const KmQuery *q, KmZoneIndex *zone, GError **error)
{
  return km_zone_from_name (q->args[0].text, zone)
         || km_query_bad (q, 0, "DMA, Normal, HighMem or Movable", error);
}

gboolean
km_query_frame (const KmQuery *q, const KmFrame **frame, KmPfn *pfn, GError **error)
{
  uint64_t value;

  if (!km_query_number (q, 0, &value, error))
    return FALSE;
  if (value >= q->m->state->n_frames)
    return km_query_bad (q, 0, "the number of a frame of this machine", error);
  *pfn = value;
  *frame = km_frame_at (q->m, *pfn);
  return TRUE;
}

/* A zone stands for its number; what a module calls by the word; at last a name of the script. */
static gboolean
single_word (KmQuery *q, const KmArg *word, GError **error)
{
  KmZoneIndex zone;

  if (km_zone_from_name (word->text, &zone))
    {
      *q->value = zone;
      return TRUE;
    }
  for (guint i = 0; km_modules[i] != NULL; i++)
    if (km_modules[i]->value != NULL && km_modules[i]->value (q->m, word->text, q->value))
      return TRUE;
  return number (q, word, q->value, error);
}

static const KmQueryKind *
find_kind (const char *name)
{
  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmQueryKind *kind = km_modules[i]->queries; kind != NULL && kind->name != NULL; kind++)
      if (strcmp (kind->name, name) == 0)
        return kind;
  return NULL;
}

static gboolean
unknown (const KmLine *line, const KmArg *word, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmQueryKind *kind = km_modules[i]->queries; kind != NULL && kind->name != NULL; kind++)
      g_string_append_printf (names, " %s", kind->name);
  km_line_set_error (error, line, word->column, KM_SCRIPT_ERROR_VALUE,
                     "“%s” does not fit here; expected one of%s", word->text, names->str);
  return FALSE;
}

gboolean
km_query (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args,
          const KmTask *task, uint64_t *value, GError **error)
{
  KmQuery q = { m, line, args + 1, n_args - 1, task, value };
  const KmQueryKind *kind = find_kind (args[0].text);

  if (kind == NULL)
    return n_args == 1 ? single_word (&q, &args[0], error) : unknown (line, &args[0], error);
  if (q.n_args == kind->n_args)
    return kind->answer (&q, error);
  km_line_set_error (error, line, args[0].column, KM_SCRIPT_ERROR_SYNTAX,
                     "%s has %u arguments here; expected %u", args[0].text, q.n_args, kind->n_args);
  return FALSE;
}
