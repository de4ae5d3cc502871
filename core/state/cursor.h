/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cursor over the steps that commands have left behind, and what these steps say. */
#pragma once

#include "core/state/machine.h"

G_BEGIN_DECLS

/* The cursor: 0 is before the first step; the state is that after step `cursor`. */
uint32_t km_machine_n_steps (const KmMachine *machine);
uint32_t km_machine_cursor (const KmMachine *machine);
void km_machine_goto (KmMachine *machine, uint32_t step);

/* @step is 1-based: 1 … n_steps. */
const KmStepInfo *km_machine_step_info (const KmMachine *machine, uint32_t step);
KmStepKind km_machine_step_kind (const KmMachine *machine, uint32_t step);
/* Words of its arguments; NULL for none. */
const uint32_t *km_machine_step_args (const KmMachine *machine, uint32_t step);
/* A step that sums up names the frames it dealt with behind its arguments. Returns how many. Those
 * of pcp-drain and block-steal carry a migrate type above the pfn: of their list, before the
 * theft. */
guint km_machine_step_frames (const KmMachine *machine, uint32_t step, const uint32_t **frames);
/* The arguments of a step that is known to be of this kind: km_step_get (machine, step, PTE_SET).pfn */
#define km_step_get(machine, step, KIND) \
  km_get_##KIND (km_machine_step_of_kind ((machine), (step), KM_STEP_##KIND))
/* Its words; those of zeros when it is of another kind, which is a programming error. */
const uint32_t *km_machine_step_of_kind (const KmMachine *machine, uint32_t step, KmStepKind kind);
/* Value of the argument KM_ARG_NAME_… of a step of any kind; FALSE when that kind has none of this name.
 * @kind may be NULL. */
gboolean km_machine_step_arg (const KmMachine *machine, uint32_t step, KmArgName name,
                              uint64_t *value, KmArgKind *kind);
/* The commands of the present line of history, from 0. */
guint km_machine_n_commands (const KmMachine *machine);
/* NULL behind the last one. */
const KmCommandRecord *km_machine_command (const KmMachine *machine, guint i);
/* Which of them owns @step. */
guint km_machine_step_command (const KmMachine *machine, uint32_t step);
/* The task that the step at the cursor is about: the one its command names or starts, else the one
 * that runs; NULL when there is neither. */
const KmTask *km_machine_subject (const KmMachine *machine);
/* What lay at @place, a record or field of the state, before the step at the cursor. */
void km_machine_read_before (const KmMachine *machine, const void *place, void *copy, size_t size);
/* Each frame whose own record @step has changed; one may come several times. */
void km_machine_visit_frames (const KmMachine *machine, uint32_t step,
                              void (*visit) (KmPfn pfn, gpointer data), gpointer data);
/* A step by number, KIND or KIND#n within command @command; 0 when there is none. */
uint32_t km_machine_find_step (const KmMachine *machine, guint command, const char *name);

G_END_DECLS
