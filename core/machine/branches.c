/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/branches.h"

#include "core/base/store.h"
#include "core/state/machine-private.h"

void
km_command_free (gpointer data)
{
  KmCommandRecord *command = data;

  g_free (command->text);
  g_free (command->transcript);
  g_free (command);
}

void
km_branch_free (gpointer data)
{
  KmBranch *branch = data;

  g_free (branch->name);
  km_tail_clear (&branch->tail);
  g_ptr_array_unref (branch->commands);
  g_free (branch);
}

static KmCommandRecord *
command_at (const KmMachine *m, guint i)
{
  return g_ptr_array_index (m->commands, i);
}

static GPtrArray *
cut_commands (KmMachine *m)
{
  GPtrArray *cut = g_ptr_array_new_with_free_func (km_command_free);
  guint keep = 0;

  while (keep < m->commands->len && command_at (m, keep)->last_step <= m->store.cursor)
    keep++;
  while (m->commands->len > keep)
    g_ptr_array_add (cut, g_ptr_array_steal_index (m->commands, keep));
  return cut;
}

/* The command whose last step is @step: with it a branch knows the line of history it belongs
 * to. */
static uint32_t
serial_ending_at (const KmMachine *m, uint32_t step)
{
  for (guint i = m->commands->len; i-- > 0;)
    if (command_at (m, i)->last_step == step)
      return command_at (m, i)->serial;
  return 0;
}

KmBranch *
km_branch_cut (KmMachine *m)
{
  KmBranch *branch = g_new0 (KmBranch, 1);

  branch->fork = m->store.cursor;
  branch->after = serial_ending_at (m, branch->fork);
  branch->name = g_strdup_printf ("branch-%u", m->branches->len + 1);
  branch->commands = cut_commands (m);
  km_store_cut_tail (&m->store, &branch->tail);
  return branch;
}

void
km_branch_put_back (KmMachine *m, KmBranch *branch)
{
  km_store_append_tail (&m->store, &branch->tail);
  g_ptr_array_extend_and_steal (m->commands, g_ptr_array_ref (branch->commands));
  km_branch_free (branch);
}

guint
km_machine_n_branches (const KmMachine *m)
{
  return m->branches->len;
}

const KmBranch *
km_machine_branch (const KmMachine *m, guint i)
{
  return i < m->branches->len ? g_ptr_array_index (m->branches, i) : NULL;
}

gboolean
km_machine_switch_branch (KmMachine *m, guint i)
{
  KmBranch *branch, *left;

  g_return_val_if_fail (i < m->branches->len && !m->busy, FALSE);
  branch = g_ptr_array_index (m->branches, i);
  if (branch->fork > m->store.n_steps || branch->after != serial_ending_at (m, branch->fork))
    return FALSE;
  g_ptr_array_steal_index (m->branches, i);
  km_store_goto (&m->store, branch->fork);
  left = km_branch_cut (m);
  g_free (left->name);
  left->name = g_steal_pointer (&branch->name);
  km_branch_put_back (m, branch);
  g_ptr_array_insert (m->branches, (gint) i, left);
  return TRUE;
}
