/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"
#include "ui/lecture/lecture.h"
#include "ui/panels/view.h"
#include "ui/session/catalog.h"
#include "ui/session/session-view.h"

G_BEGIN_DECLS

struct _VmrWindow
{
  GtkApplicationWindow parent_instance;

  VmrSession *session;
  VmrEnv     *env;
  GSettings  *settings;         /* NULL where no schema is installed */
  GPtrArray  *labels;           /* see window-labels.c */

  GtkWidget  *header;
  GtkWidget  *sandbox_button, *menu_button;
  GtkWidget  *start_only[3], *desk_only[3];   /* of the header */
  GtkWidget  *search;           /* GtkSearchEntry */
  gboolean    search_shown;     /* in a narrow window it is behind its icon */
  GtkWidget  *home_button;      /* back to the lesson */
  GtkWidget  *language[3];
  GtkWidget  *language_box, *language_menu;   /* the same as a menu, in a narrow window */
  GtkWidget  *lecture_button;
  GtkWidget  *pages;            /* GtkStack: start, desk, lecture */
  GtkWidget  *start;            /* its first page's box */
  VmrLanguage start_language;
  VmrCatalog *catalog;
  VmrProgress *progress;
  guint       progress_source;
  gboolean    next_offered;     /* one more press opens the next lesson */
  GtkWidget  *left, *right;     /* frames of the side panels */
  GtkWidget  *left_bar, *right_bar;   /* what they fold to */
  GtkWidget  *address, *physical, *story;   /* VmrView */
  GtkWidget  *inspector;        /* GtkRevealer */
  GtkWidget  *tabs;             /* GtkBox of the stages' tabs */
  GtkWidget  *tab_menu, *legend;         /* the same as a menu, in a narrow window */
  GtkWidget  *follow;
  GtkWidget  *stage;            /* VmrView */
  GtkWidget  *record, *record_bar;       /* while a long script is being recorded */
  GtkWidget  *below;
  GtkWidget  *rail, *rail_bar;  /* frames of the lesson's list, and what it folds to */
  GtkWidget  *rail_open;        /* the list again, beside the bar that opened it */
  guint       exercise;         /* the next one */
  GtkWidget  *story_row;        /* story and ledger */
  GtkWidget  *console;          /* GtkEntry */
  GtkWidget  *transcript;       /* GtkRevealer */
  GtkWidget  *transcript_text;  /* GtkTextView */
  char       *held;             /* what came of a command that is being walked through; see window-transcript.h */
  guint       held_serial;      /* of that command */
  GtkTextMark *held_at;         /* where it will stand */
  GtkWidget  *ledger;           /* GtkRevealer */
  GtkWidget  *ledger_view;      /* GtkTreeView */
  GPtrArray  *history;          /* lines typed, oldest first */
  char       *listed;           /* text whose completions have been listed */
  guint       history_at;       /* history->len: the line being typed */
  GtkWidget  *branches;         /* GtkMenuButton */
  GtkWidget  *transport[7];     /* first, back, next, last, play, replay, speed */
  GtkWidget  *totals;           /* VmrView */
  GtkWidget  *lecture;          /* VmrView */
  GtkWidget  *blank;            /* covers everything */
  GtkWidget  *notice;           /* GtkRevealer with a label */
  GtkWidget  *notice_label;
  guint       notice_source;
  guint       notice_step;      /* at which it was shown */
  GFileMonitor *monitor;        /* of the open file */
  char       *watched;          /* its path */
  guint       reload_source;
  guint       arrange_source;
  int         width;            /* that the panels were arranged for; 0 none yet */
  gboolean    narrow;
  gboolean    chinese;          /* the language the widgets are in */
  gboolean    blank_white;
  guint       lecture_left;     /* step at which Escape left a lecture; 0 none */
  VmrTheme    desk_theme, lecture_theme;
  gboolean    theme_chosen;     /* else the desk is dark when the desktop is */
  char       *announced;        /* what a screen reader was given last */
  guint       pointer_source;   /* hides it in a lecture */
  double      desk_zoom, lecture_zoom;
};

G_END_DECLS
