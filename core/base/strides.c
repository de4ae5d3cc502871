/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/strides.h"

#include <string.h>

/* Test builds cross many strides even in short scripts. */
#ifdef KM_SHADOW
#define STRIDE 64u
#else
#define STRIDE (1u << 18)
#endif
/* A sum is kept when it saves three quarters. */
#define WORTH (STRIDE / 4)

void
km_strides_init (KmStrides *strides, uint64_t n_words)
{
  *strides = (KmStrides) { .n_words = n_words };
}

static void
forget_from (KmStrides *strides, uint64_t first)
{
  for (uint64_t i = first; i < strides->n; i++)
    g_free (strides->strides[i].sum);
  strides->n = MIN (strides->n, first);
}

void
km_strides_clear (KmStrides *strides)
{
  forget_from (strides, 0);
  g_free (strides->strides);
  g_free (strides->seen);
  memset (strides, 0, sizeof *strides);
}

void
km_strides_cut (KmStrides *strides, uint64_t n_edits)
{
  forget_from (strides, n_edits / STRIDE);
}

static KmStride *
stride_at (KmStrides *strides, uint64_t index)
{
  if (index >= strides->n)
    {
      strides->strides = g_renew (KmStride, strides->strides, index + 1);
      memset (strides->strides + strides->n, 0, (index + 1 - strides->n) * sizeof (KmStride));
      strides->n = index + 1;
    }
  return &strides->strides[index];
}

static void
apply_plain (uint32_t *words, const KmEdit *edits, uint64_t n)
{
  for (uint64_t i = 0; i < n; i++)
    words[edits[i].offset] ^= edits[i].change;
}

/* Applies a whole stride, and sums it up on the way: the words it touches, as they were. */
static void
apply_and_sum (KmStrides *strides, KmStride *stride, uint32_t *words, const KmEdit *edits)
{
  g_autofree KmEdit *sum = g_new (KmEdit, WORTH);
  uint32_t n = 0, kept = 0;

  if (strides->seen == NULL)
    strides->seen = g_new0 (uint64_t, strides->n_words / 64 + 1);
  for (uint32_t i = 0; i < STRIDE; i++)
    {
      uint32_t offset = edits[i].offset;
      uint64_t bit = (uint64_t) 1 << (offset & 63);

      if (!(strides->seen[offset >> 6] & bit))
        {
          if (n < WORTH)
            sum[n] = (KmEdit) { offset, words[offset] };
          strides->seen[offset >> 6] |= bit;
          n++;
        }
      words[offset] ^= edits[i].change;
    }
  if (n <= WORTH)
    for (uint32_t i = 0; i < n; i++)
      strides->seen[sum[i].offset >> 6] = 0;
  else
    for (uint32_t i = 0; i < STRIDE; i++)
      strides->seen[edits[i].offset >> 6] = 0;
  stride->plain = n > WORTH;
  if (stride->plain)
    return;
  for (uint32_t i = 0; i < n; i++)
    if ((sum[i].change ^= words[sum[i].offset]) != 0)
      sum[kept++] = sum[i];
  stride->n = kept;
  /* One entry at least, so that a sum of nothing is known too. */
  stride->sum = g_memdup2 (sum, MAX (kept, 1) * sizeof (KmEdit));
}

void
km_strides_apply (KmStrides *strides, uint32_t *words, const KmEdit *edits, uint64_t from,
                  uint64_t to)
{
  while (from < to)
    {
      uint64_t next = (from / STRIDE + 1) * STRIDE;
      KmStride *stride;

      if (from % STRIDE != 0 || next > to)
        {
          next = MIN (next, to);
          apply_plain (words, edits + from, next - from);
        }
      else if ((stride = stride_at (strides, from / STRIDE))->sum != NULL)
        apply_plain (words, stride->sum, stride->n);
      else if (stride->plain)
        apply_plain (words, edits + from, STRIDE);
      else
        apply_and_sum (strides, stride, words, edits + from);
      from = next;
    }
}
