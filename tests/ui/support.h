/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* Paths of the program's lessons in the order of their names; g_strfreev (). */
char **test_lessons      (void);
/* One test for each lesson, "/stops/06-demand-paging.lesson"; its data is the path. */
void   test_lessons_add  (const char    *prefix,
                          GTestDataFunc  func);
/* These fail the test on an error. */
void   test_open_lesson  (VmrSession    *session,
                          const char    *name);      /* "06-demand-paging" */
void   test_open_machine (VmrSession    *session,
                          const char    *arguments);
/* Runs a line and goes to its last step. */
void   test_run          (VmrSession    *session,
                          const char    *line);
/* A machine of this layout on which a program has started, mapped and stored. */
void   test_some_use     (VmrSession    *session,
                          const char    *preset);

G_END_DECLS
