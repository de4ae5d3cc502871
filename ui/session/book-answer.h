/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The answer of a question, computed by the engine. */

#include "ui/session/book-part.h"

G_BEGIN_DECLS

/* Computes the answering step, which is a stop then, and the answer; moves the machine's cursor. */
void     vmr_question_answer (VmrQuestion *question,
                             KmMachine   *machine,
                             KmStops     *stops);

G_END_DECLS
