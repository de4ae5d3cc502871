/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* For the subsystems of core only: changing the state and emitting steps. */

#include "core/state/machine-private.h"
#include "core/state/read.h"

G_BEGIN_DECLS

/* KM_EDIT (m, zone->managed, 5): the one way a subsystem changes the state. */
#define KM_EDIT(m, field, value) KM_SET (&(m)->store, field, value)
#define KM_BUMP(m, field, by) KM_ADD (&(m)->store, field, by)

#ifdef KM_NO_JOURNAL
#define KM_STEPS_ARE_KEPT 0
#else
#define KM_STEPS_ARE_KEPT 1
#endif
static inline void
km_words_append (uint32_t *to, const uint32_t *words, guint n)
{
  for (guint i = 0; i < n; i++)
    to[i] = words[i];
}

/* How many words stand in a call, up to KM_MAX_ARGS. */
#define KM_COUNT_(_1, _2, _3, _4, _5, _6, _7, _8, n, ...) n
#define KM_COUNT(...) KM_COUNT_ (__VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0)

/* km_step (m, PTE_SET, .addr = addr, .pfn = pfn, …) ends a step of that kind, each argument of the
 * manifest by its name. The words go straight into the journal: written to the stack and copied from
 * there, they cost a third of an allocation in stalled loads. */
#define km_step(m, KIND, ...) km_step_with (m, KIND, NULL, 0, __VA_ARGS__)
/* The same for a step that sums up: @n_frames words of @frames follow its own. */
#define km_step_with(m, KIND, frames, n_frames, ...)                                            \
  G_STMT_START {                                                                                \
    G_STATIC_ASSERT (KM_COUNT (__VA_ARGS__) == KM_N_ARGS_##KIND);                               \
    if (KM_STEPS_ARE_KEPT)                                                                      \
      {                                                                                         \
        uint32_t *km_to_ = km_begin_step ((m), KM_STEP_##KIND, KM_N_WORDS_##KIND + (n_frames)); \
        if (km_to_ != NULL)                                                                     \
          {                                                                                     \
            km_put_##KIND (km_to_, (KmStep_##KIND) { .end_ = 0, __VA_ARGS__ });                 \
            km_words_append (km_to_ + KM_N_WORDS_##KIND, (frames), (n_frames));                 \
          }                                                                                     \
      }                                                                                         \
  } G_STMT_END
/* A step of a kind that has no arguments. */
#define km_step_plain(m, KIND)                                                                  \
  G_STMT_START {                                                                                \
    G_STATIC_ASSERT (KM_N_ARGS_##KIND == 0);                                                    \
    if (KM_STEPS_ARE_KEPT)                                                                      \
      km_begin_step ((m), KM_STEP_##KIND, 0);                                                   \
  } G_STMT_END
/* Where its words go; NULL when steps are left out. */
uint32_t *km_begin_step (KmMachine *m, KmStepKind kind, guint n_words);

/* KM_QUIET (m): no steps until the end of the block; the step after it owns what happens in it.
 * KM_ON_CPU (m, cpu): the rest of the block runs on that CPU, as what an interrupt sent there does.
 * Both end with the block however it is left, and may stand inside one another. */
#define KM_QUIET(m) g_auto (KmQuiet) km_quiet_ G_GNUC_UNUSED = km_quiet_begin (m)
#define KM_ON_CPU(m, cpu) g_auto (KmOnCpu) km_on_cpu_ G_GNUC_UNUSED = km_on_cpu_begin ((m), (cpu))
typedef struct { KmMachine *m; gboolean before; } KmQuiet;
typedef struct { KmMachine *m; guint before; } KmOnCpu;
KmQuiet km_quiet_begin (KmMachine *m);
void km_quiet_end (KmQuiet *quiet);
KmOnCpu km_on_cpu_begin (KmMachine *m, guint cpu);
void km_on_cpu_end (KmOnCpu *on);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KmQuiet, km_quiet_end)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KmOnCpu, km_on_cpu_end)

/* TRUE once the command must end early: it was cancelled or took too many steps. Loops that may run
 * long ask; the command is then undone as a whole. */
gboolean km_machine_must_stop (const KmMachine *m);

/* km_task_take (m) and its like: a zeroed record, no id when the table is full; km_task_give (m, id). */
#define KM_TABLE(plural, Record, Id, singular, most) \
  Id km_##singular##_take (KmMachine *m); \
  void km_##singular##_give (KmMachine *m, Id id);
#include "core/state/tables.def"
#undef KM_TABLE

G_END_DECLS
