/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/edit.h"

G_BEGIN_DECLS

/* get_page (), put_page (): the last put takes the frame off its LRU list and frees it. */
void km_frame_get (KmMachine *m, KmPfn pfn);
void km_frame_put (KmMachine *m, KmPfn pfn);

G_END_DECLS
