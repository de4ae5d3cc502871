/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a file to a machine that has run all of it. */
#include "vmarium-config.h"

#include "core/machine/script.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

/* Files are untrusted: a script is never larger than this. */
#define MAX_SIZE (1u << 20)

static gboolean
load_script (const char *path,
             const char *text,
             gsize       length,
             KmMachine  *machine,
             GPtrArray  *parts,
             GError    **error)
{
  g_autoptr (KmScript) script = km_script_parse (path, text, (gssize) length, error);

  if (script == NULL)
    return FALSE;
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = script->lines->pdata[i];

      if (!km_machine_run (machine, path, line->number, line->source, NULL, error))
        return FALSE;
    }
  g_ptr_array_add (parts, vmr_part_new (_("Script"), 1, 0));
  return TRUE;
}

gboolean
vmr_session_load (const char  *path,
                  KmMachine  **machine,
                  char       **title,
                  GPtrArray  **parts,
                  GError     **error)
{
  g_autoptr (KmMachine) made = km_machine_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (vmr_part_free);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (length > MAX_SIZE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _("%s: larger than 1 MiB; expected a script or a lesson"), path);
      return FALSE;
    }
  made->base_dir = g_path_get_dirname (path);
  if (!load_script (path, text, length, made, list, error))
    return FALSE;
  *title = g_path_get_basename (path);
  *machine = g_steal_pointer (&made);
  *parts = g_steal_pointer (&list);
  return TRUE;
}
