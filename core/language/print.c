/* SPDX-License-Identifier: GPL-2.0-or-later */
/* print WHAT: which report, with which arguments. */
#include "core/language/commands.h"
#include "core/report/report.h"
#include "core/exec/elf.h"

#define MAX_PAGEMAP_PAGES 4096

typedef struct
{
  KmCall call;
  const KmArg *args;            /* behind WHAT */
  GString *out;
} Print;

static const struct { const char *what; void (*report) (const KmMachine *, GString *); } whole[] = {
  { "buddyinfo", km_report_buddyinfo }, { "zoneinfo", km_report_zoneinfo },
  { "pagetypeinfo", km_report_pagetypeinfo }, { "meminfo", km_report_meminfo },
  { "vmstat", km_report_vmstat }, { "iomem", km_report_iomem }, { "layout", km_report_layout },
  { "zones", km_report_zones }, { "steps", km_report_steps },
};

static const struct
{
  const char *what;
  void (*report) (const KmMachine *, const KmTask *, GString *);
} of_task[] = {
  { "maps", km_report_maps },
  { "smaps", km_report_smaps },
  { "vmas", km_report_vmas },
};

/* A pid, or the name that exec gave it: no name begins with a digit. */
static const KmTask *
task_from_text (const KmMachine *m, const char *text)
{
  const KmTask *task;
  guint64 pid;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &pid, NULL))
    return km_task_from_name (m, text);
  for (task = km_task (m, m->state->first_task); task != NULL && task->pid != pid;)
    task = km_task (m, task->next);
  return task;
}

static gboolean
task_arg (Print *p, GError **error)
{
  p->call.task = task_from_text (p->call.m, p->args[0].text);
  if (p->call.task == NULL)
    km_call_error (&p->call, p->args[0].column, error, "“%s” is no task; expected one that exec started", p->args[0].text);
  return p->call.task != NULL;
}

static gboolean
value_arg (const Print *p, guint i, uint64_t max, uint64_t *value, GError **error)
{
  return km_call_eval (&p->call, p->args[i].text, p->args[i].text_column, max, value, error);
}

static gboolean
print_walk (Print *p, GError **error)
{
  uint64_t addr;

  if (!task_arg (p, error) || !value_arg (p, 1, G_MAXUINT32, &addr, error))
    return FALSE;
  km_report_walk (p->call.m, p->call.task, addr, p->out);
  return TRUE;
}

static gboolean
print_pagemap (Print *p, GError **error)
{
  uint64_t addr, length;

  if (!task_arg (p, error) || !value_arg (p, 1, G_MAXUINT32, &addr, error)
      || !value_arg (p, 2, (uint64_t) MAX_PAGEMAP_PAGES << KM_PAGE_SHIFT, &length, error))
    return FALSE;
  km_report_pagemap (p->call.m, p->call.task, addr, (length + KM_PAGE_SIZE - 1) >> KM_PAGE_SHIFT,
                     p->out);
  return TRUE;
}

static gboolean
print_page (Print *p, GError **error)
{
  uint64_t pfn;

  if (!value_arg (p, 0, p->call.m->state->n_frames - 1, &pfn, error))
    return FALSE;
  km_report_page (p->call.m, pfn, p->out);
  return TRUE;
}

static gboolean
print_freelists (Print *p, GError **error)
{
  KmZoneIndex zone;

  if (km_zone_from_name (p->args[0].text, &zone))
    {
      km_report_freelists (p->call.m, zone, p->out);
      return TRUE;
    }
  km_call_error (&p->call, p->args[0].column, error,
                 "“%s” is no zone; expected DMA, Normal, HighMem or Movable", p->args[0].text);
  return FALSE;
}

static gboolean
print_size (Print *p, GError **error)
{
  KmElf elf;
  GError *wrong = NULL;
  g_autofree char *path = km_machine_path (p->call.m, p->args[0].text), *text = NULL;

  if (!km_elf_read (path, &elf, &wrong))
    {
      km_call_error (&p->call, p->args[0].column, error, "%s", wrong->message);
      g_error_free (wrong);
      return FALSE;
    }
  text = km_elf_size_print (&elf, p->args[0].text);
  g_string_append (p->out, text);
  return TRUE;
}

static const struct
{
  const char *what;
  guint n_args;
  const char *expected;
  gboolean (*print) (Print *, GError **);
} special[] = {
  { "walk", 2, "TASK ADDR", print_walk }, { "pagemap", 3, "TASK ADDR LEN", print_pagemap },
  { "page", 1, "PFN", print_page },       { "freelists", 1, "ZONE", print_freelists },
  { "size", 1, "ELF", print_size },
};

static gboolean
wrong_count (const Print *p, const KmArg *what, const char *expected, GError **error)
{
  km_call_error (&p->call, what->column, error,
                 "print %s has another number of arguments; expected %s", what->text,
                 *expected == '\0' ? "none" : expected);
  return FALSE;
}

gboolean
km_report (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args, GString *out,
           GError **error)
{
  Print p = { { .m = (KmMachine *) m, .line = line }, args + 1, out };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (strcmp (whole[i].what, args[0].text) == 0)
      {
        if (n_args != 1)
          return wrong_count (&p, args, "", error);
        whole[i].report (m, out);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (of_task); i++)
    if (strcmp (of_task[i].what, args[0].text) == 0)
      {
        if (n_args != 2)
          return wrong_count (&p, args, "TASK", error);
        if (!task_arg (&p, error))
          return FALSE;
        of_task[i].report (m, p.call.task, out);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (strcmp (special[i].what, args[0].text) == 0)
      return n_args == special[i].n_args + 1 ? special[i].print (&p, error)
                                             : wrong_count (&p, args, special[i].expected, error);
  km_call_error (
    &p.call, args[0].column, error,
    "“%s” cannot be printed; expected one of buddyinfo zoneinfo pagetypeinfo "
    "meminfo vmstat iomem layout zones steps maps smaps vmas walk pagemap page freelists size",
    args[0].text);
  return FALSE;
}
