/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical memory in the plain drawing: the frames that rows lead to in their true order, each with
 * its owner's word at the owner's side, and how many lie between. */
#include "ui/draw/metrics.h"
#include "ui/session/session-question.h"
#include "ui/stages/translate-plain-private.h"

#include "ui/session/areas.h"

#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* --- heights ---------------------------------------------------------------------------------- */

typedef struct
{
  double frame, between, kernel, pad;
} Heights;

static guint
n_between (const VmrPlain *p)
{
  guint n = 2;                  /* above the first, below the last */

  for (guint i = 0; i + 1 < p->frames->len; i++)
    n += g_array_index (p->frames, VmrPlainFrame, i).pfn >
         g_array_index (p->frames, VmrPlainFrame, i + 1).pfn + 1;
  return n;
}

static double
heights_sum (const VmrPlain *p,
             const Heights  *h)
{
  return p->frames->len * (h->frame + 2) + n_between (p) * h->between + h->kernel + 2 * h->pad;
}

/* In the light without a row: what the step speaks of. */
static gboolean
is_named (const VmrPlain      *p,
          const VmrPlainFrame *frame)
{
  return p->names && frame->pfn == p->named;
}

/* The frame that matters least; what was used lately stays, and what is asked for. */
static guint
least_frame (const VmrPlain *p)
{
  guint best = G_MAXUINT, at = 0;

  for (guint i = 0; i < p->frames->len; i++)
    {
      const VmrPlainFrame *frame = &g_array_index (p->frames, VmrPlainFrame, i);
      guint score = vmr_plain_is_asked (p, frame) || is_named (p, frame) ? G_MAXUINT - 1 : 0;

      for (guint side = 0; side < VMR_PLAIN_SIDES; side++)
        if (frame->row[side] >= 0)
          score = MAX (score, g_array_index (p->rows, VmrRow, frame->row[side]).score +
                              p->side[side].runs);
      if (score < best)
        {
          best = score;
          at = i;
        }
    }
  return at;
}

/* First the words between frames go, then frames get lower, and at last some are left out. */
static Heights
heights_choose (VmrPlain *p,
                double    avail)
{
  Heights h = { MIN (p->row_h, p->cells->metrics.lecture ? 1e3 : p->small * 1.9), p->small * 1.5,
                ceil (p->small * 1.9), 6 };

  if (heights_sum (p, &h) > avail)
    h.frame = MAX (vmr_metrics_px (&p->cells->metrics, p->text) * 1.4,
                   h.frame - (heights_sum (p, &h) - avail) / MAX (p->frames->len, 1));
  if (heights_sum (p, &h) > avail)
    h.between = MAX (3, h.between - (heights_sum (p, &h) - avail) / n_between (p));
  while (heights_sum (p, &h) > avail && p->frames->len > 0)
    g_array_remove_index (p->frames, least_frame (p));
  return h;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static const char *
owner_word (const VmrPlain      *p,
            const VmrPlainFrame *frame,
            guint                side,
            VmrArea             *area)
{
  const VmrRow *row;
  const KmVma *vma;

  /* A word such as "data" would single out the frame that a lesson asks for. */
  if (frame->row[side] < 0 || vmr_session_hides (p->session, "frame"))
    return NULL;
  row = &g_array_index (p->rows, VmrRow, frame->row[side]);
  vma = vmr_area_at (p->machine, p->side[side].mm, row->start);
  if (vma == NULL)
    return NULL;
  vmr_area_describe (p->machine, p->side[side].mm, vma, area);
  return area->name;
}

/* Who uses the frame: "page 0x08050 of editor, data". */
static char *
frame_name (const VmrPlain      *p,
            const VmrPlainFrame *frame,
            const char          *number)
{
  GString *name = g_string_new (NULL);

  g_string_append_printf (name, _("frame %s"), number);
  if (frame->pfn == km_machine_state (p->machine)->zero_page)
    g_string_append_printf (name, ", %s", _("zero page"));
  for (guint side = 0; side < p->n_sides; side++)
    {
      VmrArea area;
      const char *word = owner_word (p, frame, side, &area);

      if (word != NULL)
        g_string_append_printf (name, ", %s: %s", km_task_name (p->machine, p->side[side].task), word);
    }
  return g_string_free (name, FALSE);
}

/* 2: in the light; 1: what a program used before; 0 else. */
static guint
frame_state (const VmrPlain      *p,
             const VmrPlainFrame *frame,
             guint               *step)
{
  guint state = 0;

  *step = 0;
  if (is_named (p, frame))
    return 2;
  for (guint i = 0; i < p->n_sides; i++)
    {
      const VmrSide *side = &p->side[i];
      gboolean set = p->access.set && !p->access.retry;

      if (frame->row[i] < 0 || !side->has_addr ||
          g_array_index (p->rows, VmrRow, frame->row[i]).start != km_page_align_down (side->addr))
        continue;
      if (side->live && (p->access.road || set))
        {
          *step = p->access.road;
          return 2;
        }
      if (!side->live)
        state = 1;
    }
  return state;
}

static gboolean
frame_is_running (const VmrPlain      *p,
                  const VmrPlainFrame *frame)
{
  /* A tint of its own would single out the one that a lesson asks for. */
  for (guint i = 0; i < p->n_sides && !vmr_session_hides (p->session, "frame"); i++)
    if (frame->row[i] >= 0 && p->side[i].runs)
      return TRUE;
  return FALSE;
}

/* The number in the middle, the words at the sides, as far as they fit beside it. */
static void
frame_words (VmrPlain            *p,
             const VmrPlainFrame *frame,
             VmrRect              r,
             const char          *number,
             guint                bold)
{
  double used = vmr_cells_measure (p->cells, p->text | VMR_MONO | VMR_BOLD, number);
  double pad = p->cells->metrics.lecture ? 12 : 7, side_w = (r.w - used) / 2 - pad - 3;
  gboolean zero = frame->pfn == km_machine_state (p->machine)->zero_page;

  vmr_cells_text (p->cells, r, p->text | VMR_MONO | VMR_CENTER | bold, VMR_INK_TEXT, number, NULL);
  if (zero && is_named (p, frame) && frame->row[0] < 0 && frame->row[1] < 0)
    vmr_cells_text (p->cells, VMR_RECT (r.x + pad, r.y, side_w, r.h), VMR_SMALL, VMR_INK_TEXT,
                    _("zero page"), _("zeroes"), NULL);
  for (guint i = 0; i < p->n_sides; i++)
    {
      VmrArea area;
      const char *word = owner_word (p, frame, i, &area);

      if (word == NULL)
        continue;
      vmr_cells_text (p->cells, p->side[i].right
                      ? VMR_RECT (r.x + r.w - pad - side_w, r.y, side_w, r.h)
                      : VMR_RECT (r.x + pad, r.y, side_w, r.h),
                      VMR_SMALL | (p->side[i].right ? VMR_RIGHT : 0), VMR_INK_TEXT,
                      zero ? _("zero page") : word, zero ? _("zeroes") : NULL, NULL);
    }
}

static void
frame_draw (VmrPlain      *p,
            VmrPlainFrame *frame)
{
  VmrRect r = VMR_RECT (p->mid_x + 6, frame->y, p->mid_w - 12, frame->h);
  g_autofree char *number = g_strdup_printf ("0x%05x", frame->pfn);
  g_autofree char *name = frame_name (p, frame, number);
  VmrInk ink = vmr_use_ink (km_frame_use_at (p->machine, frame->pfn));
  guint step, state = frame_state (p, frame, &step);
  VmrCell *cell = vmr_cells_box (p->cells, r, ink, frame_is_running (p, frame) ? VMR_TINT_STRONG
                                 : VMR_TINT_PALE, 4);

  if (state == 2)
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cell_outline (cell, state == 2 ? VMR_INK_LIGHT : state == 1 ? VMR_INK_TEXT : ink,
                    state == 2 ? 2.5 : state == 1 ? 2 : 1);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_FRAME, frame->pfn, 0), name, NULL);
  frame_words (p, frame, r, number, state ? VMR_BOLD : 0);
}

/* At the top the road to the kernel's pages ends, and says why. */
static gboolean
is_barred (const VmrPlain *p)
{
  gboolean barred = FALSE;

  for (guint i = 0; i < p->n_sides; i++)
    barred |= p->side[i].live && p->side[i].addr >= KM_PAGE_OFFSET && p->access.fault;
  return barred;
}

static void
between_draw (VmrPlain *p,
              double    y,
              double    h,
              guint     n,
              gboolean  above)
{
  const char *count = vmr_stage_count (p->cells, n);
  g_autofree char *text = NULL;

  if (n == 0 || (above && is_barred (p)))
    return;
  text = above ? g_strdup_printf (n == 1 ? _("%s frame above") : _("%s frames above"), count)
         : g_strdup_printf (n == 1 ? _("%s frame between") : _("%s frames between"), count);
  vmr_cells_text (p->cells, VMR_RECT (p->mid_x + 10, y, p->mid_w - 20, h), VMR_SMALL | VMR_CENTER,
                  VMR_INK_SECONDARY, text, NULL);
}

static void
kernel_draw (VmrPlain *p,
             VmrRect   r)
{
  const KmLayout *layout = &km_machine_state (p->machine)->layout;
  gboolean lit = FALSE;
  char size[32];
  g_autofree char *text = NULL;
  VmrCell *cell;

  for (guint i = 0; i < p->n_sides; i++)
    lit |= p->side[i].live && p->side[i].addr >= KM_PAGE_OFFSET && p->access.road;
  vmr_size_text ((guint64) layout->image_start << KM_PAGE_SHIFT, size, sizeof size);
  text = g_strdup_printf (_("kernel image, at %s"), size);
  cell = vmr_cells_box (p->cells, r, VMR_INK_KERNEL, VMR_TINT_STRONG, 4);
  if (lit)
    vmr_cell_outline (cell, VMR_INK_LIGHT, 2.5);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_FRAME, layout->image_start, 0), text, NULL);
  vmr_cells_text (p->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h), VMR_SMALL | VMR_CENTER,
                  VMR_INK_TEXT, text, _("kernel image"), _("kernel"), NULL);
}

static void
title_draw (VmrPlain *p)
{
  char size[32];
  double line = ceil (p->small * 1.4), w = p->mid_w + 2 * p->small;
  double x = p->mid_x - p->small;
  g_autofree char *text = NULL;

  vmr_size_text (km_machine_state (p->machine)->config.ram, size, sizeof size);
  text = g_strdup_printf (p->n_sides > 1 ? _("%s, one for all programs") : "%s", size);
  vmr_cells_text (p->cells, VMR_RECT (x, p->top - 2 - 2 * line, w, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, _("physical memory"), _("memory"), NULL);
  vmr_cells_text (p->cells, VMR_RECT (x, p->top - 4 - line, w, line), VMR_SMALL | VMR_CENTER,
                  VMR_INK_SECONDARY, text, size, NULL);
}

void
vmr_plain_frames (VmrPlain *p)
{
  double avail = (p->card.h > 0 ? p->card.y - 6 : p->foot) - p->top, y = p->top;
  Heights h = heights_choose (p, avail);
  double spare = MAX (avail - heights_sum (p, &h), 0), free_h, down, dot = vmr_cells_dot_reach (p->cells);
  KmPfn above = km_machine_state (p->machine)->n_frames;
  VmrCell *box = vmr_cells_box (p->cells, VMR_RECT (p->mid_x, y, p->mid_w, avail), VMR_INK_PANEL,
                                VMR_TINT_FULL, 6);

  vmr_cell_outline (box, VMR_INK_LINE, 1);
  title_draw (p);
  y += h.pad;
  for (guint i = 0; i < p->frames->len; i++)
    {
      VmrPlainFrame *frame = &g_array_index (p->frames, VmrPlainFrame, i);

      if (i == 0 || frame->pfn + 1 < above)
        {
          between_draw (p, y, h.between, above - frame->pfn - 1, i == 0);
          y += h.between;
        }
      frame->y = y;
      frame->h = h.frame;
      frame_draw (p, frame);
      y += h.frame + 2;
      above = frame->pfn;
    }
  free_h = h.between + spare;
  down = p->frames->len == 0 && is_barred (p) ? p->small * 1.7 : 0;
  /* The number of a step may stand half over the edge. */
  vmr_cells_text (p->cells, VMR_RECT (p->mid_x + dot, y + down, p->mid_w - 2 * dot, free_h - down),
                  VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, _("other frames, in use or free"), _("other frames"), NULL);
  kernel_draw (p, VMR_RECT (p->mid_x + 6, y + free_h, p->mid_w - 12, h.kernel));
}
