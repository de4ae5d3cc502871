/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/lesson.h"
#include "core/machine/machine.h"

G_BEGIN_DECLS

/*
 * The value of a {placeholder} of a lesson, in words:
 *
 *    KIND[#n].ARG       that argument of that step of COMMAND, as km_machine_step_arg_text () gives
 *                       it
 *    rss sh             a query, at the cursor: in decimal; pfn and flags in hexadecimal; rss in
 *                       pages, since texts count frames
 *    stack_start-16     an expression: an address from 64 KiB upwards, else a decimal number
 *    entry_size         bytes of a page-table entry: 4, with PAE 8
 *
 * COMMAND counts from 0 in machine->commands; an earlier command answers when it has no such step.
 * TASK gives "stack_start" and its like their meaning, NULL: the task that runs. NULL when
 * EXPRESSION means nothing here.
 */
char *km_lesson_value (const KmMachine *machine,
                       guint            command,
                       const char      *task,
                       const char      *expression);
/* The same as a sentence says it: counts in groups of three, zones as ZONE_NORMAL. */
char *km_lesson_words (const KmMachine *machine,
                       guint            command,
                       const char      *task,
                       const char      *expression);

/*
 * The answer to ASK, at the cursor, which is at the answering step in command COMMAND; BEFORE is the
 * step at which it was asked. As km_lesson_value (), and:
 *
 *    more rss sh        how much more that is now than when the question was asked
 *    fewer free Normal  how much less
 *
 * Moves the cursor to compare, and back. To be freed; NULL as above.
 */
char *km_lesson_answer (KmMachine  *machine,
                        guint       command,
                        uint32_t    before,
                        const char *expression);

G_END_DECLS
