/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/edit.h"

G_BEGIN_DECLS

/* __rmqueue (): takes a block off the lists, stealing from another type if need be; 0 for none. */
KmPfn km_buddy_take (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
                     gboolean steps);

G_END_DECLS
