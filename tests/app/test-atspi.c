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

/* --- a client that listens ---------------------------------------------------------------------- */

static GPtrArray *announced;

static void
on_event (AtspiEvent *event,
          void       *data)
{
  if (g_str_has_prefix (event->type, "object:announcement"))
    g_ptr_array_add (announced, g_value_dup_string (&event->any_data));
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

static void
listen_for (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* Names and places of a view's children, as this client has them. */
static char *
children_text (AtspiAccessible *view)
{
  GString *text = g_string_new (NULL);
  int n = atspi_accessible_get_child_count (view, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (view, i, NULL);
      g_autoptr (AtspiComponent) place = child ? atspi_accessible_get_component_iface (child)
                                         : NULL;
      g_autofree AtspiRect *r = place ? atspi_component_get_extents (
                                  place, ATSPI_COORD_TYPE_WINDOW, NULL) : NULL;
      g_autofree char *name = child ? atspi_accessible_get_name (child, NULL) : NULL;

      g_assert_nonnull (child);
      g_string_append_printf (text, "%s: %d %d %d %d\n", name, r ? r->x : -1, r ? r->y : -1,
                              r ? r->width : -1, r ? r->height : -1);
    }
  return g_string_free (text, FALSE);
}

static void
check_sane (AtspiAccessible *view)
{
  int n = atspi_accessible_get_child_count (view, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (view, i, NULL);
      g_autoptr (AtspiComponent) place = atspi_accessible_get_component_iface (child);
      g_autofree AtspiRect *r = atspi_component_get_extents (place, ATSPI_COORD_TYPE_WINDOW, NULL);

      g_assert_cmpint (r->width, >=, 1);
      g_assert_cmpint (r->height, >=, 1);
    }
}

/* The whole name, not a part of it. */
static AtspiAccessible *
find_view (AtspiAccessible *object,
           const char      *name)
{
  g_autofree char *own = atspi_accessible_get_name (object, NULL);
  int n = atspi_accessible_get_child_count (object, NULL);

  if (g_strcmp0 (own, name) == 0 && atspi_accessible_get_role (object, NULL) == ATSPI_ROLE_PANEL)
    return g_object_ref (object);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);
      AtspiAccessible *found = child ? find_view (child, name) : NULL;

      if (found)
        return found;
    }
  return NULL;
}

static void
test_listen (void)
{
  static const char *const names[] = { "Stage", "Story", "Virtual address space" };
  AtspiEventListener *listener = atspi_event_listener_new (on_event, NULL, NULL);
  g_autoptr (AtspiAccessible) first = find ("First step", PATIENCE_MS);
  g_autoptr (AtspiAccessible) next = find ("Next step", PATIENCE_MS);
  AtspiAccessible *views[G_N_ELEMENTS (names)];

  announced = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (atspi_event_listener_register (listener, "object:children-changed", NULL));
  g_assert_true (atspi_event_listener_register (listener, "object:announcement", NULL));
  operate (first);
  listen_for (1000);
  for (guint v = 0; v < G_N_ELEMENTS (names); v++)
    {
      views[v] = find_view (application, names[v]);
      g_assert_nonnull (views[v]);
      g_free (children_text (views[v]));
    }
  for (guint step = 0; step < 3; step++)
    {
      guint before = announced->len;

      operate (next);
      listen_for (1500);
      g_test_message ("said: %s", announced->len ? (char *) announced->pdata[announced->len - 1]
                                                 : "nothing");
      g_assert_cmpuint (announced->len, ==, before + 1);
    }
  for (guint v = 0; v < G_N_ELEMENTS (names); v++)
    {
      g_autofree char *listened = children_text (views[v]);
      g_autofree char *fresh = NULL;

      atspi_accessible_clear_cache (application);
      fresh = children_text (views[v]);
      g_assert_cmpstr (listened, ==, fresh);
      g_assert_cmpint (atspi_accessible_get_child_count (views[v], NULL), >, 3);
      check_sane (views[v]);
      g_object_unref (views[v]);
    }
  atspi_event_listener_deregister (listener, "object:children-changed", NULL);
  atspi_event_listener_deregister (listener, "object:announcement", NULL);
  g_object_unref (listener);
  g_ptr_array_unref (announced);
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
  g_test_add_func ("/atspi/listen", test_listen);
  status = g_test_run ();
  g_clear_object (&application);
  g_subprocess_force_exit (program);
  return status;
}
