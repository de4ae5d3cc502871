/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/support.h"

#include "ui/session/data-dir.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"

#include <string.h>

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char **
test_lessons (void)
{
  g_autofree char *one = vmr_data_path ("lessons/06-demand-paging.lesson");
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  GPtrArray *paths = g_ptr_array_new ();
  const char *name;

  g_assert_nonnull (one);
  folder = g_path_get_dirname (one);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lesson"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (paths, FALSE);
}

void
test_lessons_add (const char    *prefix,
                  GTestDataFunc  func)
{
  g_auto (GStrv) paths = test_lessons ();

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      g_autofree char *test = g_strconcat (prefix, name, NULL);

      g_test_add_data_func_full (test, g_strdup (paths[i]), func, g_free);
    }
}

void
test_open_lesson (VmrSession *session,
                  const char *name)
{
  g_autofree char *file = g_strdup_printf ("lessons/%s.lesson", name);
  g_autofree char *path = vmr_data_path (file);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (path);
  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
}

void
test_open_machine (VmrSession *session,
                   const char *arguments)
{
  g_autoptr (GError) error = NULL;

  vmr_session_open_machine (session, arguments, &error);
  g_assert_no_error (error);
}

void
test_run (VmrSession *session,
          const char *line)
{
  g_autoptr (GError) error = NULL;

  vmr_session_run (session, line, NULL, &error);
  g_assert_no_error (error);
  vmr_session_move (session, VMR_MOVE_LAST);
}

void
test_some_use (VmrSession *session,
               const char *preset)
{
  g_autoptr (GError) failed = NULL;
  static const char *const lines[] = {
    "exec sh text=1020K data=12K bss=416K", "buf = mmap sh 64K rw", "write sh buf+0x3000 len=8K",
    "write sh stack_start-16", "blk = alloc_pages 3", "free_pages blk",
  };

  vmr_session_open_preset (session, preset, &failed);
  g_assert_no_error (failed);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_run (session, lines[i], NULL, &error);
      g_assert_no_error (error);
      vmr_session_move (session, VMR_MOVE_LAST);
    }
}
