/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the columns and rows of the plain drawing stand. */
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-rows.h"

#include <math.h>

/* Beside the outermost column there is room for the number of a step. */
double
vmr_plain_margin (VmrCells *cells)
{
  return MAX (cells->metrics.small * 2, 2 * vmr_cells_dot_reach (cells) - 4);
}

/* From wide to narrow: the address spaces become slim stripes, then memory and roads give way, and
 * at last only the program that runs is shown. */
void
vmr_plain_columns (VmrPlain *p)
{
  double w = p->cells->width - 2 * p->m, corridor = MAX (p->small * 3, w * 0.05);
  guint bold = p->text | VMR_MONO | VMR_BOLD;
  gboolean wide = km_machine_state (p->machine)->n_frames > 0xfffff;
  double pair = vmr_cells_measure (p->cells, bold, wide ? "0x00000 0x000000"
                                   : "0x00000 0x00000") + 18;
  double pill = vmr_cells_measure (p->cells, bold, "0x00000000") + 14;
  double least = vmr_cells_measure (p->cells, bold, wide ? "0x000000" : "0x00000") + 26;
  double table = CLAMP (w * 0.175, pair, pair * 1.6), space = CLAMP (w * 0.094, pill, pill * 1.5);
  double gap = 6, rest;

  p->mid_w = CLAMP (w * 0.2, least, least * 3);
  rest = w - p->n_sides * (space + gap + table) - p->mid_w - 2 * corridor;
  /* In a hall large numbers come before address spaces, but not before both programs. */
  if (p->text == VMR_BODY && w - p->n_sides * (10 + gap + pair) - least - 2 * corridor < 0)
    {
      p->text = VMR_SMALL;
      vmr_plain_columns (p);
      return;
    }
  if (rest < 0)
    space = 10;
  rest = w - p->n_sides * (space + gap + table) - p->mid_w - 2 * corridor;
  if (rest < 0)
    {
      table = pair;
      corridor = p->small * 2.4;
      p->mid_w = CLAMP (p->mid_w + rest, least, p->mid_w);
    }
  rest = w - p->n_sides * (space + gap + table) - p->mid_w - 2 * corridor;
  if (rest < 0 && p->n_sides == 2)
    {
      if (!p->side[0].runs)
        p->side[0] = p->side[1];
      p->side[0].right = FALSE;
      p->n_sides = 1;
      vmr_plain_columns (p);
      return;
    }
  p->mid_x = p->n_sides == 2 ? (p->cells->width - p->mid_w) / 2
             : p->m + space + gap + table + MAX (corridor, MIN (rest / 2, w * 0.1));
  for (guint i = 0; i < p->n_sides; i++)
    {
      VmrSide *side = &p->side[i];

      side->space_w = space;
      side->table_w = table;
      side->space_x = side->right ? p->cells->width - p->m - space : p->m;
      side->table_x = side->right ? side->space_x - gap - table : p->m + space + gap;
    }
}

static gboolean
is_shown (const VmrPlain *p,
          guint           step)
{
  guint64 task = vmr_stage_arg (p->session, step, task);

  return task == p->side[0].task->id || (p->n_sides > 1 && task == p->side[1].task->id);
}

static guint
marks_collect (const VmrPlain *p,
               VmrRowMark     *marks,
               guint           max)
{
  guint n = 0, score = 100;

  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].has_addr)
      marks[n++] = (VmrRowMark) { p->side[i].addr, 1000 };
  for (guint step = vmr_session_cursor (p->session); step > vmr_plain_back (p->session) && n < max;
       step--)
    if (km_machine_step_kind (p->machine, step) == KM_STEP_ACCESS && is_shown (p, step))
      marks[n++] = (VmrRowMark) { (KmAddr) vmr_stage_arg (p->session, step, addr), score-- };
  return n;
}

/* The height of the rows when each is at least so high; the kernel's is as high as `kernel` of them. */
static double
rows_height (const GArray *rows,
             guint         kernel,
             double        row,
             double        gap)
{
  double height = (kernel - 1) * row;

  for (guint i = 0; i < rows->len; i++)
    height += g_array_index (rows, VmrRow, i).kind == VMR_ROW_GAP ? gap : row;
  return height;
}

/* As many rows as have room: how much the gaps take is known only when the rows are there. */
static GArray *
rows_fit (const VmrPlain *p,
          guint           kernel,
          guint           few,
          guint           most,
          double          row,
          double          gap)
{
  const KmMm *mm[VMR_PLAIN_SIDES] = { p->side[0].mm, p->n_sides > 1 ? p->side[1].mm : NULL };
  VmrRowMark marks[20];
  guint n_marks = marks_collect (p, marks, G_N_ELEMENTS (marks));
  guint64 table = !p->levels ? 0 : km_machine_state (p->machine)->config.pae ? 1u << 21 : 1u << 22;
  GArray *rows = vmr_rows_collect (p->machine, mm, marks, n_marks, table, few);

  for (guint max = few + 1; max <= most; max++)
    {
      GArray *more = vmr_rows_collect (p->machine, mm, marks, n_marks, table, max);

      if (rows_height (more, kernel, row, gap) > p->foot - p->top)
        {
          g_array_unref (more);
          break;
        }
      g_array_unref (rows);
      rows = more;
    }
  return rows;
}

void
vmr_plain_rows (VmrPlain *p,
                guint     kernel,
                guint     in_hall)
{
  guint n = kernel - 1, gaps = 0, lit = 0;
  gboolean lecture = p->cells->metrics.lecture;
  double avail = p->foot - p->top, least = p->small * 1.55 + 2, gap = p->small * 1.6, y = p->top;
  double hall = p->cells->metrics.body * 1.47, most = lecture ? hall * 1.3 : p->small * 2.5;
  guint most_rows = lecture ? in_hall : VMR_PLAIN_MAX_ROWS, few;
  double line = lecture && most_rows < VMR_PLAIN_MAX_ROWS ? hall + 2 : least;

  /* Unfolded, a hall reads smaller words in them too: rather one row more than areas far apart in one. */
  if (p->levels)
    line = MIN (line, MAX (least, hall * 0.75));

  few = (guint) CLAMP ((avail - 3 * gap) / line, 3, most_rows);
  p->rows = rows_fit (p, kernel, MAX (few + 1 - kernel, 3), lecture ? most_rows + 1 - kernel : 0, line,
                      gap);
  for (guint i = 0; i < p->rows->len; i++)
    {
      n += g_array_index (p->rows, VmrRow, i).kind != VMR_ROW_GAP;
      gaps += g_array_index (p->rows, VmrRow, i).kind == VMR_ROW_GAP;
      lit += g_array_index (p->rows, VmrRow, i).score >= 1000;
    }
  if (n * least + gaps * gap > avail)
    gap = MAX ((avail - n * least) / MAX (gaps, 1), 2);
  p->row_h = MIN (floor ((avail - gaps * gap) / n) - 2, most);
  for (guint i = 0; i < p->rows->len; i++)
    {
      VmrRow *row = &g_array_index (p->rows, VmrRow, i);
      double more = row->score >= 1000 ? CLAMP (avail - gaps * gap - n * (p->row_h + 2), 0, 6 * lit)
                    / lit : 0;

      row->y = y;
      row->h = row->kind == VMR_ROW_GAP ? gap : p->row_h + floor (more);
      if (row->kind == VMR_ROW_KERNEL)
        row->h += (kernel - 1) * (p->row_h + 2);
      y += row->kind == VMR_ROW_GAP ? gap : row->h + 2;
    }
  p->foot = MIN (p->foot, MAX (y, p->top + p->row_h * 6));
}

