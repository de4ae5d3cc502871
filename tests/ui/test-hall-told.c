/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-hall.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/question.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/walk.h"
#include "ui/stages/stage.h"

#include <stdlib.h>
#include <string.h>

/* An address space says whose it is, at every stop. */
static void
whose_look (void)
{
  const KmTask *task = vmr_session_task (session);

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (task == NULL || vmr_question_is_stage (session))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autoptr (VmrCells) cells = draw_page (screens[i].width, screens[i].height);

      n_seen++;
      if (test_says (cells, vmr_word ("virtual", FALSE)) && !test_says (cells, km_task_name (vmr_session_machine (session), task)))
        flaw ("does not say whose addresses they are", km_task_name (vmr_session_machine (session), task));
    }
}

void
test_whose (void)
{
  at_every_stop (whose_look);
}

/* Every zone of the machine says how many of its frames are free: a hall adds them up. */
void
test_zones (void)
{
  g_autoptr (VmrCells) cells = NULL;
  guint n = 0, wanted = 0;

  test_open_lesson (session, "03-translation");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  cells = draw_page (1920, 1080);
  for (guint i = 0; i < KM_N_ZONES; i++)
    wanted += vmr_session_state (session)->zones[i].spanned > 0;
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += g_str_has_prefix (test_text_at (cells, i), "free ") && strpbrk (test_text_at (cells, i), "0123456789?") != NULL;
  g_assert_cmpuint (n, ==, wanted);
}

/* A step that loads CR3 shows it, lit, and whose directory it is. */
static void
cr3_look (void)
{
  const KmMachine *machine = vmr_session_machine (session);
  g_autofree char *value = g_strdup_printf ("0x%08x", (guint) km_machine_state (machine)->cpu[0].cr3);
  const KmTask *task = vmr_session_task (session);

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_SWITCH || strcmp (vmr_stage_shown (session)->name, "translate") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autoptr (VmrCells) cells = draw_page (screens[i].width, screens[i].height);
      gboolean lit = FALSE;

      n_seen++;
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        lit |= vmr_cells_get (cells, k)->flags & VMR_CELL_CHANGED && vmr_cells_get (cells, k)->name &&
               strstr (vmr_cells_get (cells, k)->name, "CR3 = ") &&
               g_str_has_prefix (vmr_cells_get (cells, k)->name, km_task_name (vmr_session_machine (session), task));
      if (!lit || !test_says (cells, value))
        flaw ("CR3 is not shown, or not as new", value);
      /* The walk beside it is not made now. */
      if (test_says (cells, "frame") && !test_says (cells, "last used 0x") && !test_says (cells, "begins at 0x"))
        flaw ("a walk is drawn and not said whose", km_task_name (vmr_session_machine (session), task));
    }
}

void
test_cr3 (void)
{
  at_every_stop (cr3_look);
}

/* A caption that is there in a small room is there in a large one too. */
static void
captions_look (void)
{
  guint desk, hall;

  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  desk = captions (600, 560, 0);
  hall = captions (1200, 560, 720);
  n_seen += desk + hall;
  if (captions (838, 600, 0) < desk || captions (1000, 700, 0) < desk)
    flaw ("a caption is missing", "at the desk");
  if (captions (1820, 900, 1080) < hall)
    flaw ("a caption is missing", "in a hall");
}

void
test_captions (void)
{
  at_every_stop (captions_look);
}

/* Every zone with the room says how many of its frames are free, as the window does: questions count with it, and
 * the one that the step is about says it too. Only what the zones would tell is kept. */
static void
free_look (void)
{
  g_autoptr (VmrCells) cells = draw_page (1920, 1080);

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *plate = vmr_cells_get (cells, i);
      const KmZone *zone = &vmr_session_state (session)->zones[plate->ref.id % KM_N_ZONES];
      g_autofree char *digits = g_strdup_printf ("%u", zone->stat[KM_NR_FREE_PAGES]);
      g_autofree char *count = km_count_words (digits);
      g_autofree char *wanted = g_strdup_printf ("free %s", vmr_session_masks_zones (session) ? "?" : count);
      gboolean said = FALSE;

      if (plate->ref.kind != VMR_REF_ZONE || plate->shape != VMR_SHAPE_BOX || plate->rect.x < 1500 ||
          plate->rect.h < cells->metrics.small * 3.7)
        continue;
      for (guint j = i; j < vmr_cells_n (cells); j++)
        {
          VmrRect r = vmr_cells_get (cells, j)->rect;
          const char *text = test_text_at (cells, j);

          said |= r.x > plate->rect.x && r.y > plate->rect.y && r.y < plate->rect.y + plate->rect.h &&
                  (g_str_equal (text, wanted) || strchr (text, '?') || strstr (text, "…"));
        }
      n_seen++;
      if (!said)
        flaw ("no count of free frames", wanted);
    }
}

void
test_free (void)
{
  at_every_stop (free_look);
}

/* What a question asks to be counted or a headline names stands somewhere on the page. */
static void
look_told (void)
{
  g_autoptr (VmrCells) cells = NULL;
  const KmMachine *machine = vmr_session_machine (session);
  guint step = vmr_session_cursor (session);
  const KmTask *task = vmr_session_task (session);
  const KmCommandRecord *command = km_machine_command (machine, km_machine_step_command (machine, MAX (step, 1)));
  g_autofree char *words = NULL;

  if (step == 0 || vmr_session_question (session) != NULL)
    return;
  cells = draw_page (1920, 1080);
  if (task != NULL && km_mm (machine, task->mm) != NULL && km_task (machine, command->task) != NULL)
    {
      words = g_strdup_printf ("frames of %s", km_task_name (vmr_session_machine (session), task));
      if (!test_says (cells, words))
        flaw ("is not told", words);
    }
  if (km_machine_step_kind (machine, step) == KM_STEP_MEMORY &&
      g_str_equal (vmr_stages_for_step (session)->name, "translate") &&
      vmr_session_detail (session) == VMR_DETAIL_FULL)
    {
      g_autofree char *phys = km_machine_step_arg_text (machine, step, KM_ARG_NAME_phys);

      if (!test_says (cells, phys))
        flaw ("is not told", phys);
      n_seen++;
    }
  if (km_machine_step_kind (machine, step) == KM_STEP_BLOCK_STEAL && !test_says (cells, "M→U"))
    flaw ("is not told", "the type of the pageblock");
}

void
test_told (void)
{
  at_every_stop (look_told);
}

/* A road to a frame does not run through the name of its zone. */
void
test_road (void)
{
  g_autoptr (VmrCells) cells = NULL;
  guint seen = 0;

  test_open_lesson (session, "06-demand-paging");
  vmr_session_jump (session, vmr_session_n_steps (session));
  g_assert_true (vmr_session_run (session, "read sh bss+50p", NULL, NULL));
  for (guint step = vmr_session_n_steps (session); kind_here () != KM_STEP_MEMORY; step--)
    vmr_session_jump (session, step);
  cells = draw_page (1920, 1080);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    for (guint k = 0; k < vmr_cells_n (cells); k++)
      {
        const VmrCell *name = vmr_cells_get (cells, i), *frame = vmr_cells_get (cells, k);

        if (frame->ref.kind != VMR_REF_FRAME || frame->rect.x < 1500 || name->rect.x < 1500 ||
            strstr (test_text_at (cells, i), "DMA") == NULL)
          continue;
        /* Behind it, or on another line than the road's. */
        g_assert_true (name->rect.x > frame->rect.x + frame->rect.w ||
                       name->rect.y + name->rect.h <= frame->rect.y + frame->rect.h / 2);
        seen++;
      }
  g_assert_cmpuint (seen, >, 0);
}
