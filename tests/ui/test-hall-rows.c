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

static const KmMm *
mm_named (const char *name)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (const KmTask *task = km_task (machine, km_machine_state (machine)->first_task); task != NULL;
       task = km_task (machine, task->next))
    {
      const char *called = km_task_name (machine, task);

      if (g_str_has_prefix (name, called) && name[strlen (called)] == ',')
        return km_mm (machine, task->mm);
    }
  return NULL;
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

/* "32", "33 – 766" or "32 … 766" of the directory for the addresses from @base on, and what the row says of these
 * entries. */
static gboolean
is_true_from (const KmMm *mm,
              guint64     base,
              guint       shift,
              const char *index,
              const char *value)
{
  guint first, last, tables, frames, said;
  const char *dash = strstr (index, " – "), *dots = strstr (index, " … ");
  KmPfn pfn = 0;

  first = last = (guint) atoi (index);
  if (dash || dots)
    last = (guint) atoi ((dash ? dash : dots) + strlen (" – "));
  count (mm, base + ((guint64) first << shift), base + ((guint64) (last + 1) << shift), &tables, &frames, &pfn);
  if (dots && (tables == 0 || tables == last - first + 1))
    return FALSE;
  if (g_str_equal (value, "kernel"))
    return base + ((guint64) first << shift) >= KM_PAGE_OFFSET;
  if (g_str_equal (value, "none"))
    return tables == 0;
  if (g_str_has_prefix (value, "0x"))
    return first == last && tables == 1 && strtoul (value, NULL, 16) == pfn;
  return is_number_of (value, "table", &said) && said == tables && (dots || tables == last - first + 1);
}

/* With PAE there are four directories, and a row does not say of which it is. */
static gboolean
directory_is_true (const KmMm *mm,
                   const char *index,
                   const char *value)
{
  gboolean pae = km_machine_state (vmr_session_machine (session))->config.pae;

  for (guint64 base = 0; base < (pae ? G_GUINT64_CONSTANT (1) << 32 : 1); base += 1u << 30)
    if (is_true_from (mm, base, pae ? 21 : 22, index, value))
      return TRUE;
  return FALSE;
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
void
test_rows (void)
{
  at_every_stop (rows_look);
}
