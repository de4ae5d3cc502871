/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/state.h"
#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* The colour of a frame by what it is used for. */
VmrInk vmr_use_ink (KmUse use);

G_END_DECLS
