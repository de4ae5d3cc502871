/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/machine.h"

G_BEGIN_DECLS

/* What people call an area, and what the maps file prints of it. */
typedef struct
{
  char        name[40];         /* "stack", "text", "libc.so.6" */
  const char *arrow;            /* the way it grows; NULL */
  char        perm[8];          /* "rw-" */
  gboolean    with_bss;         /* the heap, and the bss below it in the same area */
} VmrArea;

/* The area that addr lies in; NULL in a hole, and where there is no program. */
const KmVma *vmr_area_at (const KmMachine *machine,
                          const KmMm      *mm,
                          guint64          addr);
void vmr_area_describe (const KmMachine *machine,
                        const KmMm      *mm,
                        const KmVma     *vma,
                        VmrArea         *area);

/* What people call the part of the area that addr lies in: one that holds the bss and the heap has two.
 * Into buffer. */
const char *vmr_area_part (const KmMachine *machine,
                           const KmMm      *mm,
                           const KmVma     *vma,
                           guint64          addr,
                           char            *buffer,
                           gsize            length);

/* A region of the kernel's part, the highest first: "fixmap" … "direct map". */
typedef struct
{
  guint64     start, end;
  const char *name;
} VmrKernelRegion;

#define VMR_N_KERNEL_REGIONS 6
/* Those that the machine has come first; returns how many. */
guint vmr_kernel_regions (const KmState   *state,
                          VmrKernelRegion  regions[VMR_N_KERNEL_REGIONS]);

/* "112 B", "132 KiB", "1.9 MiB", "2.75 GiB"; into buffer. */
const char *vmr_size_text (guint64 bytes, char *buffer, gsize length);

G_END_DECLS
