/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/translate-plain-private.h"

G_BEGIN_DECLS

void vmr_translate_levels (const VmrSession *session, VmrCells *cells, double bottom);

G_END_DECLS
