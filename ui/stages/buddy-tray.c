/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tray of this CPU. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KmPcp *
pcp_of (const VmrBuddy *s)
{
  return &km_machine_state (s->machine)->zones[s->zone].pcp[0];
}

static void
counted (VmrBuddy   *s,
         const char *letter,
         guint       mt,
         VmrRect     r)
{
  const KmFrameList *list = &pcp_of (s)->list[mt];
  g_autofree char *name =
    g_strdup_printf (g_dngettext (NULL, "per-CPU list, %s: %u frame", "per-CPU list, %s: %u frames",
                                  list->count), km_migrate_type_name (mt), list->count);
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_SOFT, VMR_TINT_FULL, 5);

  if (list->head)
    vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, list->head, 2), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 6, r.y, r.w - 12, r.h), VMR_SMALL | VMR_MONO | VMR_BOLD,
                  VMR_INK_TEXT, letter, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 6 + s->small, r.y, r.w - 12 - s->small, r.h),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, vmr_buddy_count (s, list->count),
                  NULL);
}

/* Where the head was that has gone to the caller. */
static void
left_slot (VmrBuddy *s,
           VmrRect   r)
{
  KmPfn pfn = (KmPfn) vmr_stage_arg (s->session, s->taken, pfn);
  VmrCell *cell = vmr_cells_frame (s->cells, r, s->given ? VMR_INK_LIGHT : VMR_INK_SECONDARY,
                                   s->given ? 2 : 1, 3);
  g_autofree char *name = g_strdup_printf (_("frame 0x%05x, gone to the caller"), pfn);

  cell->flags |= VMR_CELL_DASHED | VMR_CELL_GHOST | (s->given ? VMR_CELL_CHANGED : 0);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 2), name, NULL);
}

static void
slot (VmrBuddy *s,
      VmrRect   r,
      KmPfn     pfn,
      gboolean  fresh)
{
  VmrCell *cell = vmr_cells_box (s->cells, r, pfn ? VMR_INK_PCP : VMR_INK_SOFT, VMR_TINT_FULL, 3);
  g_autofree char *name = g_strdup_printf (_("frame 0x%05x on the per-CPU list"), pfn);

  if (pfn == 0)
    return;
  vmr_cell_outline (cell, fresh ? VMR_INK_LIGHT : VMR_INK_ANON, fresh ? 2 : 1);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 2), name, NULL);
}

/* The list of the request's type frame by frame: the head is the hot end, marked when this step has put it
 * there. */
static void
slots (VmrBuddy *s,
       VmrRect   r)
{
  const KmFrameList *list = &pcp_of (s)->list[s->mt];
  double w = s->small * 1.25;
  guint n = (guint) MAX ((r.w - s->small * 3.5) / (w + 2), 0), first = s->taken > 0;
  KmPfn pfn = list->head;
  KmStepKind kind = s->cursor ? km_machine_step_kind (s->machine, s->cursor) : KM_STEP_DONE;
  gboolean fresh = !s->elsewhere && (kind == KM_STEP_PCP_PUT || kind == KM_STEP_PCP_REFILLED);

  if (first && n > 0)
    left_slot (s, VMR_RECT (r.x, r.y, w, r.h));
  for (guint i = first; i < n; i++)
    {
      slot (s, VMR_RECT (r.x + i * (w + 2), r.y, w, r.h), pfn, i == 0 && fresh);
      if (pfn != 0)
        pfn = km_frame (s->machine, pfn)->next;
    }
  {
    g_autofree char *rest = g_strdup_printf ("… %u", list->count);
    double x = r.x + n * (w + 2);

    vmr_cells_text (s->cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h), VMR_SMALL | VMR_MONO,
                    VMR_INK_TEXT, rest, strchr (rest, ' ') + 1, NULL);
  }
}

static void
tray_words (VmrBuddy *s,
            VmrRect   r)
{
  const KmPcp *pcp = pcp_of (s);
  const KmFrameList *list = &pcp->list[s->mt];
  guint n = (guint) vmr_stage_arg (s->session, MAX (s->refilled, s->drained), count);
  g_autofree char *text = NULL;

  if (s->taken)
    text = g_strdup_printf (_("0x%05x goes from the head to the caller"),
                            (KmPfn) vmr_stage_arg (s->session, s->taken, pfn));
  else if (s->refilled)
    text = n == 1 ? g_strdup_printf (_("0x%05x is new"), list->head)
           : g_strdup_printf (_("0x%05x is the first of %u new ones"), list->head, n);
  else if (s->drained)
    text = g_strdup_printf (g_dngettext (NULL, "%u frame left at the tail; high is %u",
                                         "%u frames left at the tail; high is %u", n), n, pcp->high);
  else
    text = g_strdup_printf (_("batch %u, high %u"), pcp->batch, pcp->high);
  vmr_cells_text (s->cells, r, VMR_SMALL, (s->taken && s->given) || s->refilled == s->cursor
                  ? VMR_INK_LIGHT : VMR_INK_SECONDARY, text, NULL);
}

double
vmr_buddy_tray (VmrBuddy *s,
                double    y)
{
  static const char *const letters[] = { "U", "M", "R" };
  double h = s->row * 2.2, w = s->xor_x - s->small - s->strip_x + 8, x = s->strip_x;
  double side = s->small * 5, box = s->row * 1.05, middle = w - 2 * side - s->small * 2 - 16;
  VmrCell *cell = vmr_cells_box (s->cells, VMR_RECT (s->strip_x - 8, y, w, h), VMR_INK_PANEL,
                                 VMR_TINT_FULL, 8);

  cell->flags |= VMR_CELL_SHADOW;
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y + 4, s->strip_x - s->m - 14, s->row),
                  VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, "CPU 0", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y + s->row, s->strip_x - s->m - 14, s->row),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, _("per-CPU list"), _("list"), NULL);
  for (guint t = 0; t < 3; t++)
    {
      if (t != s->mt)
        {
          counted (s, letters[t], t, VMR_RECT (x, y + 6, side - 6, box));
          x += side;
          continue;
        }
      vmr_cells_text (s->cells, VMR_RECT (x, y + 6, s->small * 1.6, box),
                      VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, letters[t], NULL);
      slots (s, VMR_RECT (x + s->small * 1.6, y + 6, middle, box));
      tray_words (s, VMR_RECT (x + s->small * 1.6, y + 8 + box, middle + side, h - box - 10));
      x += middle + s->small * 2 + 8;
    }
  return y + h;
}
