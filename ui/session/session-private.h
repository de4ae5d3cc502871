/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/stops.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* The steps a press stops at, at one depth; see session-stops.c. */
typedef struct
{
  GArray *steps;              /* guint; NULL: never collected */
  guint   end;                /* up to this step */
  guint   serial;             /* of the newest command then */
} VmrPlaces;

/* What one machine shows: a script, a sandbox, or the parts of a lesson up to the next part with a
 * machine of its own.
 *
 *   book ── acts ── machine, parts ── says, tries, looks
 *      └─── questions, each of one act
 */
typedef struct
{
  KmMachine *machine;
  GPtrArray *parts;           /* VmrPart */
  guint      base;            /* parts in the acts before */
  guint      first;           /* first step to be shown */
  guint      end;             /* last step that the file itself made; 0: a sandbox, all are */
  guint      n_setup;         /* commands behind the machine that set a sandbox up; see setup.c */
  guint      setup_serial;    /* of the last of them: a branch may have left it */
  KmStops   *stops;
  VmrPlaces  places[KM_DEPTH_ALL];
} VmrAct;

typedef struct
{
  GPtrArray *acts;            /* VmrAct */
  GPtrArray *questions;       /* VmrQuestion */
  KmLesson  *lesson;          /* NULL: a script or sandbox */
  char      *path;            /* NULL: a sandbox */
  char      *title[2];        /* English, Chinese (may be NULL) */
  guint      number;          /* of the lesson, from its file's name; 0 none */
} VmrBook;

/* Runs all of what is at path. The machine on which retry is asked, if given, is that of its retry: what
 * the lesson expects there need not hold, and what never comes on it is left out. NULL after setting error. */
VmrBook *vmr_book_load      (const char  *path,
                             const VmrQuestion *retry,
                             GError     **error);
/* A script's or a sandbox's, with a machine that has not booted, and the same once all has run. */
VmrBook *vmr_book_of_script (const char  *path);
void     vmr_book_finish_script  (VmrBook *book);
void     vmr_book_finish_sandbox (VmrBook *book);
/* setup.c: the first n commands behind the machine set a sandbox up. */
void     vmr_act_set_up     (VmrAct      *act,
                             guint        n);
/* Has the thread that calls it, and no other, give way to drawing. */
void     vmr_give_way       (void);
/* script-run.c: a script on its way to a book. Its machine belongs to a thread until it has ended,
 * so that the window draws meanwhile however long a command takes. */
typedef struct _VmrScriptRun VmrScriptRun;
/* Takes the book; text NULL: what is in the file, which messages name in either case. */
VmrScriptRun *vmr_script_run_new  (VmrBook      *book,
                                   const char   *file,
                                   const char   *text);
/* Lines that have been checked before, however many; takes them too. */
VmrScriptRun *vmr_script_run_new_lines (VmrBook    *book,
                                        const char *file,
                                        GPtrArray  *lines);
/* Calls it off if it has not ended. */
void     vmr_script_run_free    (VmrScriptRun *run);
/* Waits so long, below 0 for ever; TRUE when it has ended. */
gboolean vmr_script_run_wait    (VmrScriptRun *run,
                                 gint64        us);
double   vmr_script_run_share   (const VmrScriptRun *run);     /* of its lines, 0 … 1 */
/* The book of one that has ended, once; NULL after setting error. */
VmrBook *vmr_script_run_finish  (VmrScriptRun *run,
                                 GError      **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrScriptRun, vmr_script_run_free)
/* arguments of the machine; NULL: one that has not booted */
VmrBook *vmr_book_sandbox   (const char  *arguments,
                             GError     **error);
/* One exercise of a lesson, with the numbers of this seed, as a book of one part. */
VmrBook *vmr_book_exercise  (const char  *path,
                             guint        index,
                             guint        seed,
                             GError     **error);
void     vmr_book_free      (VmrBook     *book);
VmrAct  *vmr_book_act       (const VmrBook *book,
                             guint        i);
/* book-part.c; lenient: on a machine that is not the lesson's, where parts may not come. */
gboolean vmr_book_load_part (VmrBook     *book,
                             VmrAct      *act,
                             const KmPart *part,
                             gboolean     lenient,
                             GError     **error);
VmrPart *vmr_part_new       (const char  *title,
                             guint        first_step,
                             guint        stop_step);
/* Its title in both languages: an entry of data/texts/words.xml. */
void     vmr_part_name      (VmrPart     *part,
                             const char  *word);
void     vmr_part_free      (gpointer     part);
void     vmr_text_pair      (const KmText *text,
                             char        *pair[2]);
void     vmr_question_free  (gpointer     question);
/* As if it had never been asked. */
void     vmr_question_reset (VmrQuestion *question);
/* An address as the answer to a question for a page or region: the first one of it. Takes text. */
char    *vmr_question_canonical (const KmMachine *machine,
                                 const char      *target,
                                 char            *text);
/* Computes the answering step, which is a stop then, and the answer; moves the machine's cursor. */
void     vmr_question_answer (VmrQuestion *question,
                             KmMachine   *machine,
                             KmStops     *stops);

/* What becomes of a book that has been recorded: it is the callee's. FALSE after setting error. */
typedef gboolean (*VmrRecorded) (VmrSession  *self,
                                 VmrBook     *book,
                                 gpointer     data,
                                 GError     **error);

struct _VmrSession
{
  GObject     parent_instance;

  VmrBook    *book;
  guint       act_index;
  VmrAct     *act;            /* the present one, never NULL */
  KmMachine  *machine;        /* its machine */
  GArray     *bookmarks;      /* guint, steps */
  gboolean    backwards;

  VmrScriptRun *recording;    /* NULL when nothing is being recorded */
  guint       recording_source;
  VmrRecorded recorded;       /* told of its end */
  gpointer    recorded_data;
  GDestroyNotify recorded_free;
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
  gboolean    holds;          /* open questions stop forward moves */

  /* An experiment leaves the file's own line of history. */
  gboolean    away;
  guint       home_step;
  guint       home_stops[KM_DEPTH_ALL + 1];     /* how many stops the file's line has; see session-stops.c */
  char       *home_branch;    /* what the file's line is called meanwhile; NULL: only appended to */
  VmrBook    *stash;          /* the lesson, while something beside it is shown */
  guint       exercise_seed;  /* of the next one */
  guint       stash_act, stash_step;

  /* See desk.c. */
  guint       desk_guides;    /* bits of VmrGuide: done */
  guint       desk_tries;     /* bits: what has been tried here */
  guint       desk_verb;      /* VmrVerbKind used last */

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
/* desk.c: the newest command may be one of those to try. */
void         vmr_session_note_try     (VmrSession *self);
/* refuse.c: why this line is not run at the cursor, and at which column; NULL when nothing is against it. Free it.
 * Behind: at the end of the command that the cursor is in, where the line would run. */
char        *vmr_session_refusal      (const VmrSession *self,
                                       const char *text,
                                       guint      *column);
char        *vmr_session_refusal_behind (VmrSession *self,
                                       const char *text,
                                       guint      *column);
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
