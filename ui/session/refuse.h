/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What a program that a signal has ended can no longer do. The engine lets it go on, for a recorded program may
 * have caught its signal; here nobody catches one, so whoever sees it dead must not see it run again. */

#include "ui/session/session-private.h"

G_BEGIN_DECLS

/* refuse.c: why this line is not run at the cursor, and at which column; NULL when nothing is against it. Free it.
 * Behind: at the end of the command that the cursor is in, where the line would run. */
char        *vmr_session_refusal      (const VmrSession *self,
                                       const char *text,
                                       guint      *column);
char        *vmr_session_refusal_behind (VmrSession *self,
                                       const char *text,
                                       guint      *column);

G_END_DECLS
