/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/command.h"
#include "core/machine/make.h"
#include "core/replay/replay.h"

#define SHOWN_DIFFERENCES 20

void
km_replay_differ (KmReplay *r, guint line, const char *format, ...)
{
  g_autofree char *text = NULL, *valid = NULL;
  va_list args;

  if (r->result->differences++ >= SHOWN_DIFFERENCES)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (text, -1);   /* it may quote the file */
  g_string_append_printf (r->report, "%s:%u: %s\n", r->file, line, valid);
}

void
km_replay_expect_number (KmReplay *r, guint line, const char *what, guint recorded, guint simulated)
{
  if (recorded != simulated)
    km_replay_differ (r, line, "%s: recorded %u, simulated %u", what, recorded, simulated);
}

gboolean
km_replay_boot (KmReplay *r, guint line, const KmConfig *config, GError **error)
{
  GError *wrong = NULL;

  if (r->m->state != NULL)
    {
      km_machine_unmake (r->m);
      g_ptr_array_set_size (r->m->commands, 0);
    }
  km_machine_begin (r->m);
  if (km_machine_make (r->m, config, &wrong))
    return TRUE;
  if (g_error_matches (wrong, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX))
    g_prefix_error (&wrong, "%s:%u:1: ", r->file, line);   /* the sizes that the file tells */
  g_propagate_error (error, wrong);
  km_replay_abandon (r);
  return FALSE;
}

void
km_replay_end (KmReplay *r)
{
  km_machine_end (r->m, r->file);
}

void
km_replay_abandon (KmReplay *r)
{
  km_machine_unmake (r->m);
  r->m->busy = FALSE;
}

GStrv
km_replay_lines (const char *text)
{
  GStrv lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  if (n > 0 && *lines[n - 1] == '\0')
    g_clear_pointer (&lines[n - 1], g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], "\r"))
      lines[i][strlen (lines[i]) - 1] = '\0';
  return lines;
}
