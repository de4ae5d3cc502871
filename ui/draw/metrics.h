/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Sizes that follow from the font. */

#include "ui/draw/cells.h"

G_BEGIN_DECLS

/* font_px: the desktop's font; zoom: the user's own, 1 normal. Small is 0.8, at least 11 px. */
VmrMetrics  vmr_metrics_desk       (double            font_px,
                                    double            zoom);
/* By the height H of the window: H/36, H/24, H/45, floor H/50. */
VmrMetrics  vmr_metrics_lecture    (double            height,
                                    double            zoom);
double      vmr_metrics_px         (const VmrMetrics *metrics,
                                    VmrStyle          style);

G_END_DECLS
