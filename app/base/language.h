/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The language of the program's own words, which can change while it runs. */

/* Before anything is translated. */
void     vmr_language_init    (void);
/* Everything translated from now on is in this language. */
void     vmr_language_apply   (gboolean chinese);
/* Whether the desktop speaks Chinese. */
gboolean vmr_language_desktop (void);

G_END_DECLS
