/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/hash.h"

static uint64_t
hash_page (const uint64_t *words, uint64_t n, uint64_t hash)
{
  for (uint64_t i = 0; i < n; i++)
    hash = km_hash_mix (hash, words[i]);
  return hash;
}

static gboolean
page_is_zero (const uint64_t *words)
{
  uint64_t any = 0;

  for (guint i = 0; i < KM_PAGE_SIZE / 8; i++)
    any |= words[i];
  return any == 0;
}

uint64_t
km_hash_bytes (const void *bytes, uint64_t size, uint64_t seed)
{
  const uint8_t *at = bytes;
  uint64_t hash = km_hash_mix (seed, size);

  for (uint64_t page = 0; page < size; page += KM_PAGE_SIZE)
    {
      uint64_t n = MIN (size - page, KM_PAGE_SIZE) / 8;

      if (n == KM_PAGE_SIZE / 8 && page_is_zero ((const uint64_t *) (at + page)))
        continue;
      hash = hash_page ((const uint64_t *) (at + page), n, km_hash_mix (hash, page));
    }
  return hash;
}
