/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual address space of a task: a thin bar to scale beside a readable one, in which every
 * region and every hole has its row.
 *
 *   ▐  ┌──────────────┐ 0xffffffff      vmr_ranges_collect ()   regions and the holes between them
 *   ▐  │ vmalloc      │ 0xf7ffe000      heights_share ()    everyone its minimum, the rest by weight
 *   █  │ stack ↓      │ 0xc0000000      row_draw ()
 */
#include "ui/panels/address-private.h"
#include "ui/panels/mask.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Every range gets its least height, regions more as long as there is room. */
static void
heights_share (GArray           *ranges,
               double            room,
               const VmrMetrics *metrics)
{
  double least = metrics->small * 1.25, used = 0, weight = 0;
  guint holes = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      VmrRange *range = &g_array_index (ranges, VmrRange, i);

      range->height = range->ink != VMR_INK_NONE || range->access ? least * 1.15 : least;
      used += range->height;
      holes += range->ink == VMR_INK_NONE && !range->access;
    }
  if (used > room)
    {
      /* Too many for a row each: holes become thin, then everything shrinks alike. */
      double thin = MAX ((room - (used - holes * least)) / MAX (holes, 1), 3);

      used = 0;
      for (guint i = 0; i < ranges->len; i++)
        {
          VmrRange *range = &g_array_index (ranges, VmrRange, i);

          if (range->ink == VMR_INK_NONE && !range->access)
            range->height = MIN (thin, least);
          used += range->height;
        }
      for (guint i = 0; used > room && i < ranges->len; i++)
        g_array_index (ranges, VmrRange, i).height *= room / used;
      return;
    }
  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);

      weight += range->ink == VMR_INK_NONE ? 0.3 : log2 ((double) (range->end - range->start)) - 10;
    }
  for (guint i = 0; i < ranges->len; i++)
    {
      VmrRange *range = &g_array_index (ranges, VmrRange, i);

      range->height += (room - used) * (range->ink == VMR_INK_NONE ? 0.3
                       : log2 ((double) (range->end - range->start)) - 10) / weight;
    }
}

static void
hole_draw (VmrCells    *cells,
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

static void
access_draw (VmrCells    *cells,
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

static void
region_draw (VmrCells    *cells,
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
static void
direct_map_draw (const KmState *state,
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

static void
edge_label (VmrCells *cells,
            guint64   addr,
            double    x,
            double    y,
            gboolean  strong,
            gboolean  light)
{
  char text[16];
  double h = cells->metrics.small * 1.2;

  g_snprintf (text, sizeof text, "0x%08x", addr > G_MAXUINT32 ? G_MAXUINT32 : (guint32) addr);
  vmr_cells_segment (cells, x, y, x + 6, y, VMR_INK_SECONDARY, 1);
  vmr_cells_text (cells, VMR_RECT (x + 9, y - h / 2, cells->width - x - 9, h),
                  VMR_SMALL | VMR_MONO | (strong || light ? VMR_BOLD : 0),
                  light ? VMR_INK_LIGHT : strong ? VMR_INK_TEXT : VMR_INK_SECONDARY, text, NULL);
}

/* In Chinese the size is the wider of the two lines. */
static double
strip_label_width (VmrCells *cells)
{
  return MAX (vmr_cells_measure (cells, VMR_SMALL, _("kernel")),
              vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, "1 GiB"));
}

/* The thin bar: everything in its true place and size. */
static void
scale_bar_draw (VmrCells *cells,
                GArray   *ranges,
                VmrRect   bar,
                double    label_x,
                double    label_w)
{
  double per_byte = bar.h / 4294967296.0, kernel = bar.h / 4, line = cells->metrics.small * 1.3;

  vmr_cells_box (cells, bar, VMR_INK_SOFT, VMR_TINT_FULL, 0);
  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);
      double y = bar.y + (4294967296.0 - (double) range->end) * per_byte;
      double h = MAX ((double) (range->end - range->start) * per_byte, 1.5);

      if (range->ink != VMR_INK_NONE)
        vmr_cells_box (cells, VMR_RECT (bar.x, MIN (y, bar.y + bar.h - h), bar.w, h), range->ink,
                       VMR_TINT_FULL, 0);
      if (range->access)
        {
          VmrPoint mark[3] = { { bar.x - 8, y - 4 }, { bar.x - 1, y }, { bar.x - 8, y + 4 } };

          vmr_cells_polygon (cells, mark, 3, VMR_INK_LIGHT, VMR_TINT_FULL);
        }
    }
  vmr_cells_frame (cells, bar, VMR_INK_SECONDARY, 1, 0);
  vmr_cells_segment (cells, bar.x - 3, bar.y + kernel, bar.x + bar.w + 3, bar.y + kernel,
                     VMR_INK_TEXT, 1.5);
  vmr_cells_text (cells, VMR_RECT (label_x, bar.y + kernel / 2 - line, label_w, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, "1 GiB", NULL);
  vmr_cells_text (cells, VMR_RECT (label_x, bar.y + kernel / 2, label_w, line),
                  VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, _("kernel"), NULL);
  vmr_cells_text (cells, VMR_RECT (label_x, bar.y + kernel * 2.5 - line, label_w, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, "3 GiB", NULL);
  vmr_cells_text (cells, VMR_RECT (label_x, bar.y + kernel * 2.5, label_w, line),
                  VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, _("user"), NULL);
}

/* Where an address lies in the row of its range, clear of the addresses at both edges. */
static double
access_height (const VmrRange *range,
               KmAddr          access,
               double          h,
               double          clear)
{
  double share = (double) (range->end - access) / (double) (range->end - range->start);

  return range->access || h < 2 * clear ? h / 2 : CLAMP (h * share, clear, h - clear);
}

static double
header_draw (const VmrSession *session,
             const KmTask     *task,
             GArray           *ranges,
             VmrCells         *cells)
{
  double m = 16, w = cells->width - 2 * m, line = cells->metrics.row, y = 8 + line;
  guint pages = 0, present = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      pages += g_array_index (ranges, VmrRange, i).pages;
      present += g_array_index (ranges, VmrRange, i).present;
    }
  vmr_cells_text (cells, VMR_RECT (m, 8, w, line), VMR_TITLE | VMR_BOLD, VMR_INK_TEXT,
                  _("Virtual address space"), _("Virtual memory"), _("Virtual"), NULL);
  y += vmr_address_tasks (session, cells, m, y + 2, w);
  if (task != NULL)
    {
      char counts[2][32];
      const char *some = vmr_count_text (present, counts[0], sizeof counts[0]);
      const char *all = vmr_count_text (pages, counts[1], sizeof counts[1]);
      g_autofree char *full = g_strdup_printf (_("darker part: pages with a present entry, %s of %s"),
                                               some, all);
      g_autofree char *brief = g_strdup_printf (_("%s of %s pages are present"), some, all);

      vmr_cells_text (cells, VMR_RECT (m, y, w, cells->metrics.small * 1.5), VMR_SMALL,
                      VMR_INK_SECONDARY, full, brief, NULL);
    }
  return y + cells->metrics.small * 1.5 + 10;
}

/* The column of regions and holes. */
typedef struct
{
  const VmrSession *session;
  VmrCells *cells;
  VmrAddress *space;            /* for what is pointed at; NULL: for nobody */
  double   x, w;
  KmAddr   access;
  KmAccess kind;
  gboolean has_access;
} Column;

/* Whether the access of this moment lies in the range. */
static gboolean
range_is_used (const Column   *c,
               const VmrRange *range)
{
  return c->has_access && c->access >= range->start && c->access < range->end;
}

static void
range_draw (const Column   *c,
            const VmrRange *range,
            VmrRect         r)
{
  if (range->access)
    access_draw (c->cells, range, r, c->kind);
  else if (range->ink == VMR_INK_NONE)
    hole_draw (c->cells, range, r);
  else
    region_draw (c->cells, range, r, range_is_used (c, range));
  if (range->start == KM_PAGE_OFFSET && range->ink == VMR_INK_KERNEL)
    direct_map_draw (vmr_session_state (c->session), c->cells, r);
  if (range_is_used (c, range))
    vmr_cells_port (c->cells, VMR_PORT_ADDRESS, r.x + r.w + 2,
                    r.y + access_height (range, c->access, r.h, c->cells->metrics.small), c->access);
  if (c->space)
    vmr_address_row (c->space, r.y, range);
}

static void
column_draw (const Column *c,
             const GArray *ranges,
             double        y)
{
  double last_label = -100, small = c->cells->metrics.small;
  VmrRect used = { 0, 0, 0, 0 };

  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);
      VmrRect r = VMR_RECT (c->x, y, c->w, range->height);

      range_draw (c, range, r);
      if (range_is_used (c, range) && !range->access && range->ink != VMR_INK_NONE)
        used = r;
      y += range->height;
      if (y - last_label < small * 1.1 || y + small * 0.6 >= c->cells->height)
        continue;
      edge_label (c->cells, range->start, c->x + c->w, y, range->start == KM_PAGE_OFFSET, range->access);
      last_label = y;
    }
  /* Over what is present in it, and over its neighbours. */
  if (used.h > 0)
    vmr_cells_frame (c->cells, used, VMR_INK_LIGHT, 2, 0);
}

static void
address_draw_all (gpointer          data,
                  const VmrSession *session,
                  VmrCells         *cells)
{
  const KmTask *task = vmr_session_task (session);
  Column c = { .session = session, .cells = cells, .space = data };
  g_autoptr (GArray) ranges = NULL;
  double top, mono;

  if (vmr_session_state (session) == NULL)
    return;
  ranges = vmr_ranges_collect (session, task);
  top = header_draw (session, task, ranges, cells);
  c.x = 16 + 12 + strip_label_width (cells) + 12;
  if (c.space && c.space->high - c.space->low < VMR_ADDRESS_ALL)
    {
      scale_bar_draw (cells, ranges, VMR_RECT (16, top, 11, cells->height - top - 12), 30, c.x - 34);
      vmr_address_near (c.space, session, cells, ranges,
                        VMR_RECT (c.x, top, cells->width - c.x - 10, cells->height - top - 12));
      return;
    }
  if (c.space)
    g_array_set_size (c.space->rows, 0);
  mono = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO | VMR_BOLD, "0x00000000");
  c.w = cells->width - c.x - mono - 9 - 10;
  c.has_access = vmr_running_access (session, &c.access, &c.kind);
  heights_share (ranges, cells->height - top - 12, &cells->metrics);
  scale_bar_draw (cells, ranges, VMR_RECT (16, top, 11, cells->height - top - 12), 30, c.x - 34);
  column_draw (&c, ranges, top);
}

void
vmr_address_layout (gpointer          data,
                    const VmrSession *session,
                    VmrCells         *cells)
{
  address_draw_all (data, session, cells);
  vmr_mask_cells (session, cells, FALSE);
}
