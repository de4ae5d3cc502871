/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-page.h"

#include "app/start/start-page.h"
#include "app/window/window-fields.h"
#include "app/window/window-header.h"

void
vmr_window_show_page (VmrWindow  *self,
                      const char *page)
{
  gboolean start = g_strcmp0 (page, "start") == 0;

  g_return_if_fail (VMR_IS_WINDOW (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
  vmr_window_show_header (self);
  if (start)
    {
      /* What was read meanwhile, in other windows too. */
      vmr_progress_sync (self->progress);
      vmr_start_page_refresh (self->start);
      vmr_start_page_focus (self->start);
      return;
    }
  /* No widget keeps the focus: step keys work from the first moment. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
}
