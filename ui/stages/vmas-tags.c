/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the present step is about, in a frame above the areas: an address, a record, a refusal. And what lies in a
 * hole at this step only. */
#include "ui/stages/vmas-private.h"

#include <glib/gi18n-lib.h>

/* Where an address lies: within its block, or in the middle of its hole. */
static double
address_x (const VmrVmas *s,
           KmAddr         addr)
{
  const VmrSlot *at = vmr_vmas_slot_at (s, addr);

  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      const KmVma *vma = column->vma;

      if (vma->vm_start <= addr && addr < vma->vm_end)
        return column->x + column->w * (addr - vma->vm_start) / (vma->vm_end - vma->vm_start);
    }
  return at->x + at->w / 2;
}

/* What this step is about, in a frame above the axis at @x. */
static void
tag_draw (VmrVmas    *s,
          double      x,
          const char *text)
{
  double line = s->small * 1.4, w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, text) + 8;
  VmrCell *cell;

  vmr_cells_segment (s->cells, x, s->list_y - 5, x, s->list_y + 4, VMR_INK_LIGHT, 3);
  s->taken_w = w;
  s->taken = CLAMP (x - w / 2, 4, s->cells->width - w - 4);
  cell = vmr_cells_box (s->cells, VMR_RECT (s->taken, s->list_y - line - 3, w, line), VMR_INK_PANEL, VMR_TINT_FULL, 3);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
  cell->flags |= VMR_CELL_CAUSE;
  vmr_cells_text (s->cells, VMR_RECT (s->taken, s->list_y - line - 3, w, line),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_LIGHT, text, NULL);
}

/* Steps that belong to an access name no other address; what the kernel does for itself may have its own. */
KmAddr
vmr_vmas_address (const VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session), find = vmr_stage_reached (s->session, KM_STEP_FIND_VMA);
  guint access = vmr_stage_reached (s->session, KM_STEP_ACCESS);
  KmAddr addr = (KmAddr) vmr_stage_arg (s->session, MAX (find, access), addr);

  if (cursor == 0 || km_machine_step_kind (s->machine, cursor) == KM_STEP_DONE || addr >= KM_PAGE_OFFSET)
    return 0;
  return addr;
}

static void
wanted_draw (VmrVmas *s)
{
  KmAddr addr = vmr_vmas_address (s);
  char text[16];

  if (addr == 0)
    return;
  g_snprintf (text, sizeof text, "0x%08x", addr);
  tag_draw (s, address_x (s, addr), text);
}

/* The anon_vma that an area has just got. */
static gboolean
anon_vma_draw (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);

  if (cursor == 0 || km_machine_step_kind (s->machine, cursor) != KM_STEP_ANON_VMA)
    return FALSE;
  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      char text[24];

      if (column->vma->id == 0 || vmr_stage_arg (s->session, cursor, vma) != column->vma->id)
        continue;
      g_snprintf (text, sizeof text, "anon_vma %u", KM_ID_INDEX (column->vma->anon_vma.value));
      tag_draw (s, column->x + column->w / 2, text);
      return TRUE;
    }
  return FALSE;
}

/* What is not to be is said over the hole that was found for it. */
static void
refusal_draw (VmrVmas *s,
              VmrRect  hole,
              guint64  bytes)
{
  char size[24];
  g_autofree char *text = g_strdup_printf (_("refused: %s"), vmr_vmas_size (bytes, size, sizeof size));

  tag_draw (s, hole.x + hole.w / 2, text);
}

/* A range in a hole: where areas were before this step, or what was found for a new one, which may be refused. */
void
vmr_vmas_ghost (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);
  KmStepKind kind = cursor ? km_machine_step_kind (s->machine, cursor) : KM_N_STEP_KINDS;
  gboolean refused = kind == KM_STEP_NO_MEMORY, found = refused || kind == KM_STEP_GAP_FOUND;
  guint step = refused ? vmr_stage_reached (s->session, KM_STEP_GAP_FOUND) : cursor;
  KmAddr start = (KmAddr) vmr_stage_arg (s->session, step, start);
  guint64 length = vmr_stage_arg (s->session, step, length);
  KmAddr end = (KmAddr) (found ? start + length : vmr_stage_arg (s->session, step, end));
  char text[24];
  VmrCell *cell;
  VmrRect r;

  if ((kind != KM_STEP_VMA_REMOVE && !found) || step == 0 || end <= start || end > KM_PAGE_OFFSET)
    return;
  r = vmr_vmas_range (s, start, end);
  cell = vmr_cells_frame (s->cells, r, VMR_INK_LIGHT, 1.5, 4);
  cell->flags |= (found && !refused ? 0 : VMR_CELL_GHOST) | VMR_CELL_DASHED | VMR_CELL_CHANGED;
  if (refused)
    refusal_draw (s, r, length);
  /* What was found begins there, as the areas have it below them. */
  if (found)
    g_snprintf (text, sizeof text, "%05x", start >> KM_PAGE_SHIFT);
  vmr_cells_text (s->cells, found ? VMR_RECT (r.x + 1, r.y + r.h + 2, MAX (r.w, s->small * 3.6), s->small * 1.4)
                  : VMR_RECT (r.x, r.y + r.h - VMR_VMAS_THREAD * 1.4 - s->small * 1.4, r.w, s->small * 1.4),
                  VMR_SMALL | (found ? VMR_MONO : VMR_CENTER), VMR_INK_LIGHT,
                  found ? text : vmr_vmas_size (end - start, text, sizeof text), NULL);
}

/* One tag at a time: what a step has made says more than the address for which it was made. */
void
vmr_vmas_tags (VmrVmas *s)
{
  if (!anon_vma_draw (s) && s->taken_w == 0)
    wanted_draw (s);
}
