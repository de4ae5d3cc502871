/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A million allocations and frees on 4 GiB: within the bytes promised, every jump exact, beyond
 * memory too. */

#include "core/language/repeat.h"
#include "core/language/script.h"
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "tests/core/support.h"

#define N_MARKS 24u

typedef struct { uint32_t step; uint64_t hash; } Mark;

static guint64
journal_bytes (const KmStore *store)
{
  return store->n_edits * sizeof (KmEdit) + (guint64) store->n_args * sizeof (uint32_t)
         + (guint64) store->n_steps * sizeof (KmStepRecord);
}

/* Pairs of lines, some blocks kept for a while; @marks are taken on the way. */
static void
run_lines (KmMachine *m, guint pairs, Mark *marks)
{
  guint every = pairs / N_MARKS;

  for (guint i = 0; i < pairs; i++)
    {
      guint slot = i % 37;

      if (i >= 37)
        test_do (m, "free_pages s%u", slot);
      test_do (m, "s%u = alloc_pages %u %s", slot, i * 7 % 5,
               i % 3 == 0 ? "GFP_HIGHUSER_MOVABLE" : "GFP_KERNEL");
      if (i % every == 0 && i / every < N_MARKS)
        marks[i / every] = (Mark) { km_machine_n_steps (m), km_machine_hash (m) };
    }
}

static void
assert_marks (KmMachine *m, const Mark *marks)
{
  /* There and back in an order that is neither. */
  for (guint i = 0; i < N_MARKS; i++)
    {
      const Mark *mark = &marks[i * 7 % N_MARKS];

      km_machine_goto (m, mark->step);
      g_assert_cmphex (km_machine_hash (m), ==, mark->hash);
    }
  test_check (m);
}

/* The bound is on a million steps: 120 MB, 96 bytes each. */
static void
test_bytes (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=4G layout=classic");
  guint64 before = journal_bytes (&m->store), bytes;
  Mark marks[N_MARKS];
  uint32_t steps, first = km_machine_n_steps (m);

  run_lines (m, g_test_slow () ? 500000 : 60000, marks);
  steps = km_machine_n_steps (m) - first;
  bytes = journal_bytes (&m->store) - before;
  g_test_message ("%u steps, %.1f bytes each", steps, (double) bytes / steps);
  g_assert_cmpuint (bytes, <=, (guint64) steps * 96);
  g_assert_cmpuint (bytes * 1000000 / steps, <=, 120u * 1000 * 1000);
  assert_marks (m, marks);
}

/* An array of which 2 MiB stay in memory keeps every word, and ends at its limit without a signal.
 * */
static void
test_beyond_memory (void)
{
  KmGrowing array;
  uint32_t *words;

  km_growing_init (&array, KM_HUGE, 64u << 20);
  words = (uint32_t *) array.start;
  for (guint i = 0; i < 12u << 20; i++)
    {
      if ((guint64) (i + 1) * 4 > array.mapped && !km_growing_extend (&array))
        g_error ("no room on the disk for 48 MiB");
      words[i] = i * 2654435761u;
    }
  km_growing_release (&array);
  for (guint i = 0; i < 12u << 20; i++)
    if (words[i] != i * 2654435761u)
      g_error ("word %u came back changed", i);
  while (km_growing_extend (&array))
    ;
  g_assert_cmpuint (array.mapped, <=, array.max);
  km_growing_clear (&array);
}

/* A store with a small budget: the steps beyond it are undone and redone like the others. */
static void
test_small_budget (void)
{
  KmStore store;
  const uint32_t *word;
  guint64 hash[5];

  km_store_init (&store, 65536, 6u << 20);
  store.recording = TRUE;
  word = (const uint32_t *) store.arena;
  for (guint i = 0; i < 3000000; i++)
    {
      uint32_t *args;

      if (i % 600000 == 0)
        hash[i / 600000] = km_store_hash (&store);
      KM_SET (&store, word[i * 31 % 16384], i);
      KM_SET (&store, word[i * 17 % 16384], ~i);
      args = km_store_begin_step (&store, 1, 3);
      args[0] = args[1] = args[2] = i;
    }
  g_assert_cmpuint (store.growing[0].mapped, >, store.growing[0].memory);
  g_assert_false (km_store_is_nearly_full (&store));
  for (guint i = 5; i-- > 0;)
    {
      km_store_goto (&store, i * 600000);
      g_assert_cmphex (km_store_hash (&store), ==, hash[i]);
    }
  km_store_goto (&store, 1800000);
  g_assert_cmphex (km_store_hash (&store), ==, hash[3]);
  g_assert_cmpuint (store.args[store.steps[1799999].args_start], ==, 1799999);
  km_store_clear (&store);
}

/* What repeats write out runs through the same path. */
static void
test_repeat (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmMachine) m = km_machine_new ();
  g_autofree char *text = g_strdup_printf ("machine ram=4G layout=classic\nrepeat %u\n"
                                           "a = alloc_pages 3\nfree_pages a\nend\n",
                                           g_test_slow () ? 500000 : 20000);
  g_autoptr (KmScript) script = km_script_parse ("million", text, -1, &error);
  uint32_t free = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = g_ptr_array_index (script->lines, i);

      if (!km_machine_run (m, "million", line->number, line->source, NULL, &error))
        g_error ("%s", error->message);
      if (i == 0)
        free = m->state->zones[KM_ZONE_NORMAL].stat[KM_NR_FREE_PAGES];
    }
  g_assert_cmpuint (m->state->zones[KM_ZONE_NORMAL].stat[KM_NR_FREE_PAGES], ==, free);
  g_assert_cmpuint (m->commands->len, ==, script->lines->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/million/bytes", test_bytes);
  g_test_add_func ("/million/beyond-memory", test_beyond_memory);
  g_test_add_func ("/million/small-budget", test_small_budget);
  g_test_add_func ("/million/repeat", test_repeat);
  return g_test_run ();
}
