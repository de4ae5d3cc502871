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

/* A row framed in red that begins with LABEL; at: of this entry, 0: of any. */
static gboolean
has_red_row (const VmrCells *cells,
             const char     *label,
             guint64         at)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *shown[2];

      if (cell->shape != VMR_SHAPE_BOX || cell->stroke != VMR_INK_LIGHT ||
          (at != 0 && (cell->ref.kind != VMR_REF_PTE || cell->ref.id != (guint32) at)))
        continue;
      row_texts (cells, cell->rect, shown);
      if (g_strcmp0 (shown[0], label) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Unfolded once, the entry that a fault stopped at has a row of its own, in the light; where the TLB knew enough, the
 * entry that it had its knowledge from. */
static void
fault_look (void)
{
  static const struct { double width, height, lecture; } sizes[] = { { 848, 600, 0 }, { 1200, 500, 720 } };
  guint cursor = vmr_session_cursor (session);
  guint64 at = vmr_stage_arg (session, cursor, entry_at);
  guint mask = km_machine_state (vmr_session_machine (session))->config.pae ? 511 : 1023;
  guint n = (guint) (at != 0 ? vmr_stage_arg (session, cursor, index)
                     : vmr_stage_arg (session, cursor, addr) >> KM_PAGE_SHIFT & mask);
  g_autofree char *index = g_strdup_printf ("%u", n);

  if (kind_here () != KM_STEP_PAGE_FAULT)
    return;
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (VmrCells) cells = draw_stage (sizes[k].width, sizes[k].height, sizes[k].lecture);

      n_seen++;
      if (!has_red_row (cells, index, at))
        flaw ("no red row for the entry of the fault", index);
    }
}

/* And plain, the page: also one of the kernel's, whose rows are one else. */
static void
fault_page_look (void)
{
  static const struct { double width, height, lecture; } sizes[] = { { 848, 600, 0 }, { 1200, 500, 720 } };
  g_autofree char *page = NULL;

  if (kind_here () != KM_STEP_PAGE_FAULT)
    return;
  page = g_strdup_printf ("0x%05x", (guint) (vmr_stage_arg (session, vmr_stage_reached (session, KM_STEP_ACCESS), addr) >>
                                             KM_PAGE_SHIFT));
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (VmrCells) cells = draw_stage (sizes[k].width, sizes[k].height, sizes[k].lecture);

      n_seen++;
      if (!has_red_row (cells, page, 0))
        flaw ("no red row for the page of the fault", page);
    }
}

void
test_fault_entry (void)
{
  at_every_stop (fault_look);
  at_every_stop (fault_page_look);
}

/* The step's own number is on the drawing. */
static gboolean
has_number (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_DOT &&
        vmr_cells_get (cells, i)->ref.kind == VMR_REF_STEP &&
        vmr_cells_get (cells, i)->ref.id == vmr_session_cursor (session))
      return TRUE;
  return FALSE;
}

static void
signal_look (void)
{
  const VmrDetail was = vmr_session_detail (session);

  if (kind_here () != KM_STEP_FAULT_SIGNAL)
    return;
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    for (guint i = 0; i < G_N_ELEMENTS (fault_rooms); i++)
      {
        g_autoptr (VmrCells) cells = NULL;
        g_autoptr (GPtrArray) flaws = NULL;
        g_autofree char *room = g_strdup_printf ("%.0f × %.0f", fault_rooms[i].width, fault_rooms[i].height);

        n_seen++;
        vmr_session_set_detail (session, (VmrDetail) detail);
        /* In a lecture what is not full has the room of all three columns. */
        cells = draw_stage (fault_rooms[i].width * (detail != VMR_DETAIL_FULL && fault_rooms[i].lecture > 0 ? 1.65 : 1),
                            fault_rooms[i].height, fault_rooms[i].lecture);
        flaws = vmr_cells_check (cells);
        if (!test_says (cells, "SIGSEGV") && !test_says (cells, "SIGBUS"))
          flaw ("does not name the signal", room);
        if (!has_number (cells))
          flaw ("the number of the step is missing", room);
        for (guint k = 0; k < flaws->len; k++)
          flaw (((VmrFlaw *) flaws->pdata[k])->message, room);
      }
  vmr_session_set_detail (session, was);
}

/* In every detail the picture says what the headline says: which signal, and by which step. */
void
test_signal (void)
{
  at_every_stop (signal_look);
}

/* What is drawn of a fault at the desk is drawn to its end, also when an answer below takes two lines more than the
 * question. */
static void
fault_stays_look (void)
{
  static const char *const parts[] = { "CR3 0x", "error code", "pushed on the kernel stack", "CR2" };

  if (kind_here () != KM_STEP_PAGE_FAULT && kind_here () != KM_STEP_FAULT_SIGNAL)
    return;
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  for (double height = 464; height <= 620; height += 4)
    {
      g_autoptr (VmrCells) cells = draw_stage (848, height, 0);
      g_autofree char *room = g_strdup_printf ("height %.0f", height);

      n_seen++;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        if (!test_says (cells, parts[i]))
          flaw (parts[i], room);
    }
}

void
test_fault_stays (void)
{
  at_every_stop (fault_stays_look);
}

/* Everything that has a place in full has its name there, also before the access comes to it. Segmentation is passed
 * before the address is cut into indices: until then no light goes to one of them. */
static void
names_look (void)
{
  static const char *const cut[] = { "directory", "table", "offset" }, *const whole[] = { "directory", "table", "address" };
  const char *const *words = kind_here () == KM_STEP_ACCESS ? whole : cut;
  g_autoptr (VmrCells) cells = NULL;

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_ACCESS && kind_here () != KM_STEP_SEGMENT)
    return;
  n_seen++;
  cells = draw_stage (740, 480, 720);
  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    if (!test_says (cells, words[i]))
      flaw ("has no name", words[i]);
  if (words == whole && test_says (cells, "offset"))
    flaw ("is cut before segmentation", "the address");
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const char *shown[2];

      if (!(vmr_cells_get (cells, i)->flags & VMR_CELL_FUTURE))
        continue;
      row_texts (cells, vmr_cells_get (cells, i)->rect, shown);
      if (shown[0] == NULL)
        flaw ("a place without a name", "");
    }
}

void
test_names (void)
{
  at_every_stop (names_look);
}

/* Where a present entry does not allow the access, the drawing says what it lacks. */
static void
rights_look (void)
{
  guint code = (guint) vmr_stage_arg (session, vmr_session_cursor (session), error_code);
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const char *missing = "read only";
  KmWalkLevel levels[KM_WALK_MAX];
  guint n;

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_PAGE_FAULT || !(code & 1))
    return;
  n = km_walk (machine, km_mm (machine, task->mm),
               (KmAddr) vmr_stage_arg (session, vmr_stage_reached (session, KM_STEP_ACCESS), addr), levels);
  if (code & 4 && !(levels[n - 1].entry & KM_PTE_US))
    missing = "kernel only";
  else if (code & KM_PF_INSTR)
    missing = "not executable";
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autoptr (VmrCells) cells = draw_page (screens[i].width, screens[i].height);
      g_autoptr (VmrCells) low = draw_stage (740, 260, 720);

      n_seen++;
      if (!test_says (cells, missing) || !test_says (low, missing))
        flaw ("does not say what the entry lacks", missing);
    }
}

void
test_rights (void)
{
  at_every_stop (rights_look);
}
