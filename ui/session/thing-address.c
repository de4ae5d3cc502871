/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses, of a program and of the kernel, and what the TLB holds of them. */
#include "vmarium-config.h"

#include "ui/session/thing.h"

#include <glib/gi18n-lib.h>

static void
address_offers (VmrOffers *list,
                VmrRef     ref)
{
  KmAddr addr = ref.id;

  if (list->task == NULL)
    return;
  vmr_offer_access (list, addr);
  list->group++;
  if (addr < KM_TASK_SIZE - KM_PAGE_SIZE)
    vmr_offer (list, N_("Map a page here"), "mmap %s 4K rw at=0x%08x", km_task_name (list->machine, list->task),
           addr & KM_PAGE_MASK);
}

static void
tlb_offers (VmrOffers *list,
            VmrRef     ref)
{
  if (list->task)
    vmr_offer_page (list, ref.id << KM_PAGE_SHIFT);
}

const VmrThing vmr_thing_address = { VMR_REF_ADDRESS, "address", .offers = address_offers };
const VmrThing vmr_thing_kernel_range = { VMR_REF_AREA, "kernel-range", .offers = address_offers };
const VmrThing vmr_thing_tlb = { VMR_REF_TLB, "tlb", .offers = tlb_offers };
