/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sums at the window's foot. */
#include "ui/panels/totals.h"

#include "core/user/vma.h"
#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/panels/words.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TOTALS 5
typedef struct
{
  const char *value, *name;
} Total;

static double
total_width (VmrCells    *cells,
             const Total *total)
{
  return MAX (vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, total->value),
              vmr_cells_measure (cells, VMR_SMALL, total->name)) + 1;
}

/* From the right; what does not fit any more is left out. */
static void
totals_draw (VmrCells    *cells,
             const Total *totals,
             double       gap)
{
  double right = cells->width - 12, half = cells->height / 2;

  for (guint i = 0; i < TOTALS; i++)
    {
      double w = total_width (cells, &totals[i]);

      if (right - w < 0)
        return;
      vmr_cells_text (cells, VMR_RECT (right - w, 0, w, half), VMR_BODY | VMR_BOLD | VMR_RIGHT,
                      VMR_INK_TEXT, totals[i].value, NULL);
      vmr_cells_text (cells, VMR_RECT (right - w, half, w, half), VMR_SMALL | VMR_RIGHT,
                      VMR_INK_SECONDARY, totals[i].name, NULL);
      right -= w + gap;
    }
}

static double
totals_width (VmrCells    *cells,
              const Total *totals,
              double       gap)
{
  double w = 12;

  for (guint i = 0; i < TOTALS; i++)
    w += total_width (cells, &totals[i]) + gap;
  return w - gap;
}

static void
totals_draw_all (gpointer          data,
                 const VmrSession *session,
                 VmrCells         *cells)
{
  const KmState *state = vmr_session_state (session);
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  g_autofree char *faults = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *of_task = NULL;
  g_autofree char *frames = NULL;
  guint free = 0, rss = mm ? km_mm_rss (mm) : 0, misses = 0;
  char values[4][32];

  if (state == NULL)
    return;
  for (guint i = 0; i < KM_N_ZONES; i++)
    free += state->zones[i].stat[KM_NR_FREE_PAGES];
  for (guint i = 0; i < state->config.cpus; i++)
    misses += state->cpu[i].tlb_misses;
  /* What mm_struct has counted: it runs ahead of the entries, and the zero page is none of its
   * frames. */
  of_task = task ? g_strdup_printf (_("frames of %s (RSS)"), km_task_name (machine, task))
                 : g_strdup (_("frames of the task (RSS)"));
  frames = task ? g_strdup_printf (_("frames of %s"), km_task_name (machine, task)) : g_strdup (_("frames of the task"));
  faults = g_strdup_printf (_("%u minor · %u major"), task ? task->min_flt : 0,
                            task ? task->maj_flt : 0);
  brief = g_strdup_printf ("%u · %u", task ? task->min_flt : 0, task ? task->maj_flt : 0);
  {
    Total totals[TOTALS] = {
      { vmr_count_text (free, values[0], sizeof values[0]), _("frames free") },
      { vmr_count_text (mm ? mm->pgtables_bytes / KM_PAGE_SIZE : 0, values[1], sizeof values[1]),
        _("page-table frames") },
      { vmr_count_text (rss, values[2], sizeof values[2]), of_task },
      { faults, _("faults") },
      { vmr_count_text (misses, values[3], sizeof values[3]), _("TLB misses") },
    };

    if (totals_width (cells, totals, 24) <= cells->width)
      {
        totals_draw (cells, totals, 24);
        return;
      }
    totals[1].name = _("page tables");
    totals[2].name = frames;
    totals[3] = (Total) { brief, _("minor · major") };
    if (totals_width (cells, totals, 12) > cells->width)
      {
        /* Rather shorter words than one number less. */
        totals[0].name = _("free");
        totals[1].name = _("tables");
      }
    totals_draw (cells, totals, totals_width (cells, totals, 12) > cells->width ? 8 : 12);
  }
}

void
vmr_totals_layout (gpointer          data,
                   const VmrSession *session,
                   VmrCells         *cells)
{
  totals_draw_all (data, session, cells);
  vmr_mask_cells (session, cells, FALSE);
}
