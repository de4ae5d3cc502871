/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which rows a page table has in the plain drawing.
 *
 *   areas of both programs     cut at every border     pages that matter     folded to fit
 *   ┌────────┐ ┌────────┐      ┌────────┐              ▪ page                ▪ page
 *   │        │ └────────┘  ──► ├────────┤         ──►  ░ run of others  ──►  ░ run
 *   └────────┘                 └────────┘              ▪ page
 *
 * Both programs get the same list, so that the same address is a horizontal line. Where directories stand
 * beside the rows, a row lies in one table, or has all the tables of its pages for itself: so the entries beside
 * it can name them.
 */
#include "ui/stages/translate-rows.h"

#include "ui/stages/translate-plain-private.h"

#include "ui/session/areas.h"

/* A segment shows so many of its frames one by one; the rest are counted. */
#define MAX_SINGLES 16
/* Runs up to this long may be unfolded again when there is room. */
#define MAX_UNFOLD 6
#define SCORE_PRESENT 10
#define SCORE_FIXED 900

typedef struct
{
  const KmMachine  *machine;
  const KmMm       *mm[VMR_PLAIN_SIDES];
  const VmrRowMark *marks;
  guint             n_marks;
  guint64           table;      /* addresses of a table that rows keep to; 0: they need not */
  GArray           *rows;       /* low addresses first until the end */
} Collect;

guint64
vmr_plain_entry (const KmMachine *machine,
                 const KmMm      *mm,
                 KmAddr           addr,
                 KmPhys          *at)
{
  KmWalkLevel levels[KM_WALK_MAX];
  guint n = mm ? km_walk (machine, mm, addr, levels) : 0;

  if (at)
    *at = n > 0 && levels[n - 1].exists ? levels[n - 1].at : 0;
  return n > 0 && levels[n - 1].exists ? levels[n - 1].entry : 0;
}

/* The first page from addr on that has a frame; end when there is none. Missing tables are
 * skipped whole. */
static guint64
next_present (const KmMachine *machine,
              const KmMm      *mm,
              guint64          addr,
              guint64          end)
{
  guint64 span = km_machine_state (machine)->config.pae ? 1u << 21 : 1u << 22;

  while (mm != NULL && addr < end)
    {
      KmPhys at;

      if (vmr_plain_entry (machine, mm, (KmAddr) addr, &at) & KM_PTE_P)
        return addr;
      addr = at == 0 ? (addr | (span - 1)) + 1 : addr + KM_PAGE_SIZE;
    }
  return end;
}

static guint
mark_score (const Collect *c,
            guint64        page)
{
  guint score = 0;

  for (guint i = 0; i < c->n_marks; i++)
    if (km_page_align_down (c->marks[i].addr) == page)
      score = MAX (score, c->marks[i].score);
  return score;
}

/* The next page in [addr, end) that gets a row of its own, and how much it matters. */
static guint64
next_single (const Collect *c,
             guint64        addr,
             guint64        end,
             gboolean       full,
             guint         *score)
{
  guint64 at = end;

  for (guint side = 0; side < VMR_PLAIN_SIDES && !full; side++)
    at = MIN (at, next_present (c->machine, c->mm[side], addr, end));
  for (guint i = 0; i < c->n_marks; i++)
    {
      guint64 page = km_page_align_down (c->marks[i].addr);

      if (page >= addr && page < at)
        at = page;
    }
  *score = at < end ? MAX (mark_score (c, at), SCORE_PRESENT) : 0;
  return at;
}

static void
row_add (Collect *c,
         guint64  start,
         guint64  end,
         guint    score)
{
  VmrRow row = { .kind = VMR_ROW_PAGES, .start = start, .end = end, .score = score };

  if (end > start)
    g_array_append_val (c->rows, row);
}

/* Pages of one segment; a part of a table at either end is for itself. */
static void
run_add (Collect *c,
         guint64  start,
         guint64  end)
{
  guint64 low = c->table ? (start + c->table - 1) & ~(c->table - 1) : start;
  guint64 high = c->table ? end & ~(c->table - 1) : end;

  if (low > high)
    low = high = end;
  row_add (c, start, low, 0);
  row_add (c, low, high, 0);
  row_add (c, high, end, 0);
}

static void
segment_collect (Collect *c,
                 guint64  start,
                 guint64  end)
{
  guint singles = 0;

  for (guint64 addr = start; addr < end;)
    {
      guint score;
      guint64 page = next_single (c, addr, end, singles >= MAX_SINGLES, &score);

      run_add (c, addr, page);
      if (page < end)
        row_add (c, page, page + KM_PAGE_SIZE, score);
      singles++;
      addr = page + KM_PAGE_SIZE;
    }
}

static int
border_compare (gconstpointer a,
                gconstpointer b)
{
  const guint64 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static void
borders_add (GArray  *borders,
             guint64  start,
             guint64  end)
{
  g_array_append_val (borders, start);
  g_array_append_val (borders, end);
}

/* All areas of both programs, cut where one of them begins or ends; a page that is used in a hole
 * counts as one. */
static void
segments_collect (Collect *c)
{
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint side = 0; side < VMR_PLAIN_SIDES; side++)
    for (const KmVma *vma = c->mm[side] ? km_vma (c->machine, c->mm[side]->mmap) : NULL;
         vma != NULL; vma = km_vma (c->machine, vma->vm_next))
      borders_add (borders, vma->vm_start, vma->vm_end);
  for (guint i = 0; i < c->n_marks; i++)
    {
      guint64 page = km_page_align_down (c->marks[i].addr);

      if (c->marks[i].score >= SCORE_FIXED && page < KM_PAGE_OFFSET &&
          !vmr_area_at (c->machine, c->mm[0], page) &&
          !vmr_area_at (c->machine, c->mm[1], page))
        borders_add (borders, page, page + KM_PAGE_SIZE);
    }
  g_array_sort (borders, border_compare);
  for (guint i = 0; i + 1 < borders->len; i++)
    {
      guint64 start = g_array_index (borders, guint64, i);
      guint64 end = g_array_index (borders, guint64, i + 1);

      if (start < end && (vmr_area_at (c->machine, c->mm[0], start) ||
                          vmr_area_at (c->machine, c->mm[1], start) ||
                          mark_score (c, start) >= SCORE_FIXED))
        segment_collect (c, start, end);
    }
}

/* Whether rows i and i + 1 as one would share one of several tables with the row below or above. */
static gboolean
parts_table (const Collect *c,
             guint          i)
{
  const VmrRow *low = &g_array_index (c->rows, VmrRow, i), *high = low + 1;
  guint64 first, last;

  if (c->table == 0)
    return FALSE;
  first = low->start / c->table;
  last = (high->end - 1) / c->table;
  return first != last && ((i > 0 && (low[-1].end - 1) / c->table == first) ||
                           (i + 2 < c->rows->len && high[1].start / c->table == last));
}

/* What is lost when rows i and i + 1 become one; G_MAXUINT: they must not. */
static guint
merge_cost (const Collect *c,
            guint          i)
{
  const VmrRow *low = &g_array_index (c->rows, VmrRow, i), *high = low + 1;
  guint cost = low->score + high->score;

  if (low->score >= SCORE_FIXED || high->score >= SCORE_FIXED || parts_table (c, i))
    return G_MAXUINT;
  for (guint side = 0; side < VMR_PLAIN_SIDES; side++)
    if (vmr_area_at (c->machine, c->mm[side], low->end - 1) !=
        vmr_area_at (c->machine, c->mm[side], high->start))
      cost += 30;
  if (low->end < high->start)
    cost += high->start - low->end > 1u << 24 ? 400 : 100;
  return cost;
}

static void
rows_fold (Collect *c,
           guint    max)
{
  while (c->rows->len > max)
    {
      guint best = G_MAXUINT, at = 0;

      for (guint i = 0; i + 1 < c->rows->len; i++)
        {
          guint cost = merge_cost (c, i);

          if (cost < best)
            {
              best = cost;
              at = i;
            }
        }
      if (best == G_MAXUINT)
        return;
      g_array_index (c->rows, VmrRow, at).end = g_array_index (c->rows, VmrRow, at + 1).end;
      g_array_index (c->rows, VmrRow, at).score =
        MAX (g_array_index (c->rows, VmrRow, at).score,
             g_array_index (c->rows, VmrRow, at + 1).score);
      g_array_remove_index (c->rows, at + 1);
    }
}

/* Where there is room, short runs show their pages one by one. */
static void
rows_unfold (Collect *c,
             guint    max)
{
  for (guint length = 2; length <= MAX_UNFOLD; length++)
    for (guint i = 0; i < c->rows->len; i++)
      {
        VmrRow run = g_array_index (c->rows, VmrRow, i);

        if (run.end - run.start != (guint64) length * KM_PAGE_SIZE ||
            c->rows->len + length - 1 > max)
          continue;
        g_array_remove_index (c->rows, i);
        for (guint page = 0; page < length; page++)
          {
            VmrRow single = run;

            single.start = run.start + page * KM_PAGE_SIZE;
            single.end = single.start + KM_PAGE_SIZE;
            g_array_insert_val (c->rows, i + page, single);
          }
      }
}

/* Turned over, the kernel on top, and a gap wherever two rows do not touch. */
static GArray *
rows_finish (Collect *c)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (VmrRow));
  VmrRow kernel = { .kind = VMR_ROW_KERNEL, .start = KM_PAGE_OFFSET,
                    .end = G_GUINT64_CONSTANT (1) << 32 };
  guint64 above = KM_PAGE_OFFSET;

  g_array_append_val (rows, kernel);
  for (guint i = c->rows->len; i-- > 0;)
    {
      const VmrRow *row = &g_array_index (c->rows, VmrRow, i);
      VmrRow gap = { .kind = VMR_ROW_GAP, .start = row->end, .end = above };

      if (row->end < above)
        g_array_append_val (rows, gap);
      g_array_append_vals (rows, row, 1);
      above = row->start;
    }
  if (above > 0)
    {
      VmrRow gap = { .kind = VMR_ROW_GAP, .start = 0, .end = above };

      g_array_append_val (rows, gap);
    }
  return rows;
}

GArray *
vmr_rows_collect (const KmMachine  *machine,
                  const KmMm *const mm[VMR_PLAIN_SIDES],
                  const VmrRowMark *marks,
                  guint             n_marks,
                  guint64           table,
                  guint             max)
{
  Collect c = { .machine = machine, .mm = { mm[0], mm[1] }, .marks = marks, .n_marks = n_marks,
                .table = table };
  GArray *rows;

  c.rows = g_array_new (FALSE, TRUE, sizeof (VmrRow));
  segments_collect (&c);
  rows_fold (&c, MAX (max, 2) - 1);
  rows_unfold (&c, MAX (max, 2) - 1);
  rows = rows_finish (&c);
  g_array_unref (c.rows);
  return rows;
}
