/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/cursor.h"

#include "core/state/machine-private.h"
#include "core/state/read.h"

uint32_t
km_machine_n_steps (const KmMachine *m)
{
  return m->store.n_steps;
}

uint32_t
km_machine_cursor (const KmMachine *m)
{
  return m->store.cursor;
}

void
km_machine_goto (KmMachine *m, uint32_t step)
{
  g_return_if_fail (!m->busy);
  km_store_goto (&m->store, MIN (step, m->store.n_steps));
}

KmStepKind
km_machine_step_kind (const KmMachine *m, uint32_t step)
{
  g_return_val_if_fail (step >= 1 && step <= m->store.n_steps, KM_STEP_DONE);
  return m->store.steps[step - 1].kind;
}

const KmStepInfo *
km_machine_step_info (const KmMachine *m, uint32_t step)
{
  return km_step_info (km_machine_step_kind (m, step));
}

const uint32_t *
km_machine_step_args (const KmMachine *m, uint32_t step)
{
  const KmStepRecord *record = &m->store.steps[step - 1];

  return record->n_args == 0 ? NULL : m->store.args + record->args_start;
}

guint
km_machine_step_frames (const KmMachine *m, uint32_t step, const uint32_t **frames)
{
  const KmStepRecord *record = &m->store.steps[step - 1];
  guint named = km_machine_step_info (m, step)->n_words;

  *frames = m->store.args + record->args_start + named;
  return record->n_args - named;
}

const uint32_t *
km_machine_step_of_kind (const KmMachine *m, uint32_t step, KmStepKind kind)
{
  static const uint32_t zeros[2 * KM_MAX_ARGS];

  g_return_val_if_fail (step >= 1 && step <= m->store.n_steps, zeros);
  g_return_val_if_fail (km_machine_step_kind (m, step) == kind, zeros);
  return km_step_info (kind)->n_words > 0 ? km_machine_step_args (m, step) : zeros;
}

gboolean
km_machine_step_arg (const KmMachine *m, uint32_t step, KmArgName name, uint64_t *value,
                     KmArgKind *kind)
{
  const KmStepInfo *info = km_machine_step_info (m, step);
  const uint32_t *words = km_machine_step_args (m, step);

  for (guint i = 0; i < info->n_args; i++)
    if (info->args[i].id == name)
      {
        km_words_get (words + info->args[i].word, value, info->args[i].n_words * 4);
        if (kind != NULL)
          *kind = info->args[i].kind;
        return TRUE;
      }
  return FALSE;
}

guint
km_machine_step_command (const KmMachine *m, uint32_t step)
{
  guint low = 0, high = m->commands->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;
      const KmCommandRecord *command = g_ptr_array_index (m->commands, middle);

      if (command->first_step <= step)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* The kernel may work for a program that does not run: it maps an area for one while another runs. */
const KmTask *
km_machine_subject (const KmMachine *m)
{
  const KmTask *task = NULL;

  if (m->state == NULL)
    return NULL;
  if (m->store.cursor > 0 && m->commands->len > 0)
    {
      guint command = km_machine_step_command (m, m->store.cursor);

      task = km_task (m, ((const KmCommandRecord *) g_ptr_array_index (m->commands, command))->task);
    }
  return task != NULL && km_mm (m, task->mm) != NULL ? task : km_task (m, m->state->cpu[0].task);
}

uint32_t
km_machine_find_step (const KmMachine *m, guint command, const char *name)
{
  const KmCommandRecord *record;
  const char *hash = strchr (name, '#');
  g_autofree char *kind_name = hash == NULL ? g_strdup (name) : g_strndup (name, hash - name);
  guint64 nth = 1;
  KmStepKind kind;

  if (command >= m->commands->len)
    return 0;
  record = g_ptr_array_index (m->commands, command);
  if (g_ascii_string_to_unsigned (name, 10, 1, m->store.n_steps, &nth, NULL))
    return nth;
  if (hash != NULL && !g_ascii_string_to_unsigned (hash + 1, 10, 1, G_MAXUINT32, &nth, NULL))
    return 0;
  kind = km_step_kind_from_name (kind_name);
  for (uint32_t step = record->first_step; step <= record->last_step; step++)
    if (m->store.steps[step - 1].kind == kind && nth-- == 1)
      return step;
  return 0;
}

guint
km_machine_n_commands (const KmMachine *m)
{
  return m->commands->len;
}

const KmCommandRecord *
km_machine_command (const KmMachine *m, guint i)
{
  return i < m->commands->len ? g_ptr_array_index (m->commands, i) : NULL;
}

void
km_machine_read_before (const KmMachine *m, const void *place, void *copy, size_t size)
{
  km_store_read_before (&m->store, place, copy, size);
}

typedef struct
{
  const KmTable *frames;
  void (*visit) (KmPfn pfn, gpointer data);
  gpointer data;
} FrameVisit;

static void
visit_word (uint32_t word, gpointer data)
{
  const FrameVisit *v = data;
  uint64_t offset = (uint64_t) word * 4, pfn;

  if (offset < v->frames->offset)
    return;
  pfn = (offset - v->frames->offset) / v->frames->record_size;
  if (pfn < v->frames->capacity)
    v->visit ((KmPfn) pfn, v->data);
}

void
km_machine_visit_frames (const KmMachine *m, uint32_t step, void (*visit) (KmPfn pfn, gpointer data), gpointer data)
{
  FrameVisit v = { &m->tables.frames, visit, data };

  km_store_visit_step (&m->store, step, visit_word, &v);
}
