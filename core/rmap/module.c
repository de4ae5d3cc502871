/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/language/query.h"
#include "core/mmu/entries.h"
#include "core/rmap/report.h"

/* anon_vma T ADDR: the number of the anon_vma that the page belongs to. */
static gboolean
query_anon_vma (KmQuery *q, GError **error)
{
  const KmFrame *frame;
  const KmAnonVma *anon;
  uint64_t addr, entry;

  if (!km_query_task (q, error) || !km_query_number (q, 1, &addr, error))
    return FALSE;
  entry = addr < KM_TASK_SIZE ? km_tables_entry (q->m, km_mm (q->m, q->task->mm)->pgd, (KmAddr) addr) : 0;
  frame = entry ? km_frame (q->m, km_entry_pfn (entry)) : NULL;
  anon = frame ? km_frame_anon_vma (q->m, frame) : NULL;
  if (anon == NULL)
    return km_query_bad (q, 1, "an address whose page belongs to an anon_vma", error);
  *q->value = KM_ID_INDEX (anon->id);
  return TRUE;
}

static const KmQueryKind queries[] = { { "anon_vma", 2, query_anon_vma }, { NULL, 0, NULL } };

static const KmReport reports[] = {
  { "rmap", "PFN", .print = km_print_rmap },
  { .what = NULL },
};

const KmModule km_module_rmap = { .name = "rmap", .queries = queries, .reports = reports };
