/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The foot of a lecture's page: colours and sums. */
#include "core/user/vma.h"
#include "ui/lecture/lecture-private.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/mask.h"
#include "ui/panels/words.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
role_is_shown (const VmrCells *cells,
               VmrInk          ink)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->fill == ink &&
        vmr_cells_get (cells, i)->shape != VMR_SHAPE_TEXT)
      return TRUE;
  return FALSE;
}

/* The roles on the screen, from the right; returns where they begin. */
static double
legend_draw (const VmrSession *session,
             VmrCells         *cells,
             VmrRect           r)
{
  double side = cells->metrics.small * 0.9, right = r.x + r.w;
  const KmUse *uses;
  guint n = vmr_legend_uses (&uses);
  gboolean blocks = vmr_stage_shown (session) == &vmr_stage_buddy;

  for (guint i = n + 1; i-- > 0;)
    {
      guint use = i > 0 ? (guint) uses[i - 1] : VMR_USE_BLOCK;
      /* Beside blocks, frames that lie in none are in no list, as the window says. */
      const VmrRole *role = vmr_use_role (blocks && use == KM_USE_FREE ? VMR_USE_LOOSE : use);
      VmrInk ink = vmr_use_role (use)->ink;
      const char *text = vmr_stage_both (session, cells, role->word);
      double w = vmr_cells_measure (cells, VMR_SMALL, text) + 2;
      VmrCell *cell;

      if (!role_is_shown (cells, ink))
        continue;
      if (right - w - side - 8 < r.x + r.w * 0.45)
        break;
      vmr_cells_text (cells, VMR_RECT (right - w, r.y, w, r.h), VMR_SMALL, VMR_INK_TEXT, text,
                      NULL);
      cell = vmr_cells_box (cells, VMR_RECT (right - w - side - 8, r.y + (r.h - side) / 2, side,
                                             side), ink, VMR_TINT_FULL, 4);
      vmr_cell_outline (cell, ink == VMR_INK_BLOCK ? VMR_INK_ANON
                        : ink == VMR_INK_FREE ? VMR_INK_SECONDARY : ink, MIN (3, side * 0.14));
      right -= w + side + 8 + cells->metrics.small * 1.2;
    }
  return right;
}

/* What the program has cost until now, as the totals of the desk say it: questions ask about it, and things
 * to try are watched by it. */
static void
totals_draw (const VmrSession *session,
             VmrCells         *cells,
             VmrRect           r)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmCommandRecord *command =
    km_machine_command (machine, km_machine_step_command (machine, vmr_session_cursor (session)));
  /* Blocks that nobody has asked for have cost no program anything. */
  const KmTask *task = km_task (machine, command->task) ? vmr_session_task (session) : NULL;
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *brief = NULL;
  char rss[32], tables[32];

  if (mm == NULL)
    return;
  vmr_count_text (km_mm_rss (mm), rss, sizeof rss);
  vmr_count_text (mm->pgtables_bytes / KM_PAGE_SIZE, tables, sizeof tables);
  text = g_strdup_printf (_("frames of %s: %s · page tables: %s"), km_task_name (machine, task), rss, tables);
  brief = g_strdup_printf (_("frames of %s: %s"), km_task_name (machine, task), rss);
  vmr_cells_text (cells, r, VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, text, brief, NULL);
}

void
vmr_lecture_foot_draw (const VmrSession *session,
           VmrCells         *cells,
           VmrRect           r)
{
  guint step = vmr_session_doing (session);
  const KmStepInfo *info;
  g_autofree char *function = NULL;
  double right = legend_draw (session, cells, r), x = r.x;
  VmrCell *cell;

  if (step == 0 || step > vmr_session_n_steps (session))
    return;
  info = km_machine_step_info (vmr_session_machine (session), step);
  function = g_strdup_printf (info->origin == KM_ORIGIN_KERNEL && !strchr (info->function, ' ')
                              ? "%s()" : "%s", vmr_step_function (info));
  cell = vmr_cells_text (cells, VMR_RECT (x, r.y, right - x, r.h), VMR_BODY | VMR_MONO,
                         VMR_INK_TEXT, function, NULL);
  x += cell ? cell->rect.w + cells->metrics.body : 0;
  cell = vmr_cells_text (cells, VMR_RECT (x, r.y, right - x, r.h), VMR_SMALL | VMR_MONO,
                         VMR_INK_SECONDARY, info->file, NULL);
  x += cell ? cell->rect.w + cells->metrics.body : 0;
  totals_draw (session, cells, VMR_RECT (x, r.y, right - x - cells->metrics.body, r.h));
}
