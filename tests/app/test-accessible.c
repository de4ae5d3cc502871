/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a screen reader finds in the window, as text: role and name of everything, drawn or not, at
 * the page fault of lesson 6. After a change that is meant:
 *   VMARIUM_UPDATE=1 meson test -C BUILD accessible */
#include "tests/app/support.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"

#include <string.h>

static VmrWindow *window;

static void
dump (GString   *out,
      AtkObject *object,
      guint      depth)
{
  const char *name = atk_object_get_name (object);
  g_autoptr (AtkStateSet) states = atk_object_ref_state_set (object);

  if (!atk_state_set_contains_state (states, ATK_STATE_VISIBLE))
    return;
  if (name && *name)
    {
      g_autofree char *line = g_strdelimit (g_strdup (name), "\n", ' ');

      g_string_append_printf (out, "%*s%s: %s\n", 2 * depth, "",
                              atk_role_get_name (atk_object_get_role (object)), line);
      depth++;
    }
  for (int i = 0; i < atk_object_get_n_accessible_children (object); i++)
    {
      g_autoptr (AtkObject) child = atk_object_ref_accessible_child (object, i);

      if (child)
        dump (out, child, depth);
    }
}

static void
go_to_fault (void)
{
  const KmMachine *machine = vmr_session_machine (window->session);

  for (guint step = vmr_session_first (window->session);; step++)
    if (km_machine_step_kind (machine, step) == KM_STEP_PAGE_FAULT)
      {
        vmr_session_jump (window->session, step);
        break;
      }
  test_settle ();
}

/* The first line that differs says enough. */
static void
assert_same_lines (const char *found,
                   const char *expected)
{
  g_auto (GStrv) a = g_strsplit (found, "\n", -1);
  g_auto (GStrv) b = g_strsplit (expected, "\n", -1);

  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    g_assert_cmpstr (a[i], ==, b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

static void
test_dump (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/app/accessible.txt",
                                            NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  dump (found, gtk_widget_get_accessible (window->left), 0);
  dump (found, gtk_widget_get_accessible (window->stage), 0);
  dump (found, gtk_widget_get_accessible (window->right), 0);
  dump (found, gtk_widget_get_accessible (window->below), 0);
  if (g_getenv ("VMARIUM_UPDATE"))
    g_assert_true (g_file_set_contents (path, found->str, found->len, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  assert_same_lines (found->str, expected);
}

/* A drawn thing says where it is, and does what a click does. */
static void
test_operate (void)
{
  AtkObject *stage = gtk_widget_get_accessible (window->stage);
  guint found = 0;

  for (int i = 0; i < atk_object_get_n_accessible_children (stage); i++)
    {
      g_autoptr (AtkObject) child = atk_object_ref_accessible_child (stage, i);
      int x, y, w, h;

      if (!strstr (atk_object_get_name (child), "entry 990"))
        continue;
      found++;
      atk_component_get_extents (ATK_COMPONENT (child), &x, &y, &w, &h, ATK_XY_SCREEN);
      g_assert_cmpint (w, >, 40);
      g_assert_cmpint (h, >, 8);
      g_assert_true (atk_action_do_action (ATK_ACTION (child), 0));
      test_settle ();
      g_assert_cmpint (vmr_session_selection (window->session).kind, ==, VMR_REF_PTE);
      break;
    }
  g_assert_cmpuint (found, ==, 1);
}

/* Nothing that can be reached is without a name, at any step and on any stage. */
static void
test_names (void)
{
  for (guint step = vmr_session_first (window->session);
       step <= vmr_session_n_steps (window->session); step += 2)
    {
      GtkWidget *views[] = { window->address, window->stage, window->physical, window->story };

      vmr_session_jump (window->session, step);
      test_settle ();
      for (guint v = 0; v < G_N_ELEMENTS (views); v++)
        {
          AtkObject *view = gtk_widget_get_accessible (views[v]);

          for (int i = 0; i < atk_object_get_n_accessible_children (view); i++)
            {
              g_autoptr (AtkObject) child = atk_object_ref_accessible_child (view, i);

              g_assert_nonnull (atk_object_get_name (child));
              g_assert_cmpstr (atk_object_get_name (child), !=, "");
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  window = test_window_new (&argc, &argv, "lessons/06-demand-paging.lesson");
  go_to_fault ();
  g_test_add_func ("/accessible/dump", test_dump);
  g_test_add_func ("/accessible/operate", test_operate);
  g_test_add_func ("/accessible/names", test_names);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
