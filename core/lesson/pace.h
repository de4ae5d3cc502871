/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/lesson.h"

G_BEGIN_DECLS

/* How long reading takes. A second-year student reads some seventeen letters of English a second, or
 * six Chinese characters, and looks at a drawing for a while before going on. */

/* Milliseconds to read TEXT. */
guint km_pace_read    (const char     *text);
/* Minutes that a lesson takes, rounded up: its stops and all its texts. */
guint km_pace_minutes (const KmLesson *lesson);

#define KM_PACE_LOOK_MS 2200u   /* a drawing that has changed: its motion, and a look */
#define KM_PACE_THINK_MS 20000u /* a question */

G_END_DECLS
