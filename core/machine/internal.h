/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* For core/machine and what drives it: making a machine, and commands that no line makes. */

#include "core/machine/machine.h"
#include "core/state/edit.h"

G_BEGIN_DECLS

/* Around changes that no line of the language makes (a replay): what happens in between is one
 * command with @text for its line. */
void km_machine_begin (KmMachine *m);
void km_machine_end (KmMachine *m, const char *text);

/* The verb `machine`: lays out the arena for @config and boots into it. */
gboolean km_machine_make (KmMachine *m, const KmConfig *config, GError **error);
/* Back to a machine that has not booted. */
void km_machine_unmake (KmMachine *m);

/* start_kernel () as far as memory goes: memblock, zones, watermarks, kernel page tables. */
gboolean km_boot (KmMachine *m, const KmConfig *config, GError **error);

G_END_DECLS
