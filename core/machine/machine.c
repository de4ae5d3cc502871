/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/hash.h"
#include "core/language/call.h"
#include "core/language/names.h"
#include "core/language/print.h"
#include "core/language/query.h"
#include "core/machine/internal.h"
#include "core/machine/layout.h"

#define STEP_LIMIT 2000000u
#define STEPS_AHEAD 32768u              /* for which journal memory is made ready */
#define JOURNAL_BUDGET (192ull << 20)   /* in memory; what comes later lies in a file */

G_DEFINE_QUARK (km-machine-error-quark, km_machine_error)

static void
command_free (gpointer data)
{
  KmCommandRecord *command = data;

  g_free (command->text);
  g_free (command->transcript);
  g_free (command);
}

static void
branch_free (gpointer data)
{
  KmBranch *branch = data;

  g_free (branch->name);
  km_tail_clear (&branch->tail);
  g_ptr_array_unref (branch->commands);
  g_free (branch);
}

KmMachine *
km_machine_new (void)
{
  KmMachine *m = g_new0 (KmMachine, 1);

  m->commands = g_ptr_array_new_with_free_func (command_free);
  m->branches = g_ptr_array_new_with_free_func (branch_free);
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

/* --- The arena -------------------------------------------------------------------------------- */

static void
add_table (KmTable *table, uint64_t *size, uint32_t record_size, uint32_t capacity)
{
  *size = (*size + 63) & ~63ull;
  *table = (KmTable) { *size, record_size, capacity };
  *size += (uint64_t) record_size * capacity;
}

/* Frames round up to whole pageblocks, so that a buddy's number is always within the table. */
static uint64_t
lay_out_tables (KmMachine *m, uint32_t n_frames)
{
  uint64_t size = sizeof (KmState);
  uint32_t frames = (n_frames + 1024) & ~1023u;

  add_table (&m->frames, &size, sizeof (KmFrame), frames);
  add_table (&m->contents, &size, sizeof (uint32_t), frames);
  add_table (&m->pageblocks, &size, 4, (frames / 512 + KM_N_ZONES) / 4 + 1);
#define KM_TABLE(plural, Record, Id, singular, most) \
  add_table (&m->plural, &size, sizeof (Record), most);
#include "core/state/tables.def"
#undef KM_TABLE
  return size;
}

gboolean
km_machine_make (KmMachine *m, const KmConfig *config, GError **error)
{
  KmLayout layout;
  KmRange ranges[KM_MAX_RANGES];
  guint n_ranges;

  if (!km_layout_compute (config, &layout, ranges, &n_ranges, error))
    return FALSE;
  km_store_init (&m->store, lay_out_tables (m, layout.max_pfn), JOURNAL_BUDGET);
  m->state = (const KmState *) m->store.arena;
  m->store.recording = TRUE;
  if (km_boot (m, config, error))
    return TRUE;
  km_machine_unmake (m);
  return FALSE;
}

void
km_machine_unmake (KmMachine *m)
{
  km_store_clear (&m->store);
  m->state = NULL;
}

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
  hash = hash_table (m, &m->frames, m->frames.capacity, hash);
  hash = hash_table (m, &m->contents, m->contents.capacity, hash);
  hash = hash_table (m, &m->pageblocks, m->pageblocks.capacity, hash);
#define KM_TABLE(plural, Record, Id, singular, most) \
  hash = hash_table (m, &m->plural, s->plural.n_ever + 1, hash);
#include "core/state/tables.def"
#undef KM_TABLE
  return hash;
}

/* --- Running a line --------------------------------------------------------------------------- */

static KmCommandRecord *
command_at (const KmMachine *m, guint i)
{
  return g_ptr_array_index (m->commands, i);
}

/* A new command starts where the last one ended; from the middle of one, that one is finished
 * first. */
static void
finish_command (KmMachine *m)
{
  uint32_t cursor = m->store.cursor;

  if (cursor > 0)
    km_store_goto (&m->store, command_at (m, km_machine_step_command (m, cursor))->last_step);
}

static GPtrArray *
cut_commands (KmMachine *m)
{
  GPtrArray *cut = g_ptr_array_new_with_free_func (command_free);
  guint keep = 0;

  while (keep < m->commands->len && command_at (m, keep)->last_step <= m->store.cursor)
    keep++;
  while (m->commands->len > keep)
    g_ptr_array_add (cut, g_ptr_array_steal_index (m->commands, keep));
  return cut;
}

/* The command whose last step is @step: with it a branch knows the line of history it belongs
 * to. */
static uint32_t
serial_ending_at (const KmMachine *m, uint32_t step)
{
  for (guint i = m->commands->len; i-- > 0;)
    if (command_at (m, i)->last_step == step)
      return command_at (m, i)->serial;
  return 0;
}

static KmBranch *
cut_branch (KmMachine *m)
{
  KmBranch *branch = g_new0 (KmBranch, 1);

  branch->fork = m->store.cursor;
  branch->after = serial_ending_at (m, branch->fork);
  branch->name = g_strdup_printf ("branch-%u", m->branches->len + 1);
  branch->commands = cut_commands (m);
  km_store_cut_tail (&m->store, &branch->tail);
  return branch;
}

static void
put_branch_back (KmMachine *m, KmBranch *branch)
{
  km_store_append_tail (&m->store, &branch->tail);
  g_ptr_array_extend_and_steal (m->commands, g_ptr_array_ref (branch->commands));
  branch_free (branch);
}

static gboolean
stopped_early (KmMachine *m, const KmLine *line, GError **error)
{
  if (!km_machine_must_stop (m))
    return FALSE;
  if (g_atomic_int_get (&m->cancelled))
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_CANCELLED,
                 "%s:%u:%u: cancelled; nothing has changed", line->file, line->number,
                 line->verb_column);
  else if (km_store_is_nearly_full (&m->store))
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT,
                 "%s:%u:%u: no room on the disk for more than %u steps; expected a shorter script",
                 line->file, line->number, line->verb_column, m->command_first);
  else
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT,
                 "%s:%u:%u: more than %u steps; expected a command that takes fewer", line->file,
                 line->number, line->verb_column, m->step_limit);
  return TRUE;
}

static gboolean
name_result (KmCall *call, GError **error)
{
  const char *name = call->line->result;
  KmMachine *m = call->m;

  if (name == NULL)
    return TRUE;
  if (call->is_none || !call->has_result)
    {
      g_string_append_printf (m->out, "%s = none\n", name);
      return TRUE;
    }
  g_string_append_printf (m->out,
                          call->result_kind == KM_NAME_PFN ? "%s = 0x%05x\n" : "%s = 0x%08x\n",
                          name, call->result);
  return km_name_define (call, name, call->line->result_column, call->result_kind, call->result,
                         call->result_ref, error);
}

static uint32_t
chosen_cpu (const KmLine *line)
{
  const KmArg *arg = km_line_key (line, "cpu");
  guint64 cpu = 0;

  if (arg != NULL)
    km_expr_eval (arg->text, arg->text_column, NULL, NULL, &cpu, NULL);
  return MIN (cpu, KM_MAX_CPUS);
}

static gboolean
execute (KmCall *call, GError **error)
{
  KmMachine *m = call->m;
  uint32_t first = m->store.n_steps;
  gboolean had_state = m->state != NULL, ok;

  m->cpu = chosen_cpu (call->line);
  if (had_state && m->cpu >= m->state->config.cpus)
    {
      km_call_error (call, km_line_key (call->line, "cpu")->text_column, error,
                     "there is no CPU %u; expected one below %u", m->cpu, m->state->config.cpus);
      m->cpu = 0;
      return FALSE;
    }
  km_machine_begin (m);
  ok = call->verb->handler (call, error) && !stopped_early (m, call->line, error)
       && name_result (call, error);
  if (ok)
    km_step_plain (m, DONE);
  else if (m->state != NULL)
    km_store_rollback (&m->store, first);
  m->busy = m->store.recording = FALSE;
  m->cpu = 0;
  return ok;
}

void
km_machine_begin (KmMachine *m)
{
  m->busy = m->store.recording = TRUE;
  m->command_first = m->store.n_steps;
}

void
km_machine_end (KmMachine *m, const char *text)
{
  KmCommandRecord *record = g_new0 (KmCommandRecord, 1);

  km_step_plain (m, DONE);
  m->busy = m->store.recording = FALSE;
  record->serial = ++m->last_serial;
  record->first_step = m->command_first + 1;
  record->last_step = m->store.n_steps;
  record->text = g_strdup (text);
  record->transcript = g_strdup ("");
  g_ptr_array_add (m->commands, record);
}

static gboolean
run_reading (KmCall *call, GError **error)
{
  return call->verb->handler (call, error);
}

static gboolean
run_writing (KmCall *call, GError **error)
{
  KmMachine *m = call->m;
  KmBranch *branch = NULL;
  uint32_t cursor = m->store.cursor;
  KmCommandRecord *record;

  if (call->line->result != NULL && !km_name_free_for_use (m, call->line->result))
    {
      km_call_error (call, call->line->result_column, error, "“%s” is in use already; expected a new name",
                     call->line->result);
      return FALSE;
    }
  finish_command (m);
  if (m->store.cursor < m->store.n_steps)
    branch = cut_branch (m);
  record = g_new0 (KmCommandRecord, 1);
  record->first_step = m->store.n_steps + 1;
  if (!execute (call, error))
    {
      command_free (record);
      if (branch != NULL)
        put_branch_back (m, branch);
      if (m->state != NULL)
        km_store_goto (&m->store, cursor);
      return FALSE;
    }
  if (branch != NULL)
    g_ptr_array_add (m->branches, branch);
  record->serial = ++m->last_serial;
  record->last_step = m->store.n_steps;
  record->text = g_strstrip (g_strndup (call->line->source, call->line->length));
  record->transcript = g_strdup (m->out->str);
  record->task = (KmTaskId) { call->task ? call->task->id : 0 };
  g_ptr_array_add (m->commands, record);
  return TRUE;
}

static gboolean
boot_first (KmMachine *m, const KmLine *line, const KmVerb *verb, GError **error)
{
  if (verb->flags & FIRST)
    {
      if (m->state == NULL)
        return TRUE;
      km_line_set_error (error, line, line->verb_column, KM_SCRIPT_ERROR_SYNTAX,
                         "%s after other commands; expected it as the first line", verb->verb);
      return FALSE;
    }
  return m->state != NULL || km_machine_run (m, line->file, line->number, "machine", NULL, error);
}

gboolean
km_machine_run (KmMachine *m, const char *file, guint line_no, const char *text, char **transcript,
                GError **error)
{
  GError *syntax = NULL;
  g_autoptr (KmLine) line = km_line_parse (file, line_no, text, &syntax);
  KmCall call = { .m = m, .line = line };
  gboolean ok;

  g_return_val_if_fail (!m->busy, FALSE);
  if (transcript != NULL)
    *transcript = NULL;
  if (line == NULL)             /* empty, a comment, or wrong */
    {
      if (syntax == NULL)
        return TRUE;
      g_propagate_error (error, syntax);
      return FALSE;
    }
  call.verb = km_verb_check (line, error);
  if (call.verb == NULL || !boot_first (m, line, call.verb, error))
    return FALSE;
  km_call_bind (&call);
  m->out = g_string_new (NULL);
  ok = call.verb->flags & READS ? run_reading (&call, error) : run_writing (&call, error);
  km_store_prefault (&m->store, STEPS_AHEAD);
  km_store_sum_up (&m->store);
  if (ok && transcript != NULL)
    *transcript = g_strdup (m->out->str);
  g_string_free (m->out, TRUE);
  m->out = NULL;
  return ok;
}

gboolean
km_machine_verify (const char *file, guint line_no, const char *text, GError **error)
{
  GError *syntax = NULL;
  g_autoptr (KmLine) line = km_line_parse (file, line_no, text, &syntax);

  if (line != NULL)
    return km_verb_check (line, error) != NULL;
  if (syntax == NULL)
    return TRUE;
  g_propagate_error (error, syntax);
  return FALSE;
}

/* --- Branches --------------------------------------------------------------------------------- */

guint
km_machine_n_branches (const KmMachine *m)
{
  return m->branches->len;
}

const KmBranch *
km_machine_branch (const KmMachine *m, guint i)
{
  return i < m->branches->len ? g_ptr_array_index (m->branches, i) : NULL;
}

gboolean
km_machine_switch_branch (KmMachine *m, guint i)
{
  KmBranch *branch, *left;

  g_return_val_if_fail (i < m->branches->len && !m->busy, FALSE);
  branch = g_ptr_array_index (m->branches, i);
  if (branch->fork > m->store.n_steps || branch->after != serial_ending_at (m, branch->fork))
    return FALSE;
  g_ptr_array_steal_index (m->branches, i);
  km_store_goto (&m->store, branch->fork);
  left = cut_branch (m);
  g_free (left->name);
  left->name = g_steal_pointer (&branch->name);
  put_branch_back (m, branch);
  g_ptr_array_insert (m->branches, (gint) i, left);
  return TRUE;
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
