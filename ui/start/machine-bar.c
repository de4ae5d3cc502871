/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/start/machine-bar.h"

#include "ui/start/sketch.h"

#define QUARTER ((double) ((guint64) 1 << 30))

/* One region of the kernel's quarter. */
static void
region (const VmrSketch *s,
        guint64          from,
        guint64          to,
        double           w,
        double           h,
        VmrInk           ink,
        guint            tint,
        const char      *name)
{
  double x0 = w * (double) (from - KM_PAGE_OFFSET) / QUARTER;
  double x1 = w * (double) (to - KM_PAGE_OFFSET) / QUARTER;

  if (x1 - x0 < 1)
    return;
  vmr_sketch_plate (s, x0, 0, x1 - x0, h, ink, tint, ink, 1);
  /* About eight pixels a letter. */
  if (x1 - x0 > 8 * (double) g_utf8_strlen (name, -1))
    vmr_sketch_text (s, (x0 + x1) / 2, h / 2, 11, FALSE, VMR_INK_TEXT, name);
}

static void
quarter_draw (const VmrSketch *s,
              const KmLayout  *layout,
              double           w,
              double           h)
{
  guint64 end = (guint64) 1 << 32;

  region (s, KM_PAGE_OFFSET, layout->high_memory, w, h, VMR_INK_KERNEL, VMR_TINT_PALE,
          "direct map");
  region (s, layout->vmalloc_start, layout->vmalloc_end, w, h, VMR_INK_VMALLOC, VMR_TINT_PALE,
          "vmalloc");
  region (s, layout->vmalloc_end, end, w, h, VMR_INK_KSM, VMR_TINT_PALE, "");
}

void
vmr_machine_bars_draw (const VmrZoneSizes *before,
                       const VmrZoneSizes *after,
                       const char         *before_name,
                       const char         *after_name,
                       cairo_t            *cr,
                       const VmrPalette   *palette,
                       double              w,
                       double              h)
{
  const VmrZoneSizes *machines[] = { before, after };
  const char *names[] = { before_name, after_name };
  const VmrSketch sketch = { cr, palette };
  const double left = 52;
  double row = h / 4, bar = row - 10;
  guint64 whole = MAX (before->total, after->total);

  for (guint i = 0; i < 4; i++)
    {
      const VmrZoneSizes *machine = machines[i % 2];

      vmr_sketch_text (&sketch, left / 2 - 4, i * row + row / 2, 12, FALSE,
                       i % 2 ? VMR_INK_ACCENT : VMR_INK_SECONDARY, names[i % 2]);
      cairo_save (cr);
      cairo_translate (cr, left, i * row + 5);
      if (i < 2)
        vmr_zone_bar_draw (machine, whole, cr, palette, w - left, bar);
      else
        quarter_draw (&sketch, &machine->layout, w - left, bar);
      cairo_restore (cr);
    }
}
