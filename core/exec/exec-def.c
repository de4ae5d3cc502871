/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/exec-def.h"

#define DEFAULT_STACK_LIMIT (8u << 20)
#define DEFAULT_MEMLOCK_LIMIT (64u << 10)
#define DEFAULT_UID 1000u

void
km_exec_def_init (KmExecDef *def)
{
  static const char *const none[] = { NULL };

  *def = (KmExecDef) { .envp = none, .uid = DEFAULT_UID, .gid = DEFAULT_UID };
  for (guint i = 0; i < KM_N_RLIMITS; i++)
    def->rlimit[i] = KM_RLIM_INFINITY;
  def->rlimit[KM_RLIMIT_STACK] = DEFAULT_STACK_LIMIT;
  def->rlimit[KM_RLIMIT_MEMLOCK] = DEFAULT_MEMLOCK_LIMIT;
}
