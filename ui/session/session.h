/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lesson/lesson.h"
#include "core/lesson/texts.h"
#include "core/machine/machine.h"
#include "ui/session/ref.h"

G_BEGIN_DECLS

/* The one object that views talk to. It owns the machine, its cursor, the lesson that is open and
 * everything the views share: selection, hover, task shown, language. Views get a const machine.
 *
 *   key, click ──► vmr_session_move ──► cursor ──► "moved" ──► every view lays out once
 *
 * Signals, each sent after everything is stable:
 *   moved              the cursor or the history changed
 *   recording-changed  a script is being recorded, a bit more of it, or no longer
 *   selection-changed  selection, hover or the task shown changed
 *   config-changed     language, lecture mode or another wish of the user changed
 *   opened             another lesson, script or machine; "moved" follows
 *   notice (text)      one sentence for the user: no press is dead at either end
 */
#define VMR_TYPE_SESSION (vmr_session_get_type ())
G_DECLARE_FINAL_TYPE (VmrSession, vmr_session, VMR, SESSION, GObject)

typedef enum
{
  VMR_MOVE_NEXT,
  VMR_MOVE_PREVIOUS,
  VMR_MOVE_NEXT_COMMAND,
  VMR_MOVE_PREVIOUS_COMMAND,
  VMR_MOVE_NEXT_PART,
  VMR_MOVE_PREVIOUS_PART,
  VMR_MOVE_FIRST,
  VMR_MOVE_LAST,
  VMR_MOVE_OPEN,          /* into the steps folded before the next stop; where none are, the next command */
  VMR_MOVE_CLOSE,         /* out of them, to the stop before; elsewhere the previous command */
} VmrMove;

/* Towards the end: at the end of a lesson it leads to the next one. */
gboolean vmr_move_is_forward (VmrMove move);

typedef enum
{
  VMR_LANGUAGE_EN,
  VMR_LANGUAGE_ZH,
  VMR_LANGUAGE_BOTH,      /* English large, Chinese beside it */
} VmrLanguage;

/* What a lesson says or proposes at a step; placeholders not yet filled in. */
typedef struct
{
  guint   step;
  char   *text[2];        /* English, Chinese (may be NULL) */
  char   *command;        /* what to try; NULL for what is only said */
} VmrSay;

/* A question that the engine answers. It is open from `step` on, and the answer shows at
 * `answer_step`. */
typedef struct
{
  const KmAsk *ask;
  guint    line;          /* in the file */
  guint    act;           /* which of the lesson's machines */
  guint    part;          /* counted within the act */
  guint    step, answer_step;
  guint    telling_step;  /* the first on the way that would tell, else answer_step */
  char    *answer;        /* computed by the engine */
  GStrv    values;        /* of the options, likewise */
  int      chosen;        /* option; -1 none yet */
  GString *typed;         /* digits of a number */
  guint    order[KM_LESSON_MAX_OPTIONS];    /* KM_ASK_ORDER: options as they were put */
  guint    n_ordered;
  gboolean offered;       /* a press was held; the next one shows the answer */
  gboolean skipped;       /* left unanswered: it holds nobody up any more */
  gboolean revealed;
} VmrQuestion;

/* How much of a drawing is shown: Translate has all three. What a press stops at is another
 * matter, see KmDepth. */
typedef enum
{
  VMR_DETAIL_PLAIN,       /* address, page table, frame */
  VMR_DETAIL_LEVELS,      /* directory, then table */
  VMR_DETAIL_FULL,        /* segment, TLB, flags, sums */
} VmrDetail;

/* "plain", "levels" or "full"; -1 for anything else. */
int vmr_detail_from_name (const char *name);

/* What a lesson shows at one of its places. */
typedef struct
{
  guint   step;
  char   *stage;          /* name; NULL follows the step */
  int     detail;         /* VmrDetail, from here on; -1 as before */
} VmrLook;

/* A part of a lesson, or the whole of a script. Steps are numbered from 1. */
typedef struct
{
  char   *title[2];       /* English, Chinese (may be NULL) */
  GPtrArray *says;        /* VmrSay: what the lesson says at each place */
  GPtrArray *tries;       /* VmrSay with a command */
  guint   first_step;     /* first that belongs to it */
  guint   stop_step;      /* where the cursor waits when the part is opened */
  gboolean has_stop;      /* the lesson named the stop itself */
  GPtrArray *looks;       /* VmrLook */
} VmrPart;

typedef enum
{
  VMR_WORDS_HEADLINE,
  VMR_WORDS_WHY,
  VMR_WORDS_DETAIL,
} VmrWords;

VmrSession      *vmr_session_new          (void);

/* Opening replaces the machine. On failure nothing changes and error names file, line and
 * column. */
gboolean         vmr_session_open_path    (VmrSession  *self,      /* .lesson or .vms */
                                           const char  *path,
                                           GError     **error);
/* The same, but what takes long is recorded in a thread: what was open stays open meanwhile,
 * "recording-changed" tells how far it is, and an error that comes late is a notice. So are the
 * scripts of restart_on, reload and open_moment. TRUE: it is open, or under way. */
gboolean         vmr_session_open_later   (VmrSession  *self,
                                           const char  *path,
                                           GError     **error);
/* Share of the lines that are recorded; negative when nothing is being recorded. */
double           vmr_session_recording    (const VmrSession *self);
void             vmr_session_cancel_recording (VmrSession *self);
/* Waits for its end, for those who have no main loop. FALSE after setting error. */
gboolean         vmr_session_finish_recording (VmrSession  *self,
                                               GError     **error);
gboolean         vmr_session_open_preset  (VmrSession  *self,      /* "classic", "mini", … */
                                           const char  *preset,
                                           GError     **error);
/* The same commands on a machine with as much RAM, from the start; what is shown is a sandbox then.
 * A lesson chooses its machines itself and is refused. On failure nothing changes. */
gboolean         vmr_session_restart_on   (VmrSession  *self,
                                           guint64      ram,
                                           GError     **error);
/* The file once more, after it changed on the disk; the part and the step within it are kept as far
 * as they exist. On failure the old lesson stays. */
gboolean         vmr_session_reload       (VmrSession  *self,
                                           GError     **error);
/* A sandbox on a machine of one's own: what stands behind "machine" ("ram=64M layout=mini"). */
gboolean         vmr_session_open_machine (VmrSession  *self,
                                           const char  *arguments,
                                           GError     **error);
/* Runs one line at the cursor and goes to its first step. In the past this starts a branch.
 * transcript, to be freed, may be NULL. */
gboolean         vmr_session_run          (VmrSession  *self,
                                           const char  *line,
                                           char       **transcript,
                                           GError     **error);

const KmMachine *vmr_session_machine      (const VmrSession *self);
/* NULL until the machine has booted */
const KmState   *vmr_session_state        (const VmrSession *self);
/* "Lesson 6 · Demand paging" in the language that comes first; free it. */
char            *vmr_session_title        (const VmrSession *self);
/* File of the lesson or script; NULL for a sandbox. */
const char      *vmr_session_path         (const VmrSession *self);
/* "2 GiB RAM · textbook layout · two-level paging · 1 CPU · swap 0"; free it */
char            *vmr_session_subtitle     (const VmrSession *self);

/* The cursor: 0 before the first step. */
guint            vmr_session_cursor       (const VmrSession *self);
guint            vmr_session_n_steps      (const VmrSession *self);
/* First step of what is being shown (booting is not), so that numbers on screen start at 1. */
guint            vmr_session_first        (const VmrSession *self);
/* FALSE when there is nowhere to go; a notice says so. */
gboolean         vmr_session_move         (VmrSession  *self,
                                           VmrMove      move);
void             vmr_session_goto         (VmrSession  *self,
                                           guint        step);
/* As goto, but no question holds it: for a place the user has named. */
void             vmr_session_jump         (VmrSession  *self,
                                           guint        step);
/* Whether the last move went back: motion then plays the inverse. */
gboolean         vmr_session_backwards    (const VmrSession *self);

/* --- stops ---------------------------------------------------------------------------------- */

/* A press goes to the next stop; the steps between are folded into it. How many stops there are is
 * the depth: see core/lesson/stops.h. Changing it leaves the cursor where it is. */
KmDepth          vmr_session_depth        (const VmrSession *self);
void             vmr_session_set_depth    (VmrSession  *self,
                                           KmDepth      depth);
/* Of the whole lesson, whatever machines it has; at a step of the user's own, of those. */
guint            vmr_session_n_stops      (const VmrSession *self,
                                           KmDepth           depth);
/* Number, on the screen, of the stop that a step is or is folded into; over the whole lesson, from
 * 1. The user's own steps are counted on their own. */
guint            vmr_session_stop_number  (const VmrSession *self,
                                           guint             step);
gboolean         vmr_session_is_stop      (const VmrSession *self,
                                           guint             step);
/* How many steps are folded into this stop. */
guint            vmr_session_folded       (const VmrSession *self,
                                           guint             stop);
/* The first stop behind a step, the last one before it; 0: none on this machine. */
guint            vmr_session_stop_after   (const VmrSession *self,
                                           guint             step);
guint            vmr_session_stop_before  (const VmrSession *self,
                                           guint             step);
/* The stops of the machine that is shown, from 0 on: how many, the step of one, and the index of the
 * first that is not before a step. */
guint            vmr_session_act_stops    (const VmrSession *self);
guint            vmr_session_stop_at      (const VmrSession *self,
                                           guint             index);
guint            vmr_session_stop_index   (const VmrSession *self,
                                           guint             step);
/* "Stop 12 of 18", "Your own step 2 of 5", brief "12 / 18"; free it. */
char            *vmr_session_place_text   (const VmrSession *self,
                                           gboolean          brief);

guint            vmr_session_n_parts      (const VmrSession *self);
const VmrPart   *vmr_session_part         (const VmrSession *self,
                                           guint             i);
/* As it is counted on the screen, over all machines of the lesson. */
guint            vmr_session_part_number  (const VmrSession *self,
                                           guint             i);
/* The part the cursor is in; at a step of the user's own, the one that was left. */
guint            vmr_session_current_part (const VmrSession *self);

/* The same over the whole lesson, whatever machines it has; see session-place.c. id: NULL when it
 * is no lesson. Parts are counted from 1. */
const char      *vmr_session_lesson_id    (const VmrSession *self);
guint            vmr_session_lesson_part  (const VmrSession *self);
guint            vmr_session_lesson_parts (const VmrSession *self);
/* A part by its number in the lesson, from 1. */
const VmrPart   *vmr_session_lesson_part_at (const VmrSession *self,
                                           guint             number);
/* NULL when it is no lesson. */
const KmLesson  *vmr_session_lesson       (const VmrSession *self);
/* How long its lesson takes to read; 0 when it is none. */
guint            vmr_session_minutes      (const VmrSession *self);
/* Whether the cursor is at the file's last stop, or behind it. */
gboolean         vmr_session_at_end       (const VmrSession *self);
/* Where the part waits when it is opened; as near as there is when there is no such part. */
void             vmr_session_show_part    (VmrSession  *self,
                                           guint        number);

/* The same, from the list of parts: from an experiment back to the lesson first. */
void             vmr_session_open_part    (VmrSession  *self,
                                           guint        number);

void             vmr_session_toggle_bookmark (VmrSession *self);
gboolean         vmr_session_is_bookmark  (const VmrSession *self,
                                           guint             step);

VmrRef           vmr_session_selection    (const VmrSession *self);
/* Whether that was at this step. A view may go where it is told then; with the next step it follows
 * the step again. */
gboolean         vmr_session_selected_here (const VmrSession *self);
VmrRef           vmr_session_hover        (const VmrSession *self);
/* The buddy of a hovered block, free or not; none when nothing of the kind is hovered. */
VmrRef           vmr_session_hover_buddy  (const VmrSession *self);
void             vmr_session_select       (VmrSession  *self,
                                           VmrRef       ref);
/* Something beside the selection, to be compared with it: Ctrl and a click. A new selection takes
 * its place, and there is none then. */
VmrRef           vmr_session_second       (const VmrSession *self);
void             vmr_session_select_second (VmrSession *self,
                                            VmrRef      ref);
void             vmr_session_set_hover    (VmrSession  *self,
                                           VmrRef       ref);
/* The task whose address space is shown: the chosen one until the steps are about another one, else
 * the step's, else the first. NULL before any task exists. */
const KmTask    *vmr_session_task         (const VmrSession *self);
void             vmr_session_choose_task  (VmrSession  *self,
                                           KmTaskId     task);

VmrLanguage      vmr_session_language     (const VmrSession *self);
void             vmr_session_set_language (VmrSession  *self,
                                           VmrLanguage  language);
/* Which language comes first when both are shown, and alone else. */
gboolean         vmr_session_chinese_first (const VmrSession *self);
void             vmr_session_swap_languages (VmrSession *self);
/* Languages of the captions in lecture mode: 0, 1 or 2. */
guint            vmr_session_captions     (const VmrSession *self);
void             vmr_session_set_captions (VmrSession  *self,
                                           guint        captions);
gboolean         vmr_session_spotlight    (const VmrSession *self);
void             vmr_session_set_spotlight (VmrSession *self,
                                           gboolean     spotlight);
/* The stage that is pinned, by name; NULL follows the step. */
const char      *vmr_session_pinned       (const VmrSession *self);
void             vmr_session_pin          (VmrSession  *self,
                                           const char  *stage);
/* The stage the lesson shows at this very step, by name; NULL: the step's own. */
const char      *vmr_session_look         (const VmrSession *self);
/* The same of another step of the present part; NULL away from the lesson. */
const char      *vmr_session_look_at      (const VmrSession *self,
                                           guint             step);
/* As the user has chosen, else as the lesson said last, else all of it; a sandbox starts plain. */
VmrDetail        vmr_session_detail       (const VmrSession *self);
/* Whether the user has turned to another stage or detail than the lesson shows, and back to that. */
gboolean         vmr_session_is_turned    (const VmrSession *self);
void             vmr_session_turn_back    (VmrSession  *self);
/* Until another lesson or machine is opened. */
void             vmr_session_set_detail   (VmrSession  *self,
                                           VmrDetail    detail);

/* What the step says, with its own numbers; free it. Never NULL; "" when there is nothing to say.
 * chinese asks for the Chinese wording and falls back to English. */
char            *vmr_session_words        (const VmrSession *self,
                                           guint             step,
                                           VmrWords          which,
                                           gboolean          chinese);

/* The step whose function the machine is in at the cursor: the cursor's own, but where a program is dead nobody
 * returns to it, so that the last thing done is the kernel's. */
guint            vmr_session_doing        (const VmrSession *self);
/* Who does a step: the kernel's function as it is spelled, or what the processor does, in the user's
 * language. */
const char      *vmr_step_function        (const KmStepInfo *info);
/* What a kind of step is called where many stand in a row: "page fault"; free it. */
char            *vmr_session_step_title   (const VmrSession *self,
                                           guint             step,
                                           gboolean          chinese);
/* What the lesson says where a part waits, with its numbers filled in and without marks of
 * emphasis; free it. NULL anywhere else. */
char            *vmr_session_say          (const VmrSession *self,
                                           gboolean          chinese);
/* One of the things said or proposed; free it. */
char            *vmr_session_say_text     (const VmrSession *self,
                                           const VmrSay     *say,
                                           gboolean          chinese);
/* A text of the lesson with its numbers filled in, for the cursor; free it. NULL gives "". */
char            *vmr_session_text         (const VmrSession *self,
                                           const KmText     *text,
                                           gboolean          chinese);
/* Rules of data/texts/rules.xml that apply to this kind of step: KmTextEntry, not owned. */
GPtrArray       *vmr_session_rules        (const VmrSession *self,
                                           guint             step);

/* --- run until ------------------------------------------------------------------------------ */

typedef enum
{
  VMR_UNTIL_FAULT,        /* the CPU raises a page fault */
  VMR_UNTIL_SPLIT,        /* a free block or an area is split */
  VMR_UNTIL_CHANGE,       /* the selected thing changes */
} VmrUntil;

/* Forward to the first such step of the present machine. FALSE when there is none; a notice says
 * so. A question that is still open is not run past. */
gboolean         vmr_session_run_until    (VmrSession  *self,
                                           VmrUntil     until);
/* Whether something is selected that can be watched. */
gboolean         vmr_session_can_watch    (const VmrSession *self);

/* --- questions ------------------------------------------------------------------------------ */

/* The question on the screen: an open one the cursor has come to, or one answered at this step.
 * NULL when there is none. */
const VmrQuestion *vmr_session_question   (const VmrSession *self);
/* The question whose answer must not be told here: the open one, or one that the present command
 * still leads to. NULL when nothing is secret. */
const VmrQuestion *vmr_session_secret     (const VmrSession *self);
/* Whether the answer to be kept is one of the drawn things of this kind ("frame"): then nothing is told
 * of any of them that would single it out. */
gboolean         vmr_session_hides        (const VmrSession *self,
                                           const char       *target);
/* Whether it is this very frame: no line may lead there. */
gboolean         vmr_session_hides_frame  (const VmrSession *self,
                                           KmPfn             pfn);
/* Whether it is a count of the TLB's entries: then none of them is shown, for they can be counted. */
gboolean         vmr_session_hides_tlb    (const VmrSession *self);
/* The text with what tells a secret answer replaced by "…"; NULL when it tells nothing. near: it
 * stands where even small numbers tell. Free it. */
char            *vmr_session_masked       (const VmrSession *self,
                                           const char       *text,
                                           gboolean          near);
/* Whether it is the index of a table's entry, to be typed: then its neighbours' tell it too. */
gboolean         vmr_session_hides_index  (const VmrSession *self);
/* The text with this number, in any base, replaced by "…"; NULL when it is not in it. Free it. */
char            *vmr_text_without         (const char       *text,
                                           guint64           number);
/* What people call the area that an address, given as text, lies in, and where it begins. */
char            *vmr_session_region_words (const VmrSession *self,
                                           const char       *text);
/* Whether the screen must not tell how full the zones are. */
gboolean         vmr_session_masks_zones  (const VmrSession *self);
void             vmr_session_choose       (VmrSession  *self,
                                           int          option);
/* All questions of the lesson; here: it belongs to the machine that is shown. */
guint            vmr_session_n_questions  (const VmrSession *self);
const VmrQuestion *vmr_session_question_at (const VmrSession *self,
                                           guint             index,
                                           gboolean         *here);
/* The part of the lesson that it belongs to, from 1. */
guint            vmr_session_question_part (const VmrSession *self,
                                           guint             index);
/* Goes there and asks it as if for the first time. */
void             vmr_session_ask          (VmrSession  *self,
                                           guint        index);
/* Whether a number is asked for: printable keys belong to its field then. */
gboolean         vmr_session_takes_number (const VmrSession *self);
/* A character, or '\b'; FALSE when it is not part of any number, or none is asked for. */
gboolean         vmr_session_type         (VmrSession  *self,
                                           gunichar     key);
/* Whether a click on it would answer the open question. */
gboolean         vmr_session_can_point    (const VmrSession *self,
                                           VmrRef            ref);
/* A drawn thing was clicked: it answers a question for such a one. */
gboolean         vmr_session_point        (VmrSession  *self,
                                           VmrRef       ref);
/* Whether the answer to the open question is this thing. */
gboolean         vmr_session_answered_with (const VmrSession *self,
                                           VmrRef            ref);
/* A click on nothing: the selection goes, unless it is the answer that has been given and still stands in its box. */
void             vmr_session_deselect     (VmrSession       *self);
/* Shows the answer and goes to the first stop that tells it; it stays on the screen up to the answering
 * step. */
void             vmr_session_reveal       (VmrSession  *self);
/* It is for a frame or a block: numbers in hexadecimal. */
gboolean         vmr_question_is_frame    (const VmrQuestion *question);
gboolean         vmr_question_is_right    (const VmrQuestion *question);
/* Something has been chosen, typed or put in order. */
gboolean         vmr_question_is_answered (const VmrQuestion *question);
/* The option the answer agrees with, and the one chosen or typed; -1 none. */
int              vmr_question_truth       (const VmrQuestion *question);
int              vmr_question_choice      (const VmrQuestion *question);
/* The option shown at a place: those to be put in order are not shown in it. How many there are: a zone
 * that the machine has not is none. */
guint            vmr_question_shown        (const VmrSession  *self,
                                           const VmrQuestion *question,
                                           guint        place);
guint            vmr_question_n_shown      (const VmrSession  *self,
                                           const VmrQuestion *question);
/* Place from 1 on that an option was put to; 0 none yet. */
guint            vmr_question_place        (const VmrQuestion *question,
                                           guint        option);
/* Asks the question of this place, or the last one passed, again. */
gboolean         vmr_session_ask_again    (VmrSession  *self);
/* The same question on a machine on which the answer differs. */
gboolean         vmr_session_retry        (VmrSession  *self,
                                           GError     **error);
/* An exercise of the lesson with other numbers each time, and the lines that show what a myth really
 * is: opened where its last command begins. Both are left as a retry is, by going home. */
gboolean         vmr_session_open_exercise (VmrSession *self,
                                           guint        index,
                                           GError     **error);
gboolean         vmr_session_open_myth    (VmrSession        *self,
                                           const KmTextEntry *entry,
                                           GError           **error);
/* FALSE in a lecture: forward moves then reveal instead of stopping. */
void             vmr_session_set_holds    (VmrSession  *self,
                                           gboolean     holds);

/* --- experiments ---------------------------------------------------------------------------- */

/* What the lesson proposes to try at the cursor: VmrSay, not owned; free the array. */
GPtrArray       *vmr_session_tries        (const VmrSession *self);
/* Whether the cursor is on a line of history that is not the lesson's or script's own. */
gboolean         vmr_session_is_away      (const VmrSession *self);
/* The first step of what the user has run instead of the rest of the file: it stands outside of its parts, and
 * has numbers of its own. 0: the cursor is on the file's own line. */
guint            vmr_session_own_first    (const VmrSession *self);
/* Whether the step is such a one. */
gboolean         vmr_session_is_own       (const VmrSession *self,
                                           guint             step);
/* Back to the step that was left. */
void             vmr_session_go_home      (VmrSession  *self);
/* Another line of history, by its number in the machine. */
void             vmr_session_switch_branch (VmrSession *self,
                                           guint        branch);

G_END_DECLS
