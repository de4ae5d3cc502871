/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/env.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the toolkit's widgets the palette of env and follows the desktop's font, high contrast and
 * reduced motion. Call once for each screen and env. */
void     vmr_theme_apply           (VmrEnv *env);
/* Whether the desktop is dark, by any of the ways in which it can say so. */
gboolean vmr_theme_desktop_is_dark (void);
/* Calls changed with object, as a swapped signal, when that may be another. */
void     vmr_theme_watch_desktop   (GCallback   changed,
                                    GObject    *object);
/* The same for a theme's name alone: "Adwaita-dark", "Adwaita:dark". */
gboolean vmr_theme_name_is_dark    (const char *name);

G_END_DECLS
