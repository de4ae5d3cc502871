/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical memory for the last row of the hall: a plate a zone, and the one frame that an entry on
 * the screen names. */
#include "ui/lecture/lecture.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const names[] = { "ZONE_DMA", "ZONE_NORMAL", "ZONE_HIGHMEM", "ZONE_MOVABLE" };

/* The frame to be shown, and the cell that names it: what this step changed, else an entry of a
 * table that is present. */
static gboolean
named_frame (const VmrSession *session,
             const VmrCells   *stage,
             KmPfn            *pfn,
             int              *cell_index)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session);
  uint64_t value;
  KmArgKind kind;
  gboolean found = FALSE;

  *cell_index = -1;
  if (cursor > 0 && km_machine_step_arg (machine, cursor, "pfn", &value, &kind) &&
      kind == KM_ARG_PFN)
    {
      *pfn = (KmPfn) value;
      return TRUE;
    }
  for (guint i = 0; i < vmr_cells_n (stage); i++)
    {
      const VmrCell *cell = vmr_cells_get (stage, i);
      guint width = machine->state->config.pae ? 8 : 4;
      guint64 entry;

      if (cell->ref.kind != VMR_REF_PTE || cell->ref.gen != 1 || cell->shape != VMR_SHAPE_BOX)
        continue;
      entry = vmr_walk_entry (machine, cell->ref.id & KM_PAGE_MASK, (cell->ref.id & 0xfff) / width);
      if (!(entry & KM_PTE_P) || (found && !(cell->flags & VMR_CELL_CHANGED)))
        continue;
      *pfn = vmr_entry_pfn (entry);
      *cell_index = (int) i;
      found = TRUE;
    }
  return found;
}

/* A line at this height from the entry to the edge of the stage must not cross anything. */
static gboolean
way_is_free (const VmrCells *stage,
             int             from)
{
  VmrRect r = vmr_cells_get (stage, from)->rect;
  double y = r.y + r.h / 2;

  for (guint i = 0; i < vmr_cells_n (stage); i++)
    {
      VmrRect other = vmr_cells_get (stage, i)->rect;

      if (other.x + other.w > r.x + r.w + 4 && other.y - 6 < y && other.y + other.h + 6 > y &&
          vmr_cells_get (stage, i)->shape != VMR_SHAPE_SPOT)
        return FALSE;
    }
  return TRUE;
}

static void
frame_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           plate,
            KmPfn             pfn,
            VmrPoint          from)
{
  const KmFrame *frame = km_frame (vmr_session_machine (session), pfn);
  const KmZone *zone = km_zone_of (vmr_session_machine (session), pfn);
  double side = cells->metrics.body * 1.2, share, y, head = cells->metrics.small * 3;
  g_autofree char *text = g_strdup_printf ("0x%05x", pfn);
  g_autofree char *name = g_strdup_printf (_("frame 0x%05x"), pfn);
  VmrInk ink = vmr_use_ink (km_frame_use (frame));
  double x = plate.x + plate.w * 0.2;
  VmrCell *cell;

  if (zone == NULL || plate.h < side + 8)
    return;
  share = (double) (pfn - zone->start_pfn) / MAX (zone->spanned, 1);
  y = plate.y + plate.h - side - 8 - share * (plate.h - side - 16);
  /* The plate's own name is not covered. */
  y = plate.h > head + side + 12 ? MAX (y, plate.y + head) : plate.y + (plate.h - side) / 2;
  if (plate.h <= head + side + 12)
    x = plate.x + plate.w - side - vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, text) - 20;
  if (from.x >= 0)
    {
      double turn = plate.x - 12;
      VmrPoint way[4] = { from, { turn, from.y }, { turn, y + side / 2 }, { x, y + side / 2 } };
      VmrCell *line = vmr_cells_line (cells, way, 4, ink == VMR_INK_FREE ? VMR_INK_TEXT : ink, 3);

      line->radius = 14;
    }
  cell = vmr_cells_box (cells, VMR_RECT (x, y, side, side), ink, VMR_TINT_FULL, 4);
  vmr_cell_outline (cell, ink == VMR_INK_FREE ? VMR_INK_TEXT : ink, 3);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
  if (plate.h > head + side + 12)
    vmr_cells_text (cells, VMR_RECT (x + side + 8, y, plate.x + plate.w - x - side - 12, side),
                    VMR_SMALL | VMR_MONO, VMR_INK_TEXT, text, NULL);
}

static void
range_text (const KmZone *zone,
            char         *buffer,
            gsize         length)
{
  char from[16], to[16];

  vmr_size_text ((guint64) zone->start_pfn << KM_PAGE_SHIFT, from, sizeof from);
  vmr_size_text ((guint64) (zone->start_pfn + zone->spanned) << KM_PAGE_SHIFT, to, sizeof to);
  g_snprintf (buffer, length, "%s – %s", zone->start_pfn == 0 ? "0" : from, to);
}

void
vmr_lecture_zones (const VmrSession *session,
                   VmrCells         *cells,
                   VmrRect           room,
                   const VmrCells   *stage,
                   double            stage_x,
                   double            stage_y)
{
  const KmState *state = vmr_session_state (session);
  double least = cells->metrics.small * 2.2, gap = 8, y = room.y, total = 0, spare = room.h;
  KmPfn pfn = 0;
  int index;
  gboolean has = named_frame (session, stage, &pfn, &index);
  VmrPoint from = { -1, 0 };

  if (index >= 0 && way_is_free (stage, index))
    {
      VmrRect r = vmr_cells_get (stage, index)->rect;

      from = (VmrPoint) { stage_x + r.x + r.w, stage_y + r.y + r.h / 2 };
    }
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      total += state->zones[i].spanned;
      spare -= state->zones[i].spanned ? least + gap : 0;
    }
  for (int i = KM_N_ZONES - 1; i >= 0; i--)
    {
      const KmZone *zone = &state->zones[i];
      VmrRect r = VMR_RECT (room.x, y, room.w, least + MAX (spare, 0) * zone->spanned / total);
      double line = cells->metrics.small * 1.4;
      char range[48];
      VmrCell *cell;

      if (zone->spanned == 0)
        continue;
      range_text (zone, range, sizeof range);
      cell = vmr_cells_box (cells, r, VMR_INK_SOFT, 40, 5);
      vmr_cell_outline (cell, VMR_INK_TEXT, 3);
      vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ZONE, (guint) i, 0), names[i], range);
      vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y + (r.h > 2.6 * line ? 8 : (r.h - line) / 2),
                                       r.w - 24, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                      names[i], names[i] + 5, NULL);
      if (r.h > 2.6 * line)
        vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y + 8 + line, r.w - 24, line), VMR_SMALL,
                        VMR_INK_SECONDARY, range, NULL);
      if (has && pfn >= zone->start_pfn && pfn < zone->start_pfn + zone->spanned)
        frame_draw (session, cells, r, pfn, from);
      y += r.h + gap;
    }
}
