/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What `expect` and the texts of lessons may ask: "rss sh", "free HighMem", "stack_start" … */
#include "core/language/commands.h"

#include "core/mmu/tables.h"
#include "core/physical/frames.h"
#include "core/report/report.h"
#include "core/user/mm.h"

typedef struct
{
  const KmMachine *m;
  const KmLine *line;
  const KmArg *args;            /* behind the query's name */
  guint n_args;
  const KmTask *task;           /* context before, task of the query after it was read */
  uint64_t *value;
} Query;

typedef gboolean (*QueryFunction) (Query *q, GError **error);

gboolean
km_context_value (const KmMachine *m, const KmTask *task, const char *name, uint64_t *value)
{
  const KmMm *mm = task == NULL ? NULL : km_mm (m, task->mm);
  const KmVma *stack;

  if (mm == NULL)
    return FALSE;
  stack = km_vma_find (m, mm, mm->start_stack);
  if (strcmp (name, "text") == 0)
    *value = mm->start_code;
  else if (strcmp (name, "data") == 0)
    *value = mm->start_data;
  else if (strcmp (name, "bss") == 0)
    *value = mm->start_bss;
  else if (strcmp (name, "heap") == 0)
    *value = mm->start_brk;
  else if (strcmp (name, "brk") == 0)
    *value = mm->brk;
  else if (strcmp (name, "stack") == 0)
    *value = KM_TASK_SIZE;
  else if (strcmp (name, "sp") == 0)
    *value = task->sp;
  else if (strcmp (name, "stack_start") == 0)
    *value = stack == NULL ? KM_TASK_SIZE : stack->vm_start;
  else if (strcmp (name, "mmap_base") == 0)
    *value = mm->mmap_base;
  else
    return FALSE;
  return TRUE;
}

static gboolean
bad (const Query *q, const KmArg *arg, GError **error, const char *found, const char *expected)
{
  km_line_set_error (error, q->line, arg == NULL ? 1 : arg->column, KM_SCRIPT_ERROR_VALUE,
                     "“%s” does not fit here; expected %s", found, expected);
  return FALSE;
}

static gboolean
value_of (const Query *q, const KmArg *arg, uint64_t *value, GError **error)
{
  KmCall call = { .m = (KmMachine *) q->m, .line = q->line, .task = q->task };

  return km_call_eval (&call, arg->text, arg->text_column, G_MAXUINT64, value, error);
}

static gboolean
task_of (Query *q, GError **error)
{
  q->task = km_task_from_name (q->m, q->args[0].text);
  return q->task != NULL || bad (q, &q->args[0], error, q->args[0].text, "a task");
}

static gboolean
zone_of (const Query *q, KmZoneIndex *zone, GError **error)
{
  return km_zone_from_name (q->args[0].text, zone)
         || bad (q, &q->args[0], error, q->args[0].text, "DMA, Normal, HighMem or Movable");
}

static gboolean
frame_of (const Query *q, const KmFrame **frame, KmPfn *pfn, GError **error)
{
  uint64_t value;

  if (!value_of (q, &q->args[0], &value, error))
    return FALSE;
  if (value >= q->m->state->n_frames)
    return bad (q, &q->args[0], error, q->args[0].text, "the number of a frame of this machine");
  *pfn = value;
  *frame = km_frame_at (q->m, *pfn);
  return TRUE;
}

static gboolean
query_rss (Query *q, GError **error)
{
  if (!task_of (q, error))
    return FALSE;
  *q->value = (uint64_t) km_mm_rss (km_mm (q->m, q->task->mm)) << KM_PAGE_SHIFT;
  return TRUE;
}

static gboolean
query_vmas (Query *q, GError **error)
{
  if (!task_of (q, error))
    return FALSE;
  *q->value = km_mm (q->m, q->task->mm)->map_count;
  return TRUE;
}

static gboolean
query_faults (Query *q, GError **error)
{
  const char *which = q->args[1].text;

  if (!task_of (q, error))
    return FALSE;
  if (strcmp (which, "minor") != 0 && strcmp (which, "major") != 0)
    return bad (q, &q->args[1], error, which, "minor or major");
  *q->value = which[1] == 'i' ? q->task->min_flt : q->task->maj_flt;
  return TRUE;
}

static gboolean
query_free (Query *q, GError **error)
{
  KmZoneIndex zone;

  if (!zone_of (q, &zone, error))
    return FALSE;
  *q->value = km_zone (q->m, zone)->stat[KM_NR_FREE_PAGES];
  return TRUE;
}

static gboolean
query_nr_free (Query *q, GError **error)
{
  KmZoneIndex zone;
  uint64_t order;

  if (!zone_of (q, &zone, error) || !value_of (q, &q->args[1], &order, error))
    return FALSE;
  if (order >= KM_MAX_ORDER)
    return bad (q, &q->args[1], error, q->args[1].text, "an order from 0 to 10");
  *q->value = km_zone (q->m, zone)->free_area[order].nr_free;
  return TRUE;
}

static gboolean
entry_of (Query *q, uint64_t *entry, GError **error)
{
  uint64_t addr;

  if (!task_of (q, error) || !value_of (q, &q->args[1], &addr, error))
    return FALSE;
  *entry = addr > G_MAXUINT32 ? 0 : km_tables_entry (q->m, km_mm (q->m, q->task->mm)->pgd, addr);
  return TRUE;
}

static gboolean
query_pfn (Query *q, GError **error)
{
  uint64_t entry;

  if (!entry_of (q, &entry, error))
    return FALSE;
  if (!(entry & (KM_PTE_P | KM_PTE_PROTNONE)))
    return bad (q, &q->args[1], error, q->args[1].text, "an address whose page has a frame");
  *q->value = km_entry_pfn (entry);
  return TRUE;
}

static gboolean
query_present (Query *q, GError **error)
{
  uint64_t entry;

  if (!entry_of (q, &entry, error))
    return FALSE;
  *q->value = (entry & KM_PTE_P) != 0;
  return TRUE;
}

static gboolean
query_signal (Query *q, GError **error)
{
  if (!task_of (q, error))
    return FALSE;
  *q->value = q->task->signal;
  return TRUE;
}

static gboolean
query_zone (Query *q, GError **error)
{
  const KmFrame *frame;
  const KmZone *zone;
  KmPfn pfn;

  if (!frame_of (q, &frame, &pfn, error))
    return FALSE;
  zone = km_zone_of (q->m, pfn);
  if (zone == NULL)
    return bad (q, &q->args[0], error, q->args[0].text, "a frame that belongs to a zone");
  *q->value = km_zone_index (q->m, zone);
  return TRUE;
}

static gboolean
query_frame (Query *q, GError **error, size_t offset)
{
  const KmFrame *frame;
  KmPfn pfn;

  if (!frame_of (q, &frame, &pfn, error))
    return FALSE;
  *q->value = *(const uint32_t *) ((const uint8_t *) frame + offset);
  return TRUE;
}

static gboolean
query_refcount (Query *q, GError **error)
{
  return query_frame (q, error, G_STRUCT_OFFSET (KmFrame, refcount));
}

static gboolean
query_mapcount (Query *q, GError **error)
{
  return query_frame (q, error, G_STRUCT_OFFSET (KmFrame, mapcount));
}

static gboolean
query_flags (Query *q, GError **error)
{
  return query_frame (q, error, G_STRUCT_OFFSET (KmFrame, flags));
}

static gboolean
query_writable (Query *q, GError **error)
{
  uint64_t entry;

  if (!entry_of (q, &entry, error))
    return FALSE;
  *q->value = (entry & KM_PTE_P) && (entry & KM_PTE_RW);
  return TRUE;
}

/* __va (): where the direct map shows a frame. */
static gboolean
direct_address (const Query *q, KmPfn pfn, const KmArg *arg, GError **error)
{
  uint64_t addr = KM_PAGE_OFFSET + ((uint64_t) pfn << KM_PAGE_SHIFT);

  if (addr >= q->m->state->layout.high_memory)
    return bad (q, arg, error, arg->text, "a frame below the end of the direct map");
  *q->value = addr;
  return TRUE;
}

static gboolean
query_va (Query *q, GError **error)
{
  const KmFrame *frame;
  KmPfn pfn;

  return frame_of (q, &frame, &pfn, error) && direct_address (q, pfn, &q->args[0], error);
}

static gboolean
query_kva (Query *q, GError **error)
{
  uint64_t addr, pfn;

  if (!query_pfn (q, error))
    return FALSE;
  pfn = *q->value;
  if (!value_of (q, &q->args[1], &addr, error) || !direct_address (q, pfn, &q->args[1], error))
    return FALSE;
  *q->value += addr & (KM_PAGE_SIZE - 1);
  return TRUE;
}

static gboolean
query_cr3 (Query *q, GError **error)
{
  if (!task_of (q, error))
    return FALSE;
  *q->value = (uint64_t) km_mm (q->m, q->task->mm)->pgd << KM_PAGE_SHIFT;
  return TRUE;
}

static gboolean
query_managed (Query *q, GError **error)
{
  KmZoneIndex zone;

  if (!zone_of (q, &zone, error))
    return FALSE;
  *q->value = km_zone (q->m, zone)->managed;
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
query_frames (Query *q, GError **error)
{
  const KmMm *mm;

  if (!task_of (q, error))
    return FALSE;
  mm = km_mm (q->m, q->task->mm);
  *q->value = mm->rss[KM_RSS_ANON] + mm->pgtables_bytes / KM_PAGE_SIZE + 1 + KM_STACK_FRAMES
              + cached_pages (q->m, mm);
  return TRUE;
}

static const struct { const char *name; guint n_args; QueryFunction function; } queries[] = {
  { "rss", 1, query_rss }, { "vmas", 1, query_vmas }, { "faults", 2, query_faults },
  { "free", 1, query_free }, { "nr_free", 2, query_nr_free }, { "pfn", 2, query_pfn },
  { "zone", 1, query_zone }, { "refcount", 1, query_refcount }, { "mapcount", 1, query_mapcount },
  { "flags", 1, query_flags }, { "present", 2, query_present }, { "signal", 1, query_signal },
  { "writable", 2, query_writable }, { "va", 1, query_va }, { "kva", 2, query_kva },
  { "cr3", 1, query_cr3 }, { "managed", 1, query_managed }, { "frames", 1, query_frames },
};

/* The signals that a simulated task can get, as include/uapi/asm-generic/signal.h numbers them. */
static gboolean
signal_from_name (const char *name, uint64_t *value)
{
  static const struct { const char *name; guint number; } signals[] = {
    { "SIGBUS", 7 }, { "SIGKILL", 9 }, { "SIGSEGV", 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (strcmp (signals[i].name, name) == 0)
      {
        *value = signals[i].number;
        return TRUE;
      }
  return FALSE;
}

/* Fixed places of the kernel's address space. */
static gboolean
place_from_name (const KmState *s, const char *name, uint64_t *value)
{
  if (strcmp (name, "high_memory") == 0)
    *value = s->layout.high_memory;
  else if (strcmp (name, "vmalloc_start") == 0)
    *value = s->layout.vmalloc_start;
  else if (strcmp (name, "kernel_pgd") == 0)
    *value = (uint64_t) s->swapper_pg_dir << KM_PAGE_SHIFT;
  else
    return FALSE;
  return TRUE;
}

static gboolean
single_word (Query *q, const KmArg *arg, GError **error)
{
  KmZoneIndex zone;

  if (km_zone_from_name (arg->text, &zone))
    {
      *q->value = zone;
      return TRUE;
    }
  if (signal_from_name (arg->text, q->value) || place_from_name (q->m->state, arg->text, q->value))
    return TRUE;
  if (km_report_field (q->m, arg->text, q->value))
    return TRUE;
  return value_of (q, arg, q->value, error);
}

gboolean
km_query (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args,
          const KmTask *task, uint64_t *value, GError **error)
{
  Query q = { m, line, args + 1, n_args - 1, task, value };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (strcmp (queries[i].name, args[0].text) == 0)
      {
        if (q.n_args == queries[i].n_args)
          return queries[i].function (&q, error);
        km_line_set_error (error, line, args[0].column, KM_SCRIPT_ERROR_SYNTAX,
                           "%s has %u arguments here; expected %u", args[0].text, q.n_args,
                           queries[i].n_args);
        return FALSE;
      }
  if (n_args == 1)
    return single_word (&q, &args[0], error);
  return bad (&q, &args[0], error, args[0].text,
              "one of rss vmas faults free nr_free pfn zone refcount mapcount flags present signal "
              "writable va kva cr3 managed frames");
}
