/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sizes that follow from the font. */
#include "ui/draw/metrics.h"

#include "ui/draw/cells.h"

#include <math.h>

VmrMetrics
vmr_metrics_desk (double font_px,
                  double zoom)
{
  double body = MAX (font_px, 11) * zoom;

  return (VmrMetrics) {
    .body = body,
    .small = MAX (body * 0.82, 11),
    .headline = body * 1.4,
    .title = body * 1.1,
    .floor = 11,
    .light = 3,
    .line = 1,
    .row = ceil (body * 1.7),
  };
}

VmrMetrics
vmr_metrics_lecture (double height,
                     double zoom)
{
  return (VmrMetrics) {
    .body = height / 36 * zoom,
    .small = MAX (height / 45 * zoom, height / 50),
    .headline = height / 24 * zoom,
    .title = height / 34 * zoom,
    .floor = height / 50,
    .light = 7,
    .line = 3,
    .row = ceil (height / 20 * zoom),
    .lecture = TRUE,
  };
}

double
vmr_metrics_px (const VmrMetrics *metrics,
                VmrStyle          style)
{
  switch (style & VMR_SIZE)
    {
    case VMR_SMALL:
      return metrics->small;
    case VMR_HEADLINE:
      return metrics->headline;
    case VMR_TITLE:
      return metrics->title;
    default:
      return metrics->body;
    }
}
