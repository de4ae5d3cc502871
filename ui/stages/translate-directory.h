/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/translate-levels-private.h"

G_BEGIN_DECLS

/* On the same lines as the rows of p, the highest first. */
GArray *vmr_dir_rows  (const VmrPlain  *p);
/* Address bits below an entry of the directory. */
guint   vmr_dir_shift (const VmrPlain  *p);
/* The entry; at: its physical address, 0 where there is no directory. */
guint64 vmr_dir_entry (const VmrPlain  *p,
                       const VmrSide   *side,
                       guint            index,
                       KmPhys          *at);
/* Entries of a row that lead to a table, and the frame of the first that does; none of the kernel's. */
guint   vmr_dir_tables (const VmrPlain  *p,
                        const VmrSide   *side,
                        const VmrDirRow *row,
                        KmPfn           *pfn);
void    vmr_dir_head  (VmrPlain        *p,
                       const VmrSide   *side,
                       double           x,
                       double           w);
/* A directory in [x, x + w] of a side; `lit` is the row the light is in, -1 none. */
void    vmr_dir_draw  (VmrPlain        *p,
                       const VmrSide   *side,
                       const GArray    *rows,
                       double           x,
                       double           w,
                       int              lit);

G_END_DECLS
