/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/frame-map.h"

#include <string.h>

#define N_ROLES (VMR_N_INKS - VMR_INK_FIRST_ROLE)

struct _VmrFrameMap
{
  VmrFrameMapDef   def;
  VmrFrameRole     role;
  gpointer         data;
  guint            n_cells;
  guint            n_rows;
  guint16        (*counts)[N_ROLES];   /* per cell: frames of each role */
  guint8          *roles;              /* per frame: what was counted last */
  cairo_surface_t *surface;
  guint32          pixel[N_ROLES];
  guint32          line;
  guint32          ground;
};

VmrFrameMapDef
vmr_frame_map_def_default (void)
{
  return (VmrFrameMapDef) { 0, 0, 256, 48, 7, 1 };
}

VmrFrameMap *
vmr_frame_map_new (const VmrFrameMapDef *def,
                   VmrFrameRole          role,
                   gpointer              data)
{
  VmrFrameMap *map = g_new0 (VmrFrameMap, 1);

  g_return_val_if_fail (def->group >= 1 && def->group <= G_MAXUINT16 && def->columns > 0, NULL);

  map->def = *def;
  map->role = role;
  map->data = data;
  map->n_cells = (def->n_frames + def->group - 1) / def->group;
  map->n_rows = MAX ((map->n_cells + def->columns - 1) / def->columns, 1);
  map->counts = g_malloc0 (sizeof *map->counts * MAX (map->n_cells, 1));
  map->roles = g_malloc0 (MAX (def->n_frames, 1));
  map->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                             (int) (def->columns * def->pitch),
                                             (int) (map->n_rows * def->pitch));
  cairo_surface_set_device_scale (map->surface, def->scale, def->scale);
  return map;
}

void
vmr_frame_map_free (VmrFrameMap *map)
{
  if (map == NULL)
    return;
  cairo_surface_destroy (map->surface);
  g_free (map->counts);
  g_free (map->roles);
  g_free (map);
}

const VmrFrameMapDef *
vmr_frame_map_def (const VmrFrameMap *map)
{
  return &map->def;
}

/* Paints one cell from its counts: line colour around free, fill from below. */
static void
map_paint_cell (VmrFrameMap *map,
                guint        cell)
{
  guint pitch = map->def.pitch, side = pitch > 3 ? pitch - 1 : pitch;
  guint row = map->n_rows - 1 - cell / map->def.columns, column = cell % map->def.columns;
  guint frames = MIN (map->def.group, map->def.n_frames - cell * map->def.group);
  guint used = frames - map->counts[cell][0], best = 0, fill;
  int stride = cairo_image_surface_get_stride (map->surface) / 4;
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (map->surface);

  for (guint i = 1; i < N_ROLES; i++)
    if (best == 0 || map->counts[cell][i] > map->counts[cell][best])
      best = i;
  /* One used frame in 256 must still be seen, one free frame too. */
  fill = used == 0 ? 0 : used == frames ? side : CLAMP (used * side / frames, 1, side - 1);
  pixels += (gsize) row * pitch * stride + column * pitch;
  for (guint y = 0; y < side; y++)
    {
      guint32 color = y >= side - fill ? map->pixel[best] : map->pixel[0];

      for (guint x = 0; x < side; x++)
        pixels[(gsize) y * stride + x] = color;
    }
}

static void
map_count (VmrFrameMap *map,
           guint        index)
{
  VmrInk ink = map->role (map->def.first_pfn + index, map->data);
  guint8 role = ink < VMR_INK_FIRST_ROLE || ink >= VMR_N_INKS ? 0 : ink - VMR_INK_FIRST_ROLE;

  map->roles[index] = role;
  map->counts[index / map->def.group][role]++;
}

void
vmr_frame_map_refresh (VmrFrameMap      *map,
                       const VmrPalette *palette)
{
  int stride = cairo_image_surface_get_stride (map->surface) / 4;
  int height = cairo_image_surface_get_height (map->surface);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (map->surface);

  for (guint i = 0; i < N_ROLES; i++)
    map->pixel[i] = vmr_rgb_pixel (vmr_palette_rgb (palette, VMR_INK_FIRST_ROLE + i));
  map->ground = vmr_rgb_pixel (vmr_palette_rgb (palette, VMR_INK_PANEL));
  map->line = vmr_rgb_pixel (vmr_palette_rgb (palette, VMR_INK_CELL_LINE));

  memset (map->counts, 0, sizeof *map->counts * map->n_cells);
  for (guint i = 0; i < map->def.n_frames; i++)
    map_count (map, i);
  cairo_surface_flush (map->surface);
  for (gsize i = 0; i < (gsize) stride * height; i++)
    pixels[i] = map->ground;
  for (guint i = 0; i < map->n_cells; i++)
    map_paint_cell (map, i);
  cairo_surface_mark_dirty (map->surface);
}

void
vmr_frame_map_touch (VmrFrameMap   *map,
                     const guint32 *pfns,
                     guint          n_pfns)
{
  cairo_surface_flush (map->surface);
  for (guint i = 0; i < n_pfns; i++)
    {
      guint index = pfns[i] - map->def.first_pfn;

      if (pfns[i] < map->def.first_pfn || index >= map->def.n_frames)
        continue;
      map->counts[index / map->def.group][map->roles[index]]--;
      map_count (map, index);
      map_paint_cell (map, index / map->def.group);
    }
  cairo_surface_mark_dirty (map->surface);
}

cairo_surface_t *
vmr_frame_map_surface (VmrFrameMap *map)
{
  return map->surface;
}

gboolean
vmr_frame_map_at (const VmrFrameMap *map,
                  double             x,
                  double             y,
                  guint32           *pfn)
{
  double pitch = (double) map->def.pitch / map->def.scale;
  guint column, row, cell;

  if (x < 0 || y < 0)
    return FALSE;
  column = (guint) (x / pitch);
  row = (guint) (y / pitch);
  if (column >= map->def.columns || row >= map->n_rows)
    return FALSE;
  cell = (map->n_rows - 1 - row) * map->def.columns + column;
  if (cell >= map->n_cells)
    return FALSE;
  *pfn = map->def.first_pfn + cell * map->def.group;
  return TRUE;
}

gboolean
vmr_frame_map_where (const VmrFrameMap *map,
                     guint32            pfn,
                     double            *x,
                     double            *y,
                     double            *side)
{
  double pitch = (double) map->def.pitch / map->def.scale;
  guint cell;

  if (pfn < map->def.first_pfn || pfn - map->def.first_pfn >= map->def.n_frames)
    return FALSE;
  cell = (pfn - map->def.first_pfn) / map->def.group;
  *x = cell % map->def.columns * pitch;
  *y = (map->n_rows - 1 - cell / map->def.columns) * pitch;
  *side = pitch - 1.0 / map->def.scale;
  return TRUE;
}
