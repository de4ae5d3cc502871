/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the program remembers from one time to the next. */
#include "app/window/window-settings.h"

#include "app/base/language.h"
#include "app/window/window-fields.h"
#include "app/window/window-theme.h"
#include "ui/session/data-dir.h"
#include "ui/session/desk.h"
#include "ui/session/session-view.h"

#define SCHEMA "org.vmarium.Vmarium"
#define PAUSE "pause-after-part"
#define MONITORS "monitors"
#define GUIDES "guides-done"

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

gboolean
vmr_window_has_setting (VmrWindow  *self,
                        const char *key)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  return has_key (self->settings, key);
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

  g_return_if_fail (VMR_IS_WINDOW (self));
  self->settings = settings_new ();
  self->desk_theme = VMR_THEME_LIGHT;
  self->lecture_theme = VMR_THEME_PROJECTOR;
  self->desk_zoom = self->lecture_zoom = 1;
  if (self->settings != NULL)
    {
      g_autoptr (GVariant) chosen = g_settings_get_user_value (self->settings, "theme");

      self->theme_chosen = chosen != NULL;
      self->desk_theme = theme_of (self->settings, "theme", VMR_THEME_LIGHT);
      self->lecture_theme = theme_of (self->settings, "lecture-theme", VMR_THEME_PROJECTOR);
      vmr_player_set_speed (vmr_env_player (self->env),
                            g_settings_get_double (self->settings, "speed"));
      vmr_session_set_spotlight (self->session,
                                 g_settings_get_boolean (self->settings, "spotlight"));
      if (has_key (self->settings, PAUSE))
        vmr_player_set_pause_after_part (vmr_env_player (self->env),
                                         g_settings_get_boolean (self->settings, PAUSE));
      if (has_key (self->settings, GUIDES))
        vmr_desk_done (self->session, g_settings_get_uint (self->settings, GUIDES));
      language = g_settings_get_string (self->settings, "language");
    }
  vmr_window_follow_desktop (self);
  vmr_env_set_theme (self->env, self->desk_theme, vmr_env_palette (self->env)->high_contrast);
  if (g_strcmp0 (language, "both") == 0)
    vmr_session_set_language (self->session, VMR_LANGUAGE_BOTH);
  else if (g_strcmp0 (language, "zh_CN") == 0 ||
           (g_strcmp0 (language, "en") != 0 && vmr_language_desktop ()))
    vmr_session_set_language (self->session, VMR_LANGUAGE_ZH);
}

void
vmr_window_saved_size (VmrWindow *self,
                       int       *width,
                       int       *height)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  *width = 1600;
  *height = 1000;
  if (self->settings != NULL)
    g_settings_get (self->settings, "size", "(ii)", width, height);
}

void
vmr_window_save_settings (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  static const char *const languages[] = { "en", "zh_CN", "both" };
  VmrLanguage language = vmr_session_language (self->session);
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_size (GTK_WINDOW (self), &width, &height);
  if (!vmr_env_is_lecture (self->env))
    g_settings_set (self->settings, "size", "(ii)", width, height);
  if (self->theme_chosen)
    g_settings_set_string (self->settings, "theme", vmr_theme_name (self->desk_theme));
  g_settings_set_string (self->settings, "lecture-theme", vmr_theme_name (self->lecture_theme));
  g_settings_set_double (self->settings, "speed", vmr_player_speed (vmr_env_player (self->env)));
  g_settings_set_boolean (self->settings, "spotlight", vmr_session_spotlight (self->session));
  if (has_key (self->settings, PAUSE))
    g_settings_set_boolean (self->settings, PAUSE,
                            vmr_player_pause_after_part (vmr_env_player (self->env)));
  if (has_key (self->settings, GUIDES))
    g_settings_set_uint (self->settings, GUIDES, vmr_desk_guides_done (self->session));
  /* What the desktop speaks is not a wish. */
  if (language != (vmr_language_desktop () ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN))
    g_settings_set_string (self->settings, "language", languages[language]);
  else
    g_settings_reset (self->settings, "language");
}

/* --- each monitor its own lecture ------------------------------------------------------------- */

/* Make, model and size: a projector is known again wherever it is plugged in. */
static char *
monitor_name (VmrWindow *self)
{
  GdkWindow *window = gtk_widget_get_window (GTK_WIDGET (self));
  GdkMonitor *monitor = window ? gdk_display_get_monitor_at_window (gdk_window_get_display (window),
                                                                    window) : NULL;
  const char *make = monitor ? gdk_monitor_get_manufacturer (monitor) : NULL;
  const char *model = monitor ? gdk_monitor_get_model (monitor) : NULL;
  GdkRectangle size = { 0 };

  if (monitor == NULL)
    return NULL;
  gdk_monitor_get_geometry (monitor, &size);
  return g_strdup_printf ("%s %s %dx%d", make ? make : "", model ? model : "", size.width,
                          size.height);
}

void
vmr_window_recall_monitor (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autofree char *name = monitor_name (self);
  g_autoptr (GVariant) all = NULL;
  g_autofree char *theme = NULL;
  double zoom;

  if (name == NULL || self->settings == NULL || !has_key (self->settings, MONITORS))
    return;
  all = g_settings_get_value (self->settings, MONITORS);
  if (!g_variant_lookup (all, name, "(sd)", &theme, &zoom))
    return;
  vmr_theme_from_name (theme, &self->lecture_theme);
  self->lecture_zoom = CLAMP (zoom, 0.5, 3);
}

void
vmr_window_remember_monitor (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autofree char *name = monitor_name (self);
  g_autoptr (GVariant) all = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other, *theme;
  double zoom;

  if (name == NULL || self->settings == NULL || !has_key (self->settings, MONITORS))
    return;
  all = g_settings_get_value (self->settings, MONITORS);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(sd)}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s(&sd)}", &other, &theme, &zoom))
    if (!g_str_equal (other, name))
      g_variant_builder_add (&builder, "{s(sd)}", other, theme, zoom);
  g_variant_builder_add (&builder, "{s(sd)}", name, vmr_theme_name (self->lecture_theme),
                         self->lecture_zoom);
  g_settings_set_value (self->settings, MONITORS, g_variant_builder_end (&builder));
}
