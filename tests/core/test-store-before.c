/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/store.h"
#include "tests/core/test-store.h"

/* What a step has overwritten, some of it twice, is read as it was; and what it has left alone. */
void
test_before (void)
{
  KmStore store;
  const Record *r;
  Record before;

  start (&store);
  r = (const Record *) (store.arena + 64);
  KM_SET (&store, r->word, 7);
  KM_SET (&store, r->half, 0x1234);
  push_step (&store, 1, NULL, 0);
  KM_SET (&store, r->word, 8);
  KM_SET (&store, r->word, 9);
  KM_SET (&store, r->word_after, 1);
  push_step (&store, 2, NULL, 0);
  km_store_read_before (&store, r, &before, sizeof before);
  g_assert_cmpuint (before.word, ==, 7);
  g_assert_cmpuint (before.word_after, ==, 0);
  g_assert_cmphex (before.half, ==, 0x1234);
  km_store_goto (&store, 1);
  km_store_read_before (&store, r, &before, sizeof before);
  g_assert_cmpuint (before.word, ==, 0);
  km_store_goto (&store, 0);
  km_store_read_before (&store, r, &before, sizeof before);
  g_assert_cmpuint (before.word, ==, 0);
  km_store_clear (&store);
}

static void
note_word (uint32_t word, gpointer data)
{
  g_array_append_val ((GArray *) data, word);
}

void
test_visit (void)
{
  KmStore store;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (uint32_t));

  start (&store);
  KM_SET (&store, *(const uint32_t *) (store.arena + 40), 1);
  push_step (&store, 1, NULL, 0);
  KM_SET (&store, *(const uint32_t *) (store.arena + 400), 1);
  KM_SET (&store, *(const uint8_t *) (store.arena + 803), 1);
  push_step (&store, 1, NULL, 0);
  km_store_visit_step (&store, 1, note_word, words);
  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpuint (g_array_index (words, uint32_t, 0), ==, 100);
  g_assert_cmpuint (g_array_index (words, uint32_t, 1), ==, 200);
  km_store_clear (&store);
}

/* The shadow copy follows the journal alone, so it differs where somebody wrote past it. */
void
test_shadow (void)
{
  KmStore store;
  uint32_t word = 0;

  start (&store);
  if (store.shadow == NULL)
    {
      g_test_skip ("built without -Dshadow=true");
      km_store_clear (&store);
      return;
    }
  KM_SET (&store, *(const uint32_t *) (store.arena + 16), 5);
  assert_intact (&store);
  store.arena[1234] = 1;
  g_assert_false (km_store_shadow_check (&store, &word));
  g_assert_cmpuint (word, ==, 1234 / 4);
  km_store_clear (&store);
}
