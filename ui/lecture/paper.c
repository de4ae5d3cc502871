/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/lecture/paper.h"

#include "ui/draw/metrics.h"
#include "ui/draw/picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A4 */
#define LONG 842.0
#define SHORT 595.0
#define MARGIN 36.0
#define HEAD 26.0
#define FOOT 18.0

typedef struct
{
  VmrCells *cells;
  VmrRect   where;
} Drawing;

typedef struct
{
  VmrCells *cells;
  GArray   *drawings;
} Page;

struct _VmrPaper
{
  double            width, height;
  const VmrPalette *palette;
  VmrTextCache     *texts;
  GPtrArray        *pages;      /* Page */
  char             *title;
};

static void
drawing_clear (gpointer data)
{
  vmr_cells_free (((Drawing *) data)->cells);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_array_unref (page->drawings);
  vmr_cells_free (page->cells);
  g_free (page);
}

VmrPaper *
vmr_paper_new (gboolean landscape,
               gboolean grey)
{
  VmrPaper *self = g_new0 (VmrPaper, 1);

  self->width = landscape ? LONG : SHORT;
  self->height = landscape ? SHORT : LONG;
  self->palette = grey ? vmr_palette_grey () : vmr_palette_get (VMR_THEME_LIGHT, FALSE);
  self->texts = vmr_text_cache_new (NULL, NULL);
  self->pages = g_ptr_array_new_with_free_func (page_free);
  return self;
}

void
vmr_paper_free (VmrPaper *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  vmr_text_cache_free (self->texts);
  g_free (self->title);
  g_free (self);
}

VmrRect
vmr_paper_body (const VmrPaper *self)
{
  g_return_val_if_fail (self != NULL, ((VmrRect) { 0 }));
  return VMR_RECT (MARGIN, MARGIN + HEAD, self->width - 2 * MARGIN,
                   self->height - 2 * MARGIN - HEAD - FOOT);
}

const VmrPalette *
vmr_paper_palette (const VmrPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->palette;
}

VmrTextCache *
vmr_paper_texts (VmrPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->texts;
}

VmrCells *
vmr_paper_add (VmrPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  /* In points: what is read on paper is smaller than on a screen. */
  const VmrMetrics metrics = { .body = 9, .small = 7.5, .headline = 12, .title = 10.5, .floor = 6,
                               .light = 1.5, .line = 0.75, .row = 14 };
  Page *page = g_new0 (Page, 1);

  page->cells = vmr_cells_new (self->palette, self->texts, metrics, self->width, self->height);
  page->drawings = g_array_new (FALSE, FALSE, sizeof (Drawing));
  g_array_set_clear_func (page->drawings, drawing_clear);
  g_ptr_array_add (self->pages, page);
  return page->cells;
}

static Page *
last_page (VmrPaper *self)
{
  return self->pages->pdata[self->pages->len - 1];
}

void
vmr_paper_place (VmrPaper *self,
                 VmrCells *drawing,
                 VmrRect   where)
{
  Drawing placed = { drawing, where };

  g_return_if_fail (self != NULL);
  g_array_append_val (last_page (self)->drawings, placed);
  vmr_cells_frame (last_page (self)->cells, where, VMR_INK_LINE, 0.75, 4);
}

double
vmr_paper_flow (VmrPaper   *self,
                double      y,
                double      indent,
                guint       style,
                VmrInk      ink,
                const char *text)
{
  g_return_val_if_fail (self != NULL, 0);

  VmrRect body = vmr_paper_body (self);
  VmrCells *cells = last_page (self)->cells;
  guint flags = (style & VMR_MONO ? VMR_FONT_MONO : 0) | (style & VMR_BOLD ? VMR_FONT_BOLD : 0);
  double width = floor (body.w - indent);
  double height = vmr_text_cache_shape (self->texts, text,
                                        vmr_metrics_px (&cells->metrics, style), flags,
                                        width).height;

  if (y + height > body.y + body.h)
    {
      cells = vmr_paper_add (self);
      y = body.y;
    }
  vmr_cells_paragraph (cells, VMR_RECT (body.x + indent, y, width, height + 1), style, ink, text);
  return y + height;
}

void
vmr_paper_finish (VmrPaper   *self,
                  const char *title,
                  const char *aside)
{
  g_return_if_fail (self != NULL);

  double width = self->width - 2 * MARGIN, foot = self->height - MARGIN - FOOT + 4;

  self->title = g_strdup (title);
  for (guint i = 0; i < self->pages->len; i++)
    {
      VmrCells *cells = ((Page *) self->pages->pdata[i])->cells;
      g_autofree char *number = g_strdup_printf (_("Page %u of %u"), i + 1, self->pages->len);
      VmrCell *cell = vmr_cells_text (cells, VMR_RECT (MARGIN, MARGIN, width, HEAD - 10),
                                      VMR_HEADLINE | VMR_BOLD, VMR_INK_TEXT, title, NULL);
      double taken = cell ? cell->rect.w + 12 : 0;

      vmr_cells_text (cells, VMR_RECT (MARGIN + taken, MARGIN, width - taken, HEAD - 10),
                      VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, aside, NULL);
      vmr_cells_segment (cells, MARGIN, MARGIN + HEAD - 7, MARGIN + width, MARGIN + HEAD - 7,
                         VMR_INK_LINE, 0.75);
      vmr_cells_text (cells, VMR_RECT (MARGIN, foot, width / 2, 12), VMR_SMALL,
                      VMR_INK_SECONDARY, "Vmarium", NULL);
      vmr_cells_text (cells, VMR_RECT (MARGIN + width / 2, foot, width / 2, 12),
                      VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, number, NULL);
    }
}

guint
vmr_paper_n (const VmrPaper *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->pages->len;
}

void
vmr_paper_size (const VmrPaper *self,
                double         *width,
                double         *height)
{
  g_return_if_fail (self != NULL);
  *width = self->width;
  *height = self->height;
}

void
vmr_paper_paint (const VmrPaper *self,
                 cairo_t        *cr,
                 guint           page)
{
  g_return_if_fail (self != NULL);

  const Page *sheet = self->pages->pdata[page];

  for (guint i = 0; i < sheet->drawings->len; i++)
    {
      const Drawing *drawing = &g_array_index (sheet->drawings, Drawing, i);
      double scale = MIN (drawing->where.w / drawing->cells->width,
                          drawing->where.h / drawing->cells->height);

      cairo_save (cr);
      cairo_rectangle (cr, drawing->where.x, drawing->where.y, drawing->where.w,
                       drawing->where.h);
      cairo_clip (cr);
      cairo_translate (cr, drawing->where.x, drawing->where.y);
      cairo_scale (cr, scale, scale);
      vmr_paint (cr, drawing->cells, VMR_INK_NONE);
      cairo_restore (cr);
    }
  vmr_paint (cr, sheet->cells, VMR_INK_NONE);
}

static void
paint_page (cairo_t *cr,
            guint    page,
            gpointer data)
{
  vmr_paper_paint (data, cr, page);
}

gboolean
vmr_paper_write (VmrPaper   *self,
                 const char *path,
                 GError    **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return vmr_picture_write_pages (path, self->title, self->width, self->height, self->pages->len,
                                  paint_page, self, error);
}
