/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/syscall/exec-files.h"

#include "core/exec/builtin.h"
#include "core/language/call.h"
#include "core/user/errno.h"

#include <errno.h>
#include <string.h>

void
km_exec_files_init (KmExecFiles *files, const KmMachine *m, const char *interp)
{
  *files = (KmExecFiles) { m, interp, g_ptr_array_new_with_free_func ((GDestroyNotify) km_image_free) };
}

void
km_exec_files_clear (KmExecFiles *files)
{
  g_clear_pointer (&files->images, g_ptr_array_unref);
}

/* Below the script's folder, whatever ".." the path has; NULL when there is no such file. */
static KmImage *
from_folder (const KmExecFiles *files, const char *path)
{
  g_autofree char *folder = km_machine_path (files->m, "."), *root = g_canonicalize_filename (folder, NULL);
  g_autofree char *inner = g_canonicalize_filename (path, "/"), *full = g_build_filename (root, inner, NULL);

  return km_image_new_from_file (full, path, NULL);
}

static KmImage *
look_up (const KmExecFiles *files, const char *path)
{
  KmImage *image = NULL;

  if (files->interp != NULL)
    {
      g_autofree char *full = km_machine_path (files->m, files->interp);

      image = km_image_new_from_file (full, path, NULL);
    }
  if (image == NULL)
    image = from_folder (files, path);
  return image != NULL ? image : km_image_builtin (path);
}

uint32_t
km_exec_files_find (const char *path, gpointer data, const KmImage **image)
{
  KmExecFiles *files = data;
  KmImage *found;

  for (guint i = 0; i < files->images->len; i++)
    {
      *image = g_ptr_array_index (files->images, i);
      if (strcmp ((*image)->path, path) == 0)
        return 0;
    }
  found = look_up (files, path);
  if (found == NULL)
    return KM_ERROR (ENOENT);
  g_ptr_array_add (files->images, found);
  *image = found;
  return 0;
}
