/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/totals.h"

G_BEGIN_DECLS

static const struct { double width, height, lecture; } sizes[] = {
  { 848, 600, 0 }, { 890, 500, 0 }, { 1100, 720, 0 }, { 700, 440, 0 }, { 876, 330, 0 },
  { 1132, 410, 0 }, { 1920, 900, 1080 },
};

extern VmrSession *session;
extern VmrTextCache *texts;
extern guint n_flaws;
void test_lecture (void);
void test_stops (gconstpointer path);
void test_questions (void);
void test_nothing_given_away (void);

G_END_DECLS
