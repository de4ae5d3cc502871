/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The table of all verbs. */

#include "core/language/script.h"
#include "core/language/verb.h"

G_BEGIN_DECLS

guint km_n_verbs (void);
const KmVerb *km_verb (guint i);
const KmVerb *km_verb_from_name (const char *name);

/* As the manifest writes it: "task", "addr" …; and what is said to be expected: "a task". */
const char *km_arg_kind_name (KmVerbArgKind kind);
const char *km_arg_kind_expected (KmVerbArgKind kind);

G_END_DECLS
