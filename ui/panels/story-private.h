/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/user/vma.h"
#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

G_BEGIN_DECLS

G_END_DECLS
