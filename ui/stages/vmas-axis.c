/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The areas by address: blocks with permissions and sizes, the holes between them, pages and names
 * below, the ends of heap and stack above, and the list as a thread. */
#include "ui/stages/vmas-private.h"

#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How far above the blocks' lower edge the list runs. */
#define THREAD 9

/* What this step has done to the area. */
static gboolean
is_changed (const VmrVmas   *s,
            const VmrColumn *column)
{
  guint cursor = vmr_session_cursor (s->session);
  KmAddr start = (KmAddr) vmr_stage_arg (s->session, cursor, start);
  KmAddr end = (KmAddr) vmr_stage_arg (s->session, cursor, end);

  if (cursor == 0)
    return FALSE;
  if (km_machine_step_kind (s->machine, cursor) == KM_STEP_BRK && s->mm->brk > s->mm->start_brk)
    return column->vma->vm_start < s->mm->brk && column->vma->vm_end >= s->mm->brk;
  /* Some steps name the area, others where it lies. */
  return (column->vma->id != 0 && vmr_stage_arg (s->session, cursor, vma) == column->vma->id) ||
         (end > start && column->vma->vm_start == start && column->vma->vm_end >= end);
}

static void
block_draw (VmrVmas         *s,
            const VmrColumn *column)
{
  const KmVma *vma = column->vma;
  VmrRect r = VMR_RECT (column->x, s->list_y, column->w, s->list_h);
  VmrInk ink = vmr_area_ink (vma);
  char perm[8], size[24];
  g_autofree char *name = NULL;
  VmrCell *cell;

  g_snprintf (perm, sizeof perm, "%s%c", column->area.perm, vma->vm_flags & KM_VM_SHARED ? 's' : 'p');
  vmr_vmas_size (vma->vm_end - vma->vm_start, size, sizeof size);
  name = g_strdup_printf ("vm_area_struct 0x%08x – 0x%08x %s %s", vma->vm_start, vma->vm_end, perm,
                          column->area.name);
  cell = vmr_cells_box (s->cells, r, ink, VMR_TINT_PALE, 4);
  if (is_changed (s, column))
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_VMA, vma->id, 0), name, NULL);
  vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, 4), ink, VMR_TINT_FULL, 2);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y + 5, r.w - 4, s->small * 1.5),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, perm,
                  column->area.perm, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 1, r.y + 5 + s->small * 1.4, r.w - 2, s->small * 1.5),
                  VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, size, NULL);
}

/* A hole, with its size if it has room. */
static void
gap_draw (VmrVmas    *s,
          double      x,
          double      w,
          guint64     bytes,
          const char *more)
{
  char size[24];

  if (w < s->small)
    return;
  vmr_cells_box (s->cells, VMR_RECT (x, s->list_y + s->list_h * 0.3, w, s->list_h * 0.4),
                 VMR_INK_SOFT, 50, 0);
  if (more == NULL)
    vmr_vmas_size (bytes, size, sizeof size);
  /* Clear of the frame of what was found here: see ghost_draw (). */
  vmr_cells_text (s->cells, VMR_RECT (x + 5, s->list_y + s->list_h * 0.1, w - 10, s->list_h * 0.5),
                  VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, more ? more : size, NULL);
}

/* The areas that have no column of their own. */
static void
ends_draw (VmrVmas *s)
{
  const VmrColumn *first = vmr_vmas_column (s, 0);
  const VmrColumn *last = vmr_vmas_column (s, s->columns->len - 1);
  double right = s->cells->width - s->m;
  g_autofree char *below = g_strdup_printf ("‹ %u", s->before);
  g_autofree char *above = g_strdup_printf ("%u ›", s->after);

  gap_draw (s, s->m, first->x - s->m, first->vma->vm_start, s->before ? below : NULL);
  if (s->after > 0 || last->vma->vm_end < KM_PAGE_OFFSET)
    gap_draw (s, last->x + last->w, right - last->x - last->w, KM_PAGE_OFFSET - last->vma->vm_end,
              s->after ? above : NULL);
}

/* The list runs through the blocks as a thread with a bead in each. */
static void
thread_draw (VmrVmas *s)
{
  double y = s->list_y + s->list_h - THREAD;

  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      const VmrColumn *next = i + 1 < s->columns->len ? vmr_vmas_column (s, i + 1) : NULL;
      double x = column->x + column->w / 2;
      VmrCell *bead;

      if (next)
        vmr_cells_segment (s->cells, x, y, next->x + next->w / 2, y, VMR_INK_TEXT, 1.5);
      bead = vmr_cells_box (s->cells, VMR_RECT (x - 4, y - 4, 8, 8), VMR_INK_PANEL, VMR_TINT_FULL,
                            4);
      vmr_cell_outline (bead, VMR_INK_TEXT, 1.5);
    }
}

/* The number of its first page below each block; behind a hole's left edge its own. */
static void
pages_draw (VmrVmas *s)
{
  double y = s->list_y + s->list_h + 2, free = 0, line = s->small * 1.4;

  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      char text[16];
      double w;

      g_snprintf (text, sizeof text, "%05x", column->vma->vm_start >> KM_PAGE_SHIFT);
      w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, text);
      if (column->x < free || column->x + w > s->cells->width - 4)
        continue;
      vmr_cells_segment (s->cells, column->x, y, column->x, y + line * 0.8, VMR_INK_LINE, 1);
      vmr_cells_text (s->cells, VMR_RECT (column->x + 3, y, w + 1, line), VMR_SMALL | VMR_MONO,
                      is_changed (s, column) ? VMR_INK_LIGHT : VMR_INK_SECONDARY, text, NULL);
      free = column->x + w + 8;
    }
}

/* Neighbours of one file have one name, over a bracket. */
static void
names_draw (VmrVmas *s)
{
  double y = s->list_y + s->list_h + s->small * 1.7, line = s->small * 1.5, free = 0;

  for (guint i = 0, n; i < s->columns->len; i += n)
    {
      const VmrColumn *first = vmr_vmas_column (s, i), *last = first;
      VmrPoint bracket[4];
      const char *name;
      double w, x, from, to;

      for (n = 1; i + n < s->columns->len; n++)
        {
          const VmrColumn *next = vmr_vmas_column (s, i + n);

          if (strcmp (next->area.name, first->area.name) != 0 || last->gap > 0)
            break;
          last = next;
        }
      from = first->x + 2;
      to = last->x + last->w - 2;
      bracket[0] = (VmrPoint) { from, y };
      bracket[1] = (VmrPoint) { from, y + 4 };
      bracket[2] = (VmrPoint) { to, y + 4 };
      bracket[3] = (VmrPoint) { to, y };
      vmr_cells_line (s->cells, bracket, 4, VMR_INK_SECONDARY, 1);
      name = first->area.name;
      w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, name);
      /* The one long name that is no file's. */
      if (w > to - from && strcmp (name, _("anon mmap")) == 0)
        w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, name = _("anon"));
      x = CLAMP ((from + to - w) / 2, 2, s->cells->width - w - 2);
      /* A long name under a narrow block may reach into the hole beside it. */
      if (x < free || x + w > to + last->gap / 2 + 8 || y + 5 + line > s->cells->height)
        continue;
      vmr_cells_text (s->cells, VMR_RECT (x, y + 5, w + 1, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                      name, NULL);
      free = x + w + 6;
    }
}

/* A mark above the block that holds an address, or ends there; its word stands before it, or behind.
 * Returns where the next one may begin. */
static double
mark_draw (VmrVmas    *s,
           KmAddr      addr,
           const char *word,
           gboolean    behind,
           double      free)
{
  double line = s->small * 1.4, y = s->list_y - line - 2, w, x;

  for (guint i = 0; addr != 0 && i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      const KmVma *vma = column->vma;

      if (addr < vma->vm_start || addr > vma->vm_end ||
          (addr == vma->vm_end && i + 1 < s->columns->len &&
           vmr_vmas_column (s, i + 1)->vma->vm_start == addr))
        continue;
      x = column->x + column->w * (addr - vma->vm_start) / (vma->vm_end - vma->vm_start);
      w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, word);
      vmr_cells_segment (s->cells, x, s->list_y - 5, x, s->list_y + 4, VMR_INK_TEXT, 1.5);
      x -= behind ? 0 : w;
      if (x < free || x + w > s->cells->width - 4 || (x < s->taken + s->taken_w && s->taken < x + w))
        return free;
      vmr_cells_box (s->cells, VMR_RECT (x - 2, y, w + 4, line), VMR_INK_PANEL, VMR_TINT_FULL, 0);
      vmr_cells_text (s->cells, VMR_RECT (x, y, w + 1, line), VMR_SMALL | VMR_MONO,
                      VMR_INK_SECONDARY, word, NULL);
      return x + w + 4;
    }
  return free;
}

/* Where an address lies: within its block, or in the middle of its hole. */
static double
address_x (const VmrVmas *s,
           KmAddr         addr)
{
  double x = vmr_vmas_column (s, 0)->x - s->small;

  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      const KmVma *vma = column->vma;

      if (addr < vma->vm_start)
        break;
      x = addr < vma->vm_end ? column->x + column->w * (addr - vma->vm_start) / (vma->vm_end - vma->vm_start)
          : column->x + column->w + (column->gap > 0 ? column->gap / 2 : s->small);
    }
  return x;
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

/* The address that find_vma () looks for, from its first step to its last. */
static void
wanted_draw (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session), find = vmr_stage_reached (s->session, KM_STEP_FIND_VMA);
  KmStepKind kind = cursor ? km_machine_step_kind (s->machine, cursor) : KM_N_STEP_KINDS;
  KmAddr addr = (KmAddr) vmr_stage_arg (s->session, find, addr);
  char text[16];

  if (find == 0 || (kind != KM_STEP_FIND_VMA && kind != KM_STEP_FIND_VMA_NODE && kind != KM_STEP_VMA_FOUND))
    return;
  g_snprintf (text, sizeof text, "0x%08x", addr);
  tag_draw (s, address_x (s, addr), text);
}

/* The anon_vma that an area has just got. */
static void
anon_vma_draw (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);

  if (cursor == 0 || km_machine_step_kind (s->machine, cursor) != KM_STEP_ANON_VMA)
    return;
  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      char text[24];

      if (column->vma->id == 0 || vmr_stage_arg (s->session, cursor, vma) != column->vma->id)
        continue;
      g_snprintf (text, sizeof text, "anon_vma %u", KM_ID_INDEX (column->vma->anon_vma.value));
      tag_draw (s, column->x + column->w / 2, text);
      return;
    }
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
static void
ghost_draw (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);
  KmStepKind kind = cursor ? km_machine_step_kind (s->machine, cursor) : KM_N_STEP_KINDS;
  gboolean refused = kind == KM_STEP_NO_MEMORY, found = refused || kind == KM_STEP_GAP_FOUND;
  guint step = refused ? vmr_stage_reached (s->session, KM_STEP_GAP_FOUND) : cursor;
  KmAddr start = (KmAddr) vmr_stage_arg (s->session, step, start);
  guint64 length = vmr_stage_arg (s->session, step, length);
  KmAddr end = (KmAddr) (found ? start + length : vmr_stage_arg (s->session, step, end));
  char text[24];

  if ((kind != KM_STEP_VMA_REMOVE && !found) || step == 0)
    return;
  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      KmAddr next = i + 1 < s->columns->len ? vmr_vmas_column (s, i + 1)->vma->vm_start : KM_PAGE_OFFSET;
      VmrCell *cell;
      VmrRect r = VMR_RECT (column->x + column->w + 2, s->list_y, column->gap - 4, s->list_h);

      if (column->vma->vm_end > start || column->gap < s->small * 2 || next < end)
        continue;
      cell = vmr_cells_frame (s->cells, r, VMR_INK_LIGHT, 1.5, 4);
      cell->flags |= (found && !refused ? 0 : VMR_CELL_GHOST) | VMR_CELL_DASHED | VMR_CELL_CHANGED;
      if (refused)
        refusal_draw (s, r, length);
      /* The hole says its own size. */
      if (!found && column->vma->vm_end == start && next == end)
        return;
      /* What was found begins there, as the areas have it below them. */
      if (found)
        g_snprintf (text, sizeof text, "%05x", start >> KM_PAGE_SHIFT);
      vmr_cells_text (s->cells, found ? VMR_RECT (r.x, r.y + r.h + 1, r.w + 2, s->small * 1.5)
                      : VMR_RECT (r.x, r.y + r.h - THREAD * 1.4 - s->small * 1.4, r.w, s->small * 1.4),
                      VMR_SMALL | (found ? VMR_MONO : VMR_CENTER), VMR_INK_LIGHT,
                      found ? text : vmr_vmas_size (end - start, text, sizeof text), NULL);
      return;
    }
}

void
vmr_vmas_axis (VmrVmas *s)
{
  double free = 0;

  ends_draw (s);
  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      const VmrColumn *next = i + 1 < s->columns->len ? vmr_vmas_column (s, i + 1) : NULL;

      if (next)
        gap_draw (s, column->x + column->w, column->gap, next->vma->vm_start - column->vma->vm_end,
                  NULL);
      block_draw (s, column);
    }
  thread_draw (s);
  ghost_draw (s);
  pages_draw (s);
  names_draw (s);
  wanted_draw (s);
  anon_vma_draw (s);
  if (vmr_vmas_brk_is_set (s) && s->mm->brk > s->mm->start_brk)
    free = mark_draw (s, s->mm->start_brk, "start_brk", FALSE, free);
  if (vmr_vmas_brk_is_set (s))
    free = mark_draw (s, s->mm->brk, "brk", TRUE, free);
  mark_draw (s, s->mm->start_stack, "start_stack", FALSE, free);
}
