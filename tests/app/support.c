/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/app/support.h"

#include "app/base/language.h"
#include "app/window/window.h"
#include "ui/session/data-dir.h"
#include "ui/session/session-record.h"

static GtkApplication *application;
static VmrWindow *made;

VmrWindow *
test_window_new (int        *argc,
                 char     ***argv,
                 const char *path)
{
  VmrWindow *window;

  gtk_test_init (argc, argv, NULL);
  vmr_language_init ();     /* after the line above, which chooses the C locale */
  application = gtk_application_new ("org.vmarium.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = made = VMR_WINDOW (vmr_window_new (application));
  g_object_add_weak_pointer (G_OBJECT (made), (gpointer *) &made);
  /* Buttons fade too; pictures want to be compared. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  vmr_env_set_motion (window->env, VMR_MOTION_OFF);
  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 1000);
  gtk_window_present (GTK_WINDOW (window));
  if (path)
    {
      g_autofree char *file = vmr_data_path (path);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (file);
      vmr_session_open_path (window->session, file, &error);
      g_assert_no_error (error);
    }
  test_settle ();
  return window;
}

static gboolean
is_recording (void)
{
  return made != NULL && made->session != NULL && vmr_session_recording (made->session) >= 0;
}

void
test_settle (void)
{
  for (guint i = 0; i < 10 || is_recording (); i++)
    {
      while (gtk_events_pending ())
        gtk_main_iteration ();
      g_usleep (1000);
    }
}

void
test_resize (VmrWindow *window,
             int        width,
             int        height)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  int w = 0, h = 0;

  gtk_window_resize (GTK_WINDOW (window), width, height);
  do
    {
      test_settle ();
      gtk_window_get_size (GTK_WINDOW (window), &w, &h);
    }
  while ((w != width || h != height) && g_get_monotonic_time () < end);
  test_settle ();
}

static GdkSeat *
seat (void)
{
  return gdk_display_get_default_seat (gdk_display_get_default ());
}

gboolean
test_press (VmrWindow       *window,
            guint            keyval,
            GdkModifierType  state)
{
  GdkEvent *event = gdk_event_new (GDK_KEY_PRESS);
  g_autofree GdkKeymapKey *keys = NULL;
  gboolean taken;
  int n;

  event->key.window = g_object_ref (gtk_widget_get_window (GTK_WIDGET (window)));
  event->key.keyval = keyval;
  event->key.state = state;
  /* Accelerators and entries look at the key itself. */
  if (gdk_keymap_get_entries_for_keyval (gdk_keymap_get_for_display (gdk_display_get_default ()),
                                         keyval, &keys, &n))
    event->key.hardware_keycode = (guint16) keys[0].keycode;
  gdk_event_set_device (event, gdk_seat_get_keyboard (seat ()));
  taken = gtk_widget_event (GTK_WIDGET (window), event);
  gdk_event_free (event);
  test_settle ();
  return taken;
}

void
test_click (GtkWidget *widget,
            double     x,
            double     y)
{
  for (guint i = 0; i < 2; i++)
    {
      GdkEvent *event = gdk_event_new (i == 0 ? GDK_BUTTON_PRESS : GDK_BUTTON_RELEASE);

      event->button.window = g_object_ref (gtk_widget_get_window (widget));
      event->button.x = x;
      event->button.y = y;
      event->button.button = GDK_BUTTON_PRIMARY;
      gdk_event_set_device (event, gdk_seat_get_pointer (seat ()));
      gtk_widget_event (widget, event);
      gdk_event_free (event);
    }
  test_settle ();
}

char *
test_picture (VmrWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window->pages);
  const char *keep = g_getenv ("VMARIUM_KEEP_PICTURES");
  int width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  char *sum;

  /* Drawing needs a finished layout. */
  gtk_widget_queue_draw (GTK_WIDGET (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  width = gtk_widget_get_allocated_width (widget);
  height = gtk_widget_get_allocated_height (widget);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  gtk_widget_draw (widget, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA1, cairo_image_surface_get_data (surface),
                                     (gsize) cairo_image_surface_get_stride (surface) * height);
  if (keep)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.png", keep, sum);

      cairo_surface_write_to_png (surface, path);
    }
  cairo_surface_destroy (surface);
  return sum;
}
