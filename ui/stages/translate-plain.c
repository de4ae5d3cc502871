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
 * before. This file puts the parts together: -plain-who.c says who takes part, -room.c where things
 * stand, -rows.c which rows there are, -words.c what they say; -head.c, -space.c and -table.c draw a side, -frames.c the
 * memory, -roads.c what joins them, -foot.c the digits.
 */
#include "ui/stages/translate-detail.h"
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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
      pfn[i] = km_entry_pfn (entry);
    }
  return p->side[0].addr >> KM_PAGE_SHIFT == p->side[1].addr >> KM_PAGE_SHIFT;
}

char *
vmr_plain_title (const VmrPlain *p)
{
  KmPfn pfn[VMR_PLAIN_SIDES];

  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].subject)
      return g_strdup_printf (_("The kernel, for %s: 0x%08x"), km_task_name (p->machine, p->side[i].task),
                              p->side[i].addr);
  if (same_page (p, pfn))
    return g_strdup (pfn[0] != pfn[1] ? _("The same address leads to two frames")
                                      : _("The same address leads to one frame, shared"));
  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].live)
      return g_strdup_printf (vmr_plain_verb (p->access.kind), km_task_name (p->machine, p->side[i].task),
                              p->access.addr);
  if (p->levels && p->access.access == 0 && vmr_stage_reached (p->session, KM_STEP_EXEC_MM))
    return g_strdup (_("A new directory: the kernel's rows are copied into it"));
  if (vmr_plain_in_syscall (p))
    return g_strdup (_("In the kernel"));
  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].runs && vmr_stage_reached (p->session, KM_STEP_SWITCH))
      return g_strdup_printf (_("Now the CPU uses the table of %s"), km_task_name (p->machine, p->side[i].task));
  return g_strdup (p->n_sides > 1 ? _("Each program has a page table of its own")
                                  : _("The page table leads from a page to its frame"));
}

/* --- all of it -------------------------------------------------------------------------------- */

/* How far the digits of a side and the sentence below them may come: to the end of its table, or as they need, but
 * never under the kernel's answer. */
static double
digits_width (VmrPlain      *p,
              const VmrSide *side)
{
  double need = vmr_cells_measure (p->cells, VMR_BODY | VMR_MONO | VMR_BOLD,
                                   "0x00000000 → 0x000000000") + 4;
  double own = side->right ? p->cells->width - p->m - side->table_x
  : side->table_x + side->table_w - p->m;
  double most = p->mid_x - p->small - p->m, reach = vmr_cells_dot_reach (p->cells) + 4;

  if (p->card.h > 0)
    most = side->right ? p->cells->width - p->m - p->card.x - p->card.w - 4
    : p->card.x - reach - p->m;
  return MIN (MAX (own, MAX (need, vmr_plain_sentence_width (p, side))), most);
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

      vmr_plain_digits (p, side, VMR_RECT (side->right ? p->cells->width - p->m - w : p->m, y, w,
                                           bottom - y));
      if (side->right)
        right -= w + p->small;
      else
        left += w + p->small;
      done |= side->has_addr && (!side->live || p->access.road) && side->addr < KM_PAGE_OFFSET &&
              vmr_plain_entry (p->machine, side->mm, side->addr, NULL) & KM_PTE_P;
    }
  if (!done || p->card.h > 0 || y + 2 * line > bottom + 2 || need > right - left)
    return;
  /* Below memory, not in the middle of what is left. */
  left = MAX (left, MIN (p->mid_x + p->mid_w / 2 - need / 2 - 2, right - need - 4));
  right = MIN (right, left + need + 4);
  vmr_cells_text (p->cells, VMR_RECT (left, y, right - left, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, first, NULL);
  vmr_cells_text (p->cells, VMR_RECT (left, y + line, right - left, line),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, second, NULL);
}

void
vmr_plain_clear (VmrPlain *p)
{
  g_clear_pointer (&p->rows, g_array_unref);
  g_clear_pointer (&p->frames, g_array_unref);
}

/* An address of the kernel's needs a row beside that of the kernel. */
static guint
kernel_rows (const VmrPlain *p)
{
  for (guint i = 0; i < p->n_sides; i++)
    if (p->side[i].has_addr && p->side[i].addr >= KM_PAGE_OFFSET)
      return 2;
  return 1;
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
  vmr_plain_compare (&p);
  title = vmr_plain_title (&p);
  top = vmr_detail_control (session, cells, title);
  p.m = vmr_plain_margin (cells);
  vmr_plain_columns (&p);
  digits = ceil (p.cells->metrics.body * 1.5) + ceil (p.small * 1.5);
  head = ceil (p.small * 1.75) + 2 + ceil (p.small * 1.4) * (bottom - top > 360 ? 2 : 1);
  p.top = top + head + 4;
  p.foot = bottom - digits - 6;
  vmr_plain_rows (&p, kernel_rows (&p), 7);
  vmr_plain_card_place (&p, bottom - 4);
  vmr_plain_collect (&p);
  for (guint i = 0; i < p.n_sides; i++)
    {
      vmr_plain_head (&p, &p.side[i], top);
      vmr_plain_side (&p, &p.side[i]);
    }
  if (bottom - top > 360)
    vmr_plain_others (&p, top, p.side[0].table_x + p.side[0].table_w + p.small,
                      p.n_sides > 1 ? p.side[1].table_x - p.small : cells->width - p.m, FALSE);
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
