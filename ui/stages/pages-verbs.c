/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The four verbs of a sandbox, each with the line that it runs.
 *
 *   What shall editor do?                               [Start editor again  exec editor2 …]
 *   ┌Read  load from it     [1]┐ ┌Write  store to it   [2]┐ …
 *   │read editor 0x081c7000    │ │write editor 0x081c7000 │
 *   └──────────────────────────┘ └────────────────────────┘
 */
#include "ui/session/desk-start.h"
#include "ui/session/desk-page.h"
#include "ui/stages/pages-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GAP 6.0
#define PAD 8.0

/* Whether a text stands where the rectangle would come. */
static gboolean
covers_words (const VmrCells *cells,
              VmrRect         r)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_TEXT && cell->rect.x < r.x + r.w &&
          r.x < cell->rect.x + cell->rect.w && cell->rect.y < r.y + r.h &&
          r.y < cell->rect.y + cell->rect.h)
        return TRUE;
    }
  return FALSE;
}

gboolean
vmr_pages_guide (VmrPages   *p,
                 guint       guide,
                 const char *number,
                 double      x,
                 double      y)
{
  double side = ceil (p->cells->metrics.small * 1.5);
  VmrRect r = VMR_RECT (round (x - side / 2), round (y - side / 2), side, side);

  if (!(vmr_desk_guides (p->session) & guide) || p->cells->metrics.lecture || r.x < 0 || r.y < 0 ||
      r.x + side > p->cells->width || r.y + side > p->cells->height || covers_words (p->cells, r))
    return FALSE;
  vmr_cell_outline (vmr_cells_box (p->cells, r, VMR_INK_ACCENT, VMR_TINT_FULL, side / 2),
                    VMR_INK_PANEL, 1.5);
  vmr_cells_text (p->cells, r, VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO, number, NULL);
  return TRUE;
}

/* --- a card ------------------------------------------------------------------------------------- */

static double
card_height (const VmrCells *cells)
{
  return ceil (cells->metrics.body * 1.5 + cells->metrics.small * 1.5 + 14);
}

/* The number that is its key; returns the width taken. */
static double
key_draw (VmrPages   *p,
          VmrRect     r,
          VmrVerbKind kind)
{
  double side = ceil (p->cells->metrics.small * 1.5);
  char text[4];
  VmrRect key = VMR_RECT (r.x + r.w - side - 8, r.y + 8, side, side);

  if (p->cells->metrics.lecture)
    return 8;
  g_snprintf (text, sizeof text, "%u", kind + 1);
  vmr_cell_outline (vmr_cells_box (p->cells, key, VMR_INK_PANEL, VMR_TINT_FULL, 4), VMR_INK_LINE, 1);
  vmr_cells_text (p->cells, key, VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, text, NULL);
  return side + 14;
}

static void
verb_draw (VmrPages   *p,
           VmrRect     r,
           VmrVerbKind kind,
           gboolean    filled)
{
  g_auto (VmrVerb) verb = { 0 };
  double head = ceil (p->cells->metrics.body * 1.5), x, w, right;
  g_autofree char *name = NULL;
  g_autofree char *tooltip = NULL;
  VmrInk ink;
  VmrCell *cell;

  vmr_desk_verb (p->session, kind, &verb);
  ink = filled ? VMR_INK_AUTO : verb.reason ? VMR_INK_SECONDARY : VMR_INK_TEXT;
  cell = vmr_cells_box (p->cells, r, filled ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL, 7);
  vmr_cell_outline (cell, filled ? VMR_INK_ACCENT : VMR_INK_LINE, 1);
  if (verb.reason)
    cell->flags |= VMR_CELL_DASHED;
  if (filled)
    cell->flags |= VMR_CELL_DEFAULT;
  name = g_strdup_printf ("%s: %s%s%s", _(verb.title), verb.line ? verb.line : "",
                          verb.reason && verb.line ? "; " : "", verb.reason ? verb.reason : "");
  tooltip = verb.reason && verb.line
            ? g_strdup_printf (_("%s\n%s. Hold Shift to run it all the same."), verb.line,
                               verb.reason) : g_strdup (verb.line ? verb.line : verb.reason);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_VERB + kind, 0), name,
                     tooltip);
  right = r.x + r.w - key_draw (p, r, kind);
  cell = vmr_cells_text (p->cells, VMR_RECT (r.x + PAD, r.y + 5, right - r.x - PAD, head),
                         VMR_BODY | VMR_BOLD, ink, _(verb.title), NULL);
  x = cell ? cell->rect.x + cell->rect.w + 8 : right;
  vmr_cells_text (p->cells, VMR_RECT (x, r.y + 5, MAX (right - x, 0), head), VMR_SMALL,
                  filled ? VMR_INK_AUTO : VMR_INK_SECONDARY, _(verb.about), NULL);
  w = r.w - PAD - 4;
  if (verb.reason)
    vmr_cells_text (p->cells, VMR_RECT (r.x + PAD, r.y + 5 + head, w, r.h - head - 9), VMR_SMALL,
                    VMR_INK_SECONDARY, verb.reason, NULL);
  else
    vmr_cells_text (p->cells, VMR_RECT (r.x + PAD, r.y + 5 + head, w, r.h - head - 9),
                    VMR_SMALL | VMR_MONO, ink, verb.line, NULL);
}

/* --- the program that is missing ------------------------------------------------------------------ */

/* At the right of the title; returns its width. */
static double
start_draw (VmrPages *p,
            VmrRect   r)
{
  g_autofree char *line = vmr_desk_start_line (p->session);
  g_autofree char *label = p->task ? g_strdup_printf (_("Start %s again"), km_task_name (p->machine, p->task))
                           : g_strdup (_("Start a program"));
  double w = vmr_cells_measure (p->cells, VMR_BODY | VMR_BOLD, label) + 24;
  double more = vmr_cells_measure (p->cells, VMR_SMALL | VMR_MONO, line) + 14;
  gboolean with_line = w + more <= r.w * 0.7;
  VmrCell *cell;

  if (w > r.w)
    return 0;
  w += with_line ? more : 0;
  cell = vmr_cells_box (p->cells, VMR_RECT (r.x + r.w - w, r.y, w, r.h), VMR_INK_ACCENT,
                        VMR_TINT_FULL, 7);
  cell->flags |= VMR_CELL_DEFAULT;
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_START, 0), label, line);
  cell = vmr_cells_text (p->cells, VMR_RECT (r.x + r.w - w + 12, r.y, w - 24, r.h),
                         VMR_BODY | VMR_BOLD, VMR_INK_AUTO, label, NULL);
  if (with_line && cell)
    vmr_cells_text (p->cells, VMR_RECT (cell->rect.x + cell->rect.w + 14, r.y, more, r.h),
                    VMR_SMALL | VMR_MONO, VMR_INK_AUTO, line, NULL);
  return w + 12;
}

/* --- all of them ---------------------------------------------------------------------------------- */

/* What a card would like to be wide, for its line and for its title with the key. */
static double
card_width (const VmrPages *p,
            VmrVerbKind     kind)
{
  const VmrMetrics *metrics = &p->cells->metrics;
  g_auto (VmrVerb) verb = { 0 };
  double line, title;

  vmr_desk_verb (p->session, kind, &verb);
  line = vmr_cells_measure (p->cells, verb.reason ? VMR_SMALL : VMR_SMALL | VMR_MONO,
                            verb.reason ? verb.reason : verb.line);
  title = vmr_cells_measure (p->cells, VMR_BODY | VMR_BOLD, _(verb.title)) + 8 +
          vmr_cells_measure (p->cells, VMR_SMALL, _(verb.about)) + metrics->small * 1.5 + 16;
  return ceil (PAD + MAX (line, title) + 5);
}

/* In one row each has the width it needs and as much of the rest; else two by two. Returns the height
 * taken. */
static double
cards_draw (VmrPages *p,
            VmrRect   r)
{
  double wanted[VMR_N_VERBS], sum = 3 * GAP, h = card_height (p->cells), x = r.x, y = r.y;
  VmrVerbKind press = vmr_desk_verb_to_press (p->session);
  VmrPoint guide = { 0, 0 };
  gboolean row;

  for (guint i = 0; i < VMR_N_VERBS; i++)
    sum += wanted[i] = card_width (p, i);
  row = sum <= r.w || r.h < 6.5 * h;
  for (guint i = 0; i < VMR_N_VERBS; i++)
    {
      double w = !row ? (r.w - GAP) / 2 : sum <= r.w ? wanted[i] + floor ((r.w - sum) / VMR_N_VERBS)
                 : (r.w - 3 * GAP) / VMR_N_VERBS;

      if (i == 2 && !row)
        {
          x = r.x;
          y += h + GAP;
        }
      verb_draw (p, VMR_RECT (x, y, w, h), i, i == press);
      if (i == press)
        guide = (VmrPoint) { x - 1, y - 1 };
      x += w + GAP;
    }
  if (press < VMR_N_VERBS)
    vmr_pages_guide (p, VMR_GUIDE_VERB, "2", guide.x, guide.y);
  return y + h - r.y;
}

double
vmr_pages_verbs (VmrPages *p,
                 VmrRect   r)
{
  gboolean start = p->task == NULL || vmr_task_is_dead (p->task);
  double head = ceil (p->cells->metrics.body * (start ? 2.1 : 1.7)), used;
  double inner = r.w - 2 * GAP;
  /* Its height is known when the cards are drawn. */
  guint box = vmr_cells_n (p->cells);
  g_autofree char *title =
    p->task == NULL ? g_strdup (_("No program runs."))
    : start ? g_strdup_printf (_("%s is dead: a signal has ended it."), km_task_name (p->machine, p->task))
    : g_strdup_printf (_("What shall %s do?"), km_task_name (p->machine, p->task));

  vmr_cells_box (p->cells, VMR_RECT (r.x, r.y, r.w, head), VMR_INK_SOFT, VMR_TINT_FULL, 9);
  used = start ? start_draw (p, VMR_RECT (r.x + GAP, r.y + 4, inner, head - 8)) : 0;
  vmr_cells_text (p->cells, VMR_RECT (r.x + GAP + PAD, r.y + 1, inner - used - PAD, head),
                  VMR_BODY | VMR_BOLD, VMR_INK_TEXT, title, NULL);
  head += cards_draw (p, VMR_RECT (r.x + GAP, r.y + head, inner, r.h)) + GAP;
  vmr_cells_get (p->cells, box)->rect.h = head;
  return head;
}
