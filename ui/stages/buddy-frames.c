/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pageblocks of the neighbourhood, and the frames of the window below them. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RIBBON_BLOCKS 12
#define RIBBON_SLICES 8         /* of a pageblock, each in the colour of most of its frames */
#define SAMPLES 16              /* frames looked at for a slice */

VmrInk
vmr_buddy_ink (const VmrBuddy *s,
               KmPfn           pfn)
{
  guint order;
  const KmFrame *head = km_frame (s->machine, km_frame_block (s->machine, pfn, &order));
  KmUse use = km_frame_use (head);

  /* Given back and in no list yet, or taken from one and not handed out: not counted as
   * free. */
  if (use == KM_USE_FREE && !(head->flags & KM_PG_BUDDY))
    return VMR_INK_SOFT;
  return use == KM_USE_FREE ? VMR_INK_BLOCK : vmr_use_ink (use);
}

static VmrInk
ink_of_slice (const VmrBuddy *s,
              KmPfn           start,
              guint           n)
{
  guint count[VMR_N_INKS] = { 0 };
  VmrInk most = VMR_INK_BLOCK;

  for (guint i = 0; i < SAMPLES; i++)
    {
      KmPfn pfn = start + i * n / SAMPLES;
      VmrInk ink = pfn < km_machine_state (s->machine)->n_frames ? vmr_buddy_ink (s, pfn) : VMR_INK_SOFT;

      if (++count[ink] > count[most])
        most = ink;
    }
  return most;
}

static const char *const letter[KM_N_MT] = { "U", "M", "R", "H", "I" };

static void
pageblock (VmrBuddy *s,
           KmPfn     start,
           VmrRect   r,
           double    letters)
{
  guint size = 1u << km_machine_state (s->machine)->pageblock_order;
  KmMigrateType mt = km_pageblock_type (s->machine, start);
  double w = (r.w - 2) / RIBBON_SLICES;
  gboolean here = start + size > s->first && start < s->first + (s->n << s->low);
  g_autofree char *name =
    g_strdup_printf (_ ("pageblock 0x%05x, %s"), start, km_migrate_type_name (mt));
  int had = vmr_buddy_had_type (s, start & ~(size - 1), size);
  g_autofree char *change = had < 0 ? NULL : g_strdup_printf ("%s→%s", letter[had], letter[mt]);
  VmrCell *cell;

  vmr_cells_text (s->cells, VMR_RECT (r.x, r.y - letters, r.w, letters),
                  VMR_SMALL | VMR_MONO | VMR_CENTER | (here ? VMR_BOLD : 0),
                  change ? VMR_INK_LIGHT : here ? VMR_INK_TEXT : VMR_INK_SECONDARY,
                  change ? change : letter[mt], letter[mt], NULL);
  for (guint i = 0; i < RIBBON_SLICES; i++)
    {
      VmrInk ink = ink_of_slice (s, start + i * size / RIBBON_SLICES, size / RIBBON_SLICES);

      vmr_cells_box (s->cells, VMR_RECT (r.x + 1 + i * w, r.y, w, r.h), ink, VMR_TINT_FULL, 0);
    }
  cell = vmr_cells_spot (s->cells, r);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, start, 1), name, NULL);
}

double
vmr_buddy_ribbon (VmrBuddy *s,
                  double    y)
{
  const KmZone *zone = &km_machine_state (s->machine)->zones[s->zone];
  guint size = 1u << km_machine_state (s->machine)->pageblock_order;
  KmPfn here = s->focus & ~(size - 1), from = zone->start_pfn & ~(size - 1);
  double letters = s->small * 1.5, w = s->strip_w / RIBBON_BLOCKS, h = s->small * 1.6, x;
  /* The pageblocks of the window; a large scale shows more than one. */
  KmPfn shown = MAX (s->first & ~(size - 1), from);
  double shown_w = MAX ((s->n << s->low) / size, 1) * w - 1;
  KmPfn first = here > from + RIBBON_BLOCKS / 2 * size ? here - RIBBON_BLOCKS / 2 * size : from;
  g_autofree char *label = NULL;
  VmrCell *text;

  vmr_cells_text (s->cells, VMR_RECT (s->m, y + letters, s->strip_x - s->m - 8, h),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_TEXT, _("pageblock"), NULL);
  for (guint i = 0; i < RIBBON_BLOCKS; i++)
    if (first + i * size < zone->start_pfn + zone->spanned)
      pageblock (s, MAX (first + i * size, zone->start_pfn),
                 VMR_RECT (s->strip_x + i * w, y + letters, w - 1, h), letters);
  label = g_strdup_printf ("0x%05x", shown);
  x = s->strip_x + (double) (shown - first) / size * w;
  vmr_cells_frame (s->cells, VMR_RECT (x, y + letters - 1, shown_w, h + 2), VMR_INK_TEXT, 2, 3);
  y += letters + h + 3;
  {
    VmrPoint funnel[] = { { x, y },
                          { x + shown_w, y },
                          { s->strip_x + s->strip_w, y + s->small * 1.7 },
                          { s->strip_x, y + s->small * 1.7 } };

    vmr_cells_polygon (s->cells, funnel, G_N_ELEMENTS (funnel), VMR_INK_SOFT, 60);
  }
  text = vmr_cells_text (s->cells, VMR_RECT (CLAMP (x - w, s->strip_x,
                                                    s->strip_x + s->strip_w - 3 * w), y,
                                             3 * w, s->small * 1.5),
                         VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, label, NULL);
  if (text != NULL)
    text->flags |= VMR_CELL_SCALE;
  return y + s->small * 1.7;
}

/* A ruler: a border between buddies of order k is a tick whose height grows with k. */
static void
ruler (VmrBuddy *s,
       double    y,
       double    labels,
       double    line)
{
  for (guint i = 0; i <= s->n; i++)
    {
      guint k = i == 0 || i == s->n ? 5 : (guint) __builtin_ctz (i);
      double x = s->strip_x + i * s->strip_w / s->n;
      double h = k >= 3 ? labels + line : 2 + k * (line - 2) / 3;

      vmr_cells_segment (s->cells, x, y + labels + line - h, x, y + labels + line,
                         VMR_INK_SECONDARY, k >= 3 ? 1.5 : 1);
      if (i < s->n && i % (s->n / 4) == 0)
        {
          g_autofree char *text = g_strdup_printf ("0x%05x", s->first + (i << s->low));
          VmrCell *label = vmr_cells_text (s->cells, VMR_RECT (x + 4, y, s->strip_w / 4 - 6, labels),
                                           VMR_SMALL | VMR_MONO, VMR_INK_TEXT, text, text + 4, NULL);

          if (label != NULL)
            label->flags |= VMR_CELL_SCALE;
        }
    }
}

static gboolean
changed_now (const VmrBuddy *s,
             KmPfn           pfn)
{
  const VmrBuddyEvent *now = vmr_buddy_now (s);
  KmPfn start = now == NULL ? 0 : MIN (now->pfn, now->other ? now->other : now->pfn);
  guint order = now == NULL ? 0 : now->other ? now->order + 1 : now->order;

  /* A single frame that goes onto the list of the CPU moves no block. */
  if (now == NULL && s->cursor > 0 && km_machine_step_kind (s->machine, s->cursor) == KM_STEP_PCP_PUT)
    return vmr_stage_arg (s->session, s->cursor, pfn) >> s->low == pfn >> s->low;
  if (now == NULL)
    return vmr_buddy_is_given (s, pfn, 1u << s->low);
  return pfn >= start && pfn < start + (1u << order);
}

/* Where the pageblocks have no row, what this step has made of one of them: "pageblock M→U". */
static char *
changed_block (const VmrBuddy *s)
{
  guint size = 1u << km_machine_state (s->machine)->pageblock_order;
  KmPfn start = s->focus & ~(size - 1);
  int had = s->ribbon ? -1 : vmr_buddy_had_type (s, start, size);

  return had < 0 ? NULL : g_strdup_printf ("%s %s→%s", _("pageblock"), letter[had],
                                           letter[km_pageblock_type (s->machine, start)]);
}

double
vmr_buddy_strip (VmrBuddy *s,
                 double    y)
{
  double labels = s->small * 1.4, ticks = s->small * 0.7, line = labels + ticks;
  double h = s->row, w = s->strip_w / s->n;
  guint frames = 1u << s->low;
  g_autofree char *scale =
    g_strdup_printf (g_dngettext (NULL, "cell: %s frame", "cell: %s frames", frames),
                     vmr_buddy_count (s, frames));
  g_autofree char *brief = g_strdup_printf ("□ = %s", vmr_buddy_count (s, frames));
  g_autofree char *change = changed_block (s);

  vmr_cells_text (s->cells, VMR_RECT (s->m, y + line, s->strip_x - s->m - 8, h),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_TEXT, _("frames"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (change ? s->m - 8 : s->m, y + ticks, s->strip_x - s->m - (change ? 0 : 8),
                                      labels), VMR_SMALL | VMR_RIGHT | (change ? VMR_BOLD : 0),
                  change ? VMR_INK_LIGHT : VMR_INK_SECONDARY, change ? change : scale,
                  change ? change + strlen (_("pageblock")) + 1 : brief, NULL);
  ruler (s, y, labels, ticks);
  for (guint i = 0; i < s->n; i++)
    {
      KmPfn pfn = s->first + (i << s->low);
      g_autofree char *digit = g_strdup_printf ("%x", (pfn >> s->low) & 15);
      g_autofree char *name = g_strdup_printf (_("frame 0x%05x"), pfn);
      VmrInk ink;
      VmrCell *cell;

      if (pfn >= km_machine_state (s->machine)->n_frames)
        break;
      ink = vmr_buddy_ink (s, pfn);
      cell = vmr_cells_box (s->cells, VMR_RECT (s->strip_x + i * w + 0.5, y + line, w - 1, h), ink,
                            VMR_TINT_FULL, 2);
      if (changed_now (s, pfn))
        {
          vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
          cell->flags |= VMR_CELL_CHANGED;
        }
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
      vmr_cells_text (s->cells, VMR_RECT (s->strip_x + i * w, y + line, w, h),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_AUTO, digit, NULL);
    }
  return y + line + h + 6;
}
