/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/steps.h"

#include <string.h>

/* As the manifests have them; what follows from it is worked out once. */
static const KmStepInfo manifest[KM_N_STEP_KINDS] = {
#define KM_ARG(name, kind) { #name, KM_ARG_NAME_##name, KM_ARG_##kind, 0, sizeof (KmArg_##kind) / 4 },
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args)                       \
  { #id, name, KM_SUB_##subsystem, KM_ORIGIN_##origin, KM_DEPTH_##depth, function, file,        \
    KM_N_ARGS_##id, KM_N_WORDS_##id, { args { NULL, 0, 0, 0, 0 } } },
#include "core/modules.def"
#undef KM_ARG
};

static const char *const arg_names[KM_N_ARG_NAMES] = {
#define KM_ARG_NAME(id, text) text,
#include "core/state/step-names.def"
#undef KM_ARG_NAME
};

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
          guint word = 0;

          infos[i] = manifest[i];
          for (guint k = 0; k < infos[i].n_args; k++)
            {
              infos[i].args[k].name = arg_names[infos[i].args[k].id];
              infos[i].args[k].word = word;
              word += infos[i].args[k].n_words;
            }
        }
      g_once_init_leave (&ready, 1);
    }
  return &infos[kind];
}

KmArgName
km_arg_name_from_text (const char *text)
{
  guint i = 0;

  while (i < KM_N_ARG_NAMES && strcmp (arg_names[i], text) != 0)
    i++;
  return i;
}

KmStepKind
km_step_kind_from_name (const char *name)
{
  for (guint i = 0; i < KM_N_STEP_KINDS; i++)
    if (strcmp (manifest[i].name, name) == 0)
      return i;
  return KM_N_STEP_KINDS;
}

static const char *const subsystems[] = {
  "machine", "exec", "vmas", "translate", "fault", "buddy", "cache", "rmap", "libc",
};
G_STATIC_ASSERT (G_N_ELEMENTS (subsystems) == KM_N_SUBS);

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

