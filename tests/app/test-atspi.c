/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tour of the window from outside, as an assistive technology makes it: finds drawn cells over
 * the accessibility bus, asks where they are, and operates them. */
#include <atspi/atspi.h>
#include <gio/gio.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)

#define PATIENCE_MS 30000
#define MOST_OBJECTS 4000

static AtspiAccessible *application;

static AtspiAccessible *
find_below (AtspiAccessible *object,
            const char      *part,
            guint           *left)
{
  g_autofree char *name = atspi_accessible_get_name (object, NULL);
  int n;

  if (name && strstr (name, part))
    return g_object_ref (object);
  n = atspi_accessible_get_child_count (object, NULL);
  for (int i = 0; i < n && *left > 0; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);
      AtspiAccessible *found;

      (*left)--;
      if (child && (found = find_below (child, part, left)) != NULL)
        return found;
    }
  return NULL;
}

/* The first object whose name holds `part`; waits for it. NULL when it does not come. */
static AtspiAccessible *
find (const char *part,
      guint       patience_ms)
{
  for (guint ms = 0; ms <= patience_ms; ms += 100)
    {
      guint left = MOST_OBJECTS;
      AtspiAccessible *found;

      atspi_accessible_clear_cache (application);
      found = find_below (application, part, &left);
      if (found)
        return found;
      g_usleep (100 * 1000);
    }
  return NULL;
}

static gboolean
find_application (void)
{
  for (guint ms = 0; ms < PATIENCE_MS; ms += 100)
    {
      g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);

      for (int i = 0; desktop && i < atspi_accessible_get_child_count (desktop, NULL); i++)
        {
          g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i,
                                                                                   NULL);
          g_autofree char *name = child ? atspi_accessible_get_name (child, NULL) : NULL;

          if (name && strstr (name, "vmarium"))
            {
              application = g_steal_pointer (&child);
              return TRUE;
            }
        }
      g_usleep (100 * 1000);
    }
  return FALSE;
}

static void
operate (AtspiAccessible *object)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (object);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (action);
  g_assert_true (atspi_action_do_action (action, 0, &error));
  g_assert_no_error (error);
}

static void
test_find (void)
{
  g_autoptr (AtspiAccessible) entry = find ("Page table, entry 990, empty", PATIENCE_MS);
  g_autoptr (AtspiComponent) component = NULL;
  g_autofree AtspiRect *extents = NULL;

  g_assert_nonnull (entry);
  g_assert_cmpint (atspi_accessible_get_role (entry, NULL), ==, ATSPI_ROLE_PUSH_BUTTON);
  component = atspi_accessible_get_component_iface (entry);
  g_assert_nonnull (component);
  extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_SCREEN, NULL);
  g_assert_cmpint (extents->width, >, 60);
  g_assert_cmpint (extents->height, >, 10);
  g_assert_cmpint (extents->x, >, 200);
}

/* What a drawn cell's action does is what a click does: a numbered dot leads to its step. */
static void
test_operate_cell (void)
{
  g_autoptr (AtspiAccessible) before = find ("Step 3: ", PATIENCE_MS);
  g_autoptr (AtspiAccessible) gone = NULL;

  g_assert_nonnull (before);
  operate (before);
  for (guint i = 0; i < 50; i++)
    {
      g_clear_object (&gone);
      gone = find ("#PF page fault", 0);
      if (gone == NULL)
        break;
      g_usleep (100 * 1000);
    }
  g_assert_null (gone);
}

static void
test_operate_button (void)
{
  g_autoptr (AtspiAccessible) next = find ("Next step", PATIENCE_MS);
  g_autoptr (AtspiAccessible) fault = NULL;

  g_assert_nonnull (next);
  /* A question on the way holds a press or two. */
  for (guint i = 0; i < 8 && fault == NULL; i++)
    {
      operate (next);
      fault = find ("#PF page fault", 500);
    }
  g_assert_nonnull (fault);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("NO_AT_BRIDGE");
  program = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("VMARIUM"), "--lang=en",
                              "--size=1600x1000", "--step=6", g_getenv ("LESSON"), NULL);
  g_assert_no_error (error);
  if (atspi_init () != 0 || !find_application ())
    {
      g_test_message ("there is no accessibility bus here");
      g_subprocess_force_exit (program);
      return 77;
    }
  g_test_add_func ("/atspi/find", test_find);
  g_test_add_func ("/atspi/operate-cell", test_operate_cell);
  g_test_add_func ("/atspi/operate-button", test_operate_button);
  status = g_test_run ();
  g_clear_object (&application);
  g_subprocess_force_exit (program);
  return status;
}
