/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* For the subsystems of core only: writing the state and emitting steps. */

#include "core/machine/layout.h"
#include "core/machine/machine.h"

G_BEGIN_DECLS

/* KM_EDIT (m, zone->managed, 5): the one way a subsystem changes the state. */
#define KM_EDIT(m, field, value) KM_SET (&(m)->store, field, value)
#define KM_BUMP(m, field, by) KM_ADD (&(m)->store, field, by)

/* Ends a step of kind KM_STEP_@KIND. The words are the arguments of the manifest in order; a PHYS
 * or PTE argument is two words, written KM_WIDE (value). */
#define KM_WIDE(value) (uint32_t) (value), (uint32_t) ((uint64_t) (value) >> 32)
#ifdef KM_NO_JOURNAL
#define KM_STEPS_ARE_KEPT 0
#else
#define KM_STEPS_ARE_KEPT 1
#endif
/* The words go straight into the journal: written to the stack and copied from there, they cost a
 * third of an allocation in stalled loads. */
#define km_step(m, KIND, ...)                                                                   \
  G_STMT_START {                                                                                \
    if (KM_STEPS_ARE_KEPT)                                                                      \
      {                                                                                         \
        uint32_t *km_to_ = km_begin_step ((m), KM_STEP_##KIND,                                  \
                                          sizeof ((uint32_t[]) { __VA_ARGS__ }) / 4);           \
        if (km_to_ != NULL)                                                                     \
          {                                                                                     \
            const uint32_t km_args_[] = { __VA_ARGS__ };                                        \
            for (guint km_i_ = 0; km_i_ < G_N_ELEMENTS (km_args_); km_i_++)                     \
              km_to_[km_i_] = km_args_[km_i_];                                                  \
          }                                                                                     \
      }                                                                                         \
  } G_STMT_END
#define km_step_plain(m, KIND) km_emit ((m), KM_STEP_##KIND, NULL, 0)
/* A step may have more words than the manifest names: a list of frames that the step sums up. */
void km_emit (KmMachine *m, KmStepKind kind, const uint32_t *args, guint n_args);
/* NULL when steps are left out. */
uint32_t *km_begin_step (KmMachine *m, KmStepKind kind, guint n_args);

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
