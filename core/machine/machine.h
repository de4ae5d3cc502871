/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The machine: the facade of core. Everything above sees a const KmMachine, runs command lines, and
 * moves a cursor over the steps they left behind.
 *
 *   commands   | exec sh …          | write sh …                        |
 *   steps      1  2  3  …      done  …  page-fault  pte-set  …      done
 *                                            ▲ cursor: the arena is in the state after this step
 *
 * A command issued while the cursor lies in the past cuts the future off and keeps it as a branch.
 */

#include "core/machine/branches.h"
#include "core/machine/check.h"
#include "core/machine/run.h"
#include "core/report/step-words.h"
#include "core/state/cursor.h"
#include "core/state/read.h"

G_BEGIN_DECLS

KmMachine *km_machine_new (void);
void km_machine_free (KmMachine *machine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmMachine, km_machine_free)

/* Where relative paths of commands start; NULL is the current folder. */
void km_machine_set_base_dir (KmMachine *machine, const char *folder);
const char *km_machine_base_dir (const KmMachine *machine);
/* The running command ends at once, undone; from any thread. Stays so until the machine is freed. */
void km_machine_cancel (KmMachine *machine);
/* Makes memory for the steps there are ready, so that nobody who reads them waits for it. */
void km_machine_map_steps (KmMachine *machine);

/* A value or query of the language ("stack_start", "rss sh", "free HighMem") at the cursor, in the
 * context of task @task (may be NULL). */
gboolean km_machine_evaluate (const KmMachine *machine, const char *task, const char *expression,
                              uint64_t *value, GError **error);
/* What `print WHAT` would write at the cursor. */
char *km_machine_print (const KmMachine *machine, const char *what, GError **error);

uint64_t km_machine_hash (const KmMachine *machine);
G_END_DECLS
