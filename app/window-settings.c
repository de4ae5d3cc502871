/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the program remembers from one time to the next. */
#include "app/window-private.h"

#include "app/language.h"
#include "ui/session/data-dir.h"

#define SCHEMA "org.vmarium.Vmarium"
#define PAUSE "pause-after-part"

/* The installed schema, or that of a build folder; a program without one still runs. */
static GSettings *
settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = source ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;
  g_auto (GStrv) folders = vmr_data_folders ();
  GSettings *settings;

  for (guint i = 0; schema == NULL && folders[i] != NULL; i++)
    {
      GSettingsSchemaSource *own = g_settings_schema_source_new_from_directory (folders[i], source,
                                                                                TRUE, NULL);

      if (own == NULL)
        continue;
      schema = g_settings_schema_source_lookup (own, SCHEMA, FALSE);
      g_settings_schema_source_unref (own);
    }
  if (schema == NULL)
    return NULL;
  settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_schema_unref (schema);
  return settings;
}

/* A schema that was compiled before the key came to be would end the program. */
static gboolean
has_key (GSettings  *settings,
         const char *key)
{
  GSettingsSchema *schema = NULL;
  gboolean has;

  g_object_get (settings, "settings-schema", &schema, NULL);
  has = schema && g_settings_schema_has_key (schema, key);
  g_clear_pointer (&schema, g_settings_schema_unref);
  return has;
}

static VmrTheme
theme_of (GSettings  *settings,
          const char *key,
          VmrTheme    theme)
{
  g_autofree char *name = g_settings_get_string (settings, key);

  vmr_theme_from_name (name, &theme);
  return theme;
}

void
vmr_window_load_settings (VmrWindow *self)
{
  g_autofree char *language = NULL;
  int width = 1600, height = 1000;

  self->settings = settings_new ();
  self->desk_theme = VMR_THEME_LIGHT;
  self->lecture_theme = VMR_THEME_PROJECTOR;
  self->desk_zoom = self->lecture_zoom = 1;
  if (self->settings != NULL)
    {
      g_settings_get (self->settings, "size", "(ii)", &width, &height);
      self->desk_theme = theme_of (self->settings, "theme", VMR_THEME_LIGHT);
      self->lecture_theme = theme_of (self->settings, "lecture-theme", VMR_THEME_PROJECTOR);
      vmr_player_set_speed (vmr_env_player (self->env),
                            g_settings_get_double (self->settings, "speed"));
      vmr_session_set_spotlight (self->session,
                                 g_settings_get_boolean (self->settings, "spotlight"));
      if (has_key (self->settings, PAUSE))
        vmr_player_set_pause_after_part (vmr_env_player (self->env),
                                         g_settings_get_boolean (self->settings, PAUSE));
      language = g_settings_get_string (self->settings, "language");
    }
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 640, 8192),
                               CLAMP (height, 480, 8192));
  vmr_env_set_theme (self->env, self->desk_theme, vmr_env_palette (self->env)->high_contrast);
  if (g_strcmp0 (language, "both") == 0)
    vmr_session_set_language (self->session, VMR_LANGUAGE_BOTH);
  else if (g_strcmp0 (language, "zh_CN") == 0 ||
           (g_strcmp0 (language, "en") != 0 && vmr_language_desktop ()))
    vmr_session_set_language (self->session, VMR_LANGUAGE_ZH);
}

void
vmr_window_save_settings (VmrWindow *self)
{
  static const char *const languages[] = { "en", "zh_CN", "both" };
  VmrLanguage language = vmr_session_language (self->session);
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_size (GTK_WINDOW (self), &width, &height);
  if (!vmr_env_is_lecture (self->env))
    g_settings_set (self->settings, "size", "(ii)", width, height);
  g_settings_set_string (self->settings, "theme", vmr_theme_name (self->desk_theme));
  g_settings_set_string (self->settings, "lecture-theme", vmr_theme_name (self->lecture_theme));
  g_settings_set_double (self->settings, "speed", vmr_player_speed (vmr_env_player (self->env)));
  g_settings_set_boolean (self->settings, "spotlight", vmr_session_spotlight (self->session));
  if (has_key (self->settings, PAUSE))
    g_settings_set_boolean (self->settings, PAUSE,
                            vmr_player_pause_after_part (vmr_env_player (self->env)));
  /* What the desktop speaks is not a wish. */
  if (language != (vmr_language_desktop () ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN))
    g_settings_set_string (self->settings, "language", languages[language]);
  else
    g_settings_reset (self->settings, "language");
}
