/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/replay/calls-private.h"

#include "core/mmu/entries.h"
#include "core/mmu/tables.h"
#include "core/user/limits.h"
#include "core/user/maps.h"
#include "core/user/status.h"
#include "core/user/vma.h"

#include <stdio.h>
#include <string.h>

/* --- maps ------------------------------------------------------------------------------------- */

/* /proc/PID/maps as the recording keeps it: without device and inode, one blank before the name. */
static char *
area_text (const KmCalls *calls, const KmMm *mm, const KmVma *vma)
{
  const KmFile *file = km_file (calls->m, vma->vm_file);
  const char *name = file != NULL ? file->path : km_area_name (mm, vma);
  char letters[4];

  km_perm_letters (vma->vm_flags, letters);
  return g_strdup_printf ("  %08x-%08x %s%c %08x%s%s", vma->vm_start, vma->vm_end, letters,
                          vma->vm_flags & KM_VM_MAYSHARE ? 's' : 'p', file == NULL ? 0 : vma->vm_pgoff << KM_PAGE_SHIFT,
                          *name == '\0' ? "" : " ", name);
}

static gboolean
is_area_line (const char *line)
{
  return line != NULL && g_str_has_prefix (line, "  ") && g_ascii_isxdigit (line[2]);
}

static void
compare_maps (KmCalls *calls)
{
  const KmMm *mm = km_mm (calls->m, calls->task->mm);
  const KmVma *vma = km_vma_first (calls->m, mm);

  for (; is_area_line (calls->lines[calls->line + 1]); vma = vma == NULL ? NULL : km_vma_next (calls->m, vma))
    {
      g_autofree char *simulated = vma == NULL ? g_strdup ("no more areas") : area_text (calls, mm, vma);

      calls->line++;
      if (strcmp (calls->lines[calls->line], simulated) != 0)
        {
          km_replay_differ (calls->to, calls->line + 1, "recorded%s, simulated%s%s", calls->lines[calls->line], vma == NULL ? " " : "", simulated);
          while (is_area_line (calls->lines[calls->line + 1]))
            calls->line++;
          return;
        }
    }
  if (vma != NULL)
    {
      g_autofree char *simulated = area_text (calls, mm, vma);

      km_replay_differ (calls->to, calls->line + 1, "recorded no more areas, simulated%s", simulated);
    }
}

/* --- Numbers ---------------------------------------------------------------------------------- */

/* "key=value" for each of @n words of the line, in hexadecimal or decimal. */
typedef struct { const char *key; uint32_t value; } Field;

static void
compare_fields (KmCalls *calls, const char *line, const Field *fields, guint n, int base)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = km_calls_value (line, fields[i].key);

      if (text != NULL && g_ascii_strtoull (text, NULL, base) != fields[i].value)
        km_replay_differ (calls->to, calls->line + 1, base == 16 ? "%s: recorded %s, simulated %08x" : "%s: recorded %s, simulated %u",
                         fields[i].key, text, fields[i].value);
    }
}

static void
compare_registers (KmCalls *calls, const char *line)
{
  const Field fields[] = { { "eip", calls->task->ip }, { "esp", calls->task->sp } };

  compare_fields (calls, line, fields, G_N_ELEMENTS (fields), 16);
}

static void
compare_range (KmCalls *calls, const char *line, const char *key, KmAddr start, KmAddr end)
{
  g_autofree char *recorded = km_calls_value (line, key), *simulated = g_strdup_printf ("%08x-%08x", start, end);

  if (recorded != NULL && strcmp (recorded, simulated) != 0)
    km_replay_differ (calls->to, calls->line + 1, "%s: recorded %s, simulated %s", key, recorded, simulated);
}

static void
compare_stat (KmCalls *calls, const char *line)
{
  const KmMm *mm = km_mm (calls->m, calls->task->mm);
  const Field fields[] = {
    { "start_code", mm->start_code }, { "end_code", mm->end_code }, { "start_data", mm->start_data },
    { "end_data", mm->end_data }, { "start_brk", mm->start_brk }, { "start_stack", mm->start_stack },
  };

  compare_fields (calls, line, fields, G_N_ELEMENTS (fields), 16);
  compare_range (calls, line, "arg", mm->arg_start, mm->arg_end);
  compare_range (calls, line, "env", mm->arg_end, mm->env_end);
}

static void
compare_status (KmCalls *calls, const char *line)
{
  KmStatus status;

  km_mm_status (km_mm (calls->m, calls->task->mm), &status);
  const Field fields[] = {
    { "VmPeak", status.peak }, { "VmSize", status.size }, { "VmLck", status.locked }, { "VmData", status.data },
    { "VmStk", status.stack }, { "VmExe", status.exe }, { "VmLib", status.lib }, { "VmPTE", status.pte },
  };
  compare_fields (calls, line, fields, G_N_ELEMENTS (fields), 10);
}

/* Committed_AS before the case is the recorder's; from the first line on it must move as recorded. The recorder's own
 * heap grows by a page now and then, as its start values show from case to case: that page is taken over and told. */
static void
compare_meminfo (KmCalls *calls, const char *line)
{
  g_autofree char *text = km_calls_value (line, "Committed_AS");
  uint32_t now = calls->m->state->committed << (KM_PAGE_SHIFT - 10);
  uint32_t recorded = text == NULL ? now : (uint32_t) g_ascii_strtoull (text, NULL, 10);
  const Field fields[] = { { "CommitLimit", km_commit_limit (calls->m) << (KM_PAGE_SHIFT - 10) } };

  if (calls->committed_known && recorded == now + (KM_PAGE_SIZE >> 10))
    {
      g_string_append_printf (calls->to->report, "%s:%u: the recorder grew by a page\n", calls->to->file, calls->line + 1);
      KM_BUMP (calls->m, calls->m->state->committed, 1);
    }
  else if (!calls->committed_known)
    KM_BUMP (calls->m, calls->m->state->committed, (recorded - now) >> (KM_PAGE_SHIFT - 10));
  else if (recorded != now)
    km_replay_differ (calls->to, calls->line + 1, "Committed_AS: recorded %u kB, simulated %u kB", recorded, now);
  calls->committed_known = TRUE;
  compare_fields (calls, line, fields, G_N_ELEMENTS (fields), 10);
}

/* By smaps: the zero page and special pages do not count. */
static void
compare_rss (KmCalls *calls, const char *line)
{
  const KmMm *mm = km_mm (calls->m, calls->task->mm);
  guint pages, anonymous;

  if (sscanf (line, "rss %u pages, %u of them", &pages, &anonymous) != 2)
    return;
  if (pages != km_mm_rss (mm) || anonymous != mm->rss[KM_RSS_ANON])
    km_replay_differ (calls->to, calls->line + 1, "%s: simulated %u pages, %u of them anonymous", line, km_mm_rss (mm), mm->rss[KM_RSS_ANON]);
}

static void
compare_count (KmCalls *calls, const char *line)
{
  const KmMm *mm = km_mm (calls->m, calls->task->mm);
  guint count;

  if (sscanf (line, "count -> %u lines", &count) == 1 && count != mm->map_count)
    km_replay_differ (calls->to, calls->line + 1, "%s: simulated %u", line, mm->map_count);
}

gboolean
km_calls_compare (KmCalls *calls, const char *line)
{
  static const struct { const char *start; void (*compare) (KmCalls *calls, const char *line); } kinds[] = {
    { "regs ", compare_registers }, { "stat ", compare_stat }, { "status ", compare_status },
    { "meminfo ", compare_meminfo }, { "rss ", compare_rss }, { "count ", compare_count },
  };

  if (calls->task == NULL)
    return FALSE;
  if (strcmp (line, "maps") == 0)
    {
      compare_maps (calls);
      calls->to->result->states++;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (line, kinds[i].start))
      {
        kinds[i].compare (calls, line);
        calls->to->result->states++;
        return TRUE;
      }
  return FALSE;
}
