/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Running lines of the command language. */

#include "core/language/call.h"

G_BEGIN_DECLS

/* A call whose line fits its verb: the CPU it asks for, the handler, a name for the result. FALSE for bad input; what it
 * changed by then is the caller's to undo. */
gboolean km_call_run (KmCall *call, GError **error);

G_END_DECLS
