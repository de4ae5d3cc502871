/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The address cut into its indices, and what each of them has led to. */
#include "ui/stages/translate-levels-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The address cut into indices: their bits, and below them what they choose. */
void
vmr_levels_bits (VmrLevels *l,
           double  y,
           double  bottom)
{
  static const guint widths[2][4] = { { 10, 10, 12, 0 }, { 2, 9, 9, 12 } };
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  gboolean pae = p->machine->state->config.pae;
  const char *const names[2][4] = { { _("directory"), _("table"), _("offset"), NULL },
                                    { _("pointer"), _("directory"), _("table"), _("offset") } };
  double line = ceil (p->small * 1.6), x = p->m,
         digit = vmr_cells_measure (p->cells, VMR_LEVELS_BITS, "0");
  guint at = 32, n = pae ? 4 : 3;
  double total = 32 * digit + (n - 1) * 14 + 4;

  if (!side->has_addr || total > p->cells->width - 2 * p->m || y + 2 * line > bottom + 4)
    return;
  if (side->right)
    x = p->cells->width - p->m - total;
  for (guint i = 0; i < n; i++)
    {
      guint width = widths[pae][i], value = side->addr >> (at - width) & ((1u << width) - 1);
      double w = width * digit + 4;
      char bits[33];
      g_autofree char *name = g_strdup_printf (i + 1 < n ? "%s %u" : "%s 0x%03x", names[pae][i],
                                               value);
      g_autofree char *brief = g_strdup_printf (i + 1 < n ? "%u" : "0x%03x", value);

      for (guint b = 0; b < width; b++)
        bits[b] = value >> (width - 1 - b) & 1 ? '1' : '0';
      bits[width] = '\0';
      vmr_cells_box (p->cells, VMR_RECT (x, y, w, line), i + 1 < n ? VMR_INK_PAGE_TABLE
                     : VMR_INK_ANON,
                     VMR_TINT_PALE, 3);
      vmr_cells_text (p->cells, VMR_RECT (x + 1, y, w, line), VMR_LEVELS_BITS, VMR_INK_TEXT, bits,
                      NULL);
      vmr_cells_text (p->cells, VMR_RECT (x - 6, y + line, w + 12, line), VMR_SMALL | VMR_CENTER,
                      VMR_INK_TEXT, name, brief, NULL);
      x += w + 10;
      at -= width;
    }
}

/* Beside the drawing what each part of the address has led to so far. */
void
vmr_levels_sum (VmrLevels *l)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  guint64 entry = vmr_plain_entry (p->machine, side->mm, side->addr, NULL), dir;
  guint mask = p->machine->state->config.pae ? 511 : 1023, index = side->addr >> vmr_dir_shift (p);
  double x = side->right ? p->m : p->mid_x + p->mid_w + p->small * 2;
  double w = side->right ? p->mid_x - p->small * 2 - p->m : p->cells->width - p->m - x;
  VmrRect room = VMR_RECT (x, p->top, w, (p->card.h > 0 ? p->card.y - 8 : p->foot) - p->top);
  g_autofree char *directory = NULL;
  g_autofree char *table = NULL;
  g_autofree char *result = NULL;
  KmPhys at;

  if (!side->has_addr || side->addr >= KM_PAGE_OFFSET || w < p->small * 13)
    return;
  dir = vmr_dir_entry (p, side, index, &at);
  directory = g_strdup_printf ("%u → 0x%05x", index & mask, vmr_entry_pfn (dir));
  table = g_strdup_printf ("%u → 0x%05x", side->addr >> KM_PAGE_SHIFT & mask,
                           vmr_entry_pfn (entry));
  result = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                            ((guint64) vmr_entry_pfn (entry) << KM_PAGE_SHIFT) +
                            (side->addr & 0xfff));
  if (side->live && l->hit)
    {
      double used = vmr_cells_paragraph (p->cells, room, VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                                         _("The TLB knows the frame: no table is read."));

      room.y += used + 8;
      room.h -= used + 8;
    }
  if ((!side->live || l->directory) && dir & KM_PTE_P)
    vmr_plain_line (p, &room, _("directory: entry → table"), directory);
  if ((!side->live || p->access.row || (p->access.set && !p->access.retry)) && entry & KM_PTE_P)
    vmr_plain_line (p, &room, _("table: entry → frame"), table);
  if ((!side->live || p->access.road) && entry & KM_PTE_P)
    vmr_plain_line (p, &room, _("physical address"), result);
}

