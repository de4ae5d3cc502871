/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Exercises: one text and one question, with numbers that differ from seed to seed. */

#include "core/lesson/lesson.h"

G_BEGIN_DECLS

/* COMMAND of an exercise with each {var} replaced by its value. VALUES in the order of
 * exercise->vars. */
char *km_exercise_command (const KmExercise *exercise,
                           const char       *command,
                           const guint      *values);
/* One value for each variable, the same for the same SEED everywhere. VALUES has room for all of
 * them. */
void  km_exercise_draw    (const KmExercise *exercise,
                           guint             seed,
                           guint            *values);
/* Puts VALUES into all commands and texts, and the question before the last command, which answers
 * it: a part like any other then. */
void  km_exercise_fill    (KmExercise       *exercise,
                           const guint      *values);

G_END_DECLS
