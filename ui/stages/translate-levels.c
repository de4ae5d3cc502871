/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translate, unfolded once: directory, then table; 10 + 10 + 12 bits. The lines are those of the
 * plain drawing, so address, entry and frame keep their places.
 *
 *   shell    (runs now)                                  editor (waits)
 *   ┌kernel┐┌768 …  kernel┐┌ kernel      ┐  ┌──────────┐
 *   │stack ││767     01004├┤1023    03f52├──│ 03f52    │
 *   │ data ││ 32     01009├┤  80    03f05├──│ 03f05    │
 *   └──────┘└─────────────┘└─────────────┘  └──────────┘
 *   0000100000 0001010000 000001000000
 *
 * When the processor changes from one program to the other, both directories stand side by side and
 * the kernel's rows of the one are joined with those of the other.
 */
#include "ui/stages/translate-levels.h"

#include "ui/session/session-view.h"
#include "ui/stages/translate-detail.h"
#include "ui/stages/translate-directory.h"
#include "ui/stages/translate-levels-private.h"
#include "ui/stages/translate-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static guint
after_start (const VmrPlain *p,
             KmStepKind      kind)
{
  guint start = MAX (p->access.access, vmr_stage_reached (p->session, KM_STEP_SEGMENT));
  guint step = vmr_stage_reached (p->session, kind);

  return p->access.access && step > start ? step : 0;
}

/* Only the program that the panels show too; the light enters the table's row when the table is read. */
static void
alone (VmrLevels *l)
{
  VmrPlain *p = &l->p;
  guint shown = p->n_sides > 1 && p->side[1].task == vmr_session_task (p->session) ? 1 : 0;

  p->side[0] = p->side[shown];
  p->n_sides = 1;
  p->levels = TRUE;
  p->text = VMR_SMALL;
  l->asked = MAX (p->access.asked, p->access.row);
  l->hit = p->access.hit != 0;
  l->directory = after_start (p, KM_STEP_WALK_DIRECTORY);
  p->access.row = p->access.row_dot = after_start (p, KM_STEP_WALK_TABLE);
}

/* Mirrored when the program is the right one. */
static void
columns_place (VmrLevels *l)
{
  VmrPlain *p = &l->p;
  VmrSide *side = &p->side[0];
  double w = p->cells->width - 2 * p->m;
  double pair = vmr_cells_measure (p->cells, VMR_LEVELS_BITS, "1023 0x000000") + 22;
  double pill = vmr_cells_measure (p->cells, VMR_LEVELS_BITS, "0x00000000") + 14;
  double least = vmr_cells_measure (p->cells, VMR_LEVELS_BITS, "0x000000") + 26;
  double gap = MAX (p->small * 2.2, 2 * vmr_cells_dot_reach (p->cells) + 2),
         corridor = MAX (p->small * 3, w * 0.05), rest;

  side->space_w = CLAMP (w * 0.094, pill, pill * 1.5);
  side->table_w = CLAMP (w * 0.18, pair, pair * 1.6);
  p->mid_w = CLAMP (w * 0.19, least, least * 3);
  rest = w - side->space_w - 6 - 2 * side->table_w - gap - corridor - p->mid_w;
  if (rest < 0)
    {
      side->space_w = 10;
      rest = w - side->space_w - 6 - 2 * side->table_w - gap - corridor - p->mid_w;
    }
  if (rest < 0)
    p->mid_w = MAX (least, p->mid_w + rest);
  l->dir_w = side->table_w;
  side->space_x = p->m;
  l->pointer_x = l->dir_x = side->space_x + side->space_w + 6;
  if (km_machine_state (p->machine)->config.pae)
    {
      l->pointer_w = ceil (p->small * 1.4);
      l->dir_x += l->pointer_w + 3;
      l->dir_w -= l->pointer_w + 3;
    }
  side->table_x = l->dir_x + l->dir_w + gap;
  p->mid_x = MAX ((p->cells->width - p->mid_w) / 2, side->table_x + side->table_w + corridor);
  if (!side->right)
    return;
  side->space_x = p->cells->width - side->space_x - side->space_w;
  l->dir_x = p->cells->width - l->dir_x - l->dir_w;
  l->pointer_x = p->cells->width - l->pointer_x - l->pointer_w;
  side->table_x = p->cells->width - side->table_x - side->table_w;
  p->mid_x = p->cells->width - p->mid_x - p->mid_w;
}

/* --- tables ----------------------------------------------------------------------------------- */

/* From an entry to the table it leads to: a stroke along the table's rows. */
static void
tables_link (VmrLevels       *l,
             const GArray *rows,
             int           lit)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  double from = side->right ? l->dir_x : l->dir_x + l->dir_w;
  double to = side->right ? side->table_x + side->table_w : side->table_x;
  double bar = to + (side->right ? 5 : -5);

  if ((lit == 0 || lit == 1) && (p->access.row || p->access.road))
    {
      double y, h;

      if (vmr_plain_kernel_entry (p, side, &y, &h))
        vmr_cells_light (p->cells, (VmrPoint[]) { { from, y + h / 2 }, { to, y + h / 2 } }, 2, TRUE);
    }
  for (guint i = 2; i < rows->len; i++)
    {
      const VmrDirRow *entry = &g_array_index (rows, VmrDirRow, i);
      double y = entry->y + entry->h / 2, top = G_MAXDOUBLE, foot = 0;
      VmrPoint way[2] = { { from, y }, { to, y } };
      KmPfn pfn;

      for (guint k = 1; k < p->rows->len; k++)
        {
          const VmrRow *row = &g_array_index (p->rows, VmrRow, k);
          guint index = (guint) (row->start >> vmr_dir_shift (p));

          if (row->kind != VMR_ROW_PAGES || index < entry->first || index > entry->last)
            continue;
          top = MIN (top, row->y + 2);
          foot = MAX (foot, row->y + row->h - 2);
        }
      if (foot <= 0 || vmr_dir_tables (p, side, entry, &pfn) == 0)
        continue;
      vmr_cells_segment (p->cells, bar, top, bar, foot, VMR_INK_PAGE_TABLE, 2);
      if (lit == (int) i && (p->access.row || p->access.road))
        vmr_cells_light (p->cells, way, 2, TRUE);
      else
        vmr_cells_segment (p->cells, from, y, bar, y, VMR_INK_PAGE_TABLE, 1.5);
    }
}

/* The row of the directory that the address of a side chooses; -1 none. */
static int
chosen_row (const VmrPlain *p,
            const VmrSide  *side,
            const GArray   *rows)
{
  guint index = side->addr >> vmr_dir_shift (p);

  for (guint i = 0; i < rows->len && side->has_addr; i++)
    if (index >= g_array_index (rows, VmrDirRow, i).first &&
        index <= g_array_index (rows, VmrDirRow, i).last)
      return (int) i;
  return -1;
}

/* --- one program ------------------------------------------------------------------------------ */

/* From the address to the entry of the directory that its first bits choose. */
static void
address_link (VmrLevels          *l,
              const VmrDirRow *row)
{
  const VmrSide *side = &l->p.side[0];
  double y = row->y + row->h / 2;
  VmrPoint way[2] = { { side->right ? side->space_x : side->space_x + side->space_w, y },
                      { side->right ? l->dir_x + l->dir_w : l->dir_x, y } };

  vmr_cells_light (l->p.cells, way, 2, FALSE);
}

/* With PAE each quarter of the addresses has a directory of its own: beside the rows of each its
 * entry of the pointer table. */
static void
pointers_draw (VmrLevels       *l,
               const GArray *rows)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];

  for (guint quarter = 0; quarter < 4 && l->pointer_w > 0; quarter++)
    {
      double top = G_MAXDOUBLE, foot = 0;
      char text[2] = { (char) ('0' + quarter), '\0' };
      g_autofree char *name = g_strdup_printf (_("pointer table, entry %u"), quarter);
      KmWalkLevel levels[KM_WALK_MAX];
      VmrCell *cell;

      for (guint i = 0; i < rows->len; i++)
        if (g_array_index (rows, VmrDirRow, i).last >> 9 == quarter &&
            g_array_index (rows, VmrDirRow, i).h >= p->small * 1.2)
          {
            top = MIN (top, g_array_index (rows, VmrDirRow, i).y);
            foot = MAX (foot, g_array_index (rows, VmrDirRow, i).y +
                              g_array_index (rows, VmrDirRow, i).h);
          }
      if (foot <= 0)
        continue;
      km_walk (p->machine, side->mm, quarter << 30, levels);
      cell = vmr_cells_box (p->cells, VMR_RECT (l->pointer_x, top, l->pointer_w, foot - top),
                            VMR_INK_PAGE_TABLE, VMR_TINT_PALE, 3);
      vmr_cell_outline (cell, VMR_INK_PAGE_TABLE, 1);
      vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_PTE, (guint32) levels[0].at, 3), name,
                         "pgd_t");
      vmr_cells_text (p->cells, VMR_RECT (l->pointer_x, top, l->pointer_w, foot - top),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, text, NULL);
    }
}

/* The others at the edge where nothing else stands: up to the program's own name, or to the title of memory
 * where this is as high. */
static void
others_draw (VmrPlain      *p,
             const VmrSide *side,
             double         top)
{
  double title = p->top - 2 - 2 * ceil (p->small * 1.4);
  gboolean clear = title >= top + ceil (p->small * 1.75);

  if (side->right)
    vmr_plain_others (p, top, p->m, clear ? side->table_x - p->small : p->mid_x - p->small, FALSE);
  else
    vmr_plain_others (p, top, clear ? side->table_x + side->table_w + p->small
                      : p->mid_x + p->mid_w + p->small, p->cells->width - p->m, TRUE);
}

/* The directory's row where the walk to a page of the kernel ends: that of a large page, or an empty one. */
static void
ends_find (VmrLevels       *l,
           const VmrDirRow *row)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  KmPhys at = 1;

  if (side->has_addr && side->addr >= KM_PAGE_OFFSET)
    vmr_plain_entry (p->machine, side->mm, side->addr, &at);
  p->ends = at == 0 ? VMR_RECT (l->dir_x, row->y, l->dir_w, row->h) : VMR_RECT (0, 0, 0, 0);
}

static void
one_draw (VmrLevels *l,
          double  top,
          double  bottom)
{
  VmrPlain *p = &l->p;
  VmrSide *side = &p->side[0];
  g_autoptr (GArray) rows = NULL;
  double reach = vmr_cells_dot_reach (p->cells);
  int chosen;
  gboolean lit;

  columns_place (l);
  vmr_plain_rows (p, 2, 9);
  vmr_plain_card_place (p, bottom - 4);
  vmr_plain_collect (p);
  rows = vmr_dir_rows (p);
  chosen = chosen_row (p, side, rows);
  lit = side->live && l->directory != 0;
  if (chosen >= 0)
    ends_find (l, &g_array_index (rows, VmrDirRow, chosen));
  vmr_plain_head (p, side, top);
  vmr_dir_head (p, side, l->dir_x, l->dir_w);
  vmr_plain_side (p, side);
  vmr_dir_draw (p, side, rows, l->dir_x, l->dir_w, lit ? chosen : -1);
  tables_link (l, rows, lit ? chosen : -1);
  if (side->live && l->asked && chosen >= 0)
    address_link (l, &g_array_index (rows, VmrDirRow, chosen));
  pointers_draw (l, rows);
  vmr_plain_frames (p);
  vmr_plain_roads (p);
  vmr_levels_sum (l);
  others_draw (p, side, top);
  vmr_plain_card (p);
  if (lit && chosen >= 0)
    vmr_stage_dot (p->session, p->cells, side->right ? l->dir_x + 4 - reach
                   : l->dir_x + l->dir_w + reach - 4,
                   g_array_index (rows, VmrDirRow, chosen).y, l->directory);
  vmr_plain_dots (p, side);
  vmr_levels_bits (l, p->foot + 6, bottom);
}

void
vmr_translate_levels (const VmrSession *session,
                      VmrCells         *cells,
                      double            bottom)
{
  VmrLevels l = { .directory = 0 };
  double top, digits = ceil (cells->metrics.small * 1.6) * 2;
  g_autofree char *title = NULL;

  g_return_if_fail (session != NULL);
  if (!vmr_plain_init (&l.p, session, cells))
    {
      top = vmr_detail_control (session, cells, _("Physical memory waits for its first program"));
      vmr_translate_nobody (session, cells, top, bottom);
      return;
    }
  l.p.levels = TRUE;
  title = vmr_plain_title (&l.p);
  top = vmr_detail_control (session, cells, title);
  l.p.m = vmr_plain_margin (cells);
  l.p.top = top + ceil (l.p.small * 1.75) + 6 +
            ceil (l.p.small * 1.4) * (bottom - top > 360 ? 2 : 1);
  l.p.foot = bottom - digits - 6;
  if (vmr_levels_compares (&l.p))
    vmr_levels_two (&l.p, top, bottom);
  else
    {
      alone (&l);
      one_draw (&l, top, bottom);
    }
  vmr_plain_clear (&l.p);
}
