/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/lived.h"

#include <string.h>

static const char *const lines[] = {
  "file libc size=1900K path=/lib/libc.so.6",
  "exec logd text=300K data=8K bss=64K",
  "brk logd +2M",
  "logd_libc = mmap logd 1900K rx file=libc",
  "read logd text len=240K",
  "write logd heap len=299p",
  "exec shell text=740K data=20K bss=60K",
  "brk shell +256K",
  "shell_libc = mmap shell 1900K rx file=libc",
  "read shell text len=320K",
  "write shell heap len=24p",
  "exec editor text=1020K data=12K bss=416K",
  "brk editor +132K",
  "libc_map = mmap editor 1900K rx file=libc",
  "anon = mmap editor 64K rw",
  "read editor text len=256K",
  "read editor libc_map len=160K",
  "write editor data len=12K",
  "write editor bss len=40p",
  "write editor heap len=21p",
  "write editor anon len=8p",
  "switch editor",
};

guint
km_lived_n_commands (void)
{
  return G_N_ELEMENTS (lines);
}

gboolean
km_lived_run (KmMachine *machine, GError **error)
{
  g_return_val_if_fail (machine != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *out = NULL;

      if (km_machine_run (machine, "lived", i + 1, lines[i], &out, NULL) &&
          (out == NULL || (strstr (out, "ENOMEM") == NULL && strstr (out, ": signal ") == NULL)))
        continue;
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT,
                   "no memory for “%s”, one of the programs that ran before; expected more RAM, or "
                   "lived=\"no\"", lines[i]);
      return FALSE;
    }
  return TRUE;
}

gboolean
km_lived_boot (KmMachine *machine, const char *file, const char *arguments, gboolean lived,
               GError **error)
{
  g_autofree char *boot = g_strconcat ("machine ", arguments, NULL);

  if (!km_machine_run (machine, file, 1, boot, NULL, error))
    return FALSE;
  if (!lived || km_lived_run (machine, error))
    return TRUE;
  g_prefix_error (error, "%s: ", file);
  return FALSE;
}
