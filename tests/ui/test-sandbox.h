/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/address.h"

G_BEGIN_DECLS

static const char *const machines[] = {
  "layout=classic", "layout=mini", "layout=debian-5.10", "layout=debian-5.10-pae",
  "ram=64M layout=classic", "ram=64M layout=mini", "ram=64M layout=debian-5.10",
  "ram=64M layout=debian-5.10-pae", "ram=1G layout=classic", "ram=4G layout=classic",
  "ram=4G layout=debian-5.10-pae", "ram=16M layout=classic",
};

extern VmrTextCache *texts;
extern char *last_notice;
VmrSession *sandbox (const char *machine);
void run (VmrSession *session, const char *line);
guint64 value (VmrSession *session, const char *expression);
void test_tries (void);
void test_all_tries (void);
void test_tries_not_done (void);
void test_untouched (void);
void test_example (void);
void test_numbers (void);
void test_arrow (void);
void test_guides (void);
void test_guide_place (void);
void test_card_place (void);
void test_drawing (gconstpointer machine);
void test_no_program (void);

G_END_DECLS
