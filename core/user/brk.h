/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The end of the heap: mm/mmap.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* brk (): the break afterwards, which is the old one when it may not move. */
uint32_t km_mm_brk (KmMachine *m, const KmMm *mm, KmAddr brk);

G_END_DECLS
