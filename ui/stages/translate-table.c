/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One table of the walk. The bar is the whole table frame, its base at the foot and the index
 * measured upwards, so that the sum below is seen; beside it the entries around the index.
 *
 *   index from the bits │        ┌ 769
 *                       ▼      ╱ │ 768
 *    base + index × 4 ─(n)─ ▐ ───│ 767   0x01003  P W U A ·  ──► foot of the next bar, or the frame
 *                     │     ▐  ╲ └ 766
 *                base └──── ▐
 */
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BAR 14.0

typedef struct
{
  VmrTranslate       *s;
  const KmWalkLevel *walk;
  const char         *name;
  guint               level;
  gboolean            last, now;   /* now: walked for the access that is under way */
  gboolean            step;        /* its entry is what the step reads or writes */
  VmrRect             bar;
  double              x, y, w;     /* of the entries */
  double              index_y;     /* of the index along the bar */
} Table;

/* Entries shown above the one that the index names. */
static int
above (const VmrTranslate *s)
{
  return (int) s->entries / 2;
}

gboolean
vmr_translate_shows_large (const VmrTranslate *s)
{
  const KmWalkLevel *walk = &s->levels[s->n_levels - 2];

  if (!walk->exists || (s->walk[s->n_levels - 2] == 0 && !s->hit && !s->at_rest))
    return FALSE;
  for (int i = 0; i < (int) s->entries; i++)
    {
      int index = (int) walk->index + above (s) - i;
      guint64 entry = index >= 0 && index < (int) walk->n_entries
                      ? km_entry_peek (s->machine, walk->table, (guint) index) : 0;

      if (entry & KM_PTE_P && entry & KM_PTE_PSE)
        return TRUE;
    }
  return FALSE;
}

static double
entry_y (const Table *t,
         guint        index)
{
  return t->y + (above (t->s) + (int) t->walk->index - (int) index) * (t->s->line + 3);
}

/* With narrow tables the letters stand close together, in all rows alike. */
static gboolean
is_tight (VmrTranslate *s,
          double        w)
{
  guint style = VMR_SMALL | VMR_MONO | VMR_BOLD;
  double number = MAX (w * 0.23, vmr_cells_measure (s->cells, style, "1023") + 16);

  return number + vmr_cells_measure (s->cells, style, "0x00000") + 18 +
         vmr_cells_measure (s->cells, style, vmr_translate_shows_large (s) ? "P W U A D S G" : "P W U A D G") > w;
}

static void
flags_draw (VmrTranslate *s,
            VmrRect       r,
            gboolean      tight,
            gboolean      directory,
            guint64       entry)
{
  static const struct { char letter; guint64 bit; } bits[] = {
    { 'P', KM_PTE_P }, { 'W', KM_PTE_RW }, { 'U', KM_PTE_US },
    { 'A', KM_PTE_A }, { 'D', KM_PTE_D }, { 'S', KM_PTE_PSE }, { 'G', KM_PTE_G },
  };
  char text[2 * G_N_ELEMENTS (bits)];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      /* In a page table this bit means something else; in a directory it is shown where it matters. */
      if (bits[i].bit == KM_PTE_PSE && !(directory && vmr_translate_shows_large (s)))
        continue;
      text[n++] = entry & bits[i].bit ? bits[i].letter : '-';
      if (!tight)
        text[n++] = ' ';
    }
  text[tight ? n : n - 1] = '\0';
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, text, NULL);
}

static void
bar_draw (Table *t)
{
  VmrTranslate *s = t->s;
  VmrRect b = t->bar;
  guint n = t->walk->n_entries;

  vmr_cells_frame (s->cells, b, VMR_INK_SECONDARY, 1, 0);
  for (guint i = 0; i < n; i++)
    if (km_entry_peek (s->machine, t->walk->table, i) & KM_PTE_P)
      vmr_cells_box (s->cells, VMR_RECT (b.x + 1, b.y + b.h - 1 - (i + 1) * (b.h - 2) / n, b.w - 2,
                                         MAX ((b.h - 2) / n, 0.7)),
                     i * 4 >= n * 3 && !t->last ? VMR_INK_KERNEL : VMR_INK_PAGE_TABLE,
                     VMR_TINT_FULL, 0);
  vmr_cells_segment (s->cells, b.x - 3, t->index_y, b.x + b.w + 3, t->index_y,
                     t->now ? VMR_INK_LIGHT : VMR_INK_PAGE_TABLE, 2.5);
}

/* The index comes down from the bits, the light goes up from the base; from the index on it fans
 * out to the entries. */
static void
ways_draw (Table *t)
{
  VmrTranslate *s = t->s;
  VmrRect b = t->bar;
  double foot = b.y + b.h, bottom = t->y + (int) s->entries * (s->line + 3) - 3;
  double gx = s->group_x[t->level], gw = s->group_w[t->level];
  double ix = CLAMP (b.x - 10, gx + 1, gx + gw - 1);
  double here = entry_y (t, t->walk->index) + s->line / 2;
  VmrPoint fan[4] = { { b.x + b.w, t->index_y }, { t->x, t->y }, { t->x, bottom },
                      { b.x + b.w, t->index_y } };
  double name_x = s->label_x[t->level] - 4, name_w = s->label_w[t->level] + 8;
  double from = ix > name_x && ix < name_x + name_w ? s->group_y + s->row : s->group_y;
  VmrPoint index[3] = { { ix, from }, { ix, t->index_y }, { b.x, t->index_y } };
  VmrPoint base[3] = { { b.x - 4, foot }, { b.x - 4, t->index_y } };
  VmrPoint out[2] = { { b.x + b.w, t->index_y }, { t->x, here } };

  vmr_cells_polygon (s->cells, fan, 4, VMR_INK_PAGE_TABLE, VMR_TINT_FAINT);
  vmr_cells_line (s->cells, index, 3, VMR_INK_PAGE_TABLE, 2)->radius = 4;
  if (!t->now)
    return;
  vmr_translate_light (s, base, 2, FALSE, s->walk[t->level]);
  vmr_translate_light (s, out, 2, FALSE, s->walk[t->level]);
}

static void
entry_draw (Table  *t,
            int     index,
            VmrRect at)
{
  VmrTranslate *s = t->s;
  guint width = s->n_levels == 3 ? 8 : 4;
  guint64 entry = km_entry_peek (s->machine, t->walk->table, (guint) index);
  gboolean here = index == (int) t->walk->index, red = here && t->step;
  g_autofree char *number = g_strdup_printf ("%d", index);
  g_autofree char *value = entry & KM_PTE_P ? g_strdup_printf ("0x%05x", km_entry_pfn (entry))
                           : g_strdup (entry ? _("not present") : "0");
  g_autofree char *spoken = g_strdup_printf (red ? _("%s, entry %d, %s, this step")
                                             : _("%s, entry %d, %s"), t->name, index,
                                             entry ? value : _("empty"));
  VmrCell *cell = vmr_cells_box (s->cells, at, red ? VMR_INK_LIGHT : here ? VMR_INK_PAGE_TABLE
                                 : VMR_INK_SOFT, here ? VMR_TINT_PALE : VMR_TINT_FULL, 4);
  gboolean tight = is_tight (s, at.w);
  double used;

  if (here)
    {
      vmr_cell_outline (cell, red ? VMR_INK_LIGHT : VMR_INK_PAGE_TABLE, 2);
      cell->flags |= red ? VMR_CELL_CHANGED : t->now ? VMR_CELL_CAUSE : 0;
    }
  vmr_cells_subject (s->cells, cell,
                     vmr_ref (VMR_REF_PTE, (guint32) t->walk->table + (guint) index * width,
                              s->n_levels - t->level), spoken, NULL);
  cell = vmr_cells_text (s->cells, VMR_RECT (at.x + 8, at.y, at.w * 0.5, at.h),
                         VMR_SMALL | VMR_MONO | (here ? VMR_BOLD : 0), VMR_INK_TEXT, number, NULL);
  used = MAX (tight ? 0 : at.w * 0.23, cell ? cell->rect.w + (tight ? 12 : 16) : 0);
  cell = vmr_cells_text (s->cells, VMR_RECT (at.x + used, at.y, at.w - used - 6, at.h),
                         VMR_SMALL | VMR_MONO | (here ? VMR_BOLD : 0),
                         red && !(entry & KM_PTE_P) ? VMR_INK_LIGHT : VMR_INK_TEXT, value, NULL);
  used += cell ? cell->rect.w + (tight ? 3 : 8) : 0;
  flags_draw (s, VMR_RECT (at.x + used, at.y, at.w - used - (tight ? 3 : 8), at.h), tight, t->level + 2 == s->n_levels, entry);
}

static void
title_draw (Table *t,
            double y)
{
  VmrTranslate *s = t->s;
  g_autofree char *frame = g_strdup_printf (_("frame 0x%05x"), (guint) (t->walk->table >> 12));
  VmrCell *title = vmr_cells_text (s->cells, VMR_RECT (t->x, y, t->w, s->row),
                                   VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, t->name, NULL);
  double used = title ? title->rect.w + 8 : 0;

  vmr_cells_text (s->cells, VMR_RECT (t->x + used, y, t->w - used, s->row),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, frame,
                  frame + strlen (_("frame ")), NULL);
}

/* base + index × size, and what it comes to; left out when there is no room. */
static void
sum_draw (Table *t,
          double bottom)
{
  VmrTranslate *s = t->s;
  double y = t->y + (int) s->entries * (s->line + 3) + 2;
  g_autofree char *sum = g_strdup_printf ("0x%08x + %u × %u", (guint) t->walk->table,
                                          t->walk->index, s->n_levels == 3 ? 8 : 4);
  g_autofree char *result = g_strdup_printf ("= 0x%08x", (guint) t->walk->at);

  if (y + s->small * 2.85 > bottom + 4)
    return;
  vmr_cells_text (s->cells, VMR_RECT (t->x, y, t->w, s->small * 1.4), VMR_SMALL | VMR_MONO,
                  VMR_INK_SECONDARY, sum, strchr (sum, '+'), NULL);
  vmr_cells_text (s->cells, VMR_RECT (t->x, y + s->small * 1.45, t->w, s->small * 1.4),
                  VMR_SMALL | VMR_MONO | VMR_BOLD,
                  t->step && t->now ? VMR_INK_LIGHT : VMR_INK_TEXT, result,
                  NULL);
}

/* Where the table lies: CR3 points to the first one while its program runs, an entry to each of the
 * others. */
static void
base_draw (Table *t,
           double bottom)
{
  VmrTranslate *s = t->s;
  double h = ceil (s->small * 1.8), y = t->bar.y + t->bar.h + 7, w;
  gboolean loaded = km_machine_state (s->machine)->cpu[0].cr3 == t->walk->table;
  g_autofree char *text = g_strdup_printf (t->level > 0 ? "0x%08x" : loaded ? "CR3 0x%08x"
                                                                            : "pgd 0x%08x",
                                           (guint) t->walk->table);
  VmrPoint up[2] = { { t->bar.x - 4, y }, { t->bar.x - 4, t->bar.y + t->bar.h } };
  VmrCell *cell;

  if (y + h > bottom + 2)
    return;
  w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, text) + 16;
  if (t->level > 0)
    {
      vmr_cells_text (s->cells, VMR_RECT (t->bar.x + 6, y - 3, t->x + t->w - t->bar.x - 6, h),
                      VMR_SMALL | VMR_MONO, VMR_INK_TEXT, text, NULL);
      return;
    }
  if (t->now)
    vmr_translate_light (s, up, 2, FALSE, s->walk[0]);
  cell = vmr_cells_box (s->cells, VMR_RECT (t->bar.x - 10, y, w, h), VMR_INK_PANEL, VMR_TINT_FULL,
                        5);
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_text (s->cells, VMR_RECT (t->bar.x - 2, y, w, h), VMR_SMALL | VMR_MONO, VMR_INK_TEXT,
                  text, NULL);
}

/* A table that the walk has not come to: its place, and nothing of what is in it. */
static void
blank_draw (Table *t)
{
  VmrTranslate *s = t->s;

  vmr_cells_frame (s->cells, t->bar, VMR_INK_LINE, 1, 0)->flags |= VMR_CELL_FUTURE;
  for (guint i = 0; i < s->entries; i++)
    vmr_cells_box (s->cells, VMR_RECT (t->x, t->y + i * (s->line + 3), t->w, s->line),
                   VMR_INK_SOFT, 60, 4)->flags |= VMR_CELL_FUTURE;
}

/* As high as title, entries and sum beside it, or as the room. */
double
vmr_translate_bar (const VmrTranslate *s,
                   double              room)
{
  return MIN (room, s->row + (int) s->entries * (s->line + 3) + s->small * 2.85 + 2) - 6;
}

VmrPoint
vmr_translate_table (VmrTranslate *s,
                     guint         level,
                     VmrRect       r,
                     double        bottom)
{
  static const char *const names2[] = { N_("Page directory"), N_("Page table") };
  static const char *const names3[] = { N_("Pointer table"), N_("Page directory"),
                                        N_("Page table") };
  const KmWalkLevel *walk = &s->levels[level];
  double bar_h = vmr_translate_bar (s, r.h), per_entry;
  Table t = { .s = s, .walk = walk, .level = level, .last = level + 1 == s->n_levels,
              .name = _(s->n_levels == 3 ? names3[level] : names2[level]),
              .now = s->walk[level] != 0 && s->walk[level] >= s->segment,
              .step = vmr_translate_is_step (s, level),
              .bar = VMR_RECT (r.x + 6, r.y + 6, BAR, bar_h) };

  t.x = t.bar.x + BAR + 18;
  t.w = r.x + r.w - t.x;
  t.y = r.y + s->row;
  if (!walk->exists || (s->walk[level] == 0 && !s->hit && !s->at_rest))
    {
      blank_draw (&t);
      return (VmrPoint) { 0, 0 };
    }
  per_entry = (bar_h - 2) / walk->n_entries;
  t.index_y = t.bar.y + bar_h - 1 - (walk->index + 0.5) * per_entry;
  ways_draw (&t);
  bar_draw (&t);
  title_draw (&t, r.y);
  for (int i = 0; i < (int) s->entries; i++)
    {
      int index = (int) walk->index + above (s) - i;

      if (index >= 0 && index < (int) walk->n_entries)
        entry_draw (&t, index, VMR_RECT (t.x, entry_y (&t, (guint) index), t.w, s->line));
    }
  sum_draw (&t, r.y + r.h);
  base_draw (&t, bottom);
  /* Over the light that comes up from the base. */
  if (t.now)
    vmr_stage_dot (s->session, s->cells, t.bar.x - 4, t.index_y, s->walk[level]);
  return (VmrPoint) { t.x + t.w, entry_y (&t, walk->index) + s->line / 2 };
}
