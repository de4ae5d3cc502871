/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What exec and fork share: a task that gets a name. */

#include "core/language/call.h"

G_BEGIN_DECLS

/* Whether @name is free and the simulation has room for one more task, a limit that is not the machine's. */
gboolean km_call_may_begin_task (KmCall *call, const KmArg *name, GError **error);
/* The script calls @task that from now on, and the line's names are of it. */
gboolean km_call_name_task (KmCall *call, const KmArg *name, const KmTask *task, GError **error);

G_END_DECLS
