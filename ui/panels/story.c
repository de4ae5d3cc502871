/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happens, in words: headline, why, the step's numbers; lanes and timeline beside and below. */
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
    vmr_cells_paragraph (cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h * 1.5),
                         VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, text);
  return r.h;
}

static void
words_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r)
{
  guint step = vmr_session_cursor (session);
  VmrLanguage language = vmr_session_language (session);
  gboolean zh = vmr_session_chinese_first (session);
  g_autofree char *say = vmr_session_say (session, zh);
  g_autofree char *why = say ? g_steal_pointer (&say)
                         : vmr_session_words (session, step, VMR_WORDS_WHY, zh);
  g_autofree char *detail = vmr_session_words (session, step, VMR_WORDS_DETAIL, zh);
  double head = ceil (cells->metrics.headline * 1.5), chip = ceil (cells->metrics.small * 2), y, w;
  double bottom = r.y + r.h - (*detail ? chip + 6 : 0);

  headline_draw (session, cells, VMR_RECT (r.x, r.y, r.w, head));
  y = r.y + head + 2;
  if (language == VMR_LANGUAGE_BOTH)
    {
      g_autofree char *second = vmr_session_words (session, step, VMR_WORDS_HEADLINE, !zh);

      if (vmr_cells_text (cells, VMR_RECT (r.x, y, r.w, cells->metrics.row), VMR_BODY | VMR_BOLD,
                          VMR_INK_SECONDARY, second, NULL))
        y += cells->metrics.row;
    }
  y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, MIN (r.w, cells->metrics.body * 62),
                                             bottom - y), VMR_BODY, VMR_INK_TEXT, why) + 6;
  if (*detail == '\0')
    return;
  w = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, detail);
  if (y > r.y + r.h - chip + 4)
    return;
  if (w + 24 <= r.w)
    {
      vmr_cells_box (cells, VMR_RECT (r.x, y, w + 24, chip), VMR_INK_SOFT, VMR_TINT_FULL, 7);
      vmr_cells_text (cells, VMR_RECT (r.x + 12, y, w + 1, chip), VMR_SMALL | VMR_MONO,
                      VMR_INK_TEXT, detail, NULL);
    }
  else
    {
      vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, r.y + r.h - y), VMR_SMALL | VMR_MONO,
                           VMR_INK_TEXT, detail);
    }
}

void
vmr_story_layout (gpointer          data,
                  const VmrSession *session,
                  VmrCells         *cells)
{
  double m = cells->width < 1380 ? 14 : 22, w = cells->width - 2 * m;
  gboolean wide = cells->width >= 1380;
  double timeline = ceil (cells->metrics.small * (wide ? 5.3 : 2.4));
  double lanes_w = wide ? w * 0.42 : w;
  double lanes_h = wide ? cells->height - timeline - 16 : ceil (cells->metrics.row * 1.1);
  double words_h = cells->height - timeline - 18 - (wide ? 0 : lanes_h);

  if (vmr_session_state (session) == NULL)
    return;
  words_draw (session, cells, VMR_RECT (m, 10, wide ? w - lanes_w - 24 : w, words_h));
  vmr_lanes_layout (session, cells, wide
                    ? VMR_RECT (m + w - lanes_w, 12, lanes_w, lanes_h)
                    : VMR_RECT (m, cells->height - timeline - lanes_h - 4, w, lanes_h));
  vmr_timeline_layout (session, cells, VMR_RECT (m, cells->height - timeline - 2, w, timeline));
}

/* --- the five totals --------------------------------------------------------------------------- */

static double
total_draw (VmrCells   *cells,
            double      right,
            const char *value,
            const char *name)
{
  double w = MAX (vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, value),
                  vmr_cells_measure (cells, VMR_SMALL, name)) + 1;
  double half = cells->height / 2;

  if (right - w < 0)
    return right;
  vmr_cells_text (cells, VMR_RECT (right - w, 0, w, half), VMR_BODY | VMR_BOLD | VMR_RIGHT,
                  VMR_INK_TEXT, value, NULL);
  vmr_cells_text (cells, VMR_RECT (right - w, half, w, half), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY, name, NULL);
  return right - w - 24;
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
  g_autofree char *of_task = NULL;
  guint free = 0, rss = 0, misses = 0;
  char value[32];
  double x = cells->width - 12;

  if (state == NULL)
    return;
  for (guint i = 0; i < KM_N_ZONES; i++)
    free += state->zones[i].stat[KM_NR_FREE_PAGES];
  for (guint i = 0; i < state->config.cpus; i++)
    misses += state->cpu[i].tlb_misses;
  for (guint i = 0; mm && i < KM_N_RSS; i++)
    rss += i == KM_RSS_SWAP ? 0 : mm->rss[i];
  x = total_draw (cells, x, vmr_count_text (free, value, sizeof value), _("frames free"));
  x = total_draw (cells, x, vmr_count_text (mm ? mm->pgtables_bytes / KM_PAGE_SIZE : 0, value,
                                            sizeof value), _("page-table frames"));
  of_task = g_strdup_printf (_("frames of %s"), task ? task->comm : _("the task"));
  x = total_draw (cells, x, vmr_count_text (rss, value, sizeof value), of_task);
  faults = g_strdup_printf (_("%u minor · %u major"), task ? task->min_flt : 0,
                            task ? task->maj_flt : 0);
  x = total_draw (cells, x, faults, _("faults"));
  total_draw (cells, x, vmr_count_text (misses, value, sizeof value), _("TLB misses"));
}
