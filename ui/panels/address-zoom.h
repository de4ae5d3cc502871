/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The address space from near, to scale: from 4 GiB down to one page, with what the page tables say
 * of each page as soon as a page has the height of a line. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* data may be NULL: all of the 4 GiB. */
gpointer vmr_address_data_new   (void);
void     vmr_address_data_free  (gpointer data);
gboolean vmr_address_zoom       (gpointer data, const VmrSession *session, const VmrCells *cells,
                                 int direction, double x, double y);
gboolean vmr_address_advance    (gpointer data, double ms);

G_END_DECLS
