/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/edit.h"

static inline gboolean
keeps_steps (const KmMachine *m, KmStepKind kind, guint n_words)
{
  if (!KM_STEPS_ARE_KEPT || m->store.journal_off || m->quiet)
    return FALSE;
#ifdef KM_SHADOW                /* a test build */
  g_assert (m->busy && n_words >= km_step_info (kind)->n_words);
#endif
  return TRUE;
}

uint32_t *
km_begin_step (KmMachine *m, KmStepKind kind, guint n_words)
{
  return keeps_steps (m, kind, n_words) ? km_store_begin_step (&m->store, kind, n_words) : NULL;
}

KmQuiet
km_quiet_begin (KmMachine *m)
{
  KmQuiet quiet = { m, m->quiet };

  m->quiet = TRUE;
  return quiet;
}

void
km_quiet_end (KmQuiet *quiet)
{
  quiet->m->quiet = quiet->before;
}

KmOnCpu
km_on_cpu_begin (KmMachine *m, guint cpu)
{
  KmOnCpu on = { m, m->cpu };

  g_assert (cpu < m->state->config.cpus);
  m->cpu = cpu;
  return on;
}

void
km_on_cpu_end (KmOnCpu *on)
{
  on->m->cpu = on->before;
}

gboolean
km_machine_must_stop (const KmMachine *m)
{
  return g_atomic_int_get (&m->cancelled) != 0 || km_store_is_nearly_full (&m->store)
         || m->store.n_steps - m->command_first >= m->step_limit;
}

#define KM_TABLE(plural, Record, Id, singular, most) \
  Id \
  km_##singular##_take (KmMachine *m) \
  { \
    return (Id) { km_pool_take (&m->store, &m->tables.plural, &m->state->plural) }; \
  } \
\
  void \
  km_##singular##_give (KmMachine *m, Id id) \
  { \
    km_pool_give (&m->store, &m->tables.plural, &m->state->plural, id.value); \
  }
#include "core/state/tables.def"
#undef KM_TABLE
