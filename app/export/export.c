/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Saving what the window shows. */
#include "app/export/export.h"

#include "app/export/print.h"
#include "ui/draw/picture.h"
#include "ui/lecture/desk.h"
#include "ui/lecture/exercises.h"
#include "ui/lecture/handout.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

typedef enum
{
  EXPORT_DRAWING,
  EXPORT_WINDOW,
  EXPORT_HANDOUT,
  EXPORT_EXERCISES,
} Export;

/* --- the four things to save ------------------------------------------------------------------ */

static gboolean
save_cells (const VmrExport *self,
            GtkWidget  *widget,
            VmrInk      ground,
            void      (*layout) (gpointer, const VmrSession *, VmrCells *),
            const char *path,
            GError    **error)
{
  int width = MAX (gtk_widget_get_allocated_width (widget), 640);
  int height = MAX (gtk_widget_get_allocated_height (widget), 420);
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_env_palette (self->env),
                                              vmr_env_texts (self->env),
                                              vmr_env_metrics (self->env), width, height);

  layout (NULL, self->session, cells);
  return vmr_picture_write (cells, ground, 2, path, error);
}

static gboolean
save_pages (VmrPaper   *pages,
            const char *path,
            GError    **error)
{
  gboolean ok = pages != NULL && vmr_paper_write (pages, path, error);

  vmr_paper_free (pages);
  return ok;
}

static gboolean
save_handout (const VmrExport *self,
              const char *per_page,
              const char *path,
              GError    **error)
{
  g_autoptr (VmrSession) session = vmr_export_session (self);
  VmrHandoutDef def = vmr_handout_def_default ();

  if (session == NULL)
    return TRUE;
  if (per_page)
    def.per_page = (guint) g_ascii_strtoull (per_page, NULL, 10);
  return save_pages (vmr_handout_new (session, &def, error), path, error);
}

static gboolean
save_exercises (const VmrExport *self,
                gboolean    key,
                const char *path,
                GError    **error)
{
  return save_pages (vmr_exercises_new (vmr_session_path (self->session),
                                        g_random_int_range (1, 100), key,
                                        vmr_session_chinese_first (self->session), error),
                     path, error);
}

static gboolean
save (const VmrExport *self,
      Export          what,
      GtkFileChooser *chooser,
      const char     *path,
      GError        **error)
{
  gboolean lecture = vmr_env_is_lecture (self->env);

  switch (what)
    {
    case EXPORT_DRAWING:
      return lecture ? save_cells (self, self->lecture, VMR_INK_PANEL, vmr_lecture_layout, path,
                                   error)
             : save_cells (self, self->stage, VMR_INK_PANEL, vmr_middle_layout, path, error);
    case EXPORT_WINDOW:
      return save_cells (self, self->whole, lecture ? VMR_INK_PANEL : VMR_INK_WINDOW,
                         lecture ? vmr_lecture_layout : vmr_desk_layout, path, error);
    case EXPORT_HANDOUT:
      return save_handout (self, gtk_file_chooser_get_choice (chooser, "per-page"), path, error);
    case EXPORT_EXERCISES:
      return save_exercises (self, g_strcmp0 (gtk_file_chooser_get_choice (chooser, "key"),
                                              "true") == 0, path, error);
    default:
      g_return_val_if_reached (TRUE);
    }
}

/* --- where to --------------------------------------------------------------------------------- */

static void
save_response (GtkNativeDialog *dialog,
               int              response,
               const VmrExport *self)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT
                          ? gtk_file_chooser_get_filename (chooser) : NULL;
  g_autofree char *base = path ? g_path_get_basename (path) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;

  if (path && save (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "what")),
                    chooser, path, &error))
    self->tell (self->window, done = g_strdup_printf (_("%s is saved."), base));
  else if (error)
    self->tell (self->window, error->message);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* "06-demand-paging-step-12.svg" */
static char *
proposed_name (const VmrExport *self,
               Export     what)
{
  static const char *const endings[] = { ".svg", ".svg", "-handout.pdf", "-exercises.pdf" };
  const char *path = vmr_session_path (self->session);
  g_autofree char *stem = path ? g_path_get_basename (path) : g_strdup ("sandbox");
  guint number = vmr_stage_number (self->session, vmr_session_cursor (self->session));

  if (strrchr (stem, '.'))
    *strrchr (stem, '.') = '\0';
  return what >= EXPORT_HANDOUT ? g_strconcat (stem, endings[what], NULL)
         : g_strdup_printf ("%s-step-%u%s", stem, number, endings[what]);
}

static void
add_choices (GtkFileChooser *chooser,
             Export          what)
{
  const char *counts[] = { "1", "2", "6", NULL };

  if (what == EXPORT_HANDOUT)
    {
      gtk_file_chooser_add_choice (chooser, "per-page", _("Steps on a page"), counts, counts);
      gtk_file_chooser_set_choice (chooser, "per-page", "2");
    }
  if (what == EXPORT_EXERCISES)
    gtk_file_chooser_add_choice (chooser, "key", _("With the answers"), NULL, NULL);
  if (what == EXPORT_HANDOUT || what == EXPORT_EXERCISES)
    {
      add_filter (chooser, "PDF", "*.pdf");
      return;
    }
  add_filter (chooser, _("Pictures"), "*.[sp][vnd][gf]");
}

static void
ask_where (const VmrExport *self,
           Export      what,
           const char *title)
{
  GtkFileChooserNative *dialog;
  g_autofree char *name = proposed_name (self, what);

  if (vmr_session_state (self->session) == NULL ||
      (what >= EXPORT_HANDOUT && vmr_session_path (self->session) == NULL))
    {
      self->tell (self->window, _("Open a lesson or script first."));
      return;
    }
  dialog = gtk_file_chooser_native_new (title, self->window, GTK_FILE_CHOOSER_ACTION_SAVE,
                                        NULL, NULL);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_choices (GTK_FILE_CHOOSER (dialog), what);
  g_object_set_data (G_OBJECT (dialog), "what", GUINT_TO_POINTER (what));
  g_signal_connect (dialog, "response", G_CALLBACK (save_response), (gpointer) self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- actions ---------------------------------------------------------------------------------- */

#define ACTION(name)                                                                            \
  static void                                                                                   \
  name (GSimpleAction *action, GVariant *target, gpointer data)

ACTION (on_export_drawing)
{
  ask_where (data, EXPORT_DRAWING, _("Save the drawing"));
}

ACTION (on_export_window)
{
  ask_where (data, EXPORT_WINDOW, _("Save all views"));
}

ACTION (on_export_handout)
{
  ask_where (data, EXPORT_HANDOUT, _("Save a handout"));
}

ACTION (on_export_exercises)
{
  ask_where (data, EXPORT_EXERCISES, _("Save an exercise sheet"));
}

ACTION (on_print_handout)
{
  vmr_print_handout (data);
}

void
vmr_export_add_actions (const VmrExport *from)
{
  static const GActionEntry entries[] = {
    { .name = "export-drawing", .activate = on_export_drawing },
    { .name = "export-window", .activate = on_export_window },
    { .name = "export-handout", .activate = on_export_handout },
    { .name = "export-exercises", .activate = on_export_exercises },
    { .name = "print-handout", .activate = on_print_handout },
  };

  VmrExport *self = g_memdup2 (from, sizeof *from);

  g_object_set_data_full (G_OBJECT (self->window), "export", self, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (self->window), entries, G_N_ELEMENTS (entries), self);
}

GMenuModel *
vmr_export_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Save the drawing…"), "win.export-drawing");
  g_menu_append (menu, _("Save all views…"), "win.export-window");
  g_menu_append (menu, _("Print handout…"), "win.print-handout");
  g_menu_append (menu, _("Handout as PDF…"), "win.export-handout");
  g_menu_append (menu, _("Exercise sheet…"), "win.export-exercises");
  return G_MENU_MODEL (menu);
}
