/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages: every page of the program as a cell, and what may be done with the selected one. The stage of
 * a sandbox between two commands.
 *
 *   What shall editor do?  [Read] [Write] [Map] [Free]      pages-verbs.c
 *   Pages of editor        a cell is a page of 4 KiB …
 *   ▌stack   1 of 33   ▢▢▢▢▢▢▢▢▢▢▣                          pages-strips.c says what fits
 *    128 MiB unmapped ·······················
 *   ▌heap              ▣▣▣▣▣▣▢▢▢▢  ┌page 0x081c7000 … ┐       pages-card.c
 */
#include "ui/session/desk-page.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-place.h"
#include "ui/session/session-view.h"
#include "ui/stages/pages-private.h"

#include "ui/session/areas.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A lesson runs its commands itself. */
gboolean
vmr_pages_acts (const VmrSession *session)
{
  return vmr_session_lesson (session) == NULL || vmr_session_is_away (session);
}

/* --- cells ---------------------------------------------------------------------------------------- */

static const char *
kind_words (VmrPageKind kind)
{
  return kind == VMR_PAGE_FRAME ? _("has a frame") : kind == VMR_PAGE_ZERO ? _("zero page")
         : kind == VMR_PAGE_CACHED ? _("in the page cache") : _("no frame");
}

static void
cell_draw (VmrPages       *p,
           const VmrStrip *strip,
           guint           index,
           VmrRect         r)
{
  KmAddr addr = strip->start + (index << KM_PAGE_SHIFT);
  VmrPageKind kind = strip->kinds[index];
  gboolean selected = p->has_page && addr == p->page;
  char part[40];
  const KmVma *vma = vmr_area_at (p->machine, p->mm, addr);
  const char *place = vma ? vmr_area_part (p->machine, p->mm, vma, addr, part, sizeof part)
                          : strip->name;
  g_autofree char *name = g_strdup_printf (selected ? _("page 0x%08x, %s, %s, selected")
                                           : _("page 0x%08x, %s, %s"), addr, place,
                                           kind_words (kind));
  /* What is only cached is a page of the file, also where a store would copy it. */
  VmrInk ink = kind == VMR_PAGE_CACHED ? VMR_INK_FILE : strip->ink;
  VmrCell *cell = vmr_cells_box (p->cells, r, ink, kind == VMR_PAGE_FRAME ? VMR_TINT_FULL
                                 : kind == VMR_PAGE_ZERO ? VMR_TINT_STRONG
                                 : kind == VMR_PAGE_CACHED ? VMR_TINT_PALE : VMR_TINT_FAINT, 1);

  if (kind != VMR_PAGE_FRAME)
    {
      vmr_cell_outline (cell, ink, 1);
      cell->stroke_tint = kind == VMR_PAGE_EMPTY ? 60 : VMR_TINT_FULL;
      cell->flags |= kind == VMR_PAGE_ZERO ? VMR_CELL_DASHED : 0;
    }
  if (g_hash_table_contains (p->changed, GUINT_TO_POINTER (addr)))
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 1.4);
      cell->stroke_tint = VMR_TINT_FULL;
      cell->flags |= VMR_CELL_CHANGED;
    }
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_ADDRESS, addr, p->task->id), name, NULL);
  if (selected)
    p->at = r;
}

static void
row_draw (VmrPages       *p,
          const VmrStrip *strip,
          guint           row,
          double          y)
{
  guint from = row * p->columns, to = MIN (from + p->columns, strip->pages);
  double x = p->r.x + p->label, side = p->pitch - 2;

  for (guint i = from; i < to; i++)
    cell_draw (p, strip, i, VMR_RECT (x + (i - from) * p->pitch, y, side, side));
}

/* --- areas ---------------------------------------------------------------------------------------- */

static guint
pages_shown (const VmrPages *p,
             const VmrStrip *strip,
             guint          *full)
{
  guint n = 0;

  *full = 0;
  for (guint i = 0; i < strip->rows->len; i++)
    {
      guint from = g_array_index (strip->rows, guint, i) * p->columns;
      guint to = MIN (from + p->columns, strip->pages);

      n += to - from;
      for (guint page = from; page < to; page++)
        *full += strip->kinds[page] == VMR_PAGE_FRAME;
    }
  return n;
}

/* What does not fit, in words. */
static void
more_draw (VmrPages       *p,
           const VmrStrip *strip,
           double          y)
{
  guint full, shown = pages_shown (p, strip, &full);
  const char *more = vmr_stage_count (p->cells, strip->pages - shown);
  g_autofree char *text = strip->full > full
                          ? g_strdup_printf (_("… %s more not drawn, %s of them with a frame"), more,
                                             vmr_stage_count (p->cells, strip->full - full))
                          : g_strdup_printf (_("… %s more not drawn, none with a frame"), more);
  g_autofree char *brief = g_strdup_printf (_("… %s more not drawn"), more);

  vmr_cells_text (p->cells, VMR_RECT (p->r.x + p->label, y, p->r.w - p->label, p->line), VMR_SMALL,
                  VMR_INK_SECONDARY, text, brief, NULL);
}

static void
label_draw (VmrPages       *p,
            const VmrStrip *strip,
            double          top,
            double          h)
{
  gboolean two = h >= 2 * p->line;
  double w = p->label - 20, x = p->r.x + 10, y = top + (two ? (h - 2 * p->line) / 2 : 0);
  const char *full = vmr_stage_count (p->cells, strip->full);
  const char *pages = vmr_stage_count (p->cells, strip->pages);
  g_autofree char *brief = g_strdup_printf (_("%s of %s"), full, pages);
  g_autofree char *count = g_strdup_printf (_("%s of %s pages"), full, pages);
  VmrCell *cell;
  double line = two ? p->line : MIN (h, p->line), left;

  vmr_cells_box (p->cells, VMR_RECT (p->r.x, top, 3, MAX (h - 2, 6)), strip->ink,
                 VMR_TINT_FULL, 1);
  cell = vmr_cells_text (p->cells, VMR_RECT (x, y, w, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                         strip->name, NULL);
  if (two)
    {
      vmr_cells_text (p->cells, VMR_RECT (x, y + p->line, w, p->line), VMR_SMALL,
                      VMR_INK_SECONDARY, count, brief, NULL);
      return;
    }
  left = cell ? cell->rect.x + cell->rect.w + 8 : x;
  vmr_cells_text (p->cells, VMR_RECT (left, y, x + w - left, line), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY, brief, NULL);
}

/* What the kernel has just found in the hole above the strip, in front of x. */
static double
found_draw (VmrPages       *p,
            const VmrStrip *strip,
            double          x,
            double          y)
{
  guint cursor = vmr_session_cursor (p->session);
  guint64 from = strip->start + (guint64) strip->pages * KM_PAGE_SIZE, start, length;
  g_autofree char *text = NULL;
  char size[32];
  double w;
  VmrCell *cell;

  if (cursor == 0 || km_machine_step_kind (p->machine, cursor) != KM_STEP_GAP_FOUND)
    return x;
  start = vmr_stage_arg (p->session, cursor, start);
  length = vmr_stage_arg (p->session, cursor, length);
  if (start < from || start >= from + strip->gap)
    return x;
  text = g_strdup_printf (_("room for %s at 0x%08x"), vmr_size_text (length, size, sizeof size), (guint) start);
  w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, text) + 12;
  if (w > p->r.x + p->r.w - x)
    return x;
  cell = vmr_cells_frame (p->cells, VMR_RECT (x, y, w, p->line), VMR_INK_LIGHT, 1.5, 4);
  cell->flags |= VMR_CELL_DASHED | VMR_CELL_CHANGED;
  vmr_cells_text (p->cells, VMR_RECT (x + 6, y, w - 10, p->line), VMR_SMALL | VMR_BOLD, VMR_INK_LIGHT, text, NULL);
  return x + w + 8;
}

static void
gap_draw (VmrPages       *p,
          const VmrStrip *strip,
          double          y)
{
  char size[32];
  g_autofree char *gap = g_strdup_printf (_("%s unmapped"),
                                          vmr_size_text (strip->gap, size, sizeof size));
  VmrCell *cell = vmr_cells_text (p->cells, VMR_RECT (p->r.x + p->label, y, p->r.w - p->label,
                                                      p->line), VMR_SMALL, VMR_INK_SECONDARY, gap,
                                  NULL);
  double left = cell ? cell->rect.x + cell->rect.w + 8 : p->r.x + p->label;

  left = found_draw (p, strip, left, y);
  cell = vmr_cells_segment (p->cells, left, y + p->line / 2, p->r.x + p->r.w, y + p->line / 2,
                            VMR_INK_LINE, 1);
  cell->flags |= VMR_CELL_DASHED;
}

static void
strip_draw (VmrPages       *p,
            const VmrStrip *strip)
{
  guint n = strip->rows->len;
  double rows = MAX (n * p->pitch, p->line), y = strip->y, top;

  if (p->gaps && strip->gap > 0)
    {
      gap_draw (p, strip, y);
      y += p->line;
    }
  label_draw (p, strip, y, rows);
  top = y + (n * p->pitch < p->line ? floor ((p->line - n * p->pitch) / 2) : 0);
  for (guint i = 0; i < n; i++)
    row_draw (p, strip, g_array_index (strip->rows, guint, i), top + i * p->pitch);
  if (n < strip->n_rows)
    more_draw (p, strip, y + rows);
}

/* --- all of it -------------------------------------------------------------------------------------- */

static double
label_width (const VmrPages *p)
{
  double widest = 0;

  for (guint i = 0; i < p->strips->len; i++)
    {
      const VmrStrip *strip = &g_array_index (p->strips, VmrStrip, i);
      g_autofree char *brief = g_strdup_printf (_("%s of %s"), vmr_stage_count (p->cells, strip->full),
                                                vmr_stage_count (p->cells, strip->pages));

      widest = MAX (widest, vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, strip->name) + 8 +
                    vmr_cells_measure (p->cells, VMR_SMALL, brief));
    }
  return ceil (MIN (widest + 30, p->r.w * 0.3));
}

/* Returns the room behind the words of the heading. */
static VmrRect
heading_draw (VmrPages *p,
              VmrRect   r)
{
  g_autofree char *title = g_strdup_printf (_("Pages of %s"), km_task_name (p->machine, p->task));
  guint struck = vmr_task_is_dead (p->task) ? VMR_STRUCK : 0;
  VmrCell *cell = vmr_cells_text (p->cells, r, VMR_BODY | VMR_BOLD | struck, VMR_INK_TEXT, title,
                                  NULL);
  double left = cell ? cell->rect.x + cell->rect.w + 12 : r.x;

  return VMR_RECT (left, r.y, r.x + r.w - left, r.h);
}

static void
areas_draw (VmrPages *p,
            VmrRect   r)
{
  double head = ceil (p->cells->metrics.body * 1.7);
  VmrRect room = heading_draw (p, VMR_RECT (r.x, r.y, r.w, head));
  const char *legend =
    p->zeroes ? _("a cell is a page; filled: it has a frame of its own; dashed edge: the zero page, one frame for all")
    : _("a cell is a page of 4 KiB; filled: an entry leads to its frame; strong edge: in the page cache only");
  const char *brief = p->zeroes ? _("filled: it has a frame; dashed edge: the zero page")
                      : _("filled: an entry leads to its frame; strong edge: cached only");
  guint left;

  /* In a hall the address stands beside the heading: the legend has a row of its own. */
  if (p->cells->metrics.lecture)
    {
      vmr_cells_text (p->cells, VMR_RECT (r.x, r.y + head, r.w, p->cells->metrics.row), VMR_SMALL,
                      VMR_INK_SECONDARY, legend, brief, NULL);
      head += p->cells->metrics.row;
    }
  p->r = VMR_RECT (r.x, r.y + head, r.w, r.h - head);
  p->line = ceil (p->cells->metrics.small * 1.4);
  p->label = label_width (p);
  left = vmr_pages_fit (p);
  for (guint i = 0; i < p->strips->len; i++)
    if (g_array_index (p->strips, VmrStrip, i).shown)
      strip_draw (p, &g_array_index (p->strips, VmrStrip, i));
  if (left > 0)
    {
      g_autofree char *text = g_strdup_printf (_("… %u more areas"), left);

      vmr_cells_text (p->cells, VMR_RECT (p->r.x + p->label, p->r.y + p->r.h - p->line,
                                          p->r.w - p->label, p->line), VMR_SMALL,
                      VMR_INK_SECONDARY, text, NULL);
    }
  if (p->has_page && vmr_pages_card (p, room))
    room.w = 0;
  if (room.w > 0 && !p->cells->metrics.lecture)
    vmr_cells_text (p->cells, room, VMR_SMALL, VMR_INK_SECONDARY, legend,
                    brief, _("a cell is a page; filled: it has a frame"), NULL);
  vmr_pages_mark (p);
}

static void
pages_layout (const VmrSession *session,
              VmrCells         *cells)
{
  VmrPages p = { .session = session, .machine = vmr_session_machine (session), .cells = cells,
                 .task = vmr_session_task (session) };
  double m = cells->metrics.lecture ? ceil (cells->metrics.small) : 16, h;

  if (km_machine_state (p.machine) == NULL)
    return;
  p.mm = p.task ? km_mm (p.machine, p.task->mm) : NULL;
  vmr_pages_collect (&p);
  h = !vmr_pages_acts (session) ? 0
      : vmr_pages_verbs (&p, VMR_RECT (m, 10, cells->width - 2 * m, cells->height - 20));
  if (p.mm != NULL)
    areas_draw (&p, VMR_RECT (m, 10 + h + 6, cells->width - 2 * m, cells->height - h - 24));
  else
    vmr_cells_text (cells, VMR_RECT (m, h, cells->width - 2 * m, cells->height - h),
                    VMR_TITLE | VMR_CENTER, VMR_INK_SECONDARY,
                    _("A program’s pages appear here, as soon as one runs."), _("no program runs"),
                    NULL);
  vmr_pages_clear (&p);
}

const VmrStage vmr_stage_pages = { "pages", N_("Pages"), pages_layout, 0, "Pages", "页", FALSE };
