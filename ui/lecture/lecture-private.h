/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/user/vma.h"
#include "ui/lecture/lecture.h"
#include "ui/panels/mask.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

G_BEGIN_DECLS

void vmr_lecture_foot_draw (const VmrSession *session, VmrCells *cells, VmrRect r);

G_END_DECLS
