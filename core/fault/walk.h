/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * What the processor does with an address: segmentation, TLB, page walk, accessed and dirty bits,
 * page fault. Intel SDM volume 3A, chapters 3 and 4.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean ok;
  KmPhys phys;                  /* when ok */
  uint32_t error_code;          /* else: KmFaultCode */
  KmPfn table;                  /* the last table looked at, 0 for a permission found in the TLB */
  guint index;
} KmTranslation;

/* Translates as the CPU at hand would for a user access of the current task, with its steps. A
 * fault sets CR2 and ends with the step page-fault. */
KmTranslation km_cpu_translate (KmMachine *m, KmAddr addr, KmAccess access);

/* The kernel uses one of its own addresses, which is mapped: the entry comes into the TLB. No steps. */
void km_cpu_kernel_access (KmMachine *m, KmAddr addr);

G_END_DECLS
