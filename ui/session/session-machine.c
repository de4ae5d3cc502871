/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same commands on another machine. */
#include "ui/session/session-machine.h"

#include "vmarium-config.h"

#include "core/language/repeat.h"
#include "core/language/script.h"
#include "ui/session/book.h"
#include "ui/session/desk.h"
#include "ui/session/script-run.h"
#include "ui/session/session-private.h"
#include "ui/session/setup.h"

#include <glib/gi18n-lib.h>

/* What is measured on one size of machine is wrong on another. */
static gboolean
goes_with_size (const char *key)
{
  return g_str_equal (key, "ram") || g_str_equal (key, "managed") ||
         g_str_equal (key, "e820_top") || g_str_equal (key, "from");
}

/* Arguments of the machine command in text, with another size. */
static char *
machine_arguments (const char *text,
                   guint64     ram)
{
  g_autoptr (KmScript) script = km_script_parse ("machine", text, -1, NULL);
  const KmLine *line = script && script->lines->len ? script->lines->pdata[0] : NULL;
  GString *arguments = g_string_new (NULL);

  g_string_append_printf (arguments, "ram=%" G_GUINT64_FORMAT "K", ram >> 10);
  for (guint i = 0; line && i < line->n_args; i++)
    {
      const KmArg *arg = &line->args[i];
      g_autofree char *quoted = g_shell_quote (arg->text);

      if (arg->form == KM_FORM_KEY && !goes_with_size (arg->key))
        g_string_append_printf (arguments, " %s=%s", arg->key, arg->quoted ? quoted : arg->text);
    }
  return g_string_free (arguments, FALSE);
}

static gboolean
take_sandbox (VmrSession  *self,
              VmrBook     *book,
              gpointer     data,
              GError     **error)
{
  guint tries = self->desk.tries;

  vmr_act_set_up (vmr_book_act (book, 0), vmr_book_act (book, 0)->n_setup);
  vmr_book_finish_sandbox (book);
  vmr_session_take (self, book);
  self->desk.tries = tries;
  return TRUE;
}

gboolean
vmr_session_restart_on (VmrSession *self,
                        guint64     ram,
                        GError    **error)
{
  g_autofree char *arguments = NULL;
  GPtrArray *lines;
  VmrBook *book;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (self->book->lesson || km_machine_n_commands (self->machine) == 0)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   _("A lesson chooses its machine itself. Open a sandbox to try other sizes."));
      return FALSE;
    }
  arguments = machine_arguments (km_machine_command (self->machine, 0)->text, ram);
  book = vmr_book_sandbox (NULL, NULL);
  km_machine_set_base_dir (vmr_book_act (book, 0)->machine, km_machine_base_dir (self->machine));
  lines = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (lines, g_strdup_printf ("machine %s", arguments));
  vmr_book_act (book, 0)->n_setup = vmr_session_n_setup (self);
  for (guint i = 1; i < km_machine_n_commands (self->machine); i++)
    g_ptr_array_add (lines, g_strdup (km_machine_command (self->machine, i)->text));
  return vmr_session_record (self, vmr_script_run_new_lines (book, "sandbox", lines), take_sandbox,
                             NULL, NULL, error);
}
