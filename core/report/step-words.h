/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The arguments of a step as people read them. */
#pragma once

#include "core/state/cursor.h"

G_BEGIN_DECLS

/* The argument in words, as the texts show it ("0xbffde010", "HighMem"); NULL when unknown. */
char *km_machine_step_arg_text (const KmMachine *machine, uint32_t step, KmArgName name);
/* The same as a sentence says it: "294 408", "ZONE_HIGHMEM", "0x01004067". */
char *km_machine_step_arg_words (const KmMachine *machine, uint32_t step, KmArgName name);
/* The number that TEXT begins with in groups of three: "294408 frames" is "294 408 frames". */
char *km_count_words (const char *text);
#define KM_NARROW_SPACE "\342\200\257"   /* U+202F, at which no line is broken */

G_END_DECLS
