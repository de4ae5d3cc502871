/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What a lesson file's elements begin, while it is parsed: core/lesson/parse.c. */

#include "core/lesson/lesson.h"
#include "core/lesson/markup.h"

G_BEGIN_DECLS

/* What is being filled; the innermost is the last of each. */
typedef struct
{
  KmLesson *lesson;
  KmPart   *part;  /* of a part or an exercise */
  KmItem   *item;
  KmOption *option;
} KmLessonReader;

/* An element that begins takes its attributes; FALSE with the place of what is wrong. */
gboolean km_reader_is_translation (const KmMarkup *m);
gboolean km_reader_add_item (KmLessonReader *r, KmMarkup *m, KmItemKind kind, GError **error);
gboolean km_reader_begin_lesson (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_take_lived (gboolean *to, const KmMarkup *m, GError **error);
gboolean km_reader_begin_do (KmLessonReader *r, KmMarkup *m, KmItemKind kind, GError **error);
gboolean km_reader_begin_part (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_begin_look (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_begin_yours (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_begin_ask (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_begin_option (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_begin_exercise (KmLessonReader *r, KmMarkup *m, GError **error);
gboolean km_reader_begin_var (KmLessonReader *r, KmMarkup *m, GError **error);

G_END_DECLS
