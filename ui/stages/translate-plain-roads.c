/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What joins tables and memory in the plain drawing: the road from each row to its frame, and where
 * there is none, the kernel's answer. */
#include "ui/session/session-stops.h"
#include "ui/stages/translate-plain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define N_POINTS 17

/* A curve that leaves and arrives level. */
static void
curve (VmrPoint  from,
       VmrPoint  to,
       VmrPoint *points)
{
  double half = (to.x - from.x) * 0.5;

  for (guint i = 0; i < N_POINTS; i++)
    {
      double t = i / (N_POINTS - 1.0), u = 1 - t;
      double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

      points[i].x = a * from.x + b * (from.x + half) + c * (to.x - half) + d * to.x;
      points[i].y = a * from.y + b * from.y + c * to.y + d * to.y;
    }
}

static VmrPoint
row_end (const VmrSide *side,
         const VmrRow  *row)
{
  return (VmrPoint) { side->right ? side->table_x : side->table_x + side->table_w,
                      row->y + row->h / 2 };
}

static VmrPoint
frame_end (const VmrPlain      *p,
           const VmrSide       *side,
           const VmrPlainFrame *frame)
{
  return (VmrPoint) { side->right ? p->mid_x + p->mid_w - 6 : p->mid_x + 6,
                      frame->y + frame->h / 2 };
}

static void
end_mark (VmrPlain *p,
          VmrPoint  at)
{
  vmr_cells_box (p->cells, VMR_RECT (at.x - 2.5, at.y - 2.5, 5, 5), VMR_INK_PAGE_TABLE,
                 VMR_TINT_FULL, 2.5);
}

typedef enum { ROAD_OTHER, ROAD_BEFORE, ROAD_LIT, ROAD_WRITTEN } RoadKind;

static RoadKind
road_kind (const VmrPlain *p,
           const VmrSide  *side,
           const VmrRow   *row)
{
  if (!side->has_addr || side->addr < row->start || side->addr >= row->end)
    return ROAD_OTHER;
  if (!side->live)
    return ROAD_BEFORE;
  if (p->access.road)
    return ROAD_LIT;
  return p->access.set && !p->access.retry ? ROAD_WRITTEN : ROAD_OTHER;
}

static void
road_draw (VmrPlain            *p,
           const VmrSide       *side,
           const VmrRow        *row,
           const VmrPlainFrame *frame,
           RoadKind             kind)
{
  VmrPoint from = row_end (side, row), to = frame_end (p, side, frame), points[N_POINTS];
  VmrCell *cell;

  curve (kind == ROAD_WRITTEN ? to : from, kind == ROAD_WRITTEN ? from : to, points);
  if (kind == ROAD_LIT || kind == ROAD_WRITTEN)
    {
      vmr_cells_light (p->cells, points, N_POINTS, TRUE);
      return;
    }
  cell = vmr_cells_line (p->cells, points, N_POINTS, kind == ROAD_BEFORE ? VMR_INK_TEXT
                         : VMR_INK_PAGE_TABLE, kind == ROAD_BEFORE ? 2 : 1.5);
  if (kind == ROAD_BEFORE)
    cell->flags |= VMR_CELL_ARROW;
  else
    cell->stroke_tint = 60;
  if (kind == ROAD_OTHER)
    {
      end_mark (p, from);
      end_mark (p, to);
    }
}

/* Why the processor stopped at an address of the kernel: an entry that is empty or forbids it, and which one. */
static char *
bar_words (const VmrPlain *p,
           const VmrSide  *side)
{
  KmWalkLevel levels[KM_WALK_MAX];
  guint code = (guint) vmr_stage_arg (p->session, p->access.fault, error_code);
  guint n = km_walk (p->machine, side->mm, side->addr, levels), last = 0;
  gboolean empty = !(code & KM_PF_PROT);

  /* Plain has rows of pages, no entries of tables with numbers. */
  if (!p->levels)
    return g_strdup (empty ? _("empty") : _("not for programs"));
  while (last + 1 < n && levels[last + 1].exists)
    last++;
  if (last + 1 < n)
    return g_strdup_printf (empty ? _("directory entry %u: empty") : _("directory entry %u: not for programs"),
                            levels[last].index);
  return g_strdup_printf (empty ? _("table entry %u: empty") : _("table entry %u: not for programs"),
                          levels[last].index);
}

static VmrPoint
bar_start (const VmrPlain *p,
           const VmrSide  *side,
           const VmrRow   *row)
{
  VmrPoint from = row_end (side, row);
  double y, h;

  if (p->ends.h > 0)
    return (VmrPoint) { side->right ? p->ends.x : p->ends.x + p->ends.w, p->ends.y + p->ends.h / 2 };
  if (vmr_plain_kernel_entry (p, side, &y, &h))
    from.y = y + h / 2;
  return from;
}

/* A page of the kernel may have a frame, but the road ends at a bar. */
static void
bar_draw (VmrPlain      *p,
          const VmrSide *side)
{
  const VmrRow *row = vmr_plain_row (p, side->addr);
  double dir = side->right ? -1 : 1, corridor, w, x;
  VmrPoint from = bar_start (p, side, row);
  VmrPoint to = { from.x + dir * (2 * vmr_cells_dot_reach (p->cells) + 2), from.y };
  VmrPoint path[2] = { from, to };
  guint code = (guint) vmr_stage_arg (p->session, p->access.fault, error_code);
  g_autofree char *words = bar_words (p, side);
  VmrRect r;
  VmrCell *cell;

  vmr_cells_light (p->cells, path, 2, FALSE);
  cell = vmr_cells_box (p->cells, p->ends.h > 0 ? VMR_RECT (to.x - 2.5, p->ends.y - 3, 5, p->ends.h + 6)
                        : VMR_RECT (to.x - 2.5, row->y - 3, 5, row->h + 6), VMR_INK_LIGHT,
                        VMR_TINT_FULL, 2);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_STEP, p->access.fault, 0), words,
                     code & KM_PF_PROT ? "_PAGE_USER" : "_PAGE_PRESENT");
  /* As wide as its words, if need be over the border of memory. */
  w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, words) + 14;
  corridor = side->right ? to.x - p->mid_x : p->mid_x + p->mid_w - to.x;
  /* Behind the directory, beside its row: memory has frames at that height. */
  if (p->ends.h > 0)
    corridor -= p->mid_w;
  if (w > corridor)
    {
      g_free (words);
      words = g_strdup (code & KM_PF_PROT ? _("not for programs") : _("empty"));
      w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, words) + 14;
    }
  x = side->right ? to.x - 5 - w : to.x + 5;
  if (w > corridor)
    return;
  r = VMR_RECT (x, p->ends.h > 0 ? p->ends.y + (p->ends.h - p->small * 1.7) / 2 : p->top - p->small * 0.2, w,
                p->small * 1.7);
  cell = vmr_cells_box (p->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 5);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
  vmr_cells_text (p->cells, r, VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_LIGHT,
                  words, NULL);
}

/* At the foot of the frame, but clear of the dot of a row right beside it, where that has one. */
static double
dot_y (const VmrPlain *p,
       VmrPoint        from,
       VmrPoint        to,
       double          row,
       double          foot,
       double          reach)
{
  return fabs (to.x - from.x) < 4 * reach && fabs (foot - row) < 2 * reach &&
         vmr_stage_has_dot (p->session, p->access.row_dot)
         ? row + 2 * reach + 1 : foot;
}

/* Thin roads first, what was used over them, the light on top. */
void
vmr_plain_roads (VmrPlain *p)
{
  double reach = vmr_cells_dot_reach (p->cells);

  for (guint kind = ROAD_OTHER; kind <= ROAD_WRITTEN; kind++)
    for (guint i = 0; i < p->frames->len; i++)
      for (guint k = 0; k < p->n_sides; k++)
        {
          const VmrPlainFrame *frame = &g_array_index (p->frames, VmrPlainFrame, i);
          const VmrSide *side = &p->side[k];
          const VmrRow *row = frame->row[k] < 0 ? NULL
                              : &g_array_index (p->rows, VmrRow, frame->row[k]);
          VmrPoint at;

          if (row == NULL || vmr_plain_side_hides (p, k) ||
              road_kind (p, side, row) != kind)
            continue;
          road_draw (p, side, row, frame, kind);
          at = frame_end (p, side, frame);
          if (kind == ROAD_LIT)
            vmr_stage_dot (p->session, p->cells, at.x + (side->right ? reach - 2 : 2 - reach),
                           dot_y (p, row_end (side, row), at, row->y, frame->y + frame->h, reach),
                           p->access.road);
        }
  for (guint k = 0; k < p->n_sides; k++)
    if (p->side[k].live && p->side[k].addr >= KM_PAGE_OFFSET && p->access.fault && !p->access.retry)
      bar_draw (p, &p->side[k]);
}

/* --- the kernel's answer ---------------------------------------------------------------------- */

/* What the kernel does about the fault, at the last step that says something new. */
static char *
answer_words (const VmrPlain *p,
              guint           step)
{
  guint code = (guint) vmr_stage_arg (p->session, p->access.fault, error_code);
  const KmStepInfo *info = km_machine_step_info (p->machine, step);

  switch ((int) km_machine_step_kind (p->machine, step))
    {
    case KM_STEP_PAGE_FAULT:
    case KM_STEP_FAULT_ENTER:
    case KM_STEP_FAULT_KERNEL_ADDR:
      if (p->access.addr >= KM_PAGE_OFFSET && code & KM_PF_PROT)
        return g_strdup (_("The row is not for programs: the CPU refuses."));
      return g_strdup (code & KM_PF_PROT ? _("The row forbids it: the CPU asks the kernel.")
                                         : _("The row is empty: the CPU asks the kernel."));
    case KM_STEP_FAULT_GOOD_AREA:
      return g_strdup (_("An area is there and allows it."));
    case KM_STEP_FAULT_NO_AREA:
    case KM_STEP_VMA_NONE:
      return g_strdup (_("No area is there."));
    case KM_STEP_FAULT_BAD_ACCESS:
      return g_strdup (_("An area is there, but does not allow it."));
    case KM_STEP_STACK_GROW:
      return g_strdup (_("Just below the stack: the area grows."));
    case KM_STEP_ANON_READ:
      return g_strdup (_("Only read so far: the zero page will do, one frame for all."));
    case KM_STEP_WP_COPY:
      return g_strdup (_("Others have the frame: it is copied."));
    case KM_STEP_WP_REUSE:
      return g_strdup (_("Nobody else has the frame: no copy."));
    case KM_STEP_PTE_SET:
      if (vmr_stage_reached (p->session, KM_STEP_WP_REUSE) > p->access.fault)
        return g_strdup (_("The row leads where it led, and may be written to now."));
      return g_strdup_printf (_("The kernel writes frame 0x%05x into the row."),
                              (guint) vmr_stage_arg (p->session, step, pfn));
    case KM_STEP_FAULT_AROUND:
      return g_strdup (_("Cached pages round about get their rows too."));
    case KM_STEP_FAULT_SIGNAL:
      return g_strdup_printf (_("The kernel sends %s: the program ends."),
                              vmr_stage_arg (p->session, step, signal) == KM_SIGBUS ? "SIGBUS"
                              : "SIGSEGV");
    case KM_STEP_FAULT_RETURN:
      return g_strdup (_("Back in the program: the same instruction again."));
    default:
      break;
    }
  if (info->subsystem == KM_SUB_BUDDY || info->subsystem == KM_SUB_CACHE)
    return g_strdup (_("The kernel looks for a frame."));
  if (info->subsystem == KM_SUB_VMAS ||
      km_machine_step_kind (p->machine, step) == KM_STEP_FAULT_USER_ADDR)
    return g_strdup (_("Is there an area at this address?"));
  return g_strdup (_("A frame is needed."));
}

/* The step that the card speaks of: the end of a command says nothing new. */
static guint
card_step (const VmrPlain *p)
{
  guint step = vmr_session_cursor (p->session);

  return km_machine_step_kind (p->machine, step) == KM_STEP_DONE && step > p->access.fault ? step - 1
                                                                                           : step;
}

static gboolean
has_card (const VmrPlain *p)
{
  return p->access.fault != 0 && !p->access.retry && !p->access.road;
}

/* The room it takes from the middle; before anything is drawn there. */
void
vmr_plain_card_place (VmrPlain *p,
                      double    bottom)
{
  double line = ceil (p->small * 1.5), h, left, right;
  g_autofree char *words = NULL;

  if (!has_card (p))
    return;
  words = answer_words (p, card_step (p));
  left = p->side[0].table_x + p->side[0].table_w + p->small;
  right = p->n_sides > 1 ? p->side[1].table_x - p->small
          : MIN (p->cells->width - p->m, left + p->small * 32);
  if (p->n_sides == 1 && p->side[0].right)
    {
      right = p->side[0].table_x - p->small;
      left = MAX (p->m, right - p->small * 32);
    }
  /* Lines break at words, so each is a little shorter than the room. */
  h = line + 8 + line * MAX (right - left > p->small * 27 ? 1 : 2,
                             ceil (vmr_cells_measure (p->cells, VMR_SMALL, words) * 1.08 /
                                   MAX (right - left - 20, 1)));
  p->card = VMR_RECT (left, bottom - h, right - left, h);
}

static void
card_link (VmrPlain *p)
{
  for (guint i = 0; i < p->n_sides; i++)
    {
      const VmrSide *side = &p->side[i];
      const VmrRow *row = side->live ? vmr_plain_row (p, side->addr) : NULL;
      double dir = side->right ? -1 : 1;
      VmrPoint from, path[3];

      if (row == NULL || side->addr >= KM_PAGE_OFFSET || p->access.set)
        continue;
      from = row_end (side, row);
      path[0] = from;
      path[1] = (VmrPoint) { from.x + dir * p->small * 1.9, from.y };
      path[2] = (VmrPoint) { path[1].x, p->card.y };
      vmr_cells_light (p->cells, path, 3, TRUE);
    }
}

void
vmr_plain_card (VmrPlain *p)
{
  guint step, dot;
  double line = ceil (p->small * 1.5), pad;
  VmrRect r = p->card;
  const KmStepInfo *info;
  g_autofree char *words = NULL;
  VmrCell *cell;

  if (r.h <= 0)
    return;
  step = card_step (p);
  /* The number is that of the step which the words are about, where this is folded away the fault's. */
  dot = vmr_session_is_stop (p->session, step) || !vmr_session_is_stop (p->session, p->access.fault)
        ? step : p->access.fault;
  pad = 10;
  if (vmr_stage_has_dot (p->session, dot))
    pad += 2 * vmr_cells_dot_reach (p->cells);
  info = km_machine_step_info (p->machine, step);
  words = answer_words (p, step);
  card_link (p);
  cell = vmr_cells_box (p->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 8);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_SHADOW;
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_STEP, p->access.fault, 0), words,
                     info->function);
  cell = vmr_cells_text (p->cells, VMR_RECT (r.x + pad, r.y + 3, r.w - pad - 8, line),
                         VMR_SMALL | VMR_BOLD, VMR_INK_LIGHT, _("page fault"), NULL);
  pad += cell ? cell->rect.w + 8 : 0;
  if (!strchr (info->function, ' '))
    vmr_cells_text (p->cells, VMR_RECT (r.x + pad, r.y + 3, r.w - pad - 8, line),
                    VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, info->function, NULL);
  vmr_cells_paragraph (p->cells, VMR_RECT (r.x + 10, r.y + line + 4, r.w - 20, r.h - line - 6),
                       VMR_SMALL,
                       VMR_INK_TEXT, words);
  vmr_stage_dot (p->session, p->cells, r.x + 6 + vmr_cells_dot_reach (p->cells), r.y, dot);
}
