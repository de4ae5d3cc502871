/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/roles.h"

VmrInk
vmr_use_ink (KmUse use)
{
  static const VmrInk inks[KM_N_USES] = {
    [KM_USE_FREE] = VMR_INK_FREE, [KM_USE_KERNEL] = VMR_INK_KERNEL,
    [KM_USE_PAGE_TABLE] = VMR_INK_PAGE_TABLE, [KM_USE_SLAB] = VMR_INK_SLAB,
    [KM_USE_VMALLOC] = VMR_INK_VMALLOC, [KM_USE_ANON] = VMR_INK_ANON,
    [KM_USE_FILE] = VMR_INK_FILE, [KM_USE_KSM] = VMR_INK_KSM, [KM_USE_HUGE] = VMR_INK_HUGE,
    [KM_USE_SWAP] = VMR_INK_SWAP, [KM_USE_PCP] = VMR_INK_FREE, [KM_USE_UNKNOWN] = VMR_INK_KERNEL,
  };

  return use < KM_N_USES && inks[use] ? inks[use] : VMR_INK_KERNEL;
}

VmrInk
vmr_area_ink (const KmVma *vma)
{
  if (vma->special != KM_VMA_PLAIN)
    return VMR_INK_KERNEL;
  return KM_IS_NONE (vma->vm_file) || vma->vm_flags & KM_VM_WRITE ? VMR_INK_ANON : VMR_INK_FILE;
}
