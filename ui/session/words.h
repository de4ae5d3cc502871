/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

typedef enum
{
  VMR_WORDS_HEADLINE,
  VMR_WORDS_WHY,
  VMR_WORDS_DETAIL,
} VmrWords;

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

G_END_DECLS
