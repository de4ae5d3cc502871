/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/lecture/shown.h"

#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/question.h"
#include "ui/panels/legend.h"
#include "ui/panels/mask.h"
#include "ui/session/session-look.h"
#include "ui/stages/stage-judged.h"

#include <math.h>

const VmrStage *
vmr_stage_own (const VmrSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  const char *look = vmr_session_look (session);
  const VmrStage *stage = look ? vmr_stages_find (look) : NULL;

  return stage ? stage : vmr_stages_for_step (session);
}

const VmrStage *
vmr_stage_shown (const VmrSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  const char *pinned = vmr_session_pinned (session);
  const VmrStage *stage = pinned ? vmr_stages_find (pinned) : NULL;

  return stage ? stage : vmr_stage_own (session);
}

void
vmr_middle_layout (gpointer          data,
                   const VmrSession *session,
                   VmrCells         *cells)
{
  double dock, m = 16;
  VmrCells *stage;

  if (vmr_session_state (session) == NULL)
    return;
  if (vmr_question_is_stage (session))
    {
      vmr_question_layout (session, cells, VMR_RECT (m, 12, cells->width - 2 * m,
                                                     cells->height - 24), NULL);
      return;
    }
  dock = vmr_question_height (session, cells, cells->width - 2 * m);
  dock = MIN (dock, cells->height - 24);
  if (dock <= 0)
    {
      vmr_stage_layout (vmr_stage_shown (session), session, cells);
      vmr_mask_cells (session, cells, TRUE);
      return;
    }
  if (cells->height - dock > 200)
    {
      stage = vmr_cells_new (cells->palette, cells->texts, cells->metrics, cells->width,
                             cells->height - dock - 20);
      vmr_stage_layout (vmr_stage_shown (session), session, stage);
      vmr_mask_cells (session, stage, TRUE);
      vmr_cells_append (cells, stage, 0, 0);
      vmr_cells_free (stage);
    }
  vmr_question_layout (session, cells, VMR_RECT (m, cells->height - dock - 12,
                                                 cells->width - 2 * m, dock), cells);
}

static gboolean
is_one_of (guint        use,
           const guint *uses,
           guint        n)
{
  for (guint i = 0; i < n; i++)
    if (uses[i] == use)
      return TRUE;
  return FALSE;
}

/* Where blocks are the subject they are what is free, and water, not ground. */
void
vmr_legend_row_layout (gpointer          data,
                       const VmrSession *session,
                       VmrCells         *cells)
{
  gboolean blocks = vmr_session_state (session) != NULL &&
                    vmr_stage_shown (session) == &vmr_stage_buddy;
  static const guint first[] = { VMR_USE_BLOCK, VMR_USE_LOOSE, KM_USE_PCP, KM_USE_KERNEL, KM_USE_ANON,
                                 KM_USE_FILE, KM_USE_PAGE_TABLE };
  const KmUse *uses;
  guint shown[KM_N_USES + G_N_ELEMENTS (first)], all = vmr_legend_uses (&uses), n = 0;

  /* What every request meets comes first, then the marks; rarer uses as far as there is room. */
  for (guint i = 0; blocks && i < G_N_ELEMENTS (first); i++)
    shown[n++] = first[i];
  for (guint i = 0; i < all; i++)
    if (!blocks || (uses[i] != KM_USE_FREE && !is_one_of (uses[i], first, G_N_ELEMENTS (first))))
      shown[n++] = uses[i];
  vmr_legend_row_draw (cells, shown, n, blocks, G_N_ELEMENTS (first));
}
