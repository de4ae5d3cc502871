/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/report/step-words.h"

#include "core/physical/buddy.h"
#include "core/state/read.h"

static char *
bytes_text (uint64_t bytes)
{
  if (bytes != 0 && bytes % (1 << 20) == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " MiB", bytes >> 20);
  if (bytes != 0 && bytes % 1024 == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " KiB", bytes >> 10);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " B", bytes);
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
  char letters[4];

  km_perm_letters (flags, letters);
  return g_strdup (letters);
}

/* What a script called a task that has ended, as long as no other has taken the name. */
static const char *
name_of_ended (const KmMachine *m, uint32_t id)
{
  for (guint i = 0; i < KM_NAME_BUCKETS; i++)
    for (const KmName *name = km_name (m, m->state->name[i]); name != NULL; name = km_name (m, name->next))
      if (name->kind == KM_NAME_TASK && name->ref == id)
        return name->name;
  return "?";
}

static char *
task_text (const KmMachine *m, uint32_t id)
{
  const KmTask *task = km_task (m, (KmTaskId) { id });

  return g_strdup (task == NULL ? name_of_ended (m, id) : km_task_name (m, task));
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
