/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hundred thousand random commands, taken back to the start and done again. */
#include "core/language/verbs.h"
#include "core/state/machine-private.h"
#include "tests/core/random-commands.h"
#include "tests/core/support.h"

#define N_COMMANDS 100000u
#define HASH_EVERY 100u
#define CHECK_EVERY 1000u

typedef struct { uint32_t step; uint64_t hash; } Mark;

typedef struct
{
  GHashTable *good, *bad;       /* verb → how many lines */
  GArray *marks;
} Record;

static void
count (GHashTable *table, const char *line)
{
  const char *verb = strstr (line, " = ") != NULL ? strstr (line, " = ") + 3 : line;
  char *word = g_strndup (verb, strcspn (verb, " "));

  g_hash_table_insert (table, word,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (table, word)) + 1));
}

/* Runs a line; when it fails, nothing may have changed (asked of one failure in eight). */
static void
run_one (KmMachine *m, Record *record, guint n, const char *line)
{
  uint32_t steps = km_machine_n_steps (m), edits = (uint32_t) m->store.n_edits;
  uint64_t before = n % 8 == 0 ? km_machine_hash (m) : 0;
  g_autoptr (GError) error = NULL;

  if (km_machine_run (m, "random", n, line, NULL, &error))
    {
      g_assert_no_error (error);
      count (record->good, line);
      return;
    }
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "random:"));
  g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
  g_assert_cmpuint ((uint32_t) m->store.n_edits, ==, edits);
  if (n % 8 == 0)
    g_assert_cmphex (km_machine_hash (m), ==, before);
  count (record->bad, line);
}

static void
mark (KmMachine *m, Record *record)
{
  Mark here = { km_machine_n_steps (m), km_machine_hash (m) };

  g_array_append_val (record->marks, here);
}

static void
forward (KmMachine *m, Record *record, guint n_commands, guint cpus, guint32 seed)
{
  g_autoptr (RandomCommands) random = random_commands_new (seed, cpus);

  mark (m, record);
  for (guint n = 1; n <= n_commands; n++)
    {
      g_autofree char *line = random_commands_next (random, m);

      run_one (m, record, n, line);
      if (n % HASH_EVERY == 0)
        mark (m, record);
      if (n % CHECK_EVERY == 0)
        {
          g_autoptr (GError) error = NULL;

          if (!km_machine_check (m, &error))
            g_error ("after command %u (%s): %s", n, line, error->message);
        }
    }
}

static void
assert_mark (KmMachine *m, const Record *record, guint i)
{
  const Mark *here = &g_array_index (record->marks, Mark, i);

  km_machine_goto (m, here->step);
  g_assert_cmphex (km_machine_hash (m), ==, here->hash);
  if (i % 100 == 0)
    test_check (m);
}

static void
assert_verbs (const Record *record)
{
  for (guint i = 0; i < km_n_verbs (); i++)
    {
      const KmVerb *verb = km_verb (i);
      guint good = GPOINTER_TO_UINT (g_hash_table_lookup (record->good, verb->verb));
      guint bad = GPOINTER_TO_UINT (g_hash_table_lookup (record->bad, verb->verb));

      g_test_message ("%s: %u ran, %u were refused", verb->verb, good, bad);
      if (good == 0 && !(verb->flags & (READS | FIRST)))
        {
          g_test_message ("%s never ran: tests/core/random has no line with it that is right", verb->verb);
          g_test_fail ();
        }
      if (bad == 0)
        {
          g_test_message ("%s was never refused: tests/core/random has no line with it that is wrong", verb->verb);
          g_test_fail ();
        }
    }
}

static void
walk_both_ways (const char *config, guint n_commands, guint cpus, guint32 seed)
{
  g_autoptr (KmMachine) m = test_machine (config);
  Record record = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    g_array_new (FALSE, FALSE, sizeof (Mark)) };

  forward (m, &record, n_commands, cpus, seed);
  g_test_message ("%u steps, %" G_GUINT64_FORMAT " changed words", km_machine_n_steps (m),
                  m->store.n_edits);
  for (guint i = record.marks->len; i-- > 0;)
    assert_mark (m, &record, i);
  km_machine_goto (m, 0);
  test_check (m);
  for (guint i = 0; i < record.marks->len; i++)
    assert_mark (m, &record, i);
  assert_verbs (&record);
  g_hash_table_unref (record.good);
  g_hash_table_unref (record.bad);
  g_array_unref (record.marks);
}

static void
test_long (void)
{
  walk_both_ways ("ram=32M layout=classic", N_COMMANDS, 1, 20260101);
}

static void
test_cpus (void)
{
  walk_both_ways ("ram=32M layout=classic cpus=4", N_COMMANDS / 10, 4, 7);
}

static void
test_pae (void)
{
  walk_both_ways ("ram=48M layout=debian-5.10-pae", N_COMMANDS / 10, 1, 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/long", test_long);
  g_test_add_func ("/history/cpus", test_cpus);
  g_test_add_func ("/history/pae", test_pae);
  return g_test_run ();
}
