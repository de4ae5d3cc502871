/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The drawn bits of the start page. */

#include "app/start/start.h"

G_BEGIN_DECLS

/* start-draw.c: drawing areas that look at the window's palette each time they draw */
GtkWidget *vmr_start_thumbnail    (VmrStart   *start,
                                   const char *lesson,
                                   gboolean    current,
                                   int         width,
                                   int         height);
GtkWidget *vmr_start_bar          (VmrStart   *start,
                                   double      share);
GtkWidget *vmr_start_check        (VmrStart   *start);
GtkWidget *vmr_start_zones        (VmrStart   *start,
                                   const char *layout,
                                   guint64     ram);
GtkWidget *vmr_start_swatch       (VmrStart   *start,
                                   guint       zone);
/* A label with style classes separated by blanks. */
GtkWidget *vmr_start_label        (const char *text,
                                   const char *classes);

G_END_DECLS
