/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/size.h"
#include "core/language/module.h"
#include "core/language/print.h"

/* What size (1) says of a program, an object, a module or a library. */
static gboolean
print_size (KmPrint *p, GError **error)
{
  GError *wrong = NULL;
  g_autofree char *path = km_machine_path (p->call.m, p->args[0].text);
  g_autofree char *text = km_size_report (path, p->args[0].text, &wrong);

  if (text == NULL)
    {
      km_call_error (&p->call, p->args[0].column, error, "%s", wrong->message);
      g_error_free (wrong);
      return FALSE;
    }
  g_string_append (p->out, text);
  return TRUE;
}

static const KmReport reports[] = { { "size", "ELF", .print = print_size }, { .what = NULL } };

const KmModule km_module_exec = { .name = "exec", .reports = reports };
