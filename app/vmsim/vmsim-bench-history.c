/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Undo, jumps over a million steps, memory, and how fast lines are recorded. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/vmsim/vmsim-bench.h"
#include "app/vmsim/vmsim-workload.h"
#include "core/physical/alloc.h"
#include "core/physical/buddy.h"

#define MILLION 1000000u
#define N_HELD 65536u
#define N_JUMPS 2000u
#define FRAME_SHARE (16.7e-3 / 3)       /* seconds: a third of a frame */

static double
resident_mib (void)
{
  g_autofree char *text = NULL;
  long pages = 0, size = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%ld %ld", &size, &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / (1 << 20);
}

static double
journal_bytes (const KmStore *store)
{
  return (double) (store->n_edits * sizeof (KmEdit) + store->n_args * sizeof (uint32_t))
         + (double) store->n_steps * sizeof (KmStepRecord);
}

static KmMachine *
new_machine (void)
{
  KmMachine *m = km_machine_new ();

  if (!km_machine_run (m, "bench", 1, "machine ram=4G layout=classic", NULL, NULL))
    g_error ("the benchmark's machine does not boot");
  return m;
}

/* Random allocations and frees of orders 0 to 3, until @steps steps are recorded. */
static void
record_steps (KmMachine *m, guint steps)
{
  static struct { KmPfn pfn; guint order; } held[N_HELD];
  uint32_t x = 12345;

  memset (held, 0, sizeof held);
  m->busy = m->store.recording = TRUE;
  while (m->store.n_steps < steps)
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
      held[slot].order = (x >> 16) % 4;
      held[slot].pfn = km_pages_alloc (m, KM_GFP_HIGHUSER_MOVABLE, held[slot].order, KM_USE_ANON);
    }
  m->busy = m->store.recording = FALSE;
  km_store_sum_up (&m->store);  /* as after each command of a script */
}

void
vmsim_bench_undo (void)
{
  KmMachine *m = new_machine ();
  double start, undo, redo;
  uint32_t n;

  record_steps (m, MILLION);
  n = m->store.n_steps;
  start = vmsim_cpu_seconds ();
  while (m->store.cursor > 1)
    km_store_goto (&m->store, m->store.cursor - 1);
  undo = vmsim_cpu_seconds () - start;
  start = vmsim_cpu_seconds ();
  while (m->store.cursor < n)
    km_store_goto (&m->store, m->store.cursor + 1);
  redo = vmsim_cpu_seconds () - start;
  printf ("undo: one step %.1f ns, redo %.1f, over %u steps\n", undo / n * 1e9, redo / n * 1e9, n);
  km_machine_free (m);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Memory of the process before a machine, with an empty one and with its steps; then random jumps.
 * */
void
vmsim_bench_history (void)
{
  static double took[N_JUMPS];
  double before = resident_mib (), empty, full, sum = 0;
  KmMachine *m = new_machine ();
  uint32_t x = 7, n;

  empty = resident_mib ();
  record_steps (m, MILLION);
  full = resident_mib ();
  n = m->store.n_steps;
  printf ("memory: 4 GiB machine %.1f MiB (goal 80); with %u steps %.1f (goal 350), of which the "
          "journal %.1f MB (goal 120), %.1f bytes a step (goal 96); a frame record %zu (goal 32)\n",
          empty - before, n, full - before, journal_bytes (&m->store) / 1e6,
          journal_bytes (&m->store) / n, sizeof (KmFrame));
  for (guint i = 0; i < N_JUMPS; i++)
    {
      double start;

      x ^= x << 13, x ^= x >> 17, x ^= x << 5;
      start = vmsim_cpu_seconds ();
      km_machine_goto (m, 1 + x % n);
      took[i] = (vmsim_cpu_seconds () - start) * 1e3;
      sum += took[i];
    }
  qsort (took, N_JUMPS, sizeof *took, compare);
  printf ("jumps: %u to random steps of %u: %.2f ms on average, 99th percentile %.2f (goal 16), "
          "worst %.2f (goal 33)\n", N_JUMPS, n, sum / N_JUMPS, took[N_JUMPS * 99 / 100],
          took[N_JUMPS - 1]);
  km_machine_free (m);
}

/* Through the command language, as a script runs: each line parsed, checked and kept. */
void
vmsim_bench_record (void)
{
  KmMachine *m = new_machine ();
  double start = vmsim_cpu_seconds (), took;
  guint lines = 0;
  uint32_t first = m->store.n_steps;

  while (m->store.n_steps < MILLION / 2)
    {
      if (!km_machine_run (m, "bench", lines, "a = alloc_pages 3", NULL, NULL)
          || !km_machine_run (m, "bench", lines, "free_pages a", NULL, NULL))
        g_error ("the benchmark's lines do not run");
      lines += 2;
    }
  took = vmsim_cpu_seconds () - start;
  printf ("record: %u lines of a script, %.0f ns a line, %.0f ns a step: %.0f steps in a third of "
          "a 16.7 ms frame (goal 20,000)\n", lines, took / lines * 1e9,
          took / (m->store.n_steps - first) * 1e9, FRAME_SHARE / took * (m->store.n_steps - first));
  km_machine_free (m);
}
