/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "core/lesson/value.h"
#include "ui/session/book-part.h"
#include "ui/session/session-look.h"
#include "ui/session/session-private.h"
#include "ui/session/texts-shared.h"

G_BEGIN_DECLS

G_END_DECLS
