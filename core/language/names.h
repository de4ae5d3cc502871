/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The names of a script: one name space for tasks, files and results. They are part of the state, so that they come and
 * go with the cursor. */

#include "core/language/script.h"
#include "core/language/verb.h"
#include "core/state/read.h"

G_BEGIN_DECLS

/* A verb, a word of the language, or a name that a module gives a meaning in a task's context. */
gboolean km_name_is_reserved (const char *name);
/* FALSE when the name is taken or may not be used. */
gboolean km_name_free_for_use (const KmMachine *m, const char *name);
/* Gives the name that stands at COLUMN of the call a meaning; fails when the table is full of names in
 * use. Those that were given back make room. */
gboolean km_name_define (const KmCall *call, const char *name, guint column, KmNameKind kind,
                         uint32_t value, uint32_t ref, GError **error);
/* The same for a call that failed: using it is an error that says so; the name is free. */
gboolean km_name_define_none (const KmCall *call, const char *name, guint column, GError **error);
/* A new name for a task or file that @arg of the call is to define; FALSE with the error that it is taken. */
gboolean km_name_check_new (const KmCall *call, const KmArg *arg, GError **error);

G_END_DECLS
