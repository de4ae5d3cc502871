/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Progress from one run to the next, and the table of contents that offers where to go on. */
#include "tests/ui/support.h"
#include "ui/session/catalog.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder, *path;
} Place;

static void
place_set_up (Place        *place,
              gconstpointer data)
{
  place->folder = g_dir_make_tmp ("vmarium-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "deep", "progress.ini", NULL);
}

static void
place_tear_down (Place        *place,
                 gconstpointer data)
{
  g_autofree char *deep = g_path_get_dirname (place->path);

  g_unlink (place->path);
  g_rmdir (deep);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
}

static void
test_kept (Place        *place,
           gconstpointer data)
{
  VmrProgress *progress = vmr_progress_new (place->path);

  g_assert_cmpuint (vmr_progress_part (progress, "zones"), ==, 0);
  vmr_progress_open (progress, "zones", 1000);
  g_assert_true (vmr_progress_note (progress, "zones", 2, 5, FALSE));
  g_assert_false (vmr_progress_note (progress, "zones", 2, 5, FALSE));
  g_assert_true (vmr_progress_note (progress, "heap", 3, 3, TRUE));
  vmr_progress_free (progress);

  progress = vmr_progress_new (place->path);
  g_assert_cmpuint (vmr_progress_part (progress, "zones"), ==, 2);
  g_assert_cmpint (vmr_progress_opened (progress, "zones"), ==, 1000);
  g_assert_false (vmr_progress_is_done (progress, "zones"));
  g_assert_true (vmr_progress_is_done (progress, "heap"));
  /* Read again from the start, it stays done. */
  vmr_progress_note (progress, "heap", 1, 3, FALSE);
  g_assert_true (vmr_progress_is_done (progress, "heap"));
  vmr_progress_forget (progress);
  vmr_progress_free (progress);

  progress = vmr_progress_new (place->path);
  g_assert_cmpuint (vmr_progress_part (progress, "zones"), ==, 0);
  g_assert_false (vmr_progress_is_done (progress, "heap"));
  vmr_progress_free (progress);
}

/* The file is the user's: what is wrong in it is no error. */
static void
test_broken (Place        *place,
             gconstpointer data)
{
  static const char *const texts[] = {
    "[zones\npart=2", "\xff\xfe", ("[zones]\npart=-7\ndone=maybe\n" "opened=yesterday\n"), "" };
  g_autofree char *deep = g_path_get_dirname (place->path);

  g_mkdir (deep, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      VmrProgress *progress;

      g_assert_true (g_file_set_contents (place->path, texts[i], -1, NULL));
      progress = vmr_progress_new (place->path);
      g_assert_cmpuint (vmr_progress_part (progress, "zones"), ==, 0);
      g_assert_false (vmr_progress_is_done (progress, "zones"));
      g_assert_cmpint (vmr_progress_opened (progress, "zones"), ==, 0);
      vmr_progress_note (progress, "zones", 1, 5, FALSE);
      g_assert_true (vmr_progress_save (progress, NULL));
      vmr_progress_free (progress);
    }
}

/* Two windows, or two runs, write the same file. */
static void
test_two_windows (Place        *place,
                  gconstpointer data)
{
  VmrProgress *one = vmr_progress_new (place->path), *two = vmr_progress_new (place->path);

  vmr_progress_note (one, "zones", 2, 5, FALSE);
  vmr_progress_note (two, "heap", 3, 5, FALSE);
  g_assert_true (vmr_progress_save (one, NULL));
  g_assert_true (vmr_progress_save (two, NULL));
  g_assert_cmpuint (vmr_progress_part (two, "zones"), ==, 2);
  g_assert_cmpuint (vmr_progress_part (one, "heap"), ==, 0);
  vmr_progress_sync (one);
  g_assert_cmpuint (vmr_progress_part (one, "heap"), ==, 3);
  vmr_progress_forget (one);
  vmr_progress_sync (one);
  vmr_progress_sync (two);
  g_assert_cmpuint (vmr_progress_part (two, "heap"), ==, 0);
  vmr_progress_free (one);
  vmr_progress_free (two);
}

static void
test_cannot_write (Place        *place,
                   gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "nothing", NULL);
  g_autofree char *below = g_build_filename (path, "progress.ini", NULL);
  g_autoptr (GError) error = NULL;
  VmrProgress *progress = vmr_progress_new (below);

  g_assert_true (g_file_set_contents (path, "a file, no folder", -1, NULL));
  vmr_progress_note (progress, "zones", 1, 5, FALSE);
  g_assert_false (vmr_progress_save (progress, &error));
  g_assert_nonnull (error);
  vmr_progress_free (progress);
  g_unlink (path);
}

static const VmrCatalogLesson *
lesson_of (const VmrCatalog *catalog,
           const char       *id)
{
  for (guint i = 0; i < catalog->lessons->len; i++)
    if (g_str_equal (((VmrCatalogLesson *) catalog->lessons->pdata[i])->id, id))
      return catalog->lessons->pdata[i];
  return NULL;
}

static void
test_current (Place        *place,
              gconstpointer data)
{
  g_autoptr (VmrCatalog) catalog = vmr_catalog_new (NULL);
  g_autoptr (VmrProgress) progress = vmr_progress_new (place->path);
  const VmrCatalogLesson *zones = lesson_of (catalog, "zones");
  const VmrCatalogLesson *program = lesson_of (catalog, "program");

  g_assert_cmpuint (catalog->lessons->len, >=, 7);
  g_assert_true (vmr_catalog_current (catalog, progress) == catalog->lessons->pdata[0]);
  vmr_progress_open (progress, "zones", 10);
  vmr_progress_note (progress, "zones", 2, zones->n_parts, FALSE);
  g_assert_true (vmr_catalog_current (catalog, progress) == zones);
  g_assert_cmpuint (vmr_catalog_minutes_left (zones, progress), <=, zones->minutes);
  vmr_progress_note (progress, "zones", zones->n_parts, zones->n_parts, TRUE);
  g_assert_true (vmr_catalog_current (catalog, progress) == program);
  g_assert_true (vmr_catalog_next (catalog, zones->path) == program);
  for (guint i = 0; i < catalog->lessons->len; i++)
    vmr_progress_note (progress, ((VmrCatalogLesson *) catalog->lessons->pdata[i])->id, 1, 1, TRUE);
  g_assert_true (vmr_catalog_current (catalog, progress) == catalog->lessons->pdata[0]);
}

static void
test_search (void)
{
  g_autoptr (VmrCatalog) catalog = vmr_catalog_new (NULL);
  const VmrCatalogLesson *demand = lesson_of (catalog, "demand-paging");
  const VmrCatalogLesson *buddy = lesson_of (catalog, "buddy");

  g_assert_cmpuint (demand->number, ==, 6);
  g_assert_cmpuint (vmr_catalog_chapter (demand), ==, 1);
  g_assert_cmpuint (vmr_catalog_chapter (buddy), ==, 2);
  g_assert_true (vmr_catalog_matches (demand, ""));
  g_assert_true (vmr_catalog_matches (demand, "PAGING  dem"));
  g_assert_true (vmr_catalog_matches (demand, "请求调页"));
  g_assert_false (vmr_catalog_matches (demand, "paging buddy"));
  g_assert_true (vmr_catalog_matches (buddy, "alloc_pages"));
}

/* The part as the whole lesson counts it, and opening one by its number. */
static void
test_parts (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  guint n;

  test_open_lesson (session, "04-zones");
  g_assert_cmpstr (vmr_session_lesson_id (session), ==, "zones");
  n = vmr_session_lesson_parts (session);
  for (guint part = 1; part <= n; part++)
    {
      vmr_session_show_part (session, part);
      g_assert_cmpuint (vmr_session_lesson_part (session), ==, part);
    }
  vmr_session_show_part (session, n + 10);
  g_assert_cmpuint (vmr_session_lesson_part (session), ==, n);
  vmr_session_jump (session, vmr_session_n_steps (session));
  g_assert_true (vmr_session_at_end (session));
  vmr_session_show_part (session, 0);
  g_assert_cmpuint (vmr_session_lesson_part (session), ==, 1);
  g_assert_true (vmr_session_open_machine (session, "ram=64M layout=mini", NULL));
  g_assert_null (vmr_session_lesson_id (session));
  g_assert_false (vmr_session_at_end (session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/progress/kept", Place, NULL, place_set_up, test_kept, place_tear_down);
  g_test_add ("/progress/broken", Place, NULL, place_set_up, test_broken, place_tear_down);
  g_test_add ("/progress/two-windows", Place, NULL, place_set_up, test_two_windows,
              place_tear_down);
  g_test_add ("/progress/cannot-write", Place, NULL, place_set_up, test_cannot_write,
              place_tear_down);
  g_test_add ("/catalog/current", Place, NULL, place_set_up, test_current, place_tear_down);
  g_test_add_func ("/catalog/search", test_search);
  g_test_add_func ("/catalog/parts", test_parts);
  return g_test_run ();
}
