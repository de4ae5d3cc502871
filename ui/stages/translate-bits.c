/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The linear address bit by bit, cut into the indices of its tables. */
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Each hex digit in a bracket over its four bits: 10/10/12 does not cut at digits. */
static void
hex_draw (VmrTranslate *s,
          const double  bits_x[32],
          double        pitch,
          double        y,
          double        line)
{
  for (guint digit = 0; digit < 8; digit++)
    {
      guint high = 31 - 4 * digit;
      double x0 = bits_x[high] + 3, x1 = bits_x[high - 3] + pitch - 3, mid = (x0 + x1) / 2;
      double half = s->small * 0.6, by = y + line / 2;
      VmrPoint left[3] = { { x0, y + line - 2 }, { x0, by }, { mid - half, by } };
      VmrPoint right[3] = { { mid + half, by }, { x1, by }, { x1, y + line - 2 } };
      g_autofree char *hex = g_strdup_printf ("%x", s->addr >> (high - 3) & 15);

      vmr_cells_line (s->cells, left, 3, VMR_INK_SECONDARY, 1);
      vmr_cells_line (s->cells, right, 3, VMR_INK_SECONDARY, 1);
      vmr_cells_text (s->cells, VMR_RECT (mid - half, y, 2 * half, line),
                      VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER,
                      s->at_rest ? VMR_INK_TEXT : VMR_INK_LIGHT, hex, NULL);
    }
}

/* Under a group of bits: what they choose, and the number they make. */
static void
label_draw (VmrTranslate *s,
            guint         group,
            VmrRect       r,
            const char   *name,
            const char   *index,
            VmrInk        ink,
            double        beyond)
{
  double w = vmr_cells_measure (s->cells, VMR_BODY | VMR_BOLD, index) + 6 +
             vmr_cells_measure (s->cells, VMR_SMALL, name);
  double x = MAX (r.x + (r.w - w) / 2, r.x);
  VmrCell *cell;

  /* Two bits are narrower than any name: it goes on under the gap and the next bits. */
  if (w >= r.w + beyond)
    return;
  r.w += beyond;
  cell = vmr_cells_text (s->cells, VMR_RECT (x, r.y, w, r.h), VMR_SMALL, VMR_INK_SECONDARY, name, NULL);
  s->label_x[group] = x;
  s->label_w[group] = w;
  x = cell ? cell->rect.x + cell->rect.w + 6 : x;
  vmr_cells_text (s->cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h), VMR_BODY | VMR_BOLD,
                  ink == VMR_INK_PAGE_TABLE ? VMR_INK_PAGE_TABLE : VMR_INK_TEXT, index, NULL);
}

/* The address bit by bit, its hex digits sitting on their four bits. */
double
vmr_translate_bits (VmrTranslate *s,
                    double        y)
{
  guint widths[4] = { 10, 10, 12, 0 }, n = 3, at = 32;
  static const char *const names2[] = { N_("directory"), N_("table") };
  static const char *const names3[] = { N_("pointer"), N_("directory"), N_("table") };
  double line = s->small * 1.5, gap = s->small * 1.4, pitch, h, x = s->m, bits_x[32];

  if (s->n_levels == 3)
    {
      widths[0] = 2;
      widths[1] = widths[2] = 9;
      widths[3] = 12;
      n = 4;
    }
  /* What would choose a row of the table is part of the place in a large page. */
  if (s->large)
    {
      n--;
      widths[n - 1] += widths[n];
    }
  pitch = floor ((s->w * 0.97 - gap * (n - 1)) / 32);
  h = MAX (ceil (pitch * 1.1), s->small * 1.6);
  s->group_y = y + line + h + 6;
  for (guint group = 0; group < n; group++)
    {
      VmrInk ink = group + 1 < n ? VMR_INK_PAGE_TABLE : VMR_INK_KERNEL;
      guint value = s->addr >> (at - widths[group]) & ((1u << widths[group]) - 1);
      g_autofree char *index = g_strdup_printf (group + 1 < n ? "%u" : s->large ? "0x%06x" : "0x%03x", value);
      const char *name = _(group + 1 == n ? N_("offset") : s->n_levels == 3 ? names3[group] : names2[group]);
      double w = pitch * widths[group];

      s->group_x[group] = x;
      s->group_w[group] = w;
      for (guint i = 0; i < widths[group]; i++)
        {
          guint bit = at - 1 - i;
          double bx = x + i * pitch;
          char digit[2] = { (s->addr >> bit & 1) ? '1' : '0', 0 };

          bits_x[bit] = bx;
          vmr_cells_box (s->cells, VMR_RECT (bx + 1, y + line, pitch - 2, h),
                         ink == VMR_INK_PAGE_TABLE ? ink : VMR_INK_SOFT,
                         ink == VMR_INK_PAGE_TABLE ? VMR_TINT_PALE : VMR_TINT_FULL, 3);
          vmr_cells_text (s->cells, VMR_RECT (bx, y + line, pitch, h),
                          VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, digit, NULL);
        }
      vmr_cells_box (s->cells, VMR_RECT (x, y + line + h + 3, w, 3), ink, VMR_TINT_FULL, 0);
      label_draw (s, group, VMR_RECT (x, y + line + h + 7, w, s->row), name, index, ink,
                  group + 1 < n && widths[group] < 4 ? gap + widths[group + 1] * pitch / 4 : 0);
      x += w + gap;
      at -= widths[group];
    }
  hex_draw (s, bits_x, pitch, y, line);
  return y + line + h + 7 + s->row + 4;
}
