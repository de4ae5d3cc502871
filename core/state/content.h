/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * What a page holds, by an id for each content (KmFrame's second array):
 *
 *   0                      all zeros
 *   1 … KM_CONTENT_VALUE-1 given out once: a page that a plain write has made unlike all others, or one of a file;
 *                          its first word is the id, the rest is zeros
 *   KM_CONTENT_VALUE | N   every word is N
 *   KM_CONTENT_WORDS | i   the words of KmWords i
 *
 * So every page has real bytes, and what depends on them (the trees and checksums of mm/ksm.c) can be computed as the
 * kernel does. Equal ids are equal pages; only a page of words may equal one with another id.
 */

#include "core/state/read.h"

G_BEGIN_DECLS

/* Word @i of 1,024, as the CPU would load it. */
uint32_t km_content_word (const KmMachine *m, uint32_t content, guint i);
/* memcmp_pages (): below, equal to or above 0 as memcmp () of the two pages. */
int km_content_compare (const KmMachine *m, uint32_t a, uint32_t b);

G_END_DECLS
