/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* Whether the tree that is drawn hangs together up to the root, and as many areas are drawn or counted as there are;
 * returns how many mistakes, and writes them down. */
guint test_vmas_whole    (const VmrSession *session,
                          const VmrCells   *cells);
/* Each stop of each lesson that shows areas. */
void  test_vmas_lessons  (void);

G_END_DECLS
