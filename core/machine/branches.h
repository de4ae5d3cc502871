/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Branches: lines of history that were cut off and are kept.
 *
 *   boot ─ exec ─ a1 ─ a2 ─ a3         cut off when b1 is run after a1
 *                   └ b1 ─ b2          the present line
 */

#include "core/state/machine.h"

G_BEGIN_DECLS

guint km_machine_n_branches (const KmMachine *machine);
const KmBranch *km_machine_branch (const KmMachine *machine, guint i);
/* The present future becomes a branch of the same name. FALSE when the branch left another line of
 * history than the present one: switch to that first. */
gboolean km_machine_switch_branch (KmMachine *machine, guint i);

/* For those who run commands. What lies behind the cursor, with its commands; the branch is the caller's. */
KmBranch *km_branch_cut (KmMachine *m);
/* At the end of the present line; the branch is gone. */
void km_branch_put_back (KmMachine *m, KmBranch *branch);

/* GDestroyNotify of KmMachine.commands and KmMachine.branches. */
void km_command_free (gpointer command);
void km_branch_free (gpointer branch);

G_END_DECLS
