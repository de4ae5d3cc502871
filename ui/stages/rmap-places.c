/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For each place the area, the sum that gives the address, the entry there between its neighbours, and the way from the
 * entries back to the frame. */
#include "ui/stages/rmap-private.h"

#include "core/mmu/entries.h"
#include "ui/draw/roles.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>

static void
area_draw (VmrRmap            *s,
           const VmrRmapPlace *place)
{
  const KmVma *vma = place->at.vma;
  VmrRect r = VMR_RECT (place->x, s->area_y, place->w, s->area_h);
  double x = r.x + s->small * 0.6, w = r.w - s->small * 1.2, y = r.y + s->line * 0.25;
  const char *task = place->at.task ? km_task_name (s->machine, place->at.task) : "?";
  g_autofree char *range = g_strdup_printf ("%08x–%08x", vma->vm_start, vma->vm_end);
  g_autofree char *pgoff = g_strdup_printf ("vm_pgoff %05x", vma->vm_pgoff);
  g_autofree char *name = g_strdup_printf (_("area %s of %s, %s"), range, task, pgoff);
  char perm[4];
  VmrCell *cell = vmr_cells_box (s->cells, r, vmr_area_ink (vma), VMR_TINT_PALE, 5);

  km_perm_letters (vma->vm_flags, perm);
  if (place->area == VMR_RMAP_NOW)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_VMA, vma->id, 0), name, NULL);
  vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, 4), vmr_area_ink (vma), VMR_TINT_FULL, 2);
  vmr_cells_text (s->cells, VMR_RECT (x, y, w * 0.7, s->line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, task, NULL);
  vmr_cells_text (s->cells, VMR_RECT (x + w * 0.6, y, w * 0.4, s->line), VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT,
                  perm, NULL);
  vmr_cells_text (s->cells, VMR_RECT (x, y + s->line, w, s->line), VMR_SMALL | VMR_MONO, VMR_INK_TEXT, range, NULL);
  if (!s->low)
    vmr_cells_text (s->cells, VMR_RECT (x, y + s->line * 2, w, s->line), VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, pgoff, NULL);
}

/* As it is written down: the start, what is added, a line, the address. */
static void
sum_draw (VmrRmap            *s,
          const VmrRmapPlace *place)
{
  const KmVma *vma = place->at.vma;
  double x = place->x + place->w * 0.1, w = place->w * 0.86, y = s->sum_y, line = s->line * 0.98;
  guint style = VMR_SMALL | VMR_MONO | VMR_RIGHT;
  g_autofree char *more = g_strdup_printf ("+ (%05x - %05x) << 12", s->frame->index, vma->vm_pgoff);
  g_autofree char *pages = g_strdup_printf ("+ %x << 12", s->frame->index - vma->vm_pgoff);

  if (s->sum_h > s->line * 2)
    {
      vmr_cells_textf (s->cells, VMR_RECT (x, y, w, line), style, VMR_INK_TEXT, "%08x", vma->vm_start);
      vmr_cells_text (s->cells, VMR_RECT (x, y + line, w, line), style, VMR_INK_TEXT, more, pages, NULL);
      vmr_cells_segment (s->cells, x, y + line * 2.02, x + w, y + line * 2.02, VMR_INK_SECONDARY, 1);
      y += line * 2.1;
    }
  vmr_cells_textf (s->cells, VMR_RECT (x, y, w, line), style | VMR_BOLD,
                   place->entry == VMR_RMAP_NOW ? VMR_INK_LIGHT : VMR_INK_TEXT, "%08x", place->at.addr);
}

/* "735:521", from the directory down. */
static void
indexes (const VmrRmap *s,
         KmAddr         addr,
         char          *text,
         gsize          length)
{
  g_snprintf (text, length, "%u:%u", km_table_index (s->machine, addr, 2), km_table_index (s->machine, addr, 1));
}

static const char *
bit_letters (uint64_t entry,
             char    *text,
             gsize    length)
{
  g_snprintf (text, length, "P%s%s%s%s", entry & KM_PTE_RW ? " W" : "", entry & KM_PTE_US ? " U" : "",
              entry & KM_PTE_A ? " A" : "", entry & KM_PTE_D ? " D" : "");
  return text;
}

static void
neighbour_draw (VmrRmap            *s,
                const VmrRmapPlace *place,
                KmAddr              addr,
                double              y,
                double              h)
{
  char text[24];

  vmr_cells_box (s->cells, VMR_RECT (place->x, y, place->w, h), VMR_INK_SOFT, VMR_TINT_FULL, 2);
  indexes (s, addr, text, sizeof text);
  vmr_cells_textf (s->cells, VMR_RECT (place->x + s->small * 0.6, y, place->w - s->small, h), VMR_SMALL | VMR_MONO,
                   VMR_INK_SECONDARY, "%s  …", text);
}

/* Whether this step is about the entry: the walk's, or one that sets it. */
static gboolean
is_entry_now (const VmrRmap      *s,
              const VmrRmapPlace *place)
{
  KmStepKind kind = s->cursor ? km_machine_step_kind (s->machine, s->cursor) : KM_N_STEP_KINDS;

  return place->entry == VMR_RMAP_NOW ||
         (s->start == 0 && (kind == KM_STEP_PTE_SET || kind == KM_STEP_WP_REUSE) && place->at.task == vmr_session_task (s->session)
          && (KmAddr) vmr_stage_arg (s->session, s->cursor, addr) >> KM_PAGE_SHIFT == place->at.addr >> KM_PAGE_SHIFT);
}

static void
entry_row_draw (VmrRmap            *s,
                const VmrRmapPlace *place,
                VmrRect             r)
{
  const KmMm *mm = km_mm (s->machine, place->at.vma->vm_mm);
  guint index = 0;
  KmPfn table = km_tables_find (s->machine, mm->pgd, place->at.addr, &index);
  uint64_t entry = table ? km_entry_read (s->machine, table, index) : 0;
  /* Clear of the step's dot. */
  double x = r.x + MAX (s->small * 0.6, place->entry_step ? vmr_cells_dot_reach (s->cells) * 1.15 : 0), w = r.x + r.w - s->small * 0.6 - x;
  char where[24], bits[16];
  g_autofree char *name = NULL;
  VmrCell *cell;

  indexes (s, place->at.addr, where, sizeof where);
  name = g_strdup_printf (_("entry %s for 0x%08x"), where, place->at.addr);
  cell = vmr_cells_box (s->cells, r, place->at.mapped ? VMR_INK_PAGE_TABLE : VMR_INK_PANEL, VMR_TINT_FULL, 3);
  vmr_cell_outline (cell, is_entry_now (s, place) ? VMR_INK_LIGHT : VMR_INK_PAGE_TABLE,
                    is_entry_now (s, place) ? 2 : 1);
  if (is_entry_now (s, place))
    cell->flags |= VMR_CELL_CHANGED;
  if (!place->at.mapped)
    cell->flags |= VMR_CELL_DASHED;
  vmr_cells_subject (s->cells, cell, table ? vmr_ref_entries ((guint32) km_entry_phys (s->machine, table, index), 1, 0)
                                           : vmr_ref (VMR_REF_ADDRESS, place->at.addr, 0), name, NULL);
  cell = vmr_cells_text (s->cells, VMR_RECT (x, r.y, w, r.h), VMR_SMALL | VMR_MONO, VMR_INK_AUTO, where, NULL);
  x += (cell ? cell->rect.w : 0) + s->small;
  w -= (cell ? cell->rect.w : 0) + s->small;
  if (entry & KM_PTE_P)
    {
      vmr_cells_text (s->cells, VMR_RECT (x + s->small * 4, r.y, w - s->small * 4, r.h), VMR_SMALL | VMR_MONO | VMR_RIGHT,
                      VMR_INK_AUTO, bit_letters (entry, bits, sizeof bits), NULL);
      vmr_cells_textf (s->cells, VMR_RECT (x, r.y, s->small * 4, r.h), VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_AUTO, "%05x",
                       km_entry_pfn (entry));
    }
  else
    vmr_cells_text (s->cells, VMR_RECT (x, r.y, w, r.h), VMR_SMALL, VMR_INK_AUTO, table ? _("empty") : _("no table"), NULL);
}

static void
entries_draw (VmrRmap            *s,
              const VmrRmapPlace *place)
{
  double h = s->entry_h / 3 - 1;

  if (s->low)
    {
      entry_row_draw (s, place, VMR_RECT (place->x, s->entry_y, place->w, s->entry_h));
      return;
    }
  neighbour_draw (s, place, place->at.addr - KM_PAGE_SIZE, s->entry_y, h);
  neighbour_draw (s, place, place->at.addr + KM_PAGE_SIZE, s->entry_y + 2 * (h + 1), h);
  entry_row_draw (s, place, VMR_RECT (place->x, s->entry_y + h + 1, place->w, h));
}

/* From the entry down to the common line, along it, and up into the frame. */
static void
back_draw (VmrRmap            *s,
           const VmrRmapPlace *place)
{
  double x = place->x + place->w * 0.62, box = s->box.x + s->box.w / 2;
  VmrPoint way[4] = { { x, s->entry_y + s->entry_h * (s->low ? 1 : 2. / 3) }, { x, s->bus_y }, { box, s->bus_y },
                      { box, s->box.y + s->box.h + 2 } };
  gboolean closes = s->done > 0 && s->cursor == s->done && place->entry == VMR_RMAP_PAST;

  if (place->at.mapped)
    vmr_rmap_way (s, way, 4, closes ? VMR_RMAP_NOW : place->entry, TRUE);
}

static void
column_draw (VmrRmap            *s,
             const VmrRmapPlace *place)
{
  double x = place->x + place->w * 0.06;
  VmrPoint way[2] = { { x, s->area_y + s->area_h }, { x, s->entry_y + (s->low ? 0 : s->entry_h / 3) - 2 } };
  double reach = vmr_cells_dot_reach (s->cells);

  area_draw (s, place);
  if (place->area_step)
    vmr_stage_dot (s->session, s->cells, place->x, s->area_y - reach * 0.5, place->area_step);
  if (place->entry == VMR_RMAP_SPARED)
    vmr_cells_text (s->cells, VMR_RECT (place->x, s->sum_y, place->w, s->line), VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY,
                    _("not looked at: all were found"), _("not looked at"), NULL);
  if (place->entry == VMR_RMAP_AHEAD || place->entry == VMR_RMAP_SPARED)
    return;
  vmr_rmap_way (s, way, 2, place->entry, TRUE);
  sum_draw (s, place);
  entries_draw (s, place);
  if (place->entry_step)
    vmr_stage_dot (s->session, s->cells, MAX (place->x, reach + 2), s->entry_y + s->entry_h / 2, place->entry_step);
}

/* The places that have no column. */
static void
others_draw (VmrRmap *s)
{
  guint after = s->places->len - s->first - s->shown;
  /* Beside the outermost intervals. */
  double y = s->tree_y + s->line * 1.15, w = s->small * 3.2;
  g_autofree char *left = g_strdup_printf ("‹ %u", s->first);
  g_autofree char *right = g_strdup_printf ("%u ›", after);

  /* During a walk nobody knows yet how many there are. */
  if (s->shown == 0 || (s->start > 0 && s->done == 0))
    return;
  if (s->first > 0)
    vmr_cells_text (s->cells, VMR_RECT (s->left_w - 2, y, w, s->line), VMR_SMALL | VMR_BOLD, VMR_INK_SECONDARY, left, NULL);
  if (after > 0)
    vmr_cells_text (s->cells, VMR_RECT (s->cells->width - s->m - w, y, w, s->line),
                    VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_SECONDARY, right, NULL);
}

void
vmr_rmap_places (VmrRmap *s)
{
  for (guint i = 0; i < s->shown; i++)
    back_draw (s, vmr_rmap_place (s, s->first + i));
  for (guint i = 0; i < s->shown; i++)
    if (vmr_rmap_place (s, s->first + i)->area != VMR_RMAP_AHEAD)
      column_draw (s, vmr_rmap_place (s, s->first + i));
  others_draw (s);
}
