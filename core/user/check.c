/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Areas, their tree and their gaps; page-table entries against areas, frames and rss. Reverse mapping: check-rmap.c. */
#include "core/user/check.h"

#include "core/mmu/tables.h"
#include "core/state/check.h"
#include "core/user/check-rmap.h"
#include "core/user/rmap.h"
#include "core/user/vma.h"

static uint32_t
expected_gap (const KmMachine *m, KmRbLink link)
{
  const KmVma *vma = km_vma_from_node (m, link), *prev;
  uint32_t gap, start, below;

  if (vma == NULL)
    return 0;
  prev = km_vma_prev (m, vma);
  start = km_vma_start_gap (vma);
  below = prev == NULL ? 0 : prev->vm_end;
  gap = start > below ? start - below : 0;
  return MAX (gap, MAX (expected_gap (m, vma->vm_rb.left), expected_gap (m, vma->vm_rb.right)));
}

/* The sums that mm_struct keeps of its areas: vm_stat_account (). */
static gboolean
check_sums (const KmMachine *m, const KmMm *mm, GError **error)
{
  uint32_t sum[KM_VM_IS_DATA + 1] = { 0 }, locked = 0;

  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    {
      sum[km_vm_kind (vma->vm_flags)] += km_vma_pages (vma);
      if (vma->vm_flags & KM_VM_LOCKED)
        locked += km_vma_pages (vma);
    }
  if (sum[KM_VM_IS_EXEC] != mm->exec_vm || sum[KM_VM_IS_STACK] != mm->stack_vm || sum[KM_VM_IS_DATA] != mm->data_vm
      || locked > mm->locked_vm)        /* may lag behind: see keep_old () of mremap.c */
    KM_FAIL ("exec_vm %u, stack_vm %u, data_vm %u, locked_vm %u; %u, %u, %u, %u pages found", mm->exec_vm,
             mm->stack_vm, mm->data_vm, mm->locked_vm, sum[KM_VM_IS_EXEC], sum[KM_VM_IS_STACK],
             sum[KM_VM_IS_DATA], locked);
  return TRUE;
}

static gboolean
check_areas (const KmMachine *m, const KmMm *mm, GError **error)
{
  const KmVma *vma, *prev = NULL;
  KmRbLink node = km_rb_first (&m->store, &mm->mm_rb);
  uint32_t n = 0, pages = 0;
  guint n_nodes;
  const char *wrong = km_rb_check (&m->store, &mm->mm_rb, &n_nodes);

  if (wrong != NULL)
    KM_FAIL ("tree of areas: %s", wrong);
  for (vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    {
      if (vma->vm_start >= vma->vm_end || (prev != NULL && prev->vm_end > vma->vm_start))
        KM_FAIL ("area 0x%08x–0x%08x is empty or overlaps its neighbour", vma->vm_start, vma->vm_end);
      if (km_vma_prev (m, vma) != prev || km_vma_from_node (m, node) != vma)
        KM_FAIL ("area 0x%08x: list and tree differ", vma->vm_start);
      if (vma->rb_subtree_gap != expected_gap (m, node))
        KM_FAIL ("area 0x%08x: rb_subtree_gap is 0x%x", vma->vm_start, vma->rb_subtree_gap);
      node = km_rb_next (&m->store, node);
      pages += km_vma_pages (vma);
      prev = vma;
      n++;
    }
  if (n != mm->map_count || n != n_nodes || pages != mm->total_vm
      || (prev != NULL && mm->highest_vm_end != prev->vm_end))
    KM_FAIL ("map_count %u, total_vm %u; %u areas of %u pages found", mm->map_count, mm->total_vm, n,
          pages);
  return TRUE;
}

/* One page-table entry against its area, NULL when there is none. */
static gboolean
check_entry (KmAddr at, uint64_t entry, const KmVma *vma, guint open, GError **error)
{
  gboolean outside = vma == NULL || at < vma->vm_start;

  if (outside && !(open & KM_OPEN_AREA_GONE))
    KM_FAIL ("0x%08x has an entry and lies in no area", at);
  if (!outside && (entry & KM_PTE_RW) && !(vma->vm_flags & KM_VM_WRITE) && !(open & KM_OPEN_BITS_OLD))
    KM_FAIL ("0x%08x is writable in a read-only area", at);
  return TRUE;
}

/* Page-table entries against areas, frames and rss; @maps counts the entries of each frame. */
static gboolean
check_entries (const KmMachine *m, const KmMm *mm, guint open, uint32_t *maps, GError **error)
{
  uint32_t rss[KM_N_RSS] = { 0 }, most = open & KM_OPEN_PAGE_IN_HAND ? 1 : 0;
  const KmVma *vma = km_vma_first (m, mm);
  /* One that is being given up has no directory any more when its last area has gone. */
  KmAddr end = vma != NULL || open & KM_OPEN_AREA_GONE ? KM_TASK_SIZE : 0;

  for (uint64_t at = 0; at < end; at += KM_PAGE_SIZE)
    {
      guint index;
      KmPfn table = km_tables_find (m, mm->pgd, at, &index);
      uint64_t entry = table == 0 ? 0 : km_entry_read (m, table, index);
      const KmFrame *frame = km_frame_at (m, km_entry_pfn (entry));

      if (table == 0)
        at |= km_table_reach (m, 2) - KM_PAGE_SIZE;
      if (entry == 0)
        continue;
      while (vma != NULL && vma->vm_end <= at)
        vma = km_vma_next (m, vma);
      if (!check_entry (at, entry, vma, open, error))
        return FALSE;
      if (entry & KM_PTE_SPECIAL)
        continue;
      if (vma != NULL && vma->vm_start <= at && !km_rmap_check_entry (m, vma, at, km_entry_pfn (entry), error))
        return FALSE;
      maps[km_entry_pfn (entry)]++;
      rss[km_mm_counter (frame)]++;
    }
  for (guint i = 0; i < KM_N_RSS; i++)
    if (MAX (rss[i], mm->rss[i]) - MIN (rss[i], mm->rss[i]) > most)
      KM_FAIL ("rss: %u file, %u anonymous, %u shared counted; %u, %u, %u mapped", mm->rss[KM_RSS_FILE],
            mm->rss[KM_RSS_ANON], mm->rss[KM_RSS_SHMEM], rss[KM_RSS_FILE], rss[KM_RSS_ANON],
            rss[KM_RSS_SHMEM]);
  return TRUE;
}

gboolean
km_user_check (const KmMachine *m, GError **error)
{
  g_autofree uint32_t *maps = g_new0 (uint32_t, m->state->n_frames);
  const KmTask *task;
  guint open = km_check_open (m), in_hand = open & KM_OPEN_PAGE_IN_HAND ? 1 : 0;

  for (task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    {
      const KmMm *mm = km_mm (m, task->mm);

      if (mm == NULL)
        KM_FAIL ("task %s has no address space", task->comm);
      if (!check_areas (m, mm, error) || !check_sums (m, mm, error) || !check_entries (m, mm, open, maps, error))
        return FALSE;
    }
  for (KmPfn pfn = 0; pfn < m->state->n_frames; pfn++)
    {
      const KmFrame *frame = km_frame_at (m, pfn);

      if (!(frame->flags & KM_PG_RESERVED) && frame->mapcount == maps[pfn] + 1 && in_hand > 0)
        in_hand--;
      else if (!(frame->flags & KM_PG_RESERVED) && frame->mapcount != maps[pfn])
        KM_FAIL ("frame 0x%05x: mapcount %u, %u entries map it", pfn, frame->mapcount, maps[pfn]);
      if (frame->refcount < frame->mapcount)
        KM_FAIL ("frame 0x%05x: %u references, %u mappings", pfn, frame->refcount, frame->mapcount);
    }
  return km_rmap_check (m, error);
}
