/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/state.h"
#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* The colour of a frame by what it is used for. */
VmrInk vmr_use_ink (KmUse use);
/* The colour of an area by what its pages are: lent by the kernel, a file's, or the program's own; also
 * those of a file that it may write, for what it writes is its own. */
VmrInk vmr_area_ink (const KmVma *vma);

G_END_DECLS
