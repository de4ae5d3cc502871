/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Files this program has opened before and that are still there, newest first, as GtkRecentInfo;
 * free the array. */
GPtrArray *vmr_recent_files (void);
/* Adds a file, by its path. */
void       vmr_recent_add   (const char *path);

G_END_DECLS
