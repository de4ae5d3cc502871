/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"

#include "core/state/edit.h"

/* Inode numbers as on the recorded machines: those before belong to what was made earlier. */
static void
boot (KmMachine *m)
{
  KM_EDIT (m, m->state->next_ino, 6);
  KM_EDIT (m, m->state->next_shmem_ino, 2);
}

const KmModule km_module_cache = { .name = "cache", .boot = boot };
