/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rmap: the walk as steps, and the search that it replaced. */
#include "core/language/call.h"
#include "core/mmu/entries.h"
#include "core/rmap/scan.h"
#include "core/rmap/walk.h"
#include "core/state/edit.h"

#include <string.h>

typedef struct
{
  KmMachine *m;
  const KmFrame *frame;
  uint32_t found, visited;
} Finder;

/* page_referenced_one (), try_to_unmap_one (): both end the walk when the count of mappings is used up. */
static gboolean
visit (const KmMapping *place, gpointer data)
{
  Finder *f = data;
  KmMachine *m = f->m;
  uint64_t entry = km_tables_entry (m, km_mm (m, place->vma->vm_mm)->pgd, place->addr);
  uint32_t task = place->task->id, vma = place->vma->id;

  f->visited++;
  km_step (m, RMAP_AREA, .task = task, .vma = vma, .start = place->vma->vm_start, .pgoff = place->vma->vm_pgoff,
           .index = f->frame->index);
  if (place->mapped)
    km_step (m, RMAP_ENTRY, .task = task, .vma = vma, .addr = place->addr, .entry = entry, .found = ++f->found);
  else
    km_step (m, RMAP_OTHER, .task = task, .vma = vma, .addr = place->addr, .entry = entry);
  return f->found < f->frame->mapcount && !km_machine_must_stop (m);
}

static void
walk (KmMachine *m, KmPfn pfn)
{
  Finder f = { m, km_frame (m, pfn), 0, 0 };
  const KmFile *file = km_frame_file (m, f.frame);

  if (km_frame_anon_vma (m, f.frame) != NULL)
    km_step (m, RMAP_ANON, .pfn = pfn, .index = f.frame->index, .count = f.frame->mapcount);
  else if (file != NULL)
    km_step (m, RMAP_FILE, .pfn = pfn, .file = file->id, .index = f.frame->index, .count = f.frame->mapcount);
  else
    {
      km_step (m, RMAP_NONE, .pfn = pfn);
      return;
    }
  km_rmap_walk (m, pfn, visit, &f);
  km_step (m, RMAP_DONE, .pfn = pfn, .visited = f.visited, .found = f.found);
}

static void
scan (KmMachine *m, KmPfn pfn)
{
  uint32_t found = 0, total = 0;

  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL && !km_machine_must_stop (m);
       task = km_task (m, task->next))
    {
      uint32_t before = found, entries = km_rmap_scan_task (m, task, pfn, &found);

      total += entries;
      km_step (m, RMAP_SCAN, .pfn = pfn, .task = task->id, .entries = entries, .found = found - before, .total = total);
    }
  km_step (m, RMAP_SCANNED, .pfn = pfn, .entries = total, .found = found);
}

gboolean
km_verb_rmap (KmCall *call, const KmArgs_rmap *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  const KmArg *where = args->ADDR.slot.arg, *way = args->way.slot.arg;
  uint64_t addr, entry;

  if (task == NULL || !km_call_value (call, args->ADDR, 0, KM_TASK_SIZE - 1, &addr, error))
    return FALSE;
  if (way != NULL && strcmp (way->text, "scan") != 0 && strcmp (way->text, "walk") != 0)
    {
      km_call_error (call, way->column, error, "“%s” is no way to search; expected walk or scan", way->text);
      return FALSE;
    }
  entry = km_tables_entry (call->m, km_mm (call->m, task->mm)->pgd, (KmAddr) addr);
  if (entry == 0 || km_frame (call->m, km_entry_pfn (entry)) == NULL)
    {
      km_call_error (call, where->column, error, "no page of %s is present at “%s”; expected an address whose page has a frame",
                     args->TASK.slot.arg->text, where->text);
      return FALSE;
    }
  (way != NULL && strcmp (way->text, "scan") == 0 ? scan : walk) (call->m, km_entry_pfn (entry));
  return TRUE;
}
