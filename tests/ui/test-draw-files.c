/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/test-draw.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/frame-map.h"
#include "ui/draw/metrics.h"
#include "ui/draw/picture.h"
#include "ui/draw/transition.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* In grey print every role is told from every other by its grey or its pattern. */
/* Pixels of a column that are not the ground, in a picture of one word at 40, 40. */
static guint
n_inked (guint style,
         double before)         /* the word begins */
{
  g_autoptr (VmrCells) cells = new_cells (VMR_THEME_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  guint n = 0;

  vmr_cells_text (cells, VMR_RECT (40, 40, 200, 20), style, VMR_INK_TEXT, "sh", NULL);
  vmr_paint (cr, cells, VMR_INK_PANEL);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (guint y = 30; y < 70; y++)
    n += (pixels[y * 400 + (guint) (40 - before)] & 0xffffff) !=
         (pixels[0] & 0xffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* A word that is struck through looks so, however small: the line reaches beyond its letters. And it is another
 * drawing: a view that moves must not keep the one without the line. */
void
test_struck (void)
{
  g_autoptr (VmrCells) plain = new_cells (VMR_THEME_LIGHT);
  g_autoptr (VmrCells) struck = new_cells (VMR_THEME_LIGHT);

  g_assert_cmpuint (n_inked (VMR_SMALL | VMR_BOLD, 2), ==, 0);
  g_assert_cmpuint (n_inked (VMR_SMALL | VMR_BOLD | VMR_STRUCK, 2), >, 0);
  vmr_cells_text (plain, VMR_RECT (40, 40, 200, 20), VMR_SMALL, VMR_INK_TEXT, "sh", NULL);
  vmr_cells_text (struck, VMR_RECT (40, 40, 200, 20), VMR_SMALL | VMR_STRUCK, VMR_INK_TEXT, "sh", NULL);
  g_assert_null (vmr_transition_new (plain, plain, FALSE, VMR_MOTION_FULL, 1));
  {
    VmrTransition *transition = vmr_transition_new (plain, struck, FALSE, VMR_MOTION_FULL, 1);

    g_assert_nonnull (transition);
    vmr_transition_free (transition);
  }
}

void
test_grey (void)
{
  const VmrPalette *palette = vmr_palette_grey ();

  for (guint a = VMR_INK_FIRST_ROLE; a < VMR_N_INKS; a++)
    for (guint b = a + 1; b < VMR_N_INKS; b++)
      {
        double apart = fabs (palette->ink[a].r - palette->ink[b].r);

        g_test_message ("inks %u and %u", a, b);
        g_assert_true (palette->pattern[a] != palette->pattern[b] || apart >= 32 / 256.0);
      }
  for (guint i = 0; i < VMR_N_INKS; i++)
    g_assert_cmpint (vmr_palette_get (VMR_THEME_LIGHT, FALSE)->pattern[i], ==, VMR_PATTERN_NONE);
}

/* Two writings in one program are the same file, and nothing in an SVG is an image. */
void
test_same_file (void)
{
  static const char *const kinds[] = { "png", "svg", "pdf" };
  g_autofree char *folder = g_dir_make_tmp ("vmarium-picture-XXXXXX", NULL);
  g_autoptr (VmrCells) cells = new_cells (VMR_THEME_LIGHT);
  cairo_surface_t *bitmap = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 20, 20);
  cairo_t *cr = cairo_create (bitmap);

  cairo_set_source_rgba (cr, 0.2, 0.4, 0.6, 0.5);
  cairo_rectangle (cr, 3, 3, 9, 9);
  cairo_fill (cr);
  cairo_destroy (cr);
  add_block (cells, 10);
  vmr_cells_bitmap (cells, 100, 100, bitmap);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/a.%s", folder, kinds[i]);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      gsize n, m;

      g_assert_true (vmr_picture_write (cells, VMR_INK_PANEL, 1, path, NULL));
      g_assert_true (g_file_get_contents (path, &first, &n, NULL));
      g_assert_true (vmr_picture_write (cells, VMR_INK_PANEL, 1, path, NULL));
      g_assert_true (g_file_get_contents (path, &second, &m, NULL));
      g_assert_cmpmem (first, n, second, m);
      if (i == 1)
        g_assert_null (strstr (first, "<image"));
      g_unlink (path);
    }
  g_rmdir (folder);
  cairo_surface_destroy (bitmap);
}

static VmrInk
role_of (guint32  pfn,
         guint32 *run,
         gpointer data)
{
  return ((const guint8 *) data)[pfn];
}

static guint32
pixel (VmrFrameMap *map,
       guint        x,
       guint        y)
{
  cairo_surface_t *surface = vmr_frame_map_surface (map);
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      y * (guint) cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

void
test_frame_map (void)
{
  g_autofree guint8 *roles = g_malloc (1024);
  VmrFrameMapDef def = { 0, 1024, 16, 8, 7, 1 };
  const VmrPalette *palette = vmr_palette_get (VMR_THEME_LIGHT, FALSE);
  guint32 slab = vmr_rgb_pixel (vmr_palette_rgb (palette, VMR_INK_SLAB));
  g_autoptr (VmrFrameMap) map = NULL;
  guint32 pfn = 40, touched[] = { 17, 5000 };
  double x, y, side;

  memset (roles, VMR_INK_FREE, 1024);
  map = vmr_frame_map_new (&def, role_of, roles);
  vmr_frame_map_refresh (map, palette);
  /* 64 cells of 16 frames: 8 rows, frame 17 is in the second cell of the lowest row. */
  g_assert_true (vmr_frame_map_where (map, 17, &x, &y, &side));
  g_assert_cmpfloat (x, ==, 7);
  g_assert_cmpfloat (y, ==, 49);
  g_assert_true (vmr_frame_map_at (map, x + 1, y + 1, &pfn));
  g_assert_cmpuint (pfn, ==, 16);
  g_assert_cmphex (pixel (map, 7, 54), !=, slab);
  roles[17] = VMR_INK_SLAB;
  vmr_frame_map_touch (map, touched, 2);
  g_assert_cmphex (pixel (map, 7, 54), ==, slab);
  roles[17] = VMR_INK_FREE;
  vmr_frame_map_touch (map, touched, 1);
  g_assert_cmphex (pixel (map, 7, 54), !=, slab);
}

void
test_picture (void)
{
  g_autoptr (VmrCells) cells = new_cells (VMR_THEME_DARK);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "vmarium-test-draw.png", NULL);
  VmrPoint bend[3] = { { 20, 20 }, { 100, 20 }, { 100, 80 } };

  add_block (cells, 30);
  vmr_cells_light (cells, bend, 3, TRUE);
  vmr_cells_dot (cells, 100, 90, 12, 12, "Step 12", TRUE);
  g_assert_true (vmr_picture_write (cells, VMR_INK_PANEL, 2, path, NULL));
  g_remove (path);
}

/* A number is grouped as clearly in a Chinese font, which is what Sans is among Chinese characters. */
void
test_grouped (void)
{
  VmrTextCache *chinese = vmr_text_cache_new ("WenQuanYi Micro Hei", NULL);
  double latin = vmr_text_cache_shape (texts, "low 12\u202f115", 14, 0, 0).width -
                 vmr_text_cache_shape (texts, "low 12115", 14, 0, 0).width;
  double han = vmr_text_cache_shape (chinese, "空闲 12\u202f115", 14, 0, 0).width -
               vmr_text_cache_shape (chinese, "空闲 12115", 14, 0, 0).width;

  g_test_message ("%g and %g px", latin, han);
  g_assert_cmpfloat (han, >=, latin * 0.9);
  vmr_text_cache_free (chinese);
}

/* Groups of digits are apart wherever they stand, also behind characters of a font that lacks the blank. */
void
test_groups (void)
{
  static const struct { const char *grouped, *bare; } cases[] = {
    { "294\u202f240 frames above", "294240 frames above" },
    { "上方 294\u202f240 个页框", "上方 294240 个页框" },
    { "2 GiB · 294\u202f240 个页框", "2 GiB · 294240 个页框" },
  };
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 400, 400);

  double latin = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double gap = vmr_cells_measure (cells, VMR_SMALL, cases[i].grouped) -
                   vmr_cells_measure (cells, VMR_SMALL, cases[i].bare);

      g_test_message ("%s: %g px", cases[i].grouped, gap);
      latin = i == 0 ? gap : latin;
      g_assert_cmpfloat (gap, >=, latin * 0.8);
    }
}

/* The family that the digits and Latin letters of a shaped text have; fails when they have several. */
static void
check_one_font (VmrTextCache *cache,
                const char   *text,
                VmrFontFlags  flags)
{
  PangoLayout *layout = vmr_text_cache_shape (cache, text, 14, flags, 0).layout;
  const char *shaped = pango_layout_get_text (layout);
  g_autofree char *first = NULL;
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      gboolean latin = FALSE;

      for (int i = 0; run != NULL && i < run->item->length; i++)
        latin |= g_ascii_isgraph (shaped[run->item->offset + i]);
      if (latin)
        {
          PangoFontDescription *font = pango_font_describe (run->item->analysis.font);
          const char *family = pango_font_description_get_family (font);

          g_test_message ("%s: %s", text, family);
          if (first != NULL)
            g_assert_cmpstr (family, ==, first);
          else
            first = g_strdup (family);
          pango_font_description_free (font);
        }
    }
  while (pango_layout_iter_next_run (iter));
  g_assert_nonnull (first);
  pango_layout_iter_free (iter);
}

/* Digits behind a Chinese character are of the same font as the letters of their number. The tests' own settings put
 * a Latin font first for "Sans" in every language; a name that they do not know is resolved as "Sans" is elsewhere. */
void
test_one_latin_font (void)
{
  static const char *const lines[] = { "读取 0x97ff0123 的", "第 0x3f 页，0 个页框 a0", "页0f" };
  static const char *const families[] = { "Sans", "A font that is nowhere" };

  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    {
      g_autoptr (VmrTextCache) cache = vmr_text_cache_new (families[f], families[f]);

      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        for (VmrFontFlags flags = 0; flags <= (VMR_FONT_MONO | VMR_FONT_BOLD); flags++)
          check_one_font (cache, lines[i], flags);
    }
}
