/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* The verb `machine`: lays out the arena for @config and boots into it. */
gboolean km_machine_make (KmMachine *m, const KmConfig *config, GError **error);
/* Back to a machine that has not booted. */
void km_machine_unmake (KmMachine *m);

G_END_DECLS
