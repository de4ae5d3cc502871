/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once


#include "app/start/start.h"

G_BEGIN_DECLS

/* A page for that width of the window; 0 when nobody knows it yet. It goes into a GtkBin, by which the others know it. */
GtkWidget *vmr_start_page_new      (const VmrStartHost *host,
                                    int                 width);
VmrStart  *vmr_start_of            (GtkWidget  *bin);
/* Anew: the language or the progress is another. */
void       vmr_start_page_refresh  (GtkWidget  *bin);
void       vmr_start_page_focus    (GtkWidget  *bin);
/* TRUE when it had to be made anew for the width. */
gboolean   vmr_start_page_arrange  (GtkWidget  *bin,
                                    int         width);
/* What stands in the search entry is another. */
void       vmr_start_page_search   (GtkWidget  *bin);
gboolean   vmr_start_page_is_narrow (GtkWidget *bin);

G_END_DECLS
