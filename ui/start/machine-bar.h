/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/start/zone-bar.h"

G_BEGIN_DECLS

/* Two machines one under the other on one scale: above their zones, below the kernel's quarter of
 * the addresses with direct map, hole, vmalloc and what lies above it. */
void vmr_machine_bars_draw (const VmrZoneSizes *before,
                            const VmrZoneSizes *after,
                            const char         *before_name,
                            const char         *after_name,
                            cairo_t            *cr,
                            const VmrPalette   *palette,
                            double              w,
                            double              h);

G_END_DECLS
