/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page directory on the lines of the plain drawing: each entry stands at the height of the pages
 * it leads to, the last user entry right below the kernel's first.
 *
 *   769 – 1023  kernel   ┐ the kernel's quarter, twice as high as a row
 *   768         kernel   ┘
 *   ═══════════════════    three quarters for the program
 *   767        0x01009   ── at the stack's row
 *    33 – 766     none   ── in the gap
 *    32        0x01004   ── at the row of the address
 */
#include "ui/stages/translate-directory.h"

#include "ui/stages/translate-levels-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

guint
vmr_dir_shift (const VmrPlain *p)
{
  return km_machine_state (p->machine)->config.pae ? 21 : 22;
}

guint64
vmr_dir_entry (const VmrPlain *p,
               const VmrSide  *side,
               guint           index,
               KmPhys         *at)
{
  KmWalkLevel levels[KM_WALK_MAX];
  guint n = km_walk (p->machine, side->mm, (KmAddr) index << vmr_dir_shift (p), levels);

  *at = levels[n - 2].exists ? levels[n - 2].at : 0;
  return levels[n - 2].exists ? levels[n - 2].entry : 0;
}

static void
dir_add (GArray  *rows,
         guint    first,
         guint    last,
         gboolean kernel,
         double   y,
         double   h)
{
  VmrDirRow row = { first, last, kernel, y, h };

  g_array_append_val (rows, row);
}

/* Whether one of the programs uses an address in the row. */
static gboolean
is_focus (const VmrPlain *p,
          const VmrRow   *row)
{
  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].has_addr && p->side[i].addr >= row->start && p->side[i].addr < row->end)
      return TRUE;
  return FALSE;
}

/* The kernel's entries in two rows: the one that is used by itself, or else its first. What is above one in
 * the middle is left out. */
static void
kernel_add (const VmrPlain *p,
            GArray         *rows,
            guint           first,
            double          y,
            double          h)
{
  guint shift = vmr_dir_shift (p), used = first, last = (1u << (32 - shift)) - 1;

  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].has_addr && p->side[i].addr >= KM_PAGE_OFFSET)
      used = p->side[i].addr >> shift;
  dir_add (rows, used > first ? used : first + 1, used > first ? used : last, TRUE, y, h);
  dir_add (rows, first, used > first ? used - 1 : first, TRUE, y + h + 2, h);
}

GArray *
vmr_dir_rows (const VmrPlain *p)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (VmrDirRow));
  const VmrRow *kernel = &g_array_index (p->rows, VmrRow, 0), *gap = NULL;
  guint shift = vmr_dir_shift (p), next = KM_PAGE_OFFSET >> shift;
  double half = (kernel->h - 2) / 2;

  kernel_add (p, rows, next, kernel->y, half);
  for (guint i = 1; i < p->rows->len; i++)
    {
      const VmrRow *row = &g_array_index (p->rows, VmrRow, i);
      guint high = (guint) ((row->end - 1) >> shift), low = (guint) (row->start >> shift);
      VmrDirRow *last = &g_array_index (rows, VmrDirRow, rows->len - 1);

      if (row->kind == VMR_ROW_GAP)
        {
          gap = row->h >= p->small * 1.3 ? row : NULL;
          continue;
        }
      if (low >= next)
        {
          /* Further pages of the same table: between two programs, where no table stands beside it, the entry
           * comes down to them; else it goes to the line of the address. */
          if (p->n_sides > 1)
            last->h = row->y + row->h - last->y;
          else if (is_focus (p, row))
            last->y = row->y, last->h = row->h;
          gap = NULL;
          continue;
        }
      if (gap != NULL && high + 1 < next)
        dir_add (rows, high + 1, next - 1, FALSE, gap->y, gap->h - 2);
      dir_add (rows, low, high, FALSE, row->y, row->h);
      next = low;
      gap = NULL;
    }
  if (next > 0 && gap != NULL)
    dir_add (rows, 0, next - 1, FALSE, gap->y, gap->h - 2);
  return rows;
}

guint
vmr_dir_tables (const VmrPlain  *p,
                const VmrSide   *side,
                const VmrDirRow *row,
                KmPfn           *pfn)
{
  guint n = 0;

  for (guint i = row->first; i <= row->last && !row->kernel; i++)
    {
      KmPhys at;
      guint64 entry = vmr_dir_entry (p, side, i, &at);

      if (!(entry & KM_PTE_P))
        continue;
      if (n++ == 0)
        *pfn = km_entry_pfn (entry);
    }
  return n;
}

/* "33 – 766" for entries that are alike, "32 … 766" for such as are not. */
static char *
index_text (const VmrPlain  *p,
            const VmrDirRow *row,
            gboolean         alike)
{
  guint mask = km_machine_state (p->machine)->config.pae ? 511 : 1023;

  if (row->first == row->last)
    return g_strdup_printf ("%u", row->first & mask);
  /* A run over several directories of a PAE machine has no two indices of one directory. */
  if ((row->first & ~mask) != (row->last & ~mask))
    return g_strdup ("…");
  return g_strdup_printf (alike ? "%u – %u" : "%u … %u", row->first & mask, row->last & mask);
}

/* A row of several entries says only what is true of all of them: of these one or more lead to a
 * table, how many; where one does, not to which, for the others do not lead there. */
static char *
value_text (const VmrDirRow *row,
            guint            n,
            KmPfn            pfn)
{
  if (row->kernel)
    return g_strdup (_("kernel"));
  if (n == 0)
    return g_strdup (_("none"));
  if (row->first == row->last)
    return g_strdup_printf ("0x%05x", pfn);
  return n == 1 ? g_strdup (_("1 table")) : g_strdup_printf (_("%u tables"), n);
}

/* What is true of all entries of a row, and of one of the kernel's where it leads: they are not drawn further. */
static char *
row_tip (const VmrPlain  *p,
         const VmrSide   *side,
         const VmrDirRow *row)
{
  KmPhys at;
  guint64 entry = vmr_dir_entry (p, side, row->first, &at);

  if (row->kernel && row->first < row->last)
    return g_strdup (_("The same entries as in swapper_pg_dir"));
  if (!row->kernel || !(entry & KM_PTE_P))
    return g_strdup (row->kernel ? "swapper_pg_dir" : "pgd_t");
  return g_strdup_printf (entry & KM_PTE_PSE ? _("Copied from swapper_pg_dir: a large page from frame 0x%05x on")
                          : _("Copied from swapper_pg_dir: a page table in frame 0x%05x"),
                          km_entry_pfn (entry));
}

static void
row_draw (VmrPlain        *p,
          const VmrSide   *side,
          const VmrDirRow *row,
          VmrRect          r,
          gboolean         lit)
{
  KmPfn pfn = 0;
  KmPhys at;
  guint n = vmr_dir_tables (p, side, row, &pfn);
  g_autofree char *index = index_text (p, row, n == 0 || n == row->last - row->first + 1);
  /* Where a run does not fit its first entry stands for it. */
  g_autofree char *first = g_strdup_printf ("%u …", row->first & (km_machine_state (p->machine)->config.pae ? 511 : 1023));
  g_autofree char *value = value_text (row, n, pfn);
  g_autofree char *name = g_strdup_printf (_("%s, directory entry %s, %s"), km_task_name (p->machine, side->task), index,
                                           value);
  VmrInk ink = row->kernel ? VMR_INK_KERNEL : n ? VMR_INK_PAGE_TABLE : VMR_INK_SOFT;
  VmrCell *cell = vmr_cells_box (p->cells, r, ink, lit && n ? VMR_TINT_STRONG : n || row->kernel
                                 ? VMR_TINT_PALE : VMR_TINT_LIGHT, 4);
  guint bold = lit ? VMR_BOLD : 0;
  g_autofree char *tip = row_tip (p, side, row);
  guint style = VMR_SMALL | bold | (n > 0 && row->first == row->last ? VMR_MONO : 0);
  double used = vmr_cells_measure (p->cells, style, value);

  vmr_dir_entry (p, side, row->first, &at);
  vmr_cell_outline (cell, lit ? VMR_INK_LIGHT : row->kernel ? VMR_INK_KERNEL : n
                    ? VMR_INK_PAGE_TABLE
                    : VMR_INK_LINE, lit ? 2.5 : 1);
  if (lit)
    cell->flags |= VMR_CELL_CHANGED;
  cell->part = VMR_PLAIN_PART (side, VMR_PART_DIRECTORY);
  vmr_cells_subject (p->cells, cell, at ? vmr_ref_entries ((guint32) at, 2, row->last - row->first)
                     : vmr_ref (VMR_REF_ADDRESS, row->first << vmr_dir_shift (p), side->task->id),
                     name, tip);
  vmr_cells_text (p->cells, VMR_RECT (r.x + 8, r.y, r.w - used - 20, r.h),
                  VMR_SMALL | VMR_MONO | bold,
                  n || row->kernel ? VMR_INK_TEXT : VMR_INK_SECONDARY, index,
                  row->first < row->last ? first : NULL, NULL);
  vmr_cells_text (p->cells, VMR_RECT (r.x + r.w - used - 8, r.y, used + 1, r.h),
                  style | VMR_RIGHT,
                  n || row->kernel ? VMR_INK_TEXT : VMR_INK_SECONDARY, value, NULL);
}

void
vmr_dir_draw (VmrPlain      *p,
              const VmrSide *side,
              const GArray  *rows,
              double         x,
              double         w,
              int            lit)
{
  const VmrRow *kernel = &g_array_index (p->rows, VmrRow, 0);

  for (guint i = 0; i < rows->len; i++)
    {
      const VmrDirRow *row = &g_array_index (rows, VmrDirRow, i);

      if (row->h >= p->small * 1.2)
        row_draw (p, side, row, VMR_RECT (x, row->y, w, row->h), lit == (int) i);
    }
  /* The border between the kernel's quarter and the program's three. */
  vmr_cells_segment (p->cells, x - 4, kernel->y + kernel->h + 1, x + w + 4,
                     kernel->y + kernel->h + 1,
                     VMR_INK_TEXT, 2);
}

/* Its name, and the frame it lies in; with PAE there are four. */
void
vmr_dir_head (VmrPlain      *p,
              const VmrSide *side,
              double         x,
              double         w)
{
  double line = ceil (p->small * 1.4), label = p->top - 2 - line;
  g_autofree char *frame = g_strdup_printf ("0x%05x", side->mm->pgd);
  gboolean pae = km_machine_state (p->machine)->config.pae;
  VmrCell *cell;

  /* As far in as what stands in the rows: the number of a step has the corner. */
  x += 8;
  w -= 16;
  cell = vmr_cells_text (p->cells, VMR_RECT (x, label, w, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                         _("directory"), NULL);
  if (cell != NULL && !pae)
    vmr_cells_text (p->cells, VMR_RECT (x + cell->rect.w + 8, label, w - cell->rect.w - 8, line),
                    VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, frame, NULL);
}
