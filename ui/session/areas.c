/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/areas.h"

#include "core/user/vma.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const KmVma *
vmr_area_at (const KmMachine *machine,
             const KmMm      *mm,
             guint64          addr)
{
  const KmVma *vma = mm && addr <= G_MAXUINT32 ? km_vma_find (machine, mm, (KmAddr) addr) : NULL;

  return vma != NULL && addr >= vma->vm_start ? vma : NULL;
}

void
vmr_area_describe (const KmMachine *machine,
                   const KmMm      *mm,
                   const KmVma     *vma,
                   VmrArea         *area)
{
  const KmFile *file = km_file (machine, vma->vm_file);
  const char *name = _("anon mmap");
  gboolean is_heap = FALSE;

  area->arrow = NULL;
  if (vma->special == KM_VMA_VVAR)
    name = "vvar";
  else if (vma->special == KM_VMA_VDSO)
    name = "vdso";
  else if (vma->vm_flags & KM_VM_GROWSDOWN)
    {
      name = _("stack");
      area->arrow = "↓";
    }
  else if (mm->start_stack == 0 && mm->start_data == 0 && vma->vm_end <= mm->mmap_base)
    /* While a program starts, mm_struct does not say yet where its parts are. */
    name = file == NULL ? _("bss") : vma->vm_flags & KM_VM_WRITE ? _("data") : _("text");
  else if (vma->vm_start >= mm->start_code && vma->vm_start < MAX (mm->end_code, 1))
    name = _("text");
  else if (file == NULL && vma->vm_end > mm->start_brk && vma->vm_start <= mm->brk &&
           mm->brk > mm->start_brk)
    {
      name = _("heap");
      is_heap = TRUE;
      /* Of a heap in pieces the uppermost grows. */
      area->arrow = vma->vm_end >= mm->brk ? "↑" : NULL;
    }
  else if (vma->vm_start < mm->end_data && vma->vm_end > mm->start_data)
    name = _("data");
  else if (file == NULL && vma->vm_start <= mm->end_bss && vma->vm_end >= mm->start_bss
           && mm->start_bss != 0)
    name = _("bss");
  else if (file != NULL)
    name = strrchr (file->path, '/') ? strrchr (file->path, '/') + 1 : file->path;
  g_strlcpy (area->name, name, sizeof area->name);
  /* bss and heap grow together into one area. */
  area->with_bss = is_heap && vma->vm_start < mm->start_brk;
  if (area->with_bss)
    g_snprintf (area->name, sizeof area->name, _("bss, %s"), name);
  km_perm_letters (vma->vm_flags, area->perm);
}

const char *
vmr_area_part (const KmMachine *machine,
               const KmMm      *mm,
               const KmVma     *vma,
               guint64          addr,
               char            *buffer,
               gsize            length)
{
  VmrArea area;

  vmr_area_describe (machine, mm, vma, &area);
  g_strlcpy (buffer, !area.with_bss ? area.name : addr < mm->start_brk ? _("bss") : _("heap"), length);
  return buffer;
}

guint
vmr_kernel_regions (const KmState   *state,
                    VmrKernelRegion  regions[VMR_N_KERNEL_REGIONS])
{
  const KmLayout *l = &state->layout;
  const VmrKernelRegion all[VMR_N_KERNEL_REGIONS] = {
    { l->fixaddr_start, l->fixaddr_top, _("fixmap") },
    { l->cea_base, l->cea_end, "cpu_entry_area" },
    { l->ldt_base, l->ldt_end, _("LDT remap") },
    { l->pkmap_base, (guint64) l->pkmap_base + l->last_pkmap * KM_PAGE_SIZE, "pkmap" },
    { l->vmalloc_start, l->vmalloc_end, "vmalloc" },
    { KM_PAGE_OFFSET, l->high_memory, _("direct map") },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].start != 0)
      regions[n++] = all[i];
  return n;
}

const char *
vmr_size_text (guint64 bytes,
               char   *buffer,
               gsize   length)
{
  static const char *const units[] = { "KiB", "MiB", "GiB" };
  double value = bytes / 1024.0;
  guint unit = 0;

  if (bytes > 0 && bytes < 1024)
    {
      g_snprintf (buffer, length, "%u B", (guint) bytes);
      return buffer;
    }
  while (value >= 1024 && unit < 2)
    {
      value /= 1024;
      unit++;
    }
  if (value == (guint64) value || value >= 100 || unit == 0)
    g_snprintf (buffer, length, "%.0f %s", value, units[unit]);
  else
    g_snprintf (buffer, length, value >= 10 || unit == 1 ? "%.1f %s" : "%.2f %s", value,
                units[unit]);
  return buffer;
}
