/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/report.h"

#include "ui/session/session-private.h"

char *
vmr_session_report (const VmrSession *self,
                    const char       *what,
                    guint             step)
{
  uint32_t cursor = km_machine_cursor (self->machine);
  char *text;

  if (step > km_machine_n_steps (self->machine))
    return NULL;
  km_machine_goto (self->machine, step);
  text = km_machine_print (self->machine, what, NULL);
  km_machine_goto (self->machine, cursor);
  return text;
}
