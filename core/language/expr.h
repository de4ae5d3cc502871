/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/language/script.h"

G_BEGIN_DECLS

/* TRUE for [a-z_][a-z0-9_]* */
gboolean km_name_is_valid (const char *text);
/*
 * Computes TERM {(+|-) TERM} of unsigned 64-bit numbers from left to right. Going over 2^64 - 1 or
 * below 0 on the way is an error. COLUMN is where TEXT begins; messages begin with the column of
 * what was wrong, "COLUMN: …". RESOLVE may be NULL: then names are unknown. OUT is untouched after
 * an error.
 */
gboolean km_expr_eval (const char  *text,
                       guint        column,
                       KmResolve    resolve,
                       gpointer     data,
                       guint64     *out,
                       GError     **error);

G_END_DECLS
