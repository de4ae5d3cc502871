/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The stage that shows what the kernel's files say, now and before. Its texts are written when the cursor has moved or it
 * comes up, since the cursor has to go to each state for them, and no layout may move it. */
#define VMR_REPORT_STAGE "proc"

/* What `print WHAT` writes in the state after step: the cursor's, the one before it, or the one before the command. NULL
 * when that stage is not shown, and for another report. */
const char *vmr_session_report          (const VmrSession *self,
                                         const char       *what,
                                         guint             step);
/* Before those who draw are told that something is another. */
void        vmr_session_prepare_reports (VmrSession       *self);

G_END_DECLS
