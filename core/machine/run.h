/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* Runs one line of the command language at the cursor. A machine that has not booted boots with the
 * defaults first, unless the line is `machine …`. Nothing changes when it fails.
 * @file and @line_no name the place in messages. @transcript, if given, receives what was printed,
 * to be freed with g_free (). Mirrors nothing: see core/modules.def for the verbs. */
gboolean km_machine_run (KmMachine *machine, const char *file, guint line_no, const char *line,
                         char **transcript, GError **error);
/* Parses and type-checks without running. */
gboolean km_machine_verify (const char *file, guint line_no, const char *line, GError **error);

G_END_DECLS
