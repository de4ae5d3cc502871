/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The set-up of a sandbox, and of a lesson that asks for it: see core/lesson/lived.h. It comes before
 * the first step that is shown; that of a sandbox can be gone into. */
#include "ui/session/setup.h"

#include "vmarium-config.h"

#include "core/lesson/lived.h"
#include "ui/session/book.h"
#include "ui/session/desk.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
vmr_session_open_sandbox (VmrSession  *self,
                          const char  *arguments,
                          GError     **error)
{
  VmrBook *book;
  VmrAct *act;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  book = vmr_book_sandbox (arguments, error);
  if (book == NULL)
    return FALSE;
  act = vmr_book_act (book, 0);
  if (km_lived_run (act->machine, NULL))
    {
      vmr_act_set_up (act, km_lived_n_commands ());
      g_ptr_array_set_size (act->parts, 0);
      vmr_book_finish_sandbox (book);
    }
  else
    {
      vmr_book_free (book);
      book = vmr_book_sandbox (arguments, error);
      if (book == NULL)
        return FALSE;
    }
  vmr_session_take (self, book);
  if (vmr_session_n_setup (self) == 0)
    vmr_session_notice (self, _("This machine is too small for the programs that a sandbox "
                                "begins with: it starts empty."));
  return TRUE;
}

void
vmr_act_set_up (VmrAct *act,
                guint   n)
{
  act->n_setup = n;
  act->setup_serial = n > 0 ? km_machine_command (act->machine, n)->serial : 0;
}

/* Whoever goes into the set-up and does something else there has left it: then all is his own. */
guint
vmr_session_n_setup (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  const VmrAct *act = self->act;

  return act->n_setup > 0 && act->n_setup < km_machine_n_commands (act->machine) &&
         km_machine_command (act->machine, act->n_setup)->serial == act->setup_serial
         ? act->n_setup : 0;
}

gboolean
vmr_session_setup_is_open (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  guint n = vmr_session_n_setup (self);

  return n > 0 &&
         self->act->first < km_machine_command (self->machine, n)->last_step;
}

void
vmr_session_open_setup (VmrSession *self,
                        gboolean    open)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  guint cursor = vmr_session_cursor (self), n = vmr_session_n_setup (self);

  if (n == 0)
    return;
  self->act->first =
    km_machine_command (self->machine, open ? 0 : n)->last_step;
  for (guint i = 0; i < G_N_ELEMENTS (self->act->places); i++)
    g_clear_pointer (&self->act->places[i].steps, g_array_unref);
  self->backwards = open;
  km_machine_goto (self->machine, open ? self->act->first + 1 : MAX (cursor, self->act->first));
  vmr_session_emit_config (self);
  vmr_session_emit_moved (self);
}
