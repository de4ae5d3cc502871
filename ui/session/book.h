/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What is open: machines, parts, questions. Of the session alone. */

#include "core/lesson/stops.h"
#include "ui/session/part.h"
#include "ui/session/question.h"

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
void     vmr_question_free  (gpointer     question);

G_END_DECLS
