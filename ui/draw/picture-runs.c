/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bitmaps as rectangles: a program that shows an SVG smooths every image in it, and a map of frames
 * becomes a fog. */
#include "ui/draw/picture-private.h"

#include <string.h>

typedef struct
{
  guint32 argb;
  GArray *rects;            /* cairo_rectangle_t */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_array_unref (group->rects);
  g_free (group);
}

/* In the order in which colours come: two writings of one picture are the same. */
static void
add_rect (GPtrArray        *groups,
          guint32           argb,
          cairo_rectangle_t rect)
{
  Group *group = NULL;

  for (guint i = 0; i < groups->len && group == NULL; i++)
    if (((Group *) groups->pdata[i])->argb == argb)
      group = groups->pdata[i];
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->argb = argb;
      group->rects = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
      g_ptr_array_add (groups, group);
    }
  g_array_append_val (group->rects, rect);
}

static void
add_row (GPtrArray     *groups,
         const guint32 *row,
         int            width,
         int            y,
         int            height,
         guint32        opaque)
{
  for (int x = 0, end; x < width; x = end)
    {
      for (end = x + 1; end < width && row[end] == row[x]; end++)
        ;
      if ((row[x] | opaque) >> 24 != 0)
        add_rect (groups, row[x] | opaque, (cairo_rectangle_t) { x, y, end - x, height });
    }
}

static void
fill_group (cairo_t     *cr,
            const Group *group)
{
  double a = (group->argb >> 24) / 255.0;

  /* Of an image surface colours are multiplied by their alpha. */
  cairo_set_source_rgba (cr, (group->argb >> 16 & 0xff) / 255.0 / a,
                         (group->argb >> 8 & 0xff) / 255.0 / a, (group->argb & 0xff) / 255.0 / a, a);
  for (guint i = 0; i < group->rects->len; i++)
    {
      const cairo_rectangle_t *r = &g_array_index (group->rects, cairo_rectangle_t, i);

      cairo_rectangle (cr, r->x, r->y, r->width, r->height);
    }
  cairo_fill (cr);
}

void
vmr_picture_runs (cairo_t         *cr,
                  cairo_surface_t *bitmap,
                  double           x,
                  double           y)
{
  int width = cairo_image_surface_get_width (bitmap);
  int height = cairo_image_surface_get_height (bitmap);
  int stride = cairo_image_surface_get_stride (bitmap);
  guint32 opaque = cairo_image_surface_get_format (bitmap) == CAIRO_FORMAT_RGB24 ? 0xff000000u : 0;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  const guint8 *data;
  double sx, sy;

  cairo_surface_flush (bitmap);
  data = cairo_image_surface_get_data (bitmap);
  cairo_surface_get_device_scale (bitmap, &sx, &sy);
  /* Rows that are alike become one. */
  for (int row = 0, end; row < height; row = end)
    {
      const guint8 *pixels = data + row * stride;

      for (end = row + 1; end < height &&
                          memcmp (pixels, data + end * stride, (gsize) width * 4) == 0; end++)
        ;
      add_row (groups, (const guint32 *) (gconstpointer) pixels, width, row, end - row, opaque);
    }
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1 / sx, 1 / sy);
  for (guint i = 0; i < groups->len; i++)
    fill_group (cr, groups->pdata[i]);
  cairo_restore (cr);
}

/* --- ids --------------------------------------------------------------------------------------- */

static gboolean
renumber (const GMatchInfo *match,
          GString          *out,
          gpointer          data)
{
  GHashTable *known = data;
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *kind = g_match_info_fetch (match, 2);
  g_autofree char *number = g_match_info_fetch (match, 3);
  g_autofree char *id = g_strconcat (kind, number, NULL);
  guint now = GPOINTER_TO_UINT (g_hash_table_lookup (known, id));

  if (now == 0)
    {
      now = g_hash_table_size (known) + 1;
      g_hash_table_insert (known, g_strdup (id), GUINT_TO_POINTER (now));
    }
  g_string_append_printf (out, "%s%s%u", before, kind, now);
  return FALSE;
}

void
vmr_picture_renumber (GByteArray *svg)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("(id=\"|\"#|\\(#)([a-z]+)([0-9]+)(?=[\")])", 0, 0, NULL);
  g_autofree char *text = g_regex_replace_eval (regex, (const char *) svg->data, svg->len, 0, 0,
                                                renumber, known, NULL);

  if (text == NULL)
    return;
  g_byte_array_set_size (svg, 0);
  g_byte_array_append (svg, (const guint8 *) text, (guint) strlen (text));
}
