/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a press stops at. Steps that are no stop are folded into the next one that is:
 *
 *   steps   12  13  14  15  16  17        13, 16 and 17 are stops
 *           ──+1─●───+2────●───●─
 *
 * The stops of an act are collected when first asked for and again when its history or the depth has
 * changed. At depth ALL nothing is collected: a script may have millions of steps. */
#include "ui/session/session-stops.h"

#include "vmarium-config.h"

#include "ui/session/book.h"
#include "ui/session/desk.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

KmDepth
vmr_session_depth (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->view.depth;
}

void
vmr_session_set_depth (VmrSession *self,
                       KmDepth     depth)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (self->view.depth == depth)
    return;
  self->view.depth = depth;
  vmr_session_emit_config (self);
}

static guint
act_end (const VmrSession *self,
         const VmrAct     *act)
{
  return act == self->act ? vmr_session_n_steps (self) : act->end;
}

static guint
newest_serial (const VmrAct *act)
{
  return km_machine_n_commands (act->machine) ? km_machine_command (act->machine, km_machine_n_commands (act->machine) - 1)->serial : 0;
}

static gboolean
ends_command (const KmMachine *machine,
              guint            step)
{
  guint command = km_machine_step_command (machine, step);

  return command < km_machine_n_commands (machine) && km_machine_command (machine, command)->last_step == step;
}

static gboolean
is_place (const VmrSession *self,
          const VmrAct     *act,
          KmDepth           depth,
          guint             step)
{
  /* A script's beginning and end are shown whatever they are. */
  if (self->book->lesson == NULL && (step == act->first || step == act_end (self, act)))
    return TRUE;
  /* In a sandbox a command is walked to its end, where the next one is chosen: that place keeps its number. */
  if (vmr_session_is_sandbox (self) && ends_command (act->machine, step))
    return TRUE;
  /* The lesson counts its commands and steps on its own line: what stands under the same number here is another. */
  return km_stops_depth (act == self->act && vmr_session_is_own (self, step) ? self->lesson.own_stops : act->stops,
                         act->machine, step) <= depth;
}

/* The stops of an act in their order, up to the end of what is shown; not at depth ALL. */
static const GArray *
act_places (const VmrSession *self,
            guint             index,
            KmDepth           depth)
{
  VmrAct *act = vmr_book_act (self->book, index);
  VmrPlaces *places = &act->places[depth];
  guint end = act_end (self, act), serial = newest_serial (act);

  if (places->steps != NULL && places->end == end && places->serial == serial)
    return places->steps;
  if (places->steps == NULL)
    places->steps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (places->steps, 0);
  for (guint step = act->first; step <= end; step++)
    if (is_place (self, act, depth, step))
      g_array_append_val (places->steps, step);
  places->end = end;
  places->serial = serial;
  return places->steps;
}

/* How many stops of the act lie before step. */
static guint
places_before (const GArray *places,
               guint         step)
{
  guint low = 0, high = places->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (places, guint, middle) < step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
place_at (const GArray *places,
          guint         i)
{
  return i < places->len ? g_array_index (places, guint, i) : 0;
}

guint
vmr_session_stop_after (const VmrSession *self,
                        guint             step)
{
  const GArray *places;

  g_return_val_if_fail (self != NULL, 0);
  if (self->view.depth == KM_DEPTH_ALL)
    return step < vmr_session_n_steps (self) ? MAX (step + 1, self->act->first) : 0;
  places = act_places (self, self->act_index, self->view.depth);
  return place_at (places, places_before (places, step + 1));
}

guint
vmr_session_stop_before (const VmrSession *self,
                         guint             step)
{
  const GArray *places;
  guint n;

  g_return_val_if_fail (self != NULL, 0);
  if (self->view.depth == KM_DEPTH_ALL)
    return step > self->act->first ? step - 1 : 0;
  places = act_places (self, self->act_index, self->view.depth);
  n = places_before (places, step);
  return n > 0 ? place_at (places, n - 1) : 0;
}

guint
vmr_session_last_stop (const VmrSession *self,
                       guint             act)
{
  const GArray *places;

  if (self->view.depth == KM_DEPTH_ALL)
    return act_end (self, vmr_book_act (self->book, act));
  places = act_places (self, act, self->view.depth);
  return places->len ? place_at (places, places->len - 1) : vmr_book_act (self->book, act)->first;
}

gboolean
vmr_session_is_stop (const VmrSession *self,
                     guint             step)
{
  const GArray *places;

  g_return_val_if_fail (self != NULL, FALSE);
  if (self->view.depth == KM_DEPTH_ALL)
    return step >= self->act->first && step <= vmr_session_n_steps (self);
  places = act_places (self, self->act_index, self->view.depth);
  return place_at (places, places_before (places, step)) == step;
}

guint
vmr_session_folded (const VmrSession *self,
                    guint             stop)
{
  g_return_val_if_fail (self != NULL, 0);

  guint before = vmr_session_stop_before (self, stop);

  return stop - (before > 0 ? before + 1 : MIN (self->act->first, stop));
}

static guint
act_n_stops (const VmrSession *self,
             guint             index,
             KmDepth           depth)
{
  const VmrAct *act = vmr_book_act (self->book, index);
  guint end;

  if (depth < KM_DEPTH_ALL)
    return act_places (self, index, depth)->len;
  end = act_end (self, act);
  return end >= act->first ? end - act->first + 1 : 0;
}

static guint
lesson_n_stops (const VmrSession *self,
                KmDepth           depth)
{
  guint n = 0;

  for (guint i = 0; i < self->book->acts->len; i++)
    n += act_n_stops (self, i, depth);
  return n;
}

/* How many stops of the present act come before the user's own ones. */
static guint
stops_before_own (const VmrSession *self,
                  KmDepth           depth)
{
  guint own = vmr_session_own_first (self);

  return depth == KM_DEPTH_ALL ? own - self->act->first
         : places_before (act_places (self, self->act_index, depth), own);
}

void
vmr_session_count_home (VmrSession *self)
{
  for (guint depth = 0; depth <= KM_DEPTH_ALL; depth++)
    self->lesson.home_stops[depth] = lesson_n_stops (self, depth);
}

guint
vmr_session_n_stops (const VmrSession *self,
                     KmDepth           depth)
{
  g_return_val_if_fail (self != NULL, 0);
  if (!self->lesson.away)
    return lesson_n_stops (self, depth);
  return vmr_session_is_own (self, vmr_session_cursor (self))
         ? act_n_stops (self, self->act_index, depth) - stops_before_own (self, depth) : self->lesson.home_stops[depth];
}

guint
vmr_session_stop_number (const VmrSession *self,
                         guint             step)
{
  g_return_val_if_fail (self != NULL, 0);

  gboolean is_own = vmr_session_is_own (self, step);
  guint number = 0, own;

  for (guint i = 0; i < self->act_index && !is_own; i++)
    number += act_n_stops (self, i, self->view.depth);
  if (self->view.depth == KM_DEPTH_ALL)
    own = step >= self->act->first ? step - self->act->first + 1 : 0;
  else
    {
      const GArray *places = act_places (self, self->act_index, self->view.depth);

      own = MIN (places_before (places, step) + 1, places->len);
    }
  return number + own - (is_own ? stops_before_own (self, self->view.depth) : 0);
}

static char *
own_place_text (const VmrSession *self,
                gboolean          brief)
{
  guint cursor = vmr_session_cursor (self), at = vmr_session_stop_before (self, cursor);

  if (vmr_session_is_stop (self, cursor))
    return g_strdup_printf (brief ? "%u / %u" : _("Your own step %u of %u"), vmr_session_stop_number (self, cursor),
                            vmr_session_n_stops (self, self->view.depth));
  if (vmr_session_is_own (self, at))
    return g_strdup_printf (brief ? "%u + %u" : _("Your own step %u + %u"), vmr_session_stop_number (self, at),
                            cursor - at);
  return g_strdup (_("your own steps"));
}

/* "Stop 12 of 18"; "Step" where every step is one. Between two stops: "Stop 12 + 3 steps". */
char *
vmr_session_place_text (const VmrSession *self,
                        gboolean          brief)
{
  g_return_val_if_fail (self != NULL, NULL);

  guint cursor = vmr_session_cursor (self), total = vmr_session_n_stops (self, self->view.depth), at;
  gboolean all = self->view.depth == KM_DEPTH_ALL;

  if (cursor < self->act->first || cursor == 0)
    return g_strdup ("");
  if (vmr_session_is_own (self, cursor))
    return own_place_text (self, brief);
  if (!vmr_session_is_stop (self, cursor))
    {
      at = vmr_session_stop_before (self, cursor);
      return at > 0
             ? g_strdup_printf (brief ? "%u + %u" : _("Stop %u + %u"),
                                vmr_session_stop_number (self, at), cursor - at)
             : g_strdup_printf (_("before stop %u"), vmr_session_stop_number (self, cursor));
    }
  at = vmr_session_stop_number (self, cursor);
  return g_strdup_printf (brief ? "%u / %u" : all ? _("Step %u of %u") : _("Stop %u of %u"), at,
                          total);
}

/* --- by number, for the timeline ---------------------------------------------------------------- */

guint
vmr_session_act_stops (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return act_n_stops (self, self->act_index, self->view.depth);
}

guint
vmr_session_stop_at (const VmrSession *self,
                     guint             index)
{
  g_return_val_if_fail (self != NULL, 0);
  if (self->view.depth == KM_DEPTH_ALL)
    return self->act->first + index;
  return place_at (act_places (self, self->act_index, self->view.depth), index);
}

guint
vmr_session_stop_index (const VmrSession *self,
                        guint             step)
{
  g_return_val_if_fail (self != NULL, 0);
  if (self->view.depth == KM_DEPTH_ALL)
    return step > self->act->first ? step - self->act->first : 0;
  return places_before (act_places (self, self->act_index, self->view.depth), step);
}
