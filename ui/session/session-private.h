/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/book.h"
#include "ui/session/script-run.h"
#include "ui/session/session-spans.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* An address as the answer to a question for a page or region: the first one of it. Takes text. */
char    *vmr_question_canonical (const KmMachine *machine,
                                 const char      *target,
                                 char            *text);

/* What becomes of a book that has been recorded: it is the callee's. FALSE after setting error. */
typedef gboolean (*VmrRecorded) (VmrSession  *self,
                                 VmrBook     *book,
                                 gpointer     data,
                                 GError     **error);

/* What is being recorded: a script on its way to a book. */
typedef struct
{
  VmrScriptRun *run;          /* NULL when nothing is */
  guint       source;
  VmrRecorded recorded;       /* told of its end */
  gpointer    data;
  GDestroyNotify data_free;
} VmrRecordState;

/* Lesson and questions: where the file's own line of history is while something beside it is shown. The
 * questions themselves are the book's. */
typedef struct
{
  gboolean    holds;          /* open questions stop forward moves */
  /* An experiment leaves the file's own line. */
  gboolean    away;
  guint       home_step;
  gboolean    home_at_end;    /* it was left from its last stop */
  guint       leaves_at;      /* one more press at this step goes home; 0 none does */
  guint       home_stops[KM_DEPTH_ALL + 1];     /* how many stops the file's line has; see session-stops.c */
  KmStops    *own_stops;      /* nothing is named: what the user has run is told as a sandbox would */
  char       *home_branch;    /* what the file's line is called meanwhile; NULL: only appended to */
  VmrBook    *stash;          /* the lesson, while something beside it is shown */
  guint       stash_act, stash_step;
  guint       exercise_seed;  /* of the next one */
} VmrLessonState;

/* What the views share. */
typedef struct
{
  VmrRef      selection, second;
  guint       selected_at;    /* step */
  VmrRef      hover;
  KmTaskId    task;           /* chosen, and the one the steps were about then */
  KmTaskId    task_then;
  char       *pinned;         /* name of the stage; NULL follows the step */
  KmDepth     depth;
  int         detail;         /* VmrDetail that the user has chosen; -1 none */
  guint       captions;       /* languages in lecture mode: 0, 1, 2 */
  gboolean    chinese_first;
  gboolean    spotlight;
} VmrViewState;

/* See desk.c. */
typedef struct
{
  guint       guides;         /* bits of VmrGuide: done */
  gboolean    starting;       /* a program is being started: nothing of that is a try */
  guint       tries;          /* bits: what has been tried here */
  guint       verb;           /* VmrVerbKind used last */
} VmrDeskState;

struct _VmrSession
{
  GObject     parent_instance;

  /* Machine and cursor */
  VmrBook    *book;
  guint       act_index;
  VmrAct     *act;            /* the present one, never NULL */
  KmMachine  *machine;        /* its machine; the cursor is the machine's */
  GArray     *bookmarks;      /* guint, steps */
  gboolean    backwards;

  VmrRecordState record;
  VmrLessonState lesson;
  VmrViewState view;
  VmrDeskState desk;

  /* See report.c: texts by step and report, and the state of which they are. */
  GHashTable *reports;
  char       *reports_of;
  VmrSpans    spans;            /* see session-spans.c */

  /* See ledger.c. */
  GHashTable *ledger;
  gconstpointer ledger_machine;
};

/* Shows a book from its beginning; it belongs to the session then. */
void         vmr_session_take        (VmrSession *self,
                                       VmrBook    *book);
/* Waits a moment for the run, which it takes; what takes longer goes on beside the window. TRUE: it
 * has ended well, or is under way. */
gboolean     vmr_session_record       (VmrSession     *self,
                                       VmrScriptRun   *run,
                                       VmrRecorded     recorded,
                                       gpointer        data,
                                       GDestroyNotify  data_free,
                                       GError        **error);
/* Calls it off without a signal: the session goes. */
void         vmr_session_forget_recording (VmrSession *self);
/* As VmrRecorded, of a script. */
gboolean     vmr_session_take_script  (VmrSession     *self,
                                       VmrBook        *book,
                                       gpointer        data,
                                       GError        **error);
void         vmr_session_emit_moved   (VmrSession *self);
void         vmr_session_emit_config  (VmrSession *self);
void         vmr_session_emit_selection (VmrSession *self);
/* The view state after a move. */
void         vmr_session_view_moved   (VmrSession *self);
void         vmr_session_emit_recording (VmrSession *self);
void         vmr_session_notice       (VmrSession *self,
                                       const char *text);
/* Onto the file's own line of history, without a signal. */
void         vmr_session_take_home    (VmrSession *self);
/* Back from what is beside the lesson. */
void         vmr_session_leave_aside  (VmrSession *self);
/* Another act of the present book. */
void         vmr_session_show_act     (VmrSession *self,
                                       guint       index,
                                       guint       step);
/* Counts the stops of the file's line, before it is left; session-stops.c. */
void         vmr_session_count_home   (VmrSession *self);
/* The last stop of an act; session-stops.c. */
guint        vmr_session_last_stop    (const VmrSession *self,
                                       guint             act);
/* Smaller numbers stand everywhere ("3 GiB", "order 2") and say nothing: they are not masked. */
#define VMR_LEAST_MASKED 10u
/* The open question, to be answered. */
VmrQuestion *vmr_session_question_here (const VmrSession *self);
/* See VmrQuestion; arg: the argument of the answering step that is asked for. */
guint        vmr_question_telling     (const VmrQuestion *question,
                                       const KmMachine   *machine,
                                       const char        *arg);
/* In a lecture, after a move: a question whose telling step is reached is shown with its answer. */
void         vmr_session_leave_told  (VmrSession *self);
/* Where a move from cursor to target has to stop because of this question, or of any. */
guint        vmr_session_held_at     (const VmrSession  *self,
                                       const VmrQuestion *question,
                                       guint              cursor,
                                       guint              target);
guint        vmr_session_held         (VmrSession *self,
                                       guint       cursor,
                                       guint       target);

G_END_DECLS
