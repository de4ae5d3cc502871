/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happens, in words: headline, why, the step's numbers; lanes and timeline beside and
 * below. */
#include "ui/panels/story.h"

#include "ui/panels/depth.h"
#include "ui/panels/desk-story.h"
#include "ui/panels/lanes.h"
#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/panels/timeline.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include "core/user/vma.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Headline, why and the second language each have their room, whether or not it is needed: what stands
 * below does not move from stop to stop. */

/* Where the cursor is, then the headline; returns the x at which the headline starts. One that is
 * too long for its line takes two, never in letters smaller than those below it; `used` is what
 * they take. */
static double
headline_draw (const VmrSession *session,
               VmrCells         *cells,
               VmrRect           r,
               double           *used)
{
  guint step = vmr_session_cursor (session);
  g_autofree char *text = vmr_session_words (session, step, VMR_WORDS_HEADLINE,
                                             vmr_session_chinese_first (session));
  g_autofree char *place = vmr_session_place_text (session, FALSE);
  g_autofree char *brief = vmr_session_place_text (session, TRUE);
  VmrCell *cell;
  double x = r.x;
  VmrRect room;

  *used = r.h;
  if (*place != '\0')
    {
      cell = vmr_cells_text (cells, r, VMR_BODY | VMR_BOLD, VMR_INK_ACCENT, place, brief, NULL);
      x += cell ? cell->rect.w + 14 : 0;
    }
  room = VMR_RECT (x, r.y, r.x + r.w - x, r.h);
  if (!vmr_cells_text (cells, room, VMR_HEADLINE | VMR_BOLD, VMR_INK_TEXT, text, NULL) &&
      !vmr_cells_text (cells, room, VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, text, NULL) &&
      !vmr_cells_text (cells, room, VMR_BODY | VMR_BOLD, VMR_INK_TEXT, text, NULL))
    {
      room.y += MAX ((r.h - cells->metrics.body * 1.5) / 2, 0);
      room.h = ceil (cells->metrics.body * 3.2);
      room.h = vmr_cells_paragraph (cells, room, VMR_BODY | VMR_BOLD, VMR_INK_TEXT, text);
      *used = MAX (r.h, room.y - r.y + room.h);
    }
  vmr_cells_spoken (cells, r, text);
  return x;
}

static void
second_headline_draw (const VmrSession *session,
                      VmrCells         *cells,
                      VmrRect           r)
{
  g_autofree char *text = vmr_session_words (session, vmr_session_cursor (session),
                                             VMR_WORDS_HEADLINE,
                                             !vmr_session_chinese_first (session));

  if (!vmr_cells_text (cells, r, VMR_TITLE, VMR_INK_SECONDARY, text, NULL))
    vmr_cells_text (cells, r, VMR_SMALL, VMR_INK_SECONDARY, text, NULL);
}

char *
vmr_story_why (const VmrSession *session,
               gboolean          chinese)
{
  g_return_val_if_fail (session != NULL, NULL);

  char *say = vmr_session_say (session, chinese);

  return say ? say : vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_WHY,
                                        chinese);
}

/* Not all has room, in a low window or with large letters: where the rest can be read. Returns the
 * width it took, at the right of the last line. */
static double
more_draw (VmrCells *cells,
           VmrRect   r)
{
  double line = ceil (cells->metrics.body * 1.4);
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, _("… more")) + 4;
  VmrRect room = VMR_RECT (r.x + r.w - w, r.y + MAX (r.h - line, 0), w, MIN (line, r.h));
  VmrCell *cell = vmr_cells_spot (cells, room);

  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_TEXT, 0), _("… more"), NULL);
  vmr_cells_text (cells, room, VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_ACCENT, _("… more"), NULL);
  return w;
}

static double
why_draw (const VmrSession *session,
          VmrCells         *cells,
          VmrRect           r)
{
  gboolean zh = vmr_session_chinese_first (session), both;
  g_autofree char *why = vmr_story_why (session, zh);
  guint style = VMR_BODY;
  double taken;

  both = vmr_session_language (session) == VMR_LANGUAGE_BOTH;
  vmr_cells_spoken (cells, r, why);
  /* Smaller letters before sentences are left out. */
  if (!vmr_cells_paragraph_fits (cells, r, VMR_BODY, why))
    {
      if (vmr_cells_paragraph_fits (cells, r, VMR_SMALL, why))
        style = VMR_SMALL;
      else
        r.w -= more_draw (cells, r) + 10;
    }
  taken = vmr_cells_paragraph (cells, r, style, VMR_INK_TEXT, why);
  if (both && taken + cells->metrics.row < r.h)
    {
      g_autofree char *second = vmr_story_why (session, !zh);

      taken += vmr_cells_paragraph (cells, VMR_RECT (r.x, r.y + taken, r.w, r.h - taken),
                                    VMR_SMALL, VMR_INK_SECONDARY, second);
    }
  return taken;
}

/* --- chips -------------------------------------------------------------------------------------- */

/* The step's numbers; returns the width taken, 0 when they do not fit on one line. */
static double
detail_draw (VmrCells   *cells,
             VmrRect     r,
             const char *detail)
{
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, detail);

  vmr_cells_spoken (cells, r, detail);
  if (*detail == '\0' || w + 24 > r.w)
    return 0;
  vmr_cells_box (cells, VMR_RECT (r.x, r.y, w + 24, r.h), VMR_INK_SOFT, VMR_TINT_FULL, 7);
  vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y, w + 1, r.h), VMR_SMALL | VMR_MONO, VMR_INK_TEXT,
                  detail, NULL);
  return w + 24;
}

/* "+2 steps folded: TLB miss, directory read": what came along with this stop. */
static void
folded_draw (const VmrSession *session,
             VmrCells         *cells,
             VmrRect           r)
{
  guint cursor = vmr_session_cursor (session), n;
  g_autofree char *brief = NULL;
  g_autoptr (GString) full = NULL;
  double w;
  VmrCell *cell;

  if (!vmr_session_is_stop (session, cursor) || (n = vmr_session_folded (session, cursor)) == 0)
    return;
  brief = g_strdup_printf (n == 1 ? _("+%u step folded") : _("+%u steps folded"), n);
  full = g_string_new (brief);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = vmr_session_step_title (session, cursor - n + i,
                                                       vmr_session_chinese_first (session));

      g_string_append_printf (full, "%s%s", i ? _(", ") : _(": "), title);
    }
  w = vmr_cells_measure (cells, VMR_SMALL, full->str) + 20;
  if (w > r.w)
    w = vmr_cells_measure (cells, VMR_SMALL, brief) + 20;
  if (w > r.w)
    return;
  cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, w, r.h), VMR_INK_PANEL, VMR_TINT_FULL, 7);
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_STEP, cursor - n, 4), full->str,
                     _("Click, or press Up and then Down, to see them one by one"));
  vmr_cells_text (cells, VMR_RECT (r.x + 10, r.y, r.w - 20, r.h), VMR_SMALL, VMR_INK_TEXT,
                  w > vmr_cells_measure (cells, VMR_SMALL, full->str) ? full->str : brief, NULL);
}

static void
chips_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r,
            const char       *detail)
{
  double used = detail_draw (cells, r, detail);

  if (used == 0 && *detail != '\0')
    {
      vmr_cells_paragraph (cells, r, VMR_SMALL | VMR_MONO, VMR_INK_TEXT, detail);
      return;
    }
  used += used > 0 ? 10 : 0;
  folded_draw (session, cells, VMR_RECT (r.x + used, r.y, r.w - used, r.h));
}

/* --- all of it ---------------------------------------------------------------------------------- */

/* From the top: headline, its second language, why; at the foot the chips. */
static void
words_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r,
            const char       *detail)
{
  double head = ceil (cells->metrics.headline * 1.5), chip = ceil (cells->metrics.small * 2);
  double second = ceil (cells->metrics.title * 1.35), y = r.y + head, x;
  gboolean both = vmr_session_language (session) == VMR_LANGUAGE_BOTH;

  x = headline_draw (session, cells, VMR_RECT (r.x, r.y, r.w, head), &head);
  y = r.y + head;
  both = both && y + second + chip <= r.y + r.h;
  if (both)
    second_headline_draw (session, cells, VMR_RECT (x, y, r.x + r.w - x, second));
  y += both ? second + 2 : 4;
  why_draw (session, cells, VMR_RECT (r.x, y, MIN (r.w, cells->metrics.body * 62),
                                      r.y + r.h - chip - 8 - y));
  if (r.y + r.h - chip >= y)
    chips_draw (session, cells, VMR_RECT (r.x, r.y + r.h - chip, r.w, chip), detail);
}

/* Narrow: headline and one line of why; numbers and lanes share a row. */
static void
story_narrow (const VmrSession *session,
              VmrCells         *cells,
              VmrRect           r,
              const char       *detail)
{
  double row = ceil (cells->metrics.row * 1.1), head = ceil (cells->metrics.headline * 1.5), y;
  double foot = r.y + r.h - row, used, x;

  x = headline_draw (session, cells, VMR_RECT (r.x, r.y, r.w, head), &head);
  y = r.y + head;
  if (vmr_session_language (session) == VMR_LANGUAGE_BOTH && foot - y > 2.2 * cells->metrics.row)
    {
      second_headline_draw (session, cells, VMR_RECT (x, y, r.x + r.w - x, cells->metrics.row));
      y += cells->metrics.row;
    }
  why_draw (session, cells, VMR_RECT (r.x, y + 2, r.w, foot - y - 10));
  used = detail_draw (cells, VMR_RECT (r.x, foot + 1, r.w * 0.55, row - 3), detail);
  vmr_lanes_layout (session, cells, VMR_RECT (r.x + used + (used > 0 ? 8 : 0), foot, r.w - used -
                                              (used > 0 ? 8 : 0), row));
}

/* Returns from which cell on it tells what happens: before it stands where the cursor is. */
static guint
story_draw_all (gpointer          data,
                const VmrSession *session,
                VmrCells         *cells)
{
  gboolean wide = cells->width >= 960 && cells->height >= 180;
  double m = wide ? 22 : 14, w = cells->width - 2 * m;
  double timeline = ceil (cells->metrics.small * (wide ? 6.1 : 2.4)), depth, h;
  g_autofree char *detail = NULL;
  guint first;

  if (vmr_session_state (session) == NULL)
    return 0;
  detail = vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_DETAIL,
                              vmr_session_chinese_first (session));
  depth = vmr_depth_width (session, cells, wide);
  h = ceil (cells->metrics.small * 1.9);
  vmr_depth_layout (session, cells, VMR_RECT (m + w - depth, cells->height - h -
                                              (wide ? cells->metrics.small : 2), depth, h), wide);
  vmr_timeline_layout (session, cells, VMR_RECT (m, cells->height - timeline - 2, w - depth - 18,
                                                 timeline));
  first = vmr_cells_n (cells);
  if (vmr_desk_story (session, cells, VMR_RECT (m, 8, w, cells->height - timeline - 14), wide))
    return first;
  if (wide)
    {
      double lanes = w * 0.38;

      words_draw (session, cells, VMR_RECT (m, 8, w - lanes - 24, cells->height - timeline - 14),
                  detail);
      vmr_lanes_layout (session, cells, VMR_RECT (m + w - lanes, 12, lanes,
                                                  cells->height - timeline - 20));
      return first;
    }
  story_narrow (session, cells, VMR_RECT (m, 6, w, cells->height - timeline - 10), detail);
  return first;
}

void
vmr_story_layout (gpointer          data,
                  const VmrSession *session,
                  VmrCells         *cells)
{
  guint first = story_draw_all (data, session, cells);

  vmr_mask_cells (session, cells, FALSE);
  vmr_mask_cells_from (session, cells, first, TRUE);
}

/* --- the five totals -------------------------------------------------------------------------- */
