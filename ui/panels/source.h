/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a function stands in a folder with Linux 5.10. One folder for the whole program, as it is a
 * preference; NULL or "" for none. */
void        vmr_source_set_tree (const char *tree);
const char *vmr_source_tree     (void);
/* Line of the definition, from 1; 0 when there is no folder, no such file, or none in it. Read once
 * and kept. */
guint       vmr_source_line     (const char *file,
                                 const char *function);
/* The same in a text. */
guint       vmr_source_find     (const char *text,
                                 const char *function);

G_END_DECLS
