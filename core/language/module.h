/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * A subsystem brings itself: a folder with a KmModule and a module.def, which has its verbs, and a line in
 * core/modules.def.
 *
 *   core/physical/module.def     KM_MODULE (physical)  KM_COMMAND (alloc_pages, …)
 *   core/physical/module.c       const KmModule km_module_physical = { .name = "physical", .check = …, … };
 *
 * Every field but the name may be left out. Arrays end with an entry that has no name.
 */

#include "core/language/print.h"
#include "core/language/query.h"

G_BEGIN_DECLS

/* `set NAME VALUE`: a word of the state. */
typedef struct
{
  const char *name;
  uint32_t least, most;
  gsize offset;                         /* of its uint32_t in KmState */
  void (*changed) (KmMachine *m);       /* what follows from a new value; NULL: nothing */
} KmSysctl;

/* A name that has a meaning in the context of a task: "brk", "sp". */
typedef struct
{
  const char *name;
  uint64_t (*value) (const KmMachine *m, const KmTask *task);
} KmContextName;

typedef struct
{
  const char *name;
  /* At the end of start_kernel (), when frames can be taken. */
  void (*boot) (KmMachine *m);
  /* Invariants; FALSE with a message for the first that does not hold: core/state/check.h. */
  gboolean (*check) (const KmMachine *m, GError **error);
  const KmQueryKind *queries;
  const KmReport *reports;
  const KmSysctl *sysctls;
  const KmContextName *context;
  /* A single word that stands for a number: a field of /proc/meminfo, a constant. FALSE when it is none. */
  gboolean (*value) (const KmMachine *m, const char *name, uint64_t *value);
  const KmDaemon *const *daemons;       /* core/state/daemon.h; NULL at the end */
} KmModule;

/* In the order of core/modules.def, NULL at the end. */
extern const KmModule *const km_modules[];

#define KM_MODULE(name) extern const KmModule km_module_##name;
#include "core/modules.def"

G_END_DECLS
