/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The address cut into its indices, and what each of them has led to. */
#include "ui/stages/translate-directory.h"
#include "ui/stages/translate-levels-private.h"
#include "ui/stages/translate-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_GROUPS 4
#define GAP 10

/* A part of the address: its bits, what they choose, and how wide both of them are. */
typedef struct
{
  guint    width, value;
  gboolean offset;
  double   bits_w, slot;
  char    *name, *brief;
} Group;

static void
group_init (VmrPlain   *p,
            Group      *group,
            guint       width,
            guint       value,
            const char *word,
            gboolean    offset)
{
  *group = (Group) { .width = width, .value = value, .offset = offset };
  group->name = g_strdup_printf (!offset ? "%s %u" : width > 12 ? "%s 0x%06x" : "%s 0x%03x", word, value);
  group->brief = g_strdup_printf (!offset ? "%u" : width > 12 ? "0x%06x" : "0x%03x", value);
  group->bits_w = width * vmr_cells_measure (p->cells, VMR_LEVELS_BITS, "0") + MAX (4, floor (p->small * 0.6));
  group->slot = MAX (group->bits_w, vmr_cells_measure (p->cells, VMR_SMALL, group->name) - GAP);
}

static guint
groups_collect (VmrLevels *l,
                Group      groups[N_GROUPS])
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  KmWalkLevel levels[KM_WALK_MAX];
  guint n_levels = km_walk (p->machine, side->mm, side->addr, levels);
  /* What would choose a row of the table is part of the place in a large page; the CPU learns that in the directory. */
  gboolean large = (!side->live || l->directory) && vmr_walk_is_large (levels, n_levels);
  static const guint widths[2][N_GROUPS] = { { 10, 10, 12, 0 }, { 2, 9, 9, 12 } };
  gboolean pae = km_machine_state (p->machine)->config.pae;
  const char *const words[2][N_GROUPS] = { { _("directory"), _("table"), _("offset"), NULL },
                                           { _("pointer"), _("directory"), _("table"), _("offset") } };
  guint n = (pae ? 4 : 3) - large, below = 32;

  for (guint i = 0; i < n; i++)
    {
      gboolean offset = i + 1 == n;
      guint width = offset ? below : widths[pae][i];

      below -= width;
      group_init (p, &groups[i], width, side->addr >> below & ((1u << width) - 1), words[pae][i + (offset && large)], offset);
    }
  return n;
}

static void
group_draw (VmrPlain    *p,
            const Group *group,
            double       x,
            double       y,
            double       line)
{
  double at = x + (group->slot - group->bits_w) / 2;
  char bits[33];

  for (guint b = 0; b < group->width; b++)
    bits[b] = group->value >> (group->width - 1 - b) & 1 ? '1' : '0';
  bits[group->width] = '\0';
  vmr_cells_box (p->cells, VMR_RECT (at, y, group->bits_w, line),
                 group->offset ? VMR_INK_SOFT : VMR_INK_PAGE_TABLE,
                 group->offset ? VMR_TINT_FULL : VMR_TINT_PALE, 3);
  vmr_cells_text (p->cells, VMR_RECT (at, y, group->bits_w + 1, line), VMR_LEVELS_BITS | VMR_CENTER, VMR_INK_TEXT,
                  bits, NULL);
  vmr_cells_text (p->cells, VMR_RECT (x - 6, y + line, group->slot + 12, line), VMR_SMALL | VMR_CENTER,
                  VMR_INK_TEXT, group->name, group->brief, NULL);
}

/* The address cut into indices: their bits, and below them what they choose. Words that are wider than their
 * bits move these apart; where there is no room for that, numbers alone stand there. */
void
vmr_levels_bits (VmrLevels *l,
                 double     y,
                 double     bottom)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  double line = ceil (p->small * 1.6), room = p->cells->width - 2 * p->m, x = p->m;
  double slots = -GAP, bits = -GAP;
  Group groups[N_GROUPS];
  guint n;

  if (!side->has_addr || y + 2 * line > bottom + 4)
    return;
  if (p->card.h > 0)
    room = side->right ? p->cells->width - p->m - p->card.x - p->card.w - 6 : p->card.x - 6 - p->m;
  n = groups_collect (l, groups);
  for (guint i = 0; i < n; i++)
    {
      slots += groups[i].slot + GAP;
      bits += groups[i].bits_w + GAP;
    }
  for (guint i = 0; i < n && slots > room; i++)
    groups[i].slot = groups[i].bits_w;
  if (slots > room)
    slots = bits;
  if (side->right)
    x = p->cells->width - p->m - slots;
  for (guint i = 0; i < n; i++)
    {
      if (slots <= p->cells->width - 2 * p->m)
        group_draw (p, &groups[i], x, y, line);
      x += groups[i].slot + GAP;
      g_free (groups[i].name);
      g_free (groups[i].brief);
    }
}

/* Beside the drawing what each part of the address has led to so far. */
void
vmr_levels_sum (VmrLevels *l)
{
  VmrPlain *p = &l->p;
  const VmrSide *side = &p->side[0];
  guint64 entry = vmr_plain_entry (p->machine, side->mm, side->addr, NULL), dir;
  guint mask = km_machine_state (p->machine)->config.pae ? 511 : 1023, index = side->addr >> vmr_dir_shift (p);
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
  directory = g_strdup_printf ("%u → 0x%05x", index & mask, km_entry_pfn (dir));
  table = g_strdup_printf ("%u → 0x%05x", side->addr >> KM_PAGE_SHIFT & mask,
                           km_entry_pfn (entry));
  result = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                            ((guint64) km_entry_pfn (entry) << KM_PAGE_SHIFT) +
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

