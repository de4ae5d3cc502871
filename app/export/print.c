/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "Print handout…": the toolkit's print dialog with a page of our own choices. */
#include "app/export/print.h"

#include "ui/lecture/handout.h"

#include <glib/gi18n.h>

typedef struct
{
  const VmrExport *from;        /* the dialog is modal for its window and goes with it */
  GtkWidget *per_page, *steps, *grey;
  guint      n_per_page;
  char      *chosen;
  gboolean   in_grey;
  VmrPaper  *pages;
} Job;

static void
job_free (gpointer  data,
          GClosure *closure)
{
  Job *job = data;

  vmr_paper_free (job->pages);
  g_free (job->chosen);
  g_free (job);
}

static GtkWidget *
labelled (GtkGrid    *grid,
          int         row,
          const char *text,
          GtkWidget  *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, widget, 1, row, 1, 1);
  return widget;
}

static GtkWidget *
on_make_choices (GtkPrintOperation *operation,
                 Job               *job)
{
  GtkWidget *grid = gtk_grid_new ();

  job->per_page = labelled (GTK_GRID (grid), 0, _("_Steps on a page"), gtk_combo_box_text_new ());
  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (job->per_page), "1", "1");
  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (job->per_page), "2", "2");
  gtk_combo_box_text_append (GTK_COMBO_BOX_TEXT (job->per_page), "6", "6");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (job->per_page), "2");
  job->steps = labelled (GTK_GRID (grid), 1, _("_Which steps"), gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (job->steps), _("all, or such as 5-12,20"));
  job->grey = gtk_check_button_new_with_mnemonic (_("In shades of _grey"));
  gtk_grid_attach (GTK_GRID (grid), job->grey, 1, 2, 1, 1);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  g_object_set (grid, "margin", 18, NULL);
  gtk_widget_show_all (grid);
  return grid;
}

static void
on_take_choices (GtkPrintOperation *operation,
                 GtkWidget         *widget,
                 Job               *job)
{
  const char *id = gtk_combo_box_get_active_id (GTK_COMBO_BOX (job->per_page));

  job->n_per_page = id ? (guint) g_ascii_strtoull (id, NULL, 10) : 2;
  g_free (job->chosen);
  job->chosen = g_strdup (gtk_entry_get_text (GTK_ENTRY (job->steps)));
  job->in_grey = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (job->grey));
}

static void
on_begin (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Job               *job)
{
  g_autoptr (VmrSession) session = vmr_export_session (job->from);
  VmrHandoutDef def = vmr_handout_def_default ();
  g_autoptr (GError) error = NULL;

  def.per_page = job->n_per_page ? job->n_per_page : def.per_page;
  def.steps = job->chosen;
  def.grey = job->in_grey;
  if (session)
    job->pages = vmr_handout_new (session, &def, &error);
  if (job->pages == NULL)
    {
      if (error)
        job->from->tell (job->from->window, error->message);
      gtk_print_operation_cancel (operation);
      return;
    }
  gtk_print_operation_set_n_pages (operation, (int) vmr_paper_n (job->pages));
}

/* One step on a page lies across. */
static void
on_page_setup (GtkPrintOperation *operation,
               GtkPrintContext   *context,
               int                page,
               GtkPageSetup      *setup,
               Job               *job)
{
  double width, height;

  if (job->pages == NULL)
    return;
  vmr_paper_size (job->pages, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
}

/* Whatever the paper: the whole sheet fits, and is centred. */
static void
on_draw (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Job               *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double w = gtk_print_context_get_width (context), h = gtk_print_context_get_height (context);
  double width, height, scale;

  vmr_paper_size (job->pages, &width, &height);
  scale = MIN (w / width, h / height);
  cairo_translate (cr, (w - width * scale) / 2, (h - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  vmr_paper_paint (job->pages, cr, (guint) page);
}

void
vmr_print_handout (const VmrExport *from)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  if (vmr_session_path (from->session) == NULL)
    {
      from->tell (from->window, _("Open a lesson or script first."));
      return;
    }
  job = g_new0 (Job, 1);
  job->from = from;
  operation = gtk_print_operation_new ();
  title = vmr_session_title (from->session);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_custom_tab_label (operation, _("Handout"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (on_make_choices), job);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (on_take_choices), job);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), job);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (on_page_setup), job);
  /* The last handler owns the job. */
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw), job, job_free, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               from->window, &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    from->tell (from->window, error->message);
}
