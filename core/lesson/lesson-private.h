/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/lesson.h"
#include "core/lesson/texts.h"

/* Between the parser of lessons and what it fills. */
KmLesson   *km_lesson_new         (const char *file);
KmPart     *km_part_new           (void);
KmAsk      *km_ask_new            (KmAskKind kind);
KmExercise *km_exercise_new       (void);
gboolean    km_step_name_is_valid (const char *text);
