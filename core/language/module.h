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

#include "core/state/read.h"

G_BEGIN_DECLS

typedef struct _KmQuery KmQuery;          /* core/language/query.h */
typedef struct _KmPrint KmPrint;          /* core/language/print.h */

/* `expect NAME …` */
typedef struct
{
  const char *name;
  guint n_args;
  gboolean (*answer) (KmQuery *q, GError **error);
} KmQueryKind;

/* `print WHAT …` */
typedef struct
{
  const char *what;
  const char *arguments;        /* "", "TASK", "TASK ADDR"; how many there are is counted from it */
  /* One of these. */
  void (*whole) (const KmMachine *m, GString *out);
  void (*of_task) (const KmMachine *m, const KmTask *task, GString *out);
  gboolean (*print) (KmPrint *p, GError **error);
} KmReport;

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

/* What a module calls by that name in the context of @task: stack_start, brk … */
gboolean km_context_value (const KmMachine *m, const KmTask *task, const char *name, uint64_t *value);
/* NULL when no module gives the name a meaning. */
const KmContextName *km_context_name (const char *name);

/* In the order of core/modules.def, NULL at the end. */
extern const KmModule *const km_modules[];

#define KM_MODULE(name) extern const KmModule km_module_##name;
#include "core/modules.def"

G_END_DECLS
