/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/fault/signal.h"

void
km_signal_report (KmMachine *m, const KmTask *task)
{
  const char *code = task->signal == KM_SIGBUS ? "BUS_ADRERR"
                     : task->sig_code == KM_SEGV_MAPERR ? "SEGV_MAPERR" : "SEGV_ACCERR";
  g_autofree char *addr = task->sig_addr == 0 ? g_strdup ("(nil)") : g_strdup_printf ("0x%x", task->sig_addr);

  g_string_append_printf (m->out, "%s: signal %u %s si_addr=%s error_code=%u trapno=14\n", task->comm, task->signal, code,
                          addr, task->error_code);
}
