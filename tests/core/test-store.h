/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/base/store.h"

G_BEGIN_DECLS

typedef struct
{
  uint8_t before, byte, after, pad;
  uint16_t half_before, half;
  uint32_t word_before, word, word_after;
  uint64_t wide;
  uint32_t wide_after;
} Record;

void push_step (KmStore *store, uint16_t kind, const uint32_t *args, uint16_t n_args);
void start (KmStore *store);
void assert_intact (const KmStore *store);
void test_before (void);
void test_visit (void);
void test_shadow (void);

G_END_DECLS
