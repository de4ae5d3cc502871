/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The programs, one pill each: whose address space is shown can be chosen. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

gboolean vmr_address_press      (gpointer data, VmrSession *session, const VmrCell *cell);

G_END_DECLS
