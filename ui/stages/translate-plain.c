/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translate, plain: two programs as mirror images, one physical memory between them.
 *
 *   editor   (waits)          physical memory          shell (runs now)
 *   ┌kernel┐┌kernel  same┐   ┌──────────────┐         ┌kernel  same┐┌kernel┐
 *   │stack ││bffff  03f52├───│ 03f52        │    ┌────┤bffff  03f4a││stack │
 *   │ data ││08050  03f48├───│ 03f48        │    │ ┌──┤08050  03f05││ data │
 *   └──────┘└────────────┘   │ 03f4a ───────┼────┘ │  └────────────┘└──────┘
 *                            │ 03f05 ───────┼──────┘
 *   08050 040 → 03f48 040    └──────────────┘      08050 040 → 03f05 040
 *
 * A page's row is at the same height on both sides, so that the same address is a horizontal line;
 * only beyond the tables the roads part. Red is the access under way, ink what a program used
 * before. This file says who stands where; -rows.c which rows there are; -plain-head.c, -space.c
 * and -table.c draw a side, -frames.c the memory, -roads.c what joins them, -foot.c the digits.
 */
#include "ui/stages/translate-plain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* --- who and where ---------------------------------------------------------------------------- */

void
vmr_access_read (const VmrSession *session,
                 VmrAccess        *access)
{
  static const KmStepKind row_kinds[] = {
    KM_STEP_TLB_HIT, KM_STEP_TLB_MISS, KM_STEP_WALK_PDPT, KM_STEP_WALK_DIRECTORY,
    KM_STEP_WALK_TABLE,
  };
  guint start, segment, memory, set;

  *access = (VmrAccess) { .access = vmr_stage_reached (session, KM_STEP_ACCESS) };
  if (access->access == 0)
    return;
  segment = vmr_stage_reached (session, KM_STEP_SEGMENT);
  memory = vmr_stage_reached (session, KM_STEP_MEMORY);
  start = MAX (access->access, segment);
  for (guint i = 0; i < G_N_ELEMENTS (row_kinds); i++)
    {
      guint step = vmr_stage_reached (session, row_kinds[i]);

      if (step > start)
        access->row = MAX (access->row, step);
    }
  access->road = memory > start ? memory : 0;
  access->fault = vmr_stage_reached (session, KM_STEP_PAGE_FAULT);
  if (access->fault < access->access)
    access->fault = 0;
  set = vmr_stage_reached (session, KM_STEP_PTE_SET);
  access->set = access->fault > 0 && set > access->fault ? set : 0;
  access->signal = access->fault > 0 ? vmr_stage_reached (session, KM_STEP_FAULT_SIGNAL) : 0;
  access->retry = access->fault > 0 && segment > access->fault;
  access->addr = (KmAddr) vmr_stage_arg (session, access->access, "addr");
  access->write = vmr_stage_arg (session, access->access, "access") == 1;
}

static guint
look_back_to (const VmrSession *session)
{
  guint cursor = vmr_session_cursor (session);

  return cursor > VMR_PLAIN_BACK ? cursor - VMR_PLAIN_BACK : 0;
}

gboolean
vmr_plain_last (const VmrSession *session,
                const KmTask     *task,
                KmAddr           *addr,
                gboolean         *write,
                guint            *at)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint step = vmr_session_cursor (session); step > look_back_to (session); step--)
    if (km_machine_step_kind (machine, step) == KM_STEP_ACCESS &&
        vmr_stage_arg (session, step, "task") == task->id)
      {
        *addr = (KmAddr) vmr_stage_arg (session, step, "addr");
        *write = vmr_stage_arg (session, step, "access") == 1;
        if (at)
          *at = step;
        return TRUE;
      }
  return FALSE;
}

static gboolean
task_can (const KmMachine *machine,
          const KmTask    *task,
          const KmTask    *not)
{
  return task != NULL && task != not && km_mm (machine, task->mm) != NULL;
}

const KmTask *
vmr_plain_partner (const VmrSession *session,
                   const KmTask     *not)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  VmrRef selected = vmr_session_selection (session);

  /* The one the user has pressed or chosen comes forward. */
  if (selected.kind == VMR_REF_TASK && task_can (machine, km_task (machine, (KmTaskId) { selected.id }), not))
    return km_task (machine, (KmTaskId) { selected.id });
  if (task_can (machine, task, not))
    return task;
  for (guint step = vmr_session_cursor (session); step > look_back_to (session); step--)
    {
      KmStepKind kind = km_machine_step_kind (machine, step);

      if (kind != KM_STEP_ACCESS && kind != KM_STEP_SWITCH && kind != KM_STEP_EXEC_START)
        continue;
      task = km_task (machine, (KmTaskId) { (guint32) vmr_stage_arg (session, step, "task") });
      if (task_can (machine, task, not))
        return task;
    }
  for (task = km_task (machine, machine->state->last_task); task; task = km_task (machine, task->prev))
    if (task_can (machine, task, not))
      return task;
  return NULL;
}

VmrRow *
vmr_plain_row (const VmrPlain *p,
               KmAddr          addr)
{
  for (guint i = 0; i < p->rows->len; i++)
    {
      VmrRow *row = &g_array_index (p->rows, VmrRow, i);

      if (row->kind != VMR_ROW_GAP && addr >= row->start && addr < row->end)
        return row;
    }
  return NULL;
}

static void
side_init (VmrPlain     *p,
           guint         i,
           const KmTask *task,
           const KmTask *running)
{
  VmrSide *side = &p->side[i];

  side->task = task;
  side->mm = km_mm (p->machine, task->mm);
  side->right = i == 1;
  side->runs = task == running;
  side->has_addr = vmr_plain_last (p->session, task, &side->addr, &side->write, NULL);
  side->live = p->access.access > 0 &&
               vmr_stage_arg (p->session, p->access.access, "task") == task->id;
}

/* The older program is on the left and stays there whoever runs. */
gboolean
vmr_plain_init (VmrPlain         *p,
                const VmrSession *session,
                VmrCells         *cells)
{
  const KmTask *running, *other;

  *p = (VmrPlain) { .session = session, .machine = vmr_session_machine (session),
                    .cells = cells, .small = cells->metrics.small,
                    .text = cells->metrics.lecture ? VMR_BODY : VMR_SMALL };
  running = km_task (p->machine, p->machine->state->cpu[0].task);
  if (!task_can (p->machine, running, NULL))
    running = vmr_plain_partner (session, NULL);
  if (running == NULL)
    return FALSE;
  vmr_access_read (session, &p->access);
  other = vmr_plain_partner (session, running);
  p->n_sides = other ? 2 : 1;
  if (other != NULL && other->pid < running->pid)
    {
      side_init (p, 0, other, km_task (p->machine, p->machine->state->cpu[0].task));
      side_init (p, 1, running, running);
    }
  else
    {
      side_init (p, 0, running, running);
      if (other != NULL)
        side_init (p, 1, other, km_task (p->machine, p->machine->state->cpu[0].task));
    }
  return TRUE;
}

/* Beside the outermost column there is room for the number of a step. */
double
vmr_plain_margin (VmrCells *cells)
{
  return MAX (cells->metrics.small * 2, 2 * vmr_cells_dot_reach (cells) - 4);
}

/* --- room ------------------------------------------------------------------------------------- */

/* From wide to narrow: the address spaces become slim stripes, then memory and roads give way, and
 * at last only the program that runs is shown. */
static void
columns_place (VmrPlain *p)
{
  double w = p->cells->width - 2 * p->m, corridor = MAX (p->small * 3, w * 0.05);
  guint bold = p->text | VMR_MONO | VMR_BOLD;
  gboolean wide = p->machine->state->n_frames > 0xfffff;
  double pair = vmr_cells_measure (p->cells, bold, wide ? "0x00000 0x000000" : "0x00000 0x00000") + 18;
  double pill = vmr_cells_measure (p->cells, bold, "0x00000000") + 14;
  double least = vmr_cells_measure (p->cells, bold, wide ? "0x000000" : "0x00000") + 26;
  double table = CLAMP (w * 0.175, pair, pair * 1.6), space = CLAMP (w * 0.094, pill, pill * 1.5);
  double gap = 6, rest;

  p->mid_w = CLAMP (w * 0.2, least, least * 3);
  rest = w - p->n_sides * (space + gap + table) - p->mid_w - 2 * corridor;
  /* In a hall large numbers come before address spaces, but not before both programs. */
  if (p->text == VMR_BODY && w - p->n_sides * (10 + gap + pair) - least - 2 * corridor < 0)
    {
      p->text = VMR_SMALL;
      columns_place (p);
      return;
    }
  if (rest < 0)
    space = 10;
  rest = w - p->n_sides * (space + gap + table) - p->mid_w - 2 * corridor;
  if (rest < 0)
    {
      table = pair;
      corridor = p->small * 2.4;
      p->mid_w = CLAMP (p->mid_w + rest, least, p->mid_w);
    }
  rest = w - p->n_sides * (space + gap + table) - p->mid_w - 2 * corridor;
  if (rest < 0 && p->n_sides == 2)
    {
      if (!p->side[0].runs)
        p->side[0] = p->side[1];
      p->side[0].right = FALSE;
      p->n_sides = 1;
      columns_place (p);
      return;
    }
  p->mid_x = p->n_sides == 2 ? (p->cells->width - p->mid_w) / 2
             : p->m + space + gap + table + MAX (corridor, MIN (rest / 2, w * 0.1));
  for (guint i = 0; i < p->n_sides; i++)
    {
      VmrSide *side = &p->side[i];

      side->space_w = space;
      side->table_w = table;
      side->space_x = side->right ? p->cells->width - p->m - space : p->m;
      side->table_x = side->right ? side->space_x - gap - table : p->m + space + gap;
    }
}

static gboolean
is_shown (const VmrPlain *p,
          guint           step)
{
  guint64 task = vmr_stage_arg (p->session, step, "task");

  return task == p->side[0].task->id || (p->n_sides > 1 && task == p->side[1].task->id);
}

static guint
marks_collect (const VmrPlain *p,
               VmrRowMark     *marks,
               guint           max)
{
  guint n = 0, score = 100;

  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].has_addr)
      marks[n++] = (VmrRowMark) { p->side[i].addr, 1000 };
  for (guint step = vmr_session_cursor (p->session); step > look_back_to (p->session) && n < max;
       step--)
    if (km_machine_step_kind (p->machine, step) == KM_STEP_ACCESS && is_shown (p, step))
      marks[n++] = (VmrRowMark) { (KmAddr) vmr_stage_arg (p->session, step, "addr"), score-- };
  return n;
}

/* The kernel's row is as high as `kernel` rows. */
void
vmr_plain_rows (VmrPlain *p,
                guint     kernel,
                guint     in_hall)
{
  const KmMm *mm[VMR_PLAIN_SIDES] = { p->side[0].mm, p->n_sides > 1 ? p->side[1].mm : NULL };
  VmrRowMark marks[20];
  guint n_marks = marks_collect (p, marks, G_N_ELEMENTS (marks)), n = kernel - 1, gaps = 0, lit = 0;
  gboolean lecture = p->cells->metrics.lecture;
  double avail = p->foot - p->top, least = p->small * 1.55 + 2, gap = p->small * 1.6, y = p->top;
  double hall = p->cells->metrics.body * 1.47, most = lecture ? hall * 1.3 : p->small * 2.5;
  guint max = lecture ? in_hall : VMR_PLAIN_MAX_ROWS;

  max = (guint) CLAMP ((avail - 3 * gap) / (lecture && max < VMR_PLAIN_MAX_ROWS ? hall + 2 : least), 3,
                       max);
  p->rows = vmr_rows_collect (p->machine, mm, marks, n_marks, MAX (max + 1 - kernel, 3));
  for (guint i = 0; i < p->rows->len; i++)
    {
      n += g_array_index (p->rows, VmrRow, i).kind != VMR_ROW_GAP;
      gaps += g_array_index (p->rows, VmrRow, i).kind == VMR_ROW_GAP;
      lit += g_array_index (p->rows, VmrRow, i).score >= 1000;
    }
  if (n * least + gaps * gap > avail)
    gap = MAX ((avail - n * least) / MAX (gaps, 1), 2);
  p->row_h = MIN (floor ((avail - gaps * gap) / n) - 2, most);
  for (guint i = 0; i < p->rows->len; i++)
    {
      VmrRow *row = &g_array_index (p->rows, VmrRow, i);
      double more = row->score >= 1000 ? CLAMP (avail - gaps * gap - n * (p->row_h + 2), 0, 6 * lit)
                    / lit : 0;

      row->y = y;
      row->h = row->kind == VMR_ROW_GAP ? gap : p->row_h + floor (more);
      if (row->kind == VMR_ROW_KERNEL)
        row->h += (kernel - 1) * (p->row_h + 2);
      y += row->kind == VMR_ROW_GAP ? gap : row->h + 2;
    }
  p->foot = MIN (p->foot, MAX (y, p->top + p->row_h * 6));
}

/* --- the title -------------------------------------------------------------------------------- */

/* Whether both programs used the same page, and the frames it led them to. */
static gboolean
same_page (const VmrPlain *p,
           KmPfn           pfn[VMR_PLAIN_SIDES])
{
  for (guint i = 0; i < VMR_PLAIN_SIDES; i++)
    {
      guint64 entry;

      if (p->n_sides < 2 || !p->side[i].has_addr || (p->side[i].live && !p->access.road))
        return FALSE;
      entry = vmr_plain_entry (p->machine, p->side[i].mm, p->side[i].addr, NULL);
      if (!(entry & KM_PTE_P))
        return FALSE;
      pfn[i] = vmr_entry_pfn (entry);
    }
  return p->side[0].addr >> KM_PAGE_SHIFT == p->side[1].addr >> KM_PAGE_SHIFT;
}

char *
vmr_plain_title (const VmrPlain *p)
{
  KmPfn pfn[VMR_PLAIN_SIDES];

  if (same_page (p, pfn))
    return g_strdup (pfn[0] != pfn[1] ? _("The same address leads to two frames")
                                      : _("The same address leads to one frame, shared"));
  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].live)
      return g_strdup_printf (p->access.write ? _("%s stores at 0x%08x") : _("%s reads at 0x%08x"),
                              p->side[i].task->comm, p->access.addr);
  if (vmr_plain_in_syscall (p))
    return g_strdup (_("In the kernel, with the table of the program"));
  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].runs && vmr_stage_reached (p->session, KM_STEP_SWITCH))
      return g_strdup_printf (_("Now the CPU uses the table of %s"), p->side[i].task->comm);
  return g_strdup (p->n_sides > 1 ? _("Each program has a page table of its own")
                                  : _("The page table leads from a page to its frame"));
}

/* --- all of it -------------------------------------------------------------------------------- */

/* How far the digits of a side may come: to the end of its table, or as they need, but never under
 * the kernel's answer. */
static double
digits_width (VmrPlain      *p,
              const VmrSide *side)
{
  double need = vmr_cells_measure (p->cells, VMR_BODY | VMR_MONO | VMR_BOLD, "0x00000000 → 0x000000000") + 4;
  double own = side->right ? p->cells->width - p->m - side->table_x : side->table_x + side->table_w - p->m;
  double most = p->mid_x - p->small - p->m, reach = vmr_cells_dot_reach (p->cells) + 4;

  if (p->card.h > 0)
    most = side->right ? p->cells->width - p->m - p->card.x - p->card.w - 4 : p->card.x - reach - p->m;
  return MIN (MAX (own, need), most);
}

/* Digits and what they say; in the middle the rule, unless the kernel's answer stands there. */
static void
foot_draw (VmrPlain *p,
           double    y,
           double    bottom)
{
  double line = ceil (p->small * 1.5), left = p->m, right = p->cells->width - p->m;
  const char *first = _("The page number is replaced,"), *second = _("the last three digits stay.");
  double need = MAX (vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, first),
                     vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, second));
  gboolean done = FALSE;

  for (guint i = 0; i < p->n_sides; i++)
    {
      VmrSide *side = &p->side[i];
      double w = digits_width (p, side);

      vmr_plain_digits (p, side, VMR_RECT (side->right ? p->cells->width - p->m - w : p->m, y, w, bottom - y));
      if (side->right)
        right -= w + p->small;
      else
        left += w + p->small;
      done |= side->has_addr && (!side->live || p->access.road) && side->addr < KM_PAGE_OFFSET &&
              vmr_plain_entry (p->machine, side->mm, side->addr, NULL) & KM_PTE_P;
    }
  if (!done || p->card.h > 0 || y + 2 * line > bottom + 2 || need > right - left)
    return;
  vmr_cells_text (p->cells, VMR_RECT (left, y, right - left, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, first, NULL);
  vmr_cells_text (p->cells, VMR_RECT (left, y + line, right - left, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, second, NULL);
}

/* The programs that take no part, as pills between the names; a press brings one forward. */
static void
others_draw (VmrPlain *p,
             double    y)
{
  double h = ceil (p->small * 1.75), x = p->side[0].table_x + p->side[0].table_w + p->small;
  double right = p->n_sides > 1 ? p->side[1].table_x - p->small : p->cells->width - p->m;

  for (const KmTask *task = km_task (p->machine, p->machine->state->first_task); task != NULL;
       task = km_task (p->machine, task->next))
    {
      g_autofree char *text = g_strdup_printf ("%s %u", task->comm, task->pid);
      double w = vmr_cells_measure (p->cells, VMR_SMALL, text) + h;
      VmrCell *cell;

      if (task == p->side[0].task || (p->n_sides > 1 && task == p->side[1].task) ||
          km_mm (p->machine, task->mm) == NULL || x + w > right)
        continue;
      cell = vmr_cells_box (p->cells, VMR_RECT (x, y, w, h), VMR_INK_PANEL, VMR_TINT_FULL, h / 2);
      vmr_cell_outline (cell, VMR_INK_LINE, 1);
      vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_TASK, task->id, 0), text, "task_struct");
      vmr_cells_text (p->cells, VMR_RECT (x, y, w, h), VMR_SMALL | VMR_CENTER, VMR_INK_TEXT, text, NULL);
      x += w + 6;
    }
}

void
vmr_plain_clear (VmrPlain *p)
{
  g_clear_pointer (&p->rows, g_array_unref);
  g_clear_pointer (&p->frames, g_array_unref);
}

void
vmr_translate_plain (const VmrSession *session,
                     VmrCells         *cells,
                     double            bottom)
{
  VmrPlain p;
  double digits, head, top;
  g_autofree char *title = NULL;

  if (!vmr_plain_init (&p, session, cells))
    {
      top = vmr_detail_control (session, cells, _("Physical memory waits for its first program"));
      vmr_translate_nobody (session, cells, top, bottom);
      return;
    }
  title = vmr_plain_title (&p);
  top = vmr_detail_control (session, cells, title);
  p.m = vmr_plain_margin (cells);
  columns_place (&p);
  digits = ceil (p.cells->metrics.body * 1.5) + ceil (p.small * 1.5);
  head = ceil (p.small * 1.75) + 2 + ceil (p.small * 1.4) * (bottom - top > 360 ? 2 : 1);
  p.top = top + head + 4;
  p.foot = bottom - digits - 6;
  vmr_plain_rows (&p, 1, 7);
  vmr_plain_card_place (&p, bottom - 4);
  vmr_plain_collect (&p);
  for (guint i = 0; i < p.n_sides; i++)
    {
      vmr_plain_head (&p, &p.side[i], top);
      vmr_plain_side (&p, &p.side[i]);
    }
  if (bottom - top > 360)
    others_draw (&p, top);
  vmr_plain_frames (&p);
  vmr_plain_roads (&p);
  if (p.n_sides == 1)
    vmr_plain_large (&p, VMR_RECT (p.mid_x + p.mid_w + p.small * 2, p.top,
                                   cells->width - p.m - p.mid_x - p.mid_w - p.small * 2,
                                   p.foot - p.top));
  vmr_plain_card (&p);
  for (guint i = 0; i < p.n_sides; i++)
    vmr_plain_dots (&p, &p.side[i]);
  foot_draw (&p, p.foot + 6, bottom);
  vmr_plain_clear (&p);
}
