/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/export/export-session.h"
#include "ui/lecture/sheet.h"
#include "ui/panels/env.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What leaves the program: drawings as SVG, PNG or PDF, handouts and exercise sheets as PDF or on
 * paper.
 *
 *   vmarium --handout=OUT.pdf [--per-page=1|2|6] [--steps=5-12,20] [--grey] [--lang=L] LESSON
 *   vmarium --exercises=OUT.pdf [--seed=N] [--key] [--lang=L] LESSON
 *
 * need no display. Each returns the exit status. */
int         vmr_handout_main       (int         argc,
                                    char      **argv);
int         vmr_exercises_main     (int         argc,
                                    char      **argv);

/* The actions "win.export-drawing", "export-window", "print-handout", "export-handout",
 * "export-exercises"; and the menu that has them. */
void        vmr_export_add_actions (const VmrExport *from);
GMenuModel *vmr_export_menu        (void);

G_END_DECLS
