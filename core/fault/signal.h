/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What is said of a signal in the transcript. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* "sh: signal 11 SEGV_MAPERR si_addr=0x1000 error_code=6 trapno=14", of the last one that the task got. */
void km_signal_report (KmMachine *m, const KmTask *task);

G_END_DECLS
