/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages of a program: what there is of each area, and how much of it is shown.
 *
 * All of it always fits. First the cells become smaller; then large areas keep only the rows around
 * what has frames; then the holes lose their lines; at last areas are left out. */
#include "ui/session/desk-page.h"
#include "ui/stages/pages-private.h"

#include "ui/draw/roles.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MIN_PITCH 11.0          /* a cell of 9 px and the gap beside it */
#define MAX_PITCH 16.0
#define MANY_ROWS 64u
#define MANY_STEPS 50000u

/* --- what there is ------------------------------------------------------------------------------ */

/* One table at a time: where it is missing none of its pages has a frame. */
static void
strip_look (VmrPages *p,
            VmrStrip *strip)
{
  guint span = km_machine_state (p->machine)->config.pae ? 1u << 21 : 1u << 22;
  guint64 addr = strip->start, end = addr + ((guint64) strip->pages << KM_PAGE_SHIFT);

  strip->kinds = g_malloc (strip->pages);
  memset (strip->kinds, VMR_PAGE_EMPTY, strip->pages);
  while (addr < end)
    {
      KmWalkLevel levels[KM_WALK_MAX];
      guint n = km_walk (p->machine, p->mm, (KmAddr) addr, levels);
      guint64 stop = MIN ((addr | (span - 1)) + 1, end);
      const KmWalkLevel *last = &levels[n - 1];

      for (guint i = last->index; last->exists && addr < stop; addr += KM_PAGE_SIZE, i++)
        {
          VmrPageKind kind =
            vmr_page_entry_kind (p->machine, km_entry_peek (p->machine, last->table, i));

          strip->kinds[(addr - strip->start) >> KM_PAGE_SHIFT] = (guint8) kind;
          strip->full += kind == VMR_PAGE_FRAME;
          p->zeroes |= kind == VMR_PAGE_ZERO;
        }
      addr = stop;
    }
}

/* What is cached of the area's file and has no entry yet. As many pages as the cache has of the file are
 * looked for: of a large file that is mostly on the disk that is over soon. */
static void
strip_look_cached (const VmrPages *p,
                   VmrStrip       *strip)
{
  const KmFile *file = km_file (p->machine, strip->vma->vm_file);
  guint left = file ? file->nr_pages : 0;

  for (guint i = 0; i < strip->pages && left > 0; i++)
    if (vmr_page_is_cached (p->machine, strip->vma, strip->start + (i << KM_PAGE_SHIFT)))
      {
        left--;
        if (strip->kinds[i] == VMR_PAGE_EMPTY)
          strip->kinds[i] = VMR_PAGE_CACHED;
      }
}

static void
strip_clear (gpointer data)
{
  VmrStrip *strip = data;

  g_free (strip->kinds);
  g_clear_pointer (&strip->rows, g_array_unref);
}

static void
strip_name (const VmrPages *p,
            VmrStrip       *strip)
{
  VmrArea area;

  vmr_area_describe (p->machine, p->mm, strip->vma, &area);
  g_strlcpy (strip->name, area.name, sizeof strip->name);
  strip->ink = vmr_area_ink (strip->vma);
}

static void
collect_strips (VmrPages *p)
{
  KmAddr end = 0;

  for (const KmVma *vma = km_vma (p->machine, p->mm->mmap); vma != NULL;
       vma = km_vma (p->machine, vma->vm_next))
    {
      VmrStrip *last = p->strips->len > 0
                       ? &g_array_index (p->strips, VmrStrip, p->strips->len - 1) : NULL;
      VmrStrip strip = { .vma = vma, .start = vma->vm_start,
                         .pages = (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT };

      /* The two areas that the kernel lends stand side by side. */
      if (last && vma->special != KM_VMA_PLAIN && last->vma->special != KM_VMA_PLAIN &&
          end == vma->vm_start)
        {
          last->pages += strip.pages;
          g_strlcpy (last->name, "vdso, vvar", sizeof last->name);
          end = vma->vm_end;
          continue;
        }
      strip_name (p, &strip);
      if (last)
        last->gap = vma->vm_start - end;
      end = vma->vm_end;
      g_array_append_val (p->strips, strip);
    }
  for (guint i = 0; i < p->strips->len / 2; i++)
    {
      VmrStrip *a = &g_array_index (p->strips, VmrStrip, i);
      VmrStrip *b = &g_array_index (p->strips, VmrStrip, p->strips->len - 1 - i);
      VmrStrip swap = *a;

      *a = *b;
      *b = swap;
    }
}

/* Pages that the present command has given a frame. */
static void
collect_changed (VmrPages *p)
{
  guint cursor = vmr_session_cursor (p->session), first;

  if (cursor <= vmr_session_first (p->session))
    return;
  first = km_machine_command (p->machine, km_machine_step_command (p->machine, cursor))->first_step;
  if (cursor - first > MANY_STEPS)
    first = cursor - MANY_STEPS;
  for (guint step = first; step <= cursor; step++)
    if (km_machine_step_kind (p->machine, step) == KM_STEP_PTE_SET)
      g_hash_table_add (p->changed,
                        GUINT_TO_POINTER ((guint) vmr_stage_arg (p->session, step, addr) &
                                          KM_PAGE_MASK));
}

void
vmr_pages_collect (VmrPages *p)
{
  p->strips = g_array_new (FALSE, TRUE, sizeof (VmrStrip));
  g_array_set_clear_func (p->strips, strip_clear);
  p->changed = g_hash_table_new (NULL, NULL);
  if (p->mm == NULL)
    return;
  collect_strips (p);
  for (guint i = 0; i < p->strips->len; i++)
    {
      strip_look (p, &g_array_index (p->strips, VmrStrip, i));
      strip_look_cached (p, &g_array_index (p->strips, VmrStrip, i));
    }
  /* What a sandbox proposes is no page of a lesson's. */
  p->has_page = vmr_desk_page (p->session, &p->page) &&
                (vmr_desk_is_picked (p->session) || vmr_pages_acts (p->session));
  collect_changed (p);
}

void
vmr_pages_clear (VmrPages *p)
{
  g_clear_pointer (&p->strips, g_array_unref);
  g_clear_pointer (&p->changed, g_hash_table_unref);
}

/* --- which rows --------------------------------------------------------------------------------- */

static gboolean
strip_has (const VmrStrip *strip,
           KmAddr          addr)
{
  return addr >= strip->start && (addr - strip->start) >> KM_PAGE_SHIFT < strip->pages;
}

static gboolean
row_is_used (const VmrPages *p,
             const VmrStrip *strip,
             guint           row)
{
  guint from = row * p->columns, to = MIN (from + p->columns, strip->pages);

  for (guint i = from; i < to; i++)
    if (strip->kinds[i] != VMR_PAGE_EMPTY)
      return TRUE;
  return FALSE;
}

static int
row_compare (gconstpointer a,
             gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? 1 : x > y ? -1 : 0;
}

static void
add_row (VmrStrip *strip,
         guint     row,
         guint     limit)
{
  for (guint i = 0; i < strip->rows->len; i++)
    if (g_array_index (strip->rows, guint, i) == row)
      return;
  if (strip->rows->len < limit)
    g_array_append_val (strip->rows, row);
}

/* The row of the selected page, rows with frames, the row above the last of them, then from the
 * lowest address on. */
static void
choose_rows (const VmrPages *p,
             VmrStrip       *strip)
{
  guint limit = MIN (p->limit, strip->n_rows), used = 0;

  if (strip->rows == NULL)
    strip->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (strip->rows, 0);
  if (p->has_page && strip_has (strip, p->page))
    add_row (strip, ((p->page - strip->start) >> KM_PAGE_SHIFT) / p->columns, limit);
  if (limit < strip->n_rows)
    for (guint row = 0; row < strip->n_rows && strip->rows->len < limit; row++)
      if (row_is_used (p, strip, row))
        {
          add_row (strip, row, limit);
          used = row;
        }
  if (used + 1 < strip->n_rows)
    add_row (strip, used + 1, limit);
  for (guint row = 0; row < strip->n_rows && strip->rows->len < limit; row++)
    add_row (strip, row, limit);
  g_array_sort (strip->rows, row_compare);
}

/* --- how it fits -------------------------------------------------------------------------------- */

static double
strip_height (const VmrPages *p,
              const VmrStrip *strip)
{
  guint rows = MIN (p->limit, strip->n_rows);
  double h = MAX (rows * p->pitch, p->line);

  return h + (rows < strip->n_rows ? p->line : 0) +
         (p->gaps && strip->gap > 0 ? p->line : round (p->cells->metrics.small * 0.35));
}

static double
total_height (const VmrPages *p)
{
  double h = 0;

  for (guint i = 0; i < p->strips->len; i++)
    h += strip_height (p, &g_array_index (p->strips, VmrStrip, i));
  return h;
}

static void
set_pitch (VmrPages *p,
           double    pitch)
{
  p->pitch = pitch;
  p->columns = (guint) MAX ((p->r.w - p->label) / pitch, 1);
  for (guint i = 0; i < p->strips->len; i++)
    {
      VmrStrip *strip = &g_array_index (p->strips, VmrStrip, i);

      strip->n_rows = (strip->pages + p->columns - 1) / p->columns;
    }
}

static gboolean
find_fit (VmrPages *p)
{
  double unit = MAX (p->cells->metrics.floor / 11.0, 1);

  p->gaps = TRUE;
  p->limit = G_MAXUINT;
  for (double pitch = MAX_PITCH; pitch >= MIN_PITCH; pitch--)
    {
      set_pitch (p, round (pitch * unit));
      if (total_height (p) <= p->r.h)
        return TRUE;
    }
  for (guint turn = 0; turn < 2; turn++)
    {
      p->gaps = turn == 0;
      for (p->limit = MANY_ROWS; p->limit > 0; p->limit--)
        if (total_height (p) <= p->r.h)
          return TRUE;
    }
  p->limit = 1;
  return FALSE;
}

/* Areas from the top, but that of the selected page in any case. */
static guint
leave_out (VmrPages *p)
{
  double room = p->r.h - p->line;
  guint left = 0;

  for (guint i = 0; i < p->strips->len; i++)
    {
      VmrStrip *strip = &g_array_index (p->strips, VmrStrip, i);

      strip->shown = p->has_page && strip_has (strip, p->page);
      room -= strip->shown ? strip_height (p, strip) : 0;
    }
  for (guint i = 0; i < p->strips->len; i++)
    {
      VmrStrip *strip = &g_array_index (p->strips, VmrStrip, i);

      if (strip->shown)
        continue;
      strip->shown = strip_height (p, strip) <= room;
      room -= strip->shown ? strip_height (p, strip) : 0;
      left += !strip->shown;
    }
  return left;
}

guint
vmr_pages_fit (VmrPages *p)
{
  gboolean all = find_fit (p);
  guint left = all ? 0 : leave_out (p);
  double y = p->r.y;

  for (guint i = 0; i < p->strips->len; i++)
    {
      VmrStrip *strip = &g_array_index (p->strips, VmrStrip, i);

      strip->shown |= all;
      if (!strip->shown)
        continue;
      choose_rows (p, strip);
      strip->h = strip_height (p, strip);
      strip->y = y;
      y += strip->h;
    }
  return left;
}
