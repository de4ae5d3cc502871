/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* The invariants of tasks, their areas and what is mapped in them: KmModule.check. */
gboolean km_user_check (const KmMachine *m, GError **error);

G_END_DECLS
