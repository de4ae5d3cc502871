/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/progress.h"

struct _VmrProgress
{
  char     *path;
  GKeyFile *file;
  gboolean  changed;
};

VmrProgress *
vmr_progress_new (const char *path)
{
  VmrProgress *progress = g_new0 (VmrProgress, 1);

  progress->path = path ? g_strdup (path)
                        : g_build_filename (g_get_user_data_dir (), "vmarium", "progress.ini", NULL);
  progress->file = g_key_file_new ();
  /* A half-read key file would keep what stood before the mistake. */
  if (!g_key_file_load_from_file (progress->file, progress->path, G_KEY_FILE_KEEP_COMMENTS, NULL))
    {
      g_key_file_unref (progress->file);
      progress->file = g_key_file_new ();
    }
  return progress;
}

void
vmr_progress_free (VmrProgress *progress)
{
  if (progress == NULL)
    return;
  vmr_progress_save (progress, NULL);
  g_key_file_unref (progress->file);
  g_free (progress->path);
  g_free (progress);
}

guint
vmr_progress_part (const VmrProgress *progress,
                   const char        *lesson)
{
  int part = g_key_file_get_integer (progress->file, lesson, "part", NULL);

  return part > 0 ? (guint) part : 0;
}

gboolean
vmr_progress_is_done (const VmrProgress *progress,
                      const char        *lesson)
{
  return g_key_file_get_boolean (progress->file, lesson, "done", NULL);
}

gint64
vmr_progress_opened (const VmrProgress *progress,
                     const char        *lesson)
{
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
  progress->changed = TRUE;
  return TRUE;
}

gboolean
vmr_progress_note (VmrProgress *progress,
                   const char  *lesson,
                   guint        part,
                   guint        n_parts,
                   gboolean     at_end)
{
  gboolean news = set_integer (progress, lesson, "part", part);

  news |= set_integer (progress, lesson, "parts", n_parts);
  if (at_end && !vmr_progress_is_done (progress, lesson))
    {
      g_key_file_set_boolean (progress->file, lesson, "done", TRUE);
      news = progress->changed = TRUE;
    }
  return news;
}

void
vmr_progress_open (VmrProgress *progress,
                   const char  *lesson,
                   gint64       now)
{
  g_key_file_set_int64 (progress->file, lesson, "opened", now);
  progress->changed = TRUE;
}

void
vmr_progress_forget (VmrProgress *progress)
{
  g_key_file_unref (progress->file);
  progress->file = g_key_file_new ();
  progress->changed = TRUE;
}

gboolean
vmr_progress_save (VmrProgress *progress,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (progress->path);
  g_autofree char *text = NULL;
  gsize length;

  if (!progress->changed)
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  text = g_key_file_to_data (progress->file, &length, NULL);
  if (!g_file_set_contents (progress->path, text, (gssize) length, error))
    return FALSE;
  progress->changed = FALSE;
  return TRUE;
}
