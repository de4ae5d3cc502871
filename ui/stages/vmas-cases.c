/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The strip below the areas: the eight cases of vma_merge () as pictures, the one that the present
 * command met lit, and "no case" when the area was cut instead. */
#include "ui/stages/vmas-private.h"

#include <glib/gi18n-lib.h>

/* Before and after in sixths of a picture: P previous, A the range, N next, X the one after. A dot
 * is free. As the table in core/user/vma-merge.c. */
typedef struct
{
  const char *before, *after;
} Case;

static const Case cases[] = {
  { "PPAAAA", "PPAAPP" },       /* no case: split */
  { "PP..NN", "PPPPPP" }, { "PP....", "PPPP.." }, { "....NN", "..NNNN" },
  { "PPPPNN", "PPNNNN" }, { "PPNNNN", "PPPPNN" },
  { "PPNNXX", "PPPPPP" }, { "PPNNXX", "PPPPXX" }, { "PPNNXX", "PPXXXX" },
};

static const struct { guint from, to; const char *words; } groups[] = {
  { 1, 3, N_("the range is free (mmap, brk)") },
  { 4, 5, N_("part of P or of N") },
  { 6, 8, N_("the range is all of N") },
};

static VmrInk
ink_of (char letter)
{
  switch (letter)
    {
    case 'P': return VMR_INK_ANON;
    case 'N': return VMR_INK_SLAB;
    case 'X': return VMR_INK_KSM;
    default: return VMR_INK_ACCENT;
    }
}

/* Runs of one letter are one block, with the letter in it. */
static void
row_draw (VmrCells   *cells,
          const char *letters,
          VmrRect     r)
{
  double unit = r.w / 6;

  for (guint i = 0, n; i < 6; i += n)
    {
      char text[2] = { letters[i], '\0' };
      VmrRect at;

      for (n = 1; i + n < 6 && letters[i + n] == letters[i]; n++)
        ;
      if (letters[i] == '.')
        continue;
      at = VMR_RECT (r.x + i * unit + 0.5, r.y, n * unit - 1, r.h);
      vmr_cells_box (cells, at, ink_of (letters[i]), VMR_TINT_PALE, 2);
      vmr_cells_text (cells, at, VMR_SMALL | VMR_CENTER, VMR_INK_AUTO, text, NULL);
    }
}

/* The range that is asked for is a bar above the middle third. */
static void
case_draw (VmrCells *cells,
           guint     number,
           VmrRect   r,
           gboolean  lit)
{
  double line = cells->metrics.small * 1.3, label = cells->metrics.small * 1.2;
  VmrRect picture = VMR_RECT (r.x + label, r.y + 5, r.w - label - 3, line);
  g_autofree char *digit = g_strdup_printf ("%u", number);

  if (lit)
    {
      VmrCell *cell = vmr_cells_box (cells, VMR_RECT (r.x - 2, r.y - 2, r.w + 2, r.h + 4),
                                     VMR_INK_ACCENT, VMR_TINT_FAINT, 6);

      vmr_cell_outline (cell, VMR_INK_ACCENT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  vmr_cells_text (cells, VMR_RECT (r.x + 2, r.y, label, r.h), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                  digit, NULL);
  if (number >= 1)
    vmr_cells_box (cells, VMR_RECT (picture.x + picture.w / 3, r.y, picture.w / 3, 2),
                   VMR_INK_SECONDARY, VMR_TINT_FULL, 0);
  row_draw (cells, cases[number].before, picture);
  picture.y += line + 3;
  row_draw (cells, cases[number].after, picture);
}

/* What the command met last: 1 … 8, 0 a split, -1 neither yet. */
static int
present_case (const VmrSession *session)
{
  guint merge = vmr_stage_reached (session, KM_STEP_VMA_MERGE);
  guint split = vmr_stage_reached (session, KM_STEP_VMA_SPLIT);

  if (merge > split)
    return (int) vmr_stage_arg (session, merge, which);
  return split ? 0 : -1;
}

double
vmr_vmas_cases_height (const VmrCells *cells)
{
  if (cells->metrics.lecture || cells->height < cells->metrics.small * 42 ||
      cells->width < cells->metrics.small * 56)
    return 0;
  return cells->metrics.small * 7.6;
}

void
vmr_vmas_cases (const VmrSession *session,
                VmrCells         *cells,
                double            m)
{
  double h = vmr_vmas_cases_height (cells), small = cells->metrics.small, y = cells->height - h;
  double w = (cells->width - 2 * m) / 9, line = small * 1.5;
  int now = present_case (session);

  if (h == 0)
    return;
  vmr_cells_segment (cells, m, y, cells->width - m, y, VMR_INK_LINE, 1);
  y += small * 0.5;
  vmr_cells_text (cells, VMR_RECT (m, y, w, line), VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT,
                  "vma_merge()", NULL);
  vmr_cells_text (cells, VMR_RECT (m, y + line * 1.05, w - 8, line), VMR_SMALL,
                  now == 0 ? VMR_INK_ACCENT : VMR_INK_SECONDARY, _("no case: split"), _("no case"),
                  NULL);
  if (now == 0)
    vmr_cell_outline (vmr_cells_frame (cells, VMR_RECT (m - 4, y + line * 0.97, w - 4,
                                                        h - line * 2.1), VMR_INK_ACCENT, 2, 6),
                      VMR_INK_ACCENT, 2);
  row_draw (cells, cases[0].after, VMR_RECT (m + 2, y + line * 2.3, w - 16, small * 1.3));
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      double x = m + groups[g].from * w;

      vmr_cells_text (cells, VMR_RECT (x, y, (groups[g].to - groups[g].from + 1) * w - 6, line),
                      VMR_SMALL, VMR_INK_SECONDARY, _(groups[g].words), NULL);
      for (guint i = groups[g].from; i <= groups[g].to; i++)
        case_draw (cells, i, VMR_RECT (m + i * w, y + line * 1.3, w - 8, small * 4), now == (int) i);
    }
}
