/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/internal.h"

static const struct
{
  const char *id, *name;
  KmSubsystem subsystem;
  KmOrigin origin;
  const char *function, *file, *args;
  KmDepth depth;
} manifest[KM_N_STEP_KINDS] = {
#define KM_STEP(id, name, subsystem, origin, function, file, args, depth)                       \
  { #id, name, KM_SUB_##subsystem, KM_ORIGIN_##origin, function, file, args, KM_DEPTH_##depth },
#include "core/machine/steps.def"
#undef KM_STEP
};

static const struct { const char *name; KmArgKind kind; } arg_kinds[] = {
  { "addr", KM_ARG_ADDR }, { "phys", KM_ARG_PHYS }, { "pte", KM_ARG_PTE }, { "pfn", KM_ARG_PFN },
  { "hex", KM_ARG_HEX }, { "count", KM_ARG_COUNT }, { "number", KM_ARG_NUMBER },
  { "offset", KM_ARG_OFFSET },
  { "bytes", KM_ARG_BYTES },
  { "order", KM_ARG_ORDER }, { "zone", KM_ARG_ZONE }, { "mt", KM_ARG_MT }, { "task", KM_ARG_TASK },
  { "vma", KM_ARG_VMA }, { "file", KM_ARG_FILE }, { "perm", KM_ARG_PERM },
  { "access", KM_ARG_ACCESS }, { "gfp", KM_ARG_GFP }, { "bits", KM_ARG_BITS },
  { "yesno", KM_ARG_YESNO }, { "signal", KM_ARG_SIGNAL }, { "selector", KM_ARG_SELECTOR },
};

static KmArgKind
arg_kind_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (arg_kinds); i++)
    if (strcmp (arg_kinds[i].name, name) == 0)
      return arg_kinds[i].kind;
  g_error ("core/machine/steps.def: no such kind of argument: %s", name);
}

static void
parse_args (KmStepInfo *info, const char *args)
{
  g_auto (GStrv) words = g_strsplit (args, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      char *colon = strchr (words[i], ':');

      g_assert (colon != NULL && info->n_args < KM_MAX_ARGS);
      *colon = '\0';
      info->arg_name[info->n_args] = g_intern_string (words[i]);
      info->arg_kind[info->n_args] = arg_kind_from_name (colon + 1);
      info->arg_word[info->n_args] = info->n_words;
      info->n_words += info->arg_kind[info->n_args] == KM_ARG_PHYS
                       || info->arg_kind[info->n_args] == KM_ARG_PTE ? 2 : 1;
      info->n_args++;
    }
}

const KmStepInfo *
km_step_info (KmStepKind kind)
{
  static KmStepInfo infos[KM_N_STEP_KINDS];
  static gsize ready;

  g_return_val_if_fail (kind < KM_N_STEP_KINDS, NULL);
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < KM_N_STEP_KINDS; i++)
        {
          infos[i].id = manifest[i].id;
          infos[i].name = manifest[i].name;
          infos[i].subsystem = manifest[i].subsystem;
          infos[i].origin = manifest[i].origin;
          infos[i].depth = manifest[i].depth;
          infos[i].function = manifest[i].function;
          infos[i].file = manifest[i].file;
          parse_args (&infos[i], manifest[i].args);
        }
      g_once_init_leave (&ready, 1);
    }
  return &infos[kind];
}

KmStepKind
km_step_kind_from_name (const char *name)
{
  for (guint i = 0; i < KM_N_STEP_KINDS; i++)
    if (strcmp (manifest[i].name, name) == 0)
      return i;
  return KM_N_STEP_KINDS;
}

static const char *const subsystems[KM_N_SUBS] = {
  "machine", "exec", "vmas", "translate", "fault", "buddy", "cache",
};

const char *
km_subsystem_name (KmSubsystem subsystem)
{
  g_return_val_if_fail (subsystem < KM_N_SUBS, NULL);
  return subsystems[subsystem];
}

KmSubsystem
km_subsystem_from_name (const char *name)
{
  guint i = 0;

  while (i < KM_N_SUBS && strcmp (subsystems[i], name) != 0)
    i++;
  return i;
}

gboolean
km_depth_from_name (const char *name, KmDepth *depth)
{
  static const char *const names[] = { "story", "subject", "all" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *depth = i;
        return TRUE;
      }
  return FALSE;
}

static inline gboolean
keeps_steps (const KmMachine *m, KmStepKind kind, guint n_args)
{
  if (!KM_STEPS_ARE_KEPT || m->store.journal_off || m->quiet)
    return FALSE;
#ifdef KM_SHADOW                /* a test build */
  g_assert (m->busy && n_args >= km_step_info (kind)->n_words);
#endif
  return TRUE;
}

void
km_emit (KmMachine *m, KmStepKind kind, const uint32_t *args, guint n_args)
{
  if (keeps_steps (m, kind, n_args))
    km_store_push_step (&m->store, kind, args, n_args);
}

uint32_t *
km_begin_step (KmMachine *m, KmStepKind kind, guint n_args)
{
  return keeps_steps (m, kind, n_args) ? km_store_begin_step (&m->store, kind, n_args) : NULL;
}

gboolean
km_machine_must_stop (const KmMachine *m)
{
  return g_atomic_int_get (&m->cancelled) != 0 || km_store_is_nearly_full (&m->store)
         || m->store.n_steps - m->command_first >= m->step_limit;
}
