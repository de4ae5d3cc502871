/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* How panels call things. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* The colour of a step's subsystem. */
VmrInk      vmr_subsystem_ink  (KmSubsystem subsystem);
/* Where a zone ends, in the same way wherever it is said: a frame or two short of 876 MiB is 876. */
guint       vmr_whole_mib  (guint64 pfn);
/* "279 555": groups of three by a narrow no-break space. */
const char *vmr_count_text (guint64 count, char *buffer, gsize length);

G_END_DECLS
