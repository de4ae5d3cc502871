/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* start_kernel () as far as memory goes: memblock, zones, watermarks, kernel page tables. */
gboolean km_boot (KmMachine *m, const KmConfig *config, GError **error);

G_END_DECLS
