/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "ui/session/ledger.h"
#include "ui/session/session-private.h"

#include <string.h>

/* The kernel's own counters, before a command began. They depend on the command's serial only, so
 * each is read once: going back to read it costs as much as the command changed. */
typedef struct
{
  guint faults, taken, given;
} Counts;

static Counts
counts_now (const KmState *state)
{
  Counts counts = { 0 };

  if (state == NULL)
    return counts;
  for (guint i = KM_PGALLOC_DMA; i <= KM_PGALLOC_MOVABLE; i++)
    counts.taken += state->event[i];
  counts.given = state->event[KM_PGFREE];
  counts.faults = state->event[KM_PGFAULT];
  return counts;
}

static void
row_free (gpointer data)
{
  VmrLedgerRow *row = data;

  g_free (row->text);
  g_free (row->result);
  g_free (row);
}

static char *
last_line (const char *transcript)
{
  g_autofree char *text = g_strchomp (g_strdup (transcript));
  const char *last = strrchr (text, '\n');

  return *text == '\0' ? NULL : g_strdup (last ? last + 1 : text);
}

static VmrLedgerRow *
row_new (const KmCommandRecord *record,
         guint                  number,
         guint                  cursor)
{
  VmrLedgerRow *row = g_new0 (VmrLedgerRow, 1);

  row->number = number;
  row->text = g_strdup (record->text);
  row->first_step = record->first_step;
  row->finished = cursor >= record->last_step;
  row->steps = MIN (cursor, record->last_step) + 1 - record->first_step;
  row->result = row->finished ? last_line (record->transcript) : NULL;
  return row;
}

/* What is not known yet is read on one way back. */
static void
read_counts (VmrSession *self,
             guint       from,
             guint       to)
{
  for (guint i = to; i-- > from;)
    {
      const KmCommandRecord *record = km_machine_command (self->machine, i);
      gpointer key = GUINT_TO_POINTER (record->serial);
      Counts *counts;

      if (g_hash_table_contains (self->ledger, key))
        continue;
      km_machine_goto (self->machine, record->first_step - 1);
      counts = g_new (Counts, 1);
      *counts = counts_now (km_machine_state (self->machine));
      g_hash_table_insert (self->ledger, key, counts);
    }
}

GPtrArray *
vmr_session_ledger (VmrSession *self)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), NULL);

  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  guint cursor = vmr_session_cursor (self), from = 0, to = 0;
  Counts end = counts_now (km_machine_state (self->machine));

  while (to < km_machine_n_commands (self->machine) && km_machine_command (self->machine, to)->first_step <= cursor)
    to++;
  while (from < to && km_machine_command (self->machine, from)->first_step < self->act->first)
    from++;
  from = MAX (from, to - MIN (to, VMR_LEDGER_MAX));
  if (self->ledger == NULL || self->ledger_machine != self->machine)
    {
      g_clear_pointer (&self->ledger, g_hash_table_unref);
      self->ledger = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      self->ledger_machine = self->machine;
    }
  read_counts (self, from, to);
  km_machine_goto (self->machine, cursor);
  for (guint i = to; i-- > from;)
    {
      const KmCommandRecord *record = km_machine_command (self->machine, i);
      const Counts *start = g_hash_table_lookup (self->ledger, GUINT_TO_POINTER (record->serial));
      VmrLedgerRow *row = row_new (record, i - from + 1, cursor);

      row->faults = end.faults - start->faults;
      row->taken = end.taken - start->taken;
      row->given = end.given - start->given;
      end = *start;
      g_ptr_array_insert (rows, 0, row);
    }
  return rows;
}
