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
#include "ui/stages/translate-levels-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BITS (VMR_SMALL | VMR_MONO | VMR_BOLD)

typedef struct
{
  VmrPlain  p;
  double    dir_x, dir_w;
  double    pointer_x, pointer_w;       /* with PAE */
  guint     asked;              /* the step that went for it, 0 not reached: the TLB did not know */
  guint     directory;          /* the step that read it */
  VmrSide   other;              /* at the edge; its task NULL: none */
} Levels;

static guint
after_start (const VmrPlain *p,
             KmStepKind      kind)
{
  guint start = MAX (p->access.access, vmr_stage_reached (p->session, KM_STEP_SEGMENT));
  guint step = vmr_stage_reached (p->session, kind);

  return p->access.access && step > start ? step : 0;
}

/* Only the program that runs; the light enters the table's row when the table is read. */
static void
alone (Levels *l)
{
  VmrPlain *p = &l->p;
  guint run = p->n_sides > 1 && p->side[1].runs ? 1 : 0;
  guint hit = after_start (p, KM_STEP_TLB_HIT);

  if (p->n_sides > 1)
    l->other = p->side[1 - run];
  p->side[0] = p->side[run];
  p->n_sides = 1;
  p->levels = TRUE;
  p->text = VMR_SMALL;
  l->asked = p->access.row;
  l->directory = MAX (after_start (p, KM_STEP_WALK_DIRECTORY), hit);
  p->access.row = MAX (after_start (p, KM_STEP_WALK_TABLE), hit);
  p->access.asked = l->directory ? 0 : l->asked;
}

/* Mirrored when the program is the right one. */
static void
columns_place (Levels *l)
{
  VmrPlain *p = &l->p;
  VmrSide *side = &p->side[0];
  double w = p->cells->width - 2 * p->m;
  double pair = vmr_cells_measure (p->cells, BITS, "1023 0x000000") + 22;
  double pill = vmr_cells_measure (p->cells, BITS, "0x00000000") + 14;
  double least = vmr_cells_measure (p->cells, BITS, "0x000000") + 26;
  double gap = MAX (p->small * 2.2, 2 * vmr_cells_dot_reach (p->cells) + 2), corridor = MAX (p->small * 3, w * 0.05), rest;

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
  if (p->machine->state->config.pae)
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
tables_link (Levels       *l,
             const GArray *rows,
             int           lit)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  double from = side->right ? l->dir_x : l->dir_x + l->dir_w;
  double to = side->right ? side->table_x + side->table_w : side->table_x;
  double bar = to + (side->right ? 5 : -5);

  for (guint i = 2; i < rows->len; i++)
    {
      const VmrDirRow *entry = &g_array_index (rows, VmrDirRow, i);
      double y = entry->y + entry->h / 2, top = G_MAXDOUBLE, foot = 0;
      VmrPoint way[2] = { { from, y }, { to, y } };
      KmPhys at;

      for (guint k = 1; k < p->rows->len; k++)
        {
          const VmrRow *row = &g_array_index (p->rows, VmrRow, k);
          guint index = (guint) (row->start >> vmr_dir_shift (p));

          if (row->kind != VMR_ROW_PAGES || index < entry->first || index > entry->last)
            continue;
          top = MIN (top, row->y + 2);
          foot = MAX (foot, row->y + row->h - 2);
        }
      if (foot <= 0 || !(vmr_dir_entry (p, side, entry->first, &at) & KM_PTE_P))
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
    if (index >= g_array_index (rows, VmrDirRow, i).first && index <= g_array_index (rows, VmrDirRow, i).last)
      return (int) i;
  return -1;
}

static void
dir_head (VmrPlain      *p,
          const VmrSide *side,
          double         x,
          double         w)
{
  double line = ceil (p->small * 1.4), label = p->top - 2 - line;
  g_autofree char *frame = g_strdup_printf ("0x%05x", side->mm->pgd);
  gboolean pae = p->machine->state->config.pae;
  VmrCell *cell;

  cell = vmr_cells_text (p->cells, VMR_RECT (x, label, w, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                         _("directory"), NULL);
  if (cell != NULL && !pae)
    vmr_cells_text (p->cells, VMR_RECT (x + cell->rect.w + 8, label, w - cell->rect.w - 8, line),
                    VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, frame, NULL);
}

/* --- the bits --------------------------------------------------------------------------------- */

/* The address cut into indices: their bits, and below them what they choose. */
static void
bits_draw (Levels *l,
           double  y,
           double  bottom)
{
  static const guint widths[2][4] = { { 10, 10, 12, 0 }, { 2, 9, 9, 12 } };
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  gboolean pae = p->machine->state->config.pae;
  const char *const names[2][4] = { { _("directory"), _("table"), _("offset"), NULL },
                                    { _("pointer"), _("directory"), _("table"), _("offset") } };
  double line = ceil (p->small * 1.6), x = p->m, digit = vmr_cells_measure (p->cells, BITS, "0");
  guint at = 32, n = pae ? 4 : 3;
  double total = 32 * digit + (n - 1) * 14 + 4;

  if (!side->has_addr || total > p->cells->width - 2 * p->m || y + 2 * line > bottom + 4)
    return;
  if (side->right)
    x = p->cells->width - p->m - total;
  for (guint i = 0; i < n; i++)
    {
      guint width = widths[pae][i], value = side->addr >> (at - width) & ((1u << width) - 1);
      double w = width * digit + 4;
      char bits[33];
      g_autofree char *name = g_strdup_printf (i + 1 < n ? "%s %u" : "%s 0x%03x", names[pae][i], value);
      g_autofree char *brief = g_strdup_printf (i + 1 < n ? "%u" : "0x%03x", value);

      for (guint b = 0; b < width; b++)
        bits[b] = value >> (width - 1 - b) & 1 ? '1' : '0';
      bits[width] = '\0';
      vmr_cells_box (p->cells, VMR_RECT (x, y, w, line), i + 1 < n ? VMR_INK_PAGE_TABLE : VMR_INK_ANON,
                     VMR_TINT_PALE, 3);
      vmr_cells_text (p->cells, VMR_RECT (x + 1, y, w, line), BITS, VMR_INK_TEXT, bits, NULL);
      vmr_cells_text (p->cells, VMR_RECT (x - 6, y + line, w + 12, line), VMR_SMALL | VMR_CENTER,
                      VMR_INK_TEXT, name, brief, NULL);
      x += w + 10;
      at -= width;
    }
}

/* --- one program ------------------------------------------------------------------------------ */

/* The other program is a pill at the edge; a press brings it forward. */
static void
other_draw (Levels *l,
            double  y)
{
  VmrPlain *p = &l->p;
  double h = ceil (p->small * 1.75), w, x = p->m, free_w = p->mid_x - p->m - p->small;
  g_autofree char *text = NULL;
  VmrCell *cell;

  if (l->other.task == NULL)
    return;
  text = g_strdup_printf ("%s %u", l->other.task->comm, l->other.task->pid);
  w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, text) + h;
  if (!p->side[0].right)
    {
      x = p->cells->width - p->m - w;
      free_w = p->cells->width - p->m - p->mid_x - p->mid_w - p->small;
    }
  if (w > free_w)
    return;
  cell = vmr_cells_box (p->cells, VMR_RECT (x, y, w, h), VMR_INK_PANEL, VMR_TINT_FULL, h / 2);
  vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_TASK, l->other.task->id, 0), text, "task_struct");
  vmr_cells_text (p->cells, VMR_RECT (x, y, w, h), VMR_SMALL | VMR_CENTER, VMR_INK_TEXT, text, NULL);
}

/* From the address to the entry of the directory that its first bits choose. */
static void
address_link (Levels          *l,
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
pointers_draw (Levels       *l,
               const GArray *rows)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];

  for (guint quarter = 0; quarter < 4 && l->pointer_w > 0; quarter++)
    {
      double top = G_MAXDOUBLE, foot = 0;
      char text[2] = { (char) ('0' + quarter), '\0' };
      g_autofree char *name = g_strdup_printf (_("pointer table, entry %u"), quarter);
      VmrWalkLevel levels[VMR_WALK_MAX];
      VmrCell *cell;

      for (guint i = 0; i < rows->len; i++)
        if (g_array_index (rows, VmrDirRow, i).last >> 9 == quarter &&
            g_array_index (rows, VmrDirRow, i).h >= p->small * 1.2)
          {
            top = MIN (top, g_array_index (rows, VmrDirRow, i).y);
            foot = MAX (foot, g_array_index (rows, VmrDirRow, i).y + g_array_index (rows, VmrDirRow, i).h);
          }
      if (foot <= 0)
        continue;
      vmr_walk (p->machine, side->mm, quarter << 30, levels);
      cell = vmr_cells_box (p->cells, VMR_RECT (l->pointer_x, top, l->pointer_w, foot - top),
                            VMR_INK_PAGE_TABLE, VMR_TINT_PALE, 3);
      vmr_cell_outline (cell, VMR_INK_PAGE_TABLE, 1);
      vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_PTE, (guint32) levels[0].at, 3), name, "pgd_t");
      vmr_cells_text (p->cells, VMR_RECT (l->pointer_x, top, l->pointer_w, foot - top),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, text, NULL);
    }
}

/* Beside the drawing what each part of the address has led to so far. */
static void
large_draw (Levels *l)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  guint64 entry = vmr_plain_entry (p->machine, side->mm, side->addr, NULL), dir;
  guint mask = p->machine->state->config.pae ? 511 : 1023, index = side->addr >> vmr_dir_shift (p);
  double x = side->right ? p->m : p->mid_x + p->mid_w + p->small * 2;
  double w = side->right ? p->mid_x - p->small * 2 - p->m : p->cells->width - p->m - x;
  VmrRect room = VMR_RECT (x, p->top, w, (p->card.h > 0 ? p->card.y - 8 : p->foot) - p->top);
  g_autofree char *directory = NULL;
  g_autofree char *table = NULL;
  g_autofree char *result = NULL;
  KmPhys at;

  if (!side->has_addr || side->addr >= KM_PAGE_OFFSET || w < p->small * 13)
    return;
  dir = vmr_dir_entry (p, side, index, &at);
  directory = g_strdup_printf ("%u → 0x%05x", index & mask, vmr_entry_pfn (dir));
  table = g_strdup_printf ("%u → 0x%05x", side->addr >> KM_PAGE_SHIFT & mask, vmr_entry_pfn (entry));
  result = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                            ((guint64) vmr_entry_pfn (entry) << KM_PAGE_SHIFT) + (side->addr & 0xfff));
  if ((!side->live || l->directory) && dir & KM_PTE_P)
    vmr_plain_line (p, &room, _("directory: entry → table"), directory);
  if ((!side->live || p->access.row || (p->access.set && !p->access.retry)) && entry & KM_PTE_P)
    vmr_plain_line (p, &room, _("table: entry → frame"), table);
  if ((!side->live || p->access.road) && entry & KM_PTE_P)
    vmr_plain_line (p, &room, _("physical address"), result);
}

static void
one_draw (Levels *l,
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
  vmr_plain_head (p, side, top);
  dir_head (p, side, l->dir_x, l->dir_w);
  vmr_plain_side (p, side);
  vmr_dir_draw (p, side, rows, l->dir_x, l->dir_w, lit ? chosen : -1);
  tables_link (l, rows, lit ? chosen : -1);
  if (side->live && l->asked && chosen >= 0)
    address_link (l, &g_array_index (rows, VmrDirRow, chosen));
  pointers_draw (l, rows);
  vmr_plain_frames (p);
  vmr_plain_roads (p);
  large_draw (l);
  other_draw (l, top);
  vmr_plain_card (p);
  if (lit && chosen >= 0)
    vmr_stage_dot (p->session, p->cells, side->right ? l->dir_x + 4 - reach : l->dir_x + l->dir_w + reach - 4,
                   g_array_index (rows, VmrDirRow, chosen).y, l->directory);
  vmr_plain_dots (p, side);
  bits_draw (l, p->foot + 6, bottom);
}

/* --- two directories -------------------------------------------------------------------------- */

static gboolean
compares (const VmrPlain *p)
{
  return p->n_sides == 2 && p->access.access == 0 &&
         (vmr_stage_reached (p->session, KM_STEP_SWITCH) || vmr_stage_reached (p->session, KM_STEP_EXEC_MM));
}

/* Equal rows of the kernel are joined: the words stand on the lines' ground. */
static void
kernel_join (VmrPlain     *p,
             const GArray *rows)
{
  double from = p->side[0].table_x + p->side[0].table_w, to = p->side[1].table_x;
  const VmrRow *kernel = &g_array_index (p->rows, VmrRow, 0);
  double y = kernel->y + kernel->h / 2, h = ceil (p->small * 1.6), w;
  const char *words = _("the kernel's rows are the same in both");

  for (guint i = 0; i < 2; i++)
    {
      const VmrDirRow *row = &g_array_index (rows, VmrDirRow, i);

      vmr_cells_segment (p->cells, from, row->y + row->h / 2, to, row->y + row->h / 2,
                         VMR_INK_KERNEL, 2);
    }
  if (vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, words) > to - from - 24)
    words = _("the same");
  w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, words) + 16;
  if (w > to - from - 8)
    return;
  vmr_cells_box (p->cells, VMR_RECT ((from + to - w) / 2, y - h / 2, w, h), VMR_INK_PANEL, VMR_TINT_FULL, 4);
  vmr_cells_text (p->cells, VMR_RECT ((from + to - w) / 2, y - h / 2, w, h),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, words, NULL);
}

static void
two_draw (VmrPlain *p,
          double    top,
          double    bottom)
{
  double w = p->cells->width - 2 * p->m, line = ceil (p->small * 1.6), x, mid;
  g_autoptr (GArray) rows = NULL;

  for (guint i = 0; i < 2; i++)
    {
      VmrSide *side = &p->side[i];

      side->space_w = w > 600 ? CLAMP (w * 0.094, 60, 110) : 10;
      side->table_w = CLAMP (w * 0.24, 96, 230);
      side->space_x = i ? p->cells->width - p->m - side->space_w : p->m;
      side->table_x = i ? side->space_x - 6 - side->table_w : p->m + side->space_w + 6;
    }
  vmr_plain_rows (p, 2, 12);
  rows = vmr_dir_rows (p);
  for (guint i = 0; i < 2; i++)
    {
      vmr_plain_head (p, &p->side[i], top);
      vmr_plain_space (p, &p->side[i]);
      vmr_dir_draw (p, &p->side[i], rows, p->side[i].table_x, p->side[i].table_w, -1);
    }
  kernel_join (p, rows);
  x = p->side[0].table_x + p->side[0].table_w + p->small;
  mid = g_array_index (p->rows, VmrRow, 0).y + g_array_index (p->rows, VmrRow, 0).h + line * 1.5;
  vmr_cells_text (p->cells, VMR_RECT (x, mid, p->side[1].table_x - p->small - x, line),
                  VMR_SMALL | VMR_CENTER, VMR_INK_TEXT, _("Below the border each has rows of its own."),
                  _("each its own"), NULL);
}

void
vmr_translate_levels (const VmrSession *session,
                      VmrCells         *cells,
                      double            bottom)
{
  Levels l = { .directory = 0 };
  double top, digits = ceil (cells->metrics.small * 1.6) * 2;
  g_autofree char *title = NULL;

  if (!vmr_plain_init (&l.p, session, cells))
    {
      top = vmr_detail_control (session, cells, _("Physical memory waits for its first program"));
      vmr_translate_nobody (session, cells, top, bottom);
      return;
    }
  title = vmr_plain_title (&l.p);
  top = vmr_detail_control (session, cells, title);
  l.p.m = vmr_plain_margin (cells);
  l.p.levels = TRUE;
  l.p.top = top + ceil (l.p.small * 1.75) + 6 + ceil (l.p.small * 1.4) * (bottom - top > 360 ? 2 : 1);
  l.p.foot = bottom - digits - 6;
  if (compares (&l.p))
    two_draw (&l.p, top, bottom);
  else
    {
      alone (&l);
      one_draw (&l, top, bottom);
    }
  vmr_plain_clear (&l.p);
}
