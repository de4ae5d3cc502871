/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The address space from near, to scale: from 4 GiB down to one page, with what the page tables say
 * of each page as soon as a page has the height of a line. */
#include "ui/panels/address-zoom.h"

#include "ui/panels/address-private.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SETTLE_MS 70.0          /* time in which two thirds of the way are done */

gpointer
vmr_address_data_new (void)
{
  VmrAddress *space = g_new0 (VmrAddress, 1);

  space->high = space->to_high = VMR_ADDRESS_ALL;
  space->rows = g_array_new (FALSE, FALSE, sizeof (VmrAddressRow));
  return space;
}

void
vmr_address_data_free (gpointer data)
{
  VmrAddress *space = data;

  if (space == NULL)
    return;
  g_array_unref (space->rows);
  g_free (space);
}

void
vmr_address_row (VmrAddress     *space,
                 double          y,
                 const VmrRange *range)
{
  VmrAddressRow row = { y, range->height, (double) range->start, (double) range->end };

  g_array_append_val (space->rows, row);
}

/* The row under a height, NULL between rows. */
static const VmrAddressRow *
row_at (const VmrAddress *space,
        double            y)
{
  for (guint i = 0; i < space->rows->len; i++)
    {
      const VmrAddressRow *row = &g_array_index (space->rows, VmrAddressRow, i);

      if (y >= row->y && y < row->y + row->h)
        return row;
    }
  return NULL;
}

gboolean
vmr_address_zoom (gpointer          data,
                  const VmrSession *session,
                  const VmrCells   *cells,
                  int               direction,
                  double            x,
                  double            y)
{
  VmrAddress *space = data;
  const VmrAddressRow *row = row_at (space, y);
  double span = space->to_high - space->to_low, at, part, low, high;

  if (direction == 0 || (direction < 0 && span >= VMR_ADDRESS_ALL / 4))
    {
      low = 0;
      high = VMR_ADDRESS_ALL;
    }
  else if (row != NULL && (direction == 2 || (direction > 0 && span >= VMR_ADDRESS_ALL)))
    {
      /* A double click, and the first step from the picture that is not to scale, take the
       * range. */
      double margin = MAX ((row->end - row->start) * 0.04, 4 * KM_PAGE_SIZE);

      low = MAX (row->start - margin, 0);
      high = MIN (row->end + margin, VMR_ADDRESS_ALL);
    }
  else
    {
      at = row ? row->end - (row->end - row->start) * (y - row->y) / row->h
           : (space->to_low + space->to_high) / 2;
      span = CLAMP (direction > 0 ? span / 4 : span * 4, KM_PAGE_SIZE, VMR_ADDRESS_ALL);
      part = (at - space->to_low) / MAX (space->to_high - space->to_low, 1);
      low = floor ((at - span * CLAMP (part, 0, 1)) / KM_PAGE_SIZE) * KM_PAGE_SIZE;
      low = CLAMP (low, 0, VMR_ADDRESS_ALL - span);
      high = low + ceil (span / KM_PAGE_SIZE) * KM_PAGE_SIZE;
    }
  if (low == space->to_low && high == space->to_high)
    return FALSE;
  space->to_low = low;
  space->to_high = high;
  return TRUE;
}

gboolean
vmr_address_advance (gpointer data,
                     double   ms)
{
  VmrAddress *space = data;
  double part = 1 - exp (-ms / SETTLE_MS);

  space->low += (space->to_low - space->low) * part;
  space->high += (space->to_high - space->high) * part;
  if (fabs (space->high - space->to_high) + fabs (space->low - space->to_low) <
      (space->to_high - space->to_low) * 0.01)
    {
      space->low = space->to_low;
      space->high = space->to_high;
      return FALSE;
    }
  return TRUE;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static double
y_of (const VmrAddress *space,
      VmrRect           r,
      double            addr)
{
  return r.y + r.h * (space->high - addr) / (space->high - space->low);
}

static void
bits_text (guint64 entry,
           char    text[8])
{
  static const char letters[] = "PWUAD";
  static const guint bits[] = { KM_PTE_P, KM_PTE_RW, KM_PTE_US, KM_PTE_A, KM_PTE_D };

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    text[i] = entry & bits[i] ? letters[i] : '.';
  text[G_N_ELEMENTS (bits)] = '\0';
}

/* One page: its address, and the entry behind it. */
static void
page_draw (const VmrSession *session,
           VmrCells         *cells,
           VmrRect           r,
           const VmrRange   *range,
           KmAddr            addr)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  KmWalkLevel levels[KM_WALK_MAX];
  guint n = mm ? km_walk (machine, mm, addr, levels) : 0;
  const KmWalkLevel *last = n ? &levels[n - 1] : NULL;
  gboolean present = last && last->exists && last->entry & KM_PTE_P;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  char bits[8];
  VmrCell *cell;

  if (present)
    {
      bits_text (last->entry, bits);
      text = g_strdup_printf ("0x%05x %s", km_entry_pfn (last->entry), bits);
      name = g_strdup_printf (_("page 0x%08x, frame 0x%05x, %s"), addr, km_entry_pfn (last->entry),
                              bits);
    }
  else
    name = g_strdup_printf (_("page 0x%08x, no frame"), addr);
  cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, r.w, MAX (r.h - 1, 1)), range->ink ? range->ink
                        : VMR_INK_SOFT, present ? VMR_TINT_STRONG : range->ink ? VMR_TINT_PALE : 40,
                        0);
  if (present && last->entry & KM_PTE_D)
    cell->flags |= VMR_CELL_EDGE;
  vmr_cells_subject (cells, cell, last && last->exists ? vmr_ref (VMR_REF_PTE, (guint32) last->at, 1)
                     : vmr_ref (VMR_REF_ADDRESS, addr, 0), name, NULL);
  if (r.h < cells->metrics.small * 1.2)
    return;
  vmr_cells_text (cells, VMR_RECT (r.x + 8, r.y, r.w - 16, r.h), VMR_SMALL | VMR_MONO, VMR_INK_TEXT,
                  text ? text : _("no frame"), NULL);
}

static void
range_draw (const VmrSession *session,
            VmrCells         *cells,
            const VmrAddress *space,
            const VmrRange   *range,
            VmrRect           r,
            double            page)
{
  double top = MAX (y_of (space, r, (double) range->end), r.y);
  double bottom = MIN (y_of (space, r, (double) range->start), r.y + r.h);
  g_autofree char *label = g_strdup_printf ("%s %s", *range->name ? range->name : _("unmapped"),
                                            range->perm);
  char size[32];
  VmrCell *cell;

  if (bottom - top < 1)
    return;
  if (page >= 6 && range->start < KM_PAGE_OFFSET)
    {
      double high = MIN ((double) range->end, space->high);
      double low = MAX ((double) range->start, space->low);

      for (double at = floor (low / KM_PAGE_SIZE) * KM_PAGE_SIZE; at < high; at += KM_PAGE_SIZE)
        page_draw (session, cells, VMR_RECT (r.x, MAX (y_of (space, r, at + KM_PAGE_SIZE), r.y), r.w,
                                             MIN (page, MIN (y_of (space, r, at), r.y + r.h) -
                                                  MAX (y_of (space, r, at + KM_PAGE_SIZE), r.y))),
                   range, (KmAddr) at);
      return;
    }
  cell = vmr_cells_box (cells, VMR_RECT (r.x, top, r.w, bottom - top),
                        range->ink ? range->ink : VMR_INK_SOFT, range->ink ? VMR_TINT_PALE : 40, 0);
  if (range->ink)
    {
      cell->flags |= VMR_CELL_EDGE;
      vmr_cells_subject (cells, cell, range->ref, label, NULL);
    }
  vmr_size_text (range->end - range->start, size, sizeof size);
  if (bottom - top >= cells->metrics.small * 1.3)
    {
      cell = vmr_cells_text (cells, VMR_RECT (r.x + 12, top, r.w - 20, bottom - top), VMR_SMALL |
                             VMR_BOLD, VMR_INK_TEXT, label, NULL);
      vmr_cells_text (cells, VMR_RECT (r.x + 24 + (cell ? cell->rect.w : 0), top,
                                       r.w - 32 - (cell ? cell->rect.w : 0), bottom - top),
                      VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, size, NULL);
    }
}

/* Round addresses at the right edge, as dense as the text allows. */
static void
axis_draw (VmrCells         *cells,
           const VmrAddress *space,
           VmrRect           r,
           double            x)
{
  double step = KM_PAGE_SIZE, line = cells->metrics.small * 1.4;

  while (step * r.h / (space->high - space->low) < line)
    step *= 2;
  for (double at = ceil (space->low / step) * step; at <= space->high; at += step)
    {
      double y = y_of (space, r, at);
      char text[16];

      g_snprintf (text, sizeof text, "0x%08x", (guint) MIN (at, 4294967295.0));
      if (y < r.y + line / 2 || y > r.y + r.h - line / 2)
        continue;
      vmr_cells_segment (cells, x, y, x + 6, y, VMR_INK_SECONDARY, 1);
      vmr_cells_text (cells, VMR_RECT (x + 9, y - line / 2, cells->width - x - 9, line),
                      VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, text, NULL);
    }
}

void
vmr_address_near (VmrAddress       *space,
                  const VmrSession *session,
                  VmrCells         *cells,
                  GArray           *ranges,
                  VmrRect           room)
{
  double mono = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO | VMR_BOLD, "0x00000000") + 9;
  VmrRect r = VMR_RECT (room.x, room.y, room.w - mono, room.h);
  double page = r.h * KM_PAGE_SIZE / (space->high - space->low);
  VmrAddressRow all = { r.y, r.h, space->low, space->high };
  double bar = room.h / VMR_ADDRESS_ALL;
  KmAddr access;
  KmAccess kind;

  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);

      if ((double) range->end > space->low && (double) range->start < space->high)
        range_draw (session, cells, space, range, r, page);
    }
  if (vmr_running_access (session, &access, &kind) && access >= space->low && access < space->high)
    {
      double y = y_of (space, r, (double) km_page_align_down (access) + KM_PAGE_SIZE);

      vmr_cells_frame (cells, VMR_RECT (r.x - 2, MAX (y, r.y), r.w + 4, CLAMP (page, 3, r.h)),
                       VMR_INK_LIGHT, 2, 3);
    }
  axis_draw (cells, space, r, r.x + r.w);
  /* The window in the thin bar beside it. */
  vmr_cells_frame (cells, VMR_RECT (13, room.y + (VMR_ADDRESS_ALL - space->high) * bar - 2, 17,
                                    MAX ((space->high - space->low) * bar, 3) + 4), VMR_INK_ACCENT,
                   2.5, 3);
  g_array_set_size (space->rows, 0);
  g_array_append_val (space->rows, all);
}
