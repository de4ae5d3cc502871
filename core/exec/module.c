/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/elf.h"
#include "core/language/module.h"
#include "core/language/print.h"

/* What size (1) says of a program. */
static gboolean
print_size (KmPrint *p, GError **error)
{
  KmElf elf;
  GError *wrong = NULL;
  g_autofree char *path = km_machine_path (p->call.m, p->args[0].text), *text = NULL;

  if (!km_elf_read (path, &elf, &wrong))
    {
      km_call_error (&p->call, p->args[0].column, error, "%s", wrong->message);
      g_error_free (wrong);
      return FALSE;
    }
  text = km_elf_size_print (&elf, p->args[0].text);
  g_string_append (p->out, text);
  return TRUE;
}

static const KmReport reports[] = { { "size", "ELF", .print = print_size }, { .what = NULL } };

const KmModule km_module_exec = { .name = "exec", .reports = reports };
