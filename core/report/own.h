/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The reports that no kernel file gives and that belong to no subsystem: layout, steps. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* The program's own. */
void km_report_layout (const KmMachine *m, GString *out);
void km_report_steps (const KmMachine *m, GString *out);

G_END_DECLS
