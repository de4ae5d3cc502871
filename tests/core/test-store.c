/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The journal: what was written can be taken back, put back, cut off and appended again. */
#include "core/base/store.h"
#include "tests/core/test-store.h"

#define ARENA 8192u
#define N_STEPS 600u

void
push_step (KmStore *store, uint16_t kind, const uint32_t *args, uint16_t n_args)
{
  uint32_t *words = km_store_begin_step (store, kind, n_args);

  if (n_args > 0)
    memcpy (words, args, n_args * sizeof *words);
}

void
start (KmStore *store)
{
  km_store_init (store, ARENA, 16u << 20);
  store->recording = TRUE;
}

void
assert_intact (const KmStore *store)
{
  uint32_t word = 0;

  g_assert_true (km_store_shadow_check (store, &word));
}

/* Fields of each size change alone, and writing the same value again is no change. */
static void
test_sizes (void)
{
  KmStore store;
  const Record *r;
  uint64_t n;

  start (&store);
  r = (const Record *) store.arena;
  KM_SET (&store, r->before, 0x11);
  KM_SET (&store, r->after, 0x33);
  KM_SET (&store, r->half_before, 0x4444);
  KM_SET (&store, r->word_before, 0x55555555);
  KM_SET (&store, r->word_after, 0x66666666);
  KM_SET (&store, r->wide_after, 0x77777777);
  push_step (&store, 1, NULL, 0);

  KM_SET (&store, r->byte, 0xab);
  KM_SET (&store, r->half, 0xcdef);
  KM_SET (&store, r->word, 0xdeadbeef);
  KM_SET (&store, r->wide, 0x0123456789abcdefull);
  n = store.n_edits;
  KM_SET (&store, r->byte, 0xab);
  KM_SET (&store, r->wide, 0x0123456789abcdefull);
  g_assert_cmpuint (store.n_edits, ==, n);
  push_step (&store, 2, NULL, 0);

  g_assert_cmphex (r->byte, ==, 0xab);
  g_assert_cmphex (r->half, ==, 0xcdef);
  g_assert_cmphex (r->word, ==, 0xdeadbeef);
  g_assert_cmphex (r->wide, ==, 0x0123456789abcdefull);
  km_store_goto (&store, 1);
  g_assert_cmphex (r->byte, ==, 0);
  g_assert_cmphex (r->half, ==, 0);
  g_assert_cmphex (r->word, ==, 0);
  g_assert_cmphex (r->wide, ==, 0);
  g_assert_cmphex (r->before, ==, 0x11);
  g_assert_cmphex (r->after, ==, 0x33);
  g_assert_cmphex (r->half_before, ==, 0x4444);
  g_assert_cmphex (r->word_before, ==, 0x55555555);
  g_assert_cmphex (r->word_after, ==, 0x66666666);
  g_assert_cmphex (r->wide_after, ==, 0x77777777);
  assert_intact (&store);
  km_store_clear (&store);
}

static void
write_anywhere (KmStore *store, GRand *rand)
{
  guint size = 1u << g_rand_int_range (rand, 0, 4);
  const uint8_t *at = store->arena + g_rand_int_range (rand, 0, ARENA / 8) * 8;
  uint64_t value = (uint64_t) g_rand_int (rand) << 32 | g_rand_int (rand);

  if (size < 4)
    at += size * g_rand_int_range (rand, 0, 8 / (int) size);
  switch (size)
    {
    case 1: KM_SET (store, *(const uint8_t *) at, value); break;
    case 2: KM_SET (store, *(const uint16_t *) at, value); break;
    case 4: KM_SET (store, *(const uint32_t *) at, value); break;
    default: KM_SET (store, *(const uint64_t *) at, value); break;
    }
}

/* Copies of the whole arena after each step: what every cursor position must show. */
static GPtrArray *
record_steps (KmStore *store, GRand *rand, guint n)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (copies, g_memdup2 (store->arena, ARENA));
  for (guint i = 0; i < n; i++)
    {
      const uint32_t args[] = { i, ~i, i * 7 };

      for (int k = g_rand_int_range (rand, 0, 20); k > 0; k--)
        write_anywhere (store, rand);
      push_step (store, (uint16_t) (i % 100), args, i % 4);
      g_ptr_array_add (copies, g_memdup2 (store->arena, ARENA));
    }
  return copies;
}

static void
assert_at (const KmStore *store, const GPtrArray *copies, guint step)
{
  g_assert_cmpuint (store->cursor, ==, step);
  g_assert_cmpmem (store->arena, ARENA, g_ptr_array_index (copies, step), ARENA);
}

static void
test_any_step (void)
{
  KmStore store;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) copies = NULL;

  start (&store);
  copies = record_steps (&store, rand, N_STEPS);
  for (guint i = 0; i < 2000; i++)
    {
      guint step = (guint) g_rand_int_range (rand, 0, N_STEPS + 1);

      km_store_goto (&store, step);
      assert_at (&store, copies, step);
    }
  assert_intact (&store);
  km_store_clear (&store);
}

/* Steps that change words again and again: each is kept once, and one that is as it was not at
 * all. */
static void
test_large_steps (void)
{
  KmStore store;
  const uint32_t *words;
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_free);

  start (&store);
  words = (const uint32_t *) store.arena;
  g_ptr_array_add (copies, g_memdup2 (store.arena, ARENA));
  for (guint i = 0; i < 40; i++)
    {
      guint n_words = 1u << i % 12, n_writes = 50 + i * 200;
      uint64_t before = store.n_edits;

      for (guint k = 0; k < n_writes; k++)
        KM_SET (&store, words[g_rand_int_range (rand, 0, (int) n_words)], g_rand_int (rand));
      for (uint32_t value = 1; value <= 100; value++)
        KM_SET (&store, words[2000], value % 100);
      push_step (&store, 1, NULL, 0);
      g_ptr_array_add (copies, g_memdup2 (store.arena, ARENA));
      if (n_writes < 1000)
        g_assert_cmpuint (store.n_edits - before, <=, n_words);
    }
  for (guint i = 0; i < 300; i++)
    {
      guint step = (guint) g_rand_int_range (rand, 0, 41);

      km_store_goto (&store, step);
      assert_at (&store, copies, step);
    }
  assert_intact (&store);
  km_store_clear (&store);
}

static void
assert_args (const KmStore *store, guint step)
{
  const KmStepRecord *record = &store->steps[step];
  const uint32_t expected[] = { step, ~step, step * 7 };

  g_assert_cmpuint (record->kind, ==, step % 100);
  g_assert_cmpmem (store->args + record->args_start, record->n_args * 4u, expected, step % 4 * 4u);
}

/* A cut future leaves room for another one, and returns to the last byte. */
static void
test_cut_and_append (void)
{
  KmStore store;
  KmTail first = { 0 }, second = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GPtrArray) copies = NULL;

  start (&store);
  copies = record_steps (&store, rand, N_STEPS);
  km_store_goto (&store, 200);
  km_store_cut_tail (&store, &first);
  g_assert_cmpuint (store.n_steps, ==, 200);
  g_assert_cmpuint (first.n_steps, ==, N_STEPS - 200);
  assert_at (&store, copies, 200);

  for (guint i = 0; i < 50; i++)
    {
      write_anywhere (&store, rand);
      push_step (&store, 7, &i, 1);
    }
  km_store_goto (&store, 200);
  assert_at (&store, copies, 200);
  km_store_cut_tail (&store, &second);
  km_store_append_tail (&store, &first);
  g_assert_null (first.edits);
  g_assert_cmpuint (store.n_steps, ==, N_STEPS);
  for (guint step = N_STEPS; step > 0; step -= 25)
    {
      km_store_goto (&store, step);
      assert_at (&store, copies, step);
      assert_args (&store, step - 1);
    }
  assert_intact (&store);
  km_tail_clear (&second);
  km_store_clear (&store);
}

/* A command that must not have happened goes with the edits behind its last step. */
static void
test_rollback (void)
{
  KmStore store;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) copies = NULL;
  uint64_t edits;
  uint32_t args;

  start (&store);
  copies = record_steps (&store, rand, 40);
  write_anywhere (&store, rand);
  write_anywhere (&store, rand);
  km_store_rollback (&store, 40);
  assert_at (&store, copies, 40);
  edits = store.n_edits;
  args = store.n_args;
  for (guint i = 40; i < 60; i++)
    {
      write_anywhere (&store, rand);
      push_step (&store, 1, &i, 1);
    }
  write_anywhere (&store, rand);
  km_store_rollback (&store, 40);
  assert_at (&store, copies, 40);
  g_assert_cmpuint (store.n_steps, ==, 40);
  g_assert_cmpuint (store.n_edits, ==, edits);
  g_assert_cmpuint (store.n_args, ==, args);
  km_store_goto (&store, 0);
  assert_at (&store, copies, 0);
  assert_intact (&store);
  km_store_clear (&store);
}

static void
test_copy_and_zero (void)
{
  KmStore store;
  uint8_t pattern[64];

  for (guint i = 0; i < sizeof pattern; i++)
    pattern[i] = (uint8_t) (200 - i);
  start (&store);
  km_store_copy (&store, store.arena + 128, pattern, sizeof pattern);
  g_assert_cmpmem (store.arena + 128, 64, pattern, 64);
  g_assert_cmphex (store.arena[127], ==, 0);
  g_assert_cmphex (store.arena[192], ==, 0);
  push_step (&store, 1, NULL, 0);
  km_store_zero (&store, store.arena + 132, 8);
  g_assert_cmphex (store.arena[131], ==, pattern[3]);
  g_assert_cmphex (store.arena[132], ==, 0);
  g_assert_cmphex (store.arena[139], ==, 0);
  g_assert_cmphex (store.arena[140], ==, pattern[12]);
  push_step (&store, 2, NULL, 0);
  km_store_goto (&store, 1);
  g_assert_cmpmem (store.arena + 128, 64, pattern, 64);
  km_store_clear (&store);
}

#ifdef KM_SHADOW
/* What is no part of the arena would never be undone. */
static void
test_outside (void)
{
  if (g_test_subprocess ())
    {
      KmStore store;
      uint32_t mine = 0;

      start (&store);
      KM_SET (&store, mine, 1);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*store->arena*");
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sizes", test_sizes);
  g_test_add_func ("/store/any-step", test_any_step);
  g_test_add_func ("/store/large-steps", test_large_steps);
  g_test_add_func ("/store/cut-and-append", test_cut_and_append);
  g_test_add_func ("/store/rollback", test_rollback);
  g_test_add_func ("/store/copy-and-zero", test_copy_and_zero);
  g_test_add_func ("/store/before", test_before);
  g_test_add_func ("/store/visit", test_visit);
  g_test_add_func ("/store/shadow", test_shadow);
#ifdef KM_SHADOW
  g_test_add_func ("/store/outside", test_outside);
#endif
  return g_test_run ();
}
