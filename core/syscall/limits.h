/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Limits as the language writes them. */

#include "core/language/call.h"

G_BEGIN_DECLS

/* stack, as, data, memlock */
gboolean km_rlimit_parse (const char *name, KmRlimit *limit);
/* Bytes, or the word unlimited. */
gboolean km_call_limit (const KmCall *call, KmSlotNumber number, uint32_t fallback, uint32_t *value, GError **error);

G_END_DECLS
