/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/view-private.h"

#include <gtk/gtk-a11y.h>

G_BEGIN_DECLS

/* One cell of a view, as a screen reader finds it. */
#define VMR_TYPE_CELL_ACCESSIBLE (vmr_cell_accessible_get_type ())
G_DECLARE_FINAL_TYPE (VmrCellAccessible, vmr_cell_accessible, VMR, CELL_ACCESSIBLE, AtkObject)

struct _VmrCellAccessible
{
  AtkObject parent_instance;

  VmrView  *view;             /* weak: cleared by the view's accessible */
  guint     cell;
  guint     place;            /* among the children */
  VmrRef    ref;              /* what it stands for, over all drawings */
  guint32   part;
};

/* NULL when it is no longer drawn. */
const VmrCell *vmr_cell_accessible_cell (VmrCellAccessible *self);

G_END_DECLS
