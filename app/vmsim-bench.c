/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <time.h>

#include "app/vmsim.h"
#include "core/machine/internal.h"
#include "core/physical/buddy.h"
#include "ui/draw/frame-map.h"
#include "ui/draw/roles.h"

#define N_OPERATIONS 200000u
#define N_HELD 4096u

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* A machine ready for direct use of the allocator, outside any command. */
static KmMachine *
machine_for_bench (const char *arguments, gboolean journal)
{
  KmMachine *m = km_machine_new ();
  g_autofree char *line = g_strconcat ("machine ", arguments, NULL);

  if (!km_machine_run (m, "bench", 1, line, NULL, NULL))
    g_error ("the benchmark's machine does not boot");
  m->busy = m->store.recording = TRUE;
  m->store.journal_off = !journal;
  return m;
}

static void
end_bench (KmMachine *m)
{
  m->busy = m->store.recording = FALSE;
  km_machine_free (m);
}

/* Random allocations and frees of the orders given, about half of the table held. */
static double
churn (KmMachine *m, guint max_order, uint32_t *steps)
{
  static struct { KmPfn pfn; guint order; } held[N_HELD];
  uint32_t x = 12345, before = m->store.n_steps;
  double start = cpu_seconds ();

  memset (held, 0, sizeof held);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      guint slot;

      x ^= x << 13, x ^= x >> 17, x ^= x << 5;
      slot = x % N_HELD;
      if (held[slot].pfn != 0)
        {
          km_pages_free (m, held[slot].pfn, held[slot].order);
          held[slot].pfn = 0;
          continue;
        }
      held[slot].order = (x >> 12) % (max_order + 1);
      held[slot].pfn = km_pages_alloc (m, KM_GFP_HIGHUSER_MOVABLE, held[slot].order, KM_USE_ANON);
    }
  *steps = m->store.n_steps - before;
  return cpu_seconds () - start;
}

static void
bench_journal (void)
{
  static const struct { const char *name; guint max_order; } loads[] = {
    { "order 0", 0 }, { "orders 0–3", 3 }, { "orders 0–6", 6 },
  };

  printf ("journal: the allocator with the journal against itself without, ns per operation\n");
  printf ("  %-12s %10s %10s %8s %14s\n", "load", "without", "with", "ratio", "bytes a step");
  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      KmMachine *off = machine_for_bench ("ram=1G layout=classic", FALSE);
      KmMachine *on = machine_for_bench ("ram=1G layout=classic", TRUE);
      uint32_t steps;
      double without, with;
      uint64_t bytes;

      churn (off, loads[i].max_order, &steps);   /* warm the memory that both touch */
      churn (on, loads[i].max_order, &steps);
      without = churn (off, loads[i].max_order, &steps) / N_OPERATIONS * 1e9;
      bytes = on->store.n_edits * sizeof (KmEdit) + on->store.n_args * 4u;
      with = churn (on, loads[i].max_order, &steps) / N_OPERATIONS * 1e9;
      bytes = on->store.n_edits * sizeof (KmEdit) + on->store.n_args * 4u - bytes;
      printf ("  %-12s %10.0f %10.0f %8.2f %14.1f\n", loads[i].name, without, with, without / with,
              (double) bytes / MAX (steps, 1) + sizeof (KmStepRecord));
      end_bench (off);
      end_bench (on);
    }
}

static void
bench_undo (void)
{
  KmMachine *m = machine_for_bench ("ram=1G layout=classic", TRUE);
  uint32_t steps, n;
  double start, undo, redo, jumps = 0, worst = 0;
  uint32_t x = 7;

  churn (m, 3, &steps);
  n = m->store.n_steps;
  start = cpu_seconds ();
  while (m->store.cursor > 1)
    km_store_goto (&m->store, m->store.cursor - 1);
  undo = cpu_seconds () - start;
  start = cpu_seconds ();
  while (m->store.cursor < n)
    km_store_goto (&m->store, m->store.cursor + 1);
  redo = cpu_seconds () - start;
  for (guint i = 0; i < 200; i++)
    {
      double one;

      x ^= x << 13, x ^= x >> 17, x ^= x << 5;
      start = cpu_seconds ();
      km_store_goto (&m->store, 1 + x % n);
      one = cpu_seconds () - start;
      jumps += one;
      worst = MAX (worst, one);
    }
  km_store_goto (&m->store, n);
  printf (
    "undo: %u steps; undo %.1f ns a step, redo %.1f; random jumps %.2f ms on average, %.2f at "
    "worst\n",
    n, undo / n * 1e9, redo / n * 1e9, jumps / 200 * 1e3, worst * 1e3);
  end_bench (m);
}

/* --- The frame map ---------------------------------------------------------------------------- */

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
  start = cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    {
      memset (from, (int) i, bytes);
      memcpy (to, from, bytes);
    }
  return (cpu_seconds () - start) / MAP_ROUNDS;
}

/* A million frames, one pixel cell each, filled and painted; the limit is clearing and copying as many
 * pixels. */
static void
bench_frame_map (void)
{
  KmMachine *m = machine_for_bench ("ram=4G layout=classic", TRUE);
  VmrFrameMapDef def = vmr_frame_map_def_default ();
  const VmrPalette *palette = vmr_palette_get (VMR_THEME_LIGHT, FALSE);
  g_autoptr (VmrFrameMap) map = NULL;
  cairo_surface_t *screen, *surface;
  cairo_t *cr;
  guint32 touched[2048];
  double start, fill, paint, touch, copy;
  guint width, height;
  uint32_t steps;

  churn (m, 3, &steps);
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
  start = cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    vmr_frame_map_refresh (map, palette);
  fill = (cpu_seconds () - start) / MAP_ROUNDS;
  start = cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    {
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_paint (cr);
    }
  paint = (cpu_seconds () - start) / MAP_ROUNDS;
  for (guint i = 0; i < G_N_ELEMENTS (touched); i++)
    touched[i] = i * 511u % MAP_FRAMES;
  start = cpu_seconds ();
  for (guint i = 0; i < MAP_ROUNDS; i++)
    vmr_frame_map_touch (map, touched, G_N_ELEMENTS (touched));
  touch = (cpu_seconds () - start) / MAP_ROUNDS;
  copy = seconds_of_copying ((gsize) width * height * 4);
  printf ("frame-map: %u frames, %u×%u pixels: fill %.2f ms, paint %.2f, 2048 touched frames %.3f; "
          "memset + memcpy %.2f; ratio %.1f\n", MAP_FRAMES, width, height, fill * 1e3, paint * 1e3,
          touch * 1e3, copy * 1e3, (fill + paint) / copy);
  cairo_destroy (cr);
  cairo_surface_destroy (screen);
  end_bench (m);
}

static const struct { const char *name; void (*run) (void); } benches[] = {
  { "journal", bench_journal }, { "undo", bench_undo }, { "frame-map", bench_frame_map },
};

int
vmsim_bench (const char *name)
{
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (benches); i++)
    if (name == NULL || strcmp (name, benches[i].name) == 0)
      {
        benches[i].run ();
        found = TRUE;
      }
  if (found)
    return VMSIM_OK;
  g_printerr ("vmsim bench: “%s”; expected journal, undo or frame-map\n", name);
  return VMSIM_BAD_INPUT;
}
