/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/machine.h"

G_BEGIN_DECLS

/* What an area of an address space is called: the address space, the pages and the reasons why
 * something cannot be done say the same. */
typedef struct
{
  char        name[40];
  const char *arrow;          /* where it grows: "↑", "↓", or NULL */
  gboolean    is_file;        /* its pages come from a file and are only read */
} VmrArea;

void vmr_area_describe (const KmMachine *machine,
                        const KmMm      *mm,
                        const KmVma     *vma,
                        VmrArea         *area);

G_END_DECLS
