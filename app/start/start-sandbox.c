/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The start page's machines to play with, and the user's own files. */
#include "app/start/start-sandbox.h"

#include "app/base/recent.h"
#include "app/start/start-draw.h"
#include "app/start/start.h"

#include "ui/panels/panels.h"
#include "ui/panels/words.h"
#include "ui/start/zone-bar.h"

#include <glib/gi18n.h>

typedef struct
{
  const char  *title;         /* N_() */
  const char  *layout;
  guint64      ram;
} Preset;

static const Preset presets[] = {
  { N_("Classic, as in the textbooks"), "classic", (guint64) 2 << 30 },
  { N_("Debian 5.10, as measured"), "debian-5.10", (guint64) 2 << 30 },
  { N_("Debian 5.10 with PAE"), "debian-5.10-pae", (guint64) 2 << 30 },
  { N_("A small machine"), "mini", (guint64) 64 << 20 },
};

static KmLayoutKind
layout_kind (const char *name)
{
  KmLayoutKind kind = 0;

  while (kind + 1 < KM_N_LAYOUTS && !g_str_equal (km_layout_name (kind), name))
    kind++;
  return kind;
}

/* "2 GiB · ZONE_NORMAL ends at 896 MiB", with the engine's numbers. */
static char *
preset_about (const Preset       *preset,
              const VmrZoneSizes *sizes)
{
  guint end = vmr_whole_mib (sizes->layout.max_low_pfn);
  char ram[32];

  vmr_size_text (preset->ram, ram, sizeof ram);
  if (sizes->size[KM_ZONE_HIGHMEM] == 0)
    return g_strdup_printf (_("%s · no ZONE_HIGHMEM"), ram);
  if (g_str_has_suffix (preset->layout, "pae"))
    return g_strdup_printf (_("%s · three levels, ZONE_NORMAL ends at %u MiB"), ram, end);
  return g_strdup_printf (_("%s · ZONE_NORMAL ends at %u MiB"), ram, end);
}

static GtkWidget *
preset_new (VmrStart     *start,
            const Preset *preset)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *sign = vmr_start_label ("›", "vmr-heading");
  VmrZoneSizes sizes;
  g_autofree char *about = NULL;
  g_autofree char *zones = NULL;
  g_autofree char *name = NULL;
  g_autofree char *machine = g_strdup_printf ("ram=%" G_GUINT64_FORMAT "M layout=%s",
                                              preset->ram >> 20, preset->layout);

  vmr_zone_sizes (layout_kind (preset->layout), preset->ram, &sizes, NULL);
  about = preset_about (preset, &sizes);
  zones = vmr_zone_words (&sizes);
  name = g_strdup_printf ("%s, %s; %s", _(preset->title), about, zones);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (_(preset->title), "vmr-card-title"), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (about, "vmr-secondary vmr-small"), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_zones (start, preset->layout, preset->ram), FALSE,
                      FALSE, 3);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_pack_start (GTK_BOX (row), box, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), sign, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (button), row);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "vmr-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.machine");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", machine);
  atk_object_set_name (gtk_widget_get_accessible (button), name);
  g_ptr_array_add (start->left, button);
  return button;
}

static GtkWidget *
heading_row (const char *title,
             const char *about)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = vmr_start_label (about, "vmr-secondary");

  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_box_pack_start (GTK_BOX (row), vmr_start_label (title, "vmr-heading"), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), label, FALSE, FALSE, 0);
  return row;
}

static GtkWidget *
legend_new (VmrStart *start)
{
  static const char *const names[] = { "ZONE_DMA", "ZONE_NORMAL", "ZONE_HIGHMEM" };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint zone = 0; zone < G_N_ELEMENTS (names); zone++)
    {
      GtkWidget *label = vmr_start_label (names[zone], "vmr-secondary vmr-small");

      gtk_widget_set_margin_end (label, 10);
      gtk_box_pack_start (GTK_BOX (row), vmr_start_swatch (start, zone), FALSE, FALSE, 0);
      gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
    }
  gtk_widget_set_margin_start (row, 18);
  return row;
}

static char *
limits_text (void)
{
  uint64_t least = G_MAXUINT64, most = 0;
  char from[32], to[32];

  for (guint kind = 0; kind < KM_N_LAYOUTS; kind++)
    {
      uint64_t low, high;

      km_layout_limits (kind, &low, &high);
      least = MIN (least, low);
      most = MAX (most, high);
    }
  return g_strdup_printf (_("%s to %s of RAM"), vmr_size_text (least, from, sizeof from),
                          vmr_size_text (most, to, sizeof to));
}

GtkWidget *
vmr_start_make_sandbox (VmrStart *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *grid = gtk_grid_new ();
  g_autofree char *limits = limits_text ();
  guint columns = start->narrow ? 2 : 1;

  gtk_style_context_add_class (gtk_widget_get_style_context (grid), "vmr-panel");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      GtkWidget *row = preset_new (start, &presets[i]);

      gtk_widget_set_hexpand (row, TRUE);
      if (i >= columns)
        gtk_style_context_add_class (gtk_widget_get_style_context (row), "vmr-below");
      gtk_grid_attach (GTK_GRID (grid), row, i % columns, i / columns, 1, 1);
    }
  gtk_box_pack_start (GTK_BOX (box), heading_row (_("Sandbox"), limits), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), grid, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), legend_new (start), FALSE, FALSE, 0);
  atk_object_set_role (gtk_widget_get_accessible (grid), ATK_ROLE_PANEL);
  atk_object_set_name (gtk_widget_get_accessible (grid), _("Sandbox"));
  return box;
}

/* --- files ------------------------------------------------------------------------------------ */

/* Lessons of the program have cards already. */
static gboolean
is_own (VmrStart   *start,
        const char *path)
{
  const GPtrArray *lessons = start->host.catalog->lessons;

  for (guint i = 0; i < lessons->len; i++)
    if (g_str_equal (((VmrCatalogLesson *) lessons->pdata[i])->path, path))
      return FALSE;
  return TRUE;
}

static GtkWidget *
recent_button (VmrStart      *start,
               GtkRecentInfo *info,
               const char    *path)
{
  GtkWidget *button = gtk_button_new_with_label (gtk_recent_info_get_display_name (info));
  GtkWidget *label = gtk_bin_get_child (GTK_BIN (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_tooltip_text (button, path);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "vmr-link");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  g_ptr_array_add (start->left, button);
  return button;
}

/* NULL when nothing was opened yet. */
static GtkWidget *
recent_new (VmrStart *start)
{
  g_autoptr (GPtrArray) files = vmr_recent_files ();
  GtkWidget *row = NULL;
  guint n = 0;

  for (guint i = 0; i < files->len && n < 3; i++)
    {
      g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (files->pdata[i]), NULL,
                                                   NULL);

      if (path == NULL || !is_own (start, path))
        continue;
      if (row == NULL)
        {
          row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
          gtk_widget_set_margin_start (row, 18);
          gtk_box_pack_start (GTK_BOX (row), vmr_start_label (_("Recent:"), "vmr-secondary"), FALSE,
                              FALSE, 0);
        }
      gtk_box_pack_start (GTK_BOX (row), recent_button (start, files->pdata[i], path), FALSE, FALSE,
                          0);
      n++;
    }
  return row;
}

GtkWidget *
vmr_start_make_files (VmrStart *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *open = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *panel, *recent;

  gtk_box_pack_start (GTK_BOX (row), vmr_start_label (_("Open a script or lesson…"), "vmr-body"),
                      TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), vmr_start_label ("Ctrl+O", "vmr-secondary"), FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (open), row);
  gtk_style_context_add_class (gtk_widget_get_style_context (open), "vmr-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.open");
  atk_object_set_name (gtk_widget_get_accessible (open), _("Open a script or lesson…"));
  g_ptr_array_add (start->left, open);
  panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (panel), "vmr-panel");
  gtk_box_pack_start (GTK_BOX (panel), open, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), heading_row (_("Your files"),
                                                 _("or drop one on the window")), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), panel, FALSE, FALSE, 0);
  recent = recent_new (start);
  if (recent)
    gtk_box_pack_start (GTK_BOX (box), recent, FALSE, FALSE, 0);
  return box;
}
