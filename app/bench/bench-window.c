/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One case of the benchmark, measured from within.
 *
 *   trivial             a GTK window with a label, mapped
 *   start               the start page, mapped
 *   desk                an empty 4 GiB machine on the desk
 *   million             the same with a million steps
 *   frames, frames-4k   the desk at a page fault, all of it redrawn each frame
 *   steps               a step each frame
 *   tiles-4k            32 tiles of 64 × 64 redrawn each frame
 *   record              a million allocations and frees on 4 GiB being recorded, twice
 *   scrub               the same, recorded: a random step each frame
 */
#include "app/bench/bench.h"
#include "app/window/window-fields.h"
#include "app/window/window.h"
#include "ui/session/session-move.h"
#include "ui/session/session-record.h"

#include "ui/session/data-dir.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WARM_FRAMES 30
#define FRAMES 600
#define LATE 1.5                /* of a frame's 16.7 ms */
#define TILES 32
#define TILE 64
#define EMPTY "machine ram=4G layout=classic\nexec t\n"
/* The first touch of so much heap takes a million steps. */
#define MILLION "machine ram=4G layout=classic\nexec t\nbrk t +140M\nwrite t heap len=140M\n"
#define ALLOCATIONS \
  "machine ram=4G layout=classic\nrepeat 500000\nb = alloc_pages 3\nfree_pages b\nend\n"

typedef struct
{
  const char *which;
  GtkWidget  *window;
  GArray     *intervals;        /* double, ms */
  gint64      last;             /* frame clock, µs */
  guint       frame;
  guint       recorded;         /* frame at which the second recording was there, 0 not yet */
  gboolean    again;
  double      cpu;              /* at the first frame that counts, ms */
} Bench;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Pages that only this process has touched and those it shares, as ps shows them. */
static double
memory_mib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) ||
      (line = strstr (text, "VmRSS:")) == NULL)
    return 0;
  return g_ascii_strtoull (line + 6, NULL, 10) / 1024.0;
}

static void
say (const char *name,
     double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("%s %s\n", name, g_ascii_formatd (text, sizeof text, "%.3f", value));
}

static gboolean
finish_idle (gpointer data)
{
  say ("memory-mib", memory_mib ());
  gtk_main_quit ();
  return G_SOURCE_REMOVE;
}

static void
on_mapped (void)
{
  const char *start = g_getenv (VMR_BENCH_START);
  gint64 from = start ? g_ascii_strtoll (start, NULL, 10) : g_get_monotonic_time ();

  say ("mapped-ms", (g_get_monotonic_time () - from) / 1e3);
  /* After the first frame. */
  g_timeout_add (300, finish_idle, NULL);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
report (Bench *self)
{
  double *ms = (double *) (gpointer) self->intervals->data, frame = 1000 / 60.0;
  guint n = self->intervals->len, late = 0;

  for (guint i = 0; i < n; i++)
    late += ms[i] > LATE * frame;
  qsort (ms, n, sizeof (double), compare_doubles);
  say ("cpu-ms", (cpu_ms () - self->cpu) / n);
  say ("median-ms", ms[n / 2]);
  say ("p99-ms", ms[n * 99 / 100]);
  say ("worst-ms", ms[n - 1]);
  say ("late", late);
  say ("frames", n);
  say ("width", gtk_widget_get_allocated_width (self->window));
  say ("height", gtk_widget_get_allocated_height (self->window));
}

static void
tiles_redraw (GtkWidget *window,
              guint      frame)
{
  int columns = MAX (gtk_widget_get_allocated_width (window) / TILE, 1);
  int rows = MAX (gtk_widget_get_allocated_height (window) / TILE, 1);

  for (guint i = 0; i < TILES; i++)
    {
      /* Spread over the window, elsewhere in each frame. */
      guint at = (i * 2654435761u + frame * 40503u) % (guint) (columns * rows);

      gtk_widget_queue_draw_area (window, (int) (at % columns) * TILE, (int) (at / columns) * TILE,
                                  TILE, TILE);
    }
}

/* Opens a script that stands in no file of the user's. later: beside the window, which draws
 * meanwhile. */
static gboolean
open_script (VmrWindow  *window,
             const char *script,
             gboolean    later)
{
  g_autofree char *folder = g_dir_make_tmp ("vmarium-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.vms", NULL);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_file_set_contents (path, script, -1, &error);

  if (ok && later)
    ok = vmr_session_open_later (window->session, path, &error);
  else if (ok && (ok = vmr_session_open_path (window->session, path, &error)))
    {
      vmr_session_move (window->session, VMR_MOVE_LAST);
      say ("steps", vmr_session_n_steps (window->session));
    }
  if (!ok)
    g_printerr ("vmarium: %s\n", error->message);
  g_unlink (path);
  g_rmdir (folder);
  return ok;
}

/* Twice: the second recording takes the place of the first, which has to go. TRUE when the first
 * frames that show it have been drawn. */
static gboolean
record (Bench *self)
{
  VmrWindow *window = VMR_WINDOW (self->window);

  if (self->frame < WARM_FRAMES || vmr_session_recording (window->session) >= 0)
    return FALSE;
  if (self->frame == WARM_FRAMES || !self->again)
    {
      self->again = self->frame > WARM_FRAMES;
      return !open_script (window, ALLOCATIONS, TRUE);
    }
  if (self->recorded == 0)
    self->recorded = self->frame;
  return self->frame > self->recorded + WARM_FRAMES;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Bench *self = data;
  gint64 now = g_get_monotonic_time ();

  if (self->frame == WARM_FRAMES)
    self->cpu = cpu_ms ();
  else if (self->frame > WARM_FRAMES)
    {
      double ms = (now - self->last) / 1000.0;

      g_array_append_val (self->intervals, ms);
    }
  self->last = now;
  if (g_str_equal (self->which, "record") ? record (self) : self->frame == WARM_FRAMES + FRAMES)
    {
      report (self);
      gtk_main_quit ();
      return G_SOURCE_REMOVE;
    }
  self->frame++;
  if (g_str_equal (self->which, "scrub"))
    {
      VmrSession *session = VMR_WINDOW (self->window)->session;

      vmr_session_goto (session, g_random_int_range (1, (int) vmr_session_n_steps (session)));
    }
  if (g_str_equal (self->which, "steps"))
    {
      VmrSession *session = VMR_WINDOW (self->window)->session;

      if (vmr_session_cursor (session) >= vmr_session_n_steps (session))
        vmr_session_move (session, VMR_MOVE_FIRST);
      else
        vmr_session_goto (session, vmr_session_cursor (session) + 1);
    }
  if (g_str_has_prefix (self->which, "tiles"))
    tiles_redraw (widget, self->frame);
  else
    gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_lesson (VmrWindow *window)
{
  g_autofree char *path = vmr_data_path ("lessons/06-demand-paging.lesson");
  g_autoptr (GError) error = NULL;

  if (path == NULL || !vmr_session_open_path (window->session, path, &error))
    {
      g_printerr ("vmarium: %s\n", error ? error->message : "no lesson 6 among the data");
      return FALSE;
    }
  vmr_session_goto (window->session, vmr_session_first (window->session) + 6);
  return TRUE;
}

static GtkWidget *
trivial_window (void)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  gtk_container_add (GTK_CONTAINER (window), gtk_label_new ("Vmarium"));
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_widget_show_all (window);
  return window;
}

static GtkWidget *
own_window (Bench          *self,
            GtkApplication *application)
{
  gboolean large = g_str_has_suffix (self->which, "4k"), ok = TRUE;
  VmrWindow *window;

  window = VMR_WINDOW (vmr_window_new (application));
  gtk_window_set_default_size (GTK_WINDOW (window), large ? 3840 : 1920, large ? 2160 : 1080);
  if (g_str_equal (self->which, "desk"))
    ok = open_script (window, EMPTY, FALSE);
  else if (g_str_equal (self->which, "million"))
    ok = open_script (window, MILLION, FALSE);
  else if (g_str_equal (self->which, "scrub"))
    ok = open_script (window, ALLOCATIONS, FALSE);
  else if (!g_str_equal (self->which, "start"))
    ok = open_lesson (window);
  return ok ? GTK_WIDGET (window) : NULL;
}

int
vmr_bench_child_main (int    argc,
                      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  Bench self = { .which = strchr (argv[1], '=') ? strchr (argv[1], '=') + 1 : "" };
  gboolean frames = strstr (self.which, "frames") || strstr (self.which, "tiles") ||
                    g_str_equal (self.which, "steps") || g_str_equal (self.which, "record") ||
                    g_str_equal (self.which, "scrub");

  gtk_init (&argc, &argv);
  if (g_str_equal (self.which, "trivial"))
    self.window = trivial_window ();
  else
    {
      application = gtk_application_new ("org.vmarium.Bench", G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, NULL);
      self.window = own_window (&self, application);
    }
  if (self.window == NULL)
    return 1;
  self.intervals = g_array_new (FALSE, FALSE, sizeof (double));
  if (frames)
    gtk_widget_add_tick_callback (self.window, on_tick, &self, NULL);
  else
    g_signal_connect (self.window, "map-event", G_CALLBACK (on_mapped), NULL);
  gtk_window_present (GTK_WINDOW (self.window));
  gtk_main ();
  gtk_widget_destroy (self.window);
  g_array_unref (self.intervals);
  return 0;
}
