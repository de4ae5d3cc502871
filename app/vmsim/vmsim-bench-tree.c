/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tree of areas in the arena, journal on, against GLib's balanced tree of pointers. */
#include <stdio.h>

#include "app/vmsim/vmsim-bench.h"
#include "app/vmsim/vmsim-workload.h"
#include "core/user/vma-add.h"
#include "core/user/vma-edit.h"

#define N_AREAS 100000u
#define FIRST_PAGE 0x10000u      /* above the program; two pages each, the second a gap */
#define ROUNDS 3

typedef struct { double find, insert, remove; } Times;

static KmAddr
address_of (guint i)
{
  return (FIRST_PAGE + 2 * i) << KM_PAGE_SHIFT;
}

static guint *
shuffled (void)
{
  guint *order = g_new (guint, N_AREAS);
  uint32_t x = 4711;

  for (guint i = 0; i < N_AREAS; i++)
    order[i] = i;
  for (guint i = N_AREAS; i > 1; i--)
    {
      guint k, swap;

      x ^= x << 13, x ^= x >> 17, x ^= x << 5;
      k = x % i;
      swap = order[k];
      order[k] = order[i - 1];
      order[i - 1] = swap;
    }
  return order;
}

/* The areas exist: what is measured is list and tree, with the gap that each node keeps. */
static const KmVma **
make_areas (KmMachine *m, const KmMm *mm, const guint *order)
{
  const KmVma **areas = g_new (const KmVma *, N_AREAS);

  for (guint i = 0; i < N_AREAS; i++)
    {
      KmAddr at = address_of (order[i]);
      KmVmaDef def = { .start = at, .end = at + KM_PAGE_SIZE, .flags = KM_VM_READ,
                       .pgoff = at >> KM_PAGE_SHIFT, .special = KM_VMA_VDSO };

      areas[i] = km_vma_add (m, mm, &def);
      if (areas[i] == NULL)
        g_error ("the benchmark's areas do not fit");
    }
  return areas;
}

static Times
time_areas (KmMachine *m, const KmMm *mm, const KmVma **areas, const guint *order)
{
  Times times;
  guint found = 0;

  times.remove = vmsim_cpu_seconds ();
  for (guint i = N_AREAS; i-- > 0;)
    km_vma_unlink (m, mm, areas[i]);
  times.remove = vmsim_cpu_seconds () - times.remove;
  times.insert = vmsim_cpu_seconds ();
  for (guint i = 0; i < N_AREAS; i++)
    km_vma_link (m, mm, areas[i]);
  times.insert = vmsim_cpu_seconds () - times.insert;
  times.find = vmsim_cpu_seconds ();
  for (guint i = N_AREAS; i-- > 0;)
    found += km_vma_find (m, mm, address_of (order[i])) == areas[i];
  times.find = vmsim_cpu_seconds () - times.find;
  g_assert (found == N_AREAS);
  return times;
}

static gint
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  guint x = GPOINTER_TO_UINT (a), y = GPOINTER_TO_UINT (b);

  return x < y ? -1 : x > y;
}

static Times
time_gtree (const guint *order)
{
  GTree *tree = g_tree_new_full (compare_keys, NULL, NULL, NULL);
  g_autofree KmVma *records = g_new0 (KmVma, N_AREAS);
  Times times;
  guint found = 0;

  times.insert = vmsim_cpu_seconds ();
  for (guint i = 0; i < N_AREAS; i++)
    {
      KmVma *vma = &records[i];

      vma->vm_start = address_of (order[i]);
      vma->vm_end = vma->vm_start + KM_PAGE_SIZE;
      g_tree_insert (tree, GUINT_TO_POINTER (vma->vm_start), vma);
    }
  times.insert = vmsim_cpu_seconds () - times.insert;
  times.find = vmsim_cpu_seconds ();
  for (guint i = N_AREAS; i-- > 0;)
    {
      const KmVma *vma = g_tree_lookup (tree, GUINT_TO_POINTER (address_of (order[i])));

      found += vma->vm_start == address_of (order[i]);
    }
  times.find = vmsim_cpu_seconds () - times.find;
  g_assert (found == N_AREAS);
  times.remove = vmsim_cpu_seconds ();
  for (guint i = N_AREAS; i-- > 0;)
    g_tree_remove (tree, GUINT_TO_POINTER (address_of (order[i])));
  times.remove = vmsim_cpu_seconds () - times.remove;
  g_tree_unref (tree);
  return times;
}

static void
take_less (Times *best, const Times *times)
{
  best->find = MIN (best->find, times->find);
  best->insert = MIN (best->insert, times->insert);
  best->remove = MIN (best->remove, times->remove);
}

void
vmsim_bench_tree (void)
{
  g_autofree guint *order = shuffled ();
  KmMachine *m = km_machine_new ();
  g_autofree const KmVma **made = NULL;
  const KmMm *mm;
  Times areas = { 1e9, 1e9, 1e9 }, gtree = areas;

  if (!km_machine_run (m, "bench", 1, "exec t", NULL, NULL))
    g_error ("the benchmark's task does not start");
  m->busy = m->store.recording = TRUE;
  m->quiet = TRUE;              /* the tree alone, its changes noted as ever */
  mm = km_mm (m, km_task_from_name (m, "t")->mm);
  made = make_areas (m, mm, order);
  for (guint i = 0; i <= ROUNDS; i++)
    {
      Times a, g;

      km_store_forget (&m->store);
      a = time_areas (m, mm, made, order);
      g = time_gtree (order);
      if (i == 0)               /* the host backs the memory */
        continue;
      take_less (&areas, &a);
      take_less (&gtree, &g);
    }
  m->busy = m->store.recording = FALSE;
  printf ("tree: %u areas against GTree, ns each, journal on; goal 1.2, aim 1.5\n", N_AREAS);
  printf ("  %-8s %8s %8s %8s\n", "", "areas", "GTree", "ratio");
  printf ("  %-8s %8.0f %8.0f %8.2f\n", "find", areas.find / N_AREAS * 1e9,
          gtree.find / N_AREAS * 1e9, gtree.find / areas.find);
  printf ("  %-8s %8.0f %8.0f %8.2f\n", "insert", areas.insert / N_AREAS * 1e9,
          gtree.insert / N_AREAS * 1e9, gtree.insert / areas.insert);
  printf ("  %-8s %8.0f %8.0f %8.2f\n", "delete", areas.remove / N_AREAS * 1e9,
          gtree.remove / N_AREAS * 1e9, gtree.remove / areas.remove);
  km_machine_free (m);
}
