/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/palette.h"

#include <math.h>

/* One row an ink, one column a theme: light, dark, projector. */
static const guint32 table[VMR_N_INKS][VMR_N_THEMES] = {
  [VMR_INK_WINDOW]     = { 0xf6f5f4, 0x1e1e22, 0xffffff },
  [VMR_INK_PANEL]      = { 0xffffff, 0x26262b, 0xffffff },
  [VMR_INK_HEADER]     = { 0xebebeb, 0x303036, 0xffffff },
  [VMR_INK_TEXT]       = { 0x1d1d20, 0xf4f4f6, 0x111113 },
  [VMR_INK_SECONDARY]  = { 0x5e5c64, 0xb0adb8, 0x3d3c42 },
  [VMR_INK_LINE]       = { 0xd5d0cc, 0x45434d, 0x8a8790 },
  [VMR_INK_SOFT]       = { 0xebe8e6, 0x323138, 0xe6e4e2 },
  [VMR_INK_ACCENT]     = { 0x1a5fb4, 0x78aeed, 0x164f97 },
  [VMR_INK_LIGHT]      = { 0xc01c28, 0xff7b63, 0xb0121f },
  [VMR_INK_CELL]       = { 0xeceae8, 0x35343b, 0xf0eeec },
  [VMR_INK_CELL_LINE]  = { 0xd0ccc8, 0x4a4852, 0xa9a6ae },
  [VMR_INK_WATER]      = { 0x56b4e9, 0x3f93cc, 0x4aa6dc },
  [VMR_INK_BLACK]      = { 0x000000, 0x000000, 0x000000 },
  [VMR_INK_WHITE]      = { 0xffffff, 0xffffff, 0xffffff },
  [VMR_INK_FREE]       = { 0xeceae8, 0x35343b, 0xf0eeec },
  [VMR_INK_KERNEL]     = { 0x7a7f8c, 0x7a7f8c, 0x6b707d },
  [VMR_INK_PAGE_TABLE] = { 0x8f6bd1, 0x8f6bd1, 0x6a3fb0 },
  [VMR_INK_SLAB]       = { 0xe69f00, 0xe69f00, 0xe69f00 },
  [VMR_INK_VMALLOC]    = { 0x3aa6b9, 0x3aa6b9, 0x2a8fa1 },
  [VMR_INK_ANON]       = { 0x2f7fc1, 0x4f9fe0, 0x2468a6 },
  [VMR_INK_FILE]       = { 0x1a9e77, 0x1a9e77, 0x12815f },
  [VMR_INK_KSM]        = { 0xcc79a7, 0xcc79a7, 0xcc79a7 },
  [VMR_INK_HUGE]       = { 0xe5c800, 0xe5c800, 0xe5c800 },
  [VMR_INK_SWAP]       = { 0xd55e00, 0xd55e00, 0xd55e00 },
  [VMR_INK_PCP]        = { 0xc2bdb9, 0x514f59, 0xbcb7b3 },
  [VMR_INK_BLOCK]      = { 0xc8e6f8, 0x2f4f68, 0xc4e3f6 },
};

static const char *const theme_names[VMR_N_THEMES] = { "light", "dark", "projector" };

static VmrRgb
rgb_unpack (guint32 value)
{
  return (VmrRgb) { (value >> 16 & 0xff) / 255.0, (value >> 8 & 0xff) / 255.0,
                    (value & 0xff) / 255.0 };
}

static void
palette_fill (VmrPalette *palette,
              VmrTheme    theme,
              gboolean    high_contrast)
{
  palette->theme = theme;
  palette->high_contrast = high_contrast;
  palette->stroke = theme == VMR_THEME_PROJECTOR ? 2.0 : high_contrast ? 1.5 : 1.0;
  for (guint i = 0; i < VMR_N_INKS; i++)
    palette->ink[i] = rgb_unpack (table[i][theme]);

  /* High contrast keeps the roles, which must stay what they are, and drops the greys between
   * text and ground. */
  if (high_contrast)
    {
      palette->ink[VMR_INK_TEXT] = rgb_unpack (theme == VMR_THEME_DARK ? 0xffffff : 0x000000);
      palette->ink[VMR_INK_SECONDARY] = palette->ink[VMR_INK_TEXT];
      palette->ink[VMR_INK_PANEL] = rgb_unpack (theme == VMR_THEME_DARK ? 0x000000 : 0xffffff);
      palette->ink[VMR_INK_WINDOW] = palette->ink[VMR_INK_PANEL];
      palette->ink[VMR_INK_LINE] = rgb_unpack (theme == VMR_THEME_DARK ? 0xb0adb8 : 0x4d4b53);
      palette->ink[VMR_INK_CELL_LINE] = palette->ink[VMR_INK_LINE];
    }
}

const VmrPalette *
vmr_palette_get (VmrTheme theme,
                 gboolean high_contrast)
{
  static VmrPalette palettes[VMR_N_THEMES][2];
  static gsize ready = 0;

  g_return_val_if_fail (theme < VMR_N_THEMES, NULL);

  if (g_once_init_enter (&ready))
    {
      for (guint t = 0; t < VMR_N_THEMES; t++)
        for (guint c = 0; c < 2; c++)
          palette_fill (&palettes[t][c], t, c);
      g_once_init_leave (&ready, 1);
    }
  return &palettes[theme][high_contrast ? 1 : 0];
}

static double rgb_luminance (VmrRgb rgb);

/* Luminance becomes grey, so every contrast stays what it was. The roles are spread by hand
 * instead: the Okabe-Ito hues are all of nearly one luminance. */
static void
palette_to_grey (VmrPalette *palette)
{
  static const guint8 roles[VMR_N_INKS - VMR_INK_FIRST_ROLE] = {
    0xf0, 0x68, 0x48, 0xa8, 0x88, 0x58, 0x98, 0xb8, 0xd0, 0x78, 0xe0, 0xf0,
  };
  /* Twelve greys cannot be told apart on paper, and tinted they are one: neighbours have other
   * patterns. */
  static const VmrPattern patterns[VMR_N_INKS - VMR_INK_FIRST_ROLE] = {
    VMR_PATTERN_NONE, VMR_PATTERN_UPRIGHT, VMR_PATTERN_NONE, VMR_PATTERN_UPRIGHT, VMR_PATTERN_NONE,
    VMR_PATTERN_LEVEL, VMR_PATTERN_LEVEL, VMR_PATTERN_DOTS, VMR_PATTERN_NONE, VMR_PATTERN_DOTS,
    VMR_PATTERN_LEVEL, VMR_PATTERN_DOTS,
  };

  for (guint i = 0; i < VMR_N_INKS; i++)
    {
      double y = rgb_luminance (palette->ink[i]);
      double grey = y <= 0.0031308 ? 12.92 * y : 1.055 * pow (y, 1 / 2.4) - 0.055;

      if (i >= VMR_INK_FIRST_ROLE)
        {
          grey = roles[i - VMR_INK_FIRST_ROLE] / 255.0;
          palette->pattern[i] = patterns[i - VMR_INK_FIRST_ROLE];
        }
      palette->ink[i] = (VmrRgb) { grey, grey, grey };
    }
}

const VmrPalette *
vmr_palette_grey (void)
{
  static VmrPalette palette;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      palette_fill (&palette, VMR_THEME_LIGHT, FALSE);
      palette_to_grey (&palette);
      g_once_init_leave (&ready, 1);
    }
  return &palette;
}

gboolean
vmr_theme_from_name (const char *name,
                     VmrTheme   *theme)
{
  for (guint i = 0; i < VMR_N_THEMES; i++)
    if (g_strcmp0 (name, theme_names[i]) == 0)
      {
        *theme = i;
        return TRUE;
      }
  return FALSE;
}

const char *
vmr_theme_name (VmrTheme theme)
{
  return theme < VMR_N_THEMES ? theme_names[theme] : theme_names[0];
}

VmrRgb
vmr_palette_rgb (const VmrPalette *palette,
                 VmrInk            ink)
{
  g_return_val_if_fail (ink < VMR_N_INKS, palette->ink[VMR_INK_TEXT]);
  return palette->ink[ink];
}

VmrRgb
vmr_palette_tint (const VmrPalette *palette,
                  VmrInk            ink,
                  guint             tint)
{
  VmrRgb top = vmr_palette_rgb (palette, ink);
  VmrRgb ground = palette->ink[VMR_INK_PANEL];
  double part = MIN (tint, 100) / 100.0;

  return (VmrRgb) { ground.r + (top.r - ground.r) * part, ground.g + (top.g - ground.g) * part,
                    ground.b + (top.b - ground.b) * part };
}

static double
channel_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
rgb_luminance (VmrRgb rgb)
{
  return 0.2126 * channel_linear (rgb.r) + 0.7152 * channel_linear (rgb.g) +
         0.0722 * channel_linear (rgb.b);
}

double
vmr_rgb_contrast (VmrRgb a,
                  VmrRgb b)
{
  double la = rgb_luminance (a), lb = rgb_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

VmrInk
vmr_palette_text_on (const VmrPalette *palette,
                     VmrRgb            ground)
{
  return vmr_rgb_contrast (palette->ink[VMR_INK_BLACK], ground) >=
         vmr_rgb_contrast (palette->ink[VMR_INK_WHITE], ground)
         ? VMR_INK_BLACK : VMR_INK_WHITE;
}

guint32
vmr_rgb_pixel (VmrRgb rgb)
{
  return (guint32) (rgb.r * 255 + 0.5) << 16 | (guint32) (rgb.g * 255 + 0.5) << 8 |
         (guint32) (rgb.b * 255 + 0.5);
}
