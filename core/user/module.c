/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/language/print.h"
#include "core/language/query.h"
#include "core/state/edit.h"
#include "core/user/check.h"
#include "core/user/limits.h"
#include "core/user/maps.h"
#include "core/user/pagemap.h"
#include "core/user/mm.h"
#include "core/user/status.h"
#include "core/user/vma.h"

#define FIRST_PID 71            /* kernel threads hold the ones before */
#define MAX_PAGEMAP_PAGES 4096

/* --- Names in the context of a task ----------------------------------------------------------- */

static const KmMm *
mm_of (const KmMachine *m, const KmTask *task)
{
  return km_mm (m, task->mm);
}

static uint64_t text (const KmMachine *m, const KmTask *task) { return mm_of (m, task)->start_code; }

static uint64_t data (const KmMachine *m, const KmTask *task) { return mm_of (m, task)->start_data; }

static uint64_t bss (const KmMachine *m, const KmTask *task) { return mm_of (m, task)->start_bss; }

static uint64_t heap (const KmMachine *m, const KmTask *task) { return mm_of (m, task)->start_brk; }

static uint64_t break_ (const KmMachine *m, const KmTask *task) { return mm_of (m, task)->brk; }

static uint64_t stack (const KmMachine *m, const KmTask *task) { return KM_TASK_SIZE; }

static uint64_t sp (const KmMachine *m, const KmTask *task) { return task->sp; }

static uint64_t mmap_base (const KmMachine *m, const KmTask *task) { return mm_of (m, task)->mmap_base; }

/* Of the area, which grows. */
static uint64_t
stack_start (const KmMachine *m, const KmTask *task)
{
  const KmVma *vma = km_vma_find (m, mm_of (m, task), mm_of (m, task)->start_stack);

  return vma == NULL ? KM_TASK_SIZE : vma->vm_start;
}

static const KmContextName context[] = {
  { "text", text }, { "data", data }, { "bss", bss }, { "heap", heap }, { "brk", break_ }, { "stack", stack },
  { "sp", sp }, { "stack_start", stack_start }, { "mmap_base", mmap_base }, { .name = NULL },
};

/* --- Queries ---------------------------------------------------------------------------------- */

static gboolean
query_rss (KmQuery *q, GError **error)
{
  if (!km_query_task (q, error))
    return FALSE;
  *q->value = (uint64_t) km_mm_rss (km_mm (q->m, q->task->mm)) << KM_PAGE_SHIFT;
  return TRUE;
}

static gboolean
query_vmas (KmQuery *q, GError **error)
{
  if (!km_query_task (q, error))
    return FALSE;
  *q->value = km_mm (q->m, q->task->mm)->map_count;
  return TRUE;
}

/* Pages of the files that the areas of MM map, each file counted once. */
static uint32_t
cached_pages (const KmMachine *m, const KmMm *mm)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  uint32_t pages = 0;

  for (const KmVma *vma = km_vma (m, mm->mmap); vma != NULL; vma = km_vma (m, vma->vm_next))
    {
      const KmFile *file = km_file (m, vma->vm_file);

      if (file != NULL && g_hash_table_add (seen, (gpointer) file))
        pages += file->nr_pages;
    }
  return pages;
}

/* All frames spent on a task: its own pages, its tables, the root of them, its kernel stack, and what
 * is cached of the files it maps, which is shared with whoever maps them too. */
static gboolean
query_frames (KmQuery *q, GError **error)
{
  const KmMm *mm;

  if (!km_query_task (q, error))
    return FALSE;
  mm = km_mm (q->m, q->task->mm);
  *q->value = mm->rss[KM_RSS_ANON] + mm->pgtables_bytes / KM_PAGE_SIZE + 1 + KM_STACK_FRAMES
              + cached_pages (q->m, mm);
  return TRUE;
}

static const KmQueryKind queries[] = {
  { "rss", 1, query_rss },
  { "vmas", 1, query_vmas },
  { "frames", 1, query_frames },
  { NULL, 0, NULL },
};

/* --- Reports ---------------------------------------------------------------------------------- */

static void
append_tree (const KmMachine *m, KmRbLink link, guint depth, GString *out)
{
  const KmVma *vma = km_vma_from_node (m, link);

  if (vma == NULL)
    return;
  append_tree (m, vma->vm_rb.left, depth + 1, out);
  g_string_append_printf (out, "  %*s%08x-%08x %s gap %08x\n", (int) (2 * depth), "", vma->vm_start,
                          vma->vm_end, km_rb_is_black (&vma->vm_rb) ? "black" : "red",
                          vma->rb_subtree_gap);
  append_tree (m, vma->vm_rb.right, depth + 1, out);
}

static void
report_vmas (const KmMachine *m, const KmTask *task, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);

  g_string_append_printf (out, "mm of %s: map_count %u total_vm %u\nlist:", task->comm,
                          mm->map_count, mm->total_vm);
  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    g_string_append_printf (out, " %08x", vma->vm_start);
  g_string_append (out, "\ntree:\n");
  append_tree (m, mm->mm_rb.root, 0, out);
}

typedef void (*PagesReport) (const KmMachine *m, const KmTask *task, KmAddr addr, uint32_t pages, GString *out);

static gboolean
print_pages (KmPrint *p, PagesReport report, GError **error)
{
  uint64_t addr, length;

  if (!km_print_task (p, error) || !km_print_number (p, 1, G_MAXUINT32, &addr, error)
      || !km_print_number (p, 2, (uint64_t) MAX_PAGEMAP_PAGES << KM_PAGE_SHIFT, &length, error))
    return FALSE;
  report (p->call.m, p->call.task, addr, (length + KM_PAGE_SIZE - 1) >> KM_PAGE_SHIFT, p->out);
  return TRUE;
}

static gboolean
print_pagemap (KmPrint *p, GError **error)
{
  return print_pages (p, km_report_pagemap, error);
}

static gboolean
print_pagemap_words (KmPrint *p, GError **error)
{
  return print_pages (p, km_report_pagemap_words, error);
}

static const KmReport reports[] = {
  { "maps", "TASK", .of_task = km_report_maps },
  { "smaps", "TASK", .of_task = km_report_smaps },
  { "status", "TASK", .of_task = km_report_status },
  { "vmas", "TASK", .of_task = report_vmas },
  { "pagemap", "TASK ADDR LEN", .print = print_pagemap },
  { "pagemap-words", "TASK ADDR LEN", .print = print_pagemap_words },
  { .what = NULL },
};

static void
boot (KmMachine *m)
{
  KM_EDIT (m, m->state->next_pid, FIRST_PID);
  km_limits_boot (m);
}

/* overcommit_ratio_handler (), overcommit_kbytes_handler (): one counts, the other is 0. */
static void
ratio_changed (KmMachine *m)
{
  KM_EDIT (m, m->state->overcommit_kbytes, 0);
}

static void
kbytes_changed (KmMachine *m)
{
  KM_EDIT (m, m->state->overcommit_ratio, 0);
}

#define STATE_WORD(name) G_STRUCT_OFFSET (KmState, name)
static const KmSysctl sysctls[] = {
  { "overcommit_memory", 0, 2, STATE_WORD (overcommit_memory), NULL },
  { "overcommit_ratio", 0, G_MAXINT32, STATE_WORD (overcommit_ratio), ratio_changed },
  { "overcommit_kbytes", 0, G_MAXUINT32, STATE_WORD (overcommit_kbytes), kbytes_changed },
  { "admin_reserve_kbytes", 0, G_MAXUINT32, STATE_WORD (admin_reserve_kbytes), NULL },
  { "user_reserve_kbytes", 0, G_MAXUINT32, STATE_WORD (user_reserve_kbytes), NULL },
  { "max_map_count", 0, G_MAXINT32, STATE_WORD (max_map_count), NULL },
  { "mmap_min_addr", 0, 0x1000000, STATE_WORD (mmap_min_addr), NULL },
  { "legacy_va_layout", 0, 1, STATE_WORD (legacy_va_layout), NULL },
  { .name = NULL },
};

const KmModule km_module_user = {
  .name = "user", .boot = boot, .check = km_user_check, .queries = queries, .reports = reports, .sysctls = sysctls,
  .context = context,
};
