/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every word on a widget is remembered with its English self, so that the language can change while
 * the window is open. Building the window anew was the other way; then focus, scrolling and what is
 * half typed would be lost. */
#include "app/window/window-labels.h"

#include "app/window/window-fields.h"


#include <glib/gi18n.h>

typedef struct
{
  GtkWidget     *widget;      /* cleared when it goes */
  VmrLabelPlace  place;
  const char    *text;        /* as in the source */
} Label;

static void
label_free (gpointer data)
{
  Label *label = data;

  if (label->widget)
    g_object_remove_weak_pointer (G_OBJECT (label->widget), (gpointer *) &label->widget);
  g_free (label);
}

static void
label_show (const Label *label)
{
  const char *text = _(label->text);

  if (label->widget == NULL)
    return;
  switch (label->place)
    {
    case VMR_LABEL_TEXT:
      if (GTK_IS_LABEL (label->widget))
        gtk_label_set_text (GTK_LABEL (label->widget), text);
      else
        gtk_button_set_label (GTK_BUTTON (label->widget), text);
      break;
    case VMR_LABEL_TOOLTIP:
      /* What can be read anyway would only hide something else. */
      if (!GTK_IS_BUTTON (label->widget) ||
          g_strcmp0 (gtk_button_get_label (GTK_BUTTON (label->widget)), text) != 0)
        gtk_widget_set_tooltip_text (label->widget, text);
      else
        gtk_widget_set_tooltip_text (label->widget, NULL);
      atk_object_set_name (gtk_widget_get_accessible (label->widget), text);
      break;
    case VMR_LABEL_NAME:
      atk_object_set_name (gtk_widget_get_accessible (label->widget), text);
      break;
    case VMR_LABEL_HINT:
      gtk_entry_set_placeholder_text (GTK_ENTRY (label->widget), text);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
vmr_window_label (VmrWindow    *self,
                  GtkWidget    *widget,
                  VmrLabelPlace place,
                  const char   *text)
{
  Label *label = g_new0 (Label, 1);

  g_return_if_fail (VMR_IS_WINDOW (self));
  *label = (Label) { widget, place, text };
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &label->widget);
  if (self->labels == NULL)
    self->labels = g_ptr_array_new_with_free_func (label_free);
  g_ptr_array_add (self->labels, label);
  label_show (label);
}

void
vmr_window_relabel (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  for (guint i = 0; i < self->labels->len; i++)
    label_show (self->labels->pdata[i]);
}
