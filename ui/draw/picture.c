/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/picture-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define POINTS_A_PX 0.75

typedef enum
{
  PICTURE_NONE,
  PICTURE_PNG,
  PICTURE_SVG,
  PICTURE_PDF,
} Kind;

static Kind
kind_of (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".png") ? PICTURE_PNG
         : g_str_has_suffix (lower, ".svg") ? PICTURE_SVG
         : g_str_has_suffix (lower, ".pdf") ? PICTURE_PDF : PICTURE_NONE;
}

static cairo_status_t
take_bytes (void                *data,
            const unsigned char *bytes,
            unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Ends the surface and stores what it has written; takes both. */
static gboolean
store (cairo_surface_t *surface,
       GByteArray      *bytes,
       Kind             kind,
       const char      *path,
       GError         **error)
{
  cairo_status_t status = kind == PICTURE_PNG ? cairo_surface_write_to_png_stream (surface, take_bytes, bytes)
                          : CAIRO_STATUS_SUCCESS;
  gboolean ok;

  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  ok = status == CAIRO_STATUS_SUCCESS;
  if (ok && kind == PICTURE_SVG)
    vmr_picture_renumber (bytes);
  if (ok)
    ok = g_file_set_contents (path, (const char *) bytes->data, bytes->len, error);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path,
                 cairo_status_to_string (status));
  cairo_surface_destroy (surface);
  g_byte_array_unref (bytes);
  return ok;
}

static cairo_surface_t *
pdf_new (GByteArray *bytes,
         double      width,
         double      height)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, width,
                                                                  height);

  /* 1.4 has no compressed objects: any old printer's software reads it. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vmarium");
  /* The same picture twice is the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  return surface;
}

static cairo_surface_t *
svg_new (GByteArray *bytes,
         double      width,
         double      height)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (take_bytes, bytes, width,
                                                                  height);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

static cairo_surface_t *
png_new (double width,
         double height,
         int    scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int) ceil (width) * scale,
                                                         (int) ceil (height) * scale);

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static void
paint_as_vectors (cairo_t        *cr,
                  const VmrCells *cells,
                  VmrInk          ground)
{
  if (ground != VMR_INK_NONE)
    {
      VmrRgb rgb = vmr_palette_rgb (cells->palette, ground);

      cairo_set_source_rgb (cr, rgb.r, rgb.g, rgb.b);
      cairo_paint (cr);
    }
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_BITMAP)
        vmr_picture_runs (cr, cell->surface, cell->rect.x, cell->rect.y);
      else
        vmr_paint_cell (cr, cells, i, &VMR_MOTION_NONE);
    }
}

gboolean
vmr_picture_write (const VmrCells *cells,
                   VmrInk          ground,
                   int             scale,
                   const char     *path,
                   GError        **error)
{
  Kind kind = kind_of (path);
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (cells != NULL, FALSE);
  if (kind == PICTURE_NONE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("%s: the name must end in .png, .svg or .pdf"), path);
      return FALSE;
    }
  bytes = g_byte_array_new ();
  surface = kind == PICTURE_PNG ? png_new (cells->width, cells->height, scale)
            : kind == PICTURE_SVG ? svg_new (bytes, cells->width, cells->height)
            : pdf_new (bytes, cells->width * POINTS_A_PX, cells->height * POINTS_A_PX);
  cr = cairo_create (surface);
  if (kind == PICTURE_PDF)
    cairo_scale (cr, POINTS_A_PX, POINTS_A_PX);
  if (kind == PICTURE_SVG)
    paint_as_vectors (cr, cells, ground);
  else
    vmr_paint (cr, cells, ground);
  cairo_destroy (cr);
  return store (surface, bytes, kind, path, error);
}

gboolean
vmr_picture_write_pages (const char  *path,
                         const char  *title,
                         double       width,
                         double       height,
                         guint        n_pages,
                         VmrPageFunc  draw,
                         gpointer     data,
                         GError     **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = pdf_new (bytes, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  for (guint page = 0; page < n_pages; page++)
    {
      cairo_save (cr);
      draw (cr, page, data);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  return store (surface, bytes, PICTURE_PDF, path, error);
}
