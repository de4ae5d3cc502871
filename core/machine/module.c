/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/state/edit.h"

static void
boot (KmMachine *m)
{
  KM_EDIT (m, m->state->auto_daemons, 1);
}

static const KmSysctl sysctls[] = {
  { "auto_daemons", 0, 1, G_STRUCT_OFFSET (KmState, auto_daemons), NULL },
  { "swappiness", 0, 200, G_STRUCT_OFFSET (KmState, config.swappiness), NULL },
  { .name = NULL },
};

const KmModule km_module_machine = { .name = "machine", .boot = boot, .sysctls = sysctls };
