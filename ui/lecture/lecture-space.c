/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The address space for the last row of the hall: the kernel and five regions, not to scale. */
#include "ui/lecture/lecture.h"
#include "ui/panels/ranges.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A plate stands for one region or for neighbours of the same kind. */
typedef struct
{
  guint64     start, end;
  const char *name, *arrow;
  VmrInk      ink;              /* NONE: a hole */
  gboolean    access, touched;
  VmrRef      ref;
  double      weight;
} Plate;

static void
plate_add (GArray  *plates,
           Plate    plate)
{
  Plate *last = plates->len ? &g_array_index (plates, Plate, plates->len - 1) : NULL;

  if (last && !last->access && !plate.access && last->ink == plate.ink &&
      (plate.ink == VMR_INK_NONE || g_strcmp0 (last->name, plate.name) == 0))
    {
      last->start = plate.start;
      last->touched |= plate.touched;
      return;
    }
  g_array_append_val (plates, plate);
}

/* What an audience calls it. */
static const char *
plate_name (const KmMm     *mm,
            const VmrRange *range)
{
  if (range->arrow || g_str_equal (range->name, _("heap")))
    return range->name;
  /* What the kernel shows every program is no file of anybody's. */
  if (range->ink == VMR_INK_KERNEL)
    return "vdso";
  if (g_str_equal (range->name, _("anon mmap")))
    return range->name;
  if (range->start >= mm->mmap_base - (mm->mmap_base >> 2) || range->start > mm->brk)
    return _("libraries");
  if (range->start >= mm->start_code && range->start < mm->end_code)
    return _("text");
  /* With a heap the bss is in its area. */
  return mm->brk > mm->start_brk && g_str_equal (range->name, _("data")) ? _("data")
         : _("data, bss");
}

static GArray *
plates_collect (const VmrSession *session,
                const KmTask     *task)
{
  const KmMm *mm = task ? km_mm (vmr_session_machine (session), task->mm) : NULL;
  g_autoptr (GArray) ranges = vmr_ranges_collect (session, task);
  GArray *plates = g_array_new (FALSE, TRUE, sizeof (Plate));
  KmAddr access = 0;
  KmAccess kind;
  gboolean has = vmr_running_access (session, &access, &kind);

  plate_add (plates, (Plate) { KM_PAGE_OFFSET, G_GUINT64_CONSTANT (1) << 32, _("kernel"), NULL,
                               VMR_INK_KERNEL, FALSE, has && access >= KM_PAGE_OFFSET,
                               VMR_REF_INIT_NONE, 1.5 });
  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);
      Plate plate = { .start = range->start, .end = range->end, .ref = range->ref };

      if (range->start >= KM_PAGE_OFFSET)
        continue;
      plate.end = MIN (plate.end, KM_PAGE_OFFSET);
      plate.access = range->access;
      plate.touched = has && access >= range->start && access < range->end;
      plate.weight = range->access ? 0.4 : range->ink ? 0.8
                     : plate.end - plate.start > (1u << 28) ? 1.2 : 0.45;
      if (range->ink != VMR_INK_NONE && mm)
        {
          plate.name = plate_name (mm, range);
          plate.ink = range->ink;
        }
      plate.arrow = plate.name == range->name ? range->arrow : NULL;
      if (plate.name == range->name)
        plate.name = range->arrow && *range->arrow && g_str_equal (range->arrow, "↓")
                     ? _("stack") : g_intern_string (range->name);
      plate_add (plates, plate);
    }
  return plates;
}

static void
plate_draw (VmrCells    *cells,
            const Plate *plate,
            VmrRect      r)
{
  g_autofree char *label = g_strdup_printf ("%s%s%s", plate->name ? plate->name : "",
                                            plate->arrow ? " " : "",
                                            plate->arrow ? plate->arrow : "");
  VmrCell *cell;

  if (plate->ink == VMR_INK_NONE && !plate->access)
    {
      for (guint side = 0; side < 2; side++)
        vmr_cells_segment (cells, r.x + side * r.w, r.y + 3, r.x + side * r.w, r.y + r.h - 3,
                           VMR_INK_LINE, 2)->flags |= VMR_CELL_DASHED;
      return;
    }
  if (plate->access)
    {
      cell = vmr_cells_box (cells, VMR_RECT (r.x - 5, r.y, r.w + 10, r.h), VMR_INK_PANEL,
                            VMR_TINT_FULL, 5);
      vmr_cell_outline (cell, VMR_INK_LIGHT, 4);
      cell->flags |= VMR_CELL_CAUSE;
      vmr_cells_subject (cells, cell, plate->ref, _("the page that is used"), NULL);
      return;
    }
  cell = vmr_cells_box (cells, r, plate->ink, VMR_TINT_STRONG, 4);
  vmr_cell_outline (cell, plate->touched ? VMR_INK_LIGHT : plate->ink, 3);
  vmr_cells_subject (cells, cell, plate->ref, label, NULL);
  if (vmr_cells_text (cells, VMR_RECT (r.x + 6, r.y, r.w - 12, r.h), VMR_BODY | VMR_CENTER |
                      (plate->ink == VMR_INK_KERNEL ? VMR_BOLD : 0), VMR_INK_AUTO, label,
                      plate->name, NULL) == NULL)
    vmr_cells_text (cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h), VMR_SMALL | VMR_CENTER, VMR_INK_AUTO,
                    label, plate->name, NULL);
}

static void
axis_label (VmrCells   *cells,
            double      right,
            double      y,
            double      top,
            const char *text)
{
  double h = cells->metrics.small * 1.3;

  vmr_cells_text (cells, VMR_RECT (0, MAX (y - h / 2, top), right - 10, h), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_TEXT, text, NULL);
}

/* In a narrow room only the neighbours of the page in question stay. */
static void
plates_shorten (GArray *plates)
{
  guint at = 0;

  for (guint i = 0; i < plates->len; i++)
    if (g_array_index (plates, Plate, i).access || g_array_index (plates, Plate, i).touched)
      at = i;
  while (plates->len > at + 3)
    g_array_remove_index (plates, plates->len - 1);
  while (at > 2)
    {
      g_array_remove_index (plates, 0);
      at--;
    }
}

VmrPoint
vmr_lecture_space (const VmrSession *session,
                   VmrCells         *cells,
                   VmrRect           room,
                   gboolean          brief)
{
  g_return_val_if_fail (session != NULL, ((VmrPoint) { 0 }));

  const KmTask *task = vmr_session_task (session);
  g_autoptr (GArray) plates = plates_collect (session, task);
  double axis = vmr_cells_measure (cells, VMR_SMALL, "4 GiB") + 12, total = 0, y = room.y, label_x;
  double w = MIN (cells->metrics.body * 6.2, (room.w - axis) * 0.62);
  VmrPoint light = { -1, 0 };
  KmAddr access = 0;
  KmAccess kind = KM_ACCESS_READ;

  vmr_running_access (session, &access, &kind);
  if (brief)
    plates_shorten (plates);
  for (guint i = 0; i < plates->len; i++)
    total += g_array_index (plates, Plate, i).weight;
  label_x = room.x + axis + w + 16;
  for (guint i = 0; i < plates->len; i++)
    {
      const Plate *plate = &g_array_index (plates, Plate, i);
      VmrRect r = VMR_RECT (room.x + axis, y, w, room.h * plate->weight / total);

      plate_draw (cells, plate, r);
      if (plate->end == G_GUINT64_CONSTANT (1) << 32)
        axis_label (cells, room.x + axis, r.y, room.y, "4 GiB");
      if (plate->start == KM_PAGE_OFFSET)
        axis_label (cells, room.x + axis, r.y + r.h, room.y, "3 GiB");
      if (plate->start == 0)
        axis_label (cells, room.x + axis, r.y + r.h - cells->metrics.small * 0.65, room.y, "0");
      if (plate->access || (plate->touched && light.x < 0))
        {
          g_autofree char *text = g_strdup_printf ("0x%08x", access);
          double h = cells->metrics.body * 1.3, at = r.y + r.h / 2;
          VmrCell *cell = vmr_cells_text (cells,
                                          VMR_RECT (label_x, at - h, room.x + room.w - label_x,
                                                           h),
                                          VMR_BODY | VMR_BOLD, VMR_INK_LIGHT,
                                          kind == KM_ACCESS_WRITE ? _("store")
                                          : kind == KM_ACCESS_EXEC ? _("fetch") : _("load"), NULL);
          double verb = cell ? cell->rect.w + 8 : 0;

          cell = vmr_cells_text (cells, VMR_RECT (label_x, at, room.x + room.w - label_x, h),
                                 VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_LIGHT, text, NULL);
          /* Beside the address; where there is no room for it, beside the verb. */
          light = cell ? (VmrPoint) { label_x + MAX (cell->rect.w + 8, verb), at + h / 2 }
                  : (VmrPoint) { label_x + verb, at - h / 2 };
        }
      y += r.h;
    }
  return light;
}
