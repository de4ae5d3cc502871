/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* One command, as lines and replays make them. */

#include "core/language/call.h"

G_BEGIN_DECLS

/* A call whose line fits its verb: the CPU it asks for, the handler, a name for the result. FALSE for bad input; what it
 * changed by then is the caller's to undo. */
gboolean km_call_run (KmCall *call, GError **error);

/* Around changes that no line of the language makes (a replay): what happens in between is one
 * command with @text for its line. */
void km_machine_begin (KmMachine *m);
void km_machine_end (KmMachine *m, const char *text);

G_END_DECLS
