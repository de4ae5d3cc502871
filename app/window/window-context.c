/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be done to the thing under the pointer. */
#include "app/window/window-context.h"

#include "app/window/window-fields.h"
#include "app/window/window-popover.h"
#include "ui/session/offers.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

/* Groups of offers as sections; "write here:  write sh 0x…" shows what will be typed. */
static GMenu *
context_menu (const VmrSession *session,
              VmrRef            ref)
{
  g_autoptr (GPtrArray) offers = vmr_session_offers (session, ref);
  GMenu *menu = g_menu_new (), *section = NULL;

  for (guint i = 0; i < offers->len; i++)
    {
      const VmrOffer *offer = offers->pdata[i];
      /* Menus take one underscore for a mnemonic. */
      g_auto (GStrv) words = g_strsplit (offer->line, "_", -1);
      g_autofree char *line = g_strjoinv ("__", words);
      g_autofree char *text = g_strdup_printf ("%s:  %s", _(offer->label), line);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      if (section == NULL || ((VmrOffer *) offers->pdata[i - 1])->group != offer->group)
        {
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);     /* the menu has it */
        }
      g_menu_item_set_action_and_target (item, offer->compose ? "win.compose" : "win.run", "s",
                                         offer->line);
      g_menu_append_item (section, item);
    }
  return menu;
}

void
vmr_window_context (VmrWindow *self,
                    VmrView   *view,
                    double     x,
                    double     y)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autoptr (GMenu) menu = context_menu (self->session, vmr_session_selection (self->session));
  GtkWidget *popover;

  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  popover = gtk_popover_new_from_model (GTK_WIDGET (view), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  vmr_window_drop_when_closed (popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}
