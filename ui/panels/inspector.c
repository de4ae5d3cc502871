/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every field of the selected thing by its kernel name. */
#include "ui/panels/inspector.h"

#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/session/session-view.h"
#include "ui/session/thing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  VmrCells *cells;
  double    y;
} Table;

static void
row_draw (Table      *table,
          const char *name,
          const char *value)
{
  VmrCells *cells = table->cells;
  double h = ceil (cells->metrics.small * 1.6), m = 14, w = cells->width - 2 * m, left;
  VmrCell *cell;

  if (table->y + h > cells->height)
    return;
  cell = vmr_cells_text (cells, VMR_RECT (m, table->y, w, h), VMR_SMALL | VMR_MONO,
                         VMR_INK_SECONDARY, name, NULL);
  left = cell ? cell->rect.w + 10 : 0;
  vmr_cells_text (cells, VMR_RECT (m + left, table->y, w - left, h),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, value, NULL);
  table->y += h;
}

static void
title_draw (Table      *table,
            const char *name,
            const char *type)
{
  VmrCells *cells = table->cells;
  double w = cells->width - 28;

  vmr_cells_text (cells, VMR_RECT (14, 8, w, cells->metrics.row), VMR_TITLE | VMR_BOLD,
                  VMR_INK_TEXT, name, NULL);
  vmr_cells_text (cells, VMR_RECT (14, 8 + cells->metrics.row, w, cells->metrics.small * 1.6),
                  VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, type, NULL);
  table->y = 8 + cells->metrics.row + cells->metrics.small * 1.6 + 8;
}

/* All bits in rows of eight, the highest first, each row under the numbers of its ends. */
static void
bits_draw (Table  *table,
           guint64 entry,
           guint   n)
{
  VmrCells *cells = table->cells;
  double m = 14, label = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "63-56") + 10;
  double side = MIN (floor ((cells->width - 2 * m - label) / 8), ceil (cells->metrics.small * 1.7));

  for (guint row_of = n / 8; row_of-- > 0;)
    {
      g_autofree char *ends = g_strdup_printf ("%u-%u", row_of * 8 + 7, row_of * 8);

      if (table->y + side > cells->height)
        return;
      vmr_cells_text (cells, VMR_RECT (m, table->y, label, side), VMR_SMALL | VMR_MONO,
                      VMR_INK_SECONDARY, ends, NULL);
      for (guint i = 0; i < 8; i++)
        {
          guint bit = row_of * 8 + 7 - i;
          gboolean set = entry >> bit & 1;
          VmrRect r = VMR_RECT (m + label + i * side, table->y, side - 2, side - 2);

          vmr_cells_box (cells, r, bit >= 12 ? VMR_INK_ANON : VMR_INK_PAGE_TABLE,
                         set ? VMR_TINT_STRONG : VMR_TINT_FAINT, 3);
          vmr_cells_text (cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER | (set ? VMR_BOLD : 0),
                          VMR_INK_TEXT, set ? "1" : "0", NULL);
        }
      table->y += side;
    }
  table->y += 8;
}

static void
field_draw (Table          *table,
            const VmrField *field)
{
  switch (field->kind)
    {
    case VMR_FIELD_TEXT:
      row_draw (table, field->name, field->value);
      break;
    case VMR_FIELD_USE:
      row_draw (table, field->name, vmr_use_name ((guint) field->number));
      break;
    case VMR_FIELD_BITS:
      bits_draw (table, field->number, field->bits);
      break;
    }
}

static void
inspector_draw_all (const VmrSession *session,
                    VmrCells         *cells)
{
  VmrRef ref = vmr_session_selection (session);
  const VmrThing *thing = vmr_thing (ref.kind);
  g_auto (VmrFields) fields = { 0 };
  Table table = { cells, 0 };

  if (vmr_session_state (session) == NULL)
    return;
  vmr_fields_init (&fields);
  if (thing && thing->fields)
    thing->fields (session, ref, &fields);
  else
    vmr_fields_title (&fields, _("Nothing selected"), "");
  if (fields.title == NULL)
    return;
  title_draw (&table, fields.title, fields.type);
  for (guint i = 0; i < fields.rows->len; i++)
    field_draw (&table, &g_array_index (fields.rows, VmrField, i));
}

void
vmr_inspector_layout (gpointer          data,
                      const VmrSession *session,
                      VmrCells         *cells)
{
  inspector_draw_all (session, cells);
  vmr_mask_cells (session, cells, TRUE);
}
