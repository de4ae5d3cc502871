/* SPDX-License-Identifier: GPL-2.0-or-later */
/* machine, set, print, expect: the machine itself, made, tuned and asked. */
#include "core/capture/install.h"
#include "core/language/call.h"
#include "core/language/module.h"
#include "core/language/print.h"
#include "core/language/query.h"
#include "core/machine/make.h"

#include "core/capture/recording.h"
#include "core/machine/layout.h"

#define GIB (1ull << 30)
#define FIRMWARE (1u << 20)      /* the most a PC keeps below the end of its RAM: ACPI tables */

static gboolean
read_layout (const KmCall *call, const KmArgs_machine *args, KmConfig *config, GError **error)
{
  const KmArg *arg = args->layout.slot.arg, *slab = args->slab.slot.arg;

  for (guint i = 0; arg != NULL && i < KM_N_LAYOUTS; i++)
    if (strcmp (arg->text, km_layout_name (i)) == 0)
      {
        config->layout = i;
        arg = NULL;
      }
  if (arg != NULL)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s” is no layout; expected classic, mini, debian-5.10 or debian-5.10-pae", arg->text);
      return FALSE;
    }
  if (slab != NULL && strcmp (slab->text, "slub") != 0 && strcmp (slab->text, "slab") != 0)
    {
      km_call_error (call, slab->text_column, error, "“%s” is no slab allocator; expected slub or slab", slab->text);
      return FALSE;
    }
  config->slab = slab != NULL && strcmp (slab->text, "slab") == 0;
  config->pae = config->layout == KM_LAYOUT_DEBIAN_PAE;
  return TRUE;
}

/* managed=ZONE:BOOT/FINAL, once for each zone */
static gboolean
read_managed (const KmCall *call, KmSlotWords managed, KmConfig *config, GError **error)
{
  for (const KmArg *arg = NULL; (arg = km_call_next (call, managed, arg)) != NULL;)
    {
      g_auto (GStrv) parts = g_strsplit_set (arg->text, ":/", -1);
      KmZoneIndex zone = KM_ZONE_MOVABLE;
      guint64 boot, final;

      if (g_strv_length (parts) != 3 || !km_zone_from_name (parts[0], &zone)
          || zone == KM_ZONE_MOVABLE
          || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT32, &boot, NULL)
          || !g_ascii_string_to_unsigned (parts[2], 10, boot, G_MAXUINT32, &final, NULL))
        {
          km_call_error (call, arg->text_column, error,
                         "“%s” gives no zone its frames; expected ZONE:BOOT/FINAL with DMA, Normal or HighMem and two "
                         "counts of frames, the second not below the first", arg->text);
          return FALSE;
        }
      config->managed_given[zone][0] = boot;
      config->managed_given[zone][1] = final;
    }
  return TRUE;
}

/* from=FILE: the machine of a recording, in the first state it tells. */
static gboolean
make_from (KmCall *call, const KmArg *from, GError **error)
{
  g_autofree char *path = km_machine_path (call->m, from->text);
  g_autoptr (KmRecording) recording = NULL;
  GError *wrong = NULL;
  KmConfig config;

  recording = km_recording_load (path, NULL, &wrong);
  if (recording != NULL)
    {
      km_record_layout_config (&recording->layout, &config);
      if (km_machine_make (call->m, &config, &wrong)
          && km_recording_install (call->m, recording, &wrong))
        return TRUE;
    }
  km_call_error (call, from->text_column, error, "%s", wrong->message);
  g_error_free (wrong);
  km_machine_unmake (call->m);
  return FALSE;
}

/* e820_top=: the end of the RAM below 4 GiB, of which the firmware keeps up to a MiB. */
static gboolean
check_top (const KmCall *call, const KmArgs_machine *args, const KmConfig *config, uint64_t top,
           GError **error)
{
  uint64_t least, most, ram = MIN (config->ram, 4 * GIB);

  km_layout_limits (config->layout, &least, &most);
  if (top == 0 || ram < least)   /* too little RAM is told by the layout itself */
    return TRUE;
  if (top >= least - FIRMWARE && top <= ram)
    return TRUE;
  km_call_error (call, args->e820_top.slot.arg->text_column, error,
                 "RAM that ends at %" G_GUINT64_FORMAT " KiB; expected %" G_GUINT64_FORMAT
                 " KiB to the %" G_GUINT64_FORMAT " KiB there are", top >> 10,
                 (least - FIRMWARE) >> 10,
                 ram >> 10);
  return FALSE;
}

gboolean
km_verb_machine (KmCall *call, const KmArgs_machine *args, GError **error)
{
  KmConfig config = { 0 };
  uint64_t swap, cpus, swappiness, seed, top;
  GError *wrong = NULL;
  const KmArg *ram = args->ram.slot.arg, *from = args->from.slot.arg;

  if (from != NULL)
    return make_from (call, from, error);

  if (!read_layout (call, args, &config, error)
      || !read_managed (call, args->managed, &config, error)
      || !km_call_value (call, args->ram, 2 * GIB, 64 * GIB, &config.ram, error)
      || !km_call_value (call, args->cpus, 1, KM_MAX_CPUS, &cpus, error)
      || !km_call_value (call, args->swap, 0, 32 * GIB, &swap, error)
      || !km_call_value (call, args->swappiness, 60, 200, &swappiness, error)
      || !km_call_value (call, args->seed, 1, G_MAXUINT32, &seed, error)
      || !km_call_value (call, args->e820_top, 0, 64 * GIB, &top, error))
    return FALSE;
  if (cpus == 0)
    {
      km_call_error (call, args->cpus.slot.arg->text_column, error,
                     "no CPU at all; expected 1 to %d", KM_MAX_CPUS);
      return FALSE;
    }
  if (!check_top (call, args, &config, top, error))
    return FALSE;
  config.cpus = cpus;
  config.swap_pages = swap >> KM_PAGE_SHIFT;
  config.swappiness = swappiness;
  config.seed = seed;
  config.e820_top = top >> KM_PAGE_SHIFT;
  if (km_machine_make (call->m, &config, &wrong))
    return TRUE;
  km_call_error (call, ram == NULL ? call->line->verb_column : ram->text_column, error, "%s",
                 wrong->message);
  g_error_free (wrong);
  return FALSE;
}

/* "auto_daemons 0 to 1, swappiness 0 to 200" */
static char *
sysctl_list (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmSysctl *sysctl = km_modules[i]->sysctls; sysctl != NULL && sysctl->name != NULL; sysctl++)
      g_string_append_printf (text, "%s%s %u to %u", text->len > 0 ? ", " : "", sysctl->name, sysctl->least,
                              sysctl->most);
  return g_string_free (text, FALSE);
}

static const KmSysctl *
find_sysctl (const char *name)
{
  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmSysctl *sysctl = km_modules[i]->sysctls; sysctl != NULL && sysctl->name != NULL; sysctl++)
      if (strcmp (sysctl->name, name) == 0)
        return sysctl;
  return NULL;
}

gboolean
km_verb_set (KmCall *call, const KmArgs_set *args, GError **error)
{
  const KmArg *name = args->SYSCTL.slot.arg;
  const KmSysctl *sysctl = find_sysctl (name->text);
  const uint32_t *word;
  uint64_t value;

  if (!km_call_value (call, args->VALUE, 0, G_MAXUINT32, &value, error))
    return FALSE;
  if (sysctl == NULL || value < sysctl->least || value > sysctl->most)
    {
      g_autofree char *known = sysctl_list ();

      km_call_error (call, name->column, error, "“%s” cannot be set to %" G_GUINT64_FORMAT "; expected one of %s",
                     name->text, value, known);
      return FALSE;
    }
  word = (const uint32_t *) ((const char *) call->m->state + sysctl->offset);
  KM_EDIT (call->m, *word, (uint32_t) value);
  if (sysctl->changed != NULL)
    sysctl->changed (call->m);
  return TRUE;
}

/* --- print, expect ---------------------------------------------------------------------------- */

gboolean
km_verb_print (KmCall *call, const KmArgs_print *args, GError **error)
{
  return km_print (call->m, call->line, call->line->args, call->line->n_args, call->m->out, error);
}

gboolean
km_verb_expect (KmCall *call, const KmArgs_expect *args, GError **error)
{
  KmExpect e;
  uint64_t left, right;
  /* Names such as brk are those of the task that runs. */
  const KmTask *task = call->task != NULL || call->m->state == NULL ? call->task
                                                                    : km_task (call->m, km_cpu (call->m)->task);

  if (!km_expect_split (call->line, &e, error)
      || !km_query (call->m, call->line, e.left, e.n_left, task, &left, error)
      || !km_query (call->m, call->line, e.right, e.n_right, task, &right, error))
    return FALSE;
  if (km_compare (e.op, left, right))
    return TRUE;
  km_call_error (call, e.left->column, error,
                 "the value is %" G_GUINT64_FORMAT " (0x%" G_GINT64_MODIFIER "x); expected %s %" G_GUINT64_FORMAT
                 " (0x%" G_GINT64_MODIFIER "x)", left, left, km_compare_name (e.op), right, right);
  if (error != NULL && *error != NULL)
    {
      (*error)->domain = KM_MACHINE_ERROR;
      (*error)->code = KM_MACHINE_ERROR_EXPECT;
    }
  return FALSE;
}
