/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one default action of the start page: its button has the focus, so that one key leads to a
 * drawn first step. */
#include "app/start/start-continue.h"

#include "app/start/start-draw.h"
#include "app/start/start-lessons.h"
#include "app/start/start.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

typedef struct
{
  VmrStart               *start;
  const VmrCatalogLesson *lesson;
  const char *title;
  char       *about;          /* "lesson 6 · part 3 of 5 · 5 min left" */
  const char *verb;
  double      share;
} Offer;

static Offer
offer_of (VmrStart *start)
{
  const VmrStartHost *host = &start->host;
  Offer offer = { .start = start };
  const VmrCatalogLesson *lesson = vmr_catalog_current (host->catalog, host->progress);
  guint part;

  offer.lesson = lesson;
  if (lesson == NULL)
    {
      offer.title = _("A machine to play with");
      offer.about = g_strdup (_("no lessons are installed"));
      offer.verb = _("Start");
      return offer;
    }
  offer.title = lesson->title[vmr_session_chinese_first (host->session) ? 1 : 0];
  part = CLAMP (vmr_progress_part (host->progress, lesson->id), 1, MAX (lesson->n_parts, 1));
  if (vmr_progress_is_done (host->progress, lesson->id))
    {
      offer.about = g_strdup_printf (_("lesson %u · all lessons are done"), lesson->number);
      offer.verb = _("Read it again");
      offer.share = 1;
    }
  else if (vmr_progress_opened (host->progress, lesson->id) > 0)
    {
      offer.about = g_strdup_printf (_("lesson %u · part %u of %u · %u min left"), lesson->number,
                                     part, lesson->n_parts,
                                     vmr_catalog_minutes_left (lesson, host->progress));
      offer.verb = _("Continue");
      offer.share = (part - 1.0) / MAX (lesson->n_parts, 1);
    }
  else
    {
      offer.about = lesson->number == 1
                    ? g_strdup_printf (_("lesson %u · %u min · start here, nothing to know first"),
                                       lesson->number, lesson->minutes)
                    : g_strdup_printf (_("lesson %u · %u min"), lesson->number, lesson->minutes);
      offer.verb = _("Start");
    }
  return offer;
}

static void
on_primary (GtkWidget *button,
            VmrStart  *start)
{
  const VmrCatalogLesson *lesson = vmr_start_card_lesson (button);

  if (lesson)
    start->host.open (start->host.data, lesson);
  else
    g_action_group_activate_action (G_ACTION_GROUP (gtk_widget_get_toplevel (start->root)), "machine",
                                    g_variant_new_string ("ram=2G layout=classic"));
}

static GtkWidget *
primary_new (const Offer *offer)
{
  GtkWidget *button = gtk_button_new_with_label (offer->verb);
  GtkStyleContext *style = gtk_widget_get_style_context (button);
  g_autofree char *name = g_strdup_printf ("%s: %s, %s", offer->verb, offer->title, offer->about);

  gtk_style_context_add_class (style, "suggested-action");
  gtk_style_context_add_class (style, "vmr-start");
  atk_object_set_name (gtk_widget_get_accessible (button), name);
  g_object_set_data (G_OBJECT (button), "lesson", (gpointer) offer->lesson);
  g_signal_connect (button, "clicked", G_CALLBACK (on_primary), offer->start);
  offer->start->primary = button;
  return button;
}

static GtkWidget *
words_new (const Offer *offer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (offer->title, "vmr-heading"), FALSE, FALSE,
                      0);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_label (offer->about, "vmr-secondary"), FALSE, FALSE,
                      0);
  gtk_box_pack_start (GTK_BOX (box), vmr_start_bar (offer->start, offer->share), FALSE, FALSE, 6);
  return box;
}

GtkWidget *
vmr_start_make_continue (VmrStart *start)
{
  Offer offer = offer_of (start);
  GtkWidget *box = gtk_box_new (start->narrow ? GTK_ORIENTATION_HORIZONTAL
                                              : GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = words_new (&offer), *button = primary_new (&offer);
  const char *id = offer.lesson ? offer.lesson->id : "";

  gtk_style_context_add_class (gtk_widget_get_style_context (box), "vmr-panel");
  gtk_box_pack_start (GTK_BOX (box), vmr_start_thumbnail (start, id, TRUE, start->narrow ? 190 : 100,
                                                         start->narrow ? 84 : 116), FALSE, FALSE, 0);
  if (start->narrow)
    {
      gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_size_request (button, 160, -1);
      gtk_widget_set_margin_end (button, 18);
      gtk_widget_set_margin_start (words, 18);
      gtk_widget_set_margin_end (words, 18);
      gtk_widget_set_margin_top (words, 10);
      gtk_widget_set_margin_bottom (words, 8);
    }
  else
    {
      g_object_set (words, "margin", 18, "margin-bottom", 4, NULL);
      g_object_set (button, "margin", 18, "margin-top", 4, NULL);
    }
  gtk_box_pack_start (GTK_BOX (box), words, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
  g_free (offer.about);
  return box;
}
