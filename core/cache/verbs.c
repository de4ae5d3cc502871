/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file: puts a file on the disk. */
#include "core/language/call.h"
#include "core/language/names.h"

#include "core/cache/file.h"

gboolean
km_verb_file (KmCall *call, const KmArgs_file *args, GError **error)
{
  const KmArg *name = args->NAME.slot.arg, *path = args->path.slot.arg;
  g_autofree char *full =
    path != NULL ? g_strdup (path->text) : g_strdup_printf ("/%s", name->text);
  uint64_t size, ino;
  KmFileId file;

  if (!km_name_check_new (call, name, error)
      || !km_call_value (call, args->size, 0, KM_FILE_MAX, &size, error)
      || !km_call_value (call, args->ino, 0, G_MAXUINT32, &ino, error))
    return FALSE;
  if (km_file_from_path (call->m, full) != NULL || strlen (full) > 63)
    {
      km_call_error (call, name->column, error,
                     "the path “%s” cannot be used; expected one of at most 63 bytes that is not on the disk yet",
                     full);
      return FALSE;
    }
  file = km_file_new (call->m, full, size, ino);
  if (KM_IS_NONE (file))
    {
      g_string_append (call->m->out, "file: ENOSPC\n");
      return TRUE;
    }
  if (args->ramfs.slot.arg != NULL)
    km_file_set_in_memory (call->m, km_file (call->m, file));
  return km_name_define (call, name->text, name->column, KM_NAME_FILE, 0, file.value, error);
}
