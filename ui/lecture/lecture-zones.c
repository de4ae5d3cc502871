/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical memory for the last row of the hall: a plate a zone, and the one frame that an entry on
 * the screen names. */
#include "ui/lecture/lecture-private.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-question.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const names[] = { "ZONE_DMA", "ZONE_NORMAL", "ZONE_HIGHMEM", "ZONE_MOVABLE" };

/* For the name and below it the range, or the frame. */
static gboolean
has_two_lines (VmrCells *cells,
               VmrRect   plate)
{
  return plate.h > 2.6 * cells->metrics.small * 1.4;
}

/* The lowest plate: with its free frames where all have the room for that, else with its name. */
static double
least_height (VmrCells      *cells,
              const KmState *state,
              double         room)
{
  double two = ceil (2.6 * cells->metrics.small * 1.4) + 1;
  guint n = 0;

  for (guint i = 0; i < KM_N_ZONES; i++)
    n += state->zones[i].spanned > 0;
  return n * two < room * 0.6 ? two : cells->metrics.small * 2.2;
}

/* What a hall counts with; hidden as it is in the window. Free it. */
static char *
free_text (const VmrSession *session,
           const KmZone     *zone)
{
  g_autofree char *digits = g_strdup_printf ("%u", zone->stat[KM_NR_FREE_PAGES]);
  g_autofree char *count = vmr_session_masks_zones (session) ? g_strdup ("?") : km_count_words (digits);

  return g_strdup_printf (_("free %s"), count);
}

typedef enum { FREE_BELOW, FREE_BESIDE_NAME, FREE_ALONE } FreePlace;

/* Where a plate of two lines that has the frame in its second one says what is free: on that line too; else beside
 * the short name of the zone; else on that line again, and the frame goes without its number. */
static FreePlace
free_place (VmrCells   *cells,
            VmrRect     plate,
            guint       i,
            const char *free)
{
  double w = vmr_cells_measure (cells, VMR_SMALL, free), line = cells->metrics.small * 1.4;
  double number = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "0x00000") + 10;

  if (w + number + MIN (cells->metrics.body * 1.2, line * 0.9) + 24 + cells->metrics.small <= plate.w)
    return FREE_BELOW;
  return vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, names[i] + 5) + w + 8 <= plate.w - 24 ? FREE_BESIDE_NAME
         : FREE_ALONE;
}

/* Where the frame lies in its zone's plate: below or beside the name where the plate is too low for more.
 * There a road to it, if one leads here, comes first: it must not run through the name. */
static VmrRect
frame_place (VmrCells     *cells,
             VmrRect       plate,
             const KmZone *zone,
             guint         i,
             KmPfn         pfn,
             gboolean      road,
             const char   *free)
{
  double side = cells->metrics.body * 1.2, head = cells->metrics.small * 2.8 + 10;
  double share = (double) (pfn - zone->start_pfn) / MAX (zone->spanned, 1), number, left;
  double line = cells->metrics.small * 1.4;

  if (plate.h > head + side + 12)
    return VMR_RECT (plate.x + plate.w * 0.2,
                     MAX (plate.y + plate.h - side - 8 - share * (plate.h - side - 16),
                          plate.y + head), side, side);
  number = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "0x00000") + 10;
  if (has_two_lines (cells, plate))
    {
      side = MIN (side, line * 0.9);
      /* What is free goes before the number of the frame. */
      number = free_place (cells, plate, i, free) == FREE_ALONE ? 0 : number;
      return VMR_RECT (road ? plate.x + cells->metrics.small : plate.x + plate.w - side - 12 - number,
                       plate.y + plate.h - side - 8, side, side);
    }
  /* What the name leaves, if need be without its number: which zone it is comes first. */
  left = plate.w - vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, names[i] + 5) - 34 - number;
  side = MIN (MIN (side, plate.h - 8), MAX (left, cells->metrics.small * 0.7));
  if (left < side)
    number = 0;
  if (road)
    return VMR_RECT (plate.x + cells->metrics.small, plate.y + (plate.h - side) / 2, side, side);
  return VMR_RECT (plate.x + plate.w - side - 12 - number, plate.y + (plate.h - side) / 2, side, side);
}

/* Whether the frame stands before the words of its line; see frame_place (). */
static gboolean
is_first (VmrCells *cells,
          VmrRect   plate,
          VmrRect   frame)
{
  return frame.w > 0 && frame.x <= plate.x + cells->metrics.small;
}

/* The same, and the name of its zone is on that line. */
static gboolean
is_before_name (VmrCells *cells,
                VmrRect   plate,
                VmrRect   frame)
{
  return !has_two_lines (cells, plate) && is_first (cells, plate, frame);
}

/* The frame stands in the second line of a plate that has no more: free_place () tells what else is there. */
static gboolean
is_in_low (VmrCells *cells,
           VmrRect   plate,
           VmrRect   frame)
{
  double line = cells->metrics.small * 1.4;

  return has_two_lines (cells, plate) && plate.h <= 6 * line && frame.w > 0 && frame.y < plate.y + 6 + 2 * line;
}

static gboolean
is_reached (const VmrSession *session)
{
  guint cursor = vmr_session_cursor (session);

  return cursor > 0 && km_machine_step_kind (vmr_session_machine (session), cursor) == KM_STEP_MEMORY;
}

static void
frame_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           plate,
            VmrRect           at,
            KmPfn             pfn,
            guint             zone,
            VmrPoint          from,
            gboolean          named)
{
  double taken = is_before_name (cells, plate, at)
                 ? vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, names[zone] + 5) + 8 : 0;
  /* The access itself: the light ends here. */
  gboolean lit = is_reached (session);
  const KmFrame *frame = km_frame (vmr_session_machine (session), pfn);
  g_autofree char *text = g_strdup_printf ("0x%05x", pfn);
  g_autofree char *name = g_strdup_printf (_("frame 0x%05x"), pfn);
  /* Beside the lists of blocks it has the look that the stage gives it. */
  gboolean block = frame->flags & KM_PG_BUDDY && vmr_stage_shown (session) == &vmr_stage_buddy;
  VmrInk ink = block ? VMR_INK_BLOCK : vmr_use_ink (km_frame_use (frame));
  VmrInk edge = block ? VMR_INK_ANON : ink == VMR_INK_FREE ? VMR_INK_TEXT : ink;
  VmrCell *cell;
  double room;

  if (from.x >= 0)
    {
      double turn = plate.x - 12;
      VmrPoint way[4] = { from, { turn, from.y }, { turn, at.y + at.h / 2 },
                          { at.x, at.y + at.h / 2 } };
      VmrCell *line = lit ? vmr_cells_light (cells, way, 4, TRUE)
                      : vmr_cells_line (cells, way, 4, edge, 3);

      line->radius = 14;
    }
  cell = vmr_cells_box (cells, at, ink, VMR_TINT_FULL, 4);
  vmr_cell_outline (cell, lit ? VMR_INK_LIGHT : edge, lit ? 4 : 3);
  cell->flags |= lit ? VMR_CELL_CHANGED : 0;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
  room = plate.x + plate.w - at.x - at.w - 12 - taken;
  if (is_first (cells, plate, at) && taken == 0)
    room = MIN (room, vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, text) + 2);
  if (named)
    vmr_cells_text (cells, VMR_RECT (at.x + at.w + 8, at.y, room, at.h), VMR_SMALL | VMR_MONO, VMR_INK_TEXT, text, NULL);
}

static void
range_text (const KmZone *zone,
            char         *buffer,
            gsize         length)
{
  char from[16], to[16];

  vmr_size_text ((guint64) zone->start_pfn << KM_PAGE_SHIFT, from, sizeof from);
  vmr_size_text ((guint64) (zone->start_pfn + zone->spanned) << KM_PAGE_SHIFT, to, sizeof to);
  g_snprintf (buffer, length, "%s – %s", zone->start_pfn < (1u << 20 >> KM_PAGE_SHIFT) ? "0" : from, to);
}

/* A line of text in a plate, left of the frame where this stands beside it; FALSE: no room. */
static gboolean
plate_line (VmrCells   *cells,
            VmrRect     r,
            VmrRect     frame,
            guint       style,
            VmrInk      ink,
            const char *text,
            const char *brief)
{
  gboolean beside = frame.w > 0 && frame.y < r.y + r.h - 2 && frame.y + frame.h > r.y + 2;

  if (beside)
    r.w = MIN (r.w, frame.x - 8 - r.x);
  return vmr_cells_text (cells, r, style, ink, text, brief, NULL) != NULL;
}

/* What is free, where the second line of the plate is the frame's. */
static void
low_free_draw (VmrCells   *cells,
               VmrRect     r,
               VmrRect     frame,
               FreePlace   place,
               guint       i,
               const char *free)
{
  double line = cells->metrics.small * 1.4, x = r.x + 12, to = r.x + r.w - 12;
  double y = place == FREE_BESIDE_NAME ? r.y + 8 : r.y + 8 + line;
  gboolean first = is_first (cells, r, frame), right = first || place == FREE_BESIDE_NAME;

  if (place == FREE_BESIDE_NAME)
    x += vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, names[i] + 5) + 8;
  else if (first)
    x = frame.x + frame.w + 10 +
        (place == FREE_BELOW ? vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "0x00000") : 0);
  else
    to = frame.x - 2;
  vmr_cells_text (cells, VMR_RECT (x, y, to - x, line), VMR_SMALL | (right ? VMR_RIGHT : 0), VMR_INK_TEXT, free, NULL);
}

/* The name and the range of a zone, and how many of its frames are free; a low plate leaves the range out. w of the
 * frame 0: it is in another. */
static void
plate_draw (const VmrSession *session,
            VmrCells         *cells,
            const KmZone     *zone,
            guint             i,
            VmrRect           r,
            VmrRect           frame,
            const char       *free)
{
  double line = cells->metrics.small * 1.4, w = r.w - 20;
  gboolean two = has_two_lines (cells, r), tall = two && r.h > 6 * line;
  gboolean low = is_in_low (cells, r, frame);
  FreePlace place = low ? free_place (cells, r, i, free) : FREE_BELOW;
  /* What is free goes before a prefix that all of them have. */
  const char *name = two && place != FREE_BESIDE_NAME ? names[i] : names[i] + 5;
  char range[48];
  VmrCell *cell = vmr_cells_box (cells, r, VMR_INK_SOFT, 40, 5);

  range_text (zone, range, sizeof range);
  vmr_cell_outline (cell, VMR_INK_TEXT, 3);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ZONE, i, 0), names[i], range);
  if (is_before_name (cells, r, frame))
    {
      vmr_cells_text (cells, VMR_RECT (frame.x + frame.w, r.y + (r.h - line) / 2, r.x + r.w - 12 - frame.x - frame.w,
                                       line), VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, names[i] + 5, NULL);
      return;
    }
  plate_line (cells, VMR_RECT (r.x + 12, r.y + (two ? 8 : (r.h - line) / 2), w, line), frame,
              VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, name, names[i] + 5);
  if (low)
    low_free_draw (cells, r, frame, place, i, free);
  else if (two)
    plate_line (cells, VMR_RECT (r.x + 12, r.y + 8 + line, w, line), frame, VMR_SMALL,
                tall ? VMR_INK_SECONDARY : VMR_INK_TEXT, tall ? range : free, NULL);
  else if (frame.w == 0)
    {
      double name_w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, name);

      vmr_cells_text (cells, VMR_RECT (r.x + 20 + name_w, r.y + (r.h - line) / 2, w - name_w - 12, line),
                      VMR_SMALL | VMR_RIGHT, VMR_INK_TEXT, free, NULL);
    }
  /* At the foot, or above the frame that stands there. */
  if (tall && !plate_line (cells, VMR_RECT (r.x + 12, r.y + r.h - 8 - line, w, line), frame, VMR_SMALL,
                           VMR_INK_TEXT, free, NULL))
    plate_line (cells, VMR_RECT (r.x + 12, r.y + 8 + 2 * line, w, line), frame, VMR_SMALL,
                VMR_INK_TEXT, free, NULL);
}

void
vmr_lecture_zones (const VmrSession *session,
                   VmrCells         *cells,
                   VmrRect           room,
                   const VmrCells   *stage,
                   double            stage_x,
                   double            stage_y)
{
  g_return_if_fail (session != NULL);

  const KmState *state = vmr_session_state (session);
  double least = least_height (cells, state, room.h), gap = 8, y = room.y, total = 0, spare = room.h;
  KmPfn pfn = 0;
  int index;
  gboolean has = vmr_lecture_named_frame (session, stage, &pfn, &index);
  VmrPoint from = { -1, 0 };

  if (index >= 0 && vmr_lecture_way_is_free (stage, index))
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
      gboolean here = has && pfn >= zone->start_pfn && pfn < zone->start_pfn + zone->spanned;
      VmrRect at = { 0, 0, 0, 0 };
      g_autofree char *free = free_text (session, zone);

      if (zone->spanned == 0)
        continue;
      if (here)
        at = frame_place (cells, r, zone, (guint) i, pfn, from.x >= 0, free);
      plate_draw (session, cells, zone, (guint) i, r, at, free);
      if (here)
        frame_draw (session, cells, r, at, pfn, (guint) i, from, !is_in_low (cells, r, at) ||
                    free_place (cells, r, (guint) i, free) != FREE_ALONE);
      y += r.h + gap;
    }
}
