/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every colour of the program, by what it means. A drawing never names a colour, it names an ink;
 * the palette of the present theme says what that looks like.
 *
 * Surfaces come first, then the roles a page frame can have: the eight Okabe-Ito hues, pale water for a
 * free block, and greys. They mean the same in every view and are never the only carrier of a meaning.
 */
typedef enum
{
  VMR_INK_NONE = 0,
  VMR_INK_AUTO,       /* text only: black or white, whichever reads better on what lies below */
  VMR_INK_WINDOW,
  VMR_INK_PANEL,
  VMR_INK_HEADER,
  VMR_INK_TEXT,
  VMR_INK_SECONDARY,
  VMR_INK_LINE,
  VMR_INK_SOFT,       /* chips, rows, unlit keys */
  VMR_INK_ACCENT,     /* the choice, where the CPU is now */
  VMR_INK_LIGHT,      /* this step */
  VMR_INK_CELL,       /* an empty cell and the line around it */
  VMR_INK_CELL_LINE,
  VMR_INK_WATER,      /* the level of free memory in a gauge */
  VMR_INK_BLACK,
  VMR_INK_WHITE,

  VMR_INK_FREE,
  VMR_INK_KERNEL,
  VMR_INK_PAGE_TABLE,
  VMR_INK_SLAB,
  VMR_INK_VMALLOC,
  VMR_INK_ANON,
  VMR_INK_FILE,
  VMR_INK_KSM,
  VMR_INK_HUGE,
  VMR_INK_SWAP,
  VMR_INK_PCP,        /* on a CPU's own list: neither free nor in use */
  VMR_INK_BLOCK,      /* a free block of the buddy system, where blocks are the subject */
  VMR_N_INKS
} VmrInk;

#define VMR_INK_FIRST_ROLE VMR_INK_FREE

/* How much of an ink lies over the panel, in percent. Areas that carry text are tinted, only small
 * unlabelled cells take the full colour. */
typedef enum
{
  VMR_TINT_FULL = 100,
  VMR_TINT_LIGHT = 50,    /* the light of a path */
  VMR_TINT_OLD = 25,      /* its earlier stretch */
  VMR_TINT_STRONG = 46,
  VMR_TINT_PALE = 20,
  VMR_TINT_FAINT = 10,
} VmrTint;

typedef enum
{
  VMR_THEME_LIGHT,
  VMR_THEME_DARK,
  VMR_THEME_PROJECTOR,    /* white ground, near-black text, double strokes */
  VMR_N_THEMES
} VmrTheme;

typedef struct
{
  double r, g, b;         /* 0 … 1, sRGB */
} VmrRgb;

/* What is drawn over an ink where there are no hues. Not the slanting hatch: that is dirt. */
typedef enum
{
  VMR_PATTERN_NONE,
  VMR_PATTERN_LEVEL,      /* lines from left to right */
  VMR_PATTERN_UPRIGHT,
  VMR_PATTERN_DOTS,
} VmrPattern;

typedef struct
{
  VmrTheme theme;
  gboolean high_contrast;
  double   stroke;        /* factor on all stroke widths */
  VmrRgb   ink[VMR_N_INKS];
  VmrPattern pattern[VMR_N_INKS];
} VmrPalette;

/* The palette of a theme. Constant for the life of the program, never freed. */
const VmrPalette *vmr_palette_get       (VmrTheme          theme,
                                         gboolean          high_contrast);

/* Light, for print: two roles differ by grey or by pattern. */
const VmrPalette *vmr_palette_grey      (void);

/* "light", "dark" or "projector"; FALSE and *theme untouched for any other word. */
gboolean          vmr_theme_from_name   (const char       *name,
                                         VmrTheme         *theme);
const char       *vmr_theme_name        (VmrTheme          theme);

VmrRgb            vmr_palette_rgb       (const VmrPalette *palette,
                                         VmrInk            ink);

/* ink mixed over the panel; tint in percent */
VmrRgb            vmr_palette_tint      (const VmrPalette *palette,
                                         VmrInk            ink,
                                         guint             tint);

/* WCAG 2 contrast ratio, 1 … 21 */
double            vmr_rgb_contrast      (VmrRgb            a,
                                         VmrRgb            b);

/* VMR_INK_BLACK or VMR_INK_WHITE, whichever has more contrast to ground */
VmrInk            vmr_palette_text_on   (const VmrPalette *palette,
                                         VmrRgb            ground);

/* 0xRRGGBB as cairo's RGB24 surfaces want it */
guint32           vmr_rgb_pixel         (VmrRgb            rgb);

G_END_DECLS
