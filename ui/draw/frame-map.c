/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/frame-map.h"

#include <string.h>
#include <wchar.h>

#define N_ROLES (VMR_N_INKS - VMR_INK_FIRST_ROLE)

struct _VmrFrameMap
{
  VmrFrameMapDef   def;
  VmrFrameRole     role;
  gpointer         data;
  guint            n_cells;
  guint            n_rows;
  guint16        (*counts)[N_ROLES];   /* per cell: frames of each role; NULL when a cell is one */
  guint8          *roles;              /* per frame: what was counted last */
  cairo_surface_t *surface;
  guint32          pixel[N_ROLES];
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
  if (def->group > 1)
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
  g_return_val_if_fail (map != NULL, NULL);
  return &map->def;
}

/* Whether each frame is one pixel. */
static gboolean
is_pixels (const VmrFrameMap *map)
{
  return map->def.pitch == 1 && map->def.group == 1;
}

static guint32 *
map_pixels (const VmrFrameMap *map,
            int               *stride)
{
  *stride = cairo_image_surface_get_stride (map->surface) / 4;
  return (guint32 *) (gpointer) cairo_image_surface_get_data (map->surface);
}

static guint32 *
cell_pixels (const VmrFrameMap *map,
             guint32           *pixels,
             int                stride,
             guint              cell)
{
  guint row = map->n_rows - 1 - cell / map->def.columns, column = cell % map->def.columns;

  return pixels + (gsize) row * map->def.pitch * stride + column * map->def.pitch;
}

/* Height of the fill and its role: one used frame in 256 must still be seen, one free frame too. */
static guint
cell_fill (const VmrFrameMap *map,
           guint              cell,
           guint              side,
           guint             *role)
{
  guint frames = MIN (map->def.group, map->def.n_frames - cell * map->def.group), used;

  *role = 0;
  if (map->def.group == 1)
    {
      *role = map->roles[cell];
      return *role ? side : 0;
    }
  used = frames - map->counts[cell][0];
  for (guint i = 1; i < N_ROLES; i++)
    if (*role == 0 || map->counts[cell][i] > map->counts[cell][*role])
      *role = i;
  return used == 0 ? 0 : used == frames ? side : CLAMP (used * side / frames, 1, side - 1);
}

static void
paint_cell (const VmrFrameMap *map,
            guint32           *pixels,
            int                stride,
            guint              cell)
{
  guint side = map->def.pitch > 3 ? map->def.pitch - 1 : map->def.pitch, role;
  guint fill = cell_fill (map, cell, side, &role);

  pixels = cell_pixels (map, pixels, stride, cell);
  for (guint y = 0; y < side; y++)
    {
      guint32 color = map->pixel[y >= side - fill ? role : 0];

      for (guint x = 0; x < side; x++)
        pixels[(gsize) y * stride + x] = color;
    }
}

/* Cells of one pixel, a frame each: a run of frames of one role, row by row. */
static void
paint_pixels (const VmrFrameMap *map,
              guint32           *pixels,
              int                stride,
              guint              index,
              guint              n_frames)
{
  guint32 color = map->pixel[map->roles[index]];

  G_STATIC_ASSERT (sizeof (wchar_t) == sizeof (guint32));
  for (guint end = index + n_frames, n; index < end; index += n)
    {
      n = MIN (map->def.columns - index % map->def.columns, end - index);
      /* The C library's own loop for words of four bytes, which is as fast as memset (). */
      wmemset ((wchar_t *) cell_pixels (map, pixels, stride, index), (wchar_t) color, n);
    }
}

/* The cells of a run that was read as one. */
static void
paint_frames (const VmrFrameMap *map,
              guint32           *pixels,
              int                stride,
              guint              index,
              guint              n_frames)
{
  if (n_frames == 0)
    return;
  if (is_pixels (map))
    paint_pixels (map, pixels, stride, index, n_frames);
  else
    for (guint cell = index / map->def.group; cell <= (index + n_frames - 1) / map->def.group; cell++)
      paint_cell (map, pixels, stride, cell);
}

/* Frames of one cell get another role. Mostly they had one before, and then are counted at once. */
static void
recount (VmrFrameMap *map,
         guint        index,
         guint        n,
         guint8       role)
{
  guint16 *counts = map->counts[index / map->def.group];
  const guint8 *old = map->roles + index;
  gboolean alike = memcmp (old, old + 1, n - 1) == 0;

  for (guint i = 0; i < (alike ? 1 : n); i++)
    counts[old[i]] -= alike ? n : 1;
  counts[role] += n;
}

/* Asks about the frame at index and notes the answer for its whole run; returns the run. */
static guint
map_read (VmrFrameMap *map,
          guint        index)
{
  guint32 run = 1;
  VmrInk ink = map->role (map->def.first_pfn + index, &run, map->data);
  guint8 role = ink < VMR_INK_FIRST_ROLE || ink >= VMR_N_INKS ? 0 : ink - VMR_INK_FIRST_ROLE;

  run = CLAMP (run, 1, map->def.n_frames - index);
  if (map->counts != NULL)
    for (guint i = index, n; i < index + run; i += n)
      {
        n = MIN (map->def.group - i % map->def.group, index + run - i);
        recount (map, i, n, role);
      }
  memset (map->roles + index, role, run);
  return run;
}

/* Every frame counts as free before anything was read. */
static void
map_reset (VmrFrameMap *map)
{
  if (map->counts == NULL)
    return;
  memset (map->roles, 0, map->def.n_frames);
  memset (map->counts, 0, sizeof *map->counts * map->n_cells);
  for (guint cell = 0; cell < map->n_cells; cell++)
    map->counts[cell][0] = MIN (map->def.group, map->def.n_frames - cell * map->def.group);
}

void
vmr_frame_map_refresh (VmrFrameMap      *map,
                       const VmrPalette *palette)
{
  g_return_if_fail (map != NULL);

  int stride, height = cairo_image_surface_get_height (map->surface);
  guint32 *pixels = map_pixels (map, &stride);
  guint32 ground = vmr_rgb_pixel (vmr_palette_rgb (palette, VMR_INK_PANEL));

  for (guint i = 0; i < N_ROLES; i++)
    map->pixel[i] = vmr_rgb_pixel (vmr_palette_rgb (palette, VMR_INK_FIRST_ROLE + i));
  map_reset (map);
  cairo_surface_flush (map->surface);
  /* Cells of one pixel leave ground only in the uppermost row. */
  for (gsize i = 0; i < (gsize) stride * (map->def.pitch > 1 ? height : 1); i++)
    pixels[i] = ground;
  for (guint i = 0, run; i < map->def.n_frames; i += run)
    {
      run = map_read (map, i);
      if (is_pixels (map))
        paint_frames (map, pixels, stride, i, run);
    }
  /* A cell of many frames is painted when all of them are known. */
  if (!is_pixels (map) && map->def.n_frames > 0)
    paint_frames (map, pixels, stride, 0, map->def.n_frames);
  cairo_surface_mark_dirty (map->surface);
}

void
vmr_frame_map_touch (VmrFrameMap   *map,
                     const guint32 *pfns,
                     guint          n_pfns)
{
  g_return_if_fail (map != NULL);

  int stride;
  guint32 *pixels = map_pixels (map, &stride);
  guint first = 0, end = 0;   /* the run read last: neighbours often lie in one */

  cairo_surface_flush (map->surface);
  for (guint i = 0; i < n_pfns; i++)
    {
      guint index = pfns[i] - map->def.first_pfn;

      if (pfns[i] < map->def.first_pfn || index >= map->def.n_frames
          || (index >= first && index < end))
        continue;
      first = index;
      end = index + map_read (map, index);
      paint_frames (map, pixels, stride, first, end - first);
    }
  cairo_surface_mark_dirty (map->surface);
}

cairo_surface_t *
vmr_frame_map_surface (VmrFrameMap *map)
{
  g_return_val_if_fail (map != NULL, NULL);
  return map->surface;
}

gboolean
vmr_frame_map_at (const VmrFrameMap *map,
                  double             x,
                  double             y,
                  guint32           *pfn)
{
  g_return_val_if_fail (map != NULL, FALSE);

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
  g_return_val_if_fail (map != NULL, FALSE);

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
