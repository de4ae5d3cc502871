/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* One shaped PangoLayout for each string, size, weight and width: a cached layout costs 4 µs to
 * paint, a new one 10. Works without a display (own font map, hinting off), so that labels are
 * measured and placed by the same numbers in tests and on the screen.
 */
typedef struct _VmrTextCache VmrTextCache;

typedef enum
{
  VMR_FONT_MONO = 1 << 0,
  VMR_FONT_BOLD = 1 << 1,
} VmrFontFlags;

typedef struct
{
  PangoLayout *layout;    /* owned by the cache; keep a reference to hold it longer */
  double       width;     /* logical extents in px, rounded up to 1/8 */
  double       height;
  double       baseline;  /* from the top */
} VmrShaped;

/* Families as Pango writes them ("Cantarell", "Monospace"); NULL for "Sans" and "Monospace". */
VmrTextCache *vmr_text_cache_new   (const char    *sans,
                                    const char    *mono);
void          vmr_text_cache_free  (VmrTextCache  *cache);

/* Shapes text at px pixels. wrap > 0 breaks lines at that width (px); 0 keeps one line. */
VmrShaped     vmr_text_cache_shape (VmrTextCache  *cache,
                                    const char    *text,
                                    double         px,
                                    VmrFontFlags   flags,
                                    double         wrap);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrTextCache, vmr_text_cache_free)

G_END_DECLS
