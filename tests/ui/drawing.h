/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of drawings share: how they begin and end, and the language that is drawn. */
#pragma once

#include "ui/draw/cells.h"
#include "ui/draw/text-cache.h"
#include "ui/session/session-view.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* Begins a test program: the translations of this build, English, a cache of texts, and one session
 * for all its tests when a place for it is given. */
void test_drawing_init (int           *argc,
                        char        ***argv,
                        VmrTextCache **texts,
                        VmrSession   **session);    /* or NULL: each test makes its own */
/* Runs the tests that have been added; what main () returns. */
int  test_drawing_run  (VmrTextCache  *texts,
                        VmrSession    *session);    /* or NULL */
/* The language of the session, or of none, and that of the words of the drawings themselves. */
void test_speak        (VmrSession    *session,
                        VmrLanguage    language);

/* One stage in the light theme, at the sizes of a desk, or of a hall so high. */
typedef void (*TestLayout) (const VmrSession *session,
                            VmrCells         *cells);
VmrCells   *test_draw     (const VmrSession *session,
                           TestLayout        layout,
                           double            width,
                           double            height,
                           double            lecture);
/* Draws it at all sizes that matter, and writes down what vmr_cells_check () finds and which texts lie on an outline around
 * them; returns how many flaws. */
guint       test_flaws    (const VmrSession *session,
                           TestLayout        layout);

/* The text of a cell, "" when it has none. */
const char *test_text_at (const VmrCells *cells,
                          guint           index);
/* Whether words stand somewhere in the drawing. */
gboolean    test_says    (const VmrCells *cells,
                          const char     *words);
/* Writes down what vmr_cells_check () finds, with the step; returns how many flaws. */
guint       test_measure (VmrSession     *session,
                          const VmrCells *cells,
                          const char     *name,
                          guint           theme);

G_END_DECLS
