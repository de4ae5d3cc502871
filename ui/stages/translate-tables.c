/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The walk: each table as a bar and the entries around the index, then the frame or the fault. */
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
flags_draw (VmrTranslate *s,
            VmrRect       r,
            guint64       entry)
{
  static const struct { char letter; guint64 bit; } bits[] = {
    { 'P', KM_PTE_P }, { 'W', KM_PTE_RW }, { 'U', KM_PTE_US },
    { 'A', KM_PTE_A }, { 'D', KM_PTE_D }, { 'G', KM_PTE_G },
  };
  char text[16];

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      text[2 * i] = entry & bits[i].bit ? bits[i].letter : '-';
      text[2 * i + 1] = i + 1 < G_N_ELEMENTS (bits) ? ' ' : '\0';
    }
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, text, NULL);
}

/* One table: the whole frame as a bar, and the entries around the index. */
static void
table_draw (VmrTranslate *s,
            guint         level,
            VmrRect       r,
            double       *exit_y)
{
  static const char *const names2[] = { N_("Page directory"), N_("Page table") };
  static const char *const names3[] = { N_("Pointer table"), N_("Page directory"),
                                        N_("Page table") };
  const VmrWalkLevel *walk = &s->levels[level];
  gboolean last = level + 1 == s->n_levels, lit = s->walk[level] != 0;
  guint width = s->n_levels == 3 ? 8 : 4;
  g_autofree char *frame = g_strdup_printf (_("frame 0x%05x"), (guint) (walk->table >> 12));
  g_autofree char *sum = g_strdup_printf ("0x%08x + %u × %u", (guint) walk->table, walk->index,
                                          width);
  g_autofree char *result = g_strdup_printf ("= 0x%08x", (guint) walk->at);
  VmrCell *title;
  double used, line = s->line, bar = 14, x = r.x + bar + 22, w = r.w - bar - 22;
  double y = r.y + s->row, scale = r.h - s->row, iy;
  double bar_h = MIN (scale, line * 7.2);
  VmrRect b = VMR_RECT (r.x, r.y + 6, bar, bar_h);

  if (!walk->exists || !lit)
    return;
  title = vmr_cells_text (s->cells, VMR_RECT (x, r.y, w, s->row), VMR_SMALL | VMR_BOLD,
                          VMR_INK_TEXT, _(s->n_levels == 3 ? names3[level] : names2[level]), NULL);
  used = title ? title->rect.w + 8 : 0;
  vmr_cells_text (s->cells, VMR_RECT (x + used, r.y, w - used, s->row),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, frame,
                  frame + strlen (_("frame ")), NULL);
  vmr_cells_frame (s->cells, b, VMR_INK_SECONDARY, 1, 0);
  for (guint i = 0; i < walk->n_entries; i++)
    if (vmr_walk_entry (s->machine, walk->table, i) & KM_PTE_P)
      vmr_cells_box (s->cells,
                     VMR_RECT (b.x + 1, b.y + b.h - 1 - (i + 1) * (b.h - 2) / walk->n_entries,
                               b.w - 2, MAX ((b.h - 2) / walk->n_entries, 0.7)),
                     i * 4 >= walk->n_entries * 3 && !last ? VMR_INK_KERNEL : VMR_INK_PAGE_TABLE,
                     VMR_TINT_FULL, 0);
  iy = b.y + b.h - 1 - (walk->index + 0.5) * (b.h - 2) / walk->n_entries;
  vmr_cells_segment (s->cells, b.x - 3, iy, b.x + b.w + 3, iy, VMR_INK_LIGHT, 2.5);
  for (int i = 0; i < 4; i++)
    {
      int index = (int) walk->index + 2 - i;
      guint64 entry;
      gboolean here = index == (int) walk->index;
      VmrRect at = VMR_RECT (x, y + i * (line + 3), w, line);
      g_autofree char *number = g_strdup_printf ("%d", index);
      g_autofree char *value = NULL;
      g_autofree char *spoken = NULL;
      VmrCell *cell;

      if (index < 0 || index >= (int) walk->n_entries)
        continue;
      entry = vmr_walk_entry (s->machine, walk->table, (guint) index);
      value = entry & KM_PTE_P ? g_strdup_printf ("0x%05x", vmr_entry_pfn (entry))
              : g_strdup (entry ? _("not present") : "0");
      spoken = g_strdup_printf (_("%s, entry %d, %s"),
                                _(s->n_levels == 3 ? names3[level] : names2[level]), index,
                                entry ? value : _("empty"));
      cell = vmr_cells_box (s->cells, at, here && last ? VMR_INK_LIGHT : here ? VMR_INK_PAGE_TABLE
                            : VMR_INK_SOFT, here ? VMR_TINT_PALE : VMR_TINT_FULL, 4);
      if (here)
        {
          vmr_cell_outline (cell, last ? VMR_INK_LIGHT : VMR_INK_PAGE_TABLE, 2);
          cell->flags |= VMR_CELL_CHANGED;
          *exit_y = at.y + at.h / 2;
        }
      vmr_cells_subject (s->cells, cell,
                         vmr_ref (VMR_REF_PTE, (guint32) walk->table + (guint) index * width,
                                  s->n_levels - level), spoken, NULL);
      cell = vmr_cells_text (s->cells, VMR_RECT (at.x + 8, at.y, w * 0.5, line),
                             VMR_SMALL | VMR_MONO | (here ? VMR_BOLD : 0), VMR_INK_TEXT, number,
                             NULL);
      used = MAX (w * 0.23, cell ? cell->rect.w + 16 : 0);
      cell = vmr_cells_text (s->cells, VMR_RECT (at.x + used, at.y, w - used - 6, line),
                      VMR_SMALL | VMR_MONO | (here ? VMR_BOLD : 0),
                      here && !(entry & KM_PTE_P) ? VMR_INK_LIGHT : VMR_INK_TEXT, value, NULL);
      used += cell ? cell->rect.w + 8 : 0;
      flags_draw (s, VMR_RECT (at.x + used, at.y, w - used - 8, line), entry);
    }
  y += 4 * (line + 3) + 2;
  vmr_stage_dot (s->session, s->cells, b.x - 4, iy, s->walk[level]);
  if (y + s->small * 2.85 > r.y + r.h + 4)
    return;
  vmr_cells_text (s->cells, VMR_RECT (x, y, w, s->small * 1.4), VMR_SMALL | VMR_MONO,
                  VMR_INK_SECONDARY, sum, strchr (sum, '+'), NULL);
  vmr_cells_text (s->cells, VMR_RECT (x, y + s->small * 1.45, w, s->small * 1.4),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, last ? VMR_INK_LIGHT : VMR_INK_TEXT, result,
                  NULL);
}

/* What the CPU saves before it enters the kernel, the error code on top. */
static void
pushed_row (VmrTranslate *s,
            VmrRect       r,
            const char   *code)
{
  const char *const names[] = { "SS", "ESP", "EFLAGS", "CS", "EIP", code };
  double total = 0, x = r.x, gap = 3, widths[G_N_ELEMENTS (names)], pad;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    total += widths[i] = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, names[i]);
  pad = (r.w - total - gap * (G_N_ELEMENTS (names) - 1)) / G_N_ELEMENTS (names);
  if (pad < 2 || r.h < s->small * 3.2)
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
fault_card (VmrTranslate *s,
            VmrRect       r)
{
  static const char *const bits[] = { "P", "W", "U", "R", "I" };
  guint code = (guint) vmr_stage_arg (s->session, s->fault, "error_code");
  g_autofree char *number = g_strdup_printf ("%u", code);
  g_autofree char *cr2 = g_strdup_printf ("0x%08x",
                                          (guint) vmr_stage_arg (s->session, s->fault, "addr"));
  double head = s->row + 4, y = r.y + head + 6, bit = (r.w - 24) / 5;
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 10);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_SHADOW;
  vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, head), VMR_INK_LIGHT, VMR_TINT_FULL, 8);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y, r.w * 0.6 - 14, head), VMR_BODY | VMR_BOLD,
                  VMR_INK_AUTO, _("#PF page fault"), "#PF", NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.62, r.y, r.w * 0.38 - 12, head),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_AUTO, _("vector 14"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w * 0.6, s->row), VMR_SMALL,
                  VMR_INK_SECONDARY, _("error code"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w - 28, s->row),
                  VMR_BODY | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, number, NULL);
  y += s->row;
  for (guint i = 0; i < 5 && y + s->row + s->small * 1.5 < r.y + r.h; i++)
    {
      guint b = 4 - i;
      gboolean set = code >> b & 1;
      VmrRect at = VMR_RECT (r.x + 12 + i * bit, y + s->small * 1.4, bit - 4, s->row);

      vmr_cells_text (s->cells, VMR_RECT (at.x, y, at.w, s->small * 1.4),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, bits[b], NULL);
      cell = vmr_cells_box (s->cells, at, set ? VMR_INK_LIGHT : VMR_INK_SOFT,
                            set ? VMR_TINT_FAINT : VMR_TINT_FULL, 5);
      if (set || b == 0)
        vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
      vmr_cells_text (s->cells, at, VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT,
                      set ? "1" : "0", NULL);
    }
  y += s->row + s->small * 1.4 + 6;
  if (y + s->row < r.y + r.h)
    {
      vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w * 0.4, s->row), VMR_SMALL | VMR_MONO,
                      VMR_INK_SECONDARY, "CR2", NULL);
      vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w - 28, s->row),
                      VMR_BODY | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, cr2, NULL);
    }
  y += s->row + 4;
  pushed_row (s, VMR_RECT (r.x + 12, y, r.w - 24, r.y + r.h - y - 4), number);
  vmr_stage_dot (s->session, s->cells, r.x, r.y, s->fault);
}

static void
frame_card (VmrTranslate *s,
            VmrRect       r)
{
  const VmrWalkLevel *walk = &s->levels[s->n_levels - 1];
  KmPfn pfn = s->hit ? (KmPfn) vmr_stage_arg (s->session, s->hit, "pfn")
              : vmr_entry_pfn (walk->entry);
  g_autofree char *text = g_strdup_printf (_("frame 0x%05x"), pfn);
  g_autofree char *phys = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                                           ((guint64) pfn << 12) + (s->addr & 0xfff));
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_ANON, VMR_TINT_PALE, 10);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_EDGE | VMR_CELL_CHANGED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), text, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y + 4, r.w - 24, s->row), VMR_BODY | VMR_BOLD,
                  VMR_INK_TEXT, text, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y + 4 + s->row, r.w - 24, s->small * 1.5),
                  VMR_SMALL, VMR_INK_SECONDARY, _("physical address"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y + 4 + s->row + s->small * 1.5, r.w - 24,
                                      s->row), VMR_BODY | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, phys,
                  NULL);
  vmr_stage_dot (s->session, s->cells, r.x, r.y, s->memory ? s->memory : s->fill);
}

double
vmr_translate_tables (VmrTranslate *s,
                      double        y,
                      double        bottom)
{
  double gap = s->w * 0.045, card = s->w * (s->n_levels == 3 ? 0.22 : 0.28),
         exit_y[VMR_WALK_MAX] = { 0, 0, 0 };
  double w = (s->w - card - gap * s->n_levels) / s->n_levels, x = s->m + 8;
  double h = MIN (bottom - y, s->line * 4 + 12 + s->row + s->small * 4 + 30);
  gboolean framed = s->memory || s->hit || (s->fill && s->fill > s->fault);

  for (guint i = 0; i < s->n_levels; i++)
    {
      table_draw (s, i, VMR_RECT (x, y, w, h), &exit_y[i]);
      if (exit_y[i] > 0 && i + 1 < s->n_levels && exit_y[i] > 0 && s->walk[i + 1])
        {
          /* Out of the entry, down to the foot of the next table's bar: its base. */
          double foot = y + 6 + MIN (h - s->row, s->line * 7.2);
          VmrPoint path[4] = { { x + w, exit_y[i] }, { x + w + gap * 0.4, exit_y[i] },
                               { x + w + gap * 0.4, foot }, { x + w + gap, foot } };

          vmr_cells_light (s->cells, path, 4, FALSE);
        }
      x += w + gap;
    }
  x = s->m + s->w - card;
  if (exit_y[s->n_levels - 1] > 0 && (s->fault || framed))
    {
      double ey = exit_y[s->n_levels - 1];
      VmrPoint path[2] = { { x - gap + 8, ey }, { x - 2, ey } };

      vmr_cells_light (s->cells, path, 2, TRUE);
    }
  if (framed)
    frame_card (s, VMR_RECT (x, y, card, MIN (s->row * 3.4, bottom - y)));
  else if (s->fault)
    fault_card (s, VMR_RECT (x, y, card, MIN (h, bottom - y)));
  return y + h;
}
