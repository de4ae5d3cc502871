/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/start/zone-bar.h"

#include "core/machine/machine.h"
#include "ui/start/sketch.h"

#define DMA_END ((guint64) 16 << 20)
#define N_ZONES (KM_ZONE_HIGHMEM + 1)

static guint64
overlap (const KmRange *range,
         guint64        start,
         guint64        end)
{
  guint64 from = MAX ((guint64) range->start, start), to = MIN ((guint64) range->last + 1, end);

  return to > from ? to - from : 0;
}

gboolean
vmr_zone_sizes (KmLayoutKind  kind,
                guint64       ram,
                VmrZoneSizes *sizes,
                GError      **error)
{
  const KmConfig config = { .layout = kind, .ram = ram };
  KmRange ranges[KM_MAX_RANGES];
  guint n;
  guint64 low, end;

  *sizes = (VmrZoneSizes) { .total = 0 };
  if (!km_layout_compute (&config, &sizes->layout, ranges, &n, error))
    return FALSE;
  low = (guint64) sizes->layout.max_low_pfn << KM_PAGE_SHIFT;
  end = (guint64) sizes->layout.max_pfn << KM_PAGE_SHIFT;
  /* The firmware's first MiB has a hole; a zone is named by what it spans there. */
  sizes->size[KM_ZONE_DMA] = MIN (DMA_END, low);
  for (guint i = 0; i < n; i++)
    {
      sizes->size[KM_ZONE_NORMAL] += overlap (&ranges[i], DMA_END, low);
      sizes->size[KM_ZONE_HIGHMEM] += overlap (&ranges[i], low, end);
    }
  for (guint zone = 0; zone < N_ZONES; zone++)
    sizes->total += sizes->size[zone];
  return TRUE;
}

/* ", ZONE_HIGHMEM 1 152" */
static void
append_zone (GString            *text,
             const VmrZoneSizes *sizes,
             KmZoneIndex         zone)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                             (sizes->size[zone] + (1 << 19)) >> 20);
  g_autofree char *mib = km_count_words (digits);

  g_string_append_printf (text, "%s%s %s", text->len ? ", " : "", km_zone_constant (zone), mib);
}

char *
vmr_zone_words (const VmrZoneSizes *sizes)
{
  GString *text = g_string_new (NULL);

  /* Zone names are the kernel's own, in every language. */
  append_zone (text, sizes, KM_ZONE_DMA);
  append_zone (text, sizes, KM_ZONE_NORMAL);
  if (sizes->size[KM_ZONE_HIGHMEM] > 0)
    append_zone (text, sizes, KM_ZONE_HIGHMEM);
  g_string_append (text, " MiB");
  return g_string_free (text, FALSE);
}

void
vmr_zone_swatch_draw (guint             zone,
                      cairo_t          *cr,
                      const VmrPalette *palette,
                      double            w,
                      double            h)
{
  const VmrSketch sketch = { cr, palette };

  if (zone == KM_ZONE_DMA)
    vmr_sketch_box (&sketch, 0, 0, w, h, VMR_INK_TEXT, 80);
  else if (zone == KM_ZONE_NORMAL)
    vmr_sketch_box (&sketch, 0, 0, w, h, VMR_INK_KERNEL, 90);
  else
    vmr_sketch_plate (&sketch, 0, 0, w, h, VMR_INK_KERNEL, VMR_TINT_PALE, VMR_INK_KERNEL, 1);
}

void
vmr_zone_bar_draw (const VmrZoneSizes *sizes,
                   guint64             whole,
                   cairo_t            *cr,
                   const VmrPalette   *palette,
                   double              w,
                   double              h)
{
  double x = 0;

  whole = MAX (MAX (whole, sizes->total), 1);
  for (guint zone = 0; zone < N_ZONES; zone++)
    {
      double width = w * (double) sizes->size[zone] / (double) whole;

      if (sizes->size[zone] == 0)
        continue;
      cairo_save (cr);
      cairo_translate (cr, x, 0);
      vmr_zone_swatch_draw (zone, cr, palette, MAX (width - (x + width < w ? 1 : 0), 1.5), h);
      cairo_restore (cr);
      x += width;
    }
}
