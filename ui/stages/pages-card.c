/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known of the selected page, as near to it as nothing is covered; else behind the heading. */
#include "ui/session/desk-page.h"
#include "ui/stages/pages-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* px that a pointer keeps off what it does not point to: more than there is between two pages. */
#define CLEAR 3

/* All that a card must not cover; a hole's dots may end at it. */
static GArray *
obstacles_new (const VmrPages *p)
{
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (VmrRect));

  for (guint i = 0; i < vmr_cells_n (p->cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (p->cells, i);

      if (cell->shape != VMR_SHAPE_LINE && cell->rect.y + cell->rect.h > p->r.y)
        g_array_append_val (rects, cell->rect);
    }
  return rects;
}

static gboolean
is_free (const GArray *obstacles,
         VmrRect       r)
{
  for (guint i = 0; i < obstacles->len; i++)
    {
      VmrRect o = g_array_index (obstacles, VmrRect, i);

      if (o.x < r.x + r.w && r.x < o.x + o.w && o.y < r.y + r.h && r.y < o.y + o.h)
        return FALSE;
    }
  return TRUE;
}

/* Whether something that is no line, nor the page itself, stands in the way: words, or pages. */
static gboolean
crosses (const VmrPages *p,
         VmrPoint        from,
         VmrPoint        to)
{
  VmrRect r = VMR_RECT (MIN (from.x, to.x) - CLEAR, MIN (from.y, to.y) - CLEAR,
                         fabs (to.x - from.x) + 2 * CLEAR, fabs (to.y - from.y) + 2 * CLEAR);
  double length = hypot (to.x - from.x, to.y - from.y);

  for (guint i = 0; i < vmr_cells_n (p->cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (p->cells, i);
      VmrRect o = cell->rect;

      if (cell->shape == VMR_SHAPE_LINE || o.x > r.x + r.w || o.x + o.w < r.x || o.y > r.y + r.h || o.y + o.h < r.y ||
          (o.x < p->at.x + p->at.w && o.x + o.w > p->at.x && o.y < p->at.y + p->at.h && o.y + o.h > p->at.y))
        continue;
      for (double at = 0; at <= length; at += 1)
        {
          double x = from.x + (to.x - from.x) * at / length, y = from.y + (to.y - from.y) * at / length;

          if (x > o.x - CLEAR && x < o.x + o.w + CLEAR && y > o.y - CLEAR && y < o.y + o.h + CLEAR)
            return TRUE;
        }
    }
  return FALSE;
}

/* The way from a card to its page: none where it stands beside it, else straight, or along the row of pages. FALSE where
 * each goes through something: then it would not be seen which page the card is about. */
static gboolean
is_reached (const VmrPages *p,
            VmrRect         card,
            VmrPoint       *way,
            guint          *n)
{
  double x = p->at.x + p->at.w / 2, y = p->at.y + p->at.h / 2, away = CLAMP (x, card.x + 8, card.x + card.w - 8);
  VmrPoint from = { CLAMP (x, card.x, card.x + card.w), CLAMP (y, card.y, card.y + card.h) };
  VmrPoint to = { CLAMP (from.x, p->at.x - 2, p->at.x + p->at.w + 2), CLAMP (from.y, p->at.y - 2, p->at.y + p->at.h + 2) };
  VmrPoint bent[3] = { { away, from.y }, { away, y }, { away > x ? p->at.x + p->at.w + 2 : p->at.x - 2, y } };

  *n = 0;
  if (hypot (to.x - from.x, to.y - from.y) <= p->pitch)
    return TRUE;
  way[0] = from;
  way[1] = to;
  *n = 2;
  if (!crosses (p, from, to))
    return TRUE;
  memcpy (way, bent, sizeof bent);
  *n = 3;
  return !crosses (p, bent[0], bent[1]) && !crosses (p, bent[1], bent[2]);
}

/* The nearest place where nothing stands and from which the page can be pointed to, looked for away from the page; FALSE
 * when there is none near by. */
static gboolean
place_card (const VmrPages *p,
            double          w,
            double          h,
            VmrRect        *place)
{
  double best = p->r.w * 0.5, left = p->r.x + p->label, right = p->r.x + p->r.w - w;
  g_autoptr (GArray) obstacles = obstacles_new (p);
  gboolean found = FALSE;
  VmrPoint way[3];
  guint n;

  for (guint i = 0; i * 2.0 < p->r.h * 2; i++)
    {
      double away = ceil (i / 2.0) * 2, y = i % 2 ? p->at.y - h - away : p->at.y + p->at.h + away;

      if (1.5 * away >= best)
        break;
      if (y < p->r.y || y + h > p->r.y + p->r.h)
        continue;
      for (double x = left; x <= right; x += p->pitch)
        {
          double dx = MAX (MAX (x - p->at.x - p->at.w, p->at.x - x - w), 0);

          if (dx + 1.5 * away >= best || !is_free (obstacles, VMR_RECT (x - 3, y - 1, w + 3, h + 2)) ||
              !is_reached (p, VMR_RECT (x, y, w, h), way, &n))
            continue;
          best = dx + 1.5 * away;
          *place = VMR_RECT (x, y, w, h);
          found = TRUE;
        }
    }
  return found;
}

/* A card that found no place beside its page points to it. */
static void
pointer_draw (VmrPages *p,
              VmrRect   card)
{
  VmrPoint way[3];
  guint n;

  if (is_reached (p, card, way, &n) && n > 0)
    vmr_cells_line (p->cells, way, n, VMR_INK_ACCENT, 1.5)->part = 0x5e2;
}

gboolean
vmr_pages_card (VmrPages *p,
                VmrRect   heading)
{
  VmrPage page;
  char place[48];
  double pad = 10, line = p->line, w;
  g_autofree char *address = g_strdup_printf (_("page 0x%08x"), p->page);
  g_autofree char *words = NULL;
  g_autofree char *all = NULL;
  VmrRect r;

  vmr_page_look (p->machine, p->mm, p->page, &page);
  /* That it is in no area is what there is to say of such a page. */
  if (page.vma == NULL && page.addr < KM_TASK_SIZE)
    *place = '\0';
  else
    vmr_page_place (p->machine, p->mm, &page, place, sizeof place);
  words = vmr_page_words (p->machine, p->mm, &page);
  w = MAX (vmr_cells_measure (p->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, address) + 20 +
           vmr_cells_measure (p->cells, VMR_SMALL, place),
           vmr_cells_measure (p->cells, VMR_SMALL, words)) + 2 * pad + 2;
  if (p->at.w > 0 && place_card (p, w, 2 * line + 2, &r))
    {
      VmrCell *cell = vmr_cells_box (p->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 6);

      p->card = r;
      pointer_draw (p, r);
      vmr_cell_outline (cell, VMR_INK_ACCENT, 1.5);
      vmr_cells_text (p->cells, VMR_RECT (r.x + pad, r.y + 1, w - 2 * pad, line),
                      VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, address, NULL);
      vmr_cells_text (p->cells, VMR_RECT (r.x + pad, r.y + 1, w - 2 * pad, line),
                      VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, place, NULL);
      vmr_cells_text (p->cells, VMR_RECT (r.x + pad, r.y + 1 + line, w - 2 * pad, line), VMR_SMALL,
                      VMR_INK_TEXT, words, NULL);
      return FALSE;
    }
  all = g_strdup_printf (*place ? "%s · %s · %s" : "%s%s · %s", address, place, words);
  vmr_cells_text (p->cells, heading, VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_ACCENT, all,
                  address, NULL);
  return TRUE;
}

static gboolean
guide_try (VmrPages *p,
           double    x,
           double    y)
{
  double half = p->cells->metrics.small * 0.75;

  /* The card may stand on any side. */
  if (p->card.w > 0 && x > p->card.x - half && x < p->card.x + p->card.w + half && y > p->card.y - half &&
      y < p->card.y + p->card.h + half)
    return FALSE;
  return vmr_pages_guide (p, VMR_GUIDE_PICK, "1", x, y);
}

/* Around the page, the best place first: above or below, else at a side or a corner; beside it a little higher or
 * lower, between two lines of words. */
static void
guide_draw (VmrPages *p)
{
  static const struct { int dx, dy; } ways[] = { { 0, -1 }, { 0, 1 }, { 1, 0 }, { -1, 0 }, { 1, -1 }, { -1, -1 },
                                                 { 1, 1 }, { -1, 1 } };
  static const int nudges[] = { 0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5 };
  double x = p->at.x + p->at.w / 2, y = p->at.y + p->at.h / 2, side = p->cells->metrics.small * 0.9 + 2;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    for (guint k = 0; k < (ways[i].dy == 0 ? G_N_ELEMENTS (nudges) : 1); k++)
      if (guide_try (p, x + ways[i].dx * (p->at.w / 2 + side),
                     y + ways[i].dy * (p->at.h / 2 + side) + nudges[k]))
        return;
}

void
vmr_pages_mark (VmrPages *p)
{
  if (p->at.w == 0)
    return;
  vmr_cells_frame (p->cells, VMR_RECT (p->at.x - 2.5, p->at.y - 2.5, p->at.w + 5, p->at.h + 5),
                   VMR_INK_ACCENT, 2, 3)->part = 0x5e1;
  guide_draw (p);
}
