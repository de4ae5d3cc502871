/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Which stage is shown, and how much of it. */

#include "ui/session/part.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* "plain", "levels" or "full"; -1 for anything else. */
int vmr_detail_from_name (const char *name);

/* The stage that is pinned, by name; NULL follows the step. */
const char      *vmr_session_pinned       (const VmrSession *self);
void             vmr_session_pin          (VmrSession  *self,
                                           const char  *stage);
/* The stage the lesson shows at this very step, by name; NULL: the step's own. */
const char      *vmr_session_look         (const VmrSession *self);
/* The same of another step of the present part; NULL away from the lesson. */
const char      *vmr_session_look_at      (const VmrSession *self,
                                           guint             step);
/* As the user has chosen, else as the lesson said last, else all of it; a sandbox starts plain. */
VmrDetail        vmr_session_detail       (const VmrSession *self);
/* Whether the user has turned to another stage or detail than the lesson shows, and back to that. */
gboolean         vmr_session_is_turned    (const VmrSession *self);
void             vmr_session_turn_back    (VmrSession  *self);
/* Until another lesson or machine is opened. */
void             vmr_session_set_detail   (VmrSession  *self,
                                           VmrDetail    detail);

G_END_DECLS
