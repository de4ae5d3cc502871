/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iomem: kernel/resource.c, as far as RAM and the kernel image go. */
#include "core/report/iomem.h"

#include "core/state/machine-private.h"

static void
append_range (GString *out, guint indent, KmPhys start, KmPhys last, const char *name)
{
  int digits = last > 0xffffffffull ? 9 : 8;

  g_string_append_printf (out, "%*s%0*" G_GINT64_MODIFIER "x-%0*" G_GINT64_MODIFIER "x : %s\n",
                          (int) indent, "", digits, start, digits, last, name);
}

static void
append_image (const KmMachine *m, const KmRange *ram, GString *out)
{
  const KmLayout *l = &m->state->layout;
  KmPhys start = (KmPhys) l->image_start << KM_PAGE_SHIFT;

#define LAST(pfn) (((KmPhys) (pfn) << KM_PAGE_SHIFT) - 1)
  if (start < ram->start || start > ram->last)
    return;
  append_range (out, 2, start, l->code_end - 1, "Kernel code");
  append_range (out, 2, (l->code_end + KM_PAGE_SIZE - 1) & KM_PAGE_MASK, LAST (l->rodata_end),
                "Kernel rodata");
  append_range (out, 2, l->data_start, l->data_end - 1, "Kernel data");
  append_range (out, 2, LAST (l->init_end) + 1, LAST (l->image_end), "Kernel bss");
#undef LAST
}

void
km_report_iomem (const KmMachine *m, GString *out)
{
  gboolean measured = m->state->config.layout != KM_LAYOUT_CLASSIC;

  for (guint i = 0; i < m->state->n_ranges; i++)
    {
      KmRange ram = m->state->ranges[i];

      if (i == 0)               /* trim_bios_range (): the first page is the firmware's */
        {
          append_range (out, 0, 0, KM_PAGE_SIZE - 1, "Reserved");
          ram.start = KM_PAGE_SIZE;
        }
      append_range (out, 0, ram.start, ram.last, "System RAM");
      append_image (m, &ram, out);
      if (i == 0 && measured)
        {
          append_range (out, 0, 0x9fc00, 0x9ffff, "Reserved");
          append_range (out, 0, 0xf0000, 0xfffff, "Reserved");
        }
      if (i == 1 && measured)
        append_range (out, 0, ram.last + 1, ram.last + 152 * 1024, "Reserved");
    }
  if (measured)
    append_range (out, 0, 0xfffc0000, 0xffffffff, "Reserved");
}
