/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* "DejaVu Sans,Sans" for "Sans": the family that has its Latin letters, in front of the family itself. Among Chinese
 * characters "Sans" alone means a Chinese font first, also for digits, so that of "0x97" the 0 would be of another
 * font than the letter behind it. */
char *vmr_family_latin_first (PangoContext *context,
                              const char   *family);

G_END_DECLS
