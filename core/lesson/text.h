/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/markup.h"

G_BEGIN_DECLS

KmText     *km_text_new  (const char *english);
void        km_text_free (KmText *text);
/* Adds what has just ended: English, or a translation of what *TEXT holds already. */
gboolean    km_text_take (KmText **text, const KmMarkup *markup, const char *content,
                          GError **error);
/* In LANG ("zh_CN", "zh_CN.UTF-8", "zh"; NULL or "en" is English), English when there is no such
 * translation. */
const char *km_text_pick (const KmText *text, const char *lang);
/* Replaces each {expression}; "{{" and "}}" stand for one brace. "{n:frame|frames}" is the word
 * that goes with the value of n: the first for 1. */
char       *km_text_expand       (const char *text, KmTextLookup lookup, gpointer data);
/* The expressions in TEXT, sorted, each once: languages must agree on them. */
GStrv       km_text_placeholders (const char *text);

G_END_DECLS
