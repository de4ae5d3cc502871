/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/pace.h"
#include "core/lesson/parse.h"
#include "core/lesson/text.h"
#include "vmarium-config.h"

#include "core/lesson/lesson.h"
#include "core/machine/machine.h"
#include "ui/session/catalog.h"
#include "ui/session/data-dir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
lesson_free (gpointer data)
{
  VmrCatalogLesson *lesson = data;

  g_free (lesson->path);
  g_free (lesson->id);
  g_free (lesson->title[0]);
  g_free (lesson->title[1]);
  g_free (lesson->haystack);
  g_free (lesson);
}

/* What a text marks as a name: `mm_struct`. */
static void
add_names (GString    *text,
           const char *said)
{
  g_auto (GStrv) spans = g_strsplit (said, "`", -1);

  for (guint i = 1; spans[0] && spans[i] != NULL; i += 2)
    {
      g_string_append_printf (text, " %s", spans[i]);
      if (spans[i + 1] == NULL)
        break;
    }
}

/* The names in its texts, its commands, and the functions it stops in: whoever remembers
 * "do_anonymous_page" finds the lesson. Not every word of it: then "page" would find them all. */
static void
add_item (GString      *text,
          const KmItem *item)
{
  g_autofree char *kind = g_strdup (item->stop);
  KmStepKind step;

  if (item->text)
    add_names (text, item->text->text);
  if (item->command)
    g_string_append_printf (text, " %s", item->command);
  if (kind == NULL)
    return;
  kind[strcspn (kind, "#")] = '\0';
  step = km_step_kind_from_name (kind);
  if (step < KM_N_STEP_KINDS)
    g_string_append_printf (text, " %s %s", kind, km_step_info (step)->function);
}

static char *
haystack_of (const KmLesson *lesson)
{
  g_autoptr (GString) text = g_string_new (lesson->id);

  g_string_append_printf (text, " %s %s", lesson->title->text,
                          km_text_pick (lesson->title, "zh_CN"));
  for (guint i = 0; i < lesson->parts->len; i++)
    {
      const KmPart *part = lesson->parts->pdata[i];

      if (part->title)
        g_string_append_printf (text, " %s %s", part->title->text,
                                km_text_pick (part->title, "zh_CN"));
      for (guint k = 0; k < part->items->len; k++)
        add_item (text, part->items->pdata[k]);
    }
  return g_utf8_casefold (text->str, -1);
}

static VmrCatalogLesson *
lesson_read (const char *path)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (path, NULL);
  g_autofree char *base = g_path_get_basename (path);
  VmrCatalogLesson *entry;

  if (lesson == NULL)
    return NULL;
  entry = g_new0 (VmrCatalogLesson, 1);
  entry->path = g_strdup (path);
  entry->id = g_strdup (lesson->id);
  entry->number = (guint) g_ascii_strtoull (base, NULL, 10);
  entry->title[0] = g_strdup (lesson->title->text);
  entry->title[1] = g_strdup (km_text_pick (lesson->title, "zh_CN"));
  entry->minutes = km_pace_minutes (lesson);
  entry->n_parts = lesson->parts->len;
  entry->haystack = haystack_of (lesson);
  return entry;
}

static int
compare_lessons (gconstpointer a,
                 gconstpointer b)
{
  const VmrCatalogLesson *x = *(VmrCatalogLesson *const *) a, *y = *(VmrCatalogLesson *const *) b;

  return x->number != y->number ? (x->number < y->number ? -1 : 1) : strcmp (x->path, y->path);
}

static void
add_folder (VmrCatalog *catalog,
            const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      VmrCatalogLesson *lesson = g_str_has_suffix (name, ".lesson") ? lesson_read (path) : NULL;

      if (lesson)
        g_ptr_array_add (catalog->lessons, lesson);
    }
}

VmrCatalog *
vmr_catalog_new (const char *folder)
{
  VmrCatalog *catalog = g_new0 (VmrCatalog, 1);
  g_auto (GStrv) folders = vmr_data_folders ();

  catalog->lessons = g_ptr_array_new_with_free_func (lesson_free);
  if (folder)
    add_folder (catalog, folder);
  /* Only the first: a built lesson holds both languages, its source does not. */
  for (guint i = 0; folder == NULL && folders[i] != NULL && catalog->lessons->len == 0; i++)
    {
      g_autofree char *lessons = g_build_filename (folders[i], "lessons", NULL);

      add_folder (catalog, lessons);
    }
  g_ptr_array_sort (catalog->lessons, compare_lessons);
  return catalog;
}

void
vmr_catalog_free (VmrCatalog *catalog)
{
  if (catalog == NULL)
    return;
  g_ptr_array_unref (catalog->lessons);
  g_free (catalog);
}

guint
vmr_catalog_chapter (const VmrCatalogLesson *lesson)
{
  return lesson->number == 0 ? VMR_N_CHAPTERS : MIN ((lesson->number - 1) / 5, VMR_N_CHAPTERS);
}

const char *
vmr_catalog_chapter_title (guint chapter)
{
  static const char *const titles[VMR_N_CHAPTERS + 1] = {
    N_("One address space for each"), N_("A process and its pages"), N_("The kernel’s own memory"),
    N_("Caches, reclaim, sharing"), N_("Large pages, moving, the end of memory"), N_("More")
  };

  return _(titles[MIN (chapter, VMR_N_CHAPTERS)]);
}

gboolean
vmr_catalog_matches (const VmrCatalogLesson *lesson,
                     const char             *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strstr (lesson->haystack, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

const VmrCatalogLesson *
vmr_catalog_current (const VmrCatalog  *catalog,
                     const VmrProgress *progress)
{
  g_return_val_if_fail (catalog != NULL, NULL);

  const VmrCatalogLesson *best = NULL;
  gint64 latest = -1;
  guint last = G_MAXUINT, n = catalog->lessons->len;

  for (guint i = 0; i < n; i++)
    {
      const VmrCatalogLesson *lesson = catalog->lessons->pdata[i];
      gint64 opened = vmr_progress_opened (progress, lesson->id);

      if (opened == 0 || opened < latest)
        continue;
      latest = opened;
      last = i;
    }
  if (n == 0)
    return NULL;
  if (last == G_MAXUINT)
    return catalog->lessons->pdata[0];
  for (guint i = 0; i < n && best == NULL; i++)
    {
      const VmrCatalogLesson *lesson = catalog->lessons->pdata[(last + i) % n];

      if (!vmr_progress_is_done (progress, lesson->id))
        best = lesson;
    }
  return best ? best : catalog->lessons->pdata[0];
}

const VmrCatalogLesson *
vmr_catalog_next (const VmrCatalog *catalog,
                  const char       *path)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  for (guint i = 0; i + 1 < catalog->lessons->len; i++)
    if (g_strcmp0 (((VmrCatalogLesson *) catalog->lessons->pdata[i])->path, path) == 0)
      return catalog->lessons->pdata[i + 1];
  return NULL;
}

gboolean
vmr_catalog_has (const VmrCatalog *catalog,
                 const char       *path)
{
  g_return_val_if_fail (catalog != NULL, FALSE);
  for (guint i = 0; i < catalog->lessons->len; i++)
    if (g_strcmp0 (((VmrCatalogLesson *) catalog->lessons->pdata[i])->path, path) == 0)
      return TRUE;
  return FALSE;
}

guint
vmr_catalog_minutes_left (const VmrCatalogLesson *lesson,
                          const VmrProgress      *progress)
{
  guint part = MAX (vmr_progress_part (progress, lesson->id), 1), parts = MAX (lesson->n_parts, 1);

  return MAX ((lesson->minutes * (parts + 1 - MIN (part, parts)) + parts / 2) / parts, 1);
}
