/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much the Translate stage shows: the control at its top right, and at the foot three small
 * frames in which the same drawing unfolds. Both are pressed. */
#include "ui/stages/translate-detail.h"

#include "ui/session/session-look.h"
#include "ui/stages/translate-plain-private.h"

#include "ui/panels/panels.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_DETAILS 3

static const char *
detail_name (const VmrSession *session,
             guint             detail)
{
  static const char *const names[N_DETAILS] = { N_("Plain"), N_("Two levels"), N_("Full") };
  const KmState *state = km_machine_state (vmr_session_machine (session));

  return detail == VMR_DETAIL_LEVELS && state && state->config.pae ? _("Three levels") : _(names[detail]);
}

static void
detail_subject (const VmrSession *session,
                VmrCells *cells,
                VmrCell  *cell,
                guint     detail,
                guint     part)
{
  g_autofree char *name = g_strdup_printf (_("Detail: %s"), detail_name (session, detail));

  cell->part = part;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_DETAIL + detail, 0), name,
                     NULL);
}

double
vmr_detail_control (const VmrSession *session,
                    VmrCells         *cells,
                    const char       *title)
{
  g_return_val_if_fail (session != NULL, 0);
  return vmr_detail_title (session, cells, title, 0, NULL);
}

double
vmr_detail_title (const VmrSession *session,
                  VmrCells         *cells,
                  const char       *title,
                  double            beside,
                  VmrRect          *room)
{
  double m = vmr_plain_margin (cells), h = ceil (cells->metrics.small * 1.9), y = 8;
  double right = cells->width - m, left, widths[N_DETAILS], total = 4;
  double title_h = ceil (cells->metrics.title * 1.6);
  VmrCell *cell;

  g_return_val_if_fail (session != NULL, 0);
  if (cells->metrics.lecture)
    {
      vmr_cells_text (cells, VMR_RECT (m, 0, cells->width - 2 * m, cells->metrics.row),
                      VMR_BODY | VMR_BOLD,
                      VMR_INK_TEXT, title, NULL);
      return cells->metrics.row;
    }
  for (guint i = 0; i < N_DETAILS; i++)
    total += widths[i] = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, detail_name (session, i)) + h;
  left = right - total;
  cell = vmr_cells_box (cells, VMR_RECT (left, y, total, h), VMR_INK_SOFT, VMR_TINT_FULL, 6);
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  for (guint i = 0, x = (guint) left + 2; i < N_DETAILS; x += (guint) widths[i], i++)
    {
      gboolean on = vmr_session_detail (session) == (VmrDetail) i;
      VmrRect r = VMR_RECT (x, y + 2, widths[i], h - 4);

      cell = vmr_cells_box (cells, r, on ? VMR_INK_PANEL : VMR_INK_SOFT, VMR_TINT_FULL, 5);
      if (on)
        vmr_cell_outline (cell, VMR_INK_ACCENT, 1.5);
      detail_subject (session, cells, cell, i, 0xde7);
      vmr_cells_text (cells, r, VMR_SMALL | VMR_CENTER | (on ? VMR_BOLD : 0), VMR_INK_TEXT,
                      detail_name (session, i), NULL);
    }
  if (left - m - beside > total * 1.6)
    {
      double w = vmr_cells_measure (cells, VMR_SMALL, _("Detail")) + 1;

      vmr_cells_text (cells, VMR_RECT (left - 10 - w, y, w, h), VMR_SMALL, VMR_INK_SECONDARY,
                      _("Detail"), NULL);
      left -= w + 10;
    }
  left -= 10 + beside;
  cell = vmr_cells_text (cells, VMR_RECT (m, y + (h - title_h) / 2, left - m, title_h),
                         VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, title, NULL);
  if (cell == NULL)
    cell = vmr_cells_text (cells, VMR_RECT (m, y, left - m, h), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                           title, NULL);
  if (room != NULL)
    *room = VMR_RECT (cell ? cell->rect.x + cell->rect.w + 10 : m, y, beside, h);
  return y + h + 8;
}

/* --- the strip -------------------------------------------------------------------------------- */

/* The colours of the drawing and the three frames; not where height is dear. */
double
vmr_detail_strip_height (const VmrSession *session,
                         VmrCells         *cells)
{
  g_return_val_if_fail (session != NULL, 0);
  if (cells->metrics.lecture || cells->height < 640 || cells->width < 760)
    return 0;
  return MIN (ceil (cells->metrics.small * 13), cells->height * 0.25);
}

static void
legend_draw (VmrCells *cells,
             double    right,
             double    y,
             double    left)
{
  static const KmUse roles[] = { KM_USE_KERNEL, KM_USE_PAGE_TABLE, KM_USE_FILE, KM_USE_ANON };
  double line = ceil (cells->metrics.small * 1.5);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      double w = vmr_cells_measure (cells, VMR_SMALL, vmr_use_name (roles[i])) + 1;

      if (right - w - 16 < left)
        return;
      vmr_cells_text (cells, VMR_RECT (right - w, y, w, line), VMR_SMALL, VMR_INK_TEXT,
                      vmr_use_name (roles[i]), NULL);
      vmr_cells_box (cells, VMR_RECT (right - w - 16, y + (line - 11) / 2, 11, 11),
                     vmr_use_ink (roles[i]), VMR_TINT_FULL, 3);
      right -= w + 32;
    }
}

static void
small_box (VmrCells   *cells,
           VmrRect     r,
           VmrInk      ink,
           guint       tint,
           VmrInk      line,
           const char *text)
{
  VmrCell *cell = vmr_cells_box (cells, r, ink, tint, 4);

  vmr_cell_outline (cell, line, line == VMR_INK_LIGHT ? 1.5 : 1);
  if (text != NULL)
    vmr_cells_text (cells, VMR_RECT (r.x + 2, r.y, r.w - 4, r.h), VMR_SMALL | VMR_CENTER,
                    VMR_INK_TEXT,
                    text, NULL);
}

/* One small table: the row in question between two others. */
static void
small_table (VmrCells *cells,
             double    x,
             double    y,
             double    w,
             double    h)
{
  for (int i = -1; i <= 1; i += 2)
    small_box (cells, VMR_RECT (x + 2, y + i * (h + 2), w - 4, h), VMR_INK_SOFT, VMR_TINT_FULL,
               VMR_INK_PAGE_TABLE, NULL);
  small_box (cells, VMR_RECT (x, y, w, h), VMR_INK_PAGE_TABLE, VMR_TINT_STRONG, VMR_INK_PAGE_TABLE,
             NULL);
}

/* Address, tables and frame of one frame of the strip; what is new in it is on a soft ground. */
static void
small_drawing (VmrCells *cells,
               VmrRect   r,
               guint     detail)
{
  double h = MIN (ceil (cells->metrics.small * 1.5), (r.h - 8) / 3), y = r.y + r.h / 2 - h / 2;
  double word = MAX (MAX (vmr_cells_measure (cells, VMR_SMALL, _("address")),
                          vmr_cells_measure (cells, VMR_SMALL, _("frame"))),
                     vmr_cells_measure (cells, VMR_SMALL, "PWUAD")) + 12;
  double table = MIN ((r.w - 2 * word) * 0.24, 56), x1 = r.x + word, x2 = r.x + r.w - word;
  double at = detail == 0 ? x2 - table - (x2 - x1) * 0.25 : x2 - table - (x2 - x1 - 2 * table) / 3;
  double first = x1 + (x2 - x1 - 2 * table) / 3;

  vmr_cells_segment (cells, x1, y + h / 2, x2, y + h / 2, VMR_INK_SECONDARY, 1.5);
  if (detail > 0)
    {
      if (detail == 1)
        vmr_cells_box (cells, VMR_RECT (first - 5, y - h - 6, table + 10, 3 * h + 12),
                       VMR_INK_ACCENT,
                       VMR_TINT_FAINT, 4);
      small_table (cells, first, y, table, h);
    }
  small_table (cells, at, y, table, h);
  small_box (cells, VMR_RECT (r.x, y, word, h), VMR_INK_PANEL, VMR_TINT_FULL, VMR_INK_TEXT,
             _("address"));
  small_box (cells, VMR_RECT (x2, y, word, h), VMR_INK_ANON, VMR_TINT_STRONG, VMR_INK_TEXT,
             _("frame"));
  if (detail == 2)
    {
      small_box (cells, VMR_RECT (r.x, y - h - 2, word, h), VMR_INK_ACCENT, VMR_TINT_FAINT,
                 VMR_INK_LINE, "DS");
      small_box (cells, VMR_RECT (r.x, y + h + 2, word, h), VMR_INK_ACCENT, VMR_TINT_FAINT,
                 VMR_INK_LINE, "TLB");
      small_box (cells, VMR_RECT (x2, y + h + 2, word, h), VMR_INK_ACCENT, VMR_TINT_FAINT,
                 VMR_INK_LINE,
                 "PWUAD");
    }
}

void
vmr_detail_strip (const VmrSession *session,
                  VmrCells         *cells,
                  double            y)
{
  static const char *const what[N_DETAILS] = {
    N_("one table: page → frame"), N_("directory, then table"), N_("segment, TLB, flags, sums"),
  };
  double m = vmr_plain_margin (cells), gap = 24, line = ceil (cells->metrics.small * 1.5);
  double w = (cells->width - 2 * m - 2 * gap) / 3, top = y + line + 6, h = cells->height - top - 10;
  VmrCell *cell;
  double x;

  g_return_if_fail (session != NULL);
  vmr_cells_segment (cells, m, y - 3, cells->width - m, y - 3, VMR_INK_LINE, 1);
  cell = vmr_cells_text (cells, VMR_RECT (m, y, w * 2, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                         _("The same drawing unfolds"), NULL);
  x = m + (cell ? cell->rect.w : 0) + 12;
  cell = vmr_cells_text (cells, VMR_RECT (x, y, cells->width * 0.55 - x, line), VMR_SMALL,
                         VMR_INK_SECONDARY,
                         _("address, entry and frame keep their places"), NULL);
  legend_draw (cells, cells->width - m, y, x + (cell ? cell->rect.w : 0) + 16);
  for (guint i = 0; i < N_DETAILS; i++)
    {
      VmrRect r = VMR_RECT (m + i * (w + gap), top, w, h);
      gboolean on = vmr_session_detail (session) == (VmrDetail) i;
      double used;

      cell = vmr_cells_box (cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 6);
      vmr_cell_outline (cell, on ? VMR_INK_ACCENT : VMR_INK_LINE, on ? 2 : 1);
      detail_subject (session, cells, cell, i, 0xde8);
      cell = vmr_cells_text (cells, VMR_RECT (r.x + 10, r.y + 3, r.w - 20, line),
                             VMR_SMALL | VMR_BOLD,
                             on ? VMR_INK_ACCENT : VMR_INK_TEXT, detail_name (session, i), NULL);
      used = cell ? cell->rect.w + 18 : 10;
      vmr_cells_text (cells, VMR_RECT (r.x + used, r.y + 3, r.w - used - 8, line), VMR_SMALL,
                      VMR_INK_SECONDARY, _(what[i]), NULL);
      small_drawing (cells, VMR_RECT (r.x + 12, r.y + line + 6, r.w - 24, r.h - line - 12), i);
      if (i + 1 < N_DETAILS)
        vmr_cells_text (cells, VMR_RECT (r.x + r.w, r.y, gap, r.h), VMR_BODY | VMR_CENTER,
                        VMR_INK_SECONDARY, "›", NULL);
    }
}
