/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where something is to be clicked, it may be that the drawing shown has no such thing: the user has turned
 * to another one, or to another detail of it. */
#include "ui/lecture/question-private.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-look.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"

#include <string.h>

/* What is drawn in one stage only; an address can be clicked beside them all. */
static gboolean
is_on_stage (const char *target)
{
  static const char *const targets[] = { "frame", "block", "pde", "pte", "zone", NULL };

  return target != NULL && g_strv_contains (targets, target);
}

gboolean
vmr_question_is_elsewhere (const VmrSession *session,
                           const VmrCells   *stage)
{
  const VmrQuestion *question = vmr_session_question (session);
  const VmrCell *found = NULL;

  if (stage == NULL || question == NULL || question->revealed || !vmr_session_is_turned (session) ||
      !is_on_stage (question->ask->target))
    return FALSE;
  /* Frames are drawn elsewhere too, but not the tables that lead to them. */
  if (vmr_stage_shown (session) != vmr_stage_own (session))
    return TRUE;
  for (guint i = 0; i < vmr_cells_n (stage); i++)
    {
      const VmrCell *cell = vmr_cells_get (stage, i);

      if (!vmr_session_can_point (session, cell->ref))
        continue;
      /* One alone is no choice. */
      if (found != NULL && !vmr_ref_equal (found->ref, cell->ref))
        return FALSE;
      found = cell;
    }
  return TRUE;
}
