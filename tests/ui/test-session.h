/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/words.h"

G_BEGIN_DECLS

void test_record (void);
void test_record_again (void);
void test_record_error (void);
void test_subject (void);
void test_ending (void);
void test_being_made (void);
void test_end (void);

G_END_DECLS
