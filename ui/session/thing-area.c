/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Areas of a program. */
#include "vmarium-config.h"

#include "ui/session/thing.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>

static const VmrFlag vm_flags[] = {
  { KM_VM_READ, "VM_READ" }, { KM_VM_WRITE, "VM_WRITE" }, { KM_VM_EXEC, "VM_EXEC" },
  { KM_VM_SHARED, "VM_SHARED" }, { KM_VM_GROWSDOWN, "VM_GROWSDOWN" }, { KM_VM_PFNMAP, "VM_PFNMAP" },
  { KM_VM_DENYWRITE, "VM_DENYWRITE" }, { KM_VM_LOCKED, "VM_LOCKED" }, { KM_VM_IO, "VM_IO" },
  { KM_VM_DONTEXPAND, "VM_DONTEXPAND" }, { KM_VM_ACCOUNT, "VM_ACCOUNT" },
  { KM_VM_MIXEDMAP, "VM_MIXEDMAP" },
};

static void
area_fields (const VmrSession *session,
             VmrRef            ref,
             VmrFields        *fields)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmVma *vma = km_vma (machine, (KmVmaId) { ref.id });
  const KmFile *file;

  vmr_fields_title (fields, _("area"), "struct vm_area_struct");
  if (vma == NULL)
    return;
  file = km_file (machine, vma->vm_file);
  vmr_fields_row (fields, "vm_start", "0x%08x", vma->vm_start);
  vmr_fields_row (fields, "vm_end", "0x%08x", vma->vm_end);
  vmr_fields_row (fields, "vm_flags", "0x%08x", vma->vm_flags);
  vmr_fields_flags (fields, vm_flags, G_N_ELEMENTS (vm_flags), vma->vm_flags);
  vmr_fields_row (fields, "vm_pgoff", "0x%x", vma->vm_pgoff);
  vmr_fields_row (fields, "vm_file", "%s", file ? file->path : "NULL");
  vmr_fields_row (fields, "anon_vma", "%u", KM_ID_INDEX (vma->anon_vma.value));
  vmr_fields_row (fields, "rb_subtree_gap", "0x%x", vma->rb_subtree_gap);
  vmr_fields_count (fields, _("pages"), (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT);
  vmr_fields_row (fields, _("present"), "%u", km_walk_present (machine, km_mm (machine, vma->vm_mm),
                                                 vma->vm_start, vma->vm_end));
}

static void
area_offers (VmrOffers *list,
             VmrRef     ref)
{
  const KmVma *vma = km_vma (list->machine, (KmVmaId) { ref.id });
  const char *name;
  guint pages;

  if (list->task == NULL || vma == NULL)
    return;
  name = km_task_name (list->machine, list->task);
  pages = (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT;
  vmr_offer (list, N_("Read here"), "read %s 0x%08x", name, vma->vm_start);
  vmr_offer (list, N_("Write here"), "write %s 0x%08x", name, vma->vm_start);
  vmr_offer (list, N_("Read all"), "read %s 0x%08x len=%up", name, vma->vm_start, pages);
  vmr_offer (list, N_("Write all"), "write %s 0x%08x len=%up", name, vma->vm_start, pages);
  vmr_offer (list, N_("Execute here"), "exec_at %s 0x%08x", name, vma->vm_start);
  if (vma->vm_flags & KM_VM_GROWSDOWN)
    vmr_offer (list, N_("Write one page below"), "write %s 0x%08x", name, vma->vm_start - 16);
  vmr_offer_protections (list, vma->vm_start, pages);
  list->group++;
  vmr_offer (list, N_("Give its pages back"), "madvise %s 0x%08x %up dontneed", name, vma->vm_start,
         pages);
  vmr_offer (list, N_("Unmap"), "munmap %s 0x%08x %up", name, vma->vm_start, pages);
  if (pages > 2)
    vmr_offer (list, N_("Unmap a page in its middle"), "munmap %s 0x%08x 1p", name,
           vma->vm_start + (pages / 2 << KM_PAGE_SHIFT));
  if (list->mm && vma->vm_start <= list->mm->brk && list->mm->start_brk < vma->vm_end)
    vmr_offer_heap (list);
}

static void
area_watch (const KmMachine *machine,
            VmrRef           ref,
            GByteArray      *bytes)
{
  const KmVma *vma = km_vma (machine, (KmVmaId) { ref.id });

  if (vma)
    g_byte_array_append (bytes, (gconstpointer) vma, sizeof *vma);
}

const VmrThing vmr_thing_area = { VMR_REF_VMA, "area", area_fields, area_offers, area_watch };
