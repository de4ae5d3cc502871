/* SPDX-License-Identifier: GPL-2.0-or-later */
/* KmMachine: what is simulated, and the history of how it came about. */
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
/* Above core nobody knows what is in it: core/state/read.h reads the state, core/state/cursor.h the steps and commands,
 * core/machine/machine.h runs commands. */
typedef struct _KmMachine KmMachine;

/* Where the tables of records lie in the arena. */
typedef struct
{
  KmTable frames, contents, pageblocks;         /* by number */
#define KM_TABLE(plural, Record, Id, singular, most) KmTable plural;
#include "core/state/tables.def"
#undef KM_TABLE
} KmTables;

/* How a machine begins, for the readers that are called a million times. */
#define KM_READING                                                                              \
  const KmState *state;         /* NULL before the machine has booted */                        \
  const uint8_t *arena;                                                                         \
  KmTables tables;                                                                              \
  guint cpu;                    /* the one that the present command runs on */
typedef struct { KM_READING } KmReading;

static inline const KmReading *
km_reading (const KmMachine *m)
{
  return (const KmReading *) m;
}

/* NULL before the machine has booted. */
static inline const KmState *
km_machine_state (const KmMachine *m)
{
  return km_reading (m)->state;
}

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
