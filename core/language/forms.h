/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Which argument of the manifest a word of the line is for. */

#include <stdint.h>

#include "core/language/script.h"
#include "core/language/verb.h"

G_BEGIN_DECLS

/* The argument of the manifest that one of the line is for; NULL for cpu=, which all verbs know. @position counts the
 * ones without a key. */
const KmVerbArg *km_verb_arg_of (const KmVerb *verb, const KmArg *arg, guint *position);
const KmVerbArg *km_verb_key (const KmVerb *verb, const char *key);
const KmVerbArg *km_verb_flag (const KmVerb *verb, const char *word);
/* Argument @position of those without a key. */
const KmVerbArg *km_verb_positional (const KmVerb *verb, guint position);

/* "rw", "r", "none" as KM_VM_READ …; FALSE for other words. */
gboolean km_prot_parse (const char *text, uint32_t *prot);

G_END_DECLS
