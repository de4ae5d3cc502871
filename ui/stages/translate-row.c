/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row above the bits: segment, linear address, TLB. */
#include "ui/session/session-look.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
boxed (VmrTranslate *s,
       VmrRect       r,
       const char   *first,
       const char   *second,
       gboolean      lit)
{
  VmrCell *cell = vmr_cells_box (s->cells, r, lit ? VMR_INK_LIGHT : VMR_INK_PANEL,
                                 lit ? VMR_TINT_FAINT : VMR_TINT_FULL, 7);

  vmr_cell_outline (cell, lit ? VMR_INK_LIGHT : VMR_INK_LINE, lit ? 2 : 1);
  if (second == NULL)
    {
      vmr_cells_text (s->cells, r, VMR_TITLE | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT,
                      first, NULL);
      return;
    }
  vmr_cells_text (s->cells, VMR_RECT (r.x + 8, r.y + 2, r.w - 11, r.h / 2),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, first, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 8, r.y + r.h / 2 - 2, r.w - 11, r.h / 2), VMR_SMALL,
                  VMR_INK_SECONDARY, second, NULL);
}

static guint
tlb_used (const KmCpu *cpu)
{
  guint used = 0;

  for (guint set = 0; set < KM_TLB_SETS; set++)
    for (guint way = 0; way < KM_TLB_WAYS; way++)
      used += cpu->tlb[set][way].valid != 0;
  return used;
}

/* The ways of the set the page would be in come first, then what else is there. */
static void
tlb_draw (VmrTranslate *s,
          VmrRect       r)
{
  const KmCpu *cpu = &km_machine_state (s->machine)->cpu[0];
  guint page = s->addr >> KM_PAGE_SHIFT, shown = 0, columns, rows = 2;
  KmTlbEntry gone[VMR_TLB_MAX];
  guint n_gone = vmr_session_hides_tlb (s->session) ? 0 : vmr_tlb_gone (s->machine, gone);
  double w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, "bffdf 3e12b") + 10;
  double h = (r.h - 6) / rows;
  /* What was missing stands in it once the walk has filled it. */
  const char *verdict = s->hit ? _("hit") : s->miss == 0 ? NULL
                        : s->fill > s->miss ? _("filled") : _("miss");
  double dot = vmr_cells_dot_reach (s->cells) + 3;      /* the numbered one at the corner */
  double room = verdict ? vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, "bffde") +
                          dot + 8 : 4;
  VmrCell *cell;

  cell = vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 7);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TLB, page, 1), "TLB", NULL);
  columns = (guint) MAX ((r.w - room) / w, 0);
  if (vmr_session_hides_tlb (s->session))
    {
      /* Nothing there would say that it is empty. */
      vmr_cells_text (s->cells, r, VMR_BODY | VMR_CENTER, VMR_INK_SECONDARY, "…", NULL);
      columns = 0;
    }
  for (guint i = 0; i < KM_TLB_SETS * KM_TLB_WAYS && shown < columns * rows; i++)
    {
      const KmTlbEntry *entry = &cpu->tlb[(page + i / KM_TLB_WAYS) % KM_TLB_SETS][i % KM_TLB_WAYS];
      VmrRect at = VMR_RECT (r.x + 4 + shown % columns * w, r.y + 3 + shown / columns * h, w - 4,
                             h - 1);
      g_autofree char *text = NULL;
      g_autofree char *spoken = NULL;
      gboolean is_it = entry->valid && entry->page == page && (s->hit || s->fill);

      if (!entry->valid || at.x + at.w > r.x + r.w)
        continue;
      text = g_strdup_printf ("%05x %05x", entry->page, entry->pfn);
      spoken = g_strdup_printf (_("TLB: page 0x%05x, frame 0x%05x"), entry->page, entry->pfn);
      cell = vmr_cells_box (s->cells, at, is_it ? VMR_INK_LIGHT : VMR_INK_SOFT,
                            is_it ? VMR_TINT_PALE : VMR_TINT_FULL, 3);
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TLB, entry->page, 0), spoken, NULL);
      vmr_cells_text (s->cells, VMR_RECT (at.x + 3, at.y, at.w - 4, at.h), VMR_SMALL | VMR_MONO,
                      VMR_INK_TEXT, text, NULL);
      shown++;
    }
  for (guint i = 0; i < n_gone && shown < columns * rows; i++, shown++)
    vmr_tlb_ghost (s->cells, VMR_RECT (r.x + 4 + shown % columns * w, r.y + 3 + shown / columns * h,
                                       w - 4, h - 1), &gone[i], VMR_SMALL);
  if (verdict)
    {
      g_autofree char *text = g_strdup_printf ("%05x", page);

      vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - room, r.y, room - dot, r.h / 2),
                      VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, text, NULL);
      vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - room, r.y + r.h / 2 - 3, room - dot, r.h / 2),
                      VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, verdict, NULL);
    }
  vmr_stage_dot (s->session, s->cells, r.x + r.w, r.y, s->hit ? s->hit : s->miss ? s->miss
                 : n_gone > 0 ? vmr_session_cursor (s->session) : 0);
}

/* How full it is, or how much of it the step has dropped. */
static void
tlb_words (VmrTranslate *s,
           VmrRect       r)
{
  KmTlbEntry gone[VMR_TLB_MAX];
  gboolean hidden = vmr_session_hides_tlb (s->session);
  guint n = hidden ? 0 : vmr_tlb_gone (s->machine, gone);
  g_autofree char *dropped = vmr_tlb_gone_words (n);
  g_autofree char *used = g_strdup_printf (_("page → frame, %u of %u entries in use"),
                                           tlb_used (&km_machine_state (s->machine)->cpu[0]),
                                           KM_TLB_SETS * KM_TLB_WAYS);

  if (n > 0)
    vmr_cells_text (s->cells, r, VMR_SMALL | VMR_BOLD, VMR_INK_LIGHT, dropped, NULL);
  else
    vmr_cells_text (s->cells, r, VMR_SMALL, VMR_INK_SECONDARY, hidden ? _("page → frame") : used,
                    _("page → frame"), NULL);
}

/* The address comes in from the program and is added to the segment's base. */
static void
offset_draw (VmrTranslate *s,
             double        x,
             double        mid,
             double        h,
             double        gap)
{
  double line = s->small * 1.5;
  VmrCell *cell;
  VmrPoint path[2] = { { x + 11, mid }, { x + 10 + gap, mid } };
  VmrPoint in[4] = { { 0, mid + h * 0.75 }, { x * 0.25, mid + h * 0.75 },
                     { x, mid + h * 0.75 }, { x, mid + 11 } };
  g_autofree char *linear = g_strdup_printf ("0x%08x", s->addr);
  g_autofree char *offset = g_strdup_printf (_("offset %s"), linear);
  double ow = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, offset) + 12;

  vmr_translate_light (s, in, 4, FALSE, s->access);
  vmr_cells_port (s->cells, VMR_PORT_ADDRESS, 0, in[0].y, s->addr)->old =
    vmr_translate_light_is_old (s, s->access);
  cell = vmr_cells_box (s->cells, VMR_RECT (s->m + 30, mid + h * 0.75 - line / 2, ow, line),
                        VMR_INK_PANEL, VMR_TINT_FULL, 0);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ADDRESS, s->addr, 0), offset, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 36, mid + h * 0.75 - line / 2, ow, line),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_LIGHT, offset, NULL);
  if (s->segment)
    vmr_translate_light (s, path, 2, FALSE, s->segment);
}

double
vmr_translate_row_segment (VmrTranslate *s,
                           double        y)
{
  double line = s->small * 1.5, h = ceil (s->row * 1.75), gap = s->w * 0.03;
  double w = s->w * 0.178, x = s->m, mid;
  gboolean code = s->kind == KM_ACCESS_EXEC;      /* instructions come by CS */
  guint selector = code ? KM_USER_CS : KM_USER_DS;
  g_autofree char *name = g_strdup_printf (code ? "CS 0x%04x" : "DS 0x%04x", selector);
  g_autofree char *index = g_strdup_printf (_("index %u · GDT · RPL %u"), selector >> 3,
                                            selector & 3);
  g_autofree char *descriptor = g_strdup_printf (_("descriptor %u"), selector >> 3);
  g_autofree char *linear = g_strdup_printf ("0x%08x", s->addr);
  VmrCell *cell;

  vmr_cells_text (s->cells, VMR_RECT (x, y, w, line), VMR_SMALL, VMR_INK_SECONDARY, _("selector"),
                  NULL);
  boxed (s, VMR_RECT (x, y + line, w, h), name, index, FALSE);
  mid = y + line + h / 2;
  vmr_cells_segment (s->cells, x + w, mid, x + w + gap, mid, VMR_INK_SECONDARY, 1.5)->flags |=
    VMR_CELL_ARROW;
  x += w + gap;
  vmr_cells_text (s->cells, VMR_RECT (x, y, w * 1.1, line), VMR_SMALL, VMR_INK_SECONDARY,
                  descriptor, NULL);
  boxed (s, VMR_RECT (x, y + line, w * 1.1, h), _("base 0x00000000"),
         code ? _("limit 4 GiB · DPL 3 · r-x") : _("limit 4 GiB · DPL 3 · rw"), FALSE);
  vmr_cells_segment (s->cells, x + w * 1.1, mid, x + w * 1.1 + gap, mid, VMR_INK_SECONDARY, 1.5);
  x += w * 1.1 + gap + 10;
  cell = vmr_cells_box (s->cells, VMR_RECT (x - 10, mid - 10, 20, 20), VMR_INK_PANEL,
                        VMR_TINT_FULL, 10);
  vmr_cell_outline (cell, VMR_INK_TEXT, 1.5);
  vmr_cells_segment (s->cells, x - 5, mid, x + 5, mid, VMR_INK_TEXT, 1.5);
  vmr_cells_segment (s->cells, x, mid - 5, x, mid + 5, VMR_INK_TEXT, 1.5);
  if (s->access)
    offset_draw (s, x, mid, h, gap);
  x += 10 + gap;
  if (s->segment || s->at_rest)
    {
      vmr_cells_text (s->cells, VMR_RECT (x + s->small * 1.4, y, w, line), VMR_SMALL,
                      VMR_INK_SECONDARY, _("linear address"), _("linear"), NULL);
      boxed (s, VMR_RECT (x, y + line, w, h), linear, NULL, !s->at_rest);
      vmr_stage_dot (s->session, s->cells, x, y + line, s->segment);
    }
  if (s->hit || s->miss)
    {
      VmrPoint path[2] = { { x + w, mid }, { x + w + gap, mid } };

      vmr_translate_light (s, path, 2, FALSE, MAX (s->hit, s->miss));
    }
  x += w + gap;
  cell = vmr_cells_text (s->cells, VMR_RECT (x, y, s->m + s->w - x, line), VMR_SMALL | VMR_BOLD,
                         VMR_INK_TEXT, "TLB", NULL);
  mid = cell ? cell->rect.w + 8 : 0;
  tlb_words (s, VMR_RECT (x + mid, y,
                          s->m + s->w - x - mid - vmr_cells_dot_reach (s->cells) - 2, line));
  tlb_draw (s, VMR_RECT (x, y + line, s->m + s->w - x, h));
  s->tlb = (VmrPoint) { s->m + s->w - 10, y + line + h };
  return y + line + h + h * 0.25 + line;
}
