/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/progress.h"

struct _VmrProgress
{
  char       *path;
  GKeyFile   *file;
  GHashTable *touched;        /* lessons changed since the last save */
  gboolean    forgotten;      /* what is on the disk does not count */
};

/* A half-read key file would keep what stood before the mistake. */
static GKeyFile *
read_file (const char *path)
{
  GKeyFile *file = g_key_file_new ();

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL))
    return file;
  g_key_file_unref (file);
  return g_key_file_new ();
}

VmrProgress *
vmr_progress_new (const char *path)
{
  VmrProgress *progress = g_new0 (VmrProgress, 1);

  progress->path = path ? g_strdup (path)
                        : g_build_filename (g_get_user_data_dir (), "vmarium", "progress.ini",
                                            NULL);
  progress->file = read_file (progress->path);
  progress->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return progress;
}

static void
touch (VmrProgress *progress,
       const char  *lesson)
{
  g_hash_table_add (progress->touched, g_strdup (lesson));
}

void
vmr_progress_free (VmrProgress *progress)
{
  if (progress == NULL)
    return;
  vmr_progress_save (progress, NULL);
  g_key_file_unref (progress->file);
  g_hash_table_unref (progress->touched);
  g_free (progress->path);
  g_free (progress);
}

guint
vmr_progress_part (const VmrProgress *progress,
                   const char        *lesson)
{
  g_return_val_if_fail (progress != NULL, 0);

  int part = g_key_file_get_integer (progress->file, lesson, "part", NULL);

  return part > 0 ? (guint) part : 0;
}

gboolean
vmr_progress_is_done (const VmrProgress *progress,
                      const char        *lesson)
{
  g_return_val_if_fail (progress != NULL, FALSE);
  return g_key_file_get_boolean (progress->file, lesson, "done", NULL);
}

gint64
vmr_progress_opened (const VmrProgress *progress,
                     const char        *lesson)
{
  g_return_val_if_fail (progress != NULL, 0);
  return MAX (g_key_file_get_int64 (progress->file, lesson, "opened", NULL), 0);
}

static gboolean
set_integer (VmrProgress *progress,
             const char  *lesson,
             const char  *key,
             guint        value)
{
  if (g_key_file_get_integer (progress->file, lesson, key, NULL) == (int) value)
    return FALSE;
  g_key_file_set_integer (progress->file, lesson, key, (int) value);
  touch (progress, lesson);
  return TRUE;
}

gboolean
vmr_progress_note (VmrProgress *progress,
                   const char  *lesson,
                   guint        part,
                   guint        n_parts,
                   gboolean     at_end)
{
  g_return_val_if_fail (progress != NULL, FALSE);

  gboolean news = set_integer (progress, lesson, "part", part);

  news |= set_integer (progress, lesson, "parts", n_parts);
  if (at_end && !vmr_progress_is_done (progress, lesson))
    {
      g_key_file_set_boolean (progress->file, lesson, "done", TRUE);
      touch (progress, lesson);
      news = TRUE;
    }
  return news;
}

void
vmr_progress_open (VmrProgress *progress,
                   const char  *lesson,
                   gint64       now)
{
  g_return_if_fail (progress != NULL);
  g_key_file_set_int64 (progress->file, lesson, "opened", now);
  touch (progress, lesson);
}

int
vmr_progress_depth (const VmrProgress *progress,
                    const char        *lesson)
{
  g_return_val_if_fail (progress != NULL, 0);

  g_autoptr (GError) error = NULL;
  int depth = g_key_file_get_integer (progress->file, lesson, "depth", &error);

  return error == NULL && depth >= 0 ? depth : -1;
}

void
vmr_progress_set_depth (VmrProgress *progress,
                        const char  *lesson,
                        int          depth)
{
  g_return_if_fail (progress != NULL);
  g_key_file_set_integer (progress->file, lesson, "depth", depth);
  touch (progress, lesson);
}

void
vmr_progress_forget (VmrProgress *progress)
{
  g_return_if_fail (progress != NULL);
  g_key_file_unref (progress->file);
  progress->file = g_key_file_new ();
  g_hash_table_remove_all (progress->touched);
  progress->forgotten = TRUE;
}

static void
copy_lesson (GKeyFile   *from,
             GKeyFile   *to,
             const char *lesson)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, lesson, NULL, NULL);

  for (guint i = 0; keys && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (from, lesson, keys[i], NULL);

      g_key_file_set_value (to, lesson, keys[i], value);
    }
}

/* What is on the disk, with the lessons changed here on top of it. */
static void
merge (VmrProgress *progress)
{
  GKeyFile *disk = read_file (progress->path);
  GHashTableIter iter;
  gpointer lesson;

  g_hash_table_iter_init (&iter, progress->touched);
  while (g_hash_table_iter_next (&iter, &lesson, NULL))
    copy_lesson (progress->file, disk, lesson);
  g_key_file_unref (progress->file);
  progress->file = disk;
}

gboolean
vmr_progress_save (VmrProgress *progress,
                   GError     **error)
{
  g_return_val_if_fail (progress != NULL, FALSE);

  g_autofree char *folder = g_path_get_dirname (progress->path);
  g_autofree char *text = NULL;
  gsize length;

  if (!progress->forgotten && g_hash_table_size (progress->touched) == 0)
    return TRUE;
  if (!progress->forgotten)
    merge (progress);
  g_mkdir_with_parents (folder, 0700);
  text = g_key_file_to_data (progress->file, &length, NULL);
  if (!g_file_set_contents (progress->path, text, (gssize) length, error))
    return FALSE;
  g_hash_table_remove_all (progress->touched);
  progress->forgotten = FALSE;
  return TRUE;
}

void
vmr_progress_sync (VmrProgress *progress)
{
  g_return_if_fail (progress != NULL);
  if (vmr_progress_save (progress, NULL))
    merge (progress);
}
