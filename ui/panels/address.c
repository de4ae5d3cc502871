/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The virtual address space of a task: a thin bar to scale beside a readable one, in which every
 * region and every hole has its row.
 *
 *   ▐  ┌──────────────┐ 0xffffffff      vmr_ranges_collect ()   regions and the holes between them
 *   ▐  │ vmalloc      │ 0xf7ffe000      heights_share ()    everyone its minimum, the rest by weight
 *   █  │ stack ↓      │ 0xc0000000      row_draw ()
 */
#include "ui/panels/address.h"

#include "ui/panels/address-private.h"
#include "ui/panels/mask.h"
#include "ui/panels/words.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Every range gets its least height, regions more as long as there is room. */
void
vmr_address_heights (GArray           *ranges,
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

/* At the right end of the title; the width taken. */
static double
beside_pill_draw (const VmrSession *session,
                  VmrCells         *cells,
                  VmrRect           r,
                  const VmrAddress *space)
{
  /* The sign alone where the title needs the room. */
  const char *label = _("side by side"), *texts[] = { label, "‖" };
  double title = vmr_cells_measure (cells, VMR_TITLE | VMR_BOLD, _("Virtual address space")) + 12;
  double h = ceil (cells->metrics.small * 1.7), w = 0;
  guint which = 0;
  VmrRect pill;
  VmrCell *cell;

  if (space == NULL || !vmr_address_can_stand_beside (session))
    return 0;
  for (which = 0; which < G_N_ELEMENTS (texts); which++)
    {
      w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, texts[which]) + 18;
      if (title + w <= r.w)
        break;
    }
  if (which == G_N_ELEMENTS (texts))
    return 0;
  pill = VMR_RECT (r.x + r.w - w, r.y + (r.h - h) / 2, w, h);
  cell = vmr_cells_box (cells, pill, space->beside ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL, h / 2);
  vmr_cell_outline (cell, space->beside ? VMR_INK_ACCENT : VMR_INK_LINE, 1);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_BESIDE, 0),
                     space->beside ? _("side by side, on") : label, _("All programs on one axis of addresses"));
  vmr_cells_text (cells, pill, VMR_SMALL | VMR_CENTER | (space->beside ? VMR_BOLD : 0),
                  space->beside ? VMR_INK_AUTO : VMR_INK_TEXT, texts[which], NULL);
  return w + 8;
}

static double
header_draw (const VmrSession *session,
             const VmrAddress *space,
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
  w -= beside_pill_draw (session, cells, VMR_RECT (m, 8, w, line), space);
  vmr_cells_text (cells, VMR_RECT (m, 8, w, line), VMR_TITLE | VMR_BOLD, VMR_INK_TEXT,
                  _("Virtual address space"), _("Virtual memory"), _("Virtual"), NULL);
  w = cells->width - 2 * m;
  y += vmr_address_tasks (session, cells, m, y + 2, w);
  if (task != NULL)
    {
      char counts[2][32];
      const char *some = vmr_count_text (present, counts[0], sizeof counts[0]);
      const char *all = vmr_count_text (pages, counts[1], sizeof counts[1]);
      g_autofree char *full = g_strdup_printf (_("strong colour: pages with a present entry, %s of %s"),
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
    vmr_address_access_draw (c->cells, range, r, c->kind);
  else if (range->ink == VMR_INK_NONE)
    vmr_address_hole_draw (c->cells, range, r);
  else
    vmr_address_region_draw (c->cells, range, r, range_is_used (c, range));
  if (range->start == KM_PAGE_OFFSET && range->ink == VMR_INK_KERNEL)
    vmr_address_direct_map_draw (vmr_session_state (c->session), c->cells, r);
  if (range_is_used (c, range))
    vmr_cells_port (c->cells, VMR_PORT_ADDRESS, r.x + r.w + 2,
                    r.y + access_height (range, c->access, r.h, c->cells->metrics.small), c->access);
  if (c->space)
    vmr_address_row (c->space, r.y, range);
}

void
vmr_address_edges (VmrCells     *cells,
                   const GArray *rows,
                   double        x,
                   double        y)
{
  double last_label = -100, small = cells->metrics.small;

  for (guint i = 0; i < rows->len; i++)
    {
      const VmrRange *row = &g_array_index (rows, VmrRange, i);

      y += row->height;
      if (y - last_label < small * 1.1 || y + small * 0.6 >= cells->height)
        continue;
      edge_label (cells, row->start, x, y, row->start == KM_PAGE_OFFSET, row->access);
      last_label = y;
    }
}

static void
column_draw (const Column *c,
             const GArray *ranges,
             double        y)
{
  VmrRect used = { 0, 0, 0, 0 };

  vmr_address_edges (c->cells, ranges, c->x + c->w, y);

  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);
      VmrRect r = VMR_RECT (c->x, y, c->w, range->height);

      range_draw (c, range, r);
      if (range_is_used (c, range) && !range->access && range->ink != VMR_INK_NONE)
        used = r;
      y += range->height;
    }
  /* Over what is present in it, and over its neighbours. */
  if (used.h > 0)
    vmr_cells_frame (c->cells, used, VMR_INK_LIGHT, 2, 0);
}

/* The programs side by side; where their rows lie is noted as for one. */
static void
columns_draw (const Column *c,
              VmrRect       r)
{
  g_autoptr (GArray) rows = vmr_address_beside (c->session, c->cells, r);
  double y = r.y + c->cells->metrics.small * 1.5;

  for (guint i = 0; i < rows->len; i++)
    {
      const VmrRange *row = &g_array_index (rows, VmrRange, i);

      vmr_address_row (c->space, y, row);
      y += row->height;
    }
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
  top = header_draw (session, c.space, task, ranges, cells);
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
  if (c.space && c.space->beside && vmr_address_can_stand_beside (session))
    {
      scale_bar_draw (cells, ranges, VMR_RECT (16, top, 11, cells->height - top - 12), 30, c.x - 34);
      columns_draw (&c, VMR_RECT (c.x, top, c.w, cells->height - top - 12));
      return;
    }
  c.has_access = vmr_running_access (session, &c.access, &c.kind);
  vmr_address_heights (ranges, cells->height - top - 12, &cells->metrics);
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
