/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What a line has to look like; core/language/call.h runs one that fits. */

#include "core/language/script.h"
#include "core/language/verb.h"

G_BEGIN_DECLS

/* Checks verb, number, place and form of every argument; nothing needs to have run. */
const KmVerb *km_verb_check (const KmLine *line, GError **error);

G_END_DECLS
