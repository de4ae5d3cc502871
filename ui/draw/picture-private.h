/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/picture.h"

G_BEGIN_DECLS

void vmr_picture_runs     (cairo_t         *cr,
                           cairo_surface_t *bitmap,
                           double           x,
                           double           y);
/* cairo counts ids over all it has ever made; here they start at 1 in each file. */
void vmr_picture_renumber (GByteArray      *svg);

G_END_DECLS
