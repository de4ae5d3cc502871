/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * What the processor does with an address: segmentation, TLB, page walk, accessed and dirty bits,
 * page fault. Intel SDM volume 3A, chapters 3 and 4.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

typedef enum { KM_ACCESS_READ, KM_ACCESS_WRITE, KM_ACCESS_EXEC } KmAccess;

/* The flat segments of 5.10, arch/x86/include/asm/segment.h. */
#define KM_USER_CS 0x73
#define KM_USER_DS 0x7b
#define KM_KERNEL_CS 0x60
#define KM_KERNEL_DS 0x68

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

/* The whole access: translation, faults handled by the kernel, the instruction run again. FALSE
 * when a signal ended it; the task then holds what the signal reports. */
gboolean km_task_access (KmMachine *m, const KmTask *task, KmAddr addr, KmAccess access,
                         KmPfn *pfn);

G_END_DECLS
