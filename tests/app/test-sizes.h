/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/app/support.h"
#include "ui/session/session-view.h"

G_BEGIN_DECLS

static const struct { int width, height; } sizes[] = {
  { 1024, 768 }, { 1280, 720 }, { 1366, 768 }, { 1600, 1000 },
};
static const VmrLanguage languages[] = { VMR_LANGUAGE_EN, VMR_LANGUAGE_ZH };

extern VmrWindow *window;
void wait_for (guint ms);
void resize (int width, int height);
void test_notice (void);
void test_notice_long (void);
void test_notice_asked (void);
void test_console_room (void);
void test_tabs (void);

G_END_DECLS
