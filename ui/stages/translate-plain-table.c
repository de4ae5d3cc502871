/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One program of the plain drawing: its address space, and its page table as rows of page and
 * frame. The right one has its parts the other way round; what is written in a row has not. */
#include "ui/stages/translate-plain-words.h"
#include "ui/stages/translate-rows.h"

#include "ui/session/areas.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static double
inner_x (const VmrSide *side)
{
  return side->right ? side->table_x : side->table_x + side->table_w;
}

/* --- the table -------------------------------------------------------------------------------- */

static void
gap_draw (VmrPlain      *p,
          const VmrSide *side,
          const VmrRow  *row)
{
  char size[32];
  g_autofree char *text = g_strdup_printf (_("%s without a page"),
                                           vmr_size_text (row->end - row->start, size,
                                                           sizeof size));
  const double edges[] = { side->table_x, side->table_x + side->table_w, side->space_x,
                           side->space_x + side->space_w };

  for (guint i = 0; i < (side->space_w > VMR_PLAIN_SLIM ? 4 : 2) && row->h > 6; i++)
    vmr_cells_segment (p->cells, edges[i], row->y + 1, edges[i], row->y + row->h - 3,
                       VMR_INK_SECONDARY, 1)->flags |= VMR_CELL_DASHED;
  vmr_cells_text (p->cells, VMR_RECT (side->table_x + 3, row->y - 1, side->table_w - 6, row->h),
                  VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, text, size, NULL);
}

static VmrRef
row_ref (const VmrSide     *side,
         const VmrRow      *row,
         const VmrRowState *s)
{
  if (row->kind == VMR_ROW_KERNEL)
    return vmr_ref (VMR_REF_AREA, KM_PAGE_OFFSET, 0);
  if (s->at != 0)
    return vmr_ref_entries ((guint32) s->at, s->large ? 2 : 1,
                            (guint32) ((row->end - row->start) >> KM_PAGE_SHIFT) - 1);
  return vmr_ref (VMR_REF_ADDRESS, (guint32) row->start, side->task->id);
}

static VmrCell *
row_box (VmrPlain          *p,
         VmrRect            r,
         const VmrRow      *row,
         const VmrRowState *s)
{
  gboolean kernel = row->kind == VMR_ROW_KERNEL;
  VmrInk ink = kernel ? VMR_INK_KERNEL : s->present ? VMR_INK_PAGE_TABLE : VMR_INK_SOFT;
  guint tint = kernel ? VMR_TINT_PALE : !s->present ? VMR_TINT_LIGHT
               : s->focus && !s->ahead ? VMR_TINT_STRONG : VMR_TINT_PALE;
  VmrCell *cell = vmr_cells_box (p->cells, r, ink, tint, 4);

  if (s->lit)
    vmr_cell_outline (cell, VMR_INK_LIGHT, 2.5);
  else if (s->focus && !s->ahead)
    vmr_cell_outline (cell, VMR_INK_TEXT, 2);
  else
    vmr_cell_outline (cell, s->present ? VMR_INK_PAGE_TABLE : VMR_INK_LINE, 1);
  if (s->lit)
    cell->flags |= VMR_CELL_CHANGED;
  return cell;
}

/* Both ends of a run say more than why none of its pages has a frame, which the directory's row beside it says too:
 * first the blanks between its numbers give way, then that. Never "none" for a table that is missing: so those are
 * called that are empty in a table. Returns the width of the value. */
static double
empty_fit (VmrPlain *p,
           double    w,
           guint     style,
           char    **range,
           char    **value)
{
  double used = vmr_cells_measure (p->cells, style, *value);
  g_autofree char *whole = *range;
  g_auto (GStrv) ends = g_strsplit (whole, " – ", 2);
  gboolean wide = used + vmr_cells_measure (p->cells, p->text | VMR_MONO, whole) > w;

  *range = wide ? g_strjoinv ("–", ends) : g_strdup (whole);
  if (used + vmr_cells_measure (p->cells, p->text | VMR_MONO, *range) <= w || strcmp (*value, _("none")) == 0)
    return used;
  g_free (*value);
  *value = g_strdup ("");
  return 0;
}

static void
row_draw_at (VmrPlain      *p,
             const VmrSide *side,
             const VmrRow  *row,
             VmrRect        r,
             VmrRowState    s)
{
  gboolean kernel = row->kind == VMR_ROW_KERNEL, strong = (s.focus && !s.ahead) || s.lit;
  g_autofree char *range = kernel ? g_strdup (_("kernel"))
                           : vmr_row_range (p, side, row, p->levels);
  g_autofree char *pages = vmr_row_range (p, side, row, FALSE);
  g_autofree char *first = kernel || vmr_row_is_single (row) ? g_strdup (range) : vmr_row_brief (p, side, row);
  g_autofree char *value = vmr_row_value (p, side, row, &s);
  g_autofree char *name = vmr_row_name (p, side, row, &s, pages, value);
  g_autofree char *tip = vmr_row_tip (p, row, &s);
  guint mono = kernel ? VMR_BOLD : VMR_MONO, style;
  VmrCell *cell = row_box (p, r, row, &s);
  double used;

  cell->part = VMR_PLAIN_PART (side, VMR_PART_ROW);
  vmr_cells_subject (p->cells, cell, row_ref (side, row, &s), name, tip);
  style = p->text | (strong ? VMR_BOLD : 0) | (s.present && vmr_row_is_single (row) ? VMR_MONO : 0);
  used = vmr_cells_measure (p->cells, style, value);
  /* The page comes first; of several frames their number is enough, in all rows alike. */
  if (kernel ? used + 20 + vmr_cells_measure (p->cells, p->text | mono, range) > r.w
      : side->brief && s.present > 0 && !vmr_row_is_single (row))
    {
      g_free (value);
      value = kernel ? g_strdup (_("the same")) : g_strdup_printf ("×%u", s.present);
      used = vmr_cells_measure (p->cells, style, value);
    }
  if (!kernel && s.present == 0)
    used = empty_fit (p, r.w - 20, style, &range, &value);
  if (kernel && used + 20 + vmr_cells_measure (p->cells, p->text | mono, range) > r.w)
    used = 0;
  if (*range != '\0')
    vmr_cells_text (p->cells, VMR_RECT (r.x + 8, r.y, r.w - used - 20, r.h),
                    p->text | mono | (strong ? VMR_BOLD : 0),
                    s.present || kernel || strong ? VMR_INK_TEXT : VMR_INK_SECONDARY, range, first,
                    "…", NULL);
  /* Of several tables there is no index to stand before it. */
  if (*value != '\0')
    vmr_cells_text (p->cells, *range ? VMR_RECT (r.x + r.w - used - 8, r.y, used + 1, r.h)
                    : VMR_RECT (r.x + 8, r.y, r.w - 16, r.h), style | (*range ? VMR_RIGHT : VMR_CENTER),
                    s.lit && !s.present && !kernel ? VMR_INK_LIGHT
                    : s.present ? VMR_INK_TEXT : VMR_INK_SECONDARY, value, NULL);
}

gboolean
vmr_plain_kernel_entry (const VmrPlain *p,
                        const VmrSide  *side,
                        double         *y,
                        double         *h)
{
  const VmrRow *row = side->has_addr && side->addr >= KM_PAGE_OFFSET ? vmr_plain_row (p, side->addr) : NULL;
  guint shift = km_machine_state (p->machine)->config.pae ? 21 : 22;
  KmPhys at;

  if (row == NULL || row->h < 2 * p->row_h || (side->live && !p->access.row && !p->access.fault))
    return FALSE;
  vmr_plain_entry (p->machine, side->mm, side->addr, &at);
  if (at == 0 && p->levels)
    return FALSE;
  *h = (row->h - 2) / 2;
  *y = side->addr >> shift == KM_PAGE_OFFSET >> shift ? row->y + *h + 2 : row->y;
  return TRUE;
}

/* The entry that leads to the page of an address of the kernel's, which may be one of a large page. */
static void
kernel_entry (const VmrPlain *p,
              const VmrSide  *side,
              VmrRowState    *s)
{
  KmWalkLevel levels[KM_WALK_MAX];
  guint n = km_walk (p->machine, side->mm, side->addr, levels), last = 0;
  guint64 pages = (guint64) (side->addr & ((km_machine_state (p->machine)->config.pae ? 1u << 21 : 1u << 22) - 1)) &
                  ~(guint64) (KM_PAGE_SIZE - 1);

  while (last + 1 < n && levels[last + 1].exists)
    last++;
  s->large = last + 1 < n;
  s->at = levels[last].at;
  s->entry = levels[last].entry + (s->large && levels[last].entry & KM_PTE_PSE ? pages : 0);
  s->present = (s->entry & KM_PTE_P) != 0;
}

/* That entry; returns what is left of the kernel's row. */
static VmrRect
kernel_entry_draw (VmrPlain      *p,
                   const VmrSide *side,
                   VmrRect        r,
                   VmrRowState    s)
{
  VmrRow entry = { .kind = VMR_ROW_PAGES, .start = km_page_align_down (side->addr) };

  if (!vmr_plain_kernel_entry (p, side, &entry.y, &entry.h))
    return r;
  entry.end = entry.start + KM_PAGE_SIZE;
  kernel_entry (p, side, &s);
  row_draw_at (p, side, &entry, VMR_RECT (r.x, entry.y, r.w, entry.h), s);
  return VMR_RECT (r.x, entry.y > r.y ? r.y : r.y + entry.h + 2, r.w, entry.h);
}

static void
row_draw (VmrPlain      *p,
          const VmrSide *side,
          const VmrRow  *row)
{
  VmrRect all = VMR_RECT (side->table_x, row->y, side->table_w, row->h), r;
  VmrRowState s = vmr_row_state (p, side, row);

  r = row->kind == VMR_ROW_KERNEL ? kernel_entry_draw (p, side, all, s) : all;
  /* Beside the directory's row where the walk ends there is no table. */
  if (row->kind == VMR_ROW_KERNEL && p->ends.h > 0)
    r = VMR_RECT (all.x, p->ends.y > all.y ? all.y : all.y + p->ends.h + 2, all.w, p->ends.h);
  /* The light is on the entry. */
  if (r.h < all.h)
    s.lit = s.focus = FALSE;
  row_draw_at (p, side, row, r, s);
}
/* The step whose number stands at the row. Before the fault was answered, and where the answer is folded, it is the one
 * that has read the row. */
static guint
row_dot (const VmrPlain *p)
{
  const VmrAccess *access = &p->access;

  if (access->set && !access->retry && vmr_stage_has_dot (p->session, access->set))
    return access->set;
  return access->row ? access->row_dot : access->retry ? 0 : access->fault;
}

/* The numbers of the steps: at the address the last one before a row is read, and where the light enters the row. */
void
vmr_plain_dots (VmrPlain      *p,
                const VmrSide *side)
{
  const VmrRow *row = side->has_addr ? vmr_plain_row (p, side->addr) : NULL;
  double reach = vmr_cells_dot_reach (p->cells), inner = inner_x (side), y = row ? row->y : 0, h;
  /* Unfolded, what is read before the two levels has no column. */
  static const KmStepKind at_address[] = {
    KM_STEP_ACCESS, KM_STEP_SEGMENT, KM_STEP_TLB_HIT, KM_STEP_TLB_MISS, KM_STEP_WALK_PDPT,
  };

  if (row == NULL || !side->live)
    return;
  vmr_stage_dot (p->session, p->cells, side->right ? side->space_x + side->space_w + reach - 6
                 : side->space_x + 6 - reach, row->y,
                 vmr_stage_dotted (p->session, MAX (p->access.access, 1), at_address,
                                   G_N_ELEMENTS (at_address) - (p->levels ? 0 : 1)));
  if (p->ends.h > 0)
    {
      inner = side->right ? p->ends.x : p->ends.x + p->ends.w;
      /* Below that of the step which has read the entry, where that has one. */
      y = p->ends.y + (vmr_stage_has_dot (p->session, vmr_stage_reached (p->session, KM_STEP_WALK_DIRECTORY))
                       ? p->ends.h : 0);
    }
  else
    {
      vmr_plain_kernel_entry (p, side, &y, &h);
    }
  vmr_stage_dot (p->session, p->cells, inner + (side->right ? 4 - reach : reach - 4), y, row_dot (p));
}

/* From the panel of addresses at the left, when the program stands on that side. */
static void
light_in (VmrPlain      *p,
          const VmrSide *side,
          double         y)
{
  VmrPoint in[2] = { { 0, y }, { side->space_x, y } };
  VmrCell *cell = vmr_cells_light (p->cells, in, 2, FALSE);
  gboolean old = p->access.fault != 0 && !p->access.retry;

  if (old)
    vmr_cell_old (cell);
  vmr_cells_port (p->cells, VMR_PORT_ADDRESS, 0, y, side->addr)->old = old;
}

/* Whether one of the rows has no room for "32 frames" beside the whole of its run. */
static gboolean
is_brief (const VmrPlain *p,
          const VmrSide  *side)
{
  for (guint i = 0; i < p->rows->len; i++)
    {
      const VmrRow *row = &g_array_index (p->rows, VmrRow, i);
      VmrRowState s = vmr_row_state (p, side, row);
      g_autofree char *range = vmr_row_range (p, side, row, p->levels);
      g_autofree char *value = vmr_row_value (p, side, row, &s);

      if (row->kind == VMR_ROW_PAGES && !vmr_row_is_single (row) && s.present > 0 &&
          vmr_cells_measure (p->cells, p->text, value) + 20 +
          vmr_cells_measure (p->cells, p->text | VMR_MONO, range) > side->table_w)
        return TRUE;
    }
  return FALSE;
}

void
vmr_plain_side (VmrPlain *p,
                VmrSide  *side)
{
  const VmrRow *rows = (const VmrRow *) p->rows->data;
  const VmrRow *focus = side->has_addr ? vmr_plain_row (p, side->addr) : NULL;

  /* One way of saying it in all tables of a picture. */
  side->brief = FALSE;
  for (guint i = 0; i < p->n_sides; i++)
    side->brief |= is_brief (p, &p->side[i]);
  for (guint i = 0; i < p->rows->len; i++)
    if (rows[i].kind == VMR_ROW_GAP)
      gap_draw (p, side, &rows[i]);
    else
      row_draw (p, side, &rows[i]);
  vmr_plain_space (p, side);
  if (focus != NULL && !p->levels && (!side->live || p->access.row || p->access.fault ||
                                       (p->access.hit && p->access.road)))
    {
      double y = focus->y, h = focus->h;
      double from = side->right ? side->space_x : side->space_x + side->space_w;
      double to = side->right ? side->table_x + side->table_w : side->table_x;
      VmrPoint in[2];

      vmr_plain_kernel_entry (p, side, &y, &h);
      y += h / 2;
      in[0] = (VmrPoint) { from, y };
      in[1] = (VmrPoint) { to, y };
      if (side->live)
        vmr_cells_light (p->cells, in, 2, FALSE);
      else
        vmr_cells_segment (p->cells, from, y, to, y, VMR_INK_TEXT, 2);
    }
  if (focus != NULL && side->live && !side->right && !p->cells->metrics.lecture)
    light_in (p, side, focus->y + focus->h / 2);
  vmr_plain_address (p, side);
}
