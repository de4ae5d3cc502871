/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The areas by address: blocks with permissions and sizes, the holes between them, pages and names
 * below, the ends of heap and stack above, and the list as a thread. */
#include "ui/stages/vmas-private.h"

#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

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

/* Where in a hole its size stands: not where an area was or will be as long as the command runs. */
static VmrRect
hole_words (const VmrVmas *s,
            double         x,
            double         w)
{
  VmrRect widest = VMR_RECT (x, 0, 0, 0);

  for (guint i = 0; i < s->slots->len; i++)
    {
      const VmrSlot *slot = &g_array_index (s->slots, VmrSlot, i);

      if (slot->kind == VMR_SLOT_HOLE && slot->x >= x - 1 && slot->x + slot->w <= x + w + 1 && slot->w > widest.w)
        widest = VMR_RECT (slot->x, 0, slot->w, 0);
    }
  return widest.w > 0 ? widest : VMR_RECT (x, 0, w, 0);
}

/* A hole, with its size if it has room; or so many areas that have no column. */
static void
gap_draw (VmrVmas *s,
          double   x,
          double   w,
          guint64  bytes,
          guint    left_out)
{
  char size[24];
  double line = s->small * 1.4;
  VmrRect r = VMR_RECT (x, s->list_y + s->list_h * 0.3, w, s->list_h * 0.4);
  g_autofree char *all = NULL, *number = NULL, *plus = NULL;

  if (w < 1 || bytes == 0)
    return;
  vmr_cells_box (s->cells, r, VMR_INK_SOFT, 50, 0);
  if (left_out == 0)
    {
      VmrRect at = hole_words (s, x, w);

      vmr_vmas_size (bytes, size, sizeof size);
      vmr_cells_text (s->cells, VMR_RECT (at.x + 3, s->list_y + s->list_h * 0.1, at.w - 6, s->list_h * 0.5),
                      VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, size, NULL);
      return;
    }
  all = g_strdup_printf (ngettext ("%u more area", "%u more areas", left_out), left_out);
  number = g_strdup_printf (ngettext ("%u more", "%u more", left_out), left_out);
  plus = g_strdup_printf ("+%u", left_out);
  vmr_cells_spoken (s->cells, r, all);
  vmr_cells_text (s->cells, VMR_RECT (x, s->list_y + 2, w, line), VMR_SMALL | VMR_CENTER, VMR_INK_TEXT, number, plus,
                  NULL);
  vmr_cells_text (s->cells, VMR_RECT (x, s->list_y + 2 + line, w, line), VMR_SMALL | VMR_CENTER, VMR_INK_TEXT,
                  ngettext ("area", "areas", left_out), NULL);
}

/* What lies below the first area shown and above the last. */
static void
ends_draw (VmrVmas *s)
{
  const VmrColumn *first = vmr_vmas_column (s, 0);
  const VmrColumn *last = vmr_vmas_column (s, s->columns->len - 1);
  const VmrSlot *slots = (const VmrSlot *) (void *) s->slots->data, *end = &slots[s->slots->len - 1];

  gap_draw (s, slots->x, first->x - slots->x, first->vma->vm_start, s->before);
  gap_draw (s, last->x + last->w, end->x + end->w - last->x - last->w, KM_PAGE_OFFSET - last->vma->vm_end,
            last->left_out);
}

/* The list runs through the blocks as a thread with a bead in each. */
static void
thread_draw (VmrVmas *s)
{
  double y = s->list_y + s->list_h - VMR_VMAS_THREAD;

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
      if (x < free || x + w > s->cells->width - 4 || vmr_vmas_is_taken (s, x, w))
        return free;
      vmr_cells_box (s->cells, VMR_RECT (x - 2, y, w + 4, line), VMR_INK_PANEL, VMR_TINT_FULL, 0);
      vmr_cells_text (s->cells, VMR_RECT (x, y, w + 1, line), VMR_SMALL | VMR_MONO,
                      VMR_INK_SECONDARY, word, NULL);
      return x + w + 4;
    }
  return free;
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
                  column->left_out);
      block_draw (s, column);
    }
  thread_draw (s);
  vmr_vmas_ghost (s);
  pages_draw (s);
  names_draw (s);
  vmr_vmas_tags (s);
  if (vmr_vmas_brk_is_set (s) && s->mm->brk > s->mm->start_brk)
    free = mark_draw (s, s->mm->start_brk, "start_brk", FALSE, free);
  if (vmr_vmas_brk_is_set (s))
    free = mark_draw (s, s->mm->brk, "brk", TRUE, free);
  mark_draw (s, s->mm->start_stack, "start_stack", FALSE, free);
}
