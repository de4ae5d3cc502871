/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* print WHAT: which report, with which arguments. Each module brings its own: core/language/module.h. */

#include "core/language/call.h"
#include "core/language/module.h"

G_BEGIN_DECLS

/* A report about to be written. */
struct _KmPrint
{
  KmCall call;                  /* call.task: the task it is about, or NULL */
  const KmArg *args;            /* behind WHAT */
  GString *out;
};

/* Appends the report to @out. */
gboolean km_print (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args,
                   GString *out, GError **error);

/* For those that read their arguments themselves: the first one is a task, by name or pid; argument @i is a number. */
gboolean km_print_task (KmPrint *p, GError **error);
gboolean km_print_number (const KmPrint *p, guint i, uint64_t max, uint64_t *value, GError **error);

G_END_DECLS
