/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* vmarium --render=OUT.png --view=NAME --size=WxH --theme=T --lang=L --step=N [--check] FILE: one
 * view as a picture, without a display. NAME is a panel (address, physical, story, totals,
 * inspector) or a stage. --check prints what the measurements find and fails when there is
 * anything. Returns the exit status. */
int vmr_render_main (int    argc,
                     char **argv);

G_END_DECLS
