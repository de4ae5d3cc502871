/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* What `print WHAT` writes in the state after step, for drawings that show a text beside what it
 * was before. The cursor is where it was afterwards. NULL when there is no such report; free it. */
char *vmr_session_report (const VmrSession *self,
                          const char       *what,
                          guint             step);

G_END_DECLS
