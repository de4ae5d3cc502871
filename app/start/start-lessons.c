/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lessons of the start page: Continue, and a card for each by chapter. */
#include "app/start/start-lessons.h"

#include "app/start/start-draw.h"
#include "app/start/start.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

static const char *
title_of (VmrStart               *start,
          const VmrCatalogLesson *lesson)
{
  return lesson->title[vmr_session_chinese_first (start->host.session) ? 1 : 0];
}

static const VmrCatalogLesson *
current_lesson (VmrStart *start)
{
  return vmr_catalog_current (start->host.catalog, start->host.progress);
}

/* Whether anything was ever opened: else the first card says where to start. */
static gboolean
is_new (VmrStart *start)
{
  const GPtrArray *lessons = start->host.catalog->lessons;

  for (guint i = 0; i < lessons->len; i++)
    if (vmr_progress_opened (start->host.progress,
                             ((VmrCatalogLesson *) lessons->pdata[i])->id) > 0)
      return FALSE;
  return TRUE;
}

static gboolean
in_progress (VmrStart               *start,
             const VmrCatalogLesson *lesson)
{
  return vmr_progress_opened (start->host.progress, lesson->id) > 0 &&
         !vmr_progress_is_done (start->host.progress, lesson->id);
}

static guint
part_of (VmrStart               *start,
         const VmrCatalogLesson *lesson)
{
  return CLAMP (vmr_progress_part (start->host.progress, lesson->id), 1,
                MAX (lesson->n_parts, 1));
}

/* "8 min · part 3 of 5" */
static char *
state_text (VmrStart               *start,
            const VmrCatalogLesson *lesson)
{
  g_autofree char *minutes =
    lesson->minutes ? g_strdup_printf (_("%u min"), lesson->minutes) : NULL;
  g_autofree char *state = NULL;

  if (vmr_progress_is_done (start->host.progress, lesson->id))
    state = g_strdup (_("done"));
  else if (in_progress (start, lesson))
    state = g_strdup_printf (_("part %u of %u"), part_of (start, lesson), lesson->n_parts);
  else if (lesson == current_lesson (start) && is_new (start))
    state = g_strdup (_("start here"));
  if (minutes && state)
    return g_strconcat (minutes, " · ", state, NULL);
  return minutes ? g_steal_pointer (&minutes) : g_strdup (state ? state : "");
}

/* As a screen reader says it. */
static char *
spoken (VmrStart               *start,
        const VmrCatalogLesson *lesson)
{
  GString *text = g_string_new (NULL);

  if (lesson->number)
    g_string_append_printf (text, _("Lesson %u, "), lesson->number);
  g_string_append (text, title_of (start, lesson));
  if (lesson->minutes)
    g_string_append_printf (text, _(", %u minutes"), lesson->minutes);
  if (vmr_progress_is_done (start->host.progress, lesson->id))
    g_string_append (text, _(", done"));
  else if (in_progress (start, lesson))
    g_string_append_printf (text, _(", in progress, part %u of %u"), part_of (start, lesson),
                            lesson->n_parts);
  return g_string_free (text, FALSE);
}

const VmrCatalogLesson *
vmr_start_card_lesson (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), "lesson");
}

static void
on_card (GtkWidget *card,
         VmrStart  *start)
{
  start->host.open (start->host.data, vmr_start_card_lesson (card));
}

/* --- a card ----------------------------------------------------------------------------------- */

static GtkWidget *
card_words (VmrStart               *start,
            const VmrCatalogLesson *lesson)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *title = vmr_start_label (title_of (start, lesson), "vmr-card-title");
  g_autofree char *number = g_strdup_printf ("%u", lesson->number);
  g_autofree char *state = state_text (start, lesson);
  gboolean chinese = vmr_session_chinese_first (start->host.session);
  gboolean lit = lesson == current_lesson (start);

  if (lesson->number)
    {
      GtkWidget *label = vmr_start_label (number, "vmr-secondary");

      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
    }
  gtk_label_set_max_width_chars (GTK_LABEL (title), 12);
  gtk_label_set_line_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_box_pack_start (GTK_BOX (row), title, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  if (vmr_session_language (start->host.session) == VMR_LANGUAGE_BOTH)
    {
      GtkWidget *second = vmr_start_label (lesson->title[chinese ? 0 : 1], "vmr-secondary");

      gtk_label_set_max_width_chars (GTK_LABEL (second), 12);
      gtk_box_pack_start (GTK_BOX (box), second, FALSE, FALSE, 0);
    }
  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (state, lit ? "vmr-small vmr-lit"
                                                     : "vmr-small vmr-secondary"), FALSE, FALSE, 0);
  return box;
}

static GtkWidget *
card_new (VmrStart               *start,
          const VmrCatalogLesson *lesson)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean current = lesson == current_lesson (start);
  g_autofree char *name = spoken (start, lesson);

  gtk_style_context_add_class (gtk_widget_get_style_context (card), "vmr-card");
  if (current)
    gtk_style_context_add_class (gtk_widget_get_style_context (card), "vmr-current");
  gtk_style_context_add_class (gtk_widget_get_style_context (foot), "vmr-card-foot");
  gtk_box_pack_start (GTK_BOX (box), vmr_start_thumbnail (start, lesson->id, current, 100, 78),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (foot), card_words (start, lesson), TRUE, TRUE, 0);
  if (vmr_progress_is_done (start->host.progress, lesson->id))
    gtk_box_pack_end (GTK_BOX (foot), vmr_start_check (start), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), foot, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (card), box);
  g_object_set_data (G_OBJECT (card), "lesson", (gpointer) lesson);
  g_signal_connect (card, "clicked", G_CALLBACK (on_card), start);
  atk_object_set_name (gtk_widget_get_accessible (card), name);
  return card;
}

/* --- chapters --------------------------------------------------------------------------------- */

static char *
minutes_text (guint minutes)
{
  return minutes < 60 ? g_strdup_printf (_("%u min"), minutes)
                      : g_strdup_printf (_("%u h %u min"), minutes / 60, minutes % 60);
}

static GtkWidget *
chapter_head (guint    chapter,
              guint    minutes,
              gboolean done)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *time = minutes_text (minutes);
  g_autofree char *text = done ? g_strdup_printf (_("%s · all done"), time) : g_strdup (time);

  gtk_box_pack_start (GTK_BOX (row), vmr_start_label (vmr_catalog_chapter_title (chapter),
                                                     "vmr-chapter"), TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), vmr_start_label (text, "vmr-secondary"), FALSE, FALSE, 0);
  return row;
}

/* NULL when no lesson of the chapter exists or is found. */
static GtkWidget *
chapter_new (VmrStart   *start,
             guint       chapter,
             const char *search)
{
  const GPtrArray *lessons = start->host.catalog->lessons;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *grid = gtk_grid_new ();
  guint n = 0, minutes = 0;
  gboolean done = TRUE;

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 14);
  for (guint i = 0; i < lessons->len; i++)
    {
      const VmrCatalogLesson *lesson = lessons->pdata[i];
      GtkWidget *card;

      if (vmr_catalog_chapter (lesson) != chapter || !vmr_catalog_matches (lesson, search))
        continue;
      card = card_new (start, lesson);
      g_object_set_data (G_OBJECT (card), "chapter", GUINT_TO_POINTER (chapter + 1));
      gtk_grid_attach (GTK_GRID (grid), card, n % start->columns, n / start->columns, 1, 1);
      g_ptr_array_add (start->cards, card);
      minutes += lesson->minutes;
      done &= vmr_progress_is_done (start->host.progress, lesson->id);
      n++;
    }
  /* A short row keeps the width of a full one. */
  for (guint i = n; i < start->columns; i++)
    gtk_grid_attach (GTK_GRID (grid), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), i, 0, 1, 1);
  gtk_box_pack_start (GTK_BOX (box), chapter_head (chapter, minutes, done), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), grid, FALSE, FALSE, 0);
  atk_object_set_role (gtk_widget_get_accessible (box), ATK_ROLE_PANEL);
  atk_object_set_name (gtk_widget_get_accessible (box), vmr_catalog_chapter_title (chapter));
  if (n > 0)
    return box;
  gtk_widget_destroy (g_object_ref_sink (box));
  g_object_unref (box);
  return NULL;
}

static char *
count_text (VmrStart   *start,
            const char *search)
{
  const GPtrArray *lessons = start->host.catalog->lessons;
  guint minutes = 0, done = 0, shown = 0;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < lessons->len; i++)
    {
      const VmrCatalogLesson *lesson = lessons->pdata[i];

      if (!vmr_catalog_matches (lesson, search))
        continue;
      shown++;
      minutes += lesson->minutes;
      done += vmr_progress_is_done (start->host.progress, lesson->id);
    }
  if (shown == 0)
    return g_strdup ("");
  time = minutes_text (minutes);
  text = g_strdup_printf (g_dngettext (NULL, "%u lesson, %s in all", "%u lessons, %s in all",
                                       shown), shown, time);
  return done ? g_strdup_printf (_("%s · %u done"), text, done) : g_steal_pointer (&text);
}

static void
drop (GtkWidget *widget,
      gpointer   data)
{
  gtk_widget_destroy (widget);
}

void
vmr_start_fill_lessons (VmrStart *start)
{
  const char *search = gtk_entry_get_text (GTK_ENTRY (start->host.search));
  g_autofree char *count = count_text (start, search);

  gtk_container_foreach (GTK_CONTAINER (start->lessons), drop, NULL);
  g_ptr_array_set_size (start->cards, 0);
  gtk_label_set_text (GTK_LABEL (start->lessons_count), count);
  for (guint chapter = 0; chapter <= VMR_N_CHAPTERS; chapter++)
    {
      GtkWidget *box = chapter_new (start, chapter, search);

      if (box)
        gtk_box_pack_start (GTK_BOX (start->lessons), box, FALSE, FALSE, 0);
    }
  if (start->cards->len == 0)
    {
      g_autofree char *none = g_strdup_printf (_("No lesson has “%s” in its title or names."),
                                               search);

      gtk_box_pack_start (GTK_BOX (start->lessons), vmr_start_label (none, "vmr-secondary"), FALSE,
                          FALSE, 12);
    }
  gtk_widget_show_all (start->lessons);
}

GtkWidget *
vmr_start_make_lessons (VmrStart *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = vmr_start_label (_("Lessons"), "vmr-title");

  start->lessons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  start->lessons_count = vmr_start_label ("", "vmr-secondary");
  gtk_widget_set_valign (start->lessons_count, GTK_ALIGN_END);
  gtk_box_pack_start (GTK_BOX (row), title, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), start->lessons_count, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), start->lessons, FALSE, FALSE, 0);
  vmr_start_fill_lessons (start);
  return box;
}
