/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* An endless supply of command lines, good and bad, that fit the state of a machine. */

#include "core/machine/machine.h"

typedef struct _RandomCommands RandomCommands;

RandomCommands *random_commands_new (guint32 seed, guint cpus);
void random_commands_free (RandomCommands *commands);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomCommands, random_commands_free)

/* The next line. Most are meant to succeed; some name what does not exist, or are no command at
 * all. */
char *random_commands_next (RandomCommands *commands, const KmMachine *machine);
