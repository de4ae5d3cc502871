/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/keys.h"
#include "app/window.h"
#include "ui/lecture/lecture.h"
#include "ui/panels/view.h"
#include "ui/session/catalog.h"

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
  int         start_width;      /* that it was arranged for */
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
  guint       exercise;         /* the next one */
  GtkWidget  *story_row;        /* story and ledger */
  GtkWidget  *console;          /* GtkEntry */
  GtkWidget  *transcript;       /* GtkRevealer */
  GtkWidget  *transcript_text;  /* GtkTextView */
  GtkWidget  *ledger;           /* GtkRevealer */
  GtkWidget  *ledger_view;      /* GtkTreeView */
  GPtrArray  *history;          /* lines typed, oldest first */
  char       *listed;           /* text whose completions have been listed */
  guint       history_at;       /* history->len: the line being typed */
  GtkWidget  *branches;         /* GtkMenuButton */
  GtkWidget  *transport[7];     /* first, back, next, last, play, replay, speed */
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

/* window-labels.c */
typedef enum
{
  VMR_LABEL_TEXT,
  VMR_LABEL_TOOLTIP,            /* and accessible name */
  VMR_LABEL_NAME,               /* accessible name alone */
  VMR_LABEL_HINT,
} VmrLabelPlace;
/* text as in the source, N_(); it changes with the language. */
void        vmr_window_label         (VmrWindow     *self,
                                      GtkWidget     *widget,
                                      VmrLabelPlace  place,
                                      const char    *text);
void        vmr_window_relabel       (VmrWindow     *self);
/* window-panels.c */
GtkWidget  *vmr_window_make_desk     (VmrWindow *self);
GtkWidget  *vmr_window_make_lecture  (VmrWindow *self);
void        vmr_window_arrange       (VmrWindow *self);
void        vmr_window_show_stage    (VmrWindow *self);
void        vmr_window_show_tab_menu (VmrWindow *self);
GtkWidget  *vmr_window_make_record (VmrWindow *self);
/* A sweep of a finger over the view steps. */
void        vmr_window_add_swipe (VmrWindow *self,
                                  GtkWidget *view);
/* Lecture mode's theme and scale on the monitor that the window is on. */
void        vmr_window_recall_monitor (VmrWindow *self);
void        vmr_window_remember_monitor (VmrWindow *self);
/* A button that takes no focus when clicked. */
GtkWidget  *vmr_window_button        (VmrWindow  *self,
                                      const char *label,
                                      const char *action);
/* window-transport.c */
GtkWidget  *vmr_window_make_transport (VmrWindow *self);
void        vmr_window_show_transport (VmrWindow *self);
void        vmr_window_show_branches  (VmrWindow *self);
/* window-console.c */
GtkWidget  *vmr_window_make_console    (VmrWindow *self);
GtkWidget  *vmr_window_make_transcript (VmrWindow *self);
/* Runs a line as if it had been typed; FALSE when it was wrong. */
gboolean    vmr_window_run           (VmrWindow  *self,
                                      const char *line);
/* A line that has run already, and what came of it. */
void        vmr_window_transcribe    (VmrWindow  *self,
                                      const char *line,
                                      const char *result);
/* window-ledger.c */
GtkWidget  *vmr_window_make_ledger   (VmrWindow *self);
void        vmr_window_show_ledger   (VmrWindow *self);
void        vmr_window_toggle_ledger (VmrWindow *self);
/* window-moment.c */
void        vmr_window_copy_moment   (VmrWindow *self);
void        vmr_window_paste_moment  (VmrWindow *self);
gboolean    vmr_window_open_moment   (VmrWindow  *self,
                                      const char *text);
void        vmr_window_accept_drops  (VmrWindow *self);
/* window-lesson.c */
GtkWidget  *vmr_window_make_rail     (VmrWindow *self,
                                      gboolean   slim);
/* TRUE when it was an action of the lesson's list, or of the depth; view: where it was pressed. */
gboolean    vmr_window_lesson_act    (VmrWindow *self,
                                      GtkWidget *view,
                                      guint      action);
void        vmr_window_recall_depth  (VmrWindow *self);
/* window-desk.c */
/* TRUE when it was an action of a sandbox: a verb, a run to try, the set-up. */
gboolean    vmr_window_desk_act      (VmrWindow *self,
                                      guint      action);
gboolean    vmr_window_desk_key      (VmrWindow         *self,
                                      const GdkEventKey *event);
void        vmr_window_desk_verb     (VmrWindow *self,
                                      guint      kind);
/* What a sandbox that was just opened shows beside its drawing. */
void        vmr_window_desk_opened   (VmrWindow *self);
/* The line to try in the console, the guide on the button for the next step. */
void        vmr_window_show_desk     (VmrWindow *self);
/* window-machine.c */
/* The popover; NULL, after telling why, when there is nothing to choose. */
GtkWidget  *vmr_window_choose_ram    (VmrWindow *self);
/* window-reload.c */
void        vmr_window_watch_file    (VmrWindow *self);
void        vmr_window_unwatch_file  (VmrWindow *self);
/* window-context.c */
void        vmr_window_context       (VmrWindow *self,
                                      VmrView   *view,
                                      double     x,
                                      double     y);
/* window-popover.c */
void        vmr_window_show_rules    (VmrWindow *self,
                                      VmrView   *view);
/* All that is said at this step. */
void        vmr_window_show_more     (VmrWindow *self,
                                      VmrView   *view);
/* The line a real kernel recorded where such a step happened. */
void        vmr_window_show_recording (VmrWindow *self,
                                       VmrView   *view);
/* A popover made for one showing. */
void        vmr_window_drop_when_closed (GtkWidget *popover);
/* A label of several lines, and a popover with something at the cell of a view that stands for an
 * action, whichever step it is about; else at the view's middle. */
GtkWidget  *vmr_window_text_new      (const char *markup);
void        vmr_window_popup_at      (GtkWidget *view,
                                      guint      action,
                                      GtkWidget *content);
/* As texts are kept: "zh_CN" or "en". */
const char *vmr_window_language_code (VmrWindow *self);
/* window-settings.c */
void        vmr_window_load_settings (VmrWindow *self);
void        vmr_window_save_settings (VmrWindow *self);
void        vmr_window_saved_size    (VmrWindow *self,
                                      int       *width,
                                      int       *height);
/* window-header.c */
void        vmr_window_make_header   (VmrWindow *self);
void        vmr_window_show_title    (VmrWindow *self);
void        vmr_window_show_menus    (VmrWindow *self);
void        vmr_window_arrange_header (VmrWindow *self,
                                       int        width);
/* What belongs to the page that is shown. */
void        vmr_window_show_header   (VmrWindow *self);
void        vmr_window_show_search   (VmrWindow *self);
/* start-page.c */
GtkWidget  *vmr_start_page_new       (VmrWindow *self);
void        vmr_start_page_refresh   (VmrWindow *self);
void        vmr_start_page_focus     (VmrWindow *self);
void        vmr_start_page_arrange   (VmrWindow *self,
                                      int        width);
void        vmr_start_page_search    (VmrWindow *self);
gboolean    vmr_start_page_is_narrow (VmrWindow *self);
/* start-keys.c */
gboolean    vmr_start_key            (VmrWindow         *self,
                                      const GdkEventKey *event);
/* window-progress.c */
void        vmr_window_note_progress (VmrWindow *self);
void        vmr_window_note_opened   (VmrWindow *self);
/* Opens a lesson where it was left. */
void        vmr_window_continue      (VmrWindow              *self,
                                      const VmrCatalogLesson *lesson);
/* At the end of a lesson: says what comes next, and goes there when pressed once more. */
gboolean    vmr_window_offer_next    (VmrWindow *self,
                                      VmrMove    move);
void        vmr_window_forget_progress (VmrWindow *self);
gboolean    vmr_window_has_setting   (VmrWindow  *self,
                                      const char *key);
/* window-source.c: of the function of this step; NULL when it has none. Free it. */
char       *vmr_window_source_uri    (VmrWindow *self);
void        vmr_window_open_source   (VmrWindow *self);
void        vmr_window_watch_tree    (VmrWindow *self);
/* window-announce.c */
void        vmr_window_announce      (VmrWindow *self);
/* window-lecture.c */
void        vmr_window_follow_desktop (VmrWindow *self);
/* In a lecture the pointer is shown while it moves. */
void        vmr_window_watch_pointer (VmrWindow *self);
void        vmr_window_set_lecture   (VmrWindow *self,
                                      gboolean   lecture);
void        vmr_window_set_theme     (VmrWindow *self,
                                      VmrTheme   theme);
/* window-tools.c, window-actions.c, window-keys.c */
void        vmr_window_add_tools     (VmrWindow *self);
void        vmr_window_show_language (VmrWindow *self);
void        vmr_window_add_actions   (VmrWindow *self);
/* TRUE when it was an action of a question or of what there is to try. */
gboolean    vmr_window_act           (VmrWindow *self,
                                      guint      action);
gboolean    vmr_window_key           (VmrWindow *self,
                                      GdkEventKey *event);
void        vmr_window_do_key        (VmrWindow    *self,
                                      const VmrKey *key);
gboolean    vmr_window_on_start      (VmrWindow *self);
/* Copy, paste and the like: an entry that has the focus keeps them. */
gboolean    vmr_window_is_edit_key   (const GdkEventKey *event);
/* window.c */
void        vmr_window_notify        (VmrWindow  *self,
                                      const char *text);
/* It stays until the next one. */
void        vmr_window_notify_until  (VmrWindow  *self,
                                      const char *text);
void        vmr_window_show_page     (VmrWindow  *self,
                                      const char *page);

G_END_DECLS
