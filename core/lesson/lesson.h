/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/markup.h"

G_BEGIN_DECLS

/*
 * A lesson as its file tells it; nothing here runs a machine.
 *
 *    lesson   id, chapter, minutes, stops, title, machine
 *      part     title, [machine], [stops], then items in the order of the file:
 *                 say     a text with {expressions}
 *                 do      a command of the script language; the cursor waits at `stop`, or at its
 *                         first step
 *                 go      the cursor moves on to a later step of the last command: a long command
 *                         may span parts
 *                 look    which stage, how much of it, and what the spotlight falls on
 *                 ask     a question that the engine answers
 *                 expect  what must hold here: "rss sh == 2p"
 *                 try     a command for the student to change something with, on a branch, and come
 *                         back
 *      myth     an entry of data/texts/myths.xml
 *      yours    a command for the student's own Linux, and what it will print
 *      exercise variables and a part's items, in which {o} stands for the variable's value
 *
 * data/lessons/lesson.rng describes the same. A command is scanned here only for its grammar
 * (core/language/script.h), so that a misspelt quote is found at its line; verbs and names are
 * checked by whoever runs the lesson.
 *
 * Errors are in KM_MARKUP_ERROR, messages "FILE:LINE:COLUMN: what was found; what was expected".
 */

#define KM_LESSON_MAX_PARTS   64u
#define KM_LESSON_MAX_ITEMS   256u  /* of one part */
#define KM_LESSON_MAX_OPTIONS 16u
#define KM_LESSON_MAX_VARS    16u

typedef enum
{
  KM_ASK_PICK,    /* click a drawn thing: `target` says which kind */
  KM_ASK_NUMBER,  /* type a number, right within `tolerance` */
  KM_ASK_CHOICE,  /* choose one of the options */
  KM_ASK_ORDER,   /* put the options in order; the right one is the order of the file */
} KmAskKind;

typedef struct
{
  char   *value;   /* compared with the answer, in any case; may hold an {expression} */
  KmText *label;   /* what the option is called; NULL: its value */
  KmText *reason;  /* why it is wrong, or right; NULL with KM_ASK_ORDER only */
} KmOption;

typedef struct
{
  KmAskKind  kind;
  char      *target;     /* KM_ASK_PICK: "zone", "frame", "pte" …; KM_ASK_NUMBER: "block" when a click on
                          * a drawn one gives its number; else NULL */
  char      *answer;     /* an expression, or "KIND[#n].ARG" after the stop; not with ORDER */
  guint      tolerance;  /* KM_ASK_NUMBER */
  char      *retry;      /* arguments of a machine on which the answer differs, or NULL */
  KmText    *question;
  KmText    *truth;      /* a sentence for the right answer, or NULL */
  GPtrArray *options;    /* KmOption */
} KmAsk;

typedef enum
{
  KM_ITEM_SAY,
  KM_ITEM_DO,
  KM_ITEM_GO,
  KM_ITEM_LOOK,
  KM_ITEM_ASK,
  KM_ITEM_EXPECT,
  KM_ITEM_TRY,
} KmItemKind;

typedef struct
{
  KmItemKind kind;
  guint      line, column;  /* in the file */
  KmText    *text;          /* SAY, TRY */
  char      *command;       /* DO, TRY: a line; EXPECT: what stands behind "expect" */
  char      *stop;          /* DO: "KIND[#n]", or NULL; GO: where to, never NULL */
  char      *stage;         /* LOOK, or NULL */
  char      *spotlight;     /* LOOK, or NULL */
  char      *detail;        /* LOOK: "plain", "levels" or "full", or NULL */
  GStrv      stops;         /* DO: as of KmLesson, NULL: as its part says */
  KmAsk     *ask;           /* ASK */
} KmItem;

typedef struct
{
  KmText    *title;
  char      *machine;  /* the part begins on a machine of its own; NULL: it goes on */
  gboolean   lived;    /* on which programs have run for a while: see lived.h */
  GStrv      stops;    /* as of KmLesson; NULL: as the lesson says */
  guint      line;     /* in the file */
  guint      minutes;  /* the lecturer's plan; 0: not said */
  GPtrArray *items;    /* KmItem */
} KmPart;

typedef struct
{
  char *name;
  guint from, to;  /* inclusive */
} KmVar;

typedef struct
{
  guint      seed_from, seed_to;
  GPtrArray *vars;  /* KmVar */
  KmPart    *part;  /* its title is NULL */
} KmExercise;

typedef struct
{
  char      *command;  /* a line for a shell */
  KmText    *output;   /* what the student will see, in words; NULL: not said */
} KmYours;

typedef struct
{
  char      *file;
  char      *id;
  char      *chapter;
  guint      minutes;    /* 0: not said */
  KmText    *title;
  char      *machine;    /* arguments of the machine command; NULL: the defaults */
  gboolean   lived;      /* as of KmPart */
  GStrv      stops;      /* what a press stops at, by name: see stops.h; NULL: not said */
  GPtrArray *parts;      /* KmPart */
  GPtrArray *myths;      /* char *, ids */
  GPtrArray *yours;      /* KmYours */
  GPtrArray *exercises;  /* KmExercise */
} KmLesson;

void      km_lesson_free  (KmLesson   *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmLesson, km_lesson_free)

/* Takes "KIND[#n].ARG" apart; FALSE when ANSWER is an expression instead. N counts from 1. */
gboolean km_answer_split (const char *answer,
                          char      **kind,
                          guint      *n,
                          char      **arg);

G_END_DECLS
