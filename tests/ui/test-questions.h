/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/totals.h"

G_BEGIN_DECLS

extern VmrTextCache *texts;
gboolean word_value (const char *word, guint64 *value);
gboolean text_tells (const char *text, guint64 answer);
void test_lists (gconstpointer path);
void test_judged (gconstpointer path);
void test_tried (gconstpointer path);
void test_reading (void);

G_END_DECLS
