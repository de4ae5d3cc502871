/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"

G_BEGIN_DECLS

G_END_DECLS
