/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/areas.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
vmr_area_describe (const KmMachine *machine,
                   const KmMm      *mm,
                   const KmVma     *vma,
                   VmrArea         *area)
{
  const KmFile *file = km_file (machine, vma->vm_file);
  const char *name = _("anon mmap");

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
  else if (mm->start_data == 0 && vma->vm_end <= mm->mmap_base)
    /* While a program starts, mm_struct does not say yet where its parts are. */
    name = file == NULL ? "bss" : vma->vm_flags & KM_VM_WRITE ? _("data") : _("text");
  else if (vma->vm_start >= mm->start_code && vma->vm_start < MAX (mm->end_code, 1))
    name = _("text");
  else if (file == NULL && vma->vm_end > mm->start_brk && vma->vm_start <= mm->brk &&
           mm->brk > mm->start_brk)
    {
      name = _("heap");
      area->arrow = "↑";
    }
  else if (vma->vm_start < mm->end_data && vma->vm_end > mm->start_data)
    name = _("data");
  else if (file == NULL && vma->vm_start <= mm->end_bss && vma->vm_end >= mm->start_bss
           && mm->start_bss != 0)
    name = "bss";
  else if (file != NULL)
    name = strrchr (file->path, '/') ? strrchr (file->path, '/') + 1 : file->path;
  g_strlcpy (area->name, name, sizeof area->name);
  area->is_file = file != NULL && !(vma->vm_flags & KM_VM_WRITE);
  g_snprintf (area->perm, sizeof area->perm, "%c%c%c", vma->vm_flags & KM_VM_READ ? 'r' : '-',
              vma->vm_flags & KM_VM_WRITE ? 'w' : '-', vma->vm_flags & KM_VM_EXEC ? 'x' : '-');
}
