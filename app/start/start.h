/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/env.h"
#include "ui/session/catalog.h"
#include "ui/session/progress.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a start page is told, and what it asks for. */
typedef struct
{
  VmrSession  *session;         /* for its language */
  VmrEnv      *env;
  VmrCatalog  *catalog;
  VmrProgress *progress;
  GtkWidget   *search;          /* GtkEntry of the header */
  gpointer     data;
  void       (*open) (gpointer                data,
                      const VmrCatalogLesson *lesson);
} VmrStartHost;

/* The start page of one window. It is built anew when its language, its width class or the progress
 * changes: it holds nothing but what it is told, and what was typed is in the header's entry.
 *
 *   wide   ┌ continue ┐┌──── lessons ────┐     narrow   ┌──── continue ────┐
 *          │ sandbox  ││ chapter         │              │ lessons, sandbox │
 *          │ files    ││  ▢ ▢ ▢ ▢ ▢      │              │ files            │
 *          └──────────┘└─────────────────┘              └──────────────────┘
 */
typedef struct
{
  VmrStartHost host;
  int         width;          /* that it was arranged for */
  GtkWidget  *root;           /* GtkScrolledWindow */
  GtkWidget  *primary;        /* Continue or Start */
  GtkWidget  *lessons;        /* box of the chapters, filled anew by a search */
  GtkWidget  *lessons_count;
  GtkWidget  *aside;          /* what is above the lessons in a narrow page, hidden by a search */
  GPtrArray  *left;           /* buttons of presets and files, in order */
  GPtrArray  *cards;          /* buttons, in order */
  guint       columns;
  gboolean    narrow;
} VmrStart;

/* How wide the page must be for two columns, and for five cards beside the first of them. */
#define VMR_START_WIDE  1200
#define VMR_START_FIVE  1400

G_END_DECLS
