/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* For the subsystems of core only: writing the state and emitting steps. */

#include "core/machine/layout.h"
#include "core/machine/machine.h"

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

/* TRUE once the command must end early: it was cancelled or took too many steps. Loops that may run
 * long ask; the command is then undone as a whole. */
gboolean km_machine_must_stop (const KmMachine *m);

/* The zone at @index, for reading and KM_EDIT. */
static inline const KmZone *
km_zone (const KmMachine *m, KmZoneIndex index)
{
  return &m->state->zones[index];
}

static inline KmZoneIndex
km_zone_index (const KmMachine *m, const KmZone *zone)
{
  return (KmZoneIndex) (zone - m->state->zones);
}

static inline const KmCpu *
km_cpu (const KmMachine *m)
{
  return &m->state->cpu[m->cpu];
}

static inline const KmFrame *
km_frame_at (const KmMachine *m, KmPfn pfn)
{
  return (const KmFrame *) (m->store.arena + m->frames.offset) + pfn;
}

/* A number below @bound from the machine's own generator (xorshift32). */
uint32_t km_random (KmMachine *m, uint32_t bound);

/* Around changes that no line of the language makes (a replay): what happens in between is one
 * command with @text for its line. */
void km_machine_begin (KmMachine *m);
void km_machine_end (KmMachine *m, const char *text);

/* The verb `machine`: lays out the arena for @config and boots into it. */
gboolean km_machine_make (KmMachine *m, const KmConfig *config, GError **error);
/* Back to a machine that has not booted. */
void km_machine_unmake (KmMachine *m);
/* @path as the command means it: relative to the folder of the script. */
char *km_machine_path (const KmMachine *m, const char *path);

/* start_kernel () as far as memory goes: memblock, zones, watermarks, kernel page tables. */
gboolean km_boot (KmMachine *m, const KmConfig *config, GError **error);

G_END_DECLS
