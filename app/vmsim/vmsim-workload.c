/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/vmsim/vmsim-workload.h"

#include <time.h>

#include "core/physical/alloc.h"
#include "core/physical/buddy.h"

#define SLICE 50000u            /* operations between two looks at the clock */
#define SLICES 8u
#define FILLED 950000u          /* of 1,048,576 frames, beside the kernel's and the marks */
#define HALF 500000u
#define MAX_HELD 1000000u

typedef guint64 Block;          /* pfn << 8 | order: one load must not wait for two stores */

typedef struct
{
  KmMachine *m;
  Block *held;
  guint n_held;
  guint64 frames;               /* in the blocks held */
  guint max_order;              /* of uniform orders; 0 with geometric: see order_for () */
  gboolean geometric;
  uint32_t random;
  guint slice;                  /* operations since the last look at the clock */
  gboolean timed;
  double since;
  VmsimMeasure measure;
} Run;

double
vmsim_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

double
vmsim_measure_ns (const VmsimMeasure *measure)
{
  return measure->seconds / (double) measure->operations * 1e9;
}

const char *
vmsim_workload_name (VmsimWorkload workload)
{
  static const char *const names[VMSIM_N_WORKLOADS] = {
    "hot pair", "fill and drain in order", "random drain", "steady 50 %", "mixed orders, geometric",
    "mixed orders, uniform",
  };

  return names[workload];
}

guint64
vmsim_workload_journal_bytes (const KmStore *store)
{
  return store->n_edits * sizeof (KmEdit) + store->n_args * sizeof (uint32_t) + store->n_steps * sizeof (KmStepRecord);
}

KmMachine *
vmsim_workload_machine (gboolean journal)
{
  KmMachine *m = km_machine_new ();

  if (!km_machine_run (m, "bench", 1, "machine ram=4G layout=classic", NULL, NULL))
    g_error ("the benchmark's machine does not boot");
  m->busy = m->store.recording = TRUE;
  km_store_set_journal (&m->store, journal);
  km_store_forget (&m->store);
  if (journal)
    km_store_prefault (&m->store, 16 * SLICE);
  return m;
}

void
vmsim_workload_machine_free (KmMachine *m)
{
  m->busy = m->store.recording = FALSE;
  km_machine_free (m);
}

static uint32_t
next_random (Run *run)
{
  run->random ^= run->random << 13;
  run->random ^= run->random >> 17;
  run->random ^= run->random << 5;
  return run->random;
}

/* Between slices the clock stands still and the history so far is dropped. */
static void
end_slice (Run *run)
{
  KmStore *store = &run->m->store;

  if (run->timed)
    {
      run->measure.seconds += vmsim_cpu_seconds () - run->since;
      run->measure.operations += run->slice;
      run->measure.steps += store->n_steps;
      run->measure.bytes += vmsim_workload_journal_bytes (store);
    }
  run->slice = 0;
  km_store_forget (store);
  run->since = vmsim_cpu_seconds ();
}

static void
count_operation (Run *run)
{
  if (++run->slice == SLICE)
    end_slice (run);
}

static void
start_clock (Run *run)
{
  end_slice (run);
  run->timed = TRUE;
}

static void
stop_clock (Run *run)
{
  end_slice (run);
  run->timed = FALSE;
}

static gboolean
take (Run *run, guint order)
{
  KmPfn pfn = km_pages_alloc (run->m, KM_GFP_HIGHUSER_MOVABLE & ~KM_GFP_DIRECT_RECLAIM, order,
                              KM_USE_ANON);

  count_operation (run);
  if (pfn == 0)
    return FALSE;
  run->held[run->n_held++] = (Block) pfn << 8 | order;
  run->frames += 1u << order;
  return TRUE;
}

static void
give (Run *run, guint which)
{
  Block block = run->held[which];

  run->held[which] = run->held[--run->n_held];
  run->frames -= 1u << (block & 0xff);
  km_pages_free (run->m, (KmPfn) (block >> 8), (guint) (block & 0xff));
  count_operation (run);
}

static guint
order_for (Run *run)
{
  uint32_t x = next_random (run);

  if (run->geometric)           /* order k with probability 2^-(k+1) */
    return MIN (KM_MAX_ORDER - 1, (guint) __builtin_ctz (x | 1u << 10));
  return run->max_order == 0 ? 0 : x % (run->max_order + 1);
}

static void
fill (Run *run, guint64 frames)
{
  while (run->frames < frames && run->n_held < MAX_HELD && take (run, order_for (run)))
    ;
}

static void
drain (Run *run)
{
  while (run->n_held > 0)
    give (run, run->n_held - 1);
}

static void
hot_pairs (Run *run)
{
  start_clock (run);
  for (guint i = 0; i < SLICES * SLICE / 2; i++)
    {
      take (run, 0);
      give (run, run->n_held - 1);
    }
  stop_clock (run);
}

/* The frames go back in the order in which they were given out. */
static void
fill_and_drain (Run *run)
{
  start_clock (run);
  fill (run, FILLED);
  for (guint i = 0; i < run->n_held; i++)
    {
      km_pages_free (run->m, (KmPfn) (run->held[i] >> 8), (guint) (run->held[i] & 0xff));
      count_operation (run);
    }
  stop_clock (run);
  run->n_held = 0;
  run->frames = 0;
}

static void
random_drain (Run *run)
{
  fill (run, FILLED);
  for (guint i = run->n_held; i > 1; i--)
    {
      guint k = next_random (run) % i;
      Block block = run->held[k];

      run->held[k] = run->held[i - 1];
      run->held[i - 1] = block;
    }
  start_clock (run);
  drain (run);
  stop_clock (run);
}

/* Around half of the memory held: a random block goes, another comes. */
static void
steady (Run *run)
{
  fill (run, HALF);
  start_clock (run);
  for (guint i = 0; i < SLICES * SLICE; i++)
    if (run->n_held > 0 && (run->frames > HALF || !take (run, order_for (run))))
      give (run, next_random (run) % run->n_held);
  stop_clock (run);
  drain (run);
}

VmsimMeasure
vmsim_workload_run (KmMachine *m, VmsimWorkload workload)
{
  Run run = { .m = m, .held = g_new (Block, MAX_HELD + 1), .random = 88172645u,
              .geometric = workload == VMSIM_GEOMETRIC,
              .max_order = workload == VMSIM_UNIFORM ? KM_MAX_ORDER - 1 : 0 };

  switch (workload)
    {
    case VMSIM_HOT_PAIR: hot_pairs (&run); break;
    case VMSIM_FILL_DRAIN: fill_and_drain (&run); break;
    case VMSIM_RANDOM_DRAIN: random_drain (&run); break;
    default: steady (&run); break;
    }
  g_free (run.held);
  return run.measure;
}
