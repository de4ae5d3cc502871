/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happens, in words: headline, why, the step's numbers; lanes and timeline beside and
 * below. */
#include "ui/panels/panels.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Both languages: English large, Chinese behind it in secondary ink when it fits. */
static double
headline_draw (const VmrSession *session,
               VmrCells         *cells,
               VmrRect           r)
{
  guint step = vmr_session_cursor (session), first = vmr_session_first (session);
  gboolean zh = vmr_session_chinese_first (session);
  g_autofree char *text = vmr_session_words (session, step, VMR_WORDS_HEADLINE, zh);
  g_autofree char *number = NULL;
  g_autofree char *brief = NULL;
  VmrCell *cell;
  double x = r.x;

  if (step >= first && step > 0)
    {
      guint n = vmr_session_n_steps (session) - first + 1;

      number = g_strdup_printf (_("Step %u of %u"), step - first + 1, n);
      brief = g_strdup_printf ("%u / %u", step - first + 1, n);
      cell = vmr_cells_text (cells, r, VMR_BODY | VMR_BOLD, VMR_INK_ACCENT, number, brief, NULL);
      x += cell ? cell->rect.w + 14 : 0;
    }
  cell = vmr_cells_text (cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h), VMR_HEADLINE | VMR_BOLD,
                         VMR_INK_TEXT, text, NULL);
  if (cell == NULL)
    cell = vmr_cells_text (cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h), VMR_TITLE | VMR_BOLD,
                           VMR_INK_TEXT, text, NULL);
  if (cell == NULL)
    return MAX (r.h, vmr_cells_paragraph (cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h * 1.5),
                                          VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, text));
  return r.h;
}

/* The step's numbers; returns the width taken, 0 when they do not fit on one line. */
static double
detail_draw (VmrCells   *cells,
             VmrRect     r,
             const char *detail)
{
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, detail);

  if (*detail == '\0' || w + 24 > r.w)
    return 0;
  vmr_cells_box (cells, VMR_RECT (r.x, r.y, w + 24, r.h), VMR_INK_SOFT, VMR_TINT_FULL, 7);
  vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y, w + 1, r.h), VMR_SMALL | VMR_MONO, VMR_INK_TEXT,
                  detail, NULL);
  return w + 24;
}

/* detail may be empty: then it stands elsewhere. */
static void
words_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r,
            const char       *detail)
{
  guint step = vmr_session_cursor (session);
  VmrLanguage language = vmr_session_language (session);
  gboolean zh = vmr_session_chinese_first (session);
  g_autofree char *say = vmr_session_say (session, zh);
  g_autofree char *why = say ? g_steal_pointer (&say)
                         : vmr_session_words (session, step, VMR_WORDS_WHY, zh);
  double head = ceil (cells->metrics.headline * 1.5), chip = ceil (cells->metrics.small * 2), y;
  double bottom = r.y + r.h - (*detail ? chip + 6 : 0);

  y = r.y + headline_draw (session, cells, VMR_RECT (r.x, r.y, r.w, head)) + 2;
  if (language == VMR_LANGUAGE_BOTH && y + cells->metrics.row <= r.y + r.h)
    {
      g_autofree char *second = vmr_session_words (session, step, VMR_WORDS_HEADLINE, !zh);

      if (vmr_cells_text (cells, VMR_RECT (r.x, y, r.w, cells->metrics.row), VMR_BODY | VMR_BOLD,
                          VMR_INK_SECONDARY, second, NULL))
        y += cells->metrics.row;
    }
  y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, MIN (r.w, cells->metrics.body * 62),
                                             bottom - y), VMR_BODY, VMR_INK_TEXT, why) + 6;
  if (*detail == '\0' || y > r.y + r.h - chip + 4)
    return;
  if (detail_draw (cells, VMR_RECT (r.x, y, r.w, chip), detail) == 0)
    vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, r.y + r.h - y), VMR_SMALL | VMR_MONO,
                         VMR_INK_TEXT, detail);
}

void
vmr_story_layout (gpointer          data,
                  const VmrSession *session,
                  VmrCells         *cells)
{
  double m = cells->width < 1380 ? 14 : 22, w = cells->width - 2 * m;
  gboolean wide = cells->width >= 1380;
  double timeline = ceil (cells->metrics.small * (wide ? 5.3 : 2.4)), row, used;
  g_autofree char *detail = NULL;

  if (vmr_session_state (session) == NULL)
    return;
  detail = vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_DETAIL,
                              vmr_session_chinese_first (session));
  vmr_timeline_layout (session, cells, VMR_RECT (m, cells->height - timeline - 2, w, timeline));
  if (wide)
    {
      double lanes = w * 0.42;

      words_draw (session, cells, VMR_RECT (m, 10, w - lanes - 24, cells->height - timeline - 18),
                  detail);
      vmr_lanes_layout (session, cells, VMR_RECT (m + w - lanes, 12, lanes,
                                                  cells->height - timeline - 16));
      return;
    }
  /* Numbers and lanes share a row, as far as the numbers are short. */
  row = ceil (cells->metrics.row * 1.1);
  used = detail_draw (cells, VMR_RECT (m, cells->height - timeline - row - 2, w * 0.55, row - 2),
                      detail);
  words_draw (session, cells, VMR_RECT (m, 6, w, cells->height - timeline - 10 - row),
              used > 0 ? "" : detail);
  vmr_lanes_layout (session, cells, VMR_RECT (m + used, cells->height - timeline - row - 4,
                                              w - used, row));
}

/* --- the five totals -------------------------------------------------------------------------- */

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

void
vmr_totals_layout (gpointer          data,
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
  guint free = 0, rss = 0, misses = 0;
  char values[4][32];

  if (state == NULL)
    return;
  for (guint i = 0; i < KM_N_ZONES; i++)
    free += state->zones[i].stat[KM_NR_FREE_PAGES];
  for (guint i = 0; i < state->config.cpus; i++)
    misses += state->cpu[i].tlb_misses;
  for (guint i = 0; mm && i < KM_N_RSS; i++)
    rss += i == KM_RSS_SWAP ? 0 : mm->rss[i];
  of_task = g_strdup_printf (_("frames of %s"), task ? task->comm : _("the task"));
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
    totals[3] = (Total) { brief, _("minor · major") };
    totals_draw (cells, totals, 12);
  }
}
