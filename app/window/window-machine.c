/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The size of a sandbox's machine, dragged: the new machine beside the present one while dragging,
 * laid out by the engine; nothing happens before "restart". */
#include "app/window/window-machine.h"

#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-popover.h"
#include "ui/panels/panels.h"
#include "ui/session/session-machine.h"
#include "ui/session/session-place.h"
#include "ui/start/machine-bar.h"

#include <glib/gi18n.h>

#define MIB ((guint64) 1 << 20)

typedef struct
{
  VmrWindow   *window;
  KmLayoutKind kind;
  guint64      present;         /* bytes */
  GArray      *sizes;           /* guint64, what the slider stops at */
  GtkWidget   *scale, *area, *title, *words, *button;
  VmrZoneSizes before, after;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_array_unref (choice->sizes);
  g_free (choice);
}

/* Powers of two and three steps between them; the present size, so that one can come back to it. */
static GArray *
sizes_new (KmLayoutKind kind,
           guint64      present)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  uint64_t least, most;

  km_layout_limits (kind, &least, &most);
  for (guint64 power = 16 * MIB; power <= most; power *= 2)
    for (guint quarter = 4; quarter < 8; quarter++)
      {
        guint64 size = power / 4 * quarter;
        guint64 next = power / 4 * (quarter + 1);

        if (size >= least && size <= most)
          g_array_append_val (sizes, size);
        if (present > size && present < next)
          g_array_append_val (sizes, present);
      }
  return sizes;
}

static guint64
chosen (Choice *choice)
{
  guint at = (guint) (gtk_range_get_value (GTK_RANGE (choice->scale)) + 0.5);

  return g_array_index (choice->sizes, guint64, MIN (at, choice->sizes->len - 1));
}

static char *
machine_words (guint64             ram,
               const VmrZoneSizes *sizes)
{
  const KmLayout *layout = &sizes->layout;
  g_autofree char *zones = vmr_zone_words (sizes);
  char size[32], direct[32], vmalloc[32];

  return g_strdup_printf (_("%s: %s · direct map %s · vmalloc %s"),
                          vmr_size_text (ram, size, sizeof size), zones,
                          vmr_size_text (layout->high_memory - KM_PAGE_OFFSET, direct,
                                         sizeof direct),
                          vmr_size_text (layout->vmalloc_end - layout->vmalloc_start, vmalloc,
                                         sizeof vmalloc));
}

static void
on_dragged (GtkRange *range,
            Choice   *choice)
{
  guint64 ram = chosen (choice);
  g_autofree char *before = machine_words (choice->present, &choice->before);
  g_autofree char *after = NULL;
  g_autofree char *words = NULL;
  char size[32];

  vmr_zone_sizes (choice->kind, ram, &choice->after, NULL);
  after = machine_words (ram, &choice->after);
  words = g_strdup_printf ("%s %s\n%s %s", _("Now:"), before, _("New:"), after);
  gtk_label_set_text (GTK_LABEL (choice->words), words);
  gtk_label_set_text (GTK_LABEL (choice->title), vmr_size_text (ram, size, sizeof size));
  gtk_widget_set_sensitive (choice->button, ram != choice->present);
  atk_object_set_name (gtk_widget_get_accessible (choice->area), words);
  gtk_widget_queue_draw (choice->area);
}

static char *
on_format (GtkScale *scale,
           double    value,
           Choice   *choice)
{
  char size[32];
  guint at = MIN ((guint) (value + 0.5), choice->sizes->len - 1);

  return g_strdup (vmr_size_text (g_array_index (choice->sizes, guint64, at), size, sizeof size));
}

static gboolean
on_draw (GtkWidget *area,
         cairo_t   *cr,
         Choice    *choice)
{
  const VmrPalette *palette = vmr_env_palette (choice->window->env);

  vmr_machine_bars_draw (&choice->before, &choice->after, _("now"), _("new"), cr, palette,
                         gtk_widget_get_allocated_width (area),
                         gtk_widget_get_allocated_height (area));
  return GDK_EVENT_STOP;
}

static void
on_restart (GtkWidget *button,
            Choice    *choice)
{
  VmrWindow *window = choice->window;
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  g_autoptr (GError) error = NULL;
  guint64 ram = chosen (choice);

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (!vmr_session_restart_on (window->session, ram, &error))
    vmr_window_notify (window, error->message);
}

static GtkWidget *
contents_new (Choice *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  choice->title = gtk_label_new (NULL);
  choice->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, choice->sizes->len - 1,
                                            1);
  choice->area = gtk_drawing_area_new ();
  choice->words = gtk_label_new (NULL);
  choice->button = gtk_button_new_with_label (_("Restart the commands on this machine"));
  gtk_scale_set_draw_value (GTK_SCALE (choice->scale), FALSE);
  g_signal_connect (choice->scale, "format-value", G_CALLBACK (on_format), choice);
  atk_object_set_name (gtk_widget_get_accessible (choice->scale), _("RAM size"));
  atk_object_set_role (gtk_widget_get_accessible (choice->area), ATK_ROLE_IMAGE);
  gtk_widget_set_size_request (choice->area, 520, 128);
  gtk_label_set_xalign (GTK_LABEL (choice->words), 0);
  gtk_label_set_line_wrap (GTK_LABEL (choice->words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (choice->words), 64);
  gtk_style_context_add_class (gtk_widget_get_style_context (choice->title), "vmr-heading");
  gtk_style_context_add_class (gtk_widget_get_style_context (choice->words), "vmr-secondary");
  gtk_style_context_add_class (gtk_widget_get_style_context (choice->button), "suggested-action");
  g_signal_connect (choice->area, "draw", G_CALLBACK (on_draw), choice);
  g_signal_connect (choice->button, "clicked", G_CALLBACK (on_restart), choice);
  gtk_container_add (GTK_CONTAINER (box), choice->title);
  gtk_container_add (GTK_CONTAINER (box), choice->scale);
  gtk_container_add (GTK_CONTAINER (box), choice->area);
  gtk_container_add (GTK_CONTAINER (box), choice->words);
  gtk_container_add (GTK_CONTAINER (box), choice->button);
  g_object_set (box, "margin", 16, NULL);
  return box;
}

GtkWidget *
vmr_window_choose_ram (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);

  const KmState *state = vmr_session_state (self->session);
  GtkWidget *popover;
  Choice *choice;

  if (state == NULL || vmr_session_lesson_id (self->session))
    {
      vmr_window_notify (self, _("A lesson chooses its machine itself. "
                                 "Open a sandbox to try other sizes."));
      return NULL;
    }
  choice = g_new0 (Choice, 1);
  choice->window = self;
  choice->kind = state->config.layout;
  choice->present = state->config.ram;
  choice->sizes = sizes_new (choice->kind, choice->present);
  vmr_zone_sizes (choice->kind, choice->present, &choice->before, NULL);
  popover = gtk_popover_new (self->sandbox_button);
  g_object_set_data_full (G_OBJECT (popover), "choice", choice, choice_free);
  gtk_container_add (GTK_CONTAINER (popover), contents_new (choice));
  for (guint i = 0; i < choice->sizes->len; i++)
    if (g_array_index (choice->sizes, guint64, i) == choice->present)
      gtk_range_set_value (GTK_RANGE (choice->scale), i);
  g_signal_connect (choice->scale, "value-changed", G_CALLBACK (on_dragged), choice);
  on_dragged (NULL, choice);
  gtk_widget_show_all (gtk_bin_get_child (GTK_BIN (popover)));
  vmr_window_drop_when_closed (popover);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (choice->scale);
  return popover;
}
