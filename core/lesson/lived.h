/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/machine.h"

G_BEGIN_DECLS

/*
 * A memory that looks lived in: three programs (logd, shell, editor) have run for a while, with their
 * text and a library from files, and heaps; editor runs last. It is commands like any other, behind
 * the one that boots:
 *
 *   machine ── file ── exec … switch ──┃── what the user or the lesson does
 *   boot       km_lived_n_commands ()
 *
 * The other way was a picture of a machine kept in a file. Then every preset and size would need one,
 * and it could neither be read nor gone into.
 */

/* How many command records it makes. */
guint    km_lived_n_commands (void);
/* FALSE, with KM_MACHINE_ERROR: the machine is too small for it, and is in between then. */
gboolean km_lived_run        (KmMachine *machine,
                              GError   **error);
/* The machine command with ARGUMENTS (NULL: the defaults), and what has LIVED on it. FILE for
 * messages. */
gboolean km_lived_boot       (KmMachine  *machine,
                              const char *file,
                              const char *arguments,
                              gboolean    lived,
                              GError    **error);

G_END_DECLS
