/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In a hall, where the walk ends: the frame, or the page fault and what comes of it. */
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/stages/translate-lecture-private.h"

#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
vmr_hall_lacks (const VmrHall *h,
                guint64        entry)
{
  guint code = h->s->fault > h->s->start ? (guint) vmr_stage_arg (h->s->session, h->s->fault, error_code) : 0;

  if (!(entry & KM_PTE_P) || !(code & 1))
    return NULL;
  if (code & 4 && !(entry & KM_PTE_US))
    return _("kernel only");
  if (code & KM_PF_INSTR && entry & KM_PTE_NX)
    return _("not executable");
  return code & 2 && !(entry & KM_PTE_RW) ? _("read only") : NULL;
}

void
vmr_hall_fault (VmrHall *h,
                VmrRect  r)
{
  VmrTranslate *s = h->s;
  guint code = (guint) vmr_stage_arg (s->session, s->fault, error_code);
  g_autofree char *present = g_strdup_printf ("P = %u", code & 1);
  const char *kind = code & KM_PF_INSTR ? _("fetch") : code & KM_PF_WRITE ? _("write") : _("read");
  g_autofree char *who = g_strdup_printf ("%s, %s", kind, _("user"));
  g_autofree char *all = g_strdup_printf ("%s, %s", present, who);
  g_autofree char *cr2 = g_strdup_printf ("CR2 = 0x%08x", s->addr);
  double line = s->small * 1.4, y = r.y + h->plate * 1.08;
  double x = r.x - h->gap * 0.8, w = r.w + h->gap * 0.8;
  VmrCell *cell = vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, h->plate), VMR_INK_LIGHT,
                                 VMR_TINT_FULL, 8);

  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_STEP, s->fault, 0), "#PF", cr2);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, h->plate),
                  VMR_TITLE | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO, "#PF", NULL);
  if (vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, all) > w)
    {
      vmr_cells_text (s->cells, VMR_RECT (x, y, w, line), VMR_SMALL | VMR_BOLD | VMR_RIGHT,
                      VMR_INK_TEXT, present, NULL);
      y += line;
      vmr_cells_text (s->cells, VMR_RECT (x, y, w, line), VMR_SMALL | VMR_BOLD | VMR_RIGHT,
                      VMR_INK_TEXT, who, NULL);
    }
  else
    vmr_cells_text (s->cells, VMR_RECT (x, y, w, line), VMR_SMALL | VMR_BOLD | VMR_RIGHT,
                    VMR_INK_TEXT, all, NULL);
  vmr_cells_text (s->cells, VMR_RECT (x, y + line, w, line), VMR_SMALL | VMR_MONO | VMR_RIGHT,
                  VMR_INK_TEXT, cr2, cr2 + 6, NULL);
}

/* What comes of the fault, above it: the signal, and the name of the program that it has ended. */
void
vmr_hall_signal (VmrHall *h,
                 VmrRect  r)
{
  VmrTranslate *s = h->s;
  const KmTask *task = vmr_session_task (s->session);
  guint step = vmr_translate_signal_step (s->session);
  double free = r.y - h->head_y - h->head_h - 4, plate = MIN (s->cells->metrics.body * 1.5, free * 0.6);
  double gap = MIN (s->small * 1.6, free - plate), middle = r.x + r.w / 2;
  /* Clear of the head of the arrow. */
  double dot = vmr_cells_dot_reach (s->cells), beside = middle + 3 + s->cells->metrics.light + s->small * 0.5;
  double need = task == NULL ? 0 : vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, vmr_translate_signal (task)) + dot + 6;
  /* With three levels the column is narrower than the word: above the fault there is room to its left. */
  VmrRect at = VMR_RECT (r.x - MAX (need - r.w, 0), r.y - gap - plate, MAX (r.w, need), plate);
  VmrPoint up[] = { { middle, r.y }, { middle, r.y - gap } };
  g_autofree char *name = NULL;
  VmrCell *cell;

  if (task == NULL || task->signal == 0 || step <= s->fault)
    return;
  name = g_strdup_printf (_("%s, pid %u: %s"), km_task_name (s->machine, task), task->pid, vmr_translate_signal (task));
  vmr_cells_light (s->cells, up, 2, TRUE);
  cell = vmr_cells_box (s->cells, at, VMR_INK_PANEL, VMR_TINT_FULL, plate / 2);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 3);
  cell->flags |= step == vmr_session_cursor (s->session) ? VMR_CELL_CHANGED : VMR_CELL_CAUSE;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TASK, task->id, 0), name, NULL);
  /* Beside the number of the step. */
  at.x += dot;
  at.w -= dot + 4;
  if (!vmr_cells_text (s->cells, at, VMR_BODY | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, vmr_translate_signal (task),
                       NULL))
    vmr_cells_text (s->cells, at, VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, vmr_translate_signal (task),
                    NULL);
  vmr_cells_text (s->cells, VMR_RECT (beside, r.y - gap, s->cells->width - 4 - beside, gap),
                  VMR_SMALL | VMR_BOLD | VMR_STRUCK, VMR_INK_TEXT, km_task_name (s->machine, task), NULL);
  vmr_stage_dot (s->session, s->cells, at.x - dot, at.y, step);
}

/* Below the frame where in it the word lies, with a name of its own, at last with a word in each line; without room
 * below without it. */
static void
physical_address (VmrHall *h,
                  VmrRect  r,
                  KmPfn    pfn)
{
  static const char id[] = "physical-address";
  VmrTranslate *s = h->s;
  g_autofree char *phys = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                                           ((guint64) pfn << KM_PAGE_SHIFT) + s->addr % KM_PAGE_SIZE);
  const char *both = vmr_stage_both (s->session, s->cells, id);
  g_auto (GStrv) words = g_strsplit (vmr_word (id, vmr_session_chinese_first (s->session)), " ", 2);
  double w = MAX (vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, phys) + 2, r.w), line = s->row * 0.9;
  double wide = CLAMP (vmr_cells_measure (s->cells, VMR_SMALL, both) + 2, r.w, r.w + h->gap * 0.9);

  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - w, r.y, w, s->row),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, phys, NULL);
  r.y += line;
  if (r.y + s->row > s->cells->height ||
      vmr_hall_word (h, VMR_RECT (r.x + r.w - wide, r.y, wide, s->row), VMR_INK_TEXT, id))
    return;
  for (guint i = 0; words[i] != NULL && r.y + s->row <= s->cells->height; i++, r.y += line)
    vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - w, r.y, w, s->row), VMR_SMALL | VMR_CENTER, VMR_INK_TEXT,
                    words[i], NULL);
}

void
vmr_hall_frame (VmrHall *h,
                VmrRect  r,
                KmPfn    pfn)
{
  VmrTranslate *s = h->s;
  g_autofree char *text = g_strdup_printf ("0x%05x", pfn);
  VmrInk ink = vmr_use_ink (km_frame_use_at (s->machine, pfn));
  VmrCell *cell = vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, h->plate), ink,
                                 VMR_TINT_STRONG, 8);

  vmr_cell_outline (cell, s->at_rest && !h->makes ? ink : VMR_INK_LIGHT, 3);
  if (h->makes || (s->memory > s->start && s->memory == vmr_session_cursor (s->session)))
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), text, NULL);
  if (!vmr_cells_text (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, h->plate),
                       VMR_BODY | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, text, NULL))
    vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y, r.w - 4, h->plate),
                    VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, text, text + strlen ("0x"), NULL);
  vmr_hall_word (h, VMR_RECT (r.x, r.y + h->plate * 1.05, r.w, s->row), VMR_INK_TEXT, "frame");
  if (s->memory > s->start && !h->makes)
    physical_address (h, VMR_RECT (r.x, r.y + h->plate * 1.05 + s->row, r.w, 0), pfn);
}
