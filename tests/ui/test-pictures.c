/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Eight pictures drawn without a display and compared with those kept in tests/ui/pictures. After a
 * 3×3 blur at most one pixel in a thousand may be off by more than 24 of 255: a font rendered a
 * little otherwise passes, a box that has moved does not. tools/update-pictures.sh draws them anew;
 * look at each before you commit it. */
#include <cairo.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#define TOLERANCE 24
#define MAX_SHARE 0.001

static const char *const names[] = {
  "translate-fault", "translate-zh-dark", "buddy-split", "buddy-lecture", "vmas-find",
  "address", "physical", "story-both",
};

static cairo_surface_t *
load (const char *path)
{
  cairo_surface_t *png = cairo_image_surface_create_from_png (path), *rgb;
  cairo_t *cr;

  if (cairo_surface_status (png) != CAIRO_STATUS_SUCCESS)
    g_error ("%s: %s", path, cairo_status_to_string (cairo_surface_status (png)));
  rgb = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (png),
                                    cairo_image_surface_get_height (png));
  cr = cairo_create (rgb);
  cairo_set_source_surface (cr, png, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (png);
  cairo_surface_flush (rgb);
  return rgb;
}

/* One channel of the pixel, averaged over its neighbourhood. */
static int
blurred (cairo_surface_t *surface, int x, int y, int channel)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface), sum = 0, n = 0;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height)
        {
          sum += data[(y + dy) * stride + (x + dx) * 4 + channel];
          n++;
        }
  return sum / n;
}

/* Share of the pixels that differ; 1 for pictures of different size. */
static double
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  guint off = 0;

  if (width != cairo_image_surface_get_width (b) || height != cairo_image_surface_get_height (b))
    return 1;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int channel = 0; channel < 3; channel++)
        if (ABS (blurred (a, x, y, channel) - blurred (b, x, y, channel)) > TOLERANCE)
          {
            off++;
            break;
          }
  return (double) off / ((double) width * height);
}

static cairo_surface_t *
expected (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/ui/pictures", file,
                                            NULL);

  return load (path);
}

static void
test_picture (gconstpointer data)
{
  const char *name = data;
  g_autofree char *script = g_build_filename (g_getenv ("VMARIUM_SRCDIR"),
                                              "tools/update-pictures.sh", NULL);
  g_autofree char *folder = g_dir_make_tmp ("pictures-XXXXXX", NULL);
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder, name);
  const char *argv[] = { "sh", script, g_getenv ("VMARIUM"), folder, name, NULL };
  cairo_surface_t *a, *b;
  int status = 0;
  double off;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               &status, NULL));
  g_assert_cmpint (status, ==, 0);
  a = expected (name);
  b = load (file);
  off = difference (a, b);
  g_test_message ("%s: %.4f %% of the pixels differ", name, off * 100);
  g_assert_cmpfloat (off, <, MAX_SHARE);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  g_unlink (file);
  g_rmdir (folder);
}

/* The comparison must see a box that has moved by a few pixels. */
static void
test_displaced_box (void)
{
  cairo_surface_t *a = expected (names[0]), *b = expected (names[0]);
  cairo_t *cr = cairo_create (b);

  g_assert_cmpfloat (difference (a, b), ==, 0);
  cairo_set_source_surface (cr, a, 4, 0);
  cairo_rectangle (cr, 20, 160, 300, 160);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (b);
  g_assert_cmpfloat (difference (a, b), >, MAX_SHARE);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/pictures/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_picture);
    }
  g_test_add_func ("/pictures/displaced-box", test_displaced_box);
  return g_test_run ();
}
