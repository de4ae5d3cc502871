/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

typedef enum
{
  VMR_LABEL_TEXT,
  VMR_LABEL_TOOLTIP,            /* and accessible name */
  VMR_LABEL_NAME,               /* accessible name alone */
  VMR_LABEL_HINT,
} VmrLabelPlace;
/* text as in the source, N_(); it changes with the language. */
void        vmr_window_label         (VmrWindow     *self,
                                      GtkWidget     *widget,
                                      VmrLabelPlace  place,
                                      const char    *text);
void        vmr_window_relabel       (VmrWindow     *self);

G_END_DECLS
