/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical memory: the zones with gauge and map, high addresses at the top, and the legend. The
 * maps live as long as the panel and are updated from the frames a move touched. */
#include "ui/panels/physical.h"

#include "ui/panels/legend.h"
#include "ui/panels/mask.h"
#include "ui/panels/physical-private.h"
#include "ui/panels/words.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

gpointer
vmr_physical_data_new (void)
{
  VmrPhysical *data = g_new0 (VmrPhysical, 1);

  data->touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  return data;
}

void
vmr_physical_data_free (gpointer pointer)
{
  VmrPhysical *data = pointer;

  for (guint i = 0; i < KM_N_ZONES; i++)
    vmr_frame_map_free (data->maps[i]);
  vmr_frame_map_free (data->near);
  g_array_unref (data->touched);
  g_free (data);
}

/* A block is asked about once: only its first frame says anything. */
VmrInk
vmr_physical_role (guint32  pfn,
                   guint32 *run,
                   gpointer pointer)
{
  const VmrPhysical *data = pointer;
  guint order;
  KmPfn head = km_frame_block (data->machine, pfn, &order);

  *run = head + (1u << order) - pfn;
  return vmr_use_ink (km_frame_use (km_frame (data->machine, head)));
}

static void
note_frame (KmPfn    pfn,
            gpointer data)
{
  g_array_append_val ((GArray *) data, pfn);
}

/* Brings all maps to the cursor: by the journal for a short way, else by reading every frame. */
static void
maps_update (VmrPhysical             *data,
             const VmrSession *session,
             const VmrPalette *palette)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session), n = vmr_session_n_steps (session);
  guint low = MIN (cursor, data->cursor), high = MAX (cursor, data->cursor);
  gboolean all = data->machine != machine || data->palette != palette ||
                 data->n_steps != n || high - low > 4096;

  data->machine = machine;
  data->palette = palette;
  data->n_steps = n;
  data->cursor = cursor;
  g_array_set_size (data->touched, 0);
  for (guint step = low; !all && step < high; step++)
    km_machine_visit_frames (machine, step, note_frame, data->touched);
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (data->maps[i] && all)
      vmr_frame_map_refresh (data->maps[i], palette);
    else if (data->maps[i])
      vmr_frame_map_touch (data->maps[i], (const guint32 *) (gpointer) data->touched->data,
                           data->touched->len);
}

/* A map of the zone with these measures; the old one when they are the same. */
static VmrFrameMap *
map_for_zone (VmrPhysical             *data,
              const VmrSession *session,
              const VmrPalette *palette,
              guint             index,
              guint             group,
              guint             columns,
              guint             pitch)
{
  const KmZone *zone = &vmr_session_state (session)->zones[index];
  VmrFrameMap *map = data->maps[index];
  VmrFrameMapDef def = { zone->start_pfn, zone->spanned, group, columns, pitch, 1 };

  if (map && memcmp (&def, vmr_frame_map_def (map), sizeof def) == 0)
    return map;
  vmr_frame_map_free (map);
  data->machine = vmr_session_machine (session);
  data->maps[index] = map = vmr_frame_map_new (&def, vmr_physical_role, data);
  vmr_frame_map_refresh (map, palette);
  return map;
}

static void
gauge_draw (const KmZone *zone,
            VmrCells     *cells,
            VmrRect       r)
{
  static const char *const names[] = { N_("min"), N_("low"), N_("high") };
  double scale = 0.83 * r.w / MAX (km_zone_mark (zone, KM_WMARK_HIGH), 1);
  guint free = zone->stat[KM_NR_FREE_PAGES];
  double level = MIN (free * scale, r.w), line = cells->metrics.small * 1.3, from = r.x;
  VmrCell *cell;

  vmr_cells_box (cells, r, VMR_INK_SOFT, VMR_TINT_FULL, 2);
  cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, level, r.h), VMR_INK_WATER, VMR_TINT_FULL, 2);
  if (free * scale > r.w)
    cell->flags |= VMR_CELL_BREAK;
  for (guint i = 0; i < KM_N_WMARKS; i++)
    {
      double x = r.x + km_zone_mark (zone, i) * scale;

      vmr_cells_segment (cells, x, r.y - 4, x, r.y + r.h + 4, VMR_INK_TEXT, 1.5);
    }
  for (guint i = 0; i < KM_N_WMARKS; i++)
    {
      char count[32];
      g_autofree char *text = NULL;
      double x = r.x + km_zone_mark (zone, i) * scale, w;

      vmr_count_text (km_zone_mark (zone, i), count, sizeof count);
      text = g_strdup_printf ("%s %s", _(names[i]), count);
      w = vmr_cells_measure (cells, VMR_SMALL, text);
      x = CLAMP (x - w / 2, r.x, r.x + r.w - w);
      if (x < from)
        continue;
      vmr_cells_text (cells, VMR_RECT (x, r.y + r.h + 3, w + 1, line), VMR_SMALL,
                      VMR_INK_SECONDARY, text, NULL);
      from = x + w + 8;
    }
}

static void
zone_title (const KmZone *zone,
            gboolean      masked,
            guint         index,
            VmrCells     *cells,
            VmrRect       r)
{
  const char *constant = km_zone_constant (index);
  char free[32], managed[32];
  char from[32], to[32];
  g_autofree char *range =
    g_strdup_printf ("%s – %s MiB", vmr_count_text (vmr_whole_mib (zone->start_pfn), from, sizeof from),
                     vmr_count_text (vmr_whole_mib (zone->start_pfn + zone->spanned), to, sizeof to));
  g_autofree char *total = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *tip = NULL;
  char spanned[32];
  double right, left;
  VmrCell *cell;

  if (masked)
    g_strlcpy (free, "?", sizeof free);
  else
    vmr_count_text (zone->stat[KM_NR_FREE_PAGES], free, sizeof free);
  vmr_count_text (zone->managed, managed, sizeof managed);
  total = g_strdup_printf (" / %s", managed);
  spoken = g_strdup_printf (_("%s, %s, %s of %s frames free"), constant, range, free, managed);
  cell = vmr_cells_spot (cells, r);
  tip = g_strdup_printf (_("%s frames lie in the zone. %s of them are managed: the page allocator may give "
                           "them away. The others were in use before it began, as those of the kernel itself."),
                         vmr_count_text (zone->spanned, spanned, sizeof spanned), managed);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ZONE, index, 0), spoken, tip);
  right = vmr_cells_measure (cells, VMR_SMALL, total);
  vmr_cells_text (cells, r, VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, total, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w - right, r.h), VMR_BODY | VMR_BOLD | VMR_RIGHT,
                  VMR_INK_TEXT, free, NULL);
  right += vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, free) + 10;
  cell = vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w - right, r.h), VMR_SMALL | VMR_BOLD,
                         VMR_INK_TEXT, constant, constant + 5, NULL);
  left = cell ? cell->rect.w + 10 : 0;
  vmr_cells_text (cells, VMR_RECT (r.x + left, r.y, r.w - right - left, r.h), VMR_SMALL,
                  VMR_INK_SECONDARY, range, NULL);
}

static double
header_draw (const KmState *state,
             VmrCells      *cells,
             guint          group)
{
  char size[32], frames[32];
  double m = 16, w = cells->width - 2 * m, right;
  g_autofree char *total = NULL;
  g_autofree char *cell = NULL;

  vmr_size_text (state->config.ram, size, sizeof size);
  vmr_count_text (state->n_frames, frames, sizeof frames);
  total = g_strdup_printf (_("%s · %s frames"), size, frames);
  cell = group == 1 ? g_strdup (_("cell: one frame"))
         : g_strdup_printf (_("cell: %u frames, filled = in use"), group);
  right = vmr_cells_measure (cells, VMR_SMALL, total) + 8;
  vmr_cells_text (cells, VMR_RECT (m, 8, w, cells->metrics.row), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY, total, NULL);
  vmr_cells_text (cells, VMR_RECT (m, 8, w - right, cells->metrics.row), VMR_TITLE | VMR_BOLD,
                  VMR_INK_TEXT, _("Physical memory"), _("Physical"), NULL);
  right = vmr_cells_measure (cells, VMR_SMALL, _("free / managed"));
  vmr_cells_text (cells, VMR_RECT (m, 8 + cells->metrics.row, w, cells->metrics.small * 1.5),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, _("free / managed"), NULL);
  vmr_cells_text (cells, VMR_RECT (m, 8 + cells->metrics.row, w - right - 8,
                                   cells->metrics.small * 1.5), VMR_SMALL, VMR_INK_SECONDARY,
                  cell, NULL);
  return 8 + cells->metrics.row + cells->metrics.small * 1.5 + 8;
}

/* Frames a cell: the smallest power of two with which all rows fit, with cells as large as fit. */
static guint
choose_group (const KmState *state,
              double         width,
              double         room,
              guint         *columns,
              guint         *pitch)
{
  guint group = 16;

  for (; group < 32768; group *= 2)
    for (*pitch = 11; *pitch >= 5; (*pitch)--)
      {
        guint rows = 0;

        *columns = MAX ((guint) (width / *pitch), 1);
        for (guint i = 0; i < KM_N_ZONES; i++)
          rows += (state->zones[i].spanned + group * *columns - 1) / (group * *columns);
        if (rows * *pitch <= room)
          return group;
      }
  return group;
}

static double
zone_draw (VmrPhysical             *data,
           const VmrSession *session,
           VmrCells         *cells,
           guint             index,
           guint             group,
           guint             columns,
           guint             pitch,
           double            y)
{
  const KmZone *zone = &vmr_session_state (session)->zones[index];
  double m = 16, w = cells->width - 2 * m;
  VmrFrameMap *map;
  VmrCell *cell;
  g_autofree char *name = g_strdup_printf (_("Frames of %s"), km_zone_constant (index));

  /* While a zone is asked for nothing tells how full it is. */
  zone_title (zone, vmr_session_masks_zones (session), index, cells,
              VMR_RECT (m, y, w, cells->metrics.row));
  y += cells->metrics.row;
  if (!vmr_session_masks_zones (session))
    gauge_draw (zone, cells, VMR_RECT (m, y + 2, w, 6));
  y += 12 + cells->metrics.small * 1.4;
  map = map_for_zone (data, session, cells->palette, index, group, columns, pitch);
  cell = vmr_cells_bitmap (cells, m, round (y), vmr_frame_map_surface (map));
  cell->part = 1 + index;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ZONE, index, 1), name, NULL);
  y = round (y);
  vmr_physical_rings_draw (session, map, cells, m, y);
  return y + cairo_image_surface_get_height (vmr_frame_map_surface (map)) + 8;
}

static void
physical_draw_all (gpointer          pointer,
                   const VmrSession *session,
                   VmrCells         *cells)
{
  const KmState *state = vmr_session_state (session);
  VmrPhysical *data = pointer;
  double y, legend = vmr_legend_height (cells), head, room;
  guint columns, pitch, group, n_zones = 0;

  if (state == NULL)
    return;
  if (data->machine != vmr_session_machine (session))
    for (guint i = 0; i < KM_N_ZONES; i++)
      g_clear_pointer (&data->maps[i], vmr_frame_map_free);
  for (guint i = 0; i < KM_N_ZONES; i++)
    n_zones += state->zones[i].spanned > 0;
  head = cells->metrics.row + 20 + cells->metrics.small * 1.4;
  room = cells->height - legend - n_zones * head - cells->metrics.row - cells->metrics.small * 1.5
         - 24;
  group = choose_group (state, cells->width - 32, MAX (room, 0), &columns, &pitch);
  if (data->level > 0)
    group = vmr_physical_group (data->level);
  y = header_draw (state, cells, group);
  if (room < 40)
    return;
  if (data->level > 0)
    {
      vmr_physical_near (data, session, cells, VMR_RECT (16, y, cells->width - 32,
                                                         cells->height - legend - y - 8));
      vmr_legend_draw (cells, VMR_RECT (16, cells->height - legend, cells->width - 32, legend),
                   state->config.swap_pages);
      return;
    }
  maps_update (data, session, cells->palette);
  for (int i = KM_N_ZONES - 1; i >= 0; i--)
    if (state->zones[i].spanned > 0)
      y = zone_draw (data, session, cells, (guint) i, group, columns, pitch, y);
  vmr_legend_draw (cells, VMR_RECT (16, cells->height - legend, cells->width - 32, legend),
               state->config.swap_pages);
}

void
vmr_physical_layout (gpointer          pointer,
                     const VmrSession *session,
                     VmrCells         *cells)
{
  physical_draw_all (pointer, session, cells);
  vmr_mask_cells (session, cells, FALSE);
}

VmrRef
vmr_physical_refine (gpointer          pointer,
                     const VmrSession *session,
                     const VmrCell    *cell,
                     double            x,
                     double            y)
{
  VmrPhysical *data = pointer;
  guint32 pfn;

  if (cell->shape == VMR_SHAPE_BITMAP && cell->ref.gen == 2 && data->near &&
      vmr_frame_map_at (data->near, x - cell->rect.x, y - cell->rect.y, &pfn))
    return vmr_ref (VMR_REF_FRAME, pfn, 0);
  if (cell->shape == VMR_SHAPE_BITMAP && cell->ref.id < KM_N_ZONES && data->maps[cell->ref.id] &&
      vmr_frame_map_at (data->maps[cell->ref.id], x - cell->rect.x, y - cell->rect.y, &pfn))
    return vmr_ref (VMR_REF_FRAME, pfn, 0);
  return cell->ref;
}
