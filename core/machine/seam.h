/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Between commands: core/state/daemon.h. */

#include "core/language/call.h"

G_BEGIN_DECLS

/* At the end of a command, as part of it: daemons and the commands of woken tasks in the order woken. @run runs one. */
void km_machine_seam (KmMachine *m, gboolean (*run) (KmCall *call, GError **error));

G_END_DECLS
