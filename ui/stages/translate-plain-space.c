/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program's address space in the plain drawing: a block for each area, as high as its rows, and
 * over it the address that is used. */
#include "ui/stages/translate-plain-private.h"

#include "core/user/vma.h"
#include "ui/draw/roles.h"
#include "ui/session/areas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* --- the address space ------------------------------------------------------------------------ */

/* Areas that begin in a row, when it folds several. */
static guint
areas_in (const VmrPlain *p,
          const VmrSide  *side,
          const VmrRow   *row)
{
  guint n = 0;

  for (const KmVma *vma = km_vma_find (p->machine, side->mm, (KmAddr) row->start);
       vma != NULL && vma->vm_start < row->end; vma = km_vma (p->machine, vma->vm_next))
    n++;
  return n;
}

static void
area_label (VmrPlain      *p,
            const VmrSide *side,
            VmrRect        r,
            const char    *text)
{
  gboolean shown = side->has_addr && !(p->levels && p->n_sides > 1);
  const VmrRow *row = shown ? vmr_plain_row (p, side->addr) : NULL;
  double line = p->small * 1.2;

  /* Beside the address, not under it. */
  if (row != NULL && row->y + row->h > r.y && row->y < r.y + r.h)
    {
      double above = row->y - r.y, below = r.y + r.h - row->y - row->h;

      if (above >= below)
        r.h = above;
      else
        r = VMR_RECT (r.x, row->y + row->h, r.w, below);
    }
  if (r.h >= line)
    vmr_cells_text (p->cells, VMR_RECT (r.x + 6, r.y, r.w - 12, r.h),
                    VMR_SMALL | VMR_BOLD | VMR_CENTER,
                    VMR_INK_TEXT, text, NULL);
}

static void
area_block (VmrPlain      *p,
            const VmrSide *side,
            VmrRect        r,
            VmrInk         ink,
            VmrRef         ref,
            guint          part,
            const char    *label,
            const char    *name)
{
  double edge = MIN (5, side->space_w / 2);
  VmrCell *cell = vmr_cells_box (p->cells, r, ink, VMR_TINT_PALE, 3);

  cell->part = VMR_PLAIN_PART (side, part);
  vmr_cells_subject (p->cells, cell, ref, name, NULL);
  vmr_cells_box (p->cells, VMR_RECT (side->right ? r.x + r.w - edge : r.x, r.y, edge, r.h), ink,
                 VMR_TINT_FULL, 2);
  if (side->space_w > VMR_PLAIN_SLIM)
    area_label (p, side, r, label);
}

/* The only area that a row has pages of; NULL when there are several or none. It may end within the row. */
static const KmVma *
area_of (const VmrPlain *p,
         const VmrSide  *side,
         const VmrRow   *row)
{
  return row->kind == VMR_ROW_PAGES && areas_in (p, side, row) == 1
         ? km_vma_find (p->machine, side->mm, (KmAddr) row->start) : NULL;
}

/* Rows of one area make one block. */
static guint
area_draw (VmrPlain      *p,
           const VmrSide *side,
           guint          first)
{
  const VmrRow *rows = (const VmrRow *) p->rows->data;
  const KmVma *only = area_of (p, side, &rows[first]), *vma = only;
  guint last = first, n = areas_in (p, side, &rows[first]);
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  VmrArea area = { .name = "" };
  VmrRect r;

  if (n == 0)
    return first;
  while (only != NULL && last + 1 < p->rows->len && area_of (p, side, &rows[last + 1]) == only)
    last++;
  r = VMR_RECT (side->space_x, rows[first].y, side->space_w,
                rows[last].y + rows[last].h - rows[first].y);
  if (vma == NULL)
    vma = vmr_area_at (p->machine, side->mm, rows[first].end - 1);
  /* A folded row that ends in a hole of this side: its first area speaks for it. */
  if (vma == NULL)
    vma = km_vma_find (p->machine, side->mm, (KmAddr) rows[first].start);
  vmr_area_describe (p->machine, side->mm, vma, &area);
  label = n > 1 ? g_strdup_printf (_("%u areas"), n) : g_strdup (area.name);
  name = g_strdup_printf ("%s, %s 0x%08x – 0x%08x %s", km_task_name (p->machine, side->task), label, vma->vm_start,
                          vma->vm_end, area.perm);
  area_block (p, side, r, vmr_area_ink (vma),
              vmr_ref (VMR_REF_VMA, vma->id, 0), VMR_PART_AREA, label, name);
  return last;
}

static void
kernel_block (VmrPlain      *p,
              const VmrSide *side,
              const VmrRow  *row)
{
  g_autofree char *name = g_strdup_printf (_("%s, kernel, 0xc0000000 – 0xffffffff"),
                                           km_task_name (p->machine, side->task));
  const char *label = _("kernel 1 GiB");

  if (vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, label) > side->space_w - 12)
    label = _("kernel");
  area_block (p, side, VMR_RECT (side->space_x, row->y, side->space_w, row->h), VMR_INK_KERNEL,
              vmr_ref (VMR_REF_AREA, KM_PAGE_OFFSET, 0), VMR_PART_KERNEL_AREA, label, name);
}

/* The address over its page: lit at its access, in ink what was used before. */
void
vmr_plain_address (VmrPlain      *p,
                   const VmrSide *side)
{
  const VmrRow *row = side->has_addr ? vmr_plain_row (p, side->addr) : NULL;
  g_autofree char *text = g_strdup_printf ("0x%08x", side->addr);
  g_autofree char *name = NULL;
  VmrRect r;
  VmrCell *cell;

  if (row == NULL)
    return;
  name = side->subject ? g_strdup_printf (_("The kernel, for %s: 0x%08x"), km_task_name (p->machine, side->task),
                                          side->addr)
         : side->compared ? g_strdup_printf (_("The same address for %s: 0x%08x"), km_task_name (p->machine, side->task),
                                             side->addr)
         : g_strdup_printf (vmr_plain_verb (side->kind), km_task_name (p->machine, side->task), side->addr);
  if (side->space_w <= VMR_PLAIN_SLIM)
    {
      r = VMR_RECT (side->space_x, row->y, side->space_w, row->h);
      cell = vmr_cells_box (p->cells, r, side->live ? VMR_INK_LIGHT : VMR_INK_TEXT, VMR_TINT_FULL,
                            2);
      if (side->live)
        cell->flags |= VMR_CELL_CAUSE;
      vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_ADDRESS, side->addr, side->task->id),
                         name, NULL);
      return;
    }
  r = VMR_RECT (side->space_x + 1, row->y + 1, side->space_w - 2, row->h - 2);
  cell = vmr_cells_box (p->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 4);
  vmr_cell_outline (cell, side->live ? VMR_INK_LIGHT : VMR_INK_TEXT, side->live ? 2 : 1.5);
  if (side->live)
    cell->flags |= VMR_CELL_CAUSE;
  cell->part = VMR_PLAIN_PART (side, VMR_PART_ADDRESS);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_ADDRESS, side->addr, side->task->id), name,
                     NULL);
  vmr_cells_text (p->cells, VMR_RECT (r.x + 2, r.y, r.w - 4, r.h),
                  p->text | VMR_MONO | VMR_BOLD | VMR_CENTER,
                  side->live ? VMR_INK_LIGHT : VMR_INK_TEXT, text, NULL);
}

void
vmr_plain_space (VmrPlain      *p,
                 const VmrSide *side)
{
  const VmrRow *rows = (const VmrRow *) p->rows->data;

  kernel_block (p, side, &rows[0]);
  for (guint i = 1; i < p->rows->len; i++)
    if (rows[i].kind == VMR_ROW_PAGES)
      i = area_draw (p, side, i);
}
