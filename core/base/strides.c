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
  g_free (strides->scratch);
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
  if (index >= strides->room)
    {
      strides->room = MAX (2 * strides->room, index + 1);
      strides->strides = g_renew (KmStride, strides->strides, strides->room);
    }
  if (index >= strides->n)
    {
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

/* What a whole stride comes to. Each word it touches is summed up in a second, empty arena of which
 * only those words are ever backed, and emptied again. */
static void
sum_up (KmStrides *strides, KmStride *stride, const KmEdit *edits)
{
  g_autofree uint32_t *touched = g_new (uint32_t, STRIDE);
  uint32_t n = 0, kept = 0;

  if (strides->scratch == NULL)
    {
      /* Not by km_reserve (): its huge pages would be cleared for the sake of a few words each. */
      strides->scratch = g_new0 (uint32_t, strides->n_words);
      strides->seen = g_new0 (uint64_t, strides->n_words / 64 + 1);
    }
  for (uint32_t i = 0; i < STRIDE; i++)
    {
      uint32_t offset = edits[i].offset;
      uint64_t *seen = &strides->seen[offset >> 6], bit = (uint64_t) 1 << (offset & 63);

      if (!(*seen & bit))
        touched[n++] = offset;
      *seen |= bit;
      strides->scratch[offset] ^= edits[i].change;
    }
  stride->plain = n > WORTH;
  /* One entry at least, so that a sum of nothing is known too. */
  if (!stride->plain)
    stride->sum = g_new (KmEdit, n + 1);
  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t *word = &strides->scratch[touched[i]];

      if (!stride->plain && *word != 0)
        stride->sum[kept++] = (KmEdit) { touched[i], *word };
      *word = 0;
      strides->seen[touched[i] >> 6] = 0;
    }
  stride->n = kept;
  if (!stride->plain)
    stride->sum = g_realloc_n (stride->sum, kept + 1, sizeof (KmEdit));
}

static KmStride *
known_stride (KmStrides *strides, uint64_t index, const KmEdit *edits)
{
  KmStride *stride = stride_at (strides, index);

  if (stride->sum == NULL && !stride->plain)
    sum_up (strides, stride, edits + index * STRIDE);
  return stride;
}

void
km_strides_prepare (KmStrides *strides, const KmEdit *edits, uint64_t n_edits)
{
  for (uint64_t i = strides->n; (i + 1) * STRIDE <= n_edits; i++)
    known_stride (strides, i, edits);
}

uint64_t
km_strides_apply (KmStrides *strides, uint32_t *words, const KmEdit *edits, uint64_t from,
                  uint64_t to)
{
  uint64_t read = 0;

  while (from < to)
    {
      uint64_t next = (from / STRIDE + 1) * STRIDE;
      const KmStride *stride = NULL;

      if (from % STRIDE == 0 && next <= to)
        stride = known_stride (strides, from / STRIDE, edits);
      if (stride != NULL && !stride->plain)
        apply_plain (words, stride->sum, stride->n);
      else
        {
          next = MIN (next, to);
          apply_plain (words, edits + from, next - from);
          read += next - from;
        }
      from = next;
    }
  return read;
}
