/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* Plays the session: one step, a rest, the next. Stops at the end, and at the end of a part when
 * asked to. Sends "changed" when it starts, stops or changes speed. */
#define VMR_TYPE_PLAYER (vmr_player_get_type ())
G_DECLARE_FINAL_TYPE (VmrPlayer, vmr_player, VMR, PLAYER, GObject)

#define VMR_SPEED_MIN 0.25
#define VMR_SPEED_MAX 25.0

VmrPlayer *vmr_player_new            (VmrSession *session);
gboolean   vmr_player_is_playing     (VmrPlayer  *self);
void       vmr_player_set_playing    (VmrPlayer  *self,
                                      gboolean    playing);
/* From the start of the present part. */
void       vmr_player_replay_part    (VmrPlayer  *self);
double     vmr_player_speed          (VmrPlayer  *self);
void       vmr_player_set_speed      (VmrPlayer  *self,
                                      double      speed);
/* The next of 0.25 0.5 1 1.5 2 4 8 25 in the direction of the sign; 0 goes back to 1. */
void       vmr_player_change_speed   (VmrPlayer  *self,
                                      int         direction);
gboolean   vmr_player_pause_after_part (VmrPlayer  *self);
void       vmr_player_set_pause_after_part (VmrPlayer *self,
                                            gboolean   pause);

G_END_DECLS
