/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* The invariants of zones, free lists and frames: KmModule.check. */
gboolean km_physical_check (const KmMachine *m, GError **error);

G_END_DECLS
