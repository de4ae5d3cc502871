/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In a hall, in place of the tables: segmentation, and what the TLB knows or has just been made to forget; and below
 * them CR3, when it has been loaded. */
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/translate-lecture-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The step is the one that asks the TLB in vain; with the next one the walk begins. */
static gboolean
asks_tlb (const VmrTranslate *s)
{
  return s->miss > s->start && s->miss == vmr_session_cursor (s->session);
}

/* Below what the TLB knows: why it does not do. */
static void
lacks_draw (VmrHall *h,
            VmrRect  r)
{
  const char *lacks = vmr_hall_lacks (h, h->s->levels[h->s->n_levels - 1].entry);

  if (lacks)
    vmr_cells_text (h->s->cells, r, VMR_BODY | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, lacks, NULL);
}

/* What the CPU found in the TLB, when it need not walk, and the frame it names; or that the page is
 * not in it. */
static void
tlb_plate (VmrHall *h)
{
  VmrTranslate *s = h->s;
  double right = vmr_hall_column (h, s->n_levels);
  VmrRect r = VMR_RECT (s->m, h->table_y, right - h->gap - s->m, h->plate);
  KmPfn pfn = (KmPfn) vmr_stage_arg (s->session, s->hit, pfn);
  guint page = s->addr >> KM_PAGE_SHIFT;
  gboolean hit = s->hit > s->start, refused = vmr_translate_refused (s);
  g_autofree char *text = hit ? g_strdup_printf ("TLB  %05x → %05x", page, pfn)
                          : g_strdup_printf ("TLB  %05x: %s", page,
                                             vmr_stage_both (s->session, s->cells, "not-in-it"));
  g_autofree char *brief = hit ? g_strdup_printf ("%05x → %05x", page, pfn)
                           : g_strdup_printf ("TLB  %05x: –", page);
  VmrPoint on[2];
  VmrCell *cell;

  /* The signal will stand above the fault. */
  r.y += refused ? MIN (h->plate * 1.6, MAX (s->cells->height - s->small - h->foot - r.y - 2 * h->plate, 0)) : 0;
  on[0] = (VmrPoint) { r.x + r.w, r.y + r.h / 2 };
  on[1] = (VmrPoint) { right, r.y + r.h / 2 };
  cell = vmr_cells_box (s->cells, r, VMR_INK_LIGHT, VMR_TINT_FAINT, 8);
  vmr_hall_enter (h, r.y + r.h / 2);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 3);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TLB, s->addr >> KM_PAGE_SHIFT, 0), text,
                     NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 10, r.y, r.w - 20, r.h),
                  VMR_BODY | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, text, brief, NULL);
  if (!hit)
    return;
  vmr_cells_light (s->cells, on, 2, TRUE);
  r = VMR_RECT (right, r.y, s->m + s->w - right, 0);
  if (!refused)
    {
      vmr_hall_frame (h, r, pfn);
      return;
    }
  lacks_draw (h, VMR_RECT (s->m, r.y + h->plate + 2, right - h->gap - s->m, s->row));
  vmr_hall_fault (h, r);
  vmr_hall_signal (h, r);
}

/* --- what the TLB forgets --------------------------------------------------------------------- */

/* The entries that the step has dropped, as many as there is room for, and how many they are. */
static gboolean
gone_plate (VmrHall *h)
{
  VmrTranslate *s = h->s;
  KmTlbEntry gone[VMR_TLB_MAX];
  guint n = vmr_session_hides_tlb (s->session) ? 0 : vmr_tlb_gone (s->machine, gone);
  guint style = VMR_BODY | VMR_BOLD, columns;
  double w = vmr_cells_measure (s->cells, style | VMR_MONO, "bffdf 3e12b") + 20, gap = 12;
  double bottom = s->cells->height - s->small - h->foot, y = h->table_y + s->cells->metrics.title * 1.7;
  g_autofree char *dropped = vmr_tlb_gone_words (n);
  g_autofree char *title = g_strdup_printf ("TLB: %s", dropped);

  if (n == 0)
    return FALSE;
  columns = (guint) MAX ((s->w + gap) / (w + gap), 1);
  vmr_cells_text (s->cells, VMR_RECT (s->m, h->table_y, s->w, s->cells->metrics.title * 1.5),
                  VMR_TITLE | VMR_BOLD, VMR_INK_LIGHT, title, dropped, NULL);
  for (guint i = 0; i < n; i++)
    {
      VmrRect r = VMR_RECT (s->m + i % columns * (w + gap), y + i / columns * (h->plate + gap), w,
                            h->plate);

      if (r.y + r.h <= bottom)
        vmr_tlb_ghost (s->cells, r, &gone[i], style);
    }
  return TRUE;
}

/* --- segmentation ----------------------------------------------------------------------------- */

/* A number, and below it what it is. */
static void
number_box (VmrHall    *h,
            VmrRect     r,
            const char *number,
            const char *id,
            VmrInk      line)
{
  VmrTranslate *s = h->s;
  gboolean lit = line == VMR_INK_LIGHT;
  VmrCell *cell = vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, h->plate),
                                 lit ? VMR_INK_LIGHT : VMR_INK_PANEL,
                                 lit ? VMR_TINT_FAINT : VMR_TINT_FULL, 8);
  g_autofree char *name = g_strdup_printf ("%s: %s", vmr_stage_both (s->session, s->cells, id), number);

  vmr_cell_outline (cell, line, lit ? 3 : 2);
  if (lit)
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ADDRESS, s->addr, 0), name, NULL);
  if (!vmr_cells_text (s->cells, VMR_RECT (r.x + 6, r.y, r.w - 12, h->plate),
                       VMR_TITLE | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, number, NULL))
    vmr_cells_text (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, h->plate),
                    VMR_BODY | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, number,
                    number + strlen ("0x"), NULL);
  vmr_hall_word (h, VMR_RECT (r.x - h->gap / 2, r.y + h->plate * 1.05, r.w + h->gap, s->row), VMR_INK_TEXT, id);
}

/* The address of the instruction, to which the segment's base is added. */
static void
segment_plate (VmrHall *h)
{
  static const char *const words[] = { "offset", "base", "linear" };
  VmrTranslate *s = h->s;
  gboolean code = s->kind == KM_ACCESS_EXEC;      /* instructions come by CS */
  g_autofree char *linear = g_strdup_printf ("0x%08x", s->addr);
  g_autofree char *selector = g_strdup_printf (code ? "%s CS = 0x%04x" : "%s DS = 0x%04x",
                                               vmr_stage_both (s->session, s->cells, "selector"),
                                               code ? KM_USER_CS : KM_USER_DS);
  const char *const numbers[] = { linear, "0x00000000", linear };
  double w = (s->w - 2 * h->gap) / 3, y = h->table_y + s->row * 1.6, x = s->m;

  vmr_cells_text (s->cells, VMR_RECT (x, h->table_y, s->w, s->row), VMR_BODY | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, selector, strrchr (selector, '=') - strlen ("DS "), NULL);
  vmr_hall_enter (h, y + h->plate / 2);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++, x += w + h->gap)
    {
      number_box (h, VMR_RECT (x, y, w, h->plate), numbers[i],
                  words[i], i == 2 ? VMR_INK_LIGHT : VMR_INK_TEXT);
      if (i < 2)
        vmr_cells_text (s->cells, VMR_RECT (x + w, y, h->gap, h->plate),
                        VMR_TITLE | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, i == 0 ? "+" : "=", NULL);
    }
}

/* --- CR3 -------------------------------------------------------------------------------------- */

/* Whether the step, or one before it in this command, has loaded the register with what is drawn. */
static gboolean
loads_cr3 (const VmrTranslate *s)
{
  return s->at_rest && vmr_stage_reached (s->session, KM_STEP_SWITCH) &&
         km_machine_state (s->machine)->cpu[0].cr3 == s->levels[0].table;
}

double
vmr_hall_cr3_height (const VmrHall *h)
{
  const VmrTranslate *s = h->s;

  if (!s->at_rest)
    return 0;
  if (!loads_cr3 (s))
    return ceil (s->cells->metrics.body * 1.7);
  return ceil (s->cells->metrics.body * 1.7 + s->small * 1.8);
}

/* No access is under way: whose walk this is, and why it is drawn. */
void
vmr_hall_rest (const VmrHall *h,
               VmrRect        r)
{
  VmrTranslate *s = h->s;
  g_autofree char *words = s->at_rest ? vmr_translate_title (s) : NULL;

  if (words != NULL && h->foot > 0)
    vmr_cells_text (s->cells, r, VMR_BODY | VMR_BOLD, VMR_INK_TEXT, words,
                    km_task_name (s->machine, vmr_session_task (s->session)), NULL);
}

void
vmr_hall_cr3 (VmrHall *h,
              double   foot)
{
  VmrTranslate *s = h->s;
  const KmTask *task = vmr_session_task (s->session);
  gboolean now = vmr_stage_reached (s->session, KM_STEP_SWITCH) == vmr_session_cursor (s->session);
  guint style = VMR_BODY | VMR_BOLD;
  g_autofree char *value = g_strdup_printf ("CR3 = 0x%08x", (guint) km_machine_state (s->machine)->cpu[0].cr3);
  g_autofree char *name = g_strdup_printf ("%s: %s", km_task_name (s->machine, task), value);
  double w = vmr_cells_measure (s->cells, style | VMR_MONO, value) + 20, height = s->cells->metrics.body * 1.7;
  VmrRect r = VMR_RECT (s->m, s->cells->height - height - 2, MIN (w, s->w), height);
  VmrPoint up[] = { { r.x + h->column / 2, r.y }, { r.x + h->column / 2, foot } };
  VmrCell *cell;

  if (h->foot <= 0)
    return;
  if (!loads_cr3 (s))
    {
      if (foot > 0)
        vmr_hall_rest (h, VMR_RECT (s->m, foot + s->small * 0.3, s->w, height));
      return;
    }
  if (foot > 0)
    r.y = up[0].y = foot + s->small * 1.8;
  cell = vmr_cells_box (s->cells, r, now ? VMR_INK_LIGHT : VMR_INK_PANEL, now ? VMR_TINT_FAINT : VMR_TINT_FULL, 6);
  vmr_cell_outline (cell, now ? VMR_INK_LIGHT : VMR_INK_TEXT, now ? 3 : 2);
  cell->flags |= now ? VMR_CELL_CHANGED : 0;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, s->mm->pgd, 0), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 10, r.y, r.w - 14, r.h), style | VMR_MONO, VMR_INK_TEXT, value,
                  value + strlen ("CR3 = "), NULL);
  r = VMR_RECT (r.x + r.w + s->small, r.y, s->m + s->w - r.x - r.w - s->small, r.h);
  if (foot > 0)
    vmr_hall_rest (h, r);
  else
    vmr_cells_text (s->cells, r, VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, km_task_name (s->machine, task), NULL);
  if (foot > 0 && now)
    vmr_cells_light (s->cells, up, 2, TRUE);
  else if (foot > 0)
    vmr_cells_line (s->cells, up, 2, VMR_INK_TEXT, 2)->flags |= VMR_CELL_ARROW;
}

gboolean
vmr_hall_cpu (VmrHall *h)
{
  VmrTranslate *s = h->s;

  if (s->segment != 0 && s->segment == vmr_session_cursor (s->session))
    segment_plate (h);
  else if (s->hit > s->start || asks_tlb (s))
    tlb_plate (h);
  else
    return gone_plate (h);
  return TRUE;
}
