/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/machine.h"

G_BEGIN_DECLS

/* How a machine of a configuration would be laid out, without making it: for booting, and for a
 * preview beside the present machine. FALSE with a message when the machine cannot exist. */
gboolean km_layout_compute (const KmConfig *config, KmLayout *layout, KmRange *ranges,
                            guint *n_ranges, GError **error);
const char *km_layout_name (KmLayoutKind layout);
/* Bytes of RAM a layout can have. */
void km_layout_limits (KmLayoutKind layout, uint64_t *least, uint64_t *most);

G_END_DECLS
