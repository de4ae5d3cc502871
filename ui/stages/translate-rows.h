/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/translate-plain-private.h"

G_BEGIN_DECLS

/* High addresses first; at most max rows, gaps not counted, as far as they can be folded. mm[1] may be NULL.
 * table: so many addresses have a table, and no row shares one of several tables with another; 0: it may. */
GArray *vmr_rows_collect (const KmMachine  *machine,
                          const KmMm *const mm[VMR_PLAIN_SIDES],
                          const VmrRowMark *marks,
                          guint             n_marks,
                          guint64           table,
                          guint             max);
/* The entry of the page of addr: its physical address (0: no table there) and itself. */
guint64       vmr_plain_entry   (const KmMachine  *machine,
                                 const KmMm       *mm,
                                 KmAddr            addr,
                                 KmPhys           *at);

G_END_DECLS
