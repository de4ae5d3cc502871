/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The walk over the tables, then the frame or the fault. */
#include "ui/stages/translate-private.h"

#include "ui/draw/roles.h"
#include "ui/session/areas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the CPU saves before it enters the kernel, the error code on top. */
static void
pushed_row (VmrTranslate *s,
            VmrRect       r,
            const char   *code)
{
  const char *const names[] = { "SS", "ESP", "EFLAGS", "CS", "EIP", code };
  double total = 0, x = r.x, gap = 2, widths[G_N_ELEMENTS (names)], pad;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    total += widths[i] = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, names[i]);
  pad = (r.w - total - gap * (G_N_ELEMENTS (names) - 1)) / G_N_ELEMENTS (names);
  if (pad < 1 || r.h < s->small * 3.2)
    return;
  vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, r.w, s->small * 1.5), VMR_SMALL, VMR_INK_SECONDARY,
                  _("pushed on the kernel stack"), _("pushed"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gboolean last = i + 1 == G_N_ELEMENTS (names);
      VmrRect at = VMR_RECT (x, r.y + s->small * 1.6, widths[i] + pad, s->small * 1.6);
      VmrCell *cell = vmr_cells_box (s->cells, at, last ? VMR_INK_LIGHT : VMR_INK_SOFT,
                                     last ? VMR_TINT_FAINT : VMR_TINT_FULL, 4);

      if (last)
        vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
      vmr_cells_text (s->cells, at, VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, names[i],
                      NULL);
      x += at.w + gap;
    }
}

static void
cr2_draw (VmrTranslate *s,
          VmrRect       r,
          const char   *cr2)
{
  VmrCell *cell = vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y, r.w * 0.4, r.h), VMR_SMALL | VMR_MONO,
                                  VMR_INK_SECONDARY, "CR2", NULL);
  double left = cell ? cell->rect.w + 20 : 14;

  if (!vmr_cells_text (s->cells, VMR_RECT (r.x + left, r.y, r.w - left - 14, r.h),
                       VMR_BODY | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, cr2, NULL))
    vmr_cells_text (s->cells, VMR_RECT (r.x + left, r.y, r.w - left - 10, r.h),
                    VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, cr2, NULL);
}

static void
fault_card (VmrTranslate *s,
            VmrRect       r)
{
  static const char *const bits[] = { "P", "W", "U", "R", "I" };
  guint code = (guint) vmr_stage_arg (s->session, s->fault, error_code);
  g_autofree char *number = g_strdup_printf ("%u", code);
  g_autoptr (GString) letters = g_string_new (number);
  g_autofree char *cr2 = g_strdup_printf ("0x%08x",
                                          (guint) vmr_stage_arg (s->session, s->fault, addr));
  g_autofree char *spoken = g_strdup_printf (_("#PF page fault, error code %u, CR2 %s"), code, cr2);
  double head = s->row + 4, y = r.y + head + 6, bit = (r.w - 24) / 5;
  double all = head + 3 * s->row + s->small * 4.6 + 20;         /* lines, bits, and what is pushed */
  double line = all <= r.h ? s->row : MAX (s->row - (all - r.h) / 3, ceil (s->small * 1.5));
  double pad = vmr_cells_dot_reach (s->cells) + 2;  /* the numbered dot at the corner */
  /* Without room for a row of bits those that are set stand beside their sum. */
  gboolean low = y + 2 * line + s->small * 1.5 >= r.y + r.h;
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 10);

  for (guint b = 5; b-- > 0;)
    if (code >> b & 1)
      g_string_append_printf (letters, " %s", bits[b]);
  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_SHADOW;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_STEP, s->fault, 0), spoken, NULL);
  vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, head), VMR_INK_LIGHT, VMR_TINT_FULL, 8);
  vmr_cells_text (s->cells, VMR_RECT (r.x + pad, r.y, r.w * 0.62 - pad, head), VMR_BODY | VMR_BOLD,
                  VMR_INK_AUTO, _("#PF page fault"), "#PF", NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.62, r.y, r.w * 0.38 - 12, head),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_AUTO, _("vector 14"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w * 0.6, line), VMR_SMALL,
                  VMR_INK_SECONDARY, _("error code"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w - 28, line),
                  VMR_BODY | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, low ? letters->str : number, NULL);
  y += line;
  for (guint i = 0; i < 5 && y + line + s->small * 1.5 < r.y + r.h; i++)
    {
      guint b = 4 - i;
      gboolean set = code >> b & 1;
      VmrRect at = VMR_RECT (r.x + 12 + i * bit, y + s->small * 1.4, bit - 4, line);

      vmr_cells_text (s->cells, VMR_RECT (at.x, y, at.w, s->small * 1.4),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, bits[b], NULL);
      cell = vmr_cells_box (s->cells, at, set ? VMR_INK_LIGHT : VMR_INK_SOFT,
                            set ? VMR_TINT_FAINT : VMR_TINT_FULL, 5);
      if (set || b == 0)
        vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
      vmr_cells_text (s->cells, at, VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT,
                      set ? "1" : "0", NULL);
    }
  y += line + s->small * 1.4 + 6;
  if (y + line < r.y + r.h)
    cr2_draw (s, VMR_RECT (r.x, y, r.w, line), cr2);
  y += line + 4;
  pushed_row (s, VMR_RECT (r.x + 12, y, r.w - 24, r.y + r.h - y - 4), number);
  vmr_stage_dot (s->session, s->cells, r.x, r.y, s->fault);
}

static KmPfn
walk_frame (const VmrTranslate *s)
{
  return s->hit ? (KmPfn) vmr_stage_arg (s->session, s->hit, pfn)
                : km_entry_pfn (s->levels[s->n_levels - 1].entry);
}

/* Where the walk ended well, or the frame that is made ready for it. The light goes on from it to the frame
 * in physical memory. */
static void
frame_card (VmrTranslate *s,
            VmrRect       r,
            KmPfn         pfn,
            gboolean      made)
{
  KmPfn of_step;
  g_autofree char *text = g_strdup_printf (_("frame 0x%05x"), pfn);
  g_autofree char *phys = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                                           ((guint64) pfn << 12) + (s->addr & 0xfff));
  VmrInk ink = vmr_use_ink (km_frame_use (km_frame (s->machine, pfn)));
  double pad = vmr_cells_dot_reach (s->cells) + 2;        /* the numbered dot at the corner */
  double label = r.h < 2 * s->row + s->small * 1.5 + 8 ? 0 : s->small * 1.5;    /* low: no room */
  VmrPoint out[2] = { { r.x + r.w, r.y + r.h / 2 }, { s->cells->width, r.y + r.h / 2 } };
  VmrCell *cell;

  if (!s->at_rest && vmr_walk_step_frame (s->session, &of_step) && of_step == pfn)
    {
      vmr_cells_light (s->cells, out, 2, FALSE);
      vmr_cells_port (s->cells, VMR_PORT_FRAME, out[1].x, out[1].y, pfn);
    }
  cell = vmr_cells_box (s->cells, r, ink, VMR_TINT_PALE, 10);
  vmr_cell_outline (cell, s->at_rest ? ink : VMR_INK_LIGHT, s->at_rest ? 1 : 2);
  cell->flags |= VMR_CELL_EDGE | (s->at_rest ? 0 : VMR_CELL_CHANGED);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), text, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + pad, r.y + 4, r.w - pad - 10, s->row),
                  VMR_BODY | VMR_BOLD, VMR_INK_TEXT, text, NULL);
  if (made)
    {
      vmr_stage_dot (s->session, s->cells, r.x, r.y, vmr_session_cursor (s->session));
      return;
    }
  if (label > 0)
    vmr_cells_text (s->cells, VMR_RECT (r.x + pad, r.y + 4 + s->row, r.w - pad - 10, label),
                    VMR_SMALL, VMR_INK_SECONDARY, _("physical address"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + pad, r.y + 4 + s->row + label, r.w - pad - 10,
                                      s->row), VMR_BODY | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, phys,
                  NULL);
  vmr_stage_dot (s->session, s->cells, r.x, r.y, s->memory ? s->memory : s->fill ? s->fill
                 : s->set);
}

/* Out of an entry, down to the foot of the next table's bar: its base. */
static void
to_next_table (VmrTranslate *s,
               VmrPoint      from,
               double        x,
               double        foot,
               guint         step)
{
  double turn = from.x + (x - from.x) * 0.35;
  VmrPoint path[4] = { from, { turn, from.y }, { turn, foot }, { x + 2, foot } };

  vmr_translate_light (s, path, 4, FALSE, step);
}

/* A hit needs no table: straight from the TLB to the frame. */
static void
from_tlb (VmrTranslate *s,
          VmrRect       card,
          double        y,
          double        bottom)
{
  VmrPoint down[2] = { s->tlb, { s->tlb.x, card.y - 2 } };

  vmr_cells_light (s->cells, down, 2, TRUE);
  if (y + s->row > bottom)
    return;
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, card.x - s->m - 20, s->row), VMR_BODY | VMR_CENTER,
                  VMR_INK_SECONDARY, _("The TLB knows the frame: no table is read."),
                  _("No table is read."), NULL);
}

gboolean
vmr_translate_makes (const VmrTranslate *s,
                     KmPfn              *made)
{
  const KmWalkLevel *last = &s->levels[s->n_levels - 1];

  return (s->subject || s->fault > s->start) && !(last->exists && last->entry & KM_PTE_P) &&
         km_machine_step_info (s->machine, vmr_session_cursor (s->session))->subsystem == KM_SUB_FAULT &&
         vmr_walk_step_frame (s->session, made);
}

gboolean
vmr_translate_refused (const VmrTranslate *s)
{
  return s->hit && s->fault > s->hit && !s->retry;
}

/* Where the table would be that a large page does without. */
static void
no_table (VmrTranslate *s,
          VmrRect       r)
{
  char size[32];
  g_autofree char *text = NULL;

  vmr_size_text ((guint64) s->levels[s->n_levels - 1].n_entries << KM_PAGE_SHIFT, size, sizeof size);
  text = g_strdup_printf (_("a page of %s: the walk ends here"), size);
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, text, size, NULL);
}

void
vmr_translate_tables (VmrTranslate *s,
                      double        y,
                      double        bottom)
{
  double gap = s->w * 0.045, card = s->w * (s->n_levels == 3 ? 0.235 : 0.28);
  double w = (s->w - card - gap * s->n_levels) / s->n_levels, x = s->m + 8;
  double h = MIN (bottom - y, s->entries * (s->line + 3) + s->row + s->small * 4 + 30);
  double foot = y + 6 + vmr_translate_bar (s, h);
  gboolean writes = s->set && s->set > s->fault && !s->retry;
  gboolean rests = s->at_rest && s->levels[s->n_levels - 1].entry & KM_PTE_P;
  KmPfn made = 0;
  gboolean makes = vmr_translate_makes (s, &made);
  gboolean refused = vmr_translate_refused (s);
  gboolean framed = makes || s->memory || (s->hit && !refused) || writes || (s->fill && s->fill > s->fault) || rests;
  VmrRect end = VMR_RECT (s->m + s->w - card, y, card, MIN (makes ? s->row * 1.5 : framed ? s->row * 3.4 : h,
                                                                   bottom - y));
  VmrPoint out = { 0, 0 };

  for (guint i = 0; i < s->n_levels - s->large; i++, x += w + gap)
    {
      out = vmr_translate_table (s, i, VMR_RECT (x, y, w, h), bottom);
      if (out.y > 0 && i + 1 < s->n_levels && !s->at_rest && s->walk[i + 1] >= s->segment)
        to_next_table (s, out, x + w + gap, foot, s->walk[i + 1]);
    }
  if (s->large)
    no_table (s, VMR_RECT (x, y, end.x - x - 6, s->row));
  if (out.y > 0 && rests)
    vmr_cells_segment (s->cells, out.x, out.y, end.x - 2, out.y, VMR_INK_PAGE_TABLE, 2)->flags |=
      VMR_CELL_ARROW;
  else if (out.y > 0 && !s->hit && !makes && (framed || (s->fault && !s->retry)))
    {
      VmrPoint path[2] = { { out.x, out.y }, { end.x - 2, out.y } };
      /* The kernel writes the frame into the entry; the CPU reads it from there. */
      VmrPoint back[2] = { path[1], path[0] };

      vmr_translate_light (s, writes ? back : path, 2, TRUE,
                           writes ? s->set : s->walk[s->n_levels - 1 - s->large]);
    }
  if (s->hit && (framed || refused))
    from_tlb (s, end, y + h + s->row, bottom);
  if (framed)
    frame_card (s, end, makes ? made : walk_frame (s), makes);
  else if (s->fault && !s->retry)
    fault_card (s, end);
}
