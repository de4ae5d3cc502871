/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/vmsim/vmsim-workload-user.h"

#include "core/fault/access.h"
#include "core/user/fork.h"
#include "core/rmap/walk.h"

#define PAGES 100000u
#define AREA 0x40000000u
#define SLICE 2000u             /* faults between two looks at the clock */
#define STEPS_A_FAULT 32u
#define SHARERS 1000u
#define WALKS 200u

const char *
vmsim_user_load_name (VmsimUserLoad load)
{
  static const char *const names[VMSIM_N_USER_LOADS] = { "page faults", "fork, 100,000 pages", "rmap walk, 1,000 sharers" };

  return names[load];
}

static void
must_do (KmMachine *m, const char *command)
{
  g_autoptr (GError) error = NULL;

  m->busy = m->store.recording = FALSE;
  if (!km_machine_run (m, "bench", 1, command, NULL, &error))
    g_error ("%s: %s", command, error->message);
  m->busy = m->store.recording = TRUE;
  km_store_forget (&m->store);
}

/* A task that runs, with an area of PAGES pages none of which it has touched. */
static KmMachine *
machine_with_task (gboolean journal)
{
  KmMachine *m = vmsim_workload_machine (journal);
  g_autofree char *area = g_strdup_printf ("mmap b %up rw at=0x%x fixed", PAGES, AREA);

  must_do (m, "exec b text=8K data=4K bss=4K");
  must_do (m, area);
  must_do (m, "switch b");
  return m;
}

static const KmTask *
task_of (const KmMachine *m)
{
  return km_task_from_name (m, "b");
}

static void
note_journal (VmsimMeasure *measure, const KmStore *store)
{
  measure->steps += store->n_steps;
  measure->bytes += vmsim_workload_journal_bytes (store);
}

/* Between slices the clock stands still and the history so far is dropped. */
static void
touch_all (KmMachine *m, VmsimMeasure *measure)
{
  for (guint i = 0; i < PAGES; i += SLICE)
    {
      double since = vmsim_cpu_seconds ();
      KmPfn pfn;

      for (guint k = i; k < MIN (i + SLICE, PAGES); k++)
        km_task_access (m, task_of (m), AREA + k * KM_PAGE_SIZE, KM_ACCESS_WRITE, &pfn);
      measure->seconds += vmsim_cpu_seconds () - since;
      note_journal (measure, &m->store);
      km_store_forget (&m->store);
    }
  measure->operations = PAGES;
}

static void
fork_once (KmMachine *m, VmsimMeasure *measure)
{
  double since = vmsim_cpu_seconds ();

  if (km_task_fork (m, task_of (m)) == NULL)
    g_error ("the task has too many pages to fork");
  measure->seconds = vmsim_cpu_seconds () - since;
  measure->operations = PAGES;
  note_journal (measure, &m->store);
}

static gboolean
count_mapped (const KmMapping *mapping, gpointer data)
{
  *(guint *) data += mapping->mapped;
  return TRUE;
}

static void
walk_sharers (KmMachine *m, VmsimMeasure *measure)
{
  guint n_mapped = 0;
  double since;
  KmPfn pfn;

  km_task_access (m, task_of (m), AREA, KM_ACCESS_WRITE, &pfn);
  for (guint i = 1; i < SHARERS; i++)
    {
      km_task_fork (m, task_of (m));
      km_store_forget (&m->store);
    }
  since = vmsim_cpu_seconds ();
  for (guint i = 0; i < WALKS; i++)
    measure->operations += km_rmap_walk (m, pfn, count_mapped, &n_mapped);
  measure->seconds = vmsim_cpu_seconds () - since;
  if (n_mapped != WALKS * SHARERS)
    g_error ("%u places map the page; expected %u", n_mapped, WALKS * SHARERS);
}

VmsimMeasure
vmsim_user_load_run (VmsimUserLoad load, gboolean journal)
{
  KmMachine *m = machine_with_task (journal);
  VmsimMeasure measure = { 0 }, before = { 0 };

  if (journal)
    km_store_prefault (&m->store, SLICE * STEPS_A_FAULT);
  if (load == VMSIM_WALK)
    walk_sharers (m, &measure);
  else
    touch_all (m, load == VMSIM_FAULTS ? &measure : &before);
  if (load == VMSIM_FORK)
    fork_once (m, &measure);
  vmsim_workload_machine_free (m);
  return measure;
}
