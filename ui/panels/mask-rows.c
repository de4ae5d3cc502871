/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index of a row is asked for, and rows are counted: those around it would tell.
 *
 *     90 – 97          90 – 97          … – 97     a run of which one end is known
 *     89          ──►  89          ──►  …          a row of its own goes on to the next
 *     88  asked        …                …
 *     73 – 87          73 – …           73 – …
 */
#include "ui/panels/mask-private.h"
#include "ui/session/mask.h"
#include "ui/session/session-question.h"

#include "core/lesson/number.h"

#include <math.h>
#include <string.h>

#define ROWS (1u << VMR_REF_PTE | 1u << VMR_REF_ADDRESS)

/* Its words and its tooltip: the address at which an entry lies tells its index. */
static void
ground_mask (VmrCells *cells,
             guint     label,
             guint64   number)
{
  VmrCell *row = vmr_mask_ground (cells, label, ROWS);
  g_autofree char *name = row ? vmr_text_without (row->name, number) : NULL;

  if (name != NULL)
    row->name = vmr_cells_string (cells, name);
  if (row != NULL)
    row->tooltip = row->name;
}

/* The label in the same column that has this number in it, and what it is without; NULL when none has. */
static char *
label_find (const VmrCells *cells,
            guint           first,
            guint           asked,
            guint64         number,
            guint          *found)
{
  double x = vmr_cells_get (cells, asked)->rect.x;

  for (guint i = first; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      char *masked;

      if (i == asked || cell->layout == NULL || fabs (cell->rect.x - x) > 1 ||
          vmr_mask_ground (cells, i, ROWS) == NULL)
        continue;
      masked = vmr_text_without (pango_layout_get_text (cell->layout), number);
      *found = i;
      if (masked != NULL)
        return masked;
    }
  return NULL;
}

void
vmr_mask_row (const VmrSession *session,
              VmrCells         *cells,
              guint             first,
              guint             index)
{
  guint64 asked;

  if (vmr_mask_ground (cells, index, ROWS) == NULL ||
      !km_number_parse (vmr_session_secret (session)->answer, &asked))
    return;
  ground_mask (cells, index, asked);
  for (int way = -1; way <= 1; way += 2)
    for (guint64 number = asked + (guint64) way;; number += (guint64) way)
      {
        guint label;
        g_autofree char *masked = label_find (cells, first, index, number, &label);

        if (masked == NULL)
          break;
        vmr_cells_retext (cells, label, masked);
        ground_mask (cells, label, number);
        /* The other end of a run is no neighbour. */
        if (strcmp (masked, "…") != 0)
          break;
      }
}
