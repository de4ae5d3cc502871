/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One region of the address space. */
#include "ui/panels/address-private.h"
#include "ui/panels/mask.h"
#include "ui/panels/words.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NARROW 9                /* ems */

void
vmr_address_hole_draw (VmrCells    *cells,
           const VmrRange *range,
           VmrRect      r)
{
  char size[32];
  g_autofree char *text = NULL;
  const char *what = range->start >= KM_PAGE_OFFSET ? _("hole") : _("unmapped");

  vmr_cells_box (cells, r, VMR_INK_SOFT, 40, 0);
  vmr_cells_segment (cells, r.x + 0.5, r.y, r.x + 0.5, r.y + r.h, VMR_INK_SECONDARY, 1)->flags |=
    VMR_CELL_DASHED;
  vmr_cells_segment (cells, r.x + r.w - 0.5, r.y, r.x + r.w - 0.5, r.y + r.h, VMR_INK_SECONDARY, 1)
    ->flags |= VMR_CELL_DASHED;
  vmr_size_text (range->end - range->start, size, sizeof size);
  text = g_strdup_printf ("%s %s", size, what);
  if (r.h >= cells->metrics.small * 1.1)
    vmr_cells_text (cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h), VMR_SMALL | VMR_CENTER,
                    VMR_INK_SECONDARY, text, size, NULL);
}

void
vmr_address_access_draw (VmrCells    *cells,
             const VmrRange *range,
             VmrRect      r,
             KmAccess     kind)
{
  static const char *const words[] = { N_("read"), N_("write"), N_("fetch") };
  g_autofree char *addr = g_strdup_printf ("0x%08x", range->ref.id);
  g_autofree char *text = g_strdup_printf ("%s %s", _(words[MIN (kind, 2)]), addr);
  VmrCell *cell = vmr_cells_box (cells, VMR_RECT (r.x - 2, r.y + 1, r.w + 4, r.h - 2),
                                 VMR_INK_PANEL, VMR_TINT_FULL, 5);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_CAUSE;
  vmr_cells_subject (cells, cell, range->ref, text, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_LIGHT, text, addr,
                  NULL);
}

/* One of several columns: the name, and the rights below it where there is room. */
static void
narrow_words (VmrCells       *cells,
              const VmrRange *range,
              VmrRect         r,
              const char     *label)
{
  double line = cells->metrics.small * 1.25;
  gboolean both = *range->perm && r.h >= 2 * line;
  VmrRect name = VMR_RECT (r.x + 2, both ? r.y + r.h / 2 - line : r.y, r.w - 4, both ? line : r.h);

  vmr_cells_text (cells, name, VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, label, range->name, NULL);
  if (both)
    vmr_cells_text (cells, VMR_RECT (r.x + 2, r.y + r.h / 2, r.w - 4, line), VMR_SMALL | VMR_MONO | VMR_CENTER,
                    VMR_INK_TEXT, range->perm, NULL);
}

/* Name, size and rights in one line; where that is too long for one, and the row is high, the size below the
 * name. */
static void
region_words (VmrCells       *cells,
              const VmrRange *range,
              VmrRect         r,
              const char     *label,
              const char     *size)
{
  double right = 8, left = 12, line = cells->metrics.small * 1.25;
  double size_w = vmr_cells_measure (cells, VMR_SMALL, size);
  VmrRect name = r;
  VmrCell *cell;

  if (r.w < cells->metrics.small * NARROW)
    {
      narrow_words (cells, range, r, label);
      return;
    }
  if (*range->perm)
    {
      vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w - right, r.h),
                      VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, range->perm, NULL);
      right += vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, range->perm) + 7;
    }
  if (r.h >= 2 * line &&
      left + vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, label) + 6 + size_w > r.w - right)
    {
      name = VMR_RECT (r.x, r.y + r.h / 2 - line, r.w, line);
      vmr_cells_text (cells, VMR_RECT (r.x + left, r.y + r.h / 2, r.w - right - left, line), VMR_SMALL,
                      VMR_INK_TEXT, size, NULL);
      size_w = 0;
    }
  cell = vmr_cells_text (cells, VMR_RECT (r.x + left, name.y, r.w - right - left, name.h),
                         VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, label, range->name, NULL);
  left += cell ? cell->rect.w + 6 : 0;
  if (size_w > 0)
    vmr_cells_text (cells, VMR_RECT (r.x + left, r.y, r.w - right - left, r.h), VMR_SMALL | VMR_RIGHT,
                    VMR_INK_TEXT, size, NULL);
}

void
vmr_address_region_draw (VmrCells    *cells,
             const VmrRange *range,
             VmrRect      r,
             gboolean     touched)
{
  char size[32], present[32], pages[32];
  g_autofree char *label = range->arrow ? g_strdup_printf ("%s %s", range->name, range->arrow)
                           : g_strdup (range->name);
  g_autofree char *spoken = NULL;
  double share = range->pages ? (double) range->present / range->pages : 0;
  guint tint = range->ink == VMR_INK_KERNEL ? VMR_TINT_STRONG - 10 : VMR_TINT_PALE;
  VmrCell *cell;

  vmr_size_text (range->end - range->start, size, sizeof size);
  vmr_count_text (range->present, present, sizeof present);
  vmr_count_text (range->pages, pages, sizeof pages);
  spoken = range->pages
           ? g_strdup_printf (_("%s %s, 0x%08x to 0x%08x, %s, %s of %s pages are present"), label,
                              range->perm, (guint) range->start, (guint) range->end, size,
                              present, pages)
           : g_strdup_printf (_("%s, 0x%08x to 0x%08x, %s"), range->name, (guint) range->start,
                              (guint) (range->end - 1), size);
  cell = vmr_cells_box (cells, r, range->ink, tint, 0);
  cell->flags |= VMR_CELL_EDGE;
  if (touched)
    vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  vmr_cells_subject (cells, cell, range->ref, spoken, NULL);
  if (share > 0)
    {
      cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, MAX (r.w * share, 5), r.h), range->ink,
                            VMR_TINT_STRONG, 0);
      cell->flags |= VMR_CELL_EDGE;
      cell->part = 1;
    }
  if (r.h >= cells->metrics.small)
    region_words (cells, range, r, label, size);
}

/* What lies in the direct map, high addresses at the top: mem_map and the kernel image. */
void
vmr_address_direct_map_draw (const KmState *state,
                 VmrCells      *cells,
                 VmrRect        r)
{
  double line = cells->metrics.small * 1.4;

  if (r.h < 3.2 * line)
    return;
  if (state->layout.mem_map_frames > 0)
    vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y + 3, r.w - 20, line),
                    VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, "mem_map", NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y + r.h - line - 3, r.w - 20, line),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_TEXT, _("kernel image"), NULL);
}
