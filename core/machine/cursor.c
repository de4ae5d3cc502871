/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cursor, and reading what steps say. */
#include "core/machine/commands.h"

#include "core/physical/buddy.h"

uint32_t
km_machine_n_steps (const KmMachine *m)
{
  return m->store.n_steps;
}

uint32_t
km_machine_cursor (const KmMachine *m)
{
  return m->store.cursor;
}

void
km_machine_goto (KmMachine *m, uint32_t step)
{
  g_return_if_fail (!m->busy);
  km_store_goto (&m->store, MIN (step, m->store.n_steps));
}

KmStepKind
km_machine_step_kind (const KmMachine *m, uint32_t step)
{
  g_return_val_if_fail (step >= 1 && step <= m->store.n_steps, KM_STEP_DONE);
  return m->store.steps[step - 1].kind;
}

const KmStepInfo *
km_machine_step_info (const KmMachine *m, uint32_t step)
{
  return km_step_info (km_machine_step_kind (m, step));
}

const uint32_t *
km_machine_step_args (const KmMachine *m, uint32_t step)
{
  const KmStepRecord *record = &m->store.steps[step - 1];

  return record->n_args == 0 ? NULL : m->store.args + record->args_start;
}

guint
km_machine_step_frames (const KmMachine *m, uint32_t step, const uint32_t **frames)
{
  const KmStepRecord *record = &m->store.steps[step - 1];
  guint named = km_machine_step_info (m, step)->n_words;

  *frames = m->store.args + record->args_start + named;
  return record->n_args - named;
}

const uint32_t *
km_machine_step_of_kind (const KmMachine *m, uint32_t step, KmStepKind kind)
{
  static const uint32_t zeros[2 * KM_MAX_ARGS];

  g_return_val_if_fail (step >= 1 && step <= m->store.n_steps, zeros);
  g_return_val_if_fail (km_machine_step_kind (m, step) == kind, zeros);
  return km_step_info (kind)->n_words > 0 ? km_machine_step_args (m, step) : zeros;
}

gboolean
km_machine_step_arg (const KmMachine *m, uint32_t step, KmArgName name, uint64_t *value,
                     KmArgKind *kind)
{
  const KmStepInfo *info = km_machine_step_info (m, step);
  const uint32_t *words = km_machine_step_args (m, step);

  for (guint i = 0; i < info->n_args; i++)
    if (info->args[i].id == name)
      {
        km_words_get (words + info->args[i].word, value, info->args[i].n_words * 4);
        if (kind != NULL)
          *kind = info->args[i].kind;
        return TRUE;
      }
  return FALSE;
}

guint
km_machine_step_command (const KmMachine *m, uint32_t step)
{
  guint low = 0, high = m->commands->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;
      const KmCommandRecord *command = g_ptr_array_index (m->commands, middle);

      if (command->first_step <= step)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* The kernel may work for a program that does not run: it maps an area for one while another runs. */
const KmTask *
km_machine_subject (const KmMachine *m)
{
  const KmTask *task = NULL;

  if (m->state == NULL)
    return NULL;
  if (m->store.cursor > 0 && m->commands->len > 0)
    {
      guint command = km_machine_step_command (m, m->store.cursor);

      task = km_task (m, ((const KmCommandRecord *) g_ptr_array_index (m->commands, command))->task);
    }
  return task != NULL && km_mm (m, task->mm) != NULL ? task : km_task (m, m->state->cpu[0].task);
}

uint32_t
km_machine_find_step (const KmMachine *m, guint command, const char *name)
{
  const KmCommandRecord *record;
  const char *hash = strchr (name, '#');
  g_autofree char *kind_name = hash == NULL ? g_strdup (name) : g_strndup (name, hash - name);
  guint64 nth = 1;
  KmStepKind kind;

  if (command >= m->commands->len)
    return 0;
  record = g_ptr_array_index (m->commands, command);
  if (g_ascii_string_to_unsigned (name, 10, 1, m->store.n_steps, &nth, NULL))
    return nth;
  if (hash != NULL && !g_ascii_string_to_unsigned (hash + 1, 10, 1, G_MAXUINT32, &nth, NULL))
    return 0;
  kind = km_step_kind_from_name (kind_name);
  for (uint32_t step = record->first_step; step <= record->last_step; step++)
    if (m->store.steps[step - 1].kind == kind && nth-- == 1)
      return step;
  return 0;
}

/* --- Arguments in words ----------------------------------------------------------------------- */

static char *
bytes_text (uint64_t bytes)
{
  if (bytes != 0 && bytes % (1 << 20) == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " MiB", bytes >> 20);
  if (bytes != 0 && bytes % 1024 == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " KiB", bytes >> 10);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, bytes);
}

static char *
bits_text (uint64_t bits)
{
  static const struct { uint64_t bit; char letter; } letters[] = {
    { KM_PTE_P, 'P' }, { KM_PTE_RW, 'W' }, { KM_PTE_US, 'U' }, { KM_PTE_A, 'A' }, { KM_PTE_D, 'D' },
    { KM_PTE_G, 'G' },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (bits & letters[i].bit)
      g_string_append_printf (text, "%s%c", text->len > 0 ? " " : "", letters[i].letter);
  return g_string_free (text, FALSE);
}

static char *
perm_text (uint64_t flags)
{
  return g_strdup_printf ("%c%c%c", flags & KM_VM_READ ? 'r' : '-', flags & KM_VM_WRITE ? 'w' : '-',
                          flags & KM_VM_EXEC ? 'x' : '-');
}

static char *
task_text (const KmMachine *m, uint32_t id)
{
  const KmTask *task = km_task (m, (KmTaskId) { id });

  return g_strdup (task == NULL ? "?" : km_task_name (m, task));
}

static char *
vma_text (const KmMachine *m, uint32_t id)
{
  const KmVma *vma = km_vma (m, (KmVmaId) { id });

  if (vma == NULL)
    return g_strdup ("?");
  return g_strdup_printf ("0x%08x–0x%08x", vma->vm_start, vma->vm_end);
}

static char *
file_text (const KmMachine *m, uint32_t id)
{
  const KmFile *file = km_file (m, (KmFileId) { id });

  return g_strdup (file == NULL ? "?" : file->path);
}

static char *
arg_text (const KmMachine *m, uint64_t value, KmArgKind kind)
{
  static const char *const accesses[] = { "read", "write", "fetch" };

  switch (kind)
    {
    case KM_ARG_ADDR: return g_strdup_printf ("0x%08x", (uint32_t) value);
    case KM_ARG_PHYS: return g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x", value);
    case KM_ARG_PTE:
    case KM_ARG_OFFSET:
    case KM_ARG_HEX: return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", value);
    case KM_ARG_PFN: return g_strdup_printf ("0x%05x", (uint32_t) value);
    case KM_ARG_BYTES: return bytes_text (value);
    case KM_ARG_ZONE: return g_strdup (km_zone_name (value));
    case KM_ARG_MT: return g_strdup (km_migrate_type_name (value));
    case KM_ARG_TASK: return task_text (m, value);
    case KM_ARG_VMA: return vma_text (m, value);
    case KM_ARG_FILE: return file_text (m, value);
    case KM_ARG_PERM: return perm_text (value);
    case KM_ARG_ACCESS: return g_strdup (accesses[MIN (value, 2)]);
    case KM_ARG_GFP: return km_gfp_to_string (value);
    case KM_ARG_BITS: return bits_text (value);
    case KM_ARG_YESNO: return g_strdup (value ? "yes" : "no");
    case KM_ARG_SIGNAL: return g_strdup (value == KM_SIGBUS ? "SIGBUS" : "SIGSEGV");
    case KM_ARG_SELECTOR: return g_strdup_printf ("0x%04x", (uint32_t) value);
    case KM_ARG_COUNT: case KM_ARG_ORDER: default:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, value);
    }
}

char *
km_machine_step_arg_text (const KmMachine *m, uint32_t step, KmArgName name)
{
  uint64_t value;
  KmArgKind kind;

  if (step < 1 || step > m->store.n_steps || !km_machine_step_arg (m, step, name, &value, &kind))
    return NULL;
  return arg_text (m, value, kind);
}

static char *
arg_words (const KmMachine *m, uint64_t value, KmArgKind kind)
{
  switch (kind)
    {
    case KM_ARG_PTE:
    case KM_ARG_OFFSET: return g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x", value);
    case KM_ARG_HEX: return g_strdup_printf ("0x%05" G_GINT64_MODIFIER "x", value);
    case KM_ARG_ZONE: return g_strdup (km_zone_constant (value));
    case KM_ARG_COUNT:
    case KM_ARG_BYTES:
      {
        g_autofree char *plain = arg_text (m, value, kind);

        return km_count_words (plain);
      }
    default: return arg_text (m, value, kind);
    }
}

char *
km_machine_step_arg_words (const KmMachine *m, uint32_t step, KmArgName name)
{
  uint64_t value;
  KmArgKind kind;

  if (step < 1 || step > m->store.n_steps || !km_machine_step_arg (m, step, name, &value, &kind))
    return NULL;
  return arg_words (m, value, kind);
}

char *
km_count_words (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < digits; i++)
    {
      if (i > 0 && (digits - i) % 3 == 0)
        g_string_append (words, KM_NARROW_SPACE);
      g_string_append_c (words, text[i]);
    }
  g_string_append (words, text + digits);
  return g_string_free (words, FALSE);
}
