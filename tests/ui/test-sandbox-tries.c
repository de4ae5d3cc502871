/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-sandbox.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address.h"
#include "ui/session/areas.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/offers.h"
#include "ui/session/refuse.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-machine.h"
#include "ui/session/session-move.h"
#include "ui/session/session-record.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"
#include "ui/session/walk.h"
#include "ui/session/words.h"

#include <string.h>

void
test_tries (void)
{
  for (guint i = 0; i < VMR_N_TRIES; i++)
    {
      g_autoptr (VmrSession) session = sandbox (machines[i % 4]);
      g_autofree char *line = vmr_desk_try_line (session, i);
      guint64 before = value (session, "rss editor") / KM_PAGE_SIZE, after;
      guint64 vmas = value (session, "vmas editor");
      const KmTask *task = vmr_session_task (session);
      guint faults = task->min_flt;

      run (session, line);
      g_assert_true (vmr_desk_try_is_done (session, i));
      for (guint other = 0; other < VMR_N_TRIES; other++)
        g_assert_true (other == i || !vmr_desk_try_is_done (session, other));
      after = value (session, "rss editor") / KM_PAGE_SIZE;
      task = vmr_session_task (session);
      switch (i)
        {
        case 0:                         /* a frame, by one fault */
          g_assert_cmpuint (after, ==, before + 1);
          g_assert_cmpuint (task->min_flt, ==, faults + 1);
          break;
        case 1:                         /* a fault, but no frame: the zero page */
          g_assert_cmpuint (after, ==, before);
          g_assert_cmpuint (task->min_flt, ==, faults + 1);
          break;
        case 2:                         /* addresses only */
          g_assert_cmpuint (after, ==, before);
          g_assert_cmpuint (task->min_flt, ==, faults);
          g_assert_cmpuint (value (session, "present editor m1"), ==, 0);
          break;
        case 3:                         /* a frame less; the area is cut */
          g_assert_cmpuint (after, ==, before - 1);
          g_assert_cmpuint (value (session, "vmas editor"), ==, vmas + 1);
          break;
        default:                        /* the end */
          g_assert_cmpuint (task->signal, ==, KM_SIGSEGV);
        }
    }
}

/* One after the other, in any order of the first four. */
void
test_all_tries (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=debian-5.10-pae");

  for (guint i = 0; i < VMR_N_TRIES; i++)
    {
      g_autofree char *line = vmr_desk_try_line (session, i);

      run (session, line);
    }
  for (guint i = 0; i < VMR_N_TRIES; i++)
    {
      g_autofree char *line = vmr_desk_try_line (session, i);

      g_assert_true (vmr_desk_try_is_done (session, i));
      g_assert_null (line);
    }
}

/* What was not done is not ticked: fewer addresses than were asked for, a page that had nothing to give back, the
 * work of starting and ending a program, an access that was no store. */
void
test_tries_not_done (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=classic");

  run (session, "m1 = mmap editor 64K rw");
  run (session, "munmap editor m1 4K");
  run (session, "read editor 0x081b2000");
  run (session, "exec other text=64K data=8K bss=16K");
  run (session, "exit other");
  run (session, "read editor 0x0");
  for (guint i = 0; i < VMR_N_TRIES; i++)
    g_assert_false (vmr_desk_try_is_done (session, i));
}

/* An area that no table reaches yet looks as untouched as any other: nothing of it is in the page cache. And what
 * a sandbox proposes to work on is not marked in a lesson. */
void
test_untouched (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=classic");
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 848, 600);
  g_autoptr (VmrCells) lesson = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                               vmr_metrics_desk (13.333, 1), 848, 600);
  guint n = 0;

  run (session, "big = mmap editor 512M r");
  vmr_stage_pages.layout (session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind != VMR_REF_ADDRESS || cell->shape != VMR_SHAPE_BOX || cell->ref.id < value (session, "big") ||
          cell->ref.id >= value (session, "big") + (512u << 20))
        continue;
      g_assert_cmpuint (cell->stroke_tint, ==, 60);
      n++;
    }
  g_assert_cmpuint (n, >, 100);
  test_open_lesson (session, "01-why-virtual");
  vmr_session_jump (session, vmr_session_n_steps (session));
  vmr_stage_pages.layout (session, lesson);
  g_assert_true (test_says (lesson, "Pages of "));
  g_assert_false (test_says (lesson, "page 0x"));
}

/* Of a heap in two pieces one grows. */
void
test_arrow (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=classic");
  const KmMachine *machine = vmr_session_machine (session);
  const KmMm *mm;
  guint arrows = 0, heaps = 0;

  run (session, "munmap editor heap+4K 4K");
  mm = km_mm (machine, vmr_session_task (session)->mm);
  for (const KmVma *vma = km_vma (machine, mm->mmap); vma; vma = km_vma (machine, vma->vm_next))
    {
      VmrArea area;

      vmr_area_describe (machine, mm, vma, &area);
      arrows += g_strcmp0 (area.arrow, "↑") == 0;
      heaps += strstr (area.name, "heap") != NULL;
    }
  g_assert_cmpuint (heaps, ==, 2);
  g_assert_cmpuint (arrows, ==, 1);
}

void
test_guides (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=mini");

  g_assert_cmpuint (vmr_desk_guides (session), ==, 7);
  vmr_desk_done (session, VMR_GUIDE_STEP);       /* there was nothing to step through */
  g_assert_cmpuint (vmr_desk_guides (session), ==, 7);
  vmr_session_run (session, "write editor 0x081c7000", NULL, NULL);
  vmr_desk_use_verb (session, VMR_VERB_WRITE);
  g_assert_cmpuint (vmr_desk_guides (session), ==, VMR_GUIDE_STEP);
  vmr_session_move (session, VMR_MOVE_NEXT);
  g_assert_cmpuint (vmr_desk_guides (session), ==, 0);
}

/* The first guide stands at the page, wherever there is a place for it. */
static void
guide_is_near (const VmrSession *session,
               const VmrCells   *cells,
               int               page)
{
  VmrRect r = vmr_cells_get (cells, (guint) page)->rect;
  double near = 2 * cells->metrics.small + r.w + r.h;
  gboolean found = FALSE;

  if (!(vmr_desk_guides (session) & VMR_GUIDE_PICK) || cells->metrics.lecture)
    return;
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      found |= cell->layout && g_str_equal (pango_layout_get_text (cell->layout), "1") &&
               ABS (cell->rect.x - r.x) < near && ABS (cell->rect.y - r.y) < near;
    }
  if (!found)
    g_test_message ("%.0f×%.0f: no ① at the page", cells->width, cells->height);
  g_assert_true (found);
}

/* In every room: in some the words of a hole, or of the card, stand right above and below the page. */
void
test_guide_place (void)
{
  g_autoptr (VmrSession) session = sandbox ("ram=2G layout=classic");
  VmrMetrics metrics = vmr_metrics_desk (13.333, 1);
  KmAddr addr;
  guint n = 0;

  g_assert_true (vmr_desk_page (session, &addr));
  for (double width = 700; width <= 1000; width += 12)
    for (double height = 300; height <= 480; height += 12)
      {
        g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts, metrics,
                                                    width, height);
        int page;

        test_speak (session, (guint) height % 24 ? VMR_LANGUAGE_EN : VMR_LANGUAGE_ZH);
        vmr_stage_pages.layout (session, cells);
        page = vmr_cells_find (cells, vmr_ref (VMR_REF_ADDRESS, addr, vmr_session_task (session)->id));
        n += page >= 0;
        if (page >= 0)
          guide_is_near (session, cells, page);
      }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n, >, 100);
}

static void
measure (VmrSession *session)
{
  static const struct { double width, height, lecture; } sizes[] = {
    { 460, 420, 0 }, { 640, 420, 0 }, { 848, 600, 0 }, { 890, 500, 0 }, { 1100, 760, 0 },
    { 700, 440, 0 }, { 876, 330, 0 }, { 1132, 410, 0 }, { 1920, 900, 1080 }, { 1400, 700, 900 },
  };
  static const VmrLanguage languages[] = { VMR_LANGUAGE_EN, VMR_LANGUAGE_ZH };
  guint flaws = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * 3 * 2; i++)
    {
      guint size = i % G_N_ELEMENTS (sizes), theme = i / G_N_ELEMENTS (sizes) % 3;
      VmrMetrics metrics = sizes[size].lecture > 0 ? vmr_metrics_lecture (sizes[size].lecture, 1)
                           : vmr_metrics_desk (i % 7 == 6 && sizes[size].width > 800 ? 21.33 : 13.333,
                                               1);
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts, metrics,
                                                  sizes[size].width, sizes[size].height);
      g_autoptr (GPtrArray) found = NULL;
      KmAddr addr;
      int page;

      test_speak (session, languages[i % 2]);
      vmr_stage_pages.layout (session, cells);
      found = vmr_cells_check (cells);
      for (guint f = 0; f < found->len; f++)
        g_test_message ("%.0f×%.0f %s: %s", cells->width, cells->height, vmr_theme_name (theme),
                        ((VmrFlaw *) found->pdata[f])->message);
      flaws += found->len;
      /* The page that the verbs speak of is on the drawing, whatever was left out. */
      if (!vmr_desk_page (session, &addr))
        continue;
      page = vmr_cells_find (cells, vmr_ref (VMR_REF_ADDRESS, addr, vmr_session_task (session)->id));
      if (sizes[size].height >= 420)
        g_assert_cmpint (page, >=, 0);
      if (page >= 0)
        guide_is_near (session, cells, page);
    }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (flaws, ==, 0);
}

void
test_drawing (gconstpointer machine)
{
  g_autoptr (VmrSession) session = sandbox (machine);

  measure (session);
  run (session, "big = mmap editor 1G rw");
  run (session, "write editor big+0x10000000 len=40p");
  run (session, "read editor big+0x20000000 len=3p");
  measure (session);
  vmr_session_select (session, vmr_ref (VMR_REF_ADDRESS, (guint32) value (session, "big") +
                                        0x30000000, vmr_session_task (session)->id));
  measure (session);
  /* Many areas that do not merge. */
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *line = g_strdup_printf ("mmap editor 8K %s at=0x%08x", i % 2 ? "rw" : "r",
                                               0x20000000 + i * 0x2000);

      run (session, line);
    }
  measure (session);
  run (session, "write editor 0x10000000");
  measure (session);
}

void
test_no_program (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();

  g_assert_true (vmr_session_open_preset (session, "mini", NULL));
  g_assert_cmpstr (vmr_stage_shown (session)->name, ==, "pages");
  measure (session);
}

/* What the command line shows as an example can be run, wherever one is, in a lesson, and where all are dead: only not
 * where the command that is shown goes on to end its program. */
void
test_example (void)
{
  static const char *const lessons[] = { "01-why-virtual", "02-four-gigabytes", "04-zones" };
  g_autoptr (VmrSession) dead = sandbox ("layout=classic");
  g_autofree char *line = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (lessons); k++)
    {
      g_autoptr (VmrSession) session = vmr_session_new ();

      test_open_lesson (session, lessons[k]);
      for (guint i = 0; i < vmr_session_act_stops (session); i++)
        {
          g_autofree char *example = NULL;
          g_autofree char *refusal = NULL;

          vmr_session_jump (session, vmr_session_stop_at (session, i));
          example = vmr_desk_example (session);
          g_assert_nonnull (example);
          refusal = vmr_session_refusal (session, example, NULL);
          g_assert_null (refusal);
          refusal = vmr_session_refusal_behind (session, example, NULL);
          if (refusal != NULL)
            continue;
          run (session, example);
          vmr_session_go_home (session);
        }
    }
  run (dead, "write editor 0x20000000");
  run (dead, "write shell 0x20000000");
  run (dead, "write logd 0x20000000");
  line = vmr_desk_example (dead);
  run (dead, line);
}

/* Where a command ended there is a stop, also when another one follows: no number is given twice. */
void
test_numbers (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=classic");

  for (guint i = 0; i < 4; i++)
    {
      guint end, number;
      g_autofree char *line = vmr_desk_try_line (session, i);
      g_autoptr (GError) error = NULL;

      run (session, "write editor heap");
      end = vmr_session_cursor (session);
      number = vmr_session_stop_number (session, end);
      vmr_session_run (session, line, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (vmr_session_is_stop (session, end));
      g_assert_cmpuint (vmr_session_stop_number (session, end), ==, number);
      g_assert_cmpuint (vmr_session_stop_number (session, vmr_session_cursor (session)), ==, number + 1);
    }
}
