/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/book.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* setup.c: the first n commands behind the machine set a sandbox up. */
void     vmr_act_set_up     (VmrAct      *act,
                             guint        n);

/* The set-up; see setup.c. A machine that is too small for it opens empty, and a notice says so. */
gboolean      vmr_session_open_sandbox  (VmrSession       *self,
                                         const char       *arguments,
                                         GError          **error);
/* How many commands it has; 0 none. */
guint         vmr_session_n_setup       (const VmrSession *self);
gboolean      vmr_session_setup_is_open (const VmrSession *self);
void          vmr_session_open_setup    (VmrSession       *self,
                                         gboolean          open);

G_END_DECLS
