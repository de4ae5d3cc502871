/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Heap and stack: what the program and its C library do without the kernel.
 *
 *   Heap of sh                              p  q
 *   start_brk ┌────┬────┬──────────────┬ ─ ─ ─ ─ ┐ brk      pieces, as malloc knows them; wider is larger
 *             │ 104│free│     200 K    │   top   │
 *   pages     ■■■□□□□□□□□□□□□□                              those of the heap, in true order: filled has a frame
 *
 *   Stack of sh
 *   ┌ call 1 ─── 68 bytes ┐   0xbffff…                      libc-stack.c
 *   ├ call 2 ─── 68 bytes ┤   ▼ sp
 */
#include "ui/stages/libc-private.h"

#include "core/mmu/entries.h"
#include "core/user/vma.h"
#include "ui/draw/roles.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The step is about this piece. */
static gboolean
is_now (const VmrLibc *s,
        const KmChunk *chunk)
{
  KmStepKind kind = s->cursor ? km_machine_step_kind (s->machine, s->cursor) : KM_N_STEP_KINDS;
  KmAddr start = (KmAddr) vmr_stage_arg (s->session, s->cursor, start);

  return (kind == KM_STEP_MALLOC_CHUNK || kind == KM_STEP_FREE_CHUNK || kind == KM_STEP_FREE_TRIM ||
          kind == KM_STEP_FREE_MUNMAP || kind == KM_STEP_MALLOC_MMAP) &&
         (chunk->addr == start || chunk->addr + 8 == (KmAddr) vmr_stage_arg (s->session, s->cursor, addr));
}

static double
weight_of (const KmChunk *chunk)
{
  return log2 (8 + chunk->size / 16.0);
}

/* The break has moved down already, and the library will note the new size of its top only when the kernel has
 * returned: both sizes. */
static void
piece_size (const VmrLibc *s,
            const KmChunk *chunk,
            char          *text,
            gsize          length)
{
  gsize n;

  vmr_size_text (chunk->size, text, length);
  if (chunk->map_end != 0 || chunk->addr + chunk->size <= s->mm->brk)
    return;
  n = g_strlcat (text, " → ", length);
  vmr_size_text (s->mm->brk - chunk->addr, text + n, length - n);
}

static void
chunk_draw (VmrLibc       *s,
            const KmChunk *chunk,
            VmrRect        r)
{
  gboolean top = !KM_IS_NONE (s->mm->top_chunk) && chunk == km_chunk (s->machine, s->mm->top_chunk);
  const char *state = top ? _("top") : chunk->used ? _("in use") : _("free");
  char size[48];
  g_autofree char *name = NULL;
  VmrCell *cell;

  piece_size (s, chunk, size, sizeof size);
  name = g_strdup_printf (_("piece at 0x%08x, %s, %s"), chunk->addr, size, state);
  cell = vmr_cells_box (s->cells, r, chunk->used ? VMR_INK_ANON : VMR_INK_PANEL, chunk->used ? VMR_TINT_STRONG : VMR_TINT_FULL, 3);
  vmr_cell_outline (cell, is_now (s, chunk) ? VMR_INK_LIGHT : VMR_INK_ANON, is_now (s, chunk) ? 2 : 1);
  cell->flags |= (is_now (s, chunk) ? VMR_CELL_CHANGED : 0) | (chunk->used ? 0 : VMR_CELL_DASHED);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ADDRESS, chunk->addr + 8, s->task->id), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y, r.w - 4, r.h / 2), VMR_SMALL | VMR_CENTER, VMR_INK_AUTO, state, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y + r.h * 0.48, r.w - 4, r.h / 2), VMR_SMALL | VMR_MONO | VMR_CENTER,
                  VMR_INK_AUTO, size, NULL);
}

/* The pieces of the heap, or those with an area of their own, by address. */
static GPtrArray *
chunks_of (const VmrLibc *s,
           gboolean       mapped)
{
  GPtrArray *chunks = g_ptr_array_new ();

  for (const KmChunk *c = km_chunk (s->machine, s->mm->first_chunk); c != NULL; c = km_chunk (s->machine, c->next))
    if ((c->map_end != 0) == mapped)
      g_ptr_array_add (chunks, (gpointer) c);
  return chunks;
}

/* In one row. Those that do not fit at the front are counted. */
static void
chunks_draw (VmrLibc   *s,
             VmrRect    r,
             GPtrArray *chunks)
{
  double least = s->small * 5.2, weight = 0, spare = r.w, x = r.x;
  guint most = (guint) MAX (r.w / least, 1), skip = chunks->len > most ? chunks->len - most + 1 : 0;

  if (skip > 0)
    {
      vmr_cells_textf (s->cells, VMR_RECT (x, r.y, least, r.h), VMR_SMALL | VMR_BOLD, VMR_INK_SECONDARY, "‹ %u", skip);
      x += least;
      spare -= least;
    }
  spare = MAX (spare - (chunks->len - skip) * least, 0);
  for (guint i = skip; i < chunks->len; i++)
    weight += weight_of (chunks->pdata[i]);
  for (guint i = skip; i < chunks->len; i++)
    {
      double w = MIN (least + spare * weight_of (chunks->pdata[i]) / weight, s->small * 22);

      chunk_draw (s, chunks->pdata[i], VMR_RECT (x, r.y, w - 2, r.h));
      x += w;
    }
}

/* A cell for each page, from the first to the last, as large as fits; more than fit: those at the end. */
void
vmr_libc_pages (VmrLibc *s,
                VmrRect  r,
                KmAddr   start,
                KmAddr   end)
{
  KmAddr first = start & KM_PAGE_MASK;
  guint n = (km_page_align_up (end) - first) >> KM_PAGE_SHIFT, present = km_walk_present (s->machine, s->mm, first, end);
  double side = CLAMP (r.w / MAX (n, 1), 5, s->small * 1.1);
  guint most = (guint) (r.w / side), skip = n > most ? n - most : 0;

  for (guint i = skip; i < n; i++)
    {
      KmAddr addr = first + (i << KM_PAGE_SHIFT);
      gboolean here = km_walk_present (s->machine, s->mm, addr, addr + KM_PAGE_SIZE) > 0;
      gboolean in_area = vmr_area_at (s->machine, s->mm, addr) != NULL;
      VmrCell *cell;

      cell = vmr_cells_box (s->cells, VMR_RECT (r.x + (i - skip) * side, r.y, side - 1, MIN (r.h, s->small * 1.3)),
                            here ? VMR_INK_ANON : VMR_INK_CELL, VMR_TINT_FULL, 1);
      if (!here)
        vmr_cell_outline (cell, VMR_INK_CELL_LINE, in_area ? 1 : 0);
    }
  vmr_cells_textf (s->cells, VMR_RECT (r.x, r.y + s->small * 1.5, r.w, s->line), VMR_SMALL, VMR_INK_SECONDARY,
                   _("%u pages, %u of them with a frame"), n, present);
}

static double
heap_draw (VmrLibc *s,
           double   y)
{
  double w = s->cells->width - 2 * s->m, row = s->line * 2.4;
  KmAddr start = s->mm->start_brk, end = s->mm->brk;
  g_autoptr (GPtrArray) chunks = chunks_of (s, FALSE);
  g_autoptr (GPtrArray) mapped = chunks_of (s, TRUE);
  g_autofree char *low = g_strdup_printf ("start_brk %08x", start);
  g_autofree char *high = g_strdup_printf ("brk %08x", end);
  gboolean moved = s->cursor > 0 && km_machine_step_kind (s->machine, s->cursor) == KM_STEP_BRK;

  vmr_cells_text (s->cells, VMR_RECT (s->m, y, w * 0.4, s->line), VMR_BODY | VMR_BOLD, VMR_INK_TEXT, _("Heap"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w * 0.3, y, w * 0.35, s->line), VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, low, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w * 0.6, y, w * 0.4, s->line), VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT,
                  moved ? VMR_INK_LIGHT : VMR_INK_TEXT, high, NULL);
  y += s->line * 1.4;
  if (chunks->len == 0)
    {
      VmrCell *cell = vmr_cells_frame (s->cells, VMR_RECT (s->m, y, w, row), VMR_INK_LINE, 1, 4);

      cell->flags |= VMR_CELL_DASHED;
      vmr_cells_text (s->cells, VMR_RECT (s->m, y, w, row), VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY,
                      _("the library knows of no piece yet"), _("no piece yet"), NULL);
    }
  else
    chunks_draw (s, VMR_RECT (s->m, y, w, row), chunks);
  y += row + s->line * 0.5;
  if (end > start)
    vmr_libc_pages (s, VMR_RECT (s->m, y, w, s->line), start, end);
  else
    vmr_cells_text (s->cells, VMR_RECT (s->m, y, w, s->line), VMR_SMALL, VMR_INK_SECONDARY,
                    _("the break stands at the start: the heap has no page"), _("no page"), NULL);
  y += s->line * 2.2;
  if (mapped->len > 0)
    {
      vmr_cells_text (s->cells, VMR_RECT (s->m, y, w, s->line), VMR_SMALL, VMR_INK_SECONDARY,
                      _("pieces with an area of their own"), NULL);
      chunks_draw (s, VMR_RECT (s->m, y + s->line * 1.1, w, row), mapped);
      y += s->line * 1.6 + row;
    }
  return y;
}

static void
libc_layout (const VmrSession *session,
             VmrCells         *cells)
{
  VmrLibc s = { .session = session, .machine = vmr_session_machine (session), .cells = cells,
                .cursor = vmr_session_cursor (session), .small = cells->metrics.small };
  double y;

  if (vmr_session_state (session) == NULL)
    return;
  s.m = MAX (s.small * 1.6, 16);
  s.line = s.small * 1.5;
  s.task = vmr_session_task (session);
  s.mm = s.task ? km_mm (s.machine, s.task->mm) : NULL;
  if (s.mm == NULL)
    {
      vmr_cells_text (cells, VMR_RECT (s.m, cells->height * 0.4, cells->width - 2 * s.m, s.line * 2), VMR_BODY | VMR_CENTER,
                      VMR_INK_SECONDARY, _("No program runs yet: start one with exec."), _("no program runs yet"), NULL);
      return;
    }
  y = heap_draw (&s, s.line * 0.6);
  vmr_libc_stack (&s, y + s.line * 0.6);
}

const VmrStage vmr_stage_libc = {
  "libc", N_("Heap"), libc_layout, VMR_STAGE_SUB (KM_SUB_LIBC), "Heap and stack", "堆和栈", TRUE,
};
