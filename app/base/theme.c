/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/base/theme.h"

#include "ui/draw/family.h"

#include <string.h>

/* The style sheet names inks as @vmr_panel; their values come from the one palette. */
static const struct
{
  const char *name;
  VmrInk ink;
} colors[] = {
  { "window", VMR_INK_WINDOW }, { "panel", VMR_INK_PANEL }, { "header", VMR_INK_HEADER },
  { "text", VMR_INK_TEXT }, { "secondary", VMR_INK_SECONDARY }, { "line", VMR_INK_LINE },
  { "soft", VMR_INK_SOFT }, { "accent", VMR_INK_ACCENT }, { "light", VMR_INK_LIGHT },
};

gboolean
vmr_theme_name_is_dark (const char *name)
{
  g_autofree char *lower = name ? g_ascii_strdown (name, -1) : NULL;

  return lower && (g_str_has_suffix (lower, "-dark") || g_str_has_suffix (lower, ":dark"));
}

/* GNOME's settings with its switch, which its portal passes on as org.freedesktop.appearance; NULL
 * elsewhere. Kept, so that a change is told. */
static GSettings *
scheme_settings (void)
{
  static GSettings *settings;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = source && settings == NULL ? g_settings_schema_source_lookup (
                              source, "org.gnome.desktop.interface", TRUE) : NULL;

  if (schema && g_settings_schema_has_key (schema, "color-scheme"))
    settings = g_settings_new_full (schema, NULL, NULL);
  g_clear_pointer (&schema, g_settings_schema_unref);
  return settings;
}

static gboolean
scheme_is_dark (void)
{
  g_autofree char *scheme = scheme_settings ()
                            ? g_settings_get_string (scheme_settings (), "color-scheme") : NULL;

  return g_strcmp0 (scheme, "prefer-dark") == 0;
}

void
vmr_theme_watch_desktop (GCallback  changed,
                         GObject   *object)
{
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-theme-name", changed, object,
                           G_CONNECT_SWAPPED);
  if (scheme_settings ())
    g_signal_connect_object (scheme_settings (), "changed::color-scheme", changed, object,
                             G_CONNECT_SWAPPED);
}

gboolean
vmr_theme_desktop_is_dark (void)
{
  /* Asked for once: from then on the program writes it itself. */
  static int preferred = -1;
  g_autofree char *theme = NULL;
  gboolean prefer;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme,
                "gtk-application-prefer-dark-theme", &prefer, NULL);
  if (preferred < 0)
    preferred = prefer;
  return preferred || vmr_theme_name_is_dark (g_getenv ("GTK_THEME")) ||
         vmr_theme_name_is_dark (theme) || scheme_is_dark ();
}

static void
theme_load (VmrEnv *env)
{
  static GtkCssProvider *provider = NULL;
  const VmrPalette *palette = vmr_env_palette (env);
  g_autoptr (GBytes) sheet = g_resources_lookup_data ("/org/vmarium/Vmarium/vmarium.css", 0, NULL);
  GString *css = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    g_string_append_printf (css, "@define-color vmr_%s #%06x;\n", colors[i].name,
                            vmr_rgb_pixel (vmr_palette_rgb (palette, colors[i].ink)));
  g_string_append_printf (css, "@define-color vmr_on_accent #%06x;\n",
                          vmr_rgb_pixel (vmr_palette_rgb (palette,
                              vmr_palette_text_on (palette,
                                  vmr_palette_rgb (palette, VMR_INK_ACCENT)))));
  if (sheet)
    g_string_append_len (css, g_bytes_get_data (sheet, NULL), g_bytes_get_size (sheet));
  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      gtk_style_context_add_provider_for_screen (gdk_screen_get_default (),
                                                 GTK_STYLE_PROVIDER (provider),
                                                 GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
  gtk_css_provider_load_from_data (provider, css->str, -1, NULL);
  g_string_free (css, TRUE);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                vmr_env_theme (env) == VMR_THEME_DARK, NULL);
}

/* As a style sheet writes the families: "DejaVu Sans","Cantarell". */
static char *
families_quoted (const char *family)
{
  PangoContext *context = gdk_pango_context_get ();
  g_autofree char *families = vmr_family_latin_first (context, family);
  g_auto (GStrv) each = g_strsplit (families, ",", -1);
  g_autofree char *inside = g_strjoinv ("\",\"", each);

  g_object_unref (context);
  return g_strdup_printf ("\"%s\"", inside);
}

/* The same fonts for the toolkit's words as for drawn ones. */
static void
families_load (const char *family)
{
  static GtkCssProvider *provider = NULL;
  g_autofree char *sans = families_quoted (family);
  g_autofree char *mono = families_quoted ("Monospace");
  g_autofree char *css = g_strdup_printf (
    "window, tooltip, messagedialog, popover, window.vmarium headerbar entry { font-family: %s; }\n"
    "window .monospace, window.vmarium entry { font-family: %s; }\n", sans, mono);

  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      gtk_style_context_add_provider_for_screen (gdk_screen_get_default (),
                                                 GTK_STYLE_PROVIDER (provider),
                                                 GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
  gtk_css_provider_load_from_data (provider, css, -1, NULL);
}

static void
font_follow (VmrEnv *env)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  const char *family;
  gboolean animations = TRUE;
  int dpi = -1;
  double px;

  g_object_get (settings, "gtk-font-name", &name, "gtk-xft-dpi", &dpi, "gtk-enable-animations",
                &animations, NULL);
  font = pango_font_description_from_string (name ? name : "Sans 10");
  px = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (font))
    px *= (dpi > 0 ? dpi / 1024.0 : 96) / 72;
  vmr_env_set_motion (env, animations ? VMR_MOTION_FULL : VMR_MOTION_FADE);
  family = pango_font_description_get_family (font);
  families_load (family ? family : "Sans");
  vmr_env_set_font (env, family, "Monospace", px > 0 ? px : 13);
  pango_font_description_free (font);
}

void
vmr_theme_apply (VmrEnv *env)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *theme = NULL;

  g_return_if_fail (VMR_IS_ENV (env));
  vmr_theme_desktop_is_dark ();
  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  if (theme && strstr (theme, "HighContrast"))
    vmr_env_set_theme (env, vmr_env_theme (env), TRUE);
  theme_load (env);
  font_follow (env);
  g_signal_connect_object (env, "changed", G_CALLBACK (theme_load), env, 0);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (font_follow), env,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-enable-animations", G_CALLBACK (font_follow),
                           env, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (font_follow), env,
                           G_CONNECT_SWAPPED);
}
