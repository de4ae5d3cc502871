/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* On and off the LRU lists: mm/swap.c. Which list follows from the page's flags, page_lru ().
 * Unlike the kernel: the pages of a list are counted and not yet linked. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* add_page_to_lru_list (), del_page_from_lru_list (): PG_lru and the counters of node and zone. */
void km_lru_add (KmMachine *m, KmPfn pfn);
void km_lru_remove (KmMachine *m, KmPfn pfn);

G_END_DECLS
