/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/player.h"

#include "core/lesson/pace.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

struct _VmrPlayer
{
  GObject     parent_instance;

  VmrSession *session;
  guint       source;
  double      speed;
  gboolean    pause_after_part;
};

G_DEFINE_FINAL_TYPE (VmrPlayer, vmr_player, G_TYPE_OBJECT)

static guint changed_signal;

static void
vmr_player_dispose (GObject *object)
{
  VmrPlayer *self = VMR_PLAYER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vmr_player_parent_class)->dispose (object);
}

static void
vmr_player_class_init (VmrPlayerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vmr_player_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
vmr_player_init (VmrPlayer *self)
{
  self->speed = 1;
}

VmrPlayer *
vmr_player_new (VmrSession *session)
{
  VmrPlayer *self = g_object_new (VMR_TYPE_PLAYER, NULL);

  self->session = g_object_ref (session);
  return self;
}

static void player_restart (VmrPlayer *self);

static gboolean
player_tick (gpointer data)
{
  VmrPlayer *self = data;
  guint part = vmr_session_current_part (self->session);
  gboolean last = vmr_session_at_end (self->session) ||
                  !vmr_session_move (self->session, VMR_MOVE_NEXT);

  /* Each place has its own rest: the source is made anew. */
  self->source = 0;
  if (last || (self->pause_after_part && vmr_session_current_part (self->session) != part))
    {
      g_signal_emit (self, changed_signal, 0);
      return G_SOURCE_REMOVE;
    }
  player_restart (self);
  return G_SOURCE_REMOVE;
}

/* At speed 1: long enough for the motion, and to read what is said here. */
static guint
player_rest (VmrPlayer *self)
{
  VmrSession *session = self->session;
  gboolean zh = vmr_session_chinese_first (session);
  guint cursor = vmr_session_cursor (session);
  g_autofree char *headline = vmr_session_words (session, cursor, VMR_WORDS_HEADLINE, zh);
  g_autofree char *say = vmr_session_say (session, zh);

  return KM_PACE_LOOK_MS + km_pace_read (headline) / 2 + km_pace_read (say);
}

static void
player_restart (VmrPlayer *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add ((guint) (player_rest (self) / self->speed), player_tick, self);
}

gboolean
vmr_player_is_playing (VmrPlayer *self)
{
  g_return_val_if_fail (VMR_IS_PLAYER (self), FALSE);
  return self->source != 0;
}

void
vmr_player_set_playing (VmrPlayer *self,
                        gboolean   playing)
{
  g_return_if_fail (VMR_IS_PLAYER (self));
  if (playing == vmr_player_is_playing (self))
    return;
  if (playing)
    {
      /* The press must be seen at once, not after the first rest. */
      if (!vmr_session_move (self->session, VMR_MOVE_NEXT))
        return;
      player_restart (self);
    }
  else
    {
      g_clear_handle_id (&self->source, g_source_remove);
    }
  g_signal_emit (self, changed_signal, 0);
}

void
vmr_player_replay_part (VmrPlayer *self)
{
  g_return_if_fail (VMR_IS_PLAYER (self));

  const VmrPart *part = vmr_session_part (self->session,
                                          vmr_session_current_part (self->session));

  if (part == NULL)
    return;
  vmr_session_goto (self->session, part->first_step);
  player_restart (self);
  g_signal_emit (self, changed_signal, 0);
}

double
vmr_player_speed (VmrPlayer *self)
{
  g_return_val_if_fail (VMR_IS_PLAYER (self), 0);
  return self->speed;
}

void
vmr_player_set_speed (VmrPlayer *self,
                      double     speed)
{
  g_return_if_fail (VMR_IS_PLAYER (self));
  self->speed = CLAMP (speed, VMR_SPEED_MIN, VMR_SPEED_MAX);
  if (self->source != 0)
    player_restart (self);
  g_signal_emit (self, changed_signal, 0);
}

void
vmr_player_change_speed (VmrPlayer *self,
                         int        direction)
{
  static const double speeds[] = { 0.25, 0.5, 1, 1.5, 2, 4, 8, 25 };
  double speed = 1;

  g_return_if_fail (VMR_IS_PLAYER (self));
  if (direction > 0)
    {
      speed = VMR_SPEED_MAX;
      for (guint i = G_N_ELEMENTS (speeds); i-- > 0;)
        if (speeds[i] > self->speed)
          speed = speeds[i];
    }
  else if (direction < 0)
    {
      speed = VMR_SPEED_MIN;
      for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
        if (speeds[i] < self->speed)
          speed = speeds[i];
    }
  vmr_player_set_speed (self, speed);
}

gboolean
vmr_player_pause_after_part (VmrPlayer *self)
{
  g_return_val_if_fail (VMR_IS_PLAYER (self), FALSE);
  return self->pause_after_part;
}

void
vmr_player_set_pause_after_part (VmrPlayer *self,
                                 gboolean   pause)
{
  g_return_if_fail (VMR_IS_PLAYER (self));
  self->pause_after_part = pause;
}
