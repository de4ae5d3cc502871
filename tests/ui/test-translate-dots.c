/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The numbers of the steps: each is that of a stop, whichever steps are opened, and stands at what it is about. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-translate.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/stages/translate-plain-private.h"

#include <math.h>

static KmStepKind
kind_of (guint step)
{
  return km_machine_step_kind (vmr_session_machine (session), step);
}

static gboolean
is_lit_row (const VmrCell *cell)
{
  guint part = cell->part & ~16u;

  return part == 0x9100u + VMR_PART_ROW && cell->flags & VMR_CELL_CHANGED;
}

/* The number of the step that reads a table stands at the upper corner of the row that it reads. */
static void
check_row (const VmrCells *cells,
           const VmrCell  *dot)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (is_lit_row (cell) && fabs (cell->rect.y - dot->rect.y - dot->rect.h / 2) < 2)
        return;
    }
  g_error ("step %u: no lit row where its number stands", dot->ref.id);
}

static void
check_numbers (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape != VMR_SHAPE_DOT || cell->ref.kind != VMR_REF_STEP)
        continue;
      g_assert_true (vmr_session_is_stop (session, cell->ref.id));
      if (cell->ref.id == vmr_session_cursor (session) && kind_of (cell->ref.id) == KM_STEP_WALK_TABLE)
        check_row (cells, cell);
    }
}

/* The step whose number stands at the address; 0 none. */
static guint
dot_at_address (const VmrCells *cells)
{
  guint found = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      KmStepKind kind = cell->shape == VMR_SHAPE_DOT && cell->ref.kind == VMR_REF_STEP ? kind_of (cell->ref.id)
                        : KM_STEP_PAGE_FAULT;

      if (kind == KM_STEP_ACCESS || kind == KM_STEP_SEGMENT || kind == KM_STEP_TLB_MISS || kind == KM_STEP_TLB_HIT)
        found = MAX (found, cell->ref.id);
    }
  return found;
}

static void
check_step (guint  step,
            guint *last)
{
  guint access;

  vmr_session_jump (session, step);
  g_test_message ("step %u", step);
  access = vmr_stage_reached (session, KM_STEP_ACCESS);
  for (VmrDetail detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      guint dot;

      vmr_session_set_detail (session, detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      check_numbers (cells);
      dot = dot_at_address (cells);
      /* Within one access the address never goes back to an earlier number. */
      if (dot != 0 && last[detail] > access)
        g_assert_cmpuint (dot, >=, last[detail]);
      last[detail] = dot ? dot : last[detail];
      /* A miss has read nothing; after a fault the row that was set stays in the light. */
      for (guint i = 0; kind_of (step) == KM_STEP_TLB_MISS &&
                        vmr_stage_reached (session, KM_STEP_PAGE_FAULT) < access && i < vmr_cells_n (cells); i++)
        g_assert_false (is_lit_row (vmr_cells_get (cells, i)));
    }
}

void
test_dots (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  guint last[VMR_DETAIL_FULL + 1] = { 0 }, from, to, depth;

  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  depth = vmr_session_depth (session);
  vmr_session_set_depth (session, KM_DEPTH_STORY);
  from = vmr_session_stop_at (session, 0);
  to = vmr_session_stop_at (session, MIN (vmr_session_act_stops (session), 24) - 1);
  for (guint step = from; step <= MIN (to, from + 250); step++)
    check_step (step, last);
  vmr_session_set_depth (session, depth);
}
