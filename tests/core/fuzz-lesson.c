/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/exercise.h"
#include "core/lesson/lesson.h"
#include "core/lesson/parse.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmLesson) lesson = km_lesson_parse ("fuzz", (const char *)data, (gssize)size, &error);

  g_assert_true ((lesson == NULL) == (error != NULL));
  for (guint i = 0; lesson != NULL && i < lesson->exercises->len; i++)
    {
      const KmExercise *exercise = g_ptr_array_index (lesson->exercises, i);
      guint values[KM_LESSON_MAX_VARS];

      km_exercise_draw (exercise, exercise->seed_from, values);
    }
  return 0;
}
