/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/base/types.h"

G_BEGIN_DECLS

/* A 64-bit hash of @size bytes, equal on every machine of one byte order; pages of zeros are
 * skipped (their place still counts), so hashing a large empty arena is cheap. Not for untrusted
 * input. */
uint64_t km_hash_bytes (const void *bytes, uint64_t size, uint64_t seed);

static inline uint64_t
km_hash_mix (uint64_t hash, uint64_t value)
{
  hash ^= value;
  hash *= 0x9e3779b97f4a7c15ull;
  return hash ^ (hash >> 29);
}

G_END_DECLS
