/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/text-cache.h"

#include "ui/draw/family.h"

#include <math.h>
#include <string.h>

/* Stepping through a lesson meets a few thousand strings. When the bound is reached everything is
 * thrown away at once: simpler than an LRU list, and one relayout fills the cache again. */
#define MAX_LAYOUTS 8192
#define NARROW_SPACE "\342\200\257"
#define WIDER 0.09              /* of the size */

typedef struct
{
  char *text;
  guint px;               /* 1/64 px */
  guint wrap;
  guint flags;
  VmrShaped shaped;
} Entry;

struct _VmrTextCache
{
  PangoFontMap *map;
  PangoContext *context;
  char         *sans;
  char         *mono;
  GHashTable   *entries;  /* Entry → itself */
};

static guint
entry_hash (gconstpointer key)
{
  const Entry *entry = key;

  return g_str_hash (entry->text) * 31 + entry->px * 7 + entry->wrap * 131 + entry->flags;
}

static gboolean
entry_equal (gconstpointer a,
             gconstpointer b)
{
  const Entry *x = a, *y = b;

  return x->px == y->px && x->wrap == y->wrap && x->flags == y->flags &&
         g_str_equal (x->text, y->text);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->shaped.layout);
  g_free (entry->text);
  g_free (entry);
}

VmrTextCache *
vmr_text_cache_new (const char *sans,
                    const char *mono)
{
  VmrTextCache *cache = g_new0 (VmrTextCache, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  cache->map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (cache->map), 96);
  cache->context = pango_font_map_create_context (cache->map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (cache->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_language (cache->context, pango_language_from_string ("en"));
  cache->sans = vmr_family_latin_first (cache->context, sans ? sans : "Sans");
  cache->mono = vmr_family_latin_first (cache->context, mono ? mono : "Monospace");
  cache->entries = g_hash_table_new_full (entry_hash, entry_equal, NULL, entry_free);
  return cache;
}

void
vmr_text_cache_free (VmrTextCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->entries);
  g_object_unref (cache->context);
  g_object_unref (cache->map);
  g_free (cache->sans);
  g_free (cache->mono);
  g_free (cache);
}

/* Han characters have other shapes in Japanese, and the second language here is Chinese; asking for
 * Chinese everywhere would also set Latin digits in a Chinese font. */
static gboolean
has_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0x2e80)
      return TRUE;
  return FALSE;
}

/* The blank that groups digits is narrower in Chinese fonts, so that a number would hardly be grouped. */
static void
widen_blanks (PangoAttrList *list,
              const char    *text,
              double         px)
{
  for (const char *at = text; (at = strstr (at, NARROW_SPACE)) != NULL; at += strlen (NARROW_SPACE))
    {
      PangoAttribute *wider = pango_attr_letter_spacing_new ((int) (px * WIDER * PANGO_SCALE));

      wider->start_index = (guint) (at - text);
      wider->end_index = wider->start_index + (guint) strlen (NARROW_SPACE);
      pango_attr_list_insert (list, wider);
    }
}

/* Chinese fonts that lack the blank draw nothing for it behind their own characters, but have the other one, as long
 * in bytes; at that a line may be broken, which matters where it is wrapped. */
static void
set_text (PangoLayout *layout,
          const char  *text,
          gboolean     wraps)
{
  g_autoptr (GString) other = NULL;

  if (wraps || !has_han (text) || strstr (text, NARROW_SPACE) == NULL)
    {
      pango_layout_set_text (layout, text, -1);
      return;
    }
  other = g_string_new (text);
  g_string_replace (other, NARROW_SPACE, "\u2009", 0);
  pango_layout_set_text (layout, other->str, -1);
}

static void
entry_shape (VmrTextCache *cache,
             Entry        *entry,
             double        px,
             double        wrap)
{
  PangoLayout *layout = pango_layout_new (cache->context);
  PangoAttrList *list = pango_attr_list_new ();
  PangoFontDescription *font = pango_font_description_new ();
  PangoRectangle logical;

  pango_font_description_set_family (font, entry->flags & VMR_FONT_MONO ? cache->mono
                                                                        : cache->sans);
  pango_font_description_set_absolute_size (font, px * PANGO_SCALE);
  if (entry->flags & VMR_FONT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  set_text (layout, entry->text, wrap > 0);
  /* Of a PDF what is copied or searched would be the ligature's own character. */
  pango_attr_list_insert (list, pango_attr_font_features_new ("liga=0, clig=0"));
  if (has_han (entry->text))
    {
      pango_attr_list_insert (list, pango_attr_language_new (pango_language_from_string ("zh-cn")));
      widen_blanks (list, entry->text, px);
    }
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
  if (wrap > 0)
    {
      pango_layout_set_width (layout, (int) (wrap * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_line_spacing (layout, 1.25f);
    }
  else
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
    }
  pango_layout_get_extents (layout, NULL, &logical);
  entry->shaped.layout = layout;
  entry->shaped.width = ceil ((logical.x + logical.width) * 8.0 / PANGO_SCALE) / 8.0;
  entry->shaped.height = ceil (logical.height * 8.0 / PANGO_SCALE) / 8.0;
  entry->shaped.baseline = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
}

VmrShaped
vmr_text_cache_shape (VmrTextCache *cache,
                      const char   *text,
                      double        px,
                      VmrFontFlags  flags,
                      double        wrap)
{
  Entry probe = { (char *) text, (guint) (px * 64 + 0.5), (guint) MAX (wrap, 0), flags,
                  { NULL, 0, 0, 0 } };
  Entry *entry;

  g_return_val_if_fail (cache != NULL, ((VmrShaped) { 0 }));
  g_return_val_if_fail (text != NULL, probe.shaped);

  entry = g_hash_table_lookup (cache->entries, &probe);
  if (entry == NULL)
    {
      if (g_hash_table_size (cache->entries) >= MAX_LAYOUTS)
        g_hash_table_remove_all (cache->entries);
      entry = g_memdup2 (&probe, sizeof probe);
      entry->text = g_strdup (text);
      entry_shape (cache, entry, px, wrap);
      g_hash_table_add (cache->entries, entry);
    }
  return entry->shaped;
}
