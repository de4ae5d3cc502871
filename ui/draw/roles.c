/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/roles.h"

#include <glib/gi18n-lib.h>

/* A frame on a CPU's own list is nobody's, but the allocator counts it as given away: it has a colour
 * between. */
static const VmrRole roles[VMR_USE_LOOSE + 1] = {
  [KM_USE_FREE] = { VMR_INK_FREE, N_("free"), "free" },
  [KM_USE_KERNEL] = { VMR_INK_KERNEL, N_("kernel"), "kernel" },
  [KM_USE_PAGE_TABLE] = { VMR_INK_PAGE_TABLE, N_("page table"), "page-table" },
  [KM_USE_SLAB] = { VMR_INK_SLAB, N_("slab"), "slab" },
  [KM_USE_VMALLOC] = { VMR_INK_VMALLOC, N_("vmalloc"), "vmalloc" },
  [KM_USE_ANON] = { VMR_INK_ANON, N_("anonymous"), "anonymous" },
  [KM_USE_FILE] = { VMR_INK_FILE, N_("file"), "file" },
  [KM_USE_KSM] = { VMR_INK_KSM, N_("KSM"), "ksm" },
  [KM_USE_HUGE] = { VMR_INK_HUGE, N_("huge"), "huge" },
  [KM_USE_SWAP] = { VMR_INK_SWAP, N_("swap"), "swap" },
  [KM_USE_PCP] = { VMR_INK_PCP, N_("per-CPU list"), "per-cpu-list" },
  [VMR_USE_BLOCK] = { VMR_INK_BLOCK, N_("free block"), "free-block" },
  [VMR_USE_LOOSE] = { VMR_INK_SOFT, N_("in no list"), "in-no-list" },
  [KM_USE_UNKNOWN] = { VMR_INK_KERNEL, N_("unknown"), "unknown" },
};

const VmrRole *
vmr_use_role (guint use)
{
  return &roles[use <= VMR_USE_LOOSE ? use : KM_USE_UNKNOWN];
}

VmrInk
vmr_use_ink (guint use)
{
  return vmr_use_role (use)->ink;
}

const char *
vmr_use_name (guint use)
{
  return _(vmr_use_role (use)->name);
}

guint
vmr_legend_uses (const KmUse **uses)
{
  static const KmUse shown[] = {
    KM_USE_FREE, KM_USE_PCP, KM_USE_KERNEL, KM_USE_PAGE_TABLE, KM_USE_SLAB, KM_USE_VMALLOC,
    KM_USE_ANON, KM_USE_FILE, KM_USE_KSM, KM_USE_HUGE, KM_USE_SWAP,
  };

  *uses = shown;
  return G_N_ELEMENTS (shown);
}

VmrInk
vmr_area_ink (const KmVma *vma)
{
  if (vma->special != KM_VMA_PLAIN)
    return VMR_INK_KERNEL;
  return KM_IS_NONE (vma->vm_file) || vma->vm_flags & KM_VM_WRITE ? VMR_INK_ANON : VMR_INK_FILE;
}
