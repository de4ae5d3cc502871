/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands above the tree: the command, mm_struct, and how find_vma () has compared. */
#include "ui/session/desk-page.h"
#include "ui/stages/vmas-private.h"

#include "core/user/vma.h"
#include "ui/session/desk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_LINES 5u

static const char *
command_of (const VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);

  if (cursor == 0 || km_machine_n_commands (s->machine) == 0)
    return "";
  return km_machine_command (s->machine, km_machine_step_command (s->machine, cursor))->text;
}

static void
title_draw (VmrVmas *s,
            VmrRect  r)
{
  const char *command = command_of (s);
  double used = 0;
  VmrCell *cell = vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w * 0.6, r.h),
                                  VMR_TITLE | VMR_MONO, VMR_INK_TEXT, command, NULL);

  if (cell == NULL)
    cell = vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w * 0.75, r.h), VMR_SMALL | VMR_MONO,
                           VMR_INK_TEXT, command, NULL);
  used = cell ? cell->rect.w + 16 : 0;
  s->legend = VMR_RECT (r.x + used, r.y, r.w - used, r.h);
}

/* Whether a stack is shown: the gap below it has one size on the axis and another, without the guard, in
 * the node. */
static gboolean
shows_guard (const VmrVmas *s)
{
  for (guint i = 0; i < s->columns->len; i++)
    if (vmr_vmas_column (s, i)->vma->vm_flags & KM_VM_GROWSDOWN)
      return TRUE;
  return FALSE;
}

void
vmr_vmas_legend (VmrVmas *s)
{
  const char *guarded = _("number: largest gap, without the stack’s guard");

  vmr_cells_text (s->cells, s->legend, VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY,
                  _("box: black node · pill: red node · number: rb_subtree_gap, the largest gap in the subtree, without the stack’s guard of 1 MiB"),
                  _("box: black node · pill: red node · number: rb_subtree_gap, without the stack’s guard of 1 MiB"),
                  _("box: black · pill: red · number: largest gap, without the stack’s guard"),
                  /* Two sizes for one gap need their reason; black and red are seen. */
                  shows_guard (s) ? guarded : _("box: black · pill: red · number: largest gap"),
                  _("number: rb_subtree_gap, without the stack’s guard of 1 MiB"),
                  guarded, NULL);
}

/* A field and its value side by side, in one of the columns of the card. */
static void
field_draw (VmrVmas    *s,
            VmrRect     r,
            const char *name,
            const char *value)
{
  double wanted = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, name) + 14 +
                  vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, value);
  /* A value without its name can be guessed at, a name without its value says nothing. */
  VmrCell *cell = wanted <= r.w ? vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY,
                                                  name, NULL)
                  : vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w - wanted + vmr_cells_measure (s->cells,
                                    VMR_SMALL | VMR_MONO, name), r.h), VMR_SMALL | VMR_MONO,
                                    VMR_INK_SECONDARY, name, "…", NULL);
  double used = cell ? cell->rect.w + 6 : 0;

  vmr_cells_text (s->cells, VMR_RECT (r.x + used, r.y, r.w - used - 8, r.h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, value, NULL);
}

static KmAddr
root_start (const VmrVmas *s)
{
  const KmVma *root = km_vma_from_node (s->machine, s->mm->mm_rb.root);

  return root ? root->vm_start : 0;
}

gboolean
vmr_vmas_brk_is_set (const VmrVmas *s)
{
  static const KmStepKind later[] = { KM_STEP_EXEC_BSS, KM_STEP_EXEC_INTERP, KM_STEP_EXEC_VDSO,
                                        KM_STEP_EXEC_START };
  gboolean set = vmr_stage_reached (s->session, KM_STEP_EXEC_MM) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    set |= vmr_stage_reached (s->session, later[i]) > 0;
  return set;
}

/* mm_struct: the fields that areas change. */
static void
card_draw (VmrVmas *s,
           VmrRect  r)
{
  const KmMm *mm = s->mm;
  const KmVma *first = km_vma (s->machine, mm->mmap);
  /* The names of the last column are the longest. */
  static const double from[] = { 0, 0.31, 0.6, 1 };
  double line = s->small * 1.45, w = r.w - 20, x = r.x + 10, y = r.y + 4;
  struct { const char *name; guint64 value; gboolean addr, shown; } fields[9] = {
    { "mmap", first ? first->vm_start : 0, TRUE, first != NULL },
    { "map_count", mm->map_count, FALSE, TRUE }, { "start_brk", mm->start_brk, TRUE,
      mm->start_brk != 0 && vmr_vmas_brk_is_set (s) },
    { "mm_rb", root_start (s), TRUE, first != NULL }, { "total_vm", mm->total_vm, FALSE, TRUE },
    { "brk", mm->brk, TRUE, mm->brk != 0 && vmr_vmas_brk_is_set (s) },
    { "pgd", mm->pgd, TRUE, mm->pgd != 0 }, { "", 0, FALSE, FALSE },
    { "start_stack", mm->start_stack, TRUE, mm->start_stack != 0 },
  };
  g_autofree char *task = g_strdup_printf ("%s · pid %u", km_task_name (s->machine, s->task), s->task->pid);
  VmrCell *cell = vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 8);

  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TASK, s->task->id, 0), "mm_struct", task);
  vmr_cells_text (s->cells, VMR_RECT (x, y, r.w * 0.5, line), VMR_SMALL | VMR_MONO | VMR_BOLD,
                  VMR_INK_TEXT, "mm_struct", NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.5, y, r.w * 0.5 - 10, line),
                  VMR_SMALL | VMR_RIGHT | (vmr_task_is_dead (s->task) ? VMR_STRUCK : 0),
                  VMR_INK_SECONDARY, task, km_task_name (s->machine, s->task), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      VmrRect at = VMR_RECT (x + from[i % 3] * w, y + line * (1 + i / 3), (from[i % 3 + 1] - from[i % 3]) * w,
                             line);
      g_autofree char *digits = g_strdup_printf ("%u", (guint) fields[i].value);
      g_autofree char *value = !fields[i].addr ? km_count_words (digits)
                               : g_strdup_printf (i == 6 ? "%05x" : "%08x",
                                                  (guint) fields[i].value);

      if (fields[i].shown)
        field_draw (s, at, fields[i].name, value);
    }
}

/* "0xb7fdb000  yes  go left": one line a node, newest last. */
static void
find_line (VmrVmas *s,
           VmrRect  r,
           guint    step)
{
  gboolean now = step == vmr_session_cursor (s->session);
  gboolean left = vmr_stage_arg (s->session, step, left) != 0;
  g_autofree char *end = g_strdup_printf ("%08x", (guint) vmr_stage_arg (s->session, step, end));
  double reach = vmr_cells_dot_reach (s->cells), x = r.x + 2 * reach + 8;
  double w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, end) + 10;

  vmr_stage_dot (s->session, s->cells, r.x + reach + 2, r.y + r.h / 2, step);
  vmr_cells_text (s->cells, VMR_RECT (x, r.y, w, r.h), VMR_SMALL | VMR_MONO,
                  now ? VMR_INK_LIGHT : VMR_INK_TEXT, end, NULL);
  x += w;
  vmr_cells_text (s->cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h), VMR_SMALL, VMR_INK_SECONDARY,
                  left ? _("yes") : _("no"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (x + s->small * 2.5, r.y, r.x + r.w - x - s->small * 2.5, r.h),
                  VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_ACCENT,
                  left ? _("go left") : _("go right"), NULL);
}

/* What find_vma () has compared, and what it found; the oldest lines are counted where there is no room for them. */
static void
find_draw (VmrVmas *s,
           VmrRect  r)
{
  guint cursor = vmr_session_cursor (s->session), n = 0, all = 0, steps[MAX_LINES];
  guint find = vmr_stage_reached (s->session, KM_STEP_FIND_VMA);
  guint found = vmr_stage_reached (s->session, KM_STEP_VMA_FOUND);
  double line = s->small * (r.h < s->small * 1.75 * (MAX_LINES + 1) ? 1.45 : 1.75);
  guint most = (guint) CLAMP (r.h / line - 1, 0, MAX_LINES);
  g_autofree char *title = NULL, *earlier = NULL;

  for (guint step = cursor; find > 0 && step > find; step--)
    if (km_machine_step_kind (s->machine, step) == KM_STEP_FIND_VMA_NODE && ++all <= most)
      steps[n++] = step;
  if (n == 0)
    return;
  title = g_strdup_printf ("vm_end > %08x ?", (guint) vmr_stage_arg (s->session, find, addr));
  vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w * 0.4, line), VMR_SMALL | VMR_MONO | VMR_BOLD,
                  VMR_INK_ACCENT, "find_vma()", NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.4, r.y, r.w * 0.6, line),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, title, NULL);
  r = VMR_RECT (r.x, r.y + line, r.w, line);
  if (all > n)
    {
      n--;
      earlier = g_strdup_printf (ngettext ("… %u before", "… %u before", all - n), all - n);
      vmr_cells_text (s->cells, r, VMR_SMALL, VMR_INK_SECONDARY, earlier, "…", NULL);
      r.y += line;
    }
  for (guint i = 0; i < n; i++, r.y += line)
    find_line (s, r, steps[n - 1 - i]);
  if (found >= find && all < most)
    vmr_cells_text (s->cells, r, VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_ACCENT, _("the lowest with “yes” is found"),
                    _("found"), NULL);
}

/* What a card says where there is no room for all: whose it is, and how much there is. */
static void
slim_card_draw (VmrVmas *s,
                VmrRect  r)
{
  double line = s->small * 1.45;
  g_autofree char *task = g_strdup_printf ("%s · pid %u", km_task_name (s->machine, s->task), s->task->pid);
  g_autofree char *count = g_strdup_printf ("%u", s->mm->map_count), *total = g_strdup_printf ("%u", s->mm->total_vm);
  g_autofree char *pages = km_count_words (total);
  VmrCell *cell = vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 8);

  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TASK, s->task->id, 0), "mm_struct", task);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 10, r.y + 4, r.w - 20, line), VMR_SMALL, VMR_INK_SECONDARY, task,
                  km_task_name (s->machine, s->task), NULL);
  field_draw (s, VMR_RECT (r.x + 10, r.y + 4 + line, r.w - 20, line), "map_count", count);
  field_draw (s, VMR_RECT (r.x + 10, r.y + 4 + 2 * line, r.w - 20, line), "total_vm", pages);
}

/* While a child is made its parent's card stands beside its own: what of it has been copied is seen. */
static gboolean
parent_of (const VmrVmas *s,
           VmrVmas       *parent)
{
  guint fork = vmr_stage_reached (s->session, KM_STEP_FORK_MM);
  KmTaskId id = { (uint32_t) vmr_stage_arg (s->session, fork, parent) };

  *parent = *s;
  parent->task = km_task (s->machine, id);
  parent->mm = parent->task ? km_mm (s->machine, parent->task->mm) : NULL;
  if (fork == 0 || vmr_stage_arg (s->session, fork, task) != s->task->id)
    parent->mm = NULL;
  return parent->mm != NULL;
}

double
vmr_vmas_head (VmrVmas *s)
{
  VmrVmas parent;

  gboolean lecture = s->cells->metrics.lecture;
  double title = ceil (s->row * 1.2), card = s->small * 1.45 * 4 + 10, y = 8 + title;
  double room = s->cells->width - 2 * s->m, find_w = MIN (room * 0.42, s->small * 26);
  double card_w = MIN (room - find_w - s->small, s->small * 44);
  /* A low stage has room for the newest lines only: the tree begins below. */
  double find_h = lecture || s->cells->height < s->small * 34 ? card
                  : s->small * 1.75 * (MAX_LINES + 1);

  title_draw (s, VMR_RECT (s->m, 6, room, title));
  if (s->cells->height < s->small * 30)
    return y;
  if (parent_of (s, &parent) && (room - s->small) / 2 > s->small * 30)
    {
      card_w = MIN ((room - s->small) / 2, s->small * 44);
      card_draw (&parent, VMR_RECT (s->m, y, card_w, card));
      card_draw (s, VMR_RECT (s->m + card_w + s->small, y, card_w, card));
      return y + card + 6;
    }
  if (card_w > s->small * 30)
    card_draw (s, VMR_RECT (s->m, y, card_w, card));
  if (parent.mm != NULL && find_w > s->small * 13)
    {
      slim_card_draw (&parent, VMR_RECT (s->cells->width - s->m - find_w, y, MIN (find_w, s->small * 18), card));
      return y + card + 6;
    }
  find_draw (s, VMR_RECT (s->cells->width - s->m - find_w, y, find_w, find_h));
  return y + MAX (card, find_h) + 6;
}
