/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

#include "app/vmsim/vmsim-bench.h"
#include "app/vmsim/vmsim-workload.h"
#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "ui/draw/frame-map.h"
#include "ui/draw/roles.h"

#define MAP_FRAMES (1u << 20)
#define MAP_ROUNDS 20

/* As the window does it: a block is asked about once. */
static VmrInk
role_from_machine (guint32 pfn, guint32 *run, gpointer data)
{
  const KmMachine *m = data;
  guint order;
  KmPfn head = km_frame_block (m, pfn, &order);

  *run = head + (1u << order) - pfn;
  return vmr_use_ink (km_frame_use (km_frame (m, head)));
}

static double
seconds_of_copying (gsize bytes)
{
  g_autofree guint8 *from = g_malloc (bytes), *to = g_malloc (bytes);
  double start;

  memset (from, 1, bytes);
  memset (to, 2, bytes);
  start = vmsim_cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    {
      memset (from, (int) i, bytes);
      memcpy (to, from, bytes);
    }
  return (vmsim_cpu_seconds () - start) / MAP_ROUNDS;
}

/* Blocks of many sizes, so that the picture has many runs. */
static void
take_some (KmMachine *m)
{
  for (guint i = 0; i < 6000; i++)
    {
      guint order = i * 2654435761u >> 30;
      KmPfn pfn = km_pages_alloc (m, KM_GFP_HIGHUSER_MOVABLE, order, KM_USE_ANON);

      if (pfn != 0 && i % 3 == 0)
        km_pages_free (m, pfn, order);
    }
}

/* A million frames, one pixel cell each, filled and painted; the limit is clearing and copying as
 * many pixels. */
void
vmsim_bench_frame_map (void)
{
  KmMachine *m = vmsim_workload_machine (TRUE);
  VmrFrameMapDef def = vmr_frame_map_def_default ();
  const VmrPalette *palette = vmr_palette_get (VMR_THEME_LIGHT, FALSE);
  g_autoptr (VmrFrameMap) map = NULL;
  cairo_surface_t *screen, *surface;
  cairo_t *cr;
  guint32 touched[2048];
  double start, fill, paint, touch, copy;
  guint width, height;

  take_some (m);
  def.n_frames = MAP_FRAMES;
  def.group = 1;
  def.pitch = 1;
  def.columns = 1920;
  map = vmr_frame_map_new (&def, role_from_machine, m);
  vmr_frame_map_refresh (map, palette);
  surface = vmr_frame_map_surface (map);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  screen = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (screen);
  cairo_paint (cr);   /* the host's first touch of the pixels is not ours */
  start = vmsim_cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    vmr_frame_map_refresh (map, palette);
  fill = (vmsim_cpu_seconds () - start) / MAP_ROUNDS;
  start = vmsim_cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    {
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_paint (cr);
    }
  paint = (vmsim_cpu_seconds () - start) / MAP_ROUNDS;
  for (guint i = 0; i < G_N_ELEMENTS (touched); i++)
    touched[i] = i * 511u % MAP_FRAMES;
  start = vmsim_cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    vmr_frame_map_touch (map, touched, G_N_ELEMENTS (touched));
  touch = (vmsim_cpu_seconds () - start) / MAP_ROUNDS;
  copy = seconds_of_copying ((gsize) width * height * 4);
  printf ("frame-map: %u frames, %u×%u pixels: fill %.2f ms, paint %.2f, 2048 touched frames %.3f; "
          "memset + memcpy %.2f; ratio %.1f\n", MAP_FRAMES, width, height, fill * 1e3, paint * 1e3,
          touch * 1e3, copy * 1e3, (fill + paint) / copy);
  cairo_destroy (cr);
  cairo_surface_destroy (screen);
  vmsim_workload_machine_free (m);
}
