/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What `expect`, the texts of lessons and the console may ask: "rss sh", "free HighMem", "stack_start" … Each module
 * answers its own: core/language/module.h. */

#include "core/language/module.h"
#include "core/language/script.h"
#include "core/state/read.h"

G_BEGIN_DECLS

/* A query about to be answered. */
struct _KmQuery
{
  const KmMachine *m;
  const KmLine *line;
  const KmArg *args;            /* behind the query's name */
  guint n_args;
  const KmTask *task;           /* the context before, the query's own once it was read */
  uint64_t *value;              /* the answer goes there */
};

/* A query or a value: the words from @args on. Errors carry FILE:LINE:COLUMN of @line. */
gboolean km_query (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args,
                   const KmTask *task, uint64_t *value, GError **error);

/* For those who answer. Each reads argument @i, or fails with an error that names its place. */
gboolean km_query_number (const KmQuery *q, guint i, uint64_t *value, GError **error);
/* The first argument is a task, a zone, a frame. */
gboolean km_query_task (KmQuery *q, GError **error);
gboolean km_query_zone (const KmQuery *q, KmZoneIndex *zone, GError **error);
gboolean km_query_frame (const KmQuery *q, const KmFrame **frame, KmPfn *pfn, GError **error);
/* "“x” does not fit here; expected …" about argument @i; always FALSE. */
gboolean km_query_bad (const KmQuery *q, guint i, const char *expected, GError **error);

G_END_DECLS
