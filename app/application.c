/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-open.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"
#include "vmarium-config.h"

#include "app/application.h"
#include "app/window/window.h"

#include <glib/gi18n.h>

struct _VmrApplication
{
  GtkApplication parent_instance;

  char *theme;
  char *lang;
  char *size;
  int   step;
  gboolean empty;
};

G_DEFINE_FINAL_TYPE (VmrApplication, vmr_application, GTK_TYPE_APPLICATION)

/* The wishes of the command line. */
static void
window_prepare (VmrApplication *self,
                VmrWindow      *window)
{
  VmrEnv *env = vmr_window_env (window);
  VmrTheme theme = VMR_THEME_LIGHT;
  int width, height;

  if (self->theme && vmr_theme_from_name (self->theme, &theme))
    vmr_window_set_desk_theme (window, theme);
  if (g_strcmp0 (self->lang, "zh_CN") == 0)
    vmr_session_set_language (vmr_env_session (env), VMR_LANGUAGE_ZH);
  else if (g_strcmp0 (self->lang, "en") == 0)
    vmr_session_set_language (vmr_env_session (env), VMR_LANGUAGE_EN);
  else if (g_strcmp0 (self->lang, "both") == 0)
    vmr_session_set_language (vmr_env_session (env), VMR_LANGUAGE_BOTH);
  if (self->size && sscanf (self->size, "%dx%d", &width, &height) == 2)
    vmr_window_set_size (window, width, height);
}

static void
window_open (GApplication *application)
{
  GtkWidget *window = vmr_window_new (GTK_APPLICATION (application));

  window_prepare (VMR_APPLICATION (application), VMR_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  /* The bare machine of the default preset: no set-up. */
  if (VMR_APPLICATION (application)->empty)
    vmr_session_open_preset (vmr_env_session (vmr_window_env (VMR_WINDOW (window))), "classic",
                             NULL);
}

/* Started a second time, the program comes to the front. */
static void
application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window)
    gtk_window_present (window);
  else
    window_open (application);
}

/* A step can be shown only when all is recorded. */
static void
open_path (VmrApplication *self,
           VmrWindow      *window,
           const char     *path)
{
  VmrSession *session = vmr_env_session (vmr_window_env (window));

  if (self->step > 0 && vmr_session_open_path (session, path, NULL))
    vmr_session_jump (session, vmr_session_first (session) + (guint) self->step - 1);
  else
    vmr_window_open_path (window, path);      /* also says what is wrong */
}

static void
application_open (GApplication *application,
                  GFile       **files,
                  int           n_files,
                  const char   *hint)
{
  VmrApplication *self = VMR_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      GtkWidget *window = vmr_window_new (GTK_APPLICATION (application));
      g_autofree char *path = g_file_get_path (files[i]);

      window_prepare (self, VMR_WINDOW (window));
      gtk_window_present (GTK_WINDOW (window));
      if (path)
        open_path (self, VMR_WINDOW (window), path);
    }
}

static void
on_about (GSimpleAction *action,
          GVariant      *target,
          gpointer       data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (data), "program-name", "Vmarium",
                         "version", VMARIUM_VERSION, "license-type", GTK_LICENSE_GPL_2_0,
                         "comments", _("The memory manager of 32-bit Linux, step by step"),
                         "logo-icon-name", "org.vmarium.Vmarium", NULL);
}

static void
on_new_window (GSimpleAction *action,
               GVariant      *target,
               gpointer       data)
{
  window_open (data);
}

static void
on_quit (GSimpleAction *action,
         GVariant      *target,
         gpointer       data)
{
  g_application_quit (data);
}

static void
application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = on_about },
    { .name = "new-window", .activate = on_new_window },
    { .name = "quit", .activate = on_quit },
  };

  G_APPLICATION_CLASS (vmr_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  gtk_window_set_default_icon_name ("org.vmarium.Vmarium");
}

static int
application_local_options (GApplication *application,
                           GVariantDict *options)
{
  VmrApplication *self = VMR_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("vmarium %s\n", VMARIUM_VERSION);
      return 0;
    }
  /* A wish belongs to one window: the process that may run already would not hear of it. */
  if (self->theme || self->lang || self->size || self->step > 0 || self->empty)
    g_application_set_flags (application, G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  if (!g_variant_dict_contains (options, "new-window"))
    return -1;
  if (!g_application_register (application, NULL, NULL))
    return 1;
  if (!g_application_get_is_remote (application))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
  return 0;
}

static void
vmr_application_finalize (GObject *object)
{
  VmrApplication *self = VMR_APPLICATION (object);

  g_free (self->theme);
  g_free (self->lang);
  g_free (self->size);
  G_OBJECT_CLASS (vmr_application_parent_class)->finalize (object);
}

static void
vmr_application_class_init (VmrApplicationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vmr_application_finalize;
  G_APPLICATION_CLASS (class)->activate = application_activate;
  G_APPLICATION_CLASS (class)->open = application_open;
  G_APPLICATION_CLASS (class)->startup = application_startup;
  G_APPLICATION_CLASS (class)->handle_local_options = application_local_options;
}

static void
vmr_application_init (VmrApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &self->theme, N_("light, dark or projector"), "NAME" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &self->lang, N_("en, zh_CN or both"), "LANG" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size, N_("Size of the window"), "WxH" },
    { "step", 0, 0, G_OPTION_ARG_INT, &self->step, N_("Start at this step"), "N" },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &self->empty, N_("Open a machine on which nothing runs"),
      NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open one more window"), NULL },
    /* Handled before there is an application, see main.c; here for --help. */
    { "render", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Picture to write"), "FILE" },
    { "handout", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Handout to write"), "PDF" },
    { "per-page", 0, 0, G_OPTION_ARG_INT, NULL, N_("Steps on a page: 1, 2 or 6"), "N" },
    { "steps", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Which steps, such as 5-12,20"), "LIST" },
    { "grey", 0, 0, G_OPTION_ARG_NONE, NULL, N_("In shades of grey"), NULL },
    { "exercises", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Exercise sheet to write"), "PDF" },
    { "seed", 0, 0, G_OPTION_ARG_INT, NULL, N_("Number of the sheet: other numbers in it"),
      "N" },
    { "key", 0, 0, G_OPTION_ARG_NONE, NULL, N_("With the answers"), NULL },
    { "bench", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Measure drawing and starting"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

VmrApplication *
vmr_application_new (void)
{
  return g_object_new (VMR_TYPE_APPLICATION, "application-id", "org.vmarium.Vmarium", "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
