/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The batch of a CPU in which new pages wait for their LRU list: pagevec lru_add of mm/swap.c. A page that waits has one
 * reference more, and is not PG_lru yet. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* lru_cache_add (): the page waits from now on; a full batch goes to the lists at once. */
void km_lru_cache_add (KmMachine *m, KmPfn pfn);
/* lru_add_drain () of this CPU: all that wait go to the lists. Whom nobody has used since then is freed. */
void km_lru_add_drain (KmMachine *m);
/* lru_add_drain_all () */
void km_lru_add_drain_all (KmMachine *m);

G_END_DECLS
