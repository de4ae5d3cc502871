/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

typedef enum
{
  VMR_MOVE_NEXT,
  VMR_MOVE_PREVIOUS,
  VMR_MOVE_NEXT_COMMAND,
  VMR_MOVE_PREVIOUS_COMMAND,
  VMR_MOVE_NEXT_PART,
  VMR_MOVE_PREVIOUS_PART,
  VMR_MOVE_FIRST,
  VMR_MOVE_LAST,
  VMR_MOVE_OPEN,          /* into the steps folded before the next stop; where none are, the next command */
  VMR_MOVE_CLOSE,         /* out of them, to the stop before; elsewhere the previous command */
} VmrMove;

/* Towards the end: at the end of a lesson it leads to the next one. */
gboolean vmr_move_is_forward (VmrMove move);

/* FALSE when there is nowhere to go; a notice says so. */
gboolean         vmr_session_move         (VmrSession  *self,
                                           VmrMove      move);
void             vmr_session_goto         (VmrSession  *self,
                                           guint        step);
/* As goto, but no question holds it: for a place the user has named. */
void             vmr_session_jump         (VmrSession  *self,
                                           guint        step);

G_END_DECLS
