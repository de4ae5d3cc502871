/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translate for a hall: few things, large. Above the indices the address is cut into, below them
 * the tables with the entry each index chooses, at the right where the walk ends.
 *
 *   ──► [ 767 directory ]     [ 990 table ]     [ 0x010 offset ]
 *       ┌ 768  kernel   ┐     ┌ 991  0x3e12b ┐
 *       │ 767  0x2f0a3  │───► │ 990  empty   │───► #PF
 *       └ 766  empty    ┘     └ 989  empty   ┘
 *
 * What the cursor has not reached is an empty frame with its name.
 */
#include "ui/session/areas.h"
#include "ui/stages/translate-lecture-private.h"

#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

double
vmr_hall_column (const VmrHall *h,
                 guint          i)
{
  return h->s->m + i * (h->column + h->gap);
}

static gboolean
level_reached (const VmrHall *h,
               guint       i)
{
  return h->s->at_rest || (h->s->walk[i] != 0 && h->s->walk[i] > h->s->start);
}

void
vmr_hall_enter (VmrHall *h,
                double   y)
{
  VmrPoint in[] = { { 0, y }, { h->s->m, y } };

  if (!h->s->at_rest)
    vmr_cells_light (h->s->cells, in, 2, TRUE);
}

/* "kernel", "empty" or the frame: what a row can say to two hundred people. */
static char *
entry_words (const VmrHall *h,
             guint       level,
             guint       index,
             guint64     entry)
{
  gboolean top = level + 2 == h->s->n_levels || h->s->n_levels == 2;
  guint kernel = h->s->n_levels == 2 ? 768 : 512;

  if (!(entry & KM_PTE_P))
    return g_strdup (index == h->s->levels[level].index
                     ? vmr_stage_both (h->s->session, h->s->cells, "empty") : _("empty"));
  if (level == 0 && top && index >= kernel)
    return g_strdup (_("kernel"));
  return g_strdup_printf ("0x%05x", km_entry_pfn (entry));
}

/* Where the entry leads, and below it what it does not allow, which alone stands there where the row is low. */
static void
entry_value (VmrHall    *h,
             VmrRect     r,
             const char *words,
             const char *missing,
             guint       bold,
             VmrInk      ink)
{
  VmrCells *cells = h->s->cells;
  double line = missing ? h->s->small * 1.5 : 0;
  /* The narrow columns of three levels. */
  guint style = VMR_MONO | VMR_RIGHT | bold, size = VMR_BODY;

  if (vmr_cells_measure (cells, size | style, words) > r.w)
    size = VMR_SMALL;
  if (r.h < line + cells->metrics.body * 1.3)
    line = r.h;
  if (missing)
    vmr_cells_text (cells, VMR_RECT (r.x, r.y + r.h - line - (line < r.h ? 4 : 0), r.w, line),
                    VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, missing, NULL);
  if (!missing || line < r.h)
    vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w, r.h - (missing ? line : 0)),
                    size | style, ink, words, NULL);
}

static void
entry_row (VmrHall   *h,
           guint   level,
           int     delta,
           VmrRect r)
{
  const KmWalkLevel *walk = &h->s->levels[level];
  guint index = walk->index + delta;
  guint64 entry = km_entry_peek (h->s->machine, walk->table, index);
  gboolean here = delta == 0, step = vmr_translate_is_step (h->s, level), last = level + 1 == h->s->n_levels, empty = !(entry & KM_PTE_P);
  VmrInk ink = empty ? VMR_INK_PANEL : !last ? VMR_INK_PAGE_TABLE
               : vmr_use_ink (km_frame_use_at (h->s->machine, km_entry_pfn (entry)));
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *words = entry_words (h, level, index, entry);
  VmrCell *cell = vmr_cells_box (h->s->cells, r, ink, empty ? VMR_TINT_FULL
                                 : here ? VMR_TINT_STRONG : VMR_TINT_PALE, 0);

  vmr_cell_outline (cell, VMR_INK_PAGE_TABLE, 1.5);
  if (here)
    {
      g_autofree char *name = g_strdup_printf (_("entry %u of the %s: %s"), index,
                                               vmr_hall_level_name (h, level), words);

      vmr_cell_outline (cell, step ? VMR_INK_LIGHT : VMR_INK_PAGE_TABLE, 4);
      cell->flags |= step ? VMR_CELL_CHANGED : last && !h->s->at_rest ? VMR_CELL_CAUSE : 0;
      vmr_cells_subject (h->s->cells, cell, vmr_ref (VMR_REF_PTE, (guint32) walk->at, h->s->n_levels - level),
                         name, NULL);
    }
  vmr_cells_text (h->s->cells, VMR_RECT (r.x + 10, r.y, r.w * 0.4, r.h),
                  VMR_TITLE | VMR_MONO | (here ? VMR_BOLD : 0), VMR_INK_TEXT, number, NULL);
  entry_value (h, VMR_RECT (r.x + r.w * 0.34, r.y, r.w * 0.66 - 10, r.h), words, here ? vmr_hall_lacks (h, entry) : NULL,
               here ? VMR_BOLD : 0, empty && !here ? VMR_INK_SECONDARY : VMR_INK_TEXT);
}

static double
chosen_y (const VmrHall *h)
{
  return h->table_y + h->end + h->line * 1.5;
}

/* The first or the last entry of a table, for the scale: rows between are left out. */
static void
end_row (VmrHall   *h,
         guint   index,
         VmrRect r)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  VmrCell *cell = vmr_cells_box (h->s->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 0);

  vmr_cell_outline (cell, VMR_INK_PAGE_TABLE, 1.5);
  vmr_cells_text (h->s->cells, VMR_RECT (r.x + 10, r.y, r.w * 0.5, r.h), VMR_SMALL | VMR_MONO,
                  VMR_INK_SECONDARY, number, NULL);
  vmr_cells_text (h->s->cells, VMR_RECT (r.x + r.w * 0.6, r.y, r.w * 0.4 - 12, r.h),
                  VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_SECONDARY, "⋮", NULL);
}

static void
table_draw (VmrHall *h,
            guint level)
{
  const KmWalkLevel *walk = &h->s->levels[level];
  double x = vmr_hall_column (h, level);

  if (!level_reached (h, level) || !walk->exists)
    {
      VmrRect r = VMR_RECT (x, h->table_y, h->column, h->line * 3 + h->end * 2);

      vmr_cells_frame (h->s->cells, r, VMR_INK_LINE, 1.5, 4)->flags |= VMR_CELL_FUTURE;
      vmr_hall_word (h, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h), VMR_INK_SECONDARY, vmr_hall_level_word (h, level));
      return;
    }
  for (int row = 0; row < 3; row++)
    {
      int delta = 1 - row;

      if ((int) walk->index + delta >= 0 && walk->index + delta < walk->n_entries)
        entry_row (h, level, delta, VMR_RECT (x, h->table_y + h->end + row * h->line, h->column,
                                              h->line));
    }
  if (h->end > 0 && walk->index + 2 < walk->n_entries)
    end_row (h, walk->n_entries - 1, VMR_RECT (x, h->table_y, h->column, h->end));
  if (h->end > 0 && walk->index > 1)
    end_row (h, 0, VMR_RECT (x, h->table_y + h->end + 3 * h->line, h->column, h->end));
}

/* Where the table would be that a large page does without. */
static void
no_table (VmrHall *h)
{
  VmrTranslate *s = h->s;
  char size[32];
  g_autofree char *text = NULL;

  vmr_size_text ((guint64) s->levels[s->n_levels - 1].n_entries << KM_PAGE_SHIFT, size, sizeof size);
  text = g_strdup_printf (_("a page of %s: the walk ends here"), size);
  vmr_cells_paragraph (s->cells, VMR_RECT (vmr_hall_column (h, s->n_levels - 1), h->table_y, h->column + h->gap * 0.7,
                                           h->end + h->line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, text);
}

/* From the entry to the next table, or to where the walk ends; dashed from the index to its
 * entry. */
static void
ways_draw (VmrHall *h)
{
  VmrTranslate *s = h->s;
  double y = chosen_y (h);

  guint n = s->n_levels - s->large;

  for (guint i = 0; i < n; i++)
    {
      double x = vmr_hall_column (h, i), foot = h->head_y + h->head_h;
      VmrPoint drop[] = { { x + 14, foot }, { x + 14, foot + (h->table_y - foot) / 2 },
                          { x - h->gap * 0.3, foot + (h->table_y - foot) / 2 },
                          { x - h->gap * 0.3, y }, { x, y } };
      VmrPoint on[] = { { x + h->column, y }, { vmr_hall_column (h, i + 1 < n ? i + 1 : s->n_levels), y } };
      gboolean goes_on = i + 1 < n ? level_reached (h, i + 1)
                                             : s->fault > s->walk[i] || s->fill > s->start ||
                                               s->memory > s->start;

      if (!level_reached (h, i))
        break;
      vmr_cells_line (s->cells, drop, G_N_ELEMENTS (drop), VMR_INK_PAGE_TABLE, 2)->flags |=
        VMR_CELL_DASHED;
      if (h->makes && i + 1 == s->n_levels)
        break;
      if (s->at_rest)
        vmr_cells_line (s->cells, on, 2, VMR_INK_PAGE_TABLE, 2)->flags |= VMR_CELL_ARROW;
      else if (goes_on)
        vmr_cells_light (s->cells, on, 2, TRUE);
    }
}

/* Height of the rows: without room for the ends of the tables these are left out, at last CR3. FALSE: no room. */
static gboolean
lines_share (VmrHall *h)
{
  double body = h->s->cells->metrics.body, room = h->s->cells->height - h->table_y - h->s->small;

  h->foot = vmr_hall_cr3_height (h);
  if (room - h->foot < body * 1.3 * 3)
    h->foot = 0;
  room -= h->foot;
  h->end = body * 1.35;
  h->line = MIN ((room - 2 * h->end) / 3, body * 4.2);
  if (h->line < body * 1.7)
    {
      h->end = 0;
      h->line = MIN (room / 3, body * 2.6);
    }
  h->plate = MIN (h->line * 1.2, body * 3);
  return h->line >= body * 1.3;
}

void
vmr_translate_lecture (VmrTranslate *s)
{
  double height = s->cells->height, right;
  VmrHall h = { .s = s, .head_y = s->small * 0.4 };
  gboolean mapped;

  s->m = s->small * 1.6;
  s->w = s->cells->width - s->m - 4;
  h.gap = s->w * 0.07;
  h.column = (s->w - h.gap * s->n_levels) / (s->n_levels + 0.62);
  h.head_h = MIN (s->cells->metrics.title * 2.9, height * 0.3);
  h.table_y = h.head_y + h.head_h + MIN (height * 0.09, s->small * 2);
  if (!lines_share (&h))
    return;
  h.makes = vmr_translate_makes (s, &h.made);
  vmr_hall_head (&h);
  if (vmr_hall_cpu (&h))
    {
      vmr_hall_cr3 (&h, 0);
      return;
    }
  vmr_hall_enter (&h, h.head_y + h.head_h / 2);
  for (guint i = 0; i < s->n_levels - s->large; i++)
    table_draw (&h, i);
  if (s->large)
    no_table (&h);
  ways_draw (&h);
  vmr_hall_cr3 (&h, h.table_y + 3 * h.line + 2 * h.end);
  right = vmr_hall_column (&h, s->n_levels);
  mapped = level_reached (&h, s->n_levels - 1) &&
           (s->levels[s->n_levels - 1].entry & KM_PTE_P) &&
           (s->fill > s->start || s->memory > s->start || s->set > s->start || s->at_rest);
  if (h.makes)
    vmr_hall_frame (&h, VMR_RECT (right, chosen_y (&h) - h.plate / 2, s->m + s->w - right, 0), h.made);
  else if (mapped)
    vmr_hall_frame (&h, VMR_RECT (right, chosen_y (&h) - h.plate / 2, s->m + s->w - right, 0),
                 km_entry_pfn (s->levels[s->n_levels - 1].entry));
  else if (s->fault > s->start)
    {
      VmrRect r = VMR_RECT (right, chosen_y (&h) - h.plate / 2, s->m + s->w - right, 0);

      vmr_hall_fault (&h, r);
      vmr_hall_signal (&h, r);
    }
}
