/* SPDX-License-Identifier: GPL-2.0-or-later */
/* VMAs: the areas of a task as a list and as the red-black tree above it.
 *
 *   mm_struct          root                       a node stands straight above its own area, at its
 *                     ╱    ╲                      depth: a rotation moves nodes only up and down
 *                   node    node    path of find_vma
 *   ┌────┐ ┌────┐ ┌────┐ hole ┌────┐
 *   │text├─┤data├─┤heap├──────┤stack│             list, by address
 *   └────┘ └────┘ └────┘      └────┘
 *
 * The number in a node is rb_subtree_gap. A red node is also a pill, a black one a box: never
 * colour alone.
 */
#include "ui/stages/vmas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct
{
  const KmVma *vma;
  double       x, w;          /* column */
  guint        depth;
  guint        visited;       /* step in which find_vma looked at it, 0 */
} Column;

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  const KmTask     *task;
  const KmMm       *mm;
  GArray           *columns;  /* Column, by address */
  guint             depth;    /* of the deepest node */
  double            m, small, row, top, list_y, list_h, level;
} Scene;

static const KmVma *
vma_of (const KmRbNode *node)
{
  return (const KmVma *) (gconstpointer) ((const guint8 *) node - offsetof (KmVma, vm_rb));
}

static Column *
column_of (Scene       *s,
           const KmVma *vma)
{
  for (guint i = 0; i < s->columns->len; i++)
    if (g_array_index (s->columns, Column, i).vma == vma)
      return &g_array_index (s->columns, Column, i);
  return NULL;
}

static const char *
size_text (guint64 bytes,
           char   *buffer,
           gsize   length)
{
  if (bytes >= 1u << 30)
    g_snprintf (buffer, length, "%.2f G", bytes / 1073741824.0);
  else if (bytes >= 1u << 20)
    g_snprintf (buffer, length, "%.0f M", bytes / 1048576.0);
  else
    g_snprintf (buffer, length, "%u K", (guint) (bytes >> 10));
  return buffer;
}

/* Which areas the search of the present command has looked at so far. */
static void
mark_visited (Scene *s)
{
  guint cursor = vmr_session_cursor (s->session);
  guint find = vmr_stage_reached (s->session, KM_STEP_FIND_VMA);

  for (guint step = find; find > 0 && step <= cursor; step++)
    if (km_machine_step_kind (s->machine, step) == KM_STEP_FIND_VMA_NODE)
      {
        KmVmaId id = { (uint32_t) vmr_stage_arg (s->session, step, "vma") };
        Column *column = column_of (s, km_vma (s->machine, id));

        if (column)
          column->visited = step;
      }
}

static gboolean
scene_init (Scene            *s,
            const VmrSession *session,
            VmrCells         *cells)
{
  const KmStore *store;
  double weight = 0, gaps, x, room;

  *s = (Scene) { .session = session, .machine = vmr_session_machine (session), .cells = cells };
  s->task = vmr_session_task (session);
  s->mm = s->task ? km_mm (s->machine, s->task->mm) : NULL;
  if (s->mm == NULL || KM_IS_NONE (s->mm->mmap))
    return FALSE;
  store = &s->machine->store;
  s->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  s->small = cells->metrics.small;
  s->row = cells->metrics.row;
  s->m = MAX (s->small * 2, 20);
  for (const KmVma *vma = km_vma (s->machine, s->mm->mmap); vma != NULL;
       vma = km_vma (s->machine, vma->vm_next))
    {
      Column column = { .vma = vma };

      for (const KmRbNode *node = &vma->vm_rb; km_rb_parent (node) != 0;
           node = km_rb_node (store, km_rb_parent (node)))
        column.depth++;
      s->depth = MAX (s->depth, column.depth);
      weight += 3 + log2 ((vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT);
      g_array_append_val (s->columns, column);
    }
  gaps = s->small * 1.2;
  room = cells->width - 2 * s->m - gaps * (s->columns->len + 1);
  x = s->m + gaps;
  for (guint i = 0; i < s->columns->len; i++)
    {
      Column *column = &g_array_index (s->columns, Column, i);

      column->x = x;
      column->w = room * (3 + log2 ((column->vma->vm_end - column->vma->vm_start)
                                    >> KM_PAGE_SHIFT)) / weight;
      x += column->w + gaps;
    }
  s->list_h = s->row * 2.4;
  s->list_y = cells->height - s->list_h - s->row * 2.4 - vmr_vmas_cases_height (cells);
  s->top = s->row * 3.6;
  s->level = (s->list_y - s->top - s->row) / (s->depth + 1);
  mark_visited (s);
  return TRUE;
}

static VmrPoint
node_place (const Scene  *s,
            const Column *column)
{
  return (VmrPoint) { column->x + column->w / 2, s->top + s->level * (column->depth + 0.5) };
}

/* Edges lie below all nodes; the way of the search is lit. */
static void
edges_draw (Scene *s)
{
  const KmStore *store = &s->machine->store;

  for (guint i = 0; i < s->columns->len; i++)
    {
      const Column *column = &g_array_index (s->columns, Column, i);
      VmrPoint at = node_place (s, column);
      Column *parent;

      vmr_cells_segment (s->cells, at.x, at.y, at.x, s->list_y, VMR_INK_LINE, 1)->flags |=
        VMR_CELL_DASHED;
      if (km_rb_parent (&column->vma->vm_rb) == 0)
        continue;
      parent = column_of (s, vma_of (km_rb_node (store, km_rb_parent (&column->vma->vm_rb))));
      if (parent != NULL)
        {
          VmrPoint path[2] = { node_place (s, parent), at };

          if (column->visited && parent->visited)
            vmr_cells_light (s->cells, path, 2, FALSE);
          else
            vmr_cells_line (s->cells, path, 2, VMR_INK_SECONDARY, 1.2);
        }
    }
}

static void
node_draw (Scene        *s,
           const Column *column)
{
  gboolean black = km_rb_is_black (&column->vma->vm_rb);
  VmrPoint at = node_place (s, column);
  double h = MIN (s->row * 1.15, s->level * 0.8), w;
  char gap[24];
  g_autofree char *name = NULL;
  VmrCell *cell;

  size_text (column->vma->rb_subtree_gap, gap, sizeof gap);
  w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, gap) + 16;
  name = g_strdup_printf (_("%s node of 0x%08x, rb_subtree_gap %s"), black ? _("black") : _("red"),
                          column->vma->vm_start, gap);
  cell = vmr_cells_box (s->cells, VMR_RECT (at.x - w / 2, at.y - h / 2, w, h),
                        black ? VMR_INK_BLACK : VMR_INK_LIGHT, VMR_TINT_FULL,
                        black ? 4 : h / 2);
  if (column->visited)
    vmr_cell_outline (cell, VMR_INK_ACCENT, 3);
  else if (black)
    vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
  cell->part = 1;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_VMA, column->vma->id, 0), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (at.x - w / 2, at.y - h / 2, w, h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO, gap, NULL);
  if (column->visited)
    vmr_stage_dot (s->session, s->cells, at.x - w / 2 - vmr_cells_dot_reach (s->cells) + 3,
                   at.y - h / 4, column->visited);
}

static void
area_draw (Scene        *s,
           const Column *column)
{
  const KmVma *vma = column->vma;
  guint cursor = vmr_session_cursor (s->session);
  gboolean anon = KM_IS_NONE (vma->vm_file) || vma->vm_flags & KM_VM_WRITE;
  VmrRect r = VMR_RECT (column->x, s->list_y, column->w, s->list_h);
  char perm[8], size[24], page[16];
  g_autofree char *name = NULL;
  VmrCell *cell;

  g_snprintf (perm, sizeof perm, "%c%c%c%c", vma->vm_flags & KM_VM_READ ? 'r' : '-',
              vma->vm_flags & KM_VM_WRITE ? 'w' : '-', vma->vm_flags & KM_VM_EXEC ? 'x' : '-',
              vma->vm_flags & KM_VM_SHARED ? 's' : 'p');
  size_text (vma->vm_end - vma->vm_start, size, sizeof size);
  g_snprintf (page, sizeof page, "%05x", vma->vm_start >> KM_PAGE_SHIFT);
  name = g_strdup_printf ("vm_area_struct 0x%08x – 0x%08x %s", vma->vm_start, vma->vm_end, perm);
  cell = vmr_cells_box (s->cells, r, anon ? VMR_INK_ANON : VMR_INK_FILE, VMR_TINT_PALE, 4);
  if (vmr_stage_arg (s->session, cursor, "vma") == vma->id)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_VMA, vma->id, 0), name, NULL);
  vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, 4), anon ? VMR_INK_ANON : VMR_INK_FILE,
                 VMR_TINT_FULL, 2);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y + 5, r.w - 4, s->small * 1.5),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, perm, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y + 5 + s->small * 1.45, r.w - 4,
                                      s->small * 1.5), VMR_SMALL | VMR_MONO | VMR_CENTER,
                  VMR_INK_TEXT, size, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x, r.y + r.h + 4, r.w + s->small, s->small * 1.5),
                  VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, page, NULL);
}

/* The list runs through the blocks as a thread with a bead in each. */
static void
thread_draw (Scene *s)
{
  double y = s->list_y + s->list_h - 9;

  for (guint i = 0; i < s->columns->len; i++)
    {
      const Column *column = &g_array_index (s->columns, Column, i);
      const Column *next = i + 1 < s->columns->len
                           ? &g_array_index (s->columns, Column, i + 1) : NULL;
      double x = column->x + column->w / 2;
      VmrCell *bead;

      if (next)
        vmr_cells_segment (s->cells, x, y, next->x + next->w / 2, y, VMR_INK_TEXT, 1.5);
      bead = vmr_cells_box (s->cells, VMR_RECT (x - 4, y - 4, 8, 8), VMR_INK_PANEL, VMR_TINT_FULL,
                            4);
      vmr_cell_outline (bead, VMR_INK_TEXT, 1.5);
    }
}

static void
card_draw (Scene *s)
{
  double w = MIN (s->cells->width * 0.42, s->small * 30), h = s->row * 2.4;
  g_autofree char *task = g_strdup_printf ("%s · pid %u", s->task->comm, s->task->pid);
  g_autofree char *total = g_strdup_printf ("%u", s->mm->total_vm);
  g_autofree char *grouped = km_count_words (total);
  g_autofree char *count = g_strdup_printf ("map_count %u   total_vm %s", s->mm->map_count, grouped);
  VmrCell *cell = vmr_cells_frame (s->cells, VMR_RECT (s->m, 10, w, h), VMR_INK_LINE, 1, 8);

  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TASK, s->task->id, 0), "mm_struct", count);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 12, 12, w * 0.5 - 12, s->row),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, "mm_struct", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w * 0.5, 12, w * 0.5 - 12, s->row),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, task, s->task->comm, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 12, 12 + s->row, w - 24, s->row),
                  VMR_SMALL | VMR_MONO, VMR_INK_TEXT, count, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w + 16, 12, s->cells->width - 2 * s->m - w - 16,
                                      s->row), VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY,
                  _("number: rb_subtree_gap, the largest gap in the subtree"),
                  _("number: rb_subtree_gap"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + w + 16, 12 + s->row,
                                      s->cells->width - 2 * s->m - w - 16, s->row),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY,
                  _("box: black node   pill: red node   thread: vm_next"),
                  _("box: black   pill: red"), NULL);
}

static void
vmas_layout (const VmrSession *session,
             VmrCells         *cells)
{
  Scene s;

  if (!scene_init (&s, session, cells))
    {
      vmr_cells_text (cells, VMR_RECT (20, 20, cells->width - 40, 40), VMR_BODY | VMR_CENTER,
                      VMR_INK_SECONDARY, _("No task has an area yet. Start one with exec."), NULL);
      return;
    }
  card_draw (&s);
  if (s.level > s.small * 1.6)
    {
      edges_draw (&s);
      for (guint i = 0; i < s.columns->len; i++)
        node_draw (&s, &g_array_index (s.columns, Column, i));
    }
  for (guint i = 0; i < s.columns->len; i++)
    area_draw (&s, &g_array_index (s.columns, Column, i));
  thread_draw (&s);
  vmr_vmas_cases (session, cells, s.m);
  g_array_unref (s.columns);
}

const VmrStage vmr_stage_vmas = {
  "vmas", N_("VMAs"), vmas_layout, VMR_STAGE_SUB (KM_SUB_VMAS),
  "Memory areas", "虚拟内存区域", TRUE,
};
