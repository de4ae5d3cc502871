/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/lesson.h"
#include "core/machine/machine.h"

G_BEGIN_DECLS

/*
 * At which steps of a machine a press stops, and at which depth.
 *
 *    steps     1   2   3   4   5   6   7   8         2 and 7 were named by the author: stop=, <go>
 *    story         ●               ●   ●             of the subject: its milestones, and what the author
 *    subject   ●   ●           ●   ●   ●             named; all of the subject
 *    all       ●   ●   ●   ●   ●   ●   ●   ●
 *
 * The subject is what stops="fault translate" names for a command: subsystems, or kinds of step, each
 * of which is a milestone then; the rest of its subsystem belongs to the subject. Where nothing is
 * named, as in scripts, it is all but the page allocator's work for somebody else, and the first step
 * of each command is a milestone.
 * Steps that are no stop are folded into the next one that is.
 * The story of a command that a text waits in begins where the text does: no stop before it would have
 * words of its own.
 */
typedef struct _KmStops KmStops;

KmStops *km_stops_new   (void);
void     km_stops_free  (KmStops         *stops);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmStops, km_stops_free)

/* The author stops at this step. */
void     km_stops_add   (KmStops         *stops,
                         uint32_t         step);
/* What command number COMMAND is about; SUBJECT, which may be NULL, must outlive STOPS. */
void     km_stops_name  (KmStops         *stops,
                         guint            command,
                         const char *const *subject);
/* What <do> ITEM of PART is about: its own stops=, the part's, the lesson's. Commands without stop=
 * before one that has it prepare that one, and are about nothing. NULL: nobody has said. Lives as long
 * as LESSON. */
const char *const *km_stops_subject (const KmLesson *lesson,
                                     const KmPart   *part,
                                     const KmItem   *item);
/* The story of command number COMMAND begins at this step. */
void     km_stops_begin (KmStops         *stops,
                         guint            command,
                         uint32_t         step);
/* The least depth at which a press stops at STEP, from 1. */
KmDepth  km_stops_depth (const KmStops   *stops,
                         const KmMachine *machine,
                         uint32_t         step);

/* The step that ITEM, a <do> or <go>, stops at, in the newest command that has one of that name; 0
 * after setting ERROR, which names FILE. */
uint32_t km_stops_find  (const KmMachine *machine,
                         const char      *file,
                         const KmItem    *item,
                         GError         **error);
/* FALSE after setting ERROR when a word of SUBJECT is neither a subsystem nor a kind of step. */
gboolean km_stops_check (const char *const *subject,
                         const char      *file,
                         guint            line,
                         GError         **error);

G_END_DECLS
