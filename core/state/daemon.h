/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Who works between commands: daemons (kswapd, ksmd, the flusher …), and tasks that had to wait.
 *
 *   command ──► steps, km_daemon_wake (m, &kswapd), km_wake_up (m, &frame->flags) ──► the seam ──► done
 *                                                                                        │
 *                     in the order woken: kswapd runs · the task's command is run again ◄─┘
 *
 * Nothing is called out of a running command: waking only takes a place in the order. With `set auto_daemons 0` daemons
 * run only when a verb calls km_daemon_run (). A task sleeps on a word of the state, as the kernel's wait_on_bit () does; its
 * command ends, others that name it are refused, and once woken the command is run again from its start, as an
 * instruction is after a fault. All of it is part of the state, so that it comes and goes with the cursor.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

struct _KmDaemon
{
  const char *name;             /* as ps shows it: "kswapd0" */
  void (*run) (KmMachine *m);   /* until it sleeps again */
};

/* Takes a place in the order, unless it has one. */
void km_daemon_wake (KmMachine *m, const KmDaemon *daemon);
gboolean km_daemon_is_woken (const KmMachine *m, const KmDaemon *daemon);
/* Now: what the daemon's verb does. */
void km_daemon_run (KmMachine *m, const KmDaemon *daemon);

/* prepare_to_wait (): @word lies in the arena. The verb's handler returns TRUE after it, with nothing half done. */
void km_task_sleep (KmMachine *m, const KmTask *task, const uint32_t *word);
/* wake_up (): every task that sleeps on @word, those that slept first before the others. */
void km_wake_up (KmMachine *m, const uint32_t *word);

/* What is next in the order: a daemon or a task, whose turn is over when this returns; FALSE for none. */
gboolean km_woken_next (KmMachine *m, const KmDaemon **daemon, const KmTask **task);

G_END_DECLS
