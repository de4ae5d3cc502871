/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The real window at the sizes people have: nothing overlaps, nothing is cut, and it can be made as
 * small as their screens. What is laid out off screen says nothing about the room that the widgets
 * beside a view leave it. */
#include "app/window/window.h"
#include "tests/app/support.h"
#include "tests/app/test-sizes.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include "app/base/theme.h"
#include "app/window/window-lecture.h"
#include "app/window/window-notice.h"
#include "app/window/window-theme.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/family.h"
#include "ui/panels/panels.h"

#include <string.h>

/* What the theme draws around a window without a manager. */
#define EDGE 12

VmrWindow *window;

void
wait_for (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    test_settle ();
}

/* The whole window with its title bar; there is no window manager to ask. */
void
resize (int width,
        int height)
{
  int bar;

  gtk_widget_get_preferred_height (window->header, NULL, &bar);
  gtk_window_resize (GTK_WINDOW (window), width, height - bar);
  wait_for (100);
}

/* --- nothing overlaps ------------------------------------------------------------------------- */

static void
check_view (GtkWidget *widget,
            gpointer   where)
{
  g_autoptr (GPtrArray) flaws = NULL;
  const VmrCells *cells;

  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), check_view, where);
  if (!VMR_IS_VIEW (widget) || !gtk_widget_get_mapped (widget))
    return;
  cells = vmr_view_cells (VMR_VIEW (widget));
  g_assert_cmpfloat (cells->width, ==, gtk_widget_get_allocated_width (widget));
  g_assert_cmpfloat (cells->height, ==, gtk_widget_get_allocated_height (widget));
  flaws = vmr_cells_check (cells);
  for (guint i = 0; i < flaws->len; i++)
    {
      const VmrFlaw *flaw = flaws->pdata[i];

      g_test_message ("%s, %s: %s", (const char *) where,
                      atk_object_get_name (gtk_widget_get_accessible (widget)), flaw->message);
      g_test_fail ();
    }
}

static void
test_flaws (void)
{
  guint n = vmr_session_n_steps (window->session), first = vmr_session_first (window->session);

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      resize (sizes[s].width, sizes[s].height);
      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        {
          vmr_session_set_language (window->session, languages[l]);
          for (guint step = first; step <= n; step += 5)
            {
              g_autoptr (GPtrArray) rules = vmr_session_rules (window->session, step);
              g_autofree char *where = g_strdup_printf ("%dx%d, language %u, step %u",
                                                        sizes[s].width, sizes[s].height, l,
                                                        step - first + 1);

              vmr_session_jump (window->session, step);
              test_settle ();
              check_view (GTK_WIDGET (window), where);
              /* What is left out of a step can be looked up in every window. */
              g_assert_cmpint (vmr_cells_find (vmr_view_cells (VMR_VIEW (window->story)),
                                               vmr_ref (VMR_REF_ACTION, VMR_ACTION_RULES, 0)) >= 0,
                               ==, rules->len > 0);
            }
        }
    }
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
}

/* --- how small it can be ---------------------------------------------------------------------- */

static void
check_width (int width)
{
  int least, room = gtk_widget_get_allocated_width (window->pages);

  gtk_widget_get_preferred_width (GTK_WIDGET (window), &least, NULL);
  g_test_message ("width %d: window at least %d", width, least);
  g_assert_cmpint (least, <=, 1000);
  g_assert_cmpint (ABS (gtk_widget_get_allocated_width (GTK_WIDGET (window)) - width), <=, EDGE);
  gtk_widget_get_preferred_width (window->header, &least, NULL);
  g_assert_cmpint (least, <=, MAX (width, 900));
  gtk_widget_get_preferred_width (window->pages, &least, NULL);
  g_test_message ("width %d: page at least %d of %d", width, least, room);
  g_assert_cmpint (least, <=, room);
}

static void
test_width (void)
{
  static const char *const fonts[] = { "Sans 10", "Sans 12.5" };
  static const int widths[] = { 900, 1000, 1024, 1280, 1399, 1400, 1440, 1600 };

  for (guint f = 0; f < G_N_ELEMENTS (fonts); f++)
    {
      g_object_set (gtk_settings_get_default (), "gtk-font-name", fonts[f], NULL);
      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        {
          vmr_session_set_language (window->session, languages[l]);
          for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
            {
              g_test_message ("%s, language %u", fonts[f], l);
              resize (widths[i], 768);
              check_width (widths[i]);
            }
        }
    }
  g_object_set (gtk_settings_get_default (), "gtk-font-name", fonts[0], NULL);
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
}

/* --- pointer, theme -------------------------------------------------------------------------- */

static gboolean
pointer_is_hidden (void)
{
  GdkCursor *cursor = gdk_window_get_cursor (gtk_widget_get_window (GTK_WIDGET (window)));

  return cursor && gdk_cursor_get_cursor_type (cursor) == GDK_BLANK_CURSOR;
}

static void
test_pointer (void)
{
  GdkEvent *event = gdk_event_new (GDK_MOTION_NOTIFY);
  gboolean done;

  vmr_window_set_lecture (window, TRUE);
  g_assert_false (pointer_is_hidden ());
  wait_for (2300);
  g_assert_true (pointer_is_hidden ());
  g_signal_emit_by_name (window->lecture, "motion-notify-event", event, &done);
  gdk_event_free (event);
  g_assert_false (pointer_is_hidden ());
  vmr_window_set_lecture (window, FALSE);
  wait_for (2300);
  g_assert_false (pointer_is_hidden ());
}

static void
test_desktop (void)
{
  g_assert_true (vmr_theme_name_is_dark ("Adwaita-dark"));
  g_assert_true (vmr_theme_name_is_dark ("Adwaita:dark"));
  g_assert_false (vmr_theme_name_is_dark ("Adwaita"));
  g_assert_false (vmr_theme_name_is_dark (NULL));
  g_assert_false (window->theme_chosen);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "Adwaita-dark", NULL);
  wait_for (20);
  g_assert_cmpint (vmr_env_theme (window->env), ==, VMR_THEME_DARK);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "Adwaita", NULL);
  wait_for (20);
  g_assert_cmpint (vmr_env_theme (window->env), ==, VMR_THEME_LIGHT);
  /* What the user has chosen stays. */
  vmr_window_set_theme (window, VMR_THEME_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "Adwaita-dark", NULL);
  wait_for (20);
  g_assert_cmpint (vmr_env_theme (window->env), ==, VMR_THEME_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "Adwaita", NULL);
}

static void
test_opens_small (void)
{
  int width, height;

  /* The screen of the tests has 1600 by 1000. */
  vmr_window_set_size (window, 4000, 3000);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, <=, 1600);
  g_assert_cmpint (height, <, 1000);
}

/* --- words on buttons ------------------------------------------------------------------------- */

static void
check_button (GtkWidget *widget,
              gpointer   data)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  g_autofree char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), check_button, data);
  if (label == NULL)
    return;
  if (g_strcmp0 (label, tooltip) == 0)
    {
      g_test_message ("the tooltip of \"%s\" repeats it", label);
      g_test_fail ();
    }
  if (pango_layout_get_unknown_glyphs_count (gtk_widget_create_pango_layout (widget, label)) > 0)
    {
      g_test_message ("no font has all of \"%s\"", label);
      g_test_fail ();
    }
}

static void
test_buttons (void)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s += 3)
      {
        vmr_session_set_language (window->session, languages[l]);
        resize (sizes[s].width, sizes[s].height);
        check_button (GTK_WIDGET (window), NULL);
      }
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
}

/* --- fonts ------------------------------------------------------------------------------------ */

static void
check_font (GtkWidget *widget,
            gpointer   data)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const char *family = pango_font_description_get_family (pango_context_get_font_description (context));
  const char *const *latin = data;

  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), check_font, data);
  if (g_str_has_prefix (family, latin[0]) || g_str_has_prefix (family, latin[1]))
    return;
  g_test_message ("%s: the font of %s is %s", G_STRFUNC, G_OBJECT_TYPE_NAME (widget), family);
  g_test_fail ();
}

/* Every widget asks for the font of its Latin letters by name, so that digits behind Chinese are of that, too. */
static void
test_fonts (void)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (window));
  g_autofree char *sans = vmr_family_latin_first (context, "Sans");
  g_autofree char *mono = vmr_family_latin_first (context, "Monospace");
  g_auto (GStrv) first = g_strsplit (sans, ",", 2), second = g_strsplit (mono, ",", 2);
  const char *latin[] = { first[0], second[0] };

  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Sans 10", NULL);
  check_font (GTK_WIDGET (window), latin);
}

int
main (int    argc,
      char **argv)
{
  int status;

  window = test_window_new (&argc, &argv, "lessons/06-demand-paging.lesson");
  g_test_add_func ("/sizes/flaws", test_flaws);
  g_test_add_func ("/sizes/width", test_width);
  g_test_add_func ("/sizes/buttons", test_buttons);
  g_test_add_func ("/sizes/fonts", test_fonts);
  g_test_add_func ("/sizes/notice", test_notice);
  g_test_add_func ("/sizes/tabs", test_tabs);
  g_test_add_func ("/sizes/notice-long", test_notice_long);
  g_test_add_func ("/sizes/notice-asked", test_notice_asked);
  g_test_add_func ("/sizes/console-room", test_console_room);
  g_test_add_func ("/sizes/pointer", test_pointer);
  g_test_add_func ("/sizes/desktop", test_desktop);
  g_test_add_func ("/sizes/opens-small", test_opens_small);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
