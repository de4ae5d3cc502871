/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lesson 6 by keys and pointer: to its end and back, with the same picture at each step both ways,
 * in both languages; and after a click on any view, any drawn thing, any button, Right steps. */
#include "tests/app/support.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"

#include "ui/session/data-dir.h"

#include <string.h>

static VmrWindow *window;

/* A question holds the step before its answer: one more press shows it. */
static gboolean
step_on (void)
{
  guint before = vmr_session_cursor (window->session);

  for (guint i = 0; i < 4 && vmr_session_cursor (window->session) == before; i++)
    test_press (window, GDK_KEY_Page_Down, 0);
  return vmr_session_cursor (window->session) > before;
}

/* Pictures are taken only where no question stands: one that was answered looks different from then
 * on. */
static char *
picture_if_quiet (void)
{
  return vmr_session_question (window->session) ? NULL : test_picture (window);
}

/* Each test begins with lesson 6, whichever ran before. */
static void
open_demand_paging (void)
{
  g_autofree char *path = vmr_data_path ("lessons/06-demand-paging.lesson");
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (window->session, path, &error);
  g_assert_no_error (error);
  test_settle ();
}

static void
test_there_and_back (gconstpointer language)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  guint first, last, compared = 0;

  open_demand_paging ();
  vmr_session_set_language (window->session, GPOINTER_TO_UINT (language));
  vmr_session_set_depth (window->session, KM_DEPTH_ALL);
  first = vmr_session_first (window->session);
  last = vmr_session_n_steps (window->session);
  test_press (window, GDK_KEY_Home, 0);
  /* Once through, so that every question is answered. */
  while (vmr_session_cursor (window->session) < last)
    g_assert_true (step_on ());
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, last);
  test_press (window, GDK_KEY_Home, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, first);
  for (guint step = first; step <= last; step++)
    {
      g_assert_cmpuint (vmr_session_cursor (window->session), ==, step);
      g_ptr_array_add (pictures, step % 3 == 0 ? picture_if_quiet () : NULL);
      if (step < last)
        g_assert_true (step_on ());
    }
  for (guint step = last; step >= first; step--)
    {
      g_autofree char *now = NULL;
      const char *then = pictures->pdata[step - first];

      g_assert_cmpuint (vmr_session_cursor (window->session), ==, step);
      if (then && (now = picture_if_quiet ()) != NULL)
        {
          g_test_message ("step %u", step);
          g_assert_cmpstr (now, ==, then);
          compared++;
        }
      test_press (window, GDK_KEY_Page_Up, 0);
    }
  g_assert_cmpuint (compared, >, 5);
  /* Neighbours differ: a picture that never changes would pass the comparison above. */
  for (guint i = 3; i < pictures->len; i++)
    if (pictures->pdata[i] && pictures->pdata[i - 3])
      g_assert_cmpstr (pictures->pdata[i], !=, pictures->pdata[i - 3]);
}

static void
right_steps (const char *after)
{
  guint before;

  if (vmr_session_stop_after (window->session, vmr_session_cursor (window->session)) == 0)
    test_press (window, GDK_KEY_Home, 0);
  before = vmr_session_cursor (window->session);
  for (guint i = 0; i < 3 && vmr_session_cursor (window->session) == before; i++)
    test_press (window, GDK_KEY_Right, 0);
  g_test_message ("after %s", after);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                    vmr_session_stop_after (window->session, before));
}

/* Every fourth drawn thing of a view, and its ground. */
static void
click_through (GtkWidget  *view,
               const char *name)
{
  guint n = vmr_cells_n (vmr_view_cells (VMR_VIEW (view)));

  test_click (view, 2, 2);
  right_steps (name);
  for (guint i = 0; i < n; i += 4)
    {
      const VmrCells *cells = vmr_view_cells (VMR_VIEW (view));
      const VmrCell *cell;
      g_autofree char *name_of_cell = NULL;

      if (i >= vmr_cells_n (cells))
        break;
      cell = vmr_cells_get (cells, i);
      if (vmr_ref_is_none (cell->ref) || cell->ref.kind == VMR_REF_ACTION)
        continue;
      name_of_cell = g_strdup (cell->name);
      test_click (view, cell->rect.x + cell->rect.w / 2, cell->rect.y + cell->rect.h / 2);
      right_steps (name_of_cell);
    }
}

static void
test_click_anything (void)
{
  open_demand_paging ();
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
  test_press (window, GDK_KEY_Home, 0);
  click_through (window->address, "address space");
  click_through (window->stage, "stage");
  click_through (window->physical, "physical memory");
  click_through (window->story, "story");
  for (guint i = 0; i < G_N_ELEMENTS (window->transport); i++)
    {
      gtk_button_clicked (GTK_BUTTON (window->transport[i]));
      vmr_player_set_playing (vmr_env_player (window->env), FALSE);
      test_settle ();
      right_steps ("transport");
    }
}

/* A sweep steps, a slow or a steep one does not. */
static void
test_swipe (void)
{
  GtkWidget *views[] = { window->stage, window->lecture };

  open_demand_paging ();
  test_press (window, GDK_KEY_Home, 0);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkGesture *gesture = g_object_get_data (G_OBJECT (views[i]), "vmr-swipe");
      guint before = vmr_session_cursor (window->session);

      g_assert_true (GTK_IS_GESTURE_SWIPE (gesture));
      g_signal_emit_by_name (gesture, "swipe", -900.0, 40.0);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                        vmr_session_stop_after (window->session, before));
      g_signal_emit_by_name (gesture, "swipe", 900.0, 40.0);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
      g_signal_emit_by_name (gesture, "swipe", -900.0, 700.0);
      g_signal_emit_by_name (gesture, "swipe", -100.0, 0.0);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
    }
}

/* --- every lesson, by one means alone --------------------------------------------------------- */

#define MOST_PRESSES 4000

typedef void (*Advance) (void);

/* What a clicker sends, in a lecture. */
static void
by_clicker (void)
{
  test_press (window, GDK_KEY_Page_Down, 0);
}

static void
by_keyboard (void)
{
  test_press (window, GDK_KEY_Right, 0);
}

/* The button "Next step". */
static void
by_mouse (void)
{
  gtk_button_clicked (GTK_BUTTON (window->transport[2]));
  test_settle ();
}

static void
walk (const char *path,
      Advance     advance,
      gboolean    lecture)
{
  g_autoptr (GError) error = NULL;
  guint presses = 0;

  vmr_session_open_path (window->session, path, &error);
  g_assert_no_error (error);
  test_settle ();
  if (lecture)
    test_press (window, GDK_KEY_F5, 0);
  for (; !vmr_session_at_end (window->session); presses++)
    {
      g_assert_cmpuint (presses, <, MOST_PRESSES);
      advance ();
    }
  g_test_message ("%s: %u presses", path, presses);
  g_assert_cmpuint (presses, >, 10);
  if (!lecture)
    return;
  g_assert_true (vmr_env_is_lecture (window->env));
  test_press (window, GDK_KEY_Escape, 0);
  g_assert_true (vmr_session_at_end (window->session));
}

static void
test_every_lesson (void)
{
  static const char *const lessons[] = {
    "01-why-virtual", "02-four-gigabytes", "03-translation", "04-zones", "05-program",
    "06-demand-paging", "15-buddy",
  };
  static const struct { Advance advance; gboolean lecture; } means[] = {
    { by_clicker, TRUE }, { by_keyboard, FALSE }, { by_mouse, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lessons); i++)
    {
      g_autofree char *name = g_strdup_printf ("lessons/%s.lesson", lessons[i]);
      g_autofree char *path = vmr_data_path (name);

      g_assert_nonnull (path);
      for (guint k = 0; k < G_N_ELEMENTS (means); k++)
        walk (path, means[k].advance, means[k].lecture);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  window = test_window_new (&argc, &argv, "lessons/06-demand-paging.lesson");
  g_test_add_data_func ("/walk/there-and-back/en", GUINT_TO_POINTER (VMR_LANGUAGE_EN),
                        test_there_and_back);
  g_test_add_data_func ("/walk/there-and-back/zh", GUINT_TO_POINTER (VMR_LANGUAGE_ZH),
                        test_there_and_back);
  g_test_add_func ("/walk/click-anything", test_click_anything);
  g_test_add_func ("/walk/swipe", test_swipe);
  g_test_add_func ("/walk/every-lesson", test_every_lesson);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
