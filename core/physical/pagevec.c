/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/pagevec.h"

#include "core/physical/lru.h"
#include "core/physical/refs.h"

void
km_lru_cache_add (KmMachine *m, KmPfn pfn)
{
  const KmCpu *cpu = km_cpu (m);

  km_frame_get (m, pfn);
  KM_EDIT (m, cpu->lru_add[cpu->n_lru_add], pfn);
  KM_BUMP (m, cpu->n_lru_add, 1);
  km_step (m, LRU_ADD, .pfn = pfn, .count = cpu->n_lru_add);
  if (cpu->n_lru_add == KM_PAGEVEC_SIZE)
    km_lru_add_drain (m);
}

/* pagevec_lru_move_fn (): first all go to the lists, then the batch gives back its references. */
void
km_lru_add_drain (KmMachine *m)
{
  const KmCpu *cpu = km_cpu (m);
  uint32_t n = cpu->n_lru_add;

  if (n == 0)
    return;
  for (uint32_t i = 0; i < n; i++)
    km_lru_add (m, cpu->lru_add[i]);
  KM_EDIT (m, cpu->n_lru_add, 0);
  km_step (m, LRU_DRAIN, .pages = n);
  for (uint32_t i = 0; i < n; i++)
    km_frame_put (m, cpu->lru_add[i]);
}

void
km_lru_add_drain_all (KmMachine *m)
{
  for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
    {
      KM_ON_CPU (m, cpu);
      km_lru_add_drain (m);
    }
}
