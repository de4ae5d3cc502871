/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What is in a KmMachine, for core alone: the state and its journal, the commands, and what one needs while it runs. */

#include "core/state/machine.h"

G_BEGIN_DECLS

struct _KmMachine
{
  KM_READING
  KmStore store;
  const KmDaemon *const *daemons;       /* NULL at the end: core/state/daemon.h */
  GPtrArray *commands;          /* KmCommandRecord of the present line of history */
  GPtrArray *branches;          /* KmBranch */
  uint32_t last_serial;
  char *base_dir;               /* relative paths of commands start here; NULL: current folder */

  /* While a command runs */
  gboolean busy;
  gboolean quiet;               /* steps are left out: KM_QUIET */
  GString *out;                 /* transcript of the command */
  volatile gint cancelled;
  uint32_t step_limit;          /* steps one command may take */
  uint32_t command_first;       /* step count when it began */
};

G_STATIC_ASSERT (G_STRUCT_OFFSET (KmMachine, store) >= sizeof (KmReading));

G_END_DECLS
