/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "ui/session/data-dir.h"

char **
vmr_data_folders (void)
{
  const char *folders = g_getenv ("VMARIUM_DATADIR");
  g_autofree char *all = folders && *folders ? g_strconcat (folders, ":", VMARIUM_DATADIR, NULL)
                         : g_strdup (VMARIUM_DATADIR);

  return g_strsplit (all, ":", -1);
}

char *
vmr_data_path (const char *name)
{
  g_auto (GStrv) list = vmr_data_folders ();

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (list[i], name, NULL);

      if (*list[i] != '\0' && g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}
