/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stack as bricks that hang down: one for each call that has not returned, the newest lowest. */
#include "ui/stages/libc-private.h"

#include "core/user/vma.h"

#include <glib/gi18n-lib.h>

static void
brick_draw (VmrLibc           *s,
            const KmCallFrame *frame,
            guint              number,
            VmrRect            r,
            gboolean           newest)
{
  KmStepKind kind = s->cursor ? km_machine_step_kind (s->machine, s->cursor) : KM_N_STEP_KINDS;
  gboolean now = newest && kind == KM_STEP_CALL_FRAME;
  char size[24];
  g_autofree char *words = NULL;
  g_autofree char *sp = g_strdup_printf ("%08x", frame->sp);
  VmrCell *cell;

  vmr_size_text (frame->top - frame->sp, size, sizeof size);
  words = g_strdup_printf (_("call %u · %s: return address and variables"), number, size);
  cell = vmr_cells_box (s->cells, r, VMR_INK_ANON, VMR_TINT_PALE, 3);
  vmr_cell_outline (cell, now ? VMR_INK_LIGHT : VMR_INK_ANON, now ? 2 : 1);
  cell->flags |= now ? VMR_CELL_CHANGED : 0;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ADDRESS, frame->sp, s->task->id), words, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 6, r.y, r.w - 12 - s->small * 6, r.h), VMR_SMALL, VMR_INK_TEXT, words, size, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - s->small * 6, r.y, s->small * 6 - 4, r.h), VMR_SMALL | VMR_MONO | VMR_RIGHT,
                  VMR_INK_SECONDARY, sp, NULL);
}

/* The newest calls, as many as there is room for. */
static void
bricks_draw (VmrLibc *s,
             VmrRect  r)
{
  double h = s->line * 1.25;
  guint most = (guint) MAX (r.h / h, 1), n = s->task->n_frames, shown = MIN (n, most), i = shown;
  const KmCallFrame *frame = km_call_frame (s->machine, s->task->frame);

  if (n > most)
    {
      shown = i = most - 1;
      vmr_cells_textf (s->cells, VMR_RECT (r.x, r.y, r.w, h), VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY,
                       _("%u older calls wait above"), n - shown);
    }
  for (; frame != NULL && i > 0; frame = km_call_frame (s->machine, frame->caller), i--)
    brick_draw (s, frame, n - (shown - i), VMR_RECT (r.x, r.y + (i - 1 + (n > most)) * h, r.w, h - 2), i == shown);
  if (n == 0)
    vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w, h), VMR_SMALL, VMR_INK_SECONDARY,
                    _("no call waits for its return"), NULL);
}

void
vmr_libc_stack (VmrLibc *s,
                double   y)
{
  double w = s->cells->width - 2 * s->m, foot = s->cells->height - s->m * 0.5;
  const KmVma *vma = km_vma_find (s->machine, s->mm, s->mm->start_stack);
  g_autofree char *sp = g_strdup_printf ("sp %08x", s->task->sp);
  g_autofree char *start = vma ? g_strdup_printf (_("the area begins at %08x"), vma->vm_start) : g_strdup ("");
  KmStepKind kind = s->cursor ? km_machine_step_kind (s->machine, s->cursor) : KM_N_STEP_KINDS;
  gboolean moved = kind == KM_STEP_CALL_FRAME || kind == KM_STEP_RET_FRAME;

  if (y + s->line * 5.5 > foot || vma == NULL)
    return;
  vmr_cells_segment (s->cells, s->m, y - s->line * 0.3, s->m + w, y - s->line * 0.3, VMR_INK_LINE, 1);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, w * 0.3, s->line), VMR_BODY | VMR_BOLD, VMR_INK_TEXT, _("Stack"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w * 0.3, y, w * 0.4, s->line), VMR_SMALL,
                  kind == KM_STEP_STACK_GROW ? VMR_INK_LIGHT : VMR_INK_SECONDARY, start, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w * 0.7, y, w * 0.3, s->line), VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT,
                  moved ? VMR_INK_LIGHT : VMR_INK_TEXT, sp, NULL);
  y += s->line * 1.4;
  vmr_libc_pages (s, VMR_RECT (s->m, y, w, s->line), vma->vm_start, vma->vm_end);
  y += s->line * 2.2;
  bricks_draw (s, VMR_RECT (s->m, y, MIN (w, s->small * 46), foot - y));
}
