/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/setup.h"

G_BEGIN_DECLS

char *vmr_desk_free_name (const KmMachine *machine, const char *stem, guint from);

G_END_DECLS
