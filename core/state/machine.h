/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * KmMachine: what is simulated, the history of how it came about, and what a command needs while it
 * runs. core/state/read.h reads it, core/state/edit.h changes it, core/machine/machine.h runs commands.
 */
#pragma once

#include "core/state/state.h"
#include "core/state/steps.h"

G_BEGIN_DECLS

/* One line that ran. */
typedef struct
{
  uint32_t serial;              /* its own for the life of the machine */
  char *text;                   /* as typed, without a comment */
  uint32_t first_step, last_step;   /* 1-based, inclusive */
  char *transcript;             /* what it printed, may be "" */
  KmTaskId task;                /* the one it names or starts, whoever runs; none: it is about no task */
} KmCommandRecord;

typedef struct
{
  char *name;
  uint32_t fork;                /* the step after which it left */
  uint32_t after;               /* serial of the command that ends there, 0: none */
  KmTail tail;
  GPtrArray *commands;          /* KmCommandRecord */
} KmBranch;

typedef struct _KmDaemon KmDaemon;
typedef struct _KmMachine KmMachine;
struct _KmMachine
{
  KmStore store;
  const KmState *state;         /* NULL before the machine has booted */
  KmTable frames, contents, pageblocks;         /* by number */
#define KM_TABLE(plural, Record, Id, singular, most) KmTable plural;
#include "core/state/tables.def"
#undef KM_TABLE

  const KmDaemon *const *daemons;       /* NULL at the end: core/state/daemon.h */
  GPtrArray *commands;          /* KmCommandRecord of the present line of history */
  GPtrArray *branches;          /* KmBranch */
  uint32_t last_serial;
  char *base_dir;               /* relative paths of commands start here; NULL: current folder */

  /* While a command runs */
  gboolean busy;
  guint cpu;                    /* the CPU it runs on */
  gboolean quiet;               /* steps are left out: KM_QUIET */
  GString *out;                 /* transcript of the command */
  volatile gint cancelled;
  uint32_t step_limit;          /* steps one command may take */
  uint32_t command_first;       /* step count when it began */
};

#define KM_MACHINE_ERROR (km_machine_error_quark ())
GQuark km_machine_error_quark (void);
typedef enum
{
  KM_MACHINE_ERROR_SYNTAX,      /* message starts with FILE:LINE:COLUMN */
  KM_MACHINE_ERROR_EXPECT,      /* an expectation was not met; likewise */
  KM_MACHINE_ERROR_CANCELLED,
  KM_MACHINE_ERROR_LIMIT
} KmMachineError;

G_END_DECLS
