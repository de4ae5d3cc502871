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

gboolean
vmr_vmas_is_taken (const VmrVmas *s,
                   double         x,
                   double         w)
{
  for (guint i = 0; i < s->n_taken; i++)
    if (x < s->taken[i].x + s->taken[i].w + 4 && s->taken[i].x < x + w + 4)
      return TRUE;
  return s->n_taken == G_N_ELEMENTS (s->taken);
}

void
vmr_vmas_take (VmrVmas *s,
               double   x,
               double   w)
{
  if (s->n_taken == G_N_ELEMENTS (s->taken))
    return;
  s->taken[s->n_taken].x = x;
  s->taken[s->n_taken++].w = w;
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
  x = CLAMP (x - w / 2, 4, s->cells->width - w - 4);
  vmr_vmas_take (s, x, w);
  cell = vmr_cells_box (s->cells, VMR_RECT (x, s->list_y - line - 3, w, line), VMR_INK_PANEL, VMR_TINT_FULL, 3);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
  cell->flags |= VMR_CELL_CAUSE;
  vmr_cells_text (s->cells, VMR_RECT (x, s->list_y - line - 3, w, line),
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

/* A short word above an area, unless something stands there already. */
static void
word_draw (VmrVmas    *s,
           double      middle,
           const char *text)
{
  double line = s->small * 1.4, w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, text), x = middle - w / 2;

  if (x < 4 || x + w > s->cells->width - 4 || vmr_vmas_is_taken (s, x, w))
    return;
  vmr_vmas_take (s, x, w);
  vmr_cells_box (s->cells, VMR_RECT (x - 2, s->list_y - line - 2, w + 4, line), VMR_INK_PANEL, VMR_TINT_FULL, 0);
  vmr_cells_text (s->cells, VMR_RECT (x, s->list_y - line - 2, w + 1, line), VMR_SMALL | VMR_BOLD, VMR_INK_LIGHT, text,
                  NULL);
}

/* Whether this command has cut an area here so far. A new area lies below the cut, or above it. */
static gboolean
is_new (const VmrVmas *s,
        const KmVma   *vma)
{
  guint cursor = vmr_session_cursor (s->session), last = vmr_stage_reached (s->session, KM_STEP_VMA_SPLIT), first;

  if (last == 0)
    return FALSE;
  first = km_machine_command (s->machine, km_machine_step_command (s->machine, cursor))->first_step;
  for (guint step = first; step <= last; step++)
    {
      KmAddr addr = (KmAddr) vmr_stage_arg (s->session, step, addr);

      if (km_machine_step_kind (s->machine, step) == KM_STEP_VMA_SPLIT &&
          (vmr_stage_arg (s->session, step, new_below) ? vma->vm_end : vma->vm_start) == addr)
        return TRUE;
    }
  return FALSE;
}

/* What the area was that has been cut last: the smallest there was around the cut. */
static void
cut_draw (VmrVmas *s)
{
  guint split = vmr_stage_reached (s->session, KM_STEP_VMA_SPLIT);
  KmAddr addr = (KmAddr) vmr_stage_arg (s->session, split, addr);
  const VmrSpan *was = NULL;
  g_autofree char *text = NULL;
  char size[24];
  VmrRect r;

  for (guint i = 0; split != 0 && s->spans && i < s->spans->spans->len; i++)
    {
      const VmrSpan *span = &g_array_index (s->spans->spans, VmrSpan, i);

      /* Cut twice, it was the larger before. */
      if (span->start < addr && addr < span->end && (!was || span->end - span->start > was->end - was->start))
        was = span;
    }
  if (was == NULL)
    return;
  r = vmr_vmas_range (s, was->start, was->end);
  vmr_cells_frame (s->cells, VMR_RECT (r.x - 4, r.y - 3, r.w + 8, r.h + 5), VMR_INK_LIGHT, 1.5, 5)->flags |=
    VMR_CELL_DASHED | VMR_CELL_GHOST;
  text = g_strdup_printf (_("before: one area, %s"), vmr_vmas_size (was->end - was->start, size, sizeof size));
  word_draw (s, r.x + r.w + 10 + vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, text) / 2, text);
}

/* Where the areas met that have become one. */
static void
seams_draw (VmrVmas *s)
{
  guint merge = vmr_stage_reached (s->session, KM_STEP_VMA_MERGE);
  KmAddr start = (KmAddr) vmr_stage_arg (s->session, merge, start), end = (KmAddr) vmr_stage_arg (s->session, merge, end);

  for (guint i = 0; merge != 0 && s->spans && i < s->slots->len; i++)
    {
      const VmrSlot *slot = &g_array_index (s->slots, VmrSlot, i);

      if (slot->start > start && slot->start < end && slot->kind != VMR_SLOT_FOLD)
        vmr_cells_segment (s->cells, slot->x, s->list_y + s->list_h * 0.66, slot->x, s->list_y + s->list_h,
                           VMR_INK_LIGHT, 1.5)->flags |= VMR_CELL_DASHED | VMR_CELL_GHOST;
    }
}

/* What the command has cut and joined so far; when it is complete that is over. */
static void
changes_draw (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);

  if (cursor == 0 || km_machine_step_kind (s->machine, cursor) == KM_STEP_DONE)
    return;
  if (vmr_stage_reached (s->session, KM_STEP_VMA_MERGE) > vmr_stage_reached (s->session, KM_STEP_VMA_SPLIT))
    {
      seams_draw (s);
      return;
    }
  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);

      if (is_new (s, column->vma))
        word_draw (s, column->x + column->w / 2, _("new"));
    }
  cut_draw (s);
}

/* One tag at a time: what a step has made says more than the address for which it was made. */
void
vmr_vmas_tags (VmrVmas *s)
{
  if (!anon_vma_draw (s) && s->n_taken == 0)
    wanted_draw (s);
  changes_draw (s);
}
