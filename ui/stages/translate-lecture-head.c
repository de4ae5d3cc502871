/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In a hall, above the tables: the address in one piece, then cut into its indices; and the words below numbers. */
#include "ui/session/mask.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/stages/translate-lecture-private.h"

#include <glib/gi18n-lib.h>

const char *
vmr_hall_level_word (const VmrHall *h,
                     guint          i)
{
  static const char *const words[] = { "pdpt", "directory", "table" };

  return words[i + 3 - h->s->n_levels];
}

const char *
vmr_hall_level_name (const VmrHall *h,
                     guint          i)
{
  return vmr_stage_both (h->s->session, h->s->cells, vmr_hall_level_word (h, i));
}

gboolean
vmr_hall_word (VmrHall    *h,
               VmrRect     r,
               VmrInk      ink,
               const char *id)
{
  VmrTranslate *s = h->s;

  return vmr_cells_text (s->cells, r, VMR_SMALL | VMR_CENTER, ink, vmr_stage_both (s->session, s->cells, id),
                         vmr_word (id, vmr_session_chinese_first (s->session)), NULL) != NULL;
}

static const guint sizes[] = { VMR_HEADLINE, VMR_TITLE, VMR_BODY, VMR_SMALL };

/* Of the sizes, the largest from that one on in which a number has room. */
static guint
number_size (VmrCells   *cells,
             double      w,
             const char *number,
             guint       from)
{
  while (from + 1 < G_N_ELEMENTS (sizes) &&
         vmr_cells_measure (cells, sizes[from] | VMR_MONO | VMR_BOLD, number) > w)
    from++;
  return from;
}

/* As large as it has room, from that size on. */
static void
number_draw (VmrCells   *cells,
             VmrRect     r,
             const char *number,
             guint       from)
{
  vmr_cells_text (cells, r, sizes[number_size (cells, r.w, number, from)] | VMR_MONO | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, number, NULL);
}

static void
index_box (VmrHall    *h,
           VmrRect     r,
           const char *number,
           const char *word,
           guint       size,
           gboolean    neutral)
{
  VmrCells *cells = h->s->cells;
  VmrCell *cell = vmr_cells_box (cells, r, neutral ? VMR_INK_PANEL : VMR_INK_PAGE_TABLE,
                                 neutral ? VMR_TINT_FULL : VMR_TINT_PALE, 6);

  vmr_cell_outline (cell, neutral ? VMR_INK_LINE : VMR_INK_PAGE_TABLE, 2);
  number_draw (cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h * 0.58), number, size);
  vmr_hall_word (h, VMR_RECT (r.x + 4, r.y + r.h * 0.55, r.w - 8, r.h * 0.42), VMR_INK_TEXT, word);
}

/* Before segmentation has given the linear address nothing is cut yet: the address in one piece. */
static void
whole_address (VmrHall    *h,
               VmrRect     r,
               const char *name)
{
  VmrTranslate *s = h->s;
  g_autofree char *number = g_strdup_printf ("0x%08x", s->addr);
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_LIGHT, VMR_TINT_FAINT, 6);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 3);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ADDRESS, s->addr, 0), name, NULL);
  number_draw (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h * 0.58), number, 0);
  vmr_hall_word (h, VMR_RECT (r.x + 4, r.y + r.h * 0.55, r.w - 8, r.h * 0.42), VMR_INK_TEXT, "address");
}

/* What the index is made of, high bits first. */
static char *
index_bits (const VmrTranslate *s,
            guint               level)
{
  guint width = s->n_levels == 2 ? 10 : level == 0 ? 2 : 9;
  GString *bits = g_string_new (NULL);

  for (guint bit = width; bit-- > 0;)
    g_string_append_c (bits, s->levels[level].index >> bit & 1 ? '1' : '0');
  return g_string_free (bits, FALSE);
}

void
vmr_hall_head (VmrHall *h)
{
  VmrTranslate *s = h->s;
  /* Who is asked for an index needs the bits that it is read from. */
  gboolean asked = vmr_session_hides_index (s->session);
  guint tables = s->n_levels - s->large;
  guint place = s->large ? s->levels[s->n_levels - 1].n_entries * KM_PAGE_SIZE - 1 : KM_PAGE_SIZE - 1;
  g_autofree char *offset = g_strdup_printf (s->large ? "0x%06x" : "0x%03x", s->addr & place);
  g_autofree char *name = g_strdup_printf (_("address 0x%08x"), s->addr);
  VmrRect all = VMR_RECT (s->m, h->head_y, s->w, h->head_h);
  char *numbers[KM_WALK_MAX];
  guint size = 0;

  if (!s->at_rest && (s->segment == 0 || s->segment < s->access))
    {
      whole_address (h, all, name);
      return;
    }
  vmr_cells_subject (s->cells, vmr_cells_spot (s->cells, all), vmr_ref (VMR_REF_ADDRESS, s->addr, 0), name, NULL);
  for (guint i = 0; i < tables; i++)
    {
      numbers[i] = asked ? index_bits (s, i) : g_strdup_printf ("%u", s->levels[i].index);
      size = number_size (s->cells, h->column - 8, numbers[i], size);
    }
  /* All indices in one size: with PAE the first has two bits, the others nine. */
  for (guint i = 0; i < tables; i++)
    {
      index_box (h, VMR_RECT (vmr_hall_column (h, i), h->head_y, h->column, h->head_h), numbers[i],
                 vmr_hall_level_word (h, i), size, FALSE);
      g_free (numbers[i]);
    }
  index_box (h, VMR_RECT (vmr_hall_column (h, tables), h->head_y,
                          s->m + s->w - vmr_hall_column (h, tables), h->head_h), offset,
             "offset", 0, TRUE);
}
