/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/texts.h"

#include "core/language/module.h"
#include "core/lesson/text.h"

#include <string.h>

#include "core/base/read-file.h"

enum { TEXTS, ENTRY, TITLE, HEADLINE, WHY, DETAIL };

static const KmMarkupElement elements[] = {
  [TEXTS] = { "texts", 0, "of!", KM_MARKUP_CHILDREN },
  [ENTRY] = { "entry", 1u << TEXTS, "id! look stage steps see show", KM_MARKUP_CHILDREN },
  [TITLE] = { "title", 1u << ENTRY, "", KM_MARKUP_TEXT | KM_MARKUP_TRANSLATABLE },
  [HEADLINE] = { "headline", 1u << ENTRY, "", KM_MARKUP_TEXT | KM_MARKUP_TRANSLATABLE },
  [WHY] = { "why", 1u << ENTRY, "", KM_MARKUP_TEXT | KM_MARKUP_TRANSLATABLE },
  [DETAIL] = { "detail", 1u << ENTRY, "", KM_MARKUP_TEXT | KM_MARKUP_TRANSLATABLE },
};

static void
entry_free (gpointer data)
{
  KmTextEntry *entry = data;

  g_free (entry->id);
  g_free (entry->look);
  g_free (entry->stage);
  g_free (entry->see);
  g_free (entry->show);
  g_strfreev (entry->steps);
  km_text_free (entry->title);
  km_text_free (entry->headline);
  km_text_free (entry->why);
  km_text_free (entry->detail);
  g_free (entry);
}

static gboolean
begin_entry (KmMarkup *markup, KmTexts *texts, GError **error)
{
  const char *id = km_markup_attribute (markup, "id"),
             *steps = km_markup_attribute (markup, "steps");
  KmTextEntry *entry;

  if (*id == '\0' || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    return km_markup_fail (markup, error, "id=\"%s\"; expected lower-case letters, digits and -",
                           id);
  if (g_hash_table_contains (texts->by_id, id))
    return km_markup_fail (markup, error, "there is an entry \"%s\" already; expected each id once", id);
  if (texts->entries->len == KM_TEXTS_MAX_ENTRIES)
    return km_markup_fail (markup, error, "too many entries; expected at most %u",
                           KM_TEXTS_MAX_ENTRIES);
  entry = g_new0 (KmTextEntry, 1);
  entry->id = g_strdup (id);
  entry->look = g_strdup (km_markup_attribute (markup, "look"));
  entry->stage = g_strdup (km_markup_attribute (markup, "stage"));
  entry->see = g_strdup (km_markup_attribute (markup, "see"));
  entry->show = g_strdup (km_markup_attribute (markup, "show"));
  entry->steps = g_strsplit (steps != NULL ? steps : "", " ", -1);
  g_ptr_array_add (texts->entries, entry);
  g_hash_table_insert (texts->by_id, entry->id, entry);
  return TRUE;
}

static gboolean
begin (KmMarkup *markup, guint element, gpointer data, GError **error)
{
  KmTexts *texts = data;

  if (element == TEXTS)
    {
      const char *of = km_markup_attribute (markup, "of");
      static const char *const known[] = { "steps", "rules", "myths", "values", "recorded", NULL };

      if (!g_strv_contains (known, of))
        return km_markup_fail (markup, error, "of=\"%s\"; expected steps, rules, myths, values or recorded",
                               of);
      texts->of = g_strdup (of);
    }
  return element != ENTRY || begin_entry (markup, texts, error);
}

static gboolean
end (KmMarkup *markup, guint element, const char *text, gpointer data, GError **error)
{
  KmTexts *texts = data;
  KmTextEntry *entry;

  if (element == TEXTS)
    return TRUE;
  entry = g_ptr_array_index (texts->entries, texts->entries->len - 1);
  switch (element)
    {
    case TITLE: return km_text_take (&entry->title, markup, text, error);
    case HEADLINE: return km_text_take (&entry->headline, markup, text, error);
    case WHY: return km_text_take (&entry->why, markup, text, error);
    case DETAIL: return km_text_take (&entry->detail, markup, text, error);
    default:
      return entry->headline != NULL
             || km_markup_fail (markup, error,
                                "entry \"%s\" without a headline; expected <headline>", entry->id);
    }
}

KmTexts *
km_texts_parse (const char *file, const char *text, gssize length, GError **error)
{
  static const KmMarkupFormat format = { elements, G_N_ELEMENTS (elements), begin, end };
  g_autoptr (KmTexts) texts = g_new0 (KmTexts, 1);

  g_return_val_if_fail (file != NULL && text != NULL, NULL);

  texts->entries = g_ptr_array_new_with_free_func (entry_free);
  texts->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return km_markup_parse (&format, file, text, length, texts, error) ? g_steal_pointer (&texts)
                                                                     : NULL;
}

void
km_texts_free (KmTexts *texts)
{
  if (texts == NULL)
    return;
  g_hash_table_unref (texts->by_id);
  g_ptr_array_unref (texts->entries);
  g_free (texts->of);
  g_free (texts);
}

const KmTextEntry *
km_texts_find (const KmTexts *texts, const char *id)
{
  return g_hash_table_lookup (texts->by_id, id);
}

gboolean
km_text_entry_applies (const KmTextEntry *entry, const char *step_kind)
{
  return g_strv_contains ((const char *const *) entry->steps, step_kind);
}

char *
km_markup_read_file (const char *path, gsize *length, GError **error)
{
  return km_read_file (path, KM_MARKUP_MAX_SIZE, length, KM_MARKUP_ERROR, KM_MARKUP_ERROR_READ,
                       error);
}

KmTexts *
km_texts_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = km_markup_read_file (path, &length, error);

  return text != NULL ? km_texts_parse (path, text, (gssize) length, error) : NULL;
}

/* All entries of another file of the same kind, or none. */
static gboolean
add_file (KmTexts *texts, const char *path, GError **error)
{
  g_autoptr (KmTexts) more = km_texts_load (path, error);

  if (more == NULL)
    return FALSE;
  for (guint i = 0; i < more->entries->len; i++)
    {
      const KmTextEntry *entry = g_ptr_array_index (more->entries, i);

      if (strcmp (more->of, texts->of) == 0 && km_texts_find (texts, entry->id) == NULL)
        continue;
      g_set_error (error, KM_MARKUP_ERROR, KM_MARKUP_ERROR_CONTENT,
                   "%s: \"%s\" of %s; expected one of %s that no other file has", path, entry->id, more->of, texts->of);
      return FALSE;
    }
  while (more->entries->len > 0)
    {
      KmTextEntry *entry = g_ptr_array_steal_index (more->entries, 0);

      g_ptr_array_add (texts->entries, entry);
      g_hash_table_insert (texts->by_id, entry->id, entry);
    }
  return TRUE;
}

gboolean
km_texts_add_modules (KmTexts *texts, char *(*find) (const char *name), GError **error)
{
  for (guint i = 0; km_modules[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("texts/steps-%s.xml", km_modules[i]->name);
      g_autofree char *path = find (name);

      if (path != NULL && !add_file (texts, path, error))
        return FALSE;
    }
  return TRUE;
}
