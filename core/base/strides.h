/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Long jumps in the journal. XOR commutes, so all that a stretch of edits does to a word is the XOR
 * of its changes there. The journal is divided into strides of equal length, and what a stride
 * comes to is remembered the first time it is crossed as a whole:
 *
 *   edits   │ a+1 b+2 a+1 c+3 … │ a+4 a+4 b+1 …   │ …
 *   sum     │ b+2 c+3           │ b+1             │      later jumps apply these instead
 *
 * Memory that is taken and given back again and again leaves next to nothing, and then a jump over
 * ten million steps costs as little as one over a hundred thousand. A stride whose sum is not much
 * shorter than itself keeps none. Raw checkpoints between the steps were the other way; they cost
 * the size of the machine each, this costs what changed.
 *
 * Invariant: a sum is there only for strides that lie wholly within the journal as it is.
 */

#include "core/base/edits.h"

G_BEGIN_DECLS

typedef struct
{
  KmEdit  *sum;                 /* NULL: unknown, or not worth keeping */
  uint32_t n;
  gboolean plain;               /* not worth it: the edits themselves are applied */
} KmStride;

typedef struct
{
  KmStride *strides;
  uint64_t  n, room;            /* of the array; those behind are unknown */
  uint32_t *scratch;            /* a word for each of the arena, zero between uses; NULL at first */
  uint64_t *seen;               /* a bit for each of them, likewise */
  uint64_t  n_words;
} KmStrides;

void km_strides_init (KmStrides *strides, uint64_t n_words);
void km_strides_clear (KmStrides *strides);
/* Sums up the strides that are whole by now: while there is time, before a jump needs them. */
void km_strides_prepare (KmStrides *strides, const KmEdit *edits, uint64_t n_edits);
/* The journal ends at @n_edits now: what lay behind is forgotten. */
void km_strides_cut (KmStrides *strides, uint64_t n_edits);
/* Applies edits @from … @to − 1, all of them in the journal, to @words, whole strides by their
 * sums. Returns how many of the edits themselves were read. */
uint64_t km_strides_apply (KmStrides *strides, uint32_t *words, const KmEdit *edits, uint64_t from,
                           uint64_t to);

G_END_DECLS
