/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/hash.h"
#include "core/language/commands.h"
#include "core/language/module.h"
#include "core/language/print.h"
#include "core/language/query.h"
#include "core/machine/branches.h"
#include "core/machine/machine.h"

#define STEP_LIMIT 2000000u

G_DEFINE_QUARK (km-machine-error-quark, km_machine_error)

/* Those of all modules, in one list. */
static const KmDaemon *const *
all_daemons (void)
{
  static const KmDaemon *list[KM_MAX_DAEMONS + 1];
  static gsize ready;
  guint n = 0;

  if (!g_once_init_enter (&ready))
    return list;
  for (guint i = 0; km_modules[i] != NULL; i++)
    for (guint k = 0; km_modules[i]->daemons != NULL && km_modules[i]->daemons[k] != NULL; k++)
      {
        g_assert (n < KM_MAX_DAEMONS);
        list[n++] = km_modules[i]->daemons[k];
      }
  g_once_init_leave (&ready, 1);
  return list;
}

KmMachine *
km_machine_new (void)
{
  KmMachine *m = g_new0 (KmMachine, 1);

  m->daemons = all_daemons ();
  m->commands = g_ptr_array_new_with_free_func (km_command_free);
  m->branches = g_ptr_array_new_with_free_func (km_branch_free);
  m->step_limit = STEP_LIMIT;
  return m;
}

void
km_machine_free (KmMachine *m)
{
  g_ptr_array_unref (m->commands);
  g_ptr_array_unref (m->branches);
  km_store_clear (&m->store);
  g_free (m->base_dir);
  g_free (m);
}

void
km_machine_set_base_dir (KmMachine *m, const char *folder)
{
  g_free (m->base_dir);
  m->base_dir = g_strdup (folder);
}

const char *
km_machine_base_dir (const KmMachine *m)
{
  return m->base_dir;
}

void
km_machine_cancel (KmMachine *m)
{
  g_atomic_int_set (&m->cancelled, 1);
}

void
km_machine_map_steps (KmMachine *m)
{
  km_store_map_steps (&m->store);
}

/* --- The arena -------------------------------------------------------------------------------- */

/* Only what has ever been used is hashed; the rest is zeros on every machine of this size. */
static uint64_t
hash_table (const KmMachine *m, const KmTable *table, uint32_t n, uint64_t hash)
{
  return km_hash_bytes (m->store.arena + table->offset, (uint64_t) table->record_size * n, hash);
}

uint64_t
km_machine_hash (const KmMachine *m)
{
  const KmState *s = m->state;
  uint64_t hash;

  if (s == NULL)
    return 0;
  hash = km_hash_bytes (m->store.arena, sizeof *s & ~7ull, 0);
  hash = hash_table (m, &m->tables.frames, m->tables.frames.capacity, hash);
  hash = hash_table (m, &m->tables.contents, m->tables.contents.capacity, hash);
  hash = hash_table (m, &m->tables.pageblocks, m->tables.pageblocks.capacity, hash);
#define KM_TABLE(plural, Record, Id, singular, most) \
  hash = hash_table (m, &m->tables.plural, s->plural.n_ever + 1, hash);
#include "core/state/tables.def"
#undef KM_TABLE
  return hash;
}

/* --- Evaluating ------------------------------------------------------------------------------- */

/* `expect EXPRESSION == 0` is parsed to have the words with their columns. */
gboolean
km_machine_evaluate (const KmMachine *m, const char *task, const char *expression, uint64_t *value,
                     GError **error)
{
  g_autofree char *text = g_strdup_printf ("expect %s == 0", expression);
  g_autoptr (KmLine) line = km_line_parse ("text", 1, text, error);
  KmExpect e;

  if (line == NULL || m->state == NULL || !km_expect_split (line, &e, error))
    return FALSE;
  return km_query (m, line, e.left, e.n_left, task == NULL ? NULL : km_task_from_name (m, task),
                   value, error);
}

char *
km_machine_print (const KmMachine *m, const char *what, GError **error)
{
  g_autofree char *text = g_strdup_printf ("print %s", what);
  g_autoptr (KmLine) line = km_line_parse ("print", 1, text, error);
  GString *out = g_string_new (NULL);

  if (line != NULL && m->state != NULL && km_verb_check (line, error) != NULL
      && km_print (m, line, line->args, line->n_args, out, error))
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}
