/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of a sandbox in which nothing has happened yet, and its set-up on the timeline.
 *
 *   editor is running. Pick a page, then a verb.      ┌ Console ── Tab completes · Up repeats ┐
 *   Each click is also a line in the console …        │ › brk editor +132K         0x081d3000 │
 *   On this machine (editor 185 frames) (shell …)     └───────────────────────────────────────┘
 */
#include "ui/panels/desk-story.h"

#include "core/lesson/text.h"
#include "ui/panels/panels.h"
#include "ui/panels/words.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"
#include "ui/session/texts-shared.h"

#include "core/user/vma.h"
#include "ui/session/desk.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static char *
lookup_program (const char *expression,
                gpointer    data)
{
  return g_str_equal (expression, "program") ? g_strdup (data) : NULL;
}

static char *
headline_text (const KmMachine *machine,
               const KmTask    *task,
               gboolean         chinese)
{
  if (task == NULL)
    return g_strdup (vmr_word ("sandbox-empty", chinese));
  return km_text_expand (vmr_word ("sandbox-start", chinese), lookup_program,
                         (gpointer) km_task_name (machine, task));
}

/* --- chips -------------------------------------------------------------------------------------- */

/* Returns the x behind it; the same x when there is no room. */
static double
chip_draw (VmrCells   *cells,
           VmrRect     r,
           const char *text)
{
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + 22;

  if (w > r.w)
    return r.x;
  vmr_cells_box (cells, VMR_RECT (r.x, r.y, w, r.h), VMR_INK_SOFT, VMR_TINT_FULL, r.h / 2);
  vmr_cells_text (cells, VMR_RECT (r.x, r.y, w, r.h), VMR_SMALL | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, text, NULL);
  return r.x + w + 8;
}

static guint
task_frames (const KmMachine *machine,
             const KmTask    *task)
{
  const KmMm *mm = km_mm (machine, task->mm);

  return mm ? km_mm_rss (mm) : 0;
}

static void
chips_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *shown = vmr_session_task (session);
  char count[32];
  g_autofree char *cache = NULL;
  VmrCell *cell = vmr_cells_text (cells, r, VMR_SMALL, VMR_INK_SECONDARY, _("On this machine"),
                                  NULL);
  double right = r.x + r.w, x = cell ? cell->rect.x + cell->rect.w + 12 : r.x;

  if (shown != NULL)
    {
      guint n = task_frames (machine, shown);
      g_autofree char *text =
        g_strdup_printf (_("%s %s frames"), km_task_name (machine, shown), vmr_count_text (n, count, sizeof count));

      x = chip_draw (cells, VMR_RECT (x, r.y, right - x, r.h), text);
    }
  for (guint i = 4; i-- > 0;)
    {
      const KmTask *task = vmr_desk_other_task (session, i);
      g_autofree char *text =
        task ? g_strdup_printf ("%s %s", km_task_name (machine, task), vmr_count_text (task_frames (machine, task),
                                                                     count, sizeof count)) : NULL;

      if (text)
        x = chip_draw (cells, VMR_RECT (x, r.y, right - x, r.h), text);
    }
  cache = g_strdup_printf (_("page cache %s"),
                           vmr_count_text (km_machine_state (machine)->node_stat[KM_NR_FILE_PAGES], count,
                                           sizeof count));
  chip_draw (cells, VMR_RECT (x, r.y, right - x, r.h), cache);
}

/* --- the last lines ------------------------------------------------------------------------------- */

/* What the command gave, without the name it has; else the faults it took. */
static char *
result_of (const KmMachine       *machine,
           const KmCommandRecord *record)
{
  const char *sign = record->transcript ? strstr (record->transcript, " = ") : NULL;
  guint faults = 0;

  if (sign)
    return g_strchomp (g_strdup (sign + 3));
  for (guint step = record->first_step; step <= record->last_step; step++)
    faults += km_machine_step_kind (machine, step) == KM_STEP_PAGE_FAULT;
  if (faults == 0)
    return g_strdup ("");
  return g_strdup_printf (faults == 1 ? _("%u fault") : _("%u faults"), faults);
}

static void
lines_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r)
{
  const KmMachine *machine = vmr_session_machine (session);
  double line = ceil (cells->metrics.small * 1.65);
  guint room = (guint) MAX ((r.h - line - 10) / line, 0), n = MIN (room, km_machine_n_commands (machine));
  VmrCell *cell;

  vmr_cell_outline (vmr_cells_box (cells, r, VMR_INK_SOFT, VMR_TINT_FULL, 8), VMR_INK_LINE, 1);
  cell = vmr_cells_text (cells, VMR_RECT (r.x + 14, r.y + 4, r.w - 28, line), VMR_SMALL | VMR_BOLD,
                         VMR_INK_TEXT, _("Console"), NULL);
  if (cell)
    vmr_cells_text (cells, VMR_RECT (cell->rect.x + cell->rect.w + 12, r.y + 4,
                                     r.x + r.w - 26 - cell->rect.x - cell->rect.w, line),
                    VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, _("Tab completes · Up repeats"),
                    _("Tab completes"), NULL);
  for (guint i = km_machine_n_commands (machine) - n; i < km_machine_n_commands (machine); i++)
    {
      const KmCommandRecord *record = km_machine_command (machine, i);
      double y = r.y + 4 + line * (i - (km_machine_n_commands (machine) - n) + 1), right = r.x + r.w - 14;
      g_autofree char *result = result_of (machine, record);
      g_autofree char *text = g_strdup_printf ("› %s", record->text);

      cell = *result ? vmr_cells_text (cells, VMR_RECT (r.x + r.w / 2, y, right - r.x - r.w / 2,
                                                        line),
                                       VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, result,
                                       NULL) : NULL;
      if (cell)
        right = cell->rect.x - 10;
      vmr_cells_text (cells, VMR_RECT (r.x + 14, y, right - r.x - 14, line), VMR_SMALL | VMR_MONO,
                      VMR_INK_TEXT, text, NULL);
    }
}

/* --- all of it -------------------------------------------------------------------------------------- */

static void
words_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r)
{
  gboolean zh = vmr_session_chinese_first (session);
  gboolean both = vmr_session_language (session) == VMR_LANGUAGE_BOTH;
  const KmTask *task = vmr_session_task (session);
  g_autofree char *head = headline_text (vmr_session_machine (session), task, zh);
  g_autofree char *second = headline_text (vmr_session_machine (session), task, !zh);
  double h = ceil (cells->metrics.headline * 1.5), y = r.y + h;
  double chip = ceil (cells->metrics.small * 2), foot = r.y + r.h - chip;

  if (!vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w, h), VMR_HEADLINE | VMR_BOLD, VMR_INK_TEXT,
                       head, NULL))
    vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w, h), VMR_BODY | VMR_BOLD, VMR_INK_TEXT, head,
                    NULL);
  if (both && y + cells->metrics.row * 2 < foot)
    {
      vmr_cells_text (cells, VMR_RECT (r.x, y, r.w, cells->metrics.row), VMR_SMALL,
                      VMR_INK_SECONDARY, second, NULL);
      y += cells->metrics.row;
    }
  if (foot - 6 > y + cells->metrics.body)
    y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y + 2, MIN (r.w, cells->metrics.body * 52),
                                               foot - 6 - y), VMR_BODY, VMR_INK_TEXT,
                              vmr_word_why ("sandbox-start", zh));
  if (both && y + 2 * cells->metrics.small < foot - 6)
    vmr_cells_paragraph (cells, VMR_RECT (r.x, y + 4, MIN (r.w, cells->metrics.body * 52),
                                          foot - 8 - y), VMR_SMALL, VMR_INK_SECONDARY,
                         vmr_word_why ("sandbox-start", !zh));
  chips_draw (session, cells, VMR_RECT (r.x, foot, r.w, chip - 2));
}

gboolean
vmr_desk_story (const VmrSession *session,
                VmrCells         *cells,
                VmrRect           r,
                gboolean          wide)
{
  double lines = wide ? MIN (r.w * 0.42, cells->metrics.small * 46) : 0;

  g_return_val_if_fail (session != NULL, FALSE);
  if (!vmr_session_is_fresh (session))
    return FALSE;
  words_draw (session, cells, VMR_RECT (r.x, r.y, r.w - (lines > 0 ? lines + 24 : 0), r.h));
  if (lines > 0)
    lines_draw (session, cells, VMR_RECT (r.x + r.w - lines, r.y + 4, lines, r.h - 4));
  return TRUE;
}

/* The words above the left end of the timeline, in a narrow window before it; returns the width taken
 * from it there. */
double
vmr_desk_setup (const VmrSession *session,
                VmrCells         *cells,
                VmrRect           r,
                gboolean          tall)
{
  g_return_val_if_fail (session != NULL, 0);

  guint n = vmr_session_n_setup (session);
  gboolean open = vmr_session_setup_is_open (session);
  double line = ceil (cells->metrics.small * 1.4), w;
  g_autofree char *full = g_strdup_printf (n == 1 ? _("set-up: %u command") :
                                           _("set-up: %u commands"), n);
  g_autofree char *text = g_strdup_printf ("%s %s", full, open ? "▴" : "▾");
  VmrRect at;
  VmrCell *cell;

  if (n == 0 || !vmr_session_is_sandbox (session))
    return 0;
  w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + 2;
  at = tall ? VMR_RECT (r.x, r.y, MIN (w, r.w), line)
       : VMR_RECT (r.x, r.y + r.h - 8 - line / 2, MIN (w, r.w), line);
  cell = vmr_cells_spot (cells, at);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_SETUP, 0), full,
                     open ? _("Click to fold the set-up again")
                     : _("Click to go into the set-up, command by command"));
  vmr_cells_text (cells, at, VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, text, NULL);
  if (tall && vmr_session_is_fresh (session) && vmr_session_act_stops (session) <= 1)
    vmr_cells_text (cells, VMR_RECT (r.x + w + 24, r.y, r.w - w - 24, line), VMR_SMALL,
                    VMR_INK_SECONDARY,
                    _("your steps appear here: a tick for each, coloured by what it is about; a "
                      "branch when you go back and do something else"),
                    _("your steps appear here: a tick for each"), NULL);
  return tall ? 0 : w + 16;
}
