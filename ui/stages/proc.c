/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc: the kernel's own files, as it prints them, with the digits that this step has changed
 * marked.
 *
 *   buddyinfo                      whole
 *   PID/maps      │ meminfo, vmstat, zoneinfo: the lines that the present command has changed
 *
 * The long files are cut to what moved: of a hundred counters two or three tell the story. Of one in which
 * nothing moved the first lines stand there, in grey.
 */
#include "ui/session/report.h"
#include "ui/session/session-view.h"
#include "ui/stages/stage.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  guint             cursor, before;     /* steps: now, and before the present command */
  double            small, line, m, digit;
} Proc;

/* A file in three states: now, one step ago, and before the command. */
typedef struct
{
  GStrv now, ago, start;
} Versions;

static GStrv
lines_at (const Proc *p,
          const char *what,
          guint       step)
{
  const char *text = vmr_session_report (p->session, what, step);

  return g_strsplit (text != NULL ? text : "", "\n", -1);
}

static void
versions_init (const Proc *p,
               const char *what,
               Versions   *v)
{
  v->now = lines_at (p, what, p->cursor);
  v->ago = lines_at (p, what, p->cursor > 0 ? p->cursor - 1 : 0);
  v->start = lines_at (p, what, p->before);
}

static void
versions_clear (Versions *v)
{
  g_strfreev (v->now);
  g_strfreev (v->ago);
  g_strfreev (v->start);
}

static const char *
line_of (GStrv lines,
         guint i)
{
  return i < g_strv_length (lines) ? lines[i] : NULL;
}

/* The line of a list that stood for the same thing a step ago: areas come and go, and a line that only
 * moved has not changed. "" for one that is new. */
static const char *
line_before (char      **lines,
             const char *now)
{
  gsize start = strcspn (now, "-"), end = strcspn (now, " ");

  for (guint i = 0; lines[i] != NULL; i++)
    if (strcmp (lines[i], now) == 0)
      return lines[i];
  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], now, start + 1) == 0)
      return lines[i];
  for (guint i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) > end && strncmp (lines[i] + start, now + start, end - start) == 0)
      return lines[i];
  return "";
}

/* The words that differ from the line a step ago get a box below them. */
static void
mark_changes (Proc       *p,
              const char *now,
              const char *ago,
              double      x,
              double      y)
{
  guint column = 0;

  if (ago == NULL || strcmp (now, ago) == 0)
    return;
  while (now[column] != '\0')
    {
      guint length = strcspn (now + column, " ");
      gboolean same = strlen (ago) >= column + length &&
                      strncmp (now + column, ago + column, length) == 0 &&
                      (ago[column + length] == ' ' || ago[column + length] == '\0');

      if (length > 0 && !same)
        {
          VmrCell *cell = vmr_cells_box (p->cells, VMR_RECT (x + column * p->digit - 2, y,
                                                             length * p->digit + 4, p->line - 1),
                                         VMR_INK_LIGHT, VMR_TINT_FAINT, 3);

          vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
          cell->flags |= VMR_CELL_CHANGED;
        }
      column += MAX (length, 1);
    }
}

/* The files are ASCII; a line longer than the room is cut at a column. */
static void
line_draw (Proc       *p,
           const char *now,
           const char *ago,
           VmrInk      ink,
           VmrRect     room)
{
  guint columns = (guint) (room.w / p->digit);
  g_autofree char *shown = g_strndup (now, columns), *was = ago ? g_strndup (ago, columns) : NULL;

  mark_changes (p, shown, was, room.x, room.y);
  vmr_cells_text (p->cells, VMR_RECT (room.x, room.y, room.w + 2, p->line), VMR_SMALL | VMR_MONO,
                  ink, shown, NULL);
}

static double
title_draw (Proc       *p,
            const char *path,
            const char *note,
            VmrRect     room)
{
  VmrCell *cell = vmr_cells_text (p->cells, VMR_RECT (room.x, room.y, room.w, p->line),
                                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, path, NULL);
  double w = cell != NULL ? cell->rect.w + 12 : 0;

  if (note == NULL ||
      vmr_cells_text (p->cells, VMR_RECT (room.x + w, room.y, room.w - w, p->line), VMR_SMALL,
                      VMR_INK_SECONDARY, note, NULL) != NULL)
    return room.y + p->line;
  /* No room behind it. */
  vmr_cells_text (p->cells, VMR_RECT (room.x, room.y + p->line, room.w, p->line), VMR_SMALL,
                  VMR_INK_SECONDARY, note, "…", NULL);
  return room.y + 2 * p->line;
}

typedef enum
{
  FILE_TABLE,             /* a line always stands for the same thing */
  FILE_COUNTERS,          /* likewise, and so many of them that only the changed ones are shown */
  FILE_LIST,              /* lines come and go */
} FileKind;

/* How many of the lines are as they were before the command. */
static guint
n_same (const Versions *v)
{
  guint n = 0;

  for (guint i = 0; v->now[i] != NULL; i++)
    n += *v->now[i] != '\0' && g_strcmp0 (v->now[i], line_of (v->start, i)) == 0;
  return n;
}

static gboolean
is_same (const Versions *v)
{
  return g_strv_equal ((const char *const *) v->now, (const char *const *) v->start);
}

/* A file, or of a long one the lines that the command has changed, or else some of it, in half of the room.
 * Returns the lower edge. */
static double
file_draw (Proc       *p,
           const char *path,
           const char *what,
           FileKind    kind,
           VmrRect     room)
{
  Versions v;
  double y = room.y, bottom = room.y + room.h;
  guint left_out, n;
  gboolean changed_only, same;
  g_autofree char *note = NULL;

  if (room.h < 2 * p->line)
    return room.y;
  versions_init (p, what, &v);
  n = g_strv_length (v.now);
  left_out = kind == FILE_COUNTERS ? n_same (&v) : 0;
  same = left_out > 0 && is_same (&v);
  changed_only = kind == FILE_COUNTERS && !same;
  if (left_out)
    note = g_strdup_printf (g_dngettext (NULL, "%u line is the same as before the command",
                                         "%u lines are the same as before the command",
                                         left_out), left_out);
  y = title_draw (p, path, note, VMR_RECT (room.x, y, room.w, p->line));
  if (same)
    bottom = y + (bottom - y) / 2;
  for (guint i = 0; i < n && y + p->line <= bottom; i++)
    {
      if (*v.now[i] == '\0' ||
          (changed_only && g_strcmp0 (v.now[i], line_of (v.start, i)) == 0))
        continue;
      line_draw (p, v.now[i], kind == FILE_LIST ? line_before (v.ago, v.now[i]) : line_of (v.ago, i),
                 same ? VMR_INK_SECONDARY : VMR_INK_TEXT, VMR_RECT (room.x, y, room.w, p->line));
      y += p->line;
    }
  versions_clear (&v);
  return y + p->line * 0.6;
}

static double
maps_draw (Proc   *p,
           VmrRect room)
{
  const KmTask *task = vmr_session_task (p->session);
  g_autofree char *path = NULL, *what = NULL;

  if (task == NULL)
    return room.y;
  path = g_strdup_printf ("/proc/%u/maps", task->pid);
  /* While exec is under way it has no name yet. */
  what = g_strdup_printf ("maps %u", task->pid);
  return file_draw (p, path, what, FILE_LIST, room);
}

static void
proc_layout (const VmrSession *session,
             VmrCells         *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  Proc p = { .session = session, .machine = machine, .cells = cells,
             .cursor = vmr_session_cursor (session), .small = cells->metrics.small };
  const KmCommandRecord *command;
  double y, bottom, left;

  if (p.cursor == 0)
    return;
  command = km_machine_command (machine, km_machine_step_command (machine, p.cursor));
  p.before = command->first_step - 1;
  p.line = p.small * 1.5;
  p.m = MAX (p.small * 1.5, 16);
  p.digit = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "0000000000") / 10;
  bottom = cells->height - p.m * 0.6;
  y = file_draw (&p, "/proc/buddyinfo", "buddyinfo", FILE_TABLE,
                 VMR_RECT (p.m, p.m * 0.6, cells->width - 2 * p.m, bottom));
  left = MIN (cells->width * 0.58, p.digit * 72);
  if (cells->width - left < p.digit * 34)       /* too narrow for two columns */
    left = 0;
  if (left > 0)
    maps_draw (&p, VMR_RECT (p.m, y, left - p.m, bottom - y));
  left = left > 0 ? left + p.m * 0.5 : p.m;
  y = file_draw (&p, "/proc/meminfo", "meminfo", FILE_COUNTERS,
                 VMR_RECT (left, y, cells->width - left - p.m, bottom - y));
  y = file_draw (&p, "/proc/vmstat", "vmstat", FILE_COUNTERS,
                 VMR_RECT (left, y, cells->width - left - p.m, bottom - y));
  file_draw (&p, "/proc/zoneinfo", "zoneinfo", FILE_COUNTERS,
             VMR_RECT (left, y, cells->width - left - p.m, bottom - y));
}

const VmrStage vmr_stage_proc = { VMR_REPORT_STAGE, N_("/proc"), proc_layout, 0,
  "/proc", "/proc", TRUE,
};
