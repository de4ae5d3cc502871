/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What Translate tells a hall, over all lessons: each row of a directory or a table says what the machine's tables say,
 * and the picture agrees with the headline above it. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
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

static const struct { double width, height; } screens[] = { { 1920, 1080 }, { 1280, 720 } };
static VmrSession *session;
static VmrTextCache *texts;
static guint n_flaws, n_seen;

static VmrCells *
draw_stage (double width,
            double height,
            double lecture)
{
  VmrMetrics metrics = lecture > 0 ? vmr_metrics_lecture (lecture, 1) : vmr_metrics_desk (13.333, 1);
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts, metrics, width, height);

  vmr_stages_find ("translate")->layout (session, cells);
  return cells;
}

static void
flaw (const char *what,
      const char *where)
{
  g_test_message ("%s stop %u, detail %d: %s: %s", vmr_session_lesson_id (session),
                  vmr_session_stop_number (session, vmr_session_cursor (session)),
                  vmr_session_detail (session), what, where);
  n_flaws++;
}

/* At each stop of each lesson, as a lecture goes through them. */
static void
at_every_stop (void (*look) (void))
{
  g_auto (GStrv) paths = test_lessons ();

  n_flaws = n_seen = 0;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_assert_true (vmr_session_open_path (session, paths[i], NULL));
      vmr_session_set_holds (session, FALSE);
      test_speak (session, VMR_LANGUAGE_EN);
      look ();
      while (!vmr_session_at_end (session))
        if (vmr_session_move (session, VMR_MOVE_NEXT))
          look ();
    }
  g_test_message ("%u seen", n_seen);
  g_assert_cmpuint (n_seen, >, 0);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* --- rows ------------------------------------------------------------------------------------- */

static const KmMm *
mm_named (const char *name)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (const KmTask *task = km_task (machine, km_machine_state (machine)->first_task); task != NULL;
       task = km_task (machine, task->next))
    if (g_str_has_prefix (name, task->comm) && name[strlen (task->comm)] == ',')
      return km_mm (machine, task->mm);
  return NULL;
}

/* Of the tables for [start, end): those that are there, and their entries that lead to a frame. */
static void
count (const KmMm *mm,
       guint64     start,
       guint64     end,
       guint      *tables,
       guint      *frames,
       KmPfn      *table)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint64 span = km_machine_state (machine)->config.pae ? 1u << 21 : 1u << 22;

  *tables = 0;
  *frames = km_walk_present (machine, mm, (KmAddr) start, (KmAddr) MIN (end, G_MAXUINT32));
  for (guint64 addr = start & ~(span - 1); addr < end; addr += span)
    {
      KmWalkLevel levels[KM_WALK_MAX];
      guint n = km_walk (machine, mm, (KmAddr) addr, levels);

      if (levels[n - 2].exists && levels[n - 2].entry & KM_PTE_P && (*tables)++ == 0)
        *table = km_entry_pfn (levels[n - 2].entry);
    }
}

/* What is written in the box of a row, from the left. */
static void
row_texts (const VmrCells *cells,
           VmrRect         r,
           const char     *texts_found[2])
{
  guint n = 0;

  texts_found[0] = texts_found[1] = NULL;
  for (guint i = 0; i < vmr_cells_n (cells) && n < 2; i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && cell->rect.x >= r.x && cell->rect.x + cell->rect.w <= r.x + r.w + 1 &&
          cell->rect.y >= r.y - 1 && cell->rect.y + cell->rect.h <= r.y + r.h + 1)
        texts_found[n++] = pango_layout_get_text (cell->layout);
    }
}

static gboolean
is_number_of (const char *value,
              const char *word,
              guint      *number)
{
  char *end;

  if (!g_ascii_isdigit (*value))
    return FALSE;
  *number = (guint) strtoul (value, &end, 10);
  return *end == ' ' && g_str_has_prefix (end + 1, word);
}

/* "32", "33 – 766" or "32 … 766" of a directory, and what the row says of these entries. */
static gboolean
directory_is_true (const KmMm *mm,
                   const char *index,
                   const char *value)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint shift = km_machine_state (machine)->config.pae ? 21 : 22, first, last, tables, frames, said;
  const char *dash = strstr (index, " – "), *dots = strstr (index, " … ");
  KmPfn pfn = 0;

  first = last = (guint) atoi (index);
  if (dash || dots)
    last = (guint) atoi ((dash ? dash : dots) + strlen (" – "));
  count (mm, (guint64) first << shift, (guint64) (last + 1) << shift, &tables, &frames, &pfn);
  if (dots && (tables == 0 || tables == last - first + 1))
    return FALSE;
  if (g_str_equal (value, "kernel"))
    return first >= KM_PAGE_OFFSET >> shift;
  if (g_str_equal (value, "none"))
    return tables == 0;
  if (g_str_has_prefix (value, "0x"))
    return first == last && tables == 1 && strtoul (value, NULL, 16) == pfn;
  return is_number_of (value, "table", &said) && said == tables && (dots || tables == last - first + 1);
}

/* The pages of "0x08048" or "0x08048 – 04f". */
static void
pages_read (const char *pages,
            guint64    *first,
            guint64    *last)
{
  const char *dash = strstr (pages, " – ");
  char *end;

  *first = *last = strtoul (pages, &end, 16);
  if (dash)
    {
      const char *to = dash + strlen (" – ");
      guint64 low = strtoul (to, &end, 16), span = (guint64) 1 << 4 * (end - to);

      *last = (*first & ~(span - 1)) | low;
    }
}

/* The frame of a page, which may be part of a large one; G_MAXUINT none. */
static guint
frame_of (const KmMm *mm,
          guint64     page)
{
  KmWalkLevel levels[KM_WALK_MAX];
  guint n = km_walk (vmr_session_machine (session), mm, (KmAddr) (page << KM_PAGE_SHIFT), levels);
  const KmWalkLevel *directory = &levels[n - 2], *table = &levels[n - 1];
  guint mask = km_machine_state (vmr_session_machine (session))->config.pae ? 511 : 1023;

  if (directory->exists && directory->entry & KM_PTE_P && directory->entry & KM_PTE_PSE)
    return km_entry_pfn (directory->entry) + ((guint) page & mask);
  return table->exists && table->entry & KM_PTE_P ? km_entry_pfn (table->entry) : G_MAXUINT;
}

/* These of a table, and what its row says. */
static gboolean
pages_are_true (const KmMm *mm,
                const char *pages,
                const char *value)
{
  guint64 first, last;
  guint tables, frames, said;
  KmPfn pfn;

  pages_read (pages, &first, &last);
  count (mm, first << KM_PAGE_SHIFT, (last + 1) << KM_PAGE_SHIFT, &tables, &frames, &pfn);
  if (g_str_equal (value, "no table"))
    return tables == 0;
  if (g_str_equal (value, "none") || g_str_equal (value, "no frame"))
    return frames == 0;
  if (g_str_has_prefix (value, "0x"))
    return first == last && strtoul (value, NULL, 16) == frame_of (mm, first);
  return g_str_equal (value, "…") || (is_number_of (value, "frame", &said) && said == frames);
}

/* The index a row shows is that of its pages; where these are in several tables it shows none. */
static gboolean
index_is_of (const char *shown,
             const char *pages)
{
  guint64 mask = km_machine_state (vmr_session_machine (session))->config.pae ? 511 : 1023, first, last;

  if (shown == NULL || g_str_equal (shown, "…"))
    return TRUE;
  pages_read (pages, &first, &last);
  if ((first & ~mask) != (last & ~mask))
    return g_str_equal (shown, "no table") || strstr (shown, " table") != NULL;
  return !g_str_has_prefix (shown, "0x") && (guint) atoi (shown) == (first & mask);
}

/* A tooltip is true of each entry of its row: no run leads to one frame, or lies at one address. */
static void
check_tip (const VmrCell *cell)
{
  if (cell->tooltip && !g_str_equal (cell->tooltip, cell->name) && strstr (cell->name, " – ") &&
      strstr (cell->tooltip, "0x") && !strstr (cell->tooltip, "pte_t from"))
    flaw (cell->name, cell->tooltip);
}

static gboolean
is_beside (VmrRect a,
           VmrRect b)
{
  return a.y + 2 < b.y + b.h && b.y + 2 < a.y + a.h;
}

/* Whether a row of the program's directory beside the rectangle names all entries of [first, last]; FALSE also
 * where none is beside it and one has to be. */
static gboolean
entries_are_named (const VmrCells *cells,
                   const VmrCell  *cell,
                   guint           first,
                   guint           last,
                   gboolean        has_to)
{
  gboolean any = FALSE, named = FALSE;
  gsize comm = strcspn (cell->name, ",");

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *row = vmr_cells_get (cells, i);
      const char *at = row->name && row->shape == VMR_SHAPE_BOX ? strstr (row->name, ", directory entry ") : NULL;
      const char *to;

      if (at == NULL || strncmp (row->name, cell->name, comm + 1) != 0 || !is_beside (row->rect, cell->rect))
        continue;
      at += strlen (", directory entry ");
      to = strstr (at, " – ") ? strstr (at, " – ") : strstr (at, " … ");
      any = TRUE;
      named |= (guint) atoi (at) <= first && last <= (guint) atoi (to ? to + strlen (" – ") : at);
    }
  return named || (!any && !has_to);
}

/* Each page of a row lies in an entry that the directory's row beside it names; between two directories, where no
 * tables stand, so does each area, as soon as a line of text has room. */
static void
check_entries (const VmrCells *cells)
{
  gboolean tables = FALSE;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *at = cell->name ? strstr (cell->name, ", page") : NULL;
      guint64 first, last;

      if (at == NULL)
        continue;
      tables = TRUE;
      pages_read (strstr (at, "0x"), &first, &last);
      if (!entries_are_named (cells, cell, (guint) (first >> 10), (guint) (last >> 10), FALSE))
        flaw (cell->name, "lies in entries that are not named beside it");
    }
  for (guint i = 0; i < vmr_cells_n (cells) && !tables; i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const KmVma *vma = cell->ref.kind == VMR_REF_VMA
                         ? km_vma (vmr_session_machine (session), (KmVmaId) { cell->ref.id }) : NULL;

      if (vma && cell->name && strchr (cell->name, ',') && !strstr (cell->name, " areas ") &&
          !entries_are_named (cells, cell, vma->vm_start >> 22, (vma->vm_end - 1) >> 22,
                              cell->rect.h >= cells->metrics.small * 1.2))
        flaw (cell->name, "no entry beside it names it");
    }
}

/* One area is one box. */
static void
check_areas (const VmrCells *cells)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind == VMR_REF_VMA && cell->name && strchr (cell->name, ',') &&
          !strstr (cell->name, " areas ") && !g_hash_table_add (seen, GUINT_TO_POINTER ((guint) cell->ref.id)))
        flaw (cell->name, "is drawn twice");
    }
}

static void
check_row (const VmrCells *cells,
           const VmrCell  *cell)
{
  static const char *const kinds[] = { ", directory entry ", ", page ", ", pages " };
  const KmMm *mm = cell->name ? mm_named (cell->name) : NULL;

  for (guint k = 0; k < G_N_ELEMENTS (kinds) && mm != NULL; k++)
    {
      const char *at = strstr (cell->name, kinds[k]), *comma, *value, *shown[2];
      g_autofree char *which = NULL;

      if (at == NULL || g_str_has_prefix (at + strlen (kinds[k]), "…"))
        continue;
      at += strlen (kinds[k]);
      comma = strstr (at, ", ");
      which = g_strndup (at, (gsize) (comma - at));
      check_tip (cell);
      value = comma + 2 + (g_str_has_prefix (comma + 2, "frame ") ? strlen ("frame ") : 0);
      row_texts (cells, cell->rect, shown);
      n_seen++;
      if (k == 0 ? !directory_is_true (mm, which, value)
          : !pages_are_true (mm, which, value) ||
          (vmr_session_detail (session) == VMR_DETAIL_LEVELS && !index_is_of (shown[0], which)))
        flaw (cell->name, shown[0] ? shown[0] : "");
      if (k == 0 && shown[0] && !shown[1])
        flaw (cell->name, "its index is left out");
      if (k == 0 && shown[0] && shown[1] &&
          ((!g_str_equal (shown[0], which) &&
            !(g_str_has_suffix (shown[0], " …") && atoi (shown[0]) == atoi (which))) ||
           !g_str_equal (shown[1], value)))
        flaw (cell->name, shown[1]);
    }
}

static void
rows_look (void)
{
  static const struct { double width, height, lecture; } rooms[] = {
    { 1820, 760, 1080 }, { 1820, 440, 1080 }, { 1200, 500, 720 }, { 1200, 400, 720 }, { 1200, 300, 720 },
    { 950, 520, 768 }, { 950, 360, 768 }, { 848, 600, 0 },
  };

  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
      {
        g_autoptr (VmrCells) cells = NULL;

        vmr_session_set_detail (session, (VmrDetail) detail);
        cells = draw_stage (rooms[i].width, rooms[i].height, rooms[i].lecture);
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          check_row (cells, vmr_cells_get (cells, k));
        check_areas (cells);
        if (detail == VMR_DETAIL_LEVELS && !km_machine_state (vmr_session_machine (session))->config.pae)
          check_entries (cells);
      }
}

/* Rows that are folded, in a hall above all, say nothing that is not true of all of their entries. */
static void
test_rows (void)
{
  at_every_stop (rows_look);
}

/* --- the light -------------------------------------------------------------------------------- */

static VmrCells *
draw_page (double width,
           double height)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   vmr_metrics_lecture (height, 1), width, height);

  vmr_lecture_layout (NULL, session, cells);
  return cells;
}

static KmStepKind
kind_here (void)
{
  return km_machine_step_kind (vmr_session_machine (session), vmr_session_cursor (session));
}

static gboolean
ends_in (const VmrCells *cells,
         const VmrCell  *line,
         VmrRect         r)
{
  VmrPoint end = g_array_index (cells->points, VmrPoint, line->first_point + line->n_points - 1);

  return line->flags & VMR_CELL_LIGHT && end.x >= r.x - 3 && end.x <= r.x + r.w + 3 && end.y >= r.y - 3 &&
         end.y <= r.y + r.h + 3;
}

static gboolean
light_ends_in (const VmrCells *cells,
               VmrRect         r)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_LINE && ends_in (cells, vmr_cells_get (cells, i), r))
      return TRUE;
  return FALSE;
}

/* The frame of the access stands in the last column, in the light; the entries are of earlier steps. */
static void
check_reached (const VmrCells *cells,
               KmPfn           pfn)
{
  const VmrCell *found = NULL;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind == VMR_REF_FRAME && cell->ref.id == pfn && cell->rect.x > cells->width * 0.8)
        found = cell;
      if (cell->ref.kind == VMR_REF_PTE && cell->stroke == VMR_INK_LIGHT)
        flaw ("an entry of an earlier step is red", cell->name);
    }
  if (found == NULL || found->stroke != VMR_INK_LIGHT || !(found->flags & VMR_CELL_CHANGED))
    flaw ("the frame", found ? "is not in the light" : "is not in the last column");
  else if (!light_ends_in (cells, found->rect))
    flaw ("the frame", "no light leads to it");
}

static void
reached_look (void)
{
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_MEMORY || strcmp (vmr_stage_shown (session)->name, "translate") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autoptr (VmrCells) cells = draw_page (screens[i].width, screens[i].height);

      n_seen++;
      check_reached (cells, (KmPfn) (vmr_stage_arg (session, vmr_session_cursor (session), phys) >>
                                     KM_PAGE_SHIFT));
    }
}

static void
test_reached (void)
{
  at_every_stop (reached_look);
}

static void
tlb_look (void)
{
  g_autoptr (VmrCells) cells = NULL;

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_TLB_HIT && kind_here () != KM_STEP_TLB_MISS)
    return;
  cells = draw_stage (1100, 700, 1080);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_TLB && vmr_cells_get (cells, i)->shape == VMR_SHAPE_BOX)
      {
        n_seen++;
        if (!light_ends_in (cells, vmr_cells_get (cells, i)->rect))
          flaw ("no light leads to the TLB", vmr_cells_get (cells, i)->name);
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          if (vmr_cells_get (cells, k)->ref.kind == VMR_REF_ADDRESS &&
              light_ends_in (cells, vmr_cells_get (cells, k)->rect))
            flaw ("the light goes to an index", vmr_cells_get (cells, k)->name);
      }
}

/* Where the TLB is asked the light goes to it, and to no index of a table. */
static void
test_tlb (void)
{
  at_every_stop (tlb_look);
}

/* --- entries ---------------------------------------------------------------------------------- */

/* The entry that the step reads or writes is red, at whatever level it is, and no other. */
static void
entries_look (void)
{
  guint cursor = vmr_session_cursor (session);
  guint64 at = vmr_stage_arg (session, cursor, entry_at);

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  for (guint hall = 0; hall < 2; hall++)
    {
      g_autoptr (VmrCells) cells = draw_stage (1100, 700, hall ? 1080 : 0);

      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);
          gboolean red = cell->stroke == VMR_INK_LIGHT || cell->flags & VMR_CELL_CHANGED;

          if (cell->ref.kind != VMR_REF_PTE || cell->shape != VMR_SHAPE_BOX)
            continue;
          n_seen += red;
          if (red != (at != 0 && cell->ref.id == (guint32) at))
            flaw (red ? "red without being of this step" : "of this step, but not red", cell->name);
        }
    }
}

static void
test_entries (void)
{
  at_every_stop (entries_look);
}

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

/* Unfolded once, the entry that a fault stopped at has a row of its own, in the light. */
static void
fault_look (void)
{
  static const struct { double width, height, lecture; } sizes[] = { { 848, 600, 0 }, { 1200, 500, 720 } };
  guint cursor = vmr_session_cursor (session);
  guint64 at = vmr_stage_arg (session, cursor, entry_at);
  g_autofree char *index = g_strdup_printf ("%u", (guint) vmr_stage_arg (session, cursor, index));

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

static void
test_fault_entry (void)
{
  at_every_stop (fault_look);
  at_every_stop (fault_page_look);
}

/* --- a signal --------------------------------------------------------------------------------- */

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

static const struct { double width, height, lecture; } rooms[] = {
  { 848, 600, 0 }, { 848, 464, 0 }, { 848, 316, 0 }, { 1100, 700, 1080 }, { 740, 340, 720 }, { 740, 480, 768 },
};

static void
signal_look (void)
{
  const VmrDetail was = vmr_session_detail (session);

  if (kind_here () != KM_STEP_FAULT_SIGNAL)
    return;
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
      {
        g_autoptr (VmrCells) cells = NULL;
        g_autoptr (GPtrArray) flaws = NULL;
        g_autofree char *room = g_strdup_printf ("%.0f × %.0f", rooms[i].width, rooms[i].height);

        n_seen++;
        vmr_session_set_detail (session, (VmrDetail) detail);
        /* In a lecture what is not full has the room of all three columns. */
        cells = draw_stage (rooms[i].width * (detail != VMR_DETAIL_FULL && rooms[i].lecture > 0 ? 1.65 : 1),
                            rooms[i].height, rooms[i].lecture);
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
static void
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

static void
test_fault_stays (void)
{
  at_every_stop (fault_stays_look);
}

/* --- what the words above speak of ------------------------------------------------------------- */

/* Everything that has a place in full has its name there, also before the access comes to it. */
static void
names_look (void)
{
  static const char *const words[] = { "directory", "table", "offset" };
  g_autoptr (VmrCells) cells = NULL;

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_ACCESS && kind_here () != KM_STEP_SEGMENT)
    return;
  n_seen++;
  cells = draw_stage (740, 480, 720);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (!test_says (cells, words[i]))
      flaw ("has no name", words[i]);
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

static void
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
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autoptr (VmrCells) cells = draw_page (screens[i].width, screens[i].height);
      g_autoptr (VmrCells) low = draw_stage (740, 260, 720);

      n_seen++;
      if (!test_says (cells, missing) || !test_says (low, missing))
        flaw ("does not say what the entry lacks", missing);
    }
}

static void
test_rights (void)
{
  at_every_stop (rights_look);
}

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
      if (test_says (cells, vmr_word ("virtual", FALSE)) && !test_says (cells, task->comm))
        flaw ("does not say whose addresses they are", task->comm);
    }
}

static void
test_whose (void)
{
  at_every_stop (whose_look);
}

/* Every zone of the machine says how many of its frames are free: a hall adds them up. */
static void
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
               g_str_has_prefix (vmr_cells_get (cells, k)->name, task->comm);
      if (!lit || !test_says (cells, value))
        flaw ("CR3 is not shown, or not as new", value);
    }
}

static void
test_cr3 (void)
{
  at_every_stop (cr3_look);
}

/* Captions below the digits. */
static guint
captions (double width,
          double height,
          double lecture)
{
  static const char *const words[] = { "stays as it was", "uses the table of", "leads here", "used last",
                                       "is about to ", "kernel decides" };
  g_autoptr (VmrCells) cells = draw_stage (width, height, lecture);
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      n += vmr_cells_get (cells, i)->layout != NULL &&
           strstr (pango_layout_get_text (vmr_cells_get (cells, i)->layout), words[k]) != NULL;
  return n;
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

static void
test_captions (void)
{
  at_every_stop (captions_look);
}

/* The zones say how many frames are free, as the window does: questions count with it. Only what the zones
 * would tell is kept. */
static void
free_look (void)
{
  g_autoptr (VmrCells) cells = draw_page (1920, 1080);
  const KmZone *zone = &vmr_session_state (session)->zones[KM_ZONE_NORMAL];
  g_autofree char *digits = g_strdup_printf ("%u", zone->stat[KM_NR_FREE_PAGES]);
  g_autofree char *count = km_count_words (digits);
  g_autofree char *wanted = g_strdup_printf ("free %s", vmr_session_masks_zones (session) ? "?" : count);
  gboolean beside = FALSE, said = FALSE;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

      beside |= cell->ref.kind == VMR_REF_ZONE && cell->rect.x > 1500 && cell->rect.h > 300;
      said |= cell->rect.x > 1500 && (g_str_equal (text, wanted) || strchr (text, '?') || strstr (text, "…"));
    }
  n_seen += beside;
  if (beside && !said)
    flaw ("no count of free frames", wanted);
}

static void
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
      words = g_strdup_printf ("frames of %s", task->comm);
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

static void
test_told (void)
{
  at_every_stop (look_told);
}

/* A road to a frame does not run through the name of its zone. */
static void
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

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/hall/rows", test_rows);
  g_test_add_func ("/hall/reached", test_reached);
  g_test_add_func ("/hall/tlb", test_tlb);
  g_test_add_func ("/hall/entries", test_entries);
  g_test_add_func ("/hall/fault-entry", test_fault_entry);
  g_test_add_func ("/hall/signal", test_signal);
  g_test_add_func ("/hall/fault-stays", test_fault_stays);
  g_test_add_func ("/hall/names", test_names);
  g_test_add_func ("/hall/whose", test_whose);
  g_test_add_func ("/hall/zones", test_zones);
  g_test_add_func ("/hall/rights", test_rights);
  g_test_add_func ("/hall/cr3", test_cr3);
  g_test_add_func ("/hall/captions", test_captions);
  g_test_add_func ("/hall/told", test_told);
  g_test_add_func ("/hall/road", test_road);
  g_test_add_func ("/hall/free", test_free);
  return test_drawing_run (texts, session);
}
