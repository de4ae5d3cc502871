/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/lesson.h"

G_BEGIN_DECLS

KmLesson *km_lesson_parse (const char *file,
                           const char *text,
                           gssize      length,
                           GError    **error);

KmLesson *km_lesson_load  (const char *path,
                           GError    **error);

G_END_DECLS
