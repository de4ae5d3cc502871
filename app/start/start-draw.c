/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The drawn bits of the start page. */
#include "app/start/start-draw.h"

#include "app/start/start.h"

#include "ui/start/thumbnails.h"
#include "ui/start/zone-bar.h"

typedef struct
{
  VmrEnv      *env;           /* the window's, which outlives its widgets */
  char        *lesson;
  gboolean     current;
  double       share;
  guint        zone;
  VmrZoneSizes zones;
} Drawing;

static void
drawing_free (gpointer data,
              GClosure *closure)
{
  Drawing *drawing = data;

  g_object_unref (drawing->env);
  g_free (drawing->lesson);
  g_free (drawing);
}

static GtkWidget *
area_new (Drawing  *drawing,
          GCallback draw,
          int       width,
          int       height)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_set_size_request (area, width, height);
  g_signal_connect_data (area, "draw", draw, drawing, drawing_free, 0);
  return area;
}

static Drawing *
drawing_new (VmrStart *start)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->env = g_object_ref (start->host.env);
  return drawing;
}

static void
use_ink (cairo_t          *cr,
         const VmrPalette *palette,
         VmrInk            ink,
         guint             tint)
{
  const VmrSketch sketch = { cr, palette };

  vmr_sketch_ink (&sketch, ink, tint);
}

/* Rounded above, where the card is. */
static gboolean
draw_thumbnail (GtkWidget *area,
                cairo_t   *cr,
                Drawing   *drawing)
{
  const VmrPalette *palette = vmr_env_palette (drawing->env);
  double w = gtk_widget_get_allocated_width (area), h = gtk_widget_get_allocated_height (area);
  const double r = 8;

  cairo_move_to (cr, 0, h);
  cairo_arc (cr, r, r, r, G_PI, 3 * G_PI / 2);
  cairo_arc (cr, w - r, r, r, 3 * G_PI / 2, 2 * G_PI);
  cairo_line_to (cr, w, h);
  if (drawing->current)
    use_ink (cr, palette, VMR_INK_ACCENT, 8);
  else
    use_ink (cr, palette, VMR_INK_SOFT, 60);
  cairo_fill (cr);
  cairo_translate (cr, 4, 2);
  vmr_thumbnail_draw (drawing->lesson, cr, palette, w - 8, h - 4);
  return GDK_EVENT_STOP;
}

GtkWidget *
vmr_start_thumbnail (VmrStart   *start,
                     const char *lesson,
                     gboolean    current,
                     int         width,
                     int         height)
{
  Drawing *drawing = drawing_new (start);

  drawing->lesson = g_strdup (lesson);
  drawing->current = current;
  return area_new (drawing, G_CALLBACK (draw_thumbnail), width, height);
}

static gboolean
draw_bar (GtkWidget *area,
          cairo_t   *cr,
          Drawing   *drawing)
{
  const VmrPalette *palette = vmr_env_palette (drawing->env);
  const VmrSketch sketch = { cr, palette };
  double w = gtk_widget_get_allocated_width (area), h = gtk_widget_get_allocated_height (area);

  vmr_sketch_box (&sketch, 0, 0, w, h, VMR_INK_SOFT, 100);
  if (drawing->share > 0)
    vmr_sketch_box (&sketch, 0, 0, MAX (w * drawing->share, h), h, VMR_INK_ACCENT, 100);
  return GDK_EVENT_STOP;
}

GtkWidget *
vmr_start_bar (VmrStart *start,
               double    share)
{
  Drawing *drawing = drawing_new (start);

  drawing->share = CLAMP (share, 0, 1);
  return area_new (drawing, G_CALLBACK (draw_bar), 60, 6);
}

static gboolean
draw_check (GtkWidget *area,
            cairo_t   *cr,
            Drawing   *drawing)
{
  const VmrPalette *palette = vmr_env_palette (drawing->env);
  double x = gtk_widget_get_allocated_width (area) / 2.0;
  double y = gtk_widget_get_allocated_height (area) / 2.0, r = 9;

  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  use_ink (cr, palette, VMR_INK_ACCENT, 100);
  cairo_fill (cr);
  cairo_move_to (cr, x - 4, y);
  cairo_line_to (cr, x - 1, y + 3);
  cairo_line_to (cr, x + 4.5, y - 3.5);
  use_ink (cr, palette, vmr_palette_text_on (palette, vmr_palette_rgb (palette, VMR_INK_ACCENT)),
           100);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  return GDK_EVENT_STOP;
}

GtkWidget *
vmr_start_check (VmrStart *start)
{
  return area_new (drawing_new (start), G_CALLBACK (draw_check), 20, 20);
}

static gboolean
draw_zones (GtkWidget *area,
            cairo_t   *cr,
            Drawing   *drawing)
{
  vmr_zone_bar_draw (&drawing->zones, 0, cr, vmr_env_palette (drawing->env),
                     gtk_widget_get_allocated_width (area),
                     gtk_widget_get_allocated_height (area));
  return GDK_EVENT_STOP;
}

GtkWidget *
vmr_start_zones (VmrStart   *start,
                 const char *layout,
                 guint64     ram)
{
  Drawing *drawing = drawing_new (start);
  g_autofree char *words = NULL;
  GtkWidget *area;

  for (guint kind = 0; kind < KM_N_LAYOUTS; kind++)
    if (g_str_equal (km_layout_name (kind), layout))
      vmr_zone_sizes (kind, ram, &drawing->zones, NULL);
  words = vmr_zone_words (&drawing->zones);
  area = area_new (drawing, G_CALLBACK (draw_zones), 120, 7);
  atk_object_set_role (gtk_widget_get_accessible (area), ATK_ROLE_IMAGE);
  atk_object_set_name (gtk_widget_get_accessible (area), words);
  return area;
}

static gboolean
draw_swatch (GtkWidget *area,
             cairo_t   *cr,
             Drawing   *drawing)
{
  vmr_zone_swatch_draw (drawing->zone, cr, vmr_env_palette (drawing->env),
                        gtk_widget_get_allocated_width (area),
                        gtk_widget_get_allocated_height (area));
  return GDK_EVENT_STOP;
}

GtkWidget *
vmr_start_swatch (VmrStart *start,
                  guint     zone)
{
  Drawing *drawing = drawing_new (start);
  GtkWidget *area;

  drawing->zone = zone;
  area = area_new (drawing, G_CALLBACK (draw_swatch), 10, 10);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}

GtkWidget *
vmr_start_label (const char *text,
                 const char *classes)
{
  GtkWidget *label = gtk_label_new (text);
  g_auto (GStrv) list = g_strsplit (classes, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), list[i]);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  return label;
}
