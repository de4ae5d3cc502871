/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/report.h"

#include "ui/session/session-look.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"

static char *
key_of (const char *what,
        guint       step)
{
  return g_strdup_printf ("%u %s", step, what);
}

static void
write_at (VmrSession        *self,
          guint              step,
          const char *const *whats)
{
  km_machine_goto (self->machine, step);
  for (guint i = 0; whats[i] != NULL; i++)
    {
      char *text = km_machine_print (self->machine, whats[i], NULL);

      if (text)
        g_hash_table_insert (self->reports, key_of (whats[i], step), text);
    }
}

/* The same steps of the same line of history, for the same program: nothing is written anew. */
static gboolean
is_written (VmrSession *self,
            const char *maps,
            guint       cursor,
            guint       newest)
{
  g_autofree char *state = g_strdup_printf ("%p %u %u %s", (gpointer) self->machine, cursor, newest, maps);

  if (self->reports && g_strcmp0 (self->reports_of, state) == 0)
    return TRUE;
  g_free (self->reports_of);
  self->reports_of = g_steal_pointer (&state);
  return FALSE;
}

void
vmr_session_prepare_reports (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  const char *stage = self->view.pinned ? self->view.pinned : vmr_session_look (self);
  const KmTask *task = vmr_session_task (self);
  guint cursor = vmr_session_cursor (self), n = km_machine_n_commands (self->machine), before;
  /* While exec is under way a task has no name yet. */
  g_autofree char *maps = g_strdup_printf ("maps %u", task ? task->pid : 0);
  const char *const whats[] = { "buddyinfo", "meminfo", "vmstat", "zoneinfo", task ? maps : NULL, NULL };

  if (g_strcmp0 (stage, VMR_REPORT_STAGE) != 0 || cursor == 0 ||
      is_written (self, maps, cursor, km_machine_command (self->machine, n - 1)->serial))
    return;
  g_clear_pointer (&self->reports, g_hash_table_unref);
  self->reports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  before = km_machine_command (self->machine, km_machine_step_command (self->machine, cursor))->first_step - 1;
  write_at (self, before, whats);
  write_at (self, cursor - 1, whats);
  write_at (self, cursor, whats);
}

const char *
vmr_session_report (const VmrSession *self,
                    const char       *what,
                    guint             step)
{
  g_autofree char *key = key_of (what, step);

  g_return_val_if_fail (self != NULL, NULL);
  return self->reports ? g_hash_table_lookup (self->reports, key) : NULL;
}
