/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* Every invariant across modules; FALSE with a message for the first that does not hold. */
gboolean km_machine_check (const KmMachine *machine, GError **error);

G_END_DECLS
