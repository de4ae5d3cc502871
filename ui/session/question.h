/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/lesson.h"
#include "core/state/read.h"

G_BEGIN_DECLS

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

/* It is for a frame or a block: numbers in hexadecimal. */
gboolean         vmr_question_is_frame    (const VmrQuestion *question);
gboolean         vmr_question_is_right    (const VmrQuestion *question);
/* Something has been chosen, typed or put in order. */
gboolean         vmr_question_is_answered (const VmrQuestion *question);
/* The option the answer agrees with, and the one chosen or typed; -1 none. */
int              vmr_question_truth       (const VmrQuestion *question);
int              vmr_question_choice      (const VmrQuestion *question);
/* Whether a value, of a drawn thing or an option, is the answer; whether it is what has been given as one. */
gboolean         vmr_question_same_answer (const VmrQuestion *question,
                                           const char  *value);
gboolean         vmr_question_same_choice (const VmrQuestion *question,
                                           const char  *value);
/* Place from 1 on that an option was put to; 0 none yet. */
guint            vmr_question_place        (const VmrQuestion *question,
                                           guint        option);

/* As if it had never been asked. */
void     vmr_question_reset (VmrQuestion *question);

G_END_DECLS
