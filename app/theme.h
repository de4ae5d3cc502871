/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/env.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the toolkit's widgets the palette of env and follows the desktop's font, high contrast and
 * reduced motion. Call once for each screen and env. */
void vmr_theme_apply (VmrEnv *env);

G_END_DECLS
