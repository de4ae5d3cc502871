/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/base/keys.h"

#include <glib/gi18n.h>

/* From this width of the screen on; the window itself has no room for all of its panels below that. */
#define TWO_COLUMNS 1400

static const VmrKey table[] = {
  { "move", "'next'", N_("Next step"), VMR_KEYS_STEP, "Page_Down Right n Return KP_Enter" },
  { "move", "'previous'", N_("Previous step"), VMR_KEYS_STEP, "Page_Up Left p BackSpace" },
  { "move", "'next-command'", N_("Next command"), VMR_KEYS_STEP, "<Shift>Right" },
  { "move", "'previous-command'", N_("Previous command"), VMR_KEYS_STEP, "<Shift>Left" },
  { "move", "'open'", N_("Into the folded steps, else the next command"), VMR_KEYS_STEP, "Down" },
  { "move", "'close'", N_("Out of them, else the previous command"), VMR_KEYS_STEP, "Up" },
  { "move", "'next-part'", N_("Next part of the lesson"), VMR_KEYS_STEP, "<Control>Page_Down" },
  { "move", "'previous-part'", N_("Previous part"), VMR_KEYS_STEP, "<Control>Page_Up" },
  { "move", "'first'", N_("First step"), VMR_KEYS_STEP, "Home" },
  { "move", "'last'", N_("Last step"), VMR_KEYS_STEP, "End" },
  { "goto", NULL, N_("Go to a step or bookmark"), VMR_KEYS_STEP, "g" },
  { "bookmark", NULL, N_("Bookmark here"), VMR_KEYS_STEP, "m" },

  { "play", NULL, N_("Play or pause"), VMR_KEYS_PLAY, "space" },
  { "speed", "-1", N_("Slower"), VMR_KEYS_PLAY, "bracketleft" },
  { "speed", "1", N_("Faster"), VMR_KEYS_PLAY, "bracketright" },
  { "speed", "0", N_("Normal speed"), VMR_KEYS_PLAY, "backslash" },
  { "run-until", "'fault'", N_("Run until a fault"), VMR_KEYS_PLAY, "u" },
  { "run-until", "'split'", N_("Run until a split"), VMR_KEYS_PLAY, "<Shift>u" },
  { "run-until", "'change'", N_("Run until the selected thing changes"), VMR_KEYS_PLAY,
    "<Control>u" },
  { "pause-after-part", NULL, N_("Pause after each part"), VMR_KEYS_PLAY, "<Shift>r" },
  { "replay", NULL, N_("Replay this part"), VMR_KEYS_PLAY, "r" },
  { "question", NULL, N_("Ask the question again"), VMR_KEYS_PLAY, "q" },

  { "verb", "0", N_("Sandbox: read the selected page"), VMR_KEYS_PLAY, "1" },
  { "verb", "1", N_("Sandbox: write to it"), VMR_KEYS_PLAY, "2" },
  { "verb", "2", N_("Sandbox: map new addresses"), VMR_KEYS_PLAY, "3" },
  { "verb", "3", N_("Sandbox: give the page back"), VMR_KEYS_PLAY, "4" },

  { "lecture", "true", N_("Lecture mode from step 1"), VMR_KEYS_SCREEN, "F5" },
  { "lecture", "false", N_("Lecture mode from here"), VMR_KEYS_SCREEN, "<Shift>F5" },
  { "fullscreen", NULL, N_("Full screen"), VMR_KEYS_SCREEN, "F11 f" },
  { "leave", NULL, N_("Leave lecture mode or full screen"), VMR_KEYS_SCREEN, "Escape" },
  { "blank", "true", N_("Black screen"), VMR_KEYS_SCREEN, "b period" },
  { "blank", "false", N_("White screen"), VMR_KEYS_SCREEN, "w comma" },
  { "spotlight", NULL, N_("Spotlight"), VMR_KEYS_SCREEN, "s" },
  { "zoom", "1", N_("Larger"), VMR_KEYS_SCREEN, "<Control>plus <Control>equal <Control>KP_Add" },
  { "zoom", "-1", N_("Smaller"), VMR_KEYS_SCREEN, "<Control>minus <Control>KP_Subtract" },
  { "zoom", "0", N_("Normal size"), VMR_KEYS_SCREEN, "<Control>0" },

  { "captions", NULL, N_("Captions off, one or two languages"), VMR_KEYS_WORDS, "c" },
  { "language-swap", NULL, N_("Which language comes first"), VMR_KEYS_WORDS, "l" },
  { "console", NULL, N_("Type a command"), VMR_KEYS_WORDS, "<Control>l colon" },
  { "transcript", NULL, N_("Console with all that has run"), VMR_KEYS_WORDS, "<Control>grave" },
  { "ledger", NULL, N_("Commands so far and their cost"), VMR_KEYS_WORDS, "t" },
  { "go-home", NULL, N_("Back to the lesson"), VMR_KEYS_FILE, "<Alt>Left" },
  { "legend", NULL, N_("These keys"), VMR_KEYS_WORDS, "question F1" },

  { "open", NULL, N_("Open a lesson or script"), VMR_KEYS_FILE, "<Control>o" },
  { "copy-moment", NULL, N_("Copy this moment as text"), VMR_KEYS_FILE, "<Control>c" },
  { "paste-moment", NULL, N_("Open the moment on the clipboard"), VMR_KEYS_FILE, "<Control>v" },
  { "search", NULL, N_("Search the lessons"), VMR_KEYS_FILE, "<Control>f" },
  { "start-page", NULL, N_("Lessons"), VMR_KEYS_FILE, "<Alt>Home" },
  { "close", NULL, N_("Close the window"), VMR_KEYS_FILE, "<Control>w <Control>q" },
};

const VmrKey *
vmr_keys_table (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (table);
  return table;
}

const char *
vmr_keys_group_name (VmrKeyGroup group)
{
  static const char *const names[VMR_N_KEY_GROUPS] = {
    N_("Stepping"), N_("Playing"), N_("Screen"), N_("Words"), N_("Lessons and windows")
  };

  g_return_val_if_fail (group < VMR_N_KEY_GROUPS, "");
  return _(names[group]);
}

static gboolean
accel_matches (const char     *accel,
               guint           keyval,
               GdkModifierType state)
{
  const GdkModifierType care = GDK_CONTROL_MASK | GDK_MOD1_MASK | GDK_SHIFT_MASK;
  GdkModifierType mods;
  guint key;

  gtk_accelerator_parse (accel, &key, &mods);
  if (key == 0 || gdk_keyval_to_lower (keyval) != gdk_keyval_to_lower (key))
    return FALSE;
  state &= care;
  /* "?" needs Shift on most keyboards and not on others: for signs Shift is part of the sign. */
  if (gdk_keyval_to_unicode (key) > ' ' && !g_unichar_isalpha (gdk_keyval_to_unicode (key)))
    state &= ~(guint) GDK_SHIFT_MASK;
  return state == mods;
}

const VmrKey *
vmr_keys_find (guint           keyval,
               GdkModifierType state)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) accels = g_strsplit (table[i].accels, " ", -1);

      for (guint a = 0; accels[a] != NULL; a++)
        if (accel_matches (accels[a], keyval, state))
          return &table[i];
    }
  return NULL;
}

/* A key of the block of numbers has the name of the same sign elsewhere: shown once. */
static gboolean
has_same_name (const char *one,
               const char *other)
{
  GdkModifierType mods[2];
  guint keys[2];

  gtk_accelerator_parse (one, &keys[0], &mods[0]);
  gtk_accelerator_parse (other, &keys[1], &mods[1]);
  return mods[0] == mods[1] && gdk_keyval_to_unicode (keys[0]) > ' ' &&
         gdk_keyval_to_unicode (keys[0]) == gdk_keyval_to_unicode (keys[1]);
}

static char *
shown_accels (const VmrKey *key)
{
  g_auto (GStrv) accels = g_strsplit (key->accels, " ", -1);
  GString *shown = g_string_new (accels[0]);

  for (guint i = 1; i < g_strv_length (accels); i++)
    {
      gboolean again = FALSE;

      for (guint before = 0; before < i; before++)
        again |= has_same_name (accels[before], accels[i]);
      if (!again)
        g_string_append_printf (shown, " %s", accels[i]);
    }
  return g_string_free (shown, FALSE);
}

static GtkWidget *
group_new (VmrKeyGroup group)
{
  GtkWidget *box = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title",
                                 vmr_keys_group_name (group), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].group == group)
      {
        g_autofree char *accels = shown_accels (&table[i]);

        gtk_container_add (GTK_CONTAINER (box),
                           g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "title", _(table[i].help),
                                         "accelerator", accels, "visible", TRUE, NULL));
      }
  gtk_widget_show (box);
  return box;
}

/* The groups in pages of two columns, or each on a page of its own that is chosen by its name. */
static GtkWidget *
pages_new (GtkWindow *parent,
           gboolean   narrow)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal",
                                    TRUE, "destroy-with-parent", TRUE, NULL);
  GtkWidget *section = NULL;

  for (guint group = 0; group < VMR_N_KEY_GROUPS; group++)
    {
      g_autofree char *name = g_strdup_printf ("%u", group);

      if (narrow || section == NULL)
        {
          section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", name, "title",
                                  vmr_keys_group_name (group), "max-height", 12, "visible", TRUE, NULL);
          gtk_container_add (GTK_CONTAINER (window), section);
        }
      gtk_container_add (GTK_CONTAINER (section), group_new (group));
    }
  return window;
}

GtkWidget *
vmr_keys_window_new (GtkWindow *parent,
                     int        room)
{
  return pages_new (parent, room < TWO_COLUMNS);
}

void
vmr_keys_do (const VmrKey *key,
             GActionGroup *actions)
{
  GVariant *target = key->target ? g_variant_parse (NULL, key->target, NULL, NULL, NULL) : NULL;

  g_action_group_activate_action (actions, key->action, target);
}

gboolean
vmr_keys_is_edit (const GdkEventKey *event)
{
  static const guint keys[] = { GDK_KEY_a, GDK_KEY_c, GDK_KEY_v, GDK_KEY_x };

  for (guint i = 0; event->state & GDK_CONTROL_MASK && i < G_N_ELEMENTS (keys); i++)
    if (gdk_keyval_to_lower (event->keyval) == keys[i])
      return TRUE;
  return FALSE;
}
