/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical memory from near: a strip of the whole machine with the window in it, and below it the
 * frames around one place.
 *
 *   ▕███▏█▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒    level 1, 2: a map of 16, 4 frames a cell
 *   0x381a0 A A A F F . . .         level 3: a cell a frame, with the letter of its use
 */
#include "ui/panels/physical-zoom.h"

#include "ui/panels/physical-private.h"
#include "ui/panels/physical.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

guint
vmr_physical_group (guint level)
{
  static const guint groups[VMR_PHYSICAL_LEVELS + 1] = { 256, 16, 4, 1 };

  return groups[MIN (level, VMR_PHYSICAL_LEVELS)];
}

gboolean
vmr_physical_press (gpointer       pointer,
                    VmrSession    *session,
                    const VmrCell *cell)
{
  VmrPhysical *data = pointer;

  if (cell->ref.kind != VMR_REF_ACTION)
    return FALSE;
  if (cell->ref.id == VMR_ACTION_WHOLE)
    data->level = 0;
  else if (cell->ref.id >= VMR_ACTION_PLACE && cell->ref.id < VMR_ACTION_PLACE + 64)
    data->center = (KmPfn) ((guint64) vmr_session_state (session)->n_frames *
                            (2 * (cell->ref.id - VMR_ACTION_PLACE) + 1) / 128);
  else
    return FALSE;
  return TRUE;
}

gboolean
vmr_physical_zoom (gpointer          pointer,
                   const VmrSession *session,
                   const VmrCells   *cells,
                   int               direction,
                   double            x,
                   double            y)
{
  VmrPhysical *data = pointer;
  guint level = data->level;
  int index = vmr_cells_pick (cells, x, y);
  VmrRef ref = index >= 0 ? vmr_physical_refine (data, session, vmr_cells_get (cells, index), x, y)
               : VMR_REF_INIT_NONE;

  if (ref.kind != VMR_REF_FRAME)
    ref = vmr_session_selection (session);
  if (direction == 0 || (direction < 0 && level <= 1))
    data->level = 0;
  else if (direction == 2 && ref.kind == VMR_REF_FRAME)
    data->level = VMR_PHYSICAL_LEVELS;
  else
    data->level = (guint) CLAMP ((int) level + (direction > 0 ? 1 : -1), 0, VMR_PHYSICAL_LEVELS);
  if (ref.kind == VMR_REF_FRAME && data->level > level)
    data->center = ref.id;
  else if (level == 0 && data->center == 0)
    data->center = vmr_session_state (session)->n_frames / 2;
  return data->level != level;
}

/* The strip: zones in their true sizes, use by sixty-fourths, and the window. */
static double
strip_draw (VmrPhysical      *data,
            const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r,
            KmPfn             first,
            guint             n)
{
  const KmState *state = vmr_session_state (session);
  double per = r.w / MAX (state->n_frames, 1), h = 16, line = ceil (cells->metrics.small * 1.5);
  const char *label = _("‹ whole machine");
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, label) + 20;
  g_autofree char *range = g_strdup_printf ("0x%05x – 0x%05x", first, first + n - 1);
  VmrCell *cell;

  for (guint i = 0; i < KM_N_ZONES; i++)
    if (state->zones[i].spanned > 0)
      {
        cell = vmr_cells_box (cells, VMR_RECT (r.x + state->zones[i].start_pfn * per, r.y,
                                               state->zones[i].spanned * per, h), VMR_INK_SOFT,
                              VMR_TINT_FULL, 0);
        vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
      }
  for (guint i = 0; i < 64; i++)
    {
      g_autofree char *name = g_strdup_printf (_("frames from 0x%05x"),
                                               (guint) ((guint64) state->n_frames * i / 64));

      cell = vmr_cells_spot (cells, VMR_RECT (r.x + r.w * i / 64, r.y - 2, r.w / 64, h + 4));
      vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_PLACE + i, 0), name,
                         NULL);
    }
  vmr_cells_frame (cells, VMR_RECT (r.x + first * per - 2, r.y - 3, MAX (n * per, 3) + 4, h + 6),
                   VMR_INK_ACCENT, 2.5, 3);
  cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y + h + 8, w, line + 4), VMR_INK_PANEL,
                        VMR_TINT_FULL, 6);
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_WHOLE, 0), label,
                     _("Back to the whole machine (Home)"));
  vmr_cells_text (cells, VMR_RECT (r.x, r.y + h + 8, w, line + 4),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, label, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + w + 8, r.y + h + 8, r.w - w - 8, line + 4),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, range, NULL);
  return h + line + 22;
}

/* First frame of a window of n around the center, in whole rows. */
static KmPfn
window_first (const VmrPhysical *data,
              const KmState     *state,
              guint              n,
              guint              row)
{
  guint64 first = data->center > n / 2 ? data->center - n / 2 : 0;

  if (first + n > state->n_frames)
    first = state->n_frames > n ? state->n_frames - n : 0;
  return (KmPfn) (first / row * row);
}

static void
map_draw (VmrPhysical      *data,
          const VmrSession *session,
          VmrCells         *cells,
          VmrRect           r)
{
  const KmState *state = vmr_session_state (session);
  guint group = vmr_physical_group (data->level), pitch = 11;
  guint columns = MAX ((guint) (r.w / pitch), 8);
  double strip = 16 + ceil (cells->metrics.small * 1.5) + 22;
  guint rows = (guint) MAX ((r.h - strip) / pitch, 1);
  guint n = MIN (columns * rows * group, state->n_frames);
  KmPfn first = window_first (data, state, n, columns * group);
  VmrFrameMapDef def = { first, MIN (n, state->n_frames - first), group, columns, pitch, 1 };
  VmrCell *cell;

  r.y += strip_draw (data, session, cells, r, first, def.n_frames);
  vmr_frame_map_free (data->near);
  data->machine = vmr_session_machine (session);
  data->near = vmr_frame_map_new (&def, vmr_physical_role, data);
  vmr_frame_map_refresh (data->near, cells->palette);
  cell = vmr_cells_bitmap (cells, r.x, round (r.y), vmr_frame_map_surface (data->near));
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ZONE, 0, 2), _("Frames"), NULL);
}

/* --- single frames ---------------------------------------------------------------------------- */

/* A free block shows its order at its first frame; every other free frame the type of its block. */
static void
frame_letter (const KmMachine *machine,
              KmPfn            pfn,
              const KmFrame   *frame,
              char            *letter)
{
  static const char uses[KM_N_USES] = {
    [KM_USE_FREE] = ' ', [KM_USE_KERNEL] = 'K', [KM_USE_PAGE_TABLE] = 'P', [KM_USE_SLAB] = 'S',
    [KM_USE_VMALLOC] = 'V', [KM_USE_ANON] = 'A', [KM_USE_FILE] = 'F', [KM_USE_KSM] = 'M',
    [KM_USE_HUGE] = 'H', [KM_USE_SWAP] = 'W', [KM_USE_PCP] = 'c', [KM_USE_UNKNOWN] = '?',
  };

  letter[0] = uses[km_frame_use (frame)];
  letter[1] = '\0';
  if (frame->flags & KM_PG_BUDDY)
    g_snprintf (letter, 4, "%u", frame->private_ & 0xff);
  else if (letter[0] == ' ')
    g_strlcpy (letter, "·", 4);
}

static void
frame_cell (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r,
            KmPfn             pfn,
            gboolean          now)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmFrame *frame = km_frame (machine, pfn);
  VmrInk ink = vmr_use_ink (km_frame_use (frame));
  g_autofree char *name = NULL;
  char letter[4];
  VmrCell *cell = vmr_cells_box (cells, r, ink,
                                 ink == VMR_INK_FREE ? VMR_TINT_FULL : 75, 2);

  if (frame->flags & KM_PG_DIRTY)
    cell->flags |= VMR_CELL_HATCH;
  if (now)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  else if (frame->flags & KM_PG_LOCKED)
    vmr_cell_outline (cell, VMR_INK_TEXT, 1.5);
  frame_letter (machine, pfn, frame, letter);
  name = g_strdup_printf (_("frame 0x%05x, count %u, mapped %u times"), pfn, frame->refcount,
                          frame->mapcount);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
  if (r.w >= cells->metrics.small)
    vmr_cells_text (cells, r, VMR_SMALL | VMR_CENTER, VMR_INK_AUTO, letter, NULL);
}

static void
frames_draw (VmrPhysical      *data,
             const VmrSession *session,
             VmrCells         *cells,
             VmrRect           r)
{
  const KmState *state = vmr_session_state (session);
  const KmMachine *machine = vmr_session_machine (session);
  double label = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "0x00000") + 8;
  double pitch = floor ((r.w - label) / 16), strip = 16 + ceil (cells->metrics.small * 1.5) + 22;
  guint rows = (guint) MAX ((r.h - strip) / pitch, 1), n = MIN (rows * 16, state->n_frames);
  KmPfn first = window_first (data, state, n, 16);
  guint cursor = vmr_session_cursor (session);
  uint64_t pfn = 0;
  KmArgKind kind = KM_ARG_COUNT;
  gboolean has = cursor > 0 && km_machine_step_arg (machine, cursor, KM_ARG_NAME_pfn, &pfn, &kind) &&
                 kind == KM_ARG_PFN;

  r.y += strip_draw (data, session, cells, r, first, n);
  for (guint i = 0; i < n && first + i < state->n_frames; i++)
    {
      /* High addresses at the top. */
      double y = r.y + (rows - 1 - i / 16) * pitch;

      if (i % 16 == 0)
        {
          g_autofree char *text = g_strdup_printf ("0x%05x", first + i);

          vmr_cells_text (cells, VMR_RECT (r.x, y, label, pitch), VMR_SMALL | VMR_MONO,
                          VMR_INK_SECONDARY, text, NULL);
        }
      frame_cell (session, cells, VMR_RECT (r.x + label + i % 16 * pitch, y, pitch - 1, pitch - 1),
                  first + i, has && pfn == first + i);
    }
}

void
vmr_physical_near (VmrPhysical      *data,
                   const VmrSession *session,
                   VmrCells         *cells,
                   VmrRect           room)
{
  if (data->level >= VMR_PHYSICAL_LEVELS)
    frames_draw (data, session, cells, room);
  else
    map_draw (data, session, cells, room);
}
