/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The question, and the frame with its struct page. */
#include "ui/stages/rmap-private.h"

#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

double
vmr_rmap_head (VmrRmap *s)
{
  double h = ceil (s->cells->metrics.row * 1.1), room = s->cells->width - 2 * s->m, used = 0;
  g_autofree char *title = g_strdup_printf (_("Who maps frame 0x%05x?"), s->pfn);
  guint n = s->scan ? (guint) vmr_stage_arg (s->session, s->scan, total) : s->reached;
  g_autofree char *looked = g_strdup_printf (ngettext ("%u entry looked at", "%u entries looked at", n), n);
  VmrCell *cell;

  if (s->start > 0 || s->scan > 0)
    {
      cell = vmr_cells_text (s->cells, VMR_RECT (s->m + room * 0.6, 6, room * 0.4, h), VMR_TITLE | VMR_BOLD | VMR_RIGHT,
                             s->done || (s->scan && s->cursor > s->scan) ? VMR_INK_TEXT : VMR_INK_LIGHT, looked, NULL);
      used = cell ? cell->rect.w + s->small : 0;
    }
  cell = vmr_cells_text (s->cells, VMR_RECT (s->m, 6, room - used, h), VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, title, NULL);
  if (cell != NULL)
    {
      double x = cell->rect.x + cell->rect.w + s->small * 1.5;

      vmr_cells_text (s->cells, VMR_RECT (x, 6, s->m + room - used - x, h), VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY,
                      s->scan ? "swap_out ()" : s->anon ? "rmap_walk_anon ()" : "rmap_walk_file ()", NULL);
    }
  return 6 + h + s->small * 0.4;
}

static void
field_draw (VmrRmap    *s,
            VmrRect     r,
            const char *name,
            const char *value,
            gboolean    lit)
{
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.42, r.y, r.w * 0.58, r.h), VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT,
                  lit ? VMR_INK_LIGHT : VMR_INK_TEXT, value, NULL);
}

/* What the field mapping holds, and its lowest bit, which says of what kind it is. */
static void
mapping_draw (VmrRmap *s,
              VmrRect  r)
{
  gboolean lit = s->cursor == s->start && s->start > 0;
  double bit = s->line * 0.95;
  VmrInk ink = s->anon ? VMR_INK_ANON : VMR_INK_FILE;
  g_autofree char *owner = s->anon ? g_strdup_printf ("anon_vma %u", KM_ID_INDEX (s->anon->id)) : NULL;
  VmrRect at = VMR_RECT (r.x + r.w - bit, r.y + (r.h - bit) / 2, bit, bit);

  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, "mapping", NULL);
  if (s->anon == NULL && s->file == NULL)
    {
      vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, "NULL", NULL);
      return;
    }
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.38, r.y, r.w * 0.62 - bit - 4, r.h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT, lit ? VMR_INK_LIGHT : VMR_INK_TEXT,
                  s->anon ? owner : s->file->path, _("file"), NULL);
  vmr_cells_box (s->cells, at, ink, VMR_TINT_FULL, 3);
  vmr_cells_text (s->cells, at, VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO, s->anon ? "1" : "0", NULL);
}

static void
card_draw (VmrRmap *s)
{
  VmrRect r = s->page;
  double x = r.x + s->small * 0.8, w = r.w - s->small * 1.6, y = r.y + s->small * 0.4;
  g_autofree char *index = g_strdup_printf ("%05x", s->frame->index);
  g_autofree char *mapped = g_strdup_printf ("%u - 1 = %d", s->frame->mapcount, (int) s->frame->mapcount - 1);
  guint cpu;
  /* A new page waits for its LRU list, and the batch in which it waits is a user that no entry shows. */
  g_autofree char *references = km_frame_waits (s->machine, s->pfn, &cpu) > 0
                                ? g_strdup_printf ("%u (1 lru_add)", s->frame->refcount)
                                : g_strdup_printf ("%u", s->frame->refcount);
  g_autofree char *name = g_strdup_printf (_("struct page of frame 0x%05x"), s->pfn);
  VmrCell *cell = vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 8);

  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, s->pfn, 0), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (x, y, w, s->line), VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, "struct page", NULL);
  mapping_draw (s, VMR_RECT (x, y + s->line, w, s->line));
  if (s->low)
    {
      field_draw (s, VMR_RECT (x, y + s->line * 2, w, s->line), "index", index, FALSE);
      return;
    }
  vmr_cells_text (s->cells, VMR_RECT (x, y + s->line * 1.95, w, s->line * 0.9), VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY,
                  s->anon ? _("lowest bit 1: an anon_vma") : s->file ? _("lowest bit 0: a file") : _("nobody looks for it"), NULL);
  field_draw (s, VMR_RECT (x, y + s->line * 2.9, w, s->line), "index", index, FALSE);
  field_draw (s, VMR_RECT (x, y + s->line * 3.85, w, s->line), "_mapcount", mapped, FALSE);
  field_draw (s, VMR_RECT (x, y + s->line * 4.8, w, s->line), "_refcount", references, FALSE);
}

static void
box_draw (VmrRmap *s)
{
  const KmZone *zone = km_zone_of (s->machine, s->pfn);
  gboolean lit = s->start > 0 && (s->cursor == s->start || s->cursor == s->done);
  g_autofree char *name = g_strdup_printf (_("frame 0x%05x, mapped %u times"), s->pfn, s->frame->mapcount);
  g_autofree char *number = g_strdup_printf ("%05x", s->pfn);
  VmrCell *cell = vmr_cells_box (s->cells, s->box, vmr_use_ink (km_frame_use_at (s->machine, s->pfn)), VMR_TINT_FULL, 6);

  if (lit)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= s->cursor == s->start ? VMR_CELL_CAUSE : VMR_CELL_CHANGED;
    }
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, s->pfn, 0), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->box.x, s->box.y, s->box.w, s->box.h * (s->low ? 1 : 0.58)),
                  VMR_BODY | VMR_MONO | VMR_BOLD | VMR_CENTER | (s->low ? 0 : VMR_BOTTOM), VMR_INK_AUTO, number, NULL);
  if (zone != NULL && !s->low)
    vmr_cells_text (s->cells, VMR_RECT (s->box.x, s->box.y + s->box.h * 0.56, s->box.w, s->box.h * 0.4),
                    VMR_SMALL | VMR_CENTER, VMR_INK_AUTO, km_zone_name (km_zone_index (s->machine, zone)), NULL);
}

void
vmr_rmap_page (VmrRmap *s)
{
  double w = s->left_w - s->m - s->small * 2, h = s->line * (s->low ? 3 : 5.8) + s->small * 0.8;
  double box = s->line * (s->low ? 1.8 : 2.8);
  double foot = s->entry_y + s->entry_h;
  VmrPoint way[2];

  s->page = VMR_RECT (s->m, s->tree_y, w, h);
  s->box = VMR_RECT (s->m + w * 0.2, MAX (foot - box, s->page.y + h + s->small * 1.4), w * 0.6, box);
  way[0] = (VmrPoint) { s->box.x + s->box.w / 2, s->box.y };
  way[1] = (VmrPoint) { s->box.x + s->box.w / 2, s->page.y + h + 2 };
  vmr_rmap_way (s, way, 2, s->start == 0 ? VMR_RMAP_STILL : s->cursor == s->start ? VMR_RMAP_NOW : VMR_RMAP_PAST, TRUE);
  card_draw (s);
  box_draw (s);
  if (way[0].y - way[1].y > s->line * 1.6)
    vmr_cells_textf (s->cells, VMR_RECT (way[0].x + s->small * 0.8, (way[0].y + way[1].y) / 2 - s->line / 2,
                                         s->left_w - way[0].x - s->small, s->line), VMR_SMALL | VMR_MONO,
                     VMR_INK_SECONDARY, "mem_map[%05x]", s->pfn);
}
