/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every invariant across modules: what CONFIG_DEBUG_VM would check, and what the store must
 * keep. */
#include "core/machine/internal.h"

#include "core/cache/file.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/user/rmap.h"
#include "core/user/vma.h"

#define FAIL(...)                                                                               \
  G_STMT_START {                                                                                \
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_EXPECT, __VA_ARGS__);               \
    return FALSE;                                                                               \
  } G_STMT_END

static gboolean
check_list (const KmMachine *m, const KmFrameList *list, const char *what, GError **error)
{
  KmPfn prev = 0;
  uint32_t n = 0;

  for (KmPfn pfn = list->head; pfn != 0; pfn = km_frame_at (m, pfn)->next)
    {
      if (pfn >= m->state->n_frames || km_frame_at (m, pfn)->prev != prev || ++n > list->count)
        FAIL ("%s: the links around frame 0x%05x are wrong", what, pfn);
      prev = pfn;
    }
  if (n != list->count || list->tail != prev)
    FAIL ("%s: %u frames counted, %u found", what, list->count, n);
  return TRUE;
}

static gboolean
check_free_block (const KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, guint mt,
                  GError **error)
{
  const KmFrame *frame = km_frame_at (m, pfn);
  KmPfn buddy = pfn ^ (1u << order);

  if (!(frame->flags & KM_PG_BUDDY) || frame->private_ != (order | mt << 8) || frame->refcount != 0)
    FAIL ("free block 0x%05x of order %u: its frame says otherwise", pfn, order);
  if (pfn & ((1u << order) - 1))
    FAIL ("free block 0x%05x of order %u does not start at a multiple of its size", pfn, order);
  if (pfn < zone->start_pfn || pfn + (1u << order) > zone->start_pfn + zone->spanned)
    FAIL ("free block 0x%05x of order %u leaves its zone", pfn, order);
  for (KmPfn in = pfn + 1; in < pfn + (1u << order); in++)
    if (km_frame_at (m, in)->flags != 0 || km_frame_at (m, in)->refcount != 0)
      FAIL ("frame 0x%05x lies within a free block but is in use", in);
  if (order < m->state->pageblock_order && order < KM_MAX_ORDER - 1 && buddy >= zone->start_pfn
      && buddy < zone->start_pfn + zone->spanned && (km_frame_at (m, buddy)->flags & KM_PG_BUDDY)
      && (km_frame_at (m, buddy)->private_ & 0xff) == order)
    FAIL ("buddies 0x%05x and 0x%05x of order %u are both free and did not merge", pfn, buddy,
          order);
  return TRUE;
}

/* What a step in the middle of a command leaves open, as the kernel does under its locks. What is open
 * is compared all the same: it may be off by what is in hand, and in one direction. */
enum
{
  BLOCK_IN_HAND = 1,            /* zone->lock: taken off a list and not yet counted */
  PAGE_IN_HAND = 2,             /* the lock of a page table: counted and not yet mapped, or the reverse */
  TLB_OLD = 4,                  /* CR3 is new, and what the TLB held goes in the next step */
  BITS_OLD = 8,                 /* the area has its new flags, its entries have not */
  AREA_GONE = 16,               /* off list and tree, its entries go next */
};

static guint
open_at (const KmMachine *m)
{
  if (m->store.cursor == 0)
    return 0;
  switch (km_machine_step_kind (m, m->store.cursor))
    {
    case KM_STEP_BLOCK_TAKE: case KM_STEP_BLOCK_SPLIT: case KM_STEP_BLOCK_MERGE:
    case KM_STEP_PCP_TAKE: case KM_STEP_FREE_PAGES:
      return BLOCK_IN_HAND;
    case KM_STEP_NEW_RMAP: case KM_STEP_LRU_ADD: case KM_STEP_PTE_SET:
      return PAGE_IN_HAND;
    case KM_STEP_SWITCH:
      return TLB_OLD;
    case KM_STEP_VMA_FLAGS:
      return BITS_OLD;
    case KM_STEP_VMA_REMOVE:
      return AREA_GONE;
    default:
      return 0;
    }
}

static gboolean
check_zone (const KmMachine *m, const KmZone *zone, GError **error)
{
  uint32_t free = 0;

  for (guint o = 0; o < KM_MAX_ORDER; o++)
    {
      const KmFreeArea *area = &zone->free_area[o];
      uint32_t blocks = 0;

      for (guint mt = 0; mt < KM_N_MT; mt++)
        {
          if (!check_list (m, &area->list[mt], "a free list", error))
            return FALSE;
          for (KmPfn pfn = area->list[mt].head; pfn != 0; pfn = km_frame_at (m, pfn)->next)
            if (!check_free_block (m, zone, pfn, o, mt, error))
              return FALSE;
          blocks += area->list[mt].count;
          if (mt != KM_MT_ISOLATE)
            free += area->list[mt].count << o;
        }
      if (blocks != area->nr_free)
        FAIL ("order %u: nr_free %u, %u blocks on the lists", o, area->nr_free, blocks);
    }
  if (open_at (m) & BLOCK_IN_HAND ? free > zone->stat[KM_NR_FREE_PAGES]
      : free != zone->stat[KM_NR_FREE_PAGES])
    FAIL ("zone %s: NR_FREE_PAGES %u, %u frames on the lists",
          km_zone_name (km_zone_index (m, zone)), zone->stat[KM_NR_FREE_PAGES], free);
  return TRUE;
}

static gboolean
check_pcp (const KmMachine *m, const KmPcp *pcp, uint32_t *total, GError **error)
{
  uint32_t n = 0;

  for (guint mt = 0; mt < KM_MT_PCPTYPES; mt++)
    {
      if (!check_list (m, &pcp->list[mt], "a per-CPU list", error))
        return FALSE;
      n += pcp->list[mt].count;
    }
  if (n != pcp->count)
    FAIL ("per-CPU list: count %u, %u frames", pcp->count, n);
  *total += n;
  return TRUE;
}

/* Free, on a per-CPU list, in use and reserved together make up every frame of the zone. */
static gboolean
check_frames (const KmMachine *m, GError **error)
{
  gboolean open = open_at (m) & BLOCK_IN_HAND;

  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t reserved = 0, used = 0, on_pcp = 0, pcp = 0, sum;

      for (KmPfn pfn = zone->start_pfn; pfn < zone->start_pfn + zone->spanned; pfn++)
        {
          const KmFrame *frame = km_frame_at (m, pfn);

          if (frame->flags & KM_PG_RESERVED)
            reserved++;
          else if (frame->flags != 0 && km_frame_use (frame) == KM_USE_PCP)
            on_pcp++;
          else if (frame->refcount > 0)
            used += frame->flags & KM_PG_HEAD ? 1u << (frame->private_ & 0xff) : 1;
        }
      for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
        if (!check_pcp (m, &zone->pcp[cpu], &pcp, error))
          return FALSE;
      sum = used + pcp + zone->stat[KM_NR_FREE_PAGES];
      if (open ? pcp > on_pcp : pcp != on_pcp)
        FAIL ("zone %s: %u frames on per-CPU lists, %u marked so", km_zone_name (i), pcp, on_pcp);
      if (open ? reserved + sum > zone->spanned : reserved + sum != zone->spanned)
        FAIL ("zone %s: %u reserved + %u used + %u per CPU + %u free are not its %u frames",
              km_zone_name (i), reserved, used, pcp, zone->stat[KM_NR_FREE_PAGES], zone->spanned);
      if (open ? sum > zone->managed : sum != zone->managed)
        FAIL ("zone %s: %u used + %u per CPU + %u free are not the %u managed", km_zone_name (i),
              used, pcp, zone->stat[KM_NR_FREE_PAGES], zone->managed);
    }
  return TRUE;
}

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

static gboolean
check_areas (const KmMachine *m, const KmMm *mm, GError **error)
{
  const KmVma *vma, *prev = NULL;
  KmRbLink node = km_rb_first (&m->store, &mm->mm_rb);
  uint32_t n = 0, pages = 0;
  guint n_nodes;
  const char *wrong = km_rb_check (&m->store, &mm->mm_rb, &n_nodes);

  if (wrong != NULL)
    FAIL ("tree of areas: %s", wrong);
  for (vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    {
      if (vma->vm_start >= vma->vm_end || (prev != NULL && prev->vm_end > vma->vm_start))
        FAIL ("area 0x%08x–0x%08x is empty or overlaps its neighbour", vma->vm_start, vma->vm_end);
      if (km_vma_prev (m, vma) != prev || km_vma_from_node (m, node) != vma)
        FAIL ("area 0x%08x: list and tree differ", vma->vm_start);
      if (vma->rb_subtree_gap != expected_gap (m, node))
        FAIL ("area 0x%08x: rb_subtree_gap is 0x%x", vma->vm_start, vma->rb_subtree_gap);
      node = km_rb_next (&m->store, node);
      pages += km_vma_pages (vma);
      prev = vma;
      n++;
    }
  if (n != mm->map_count || n != n_nodes || pages != mm->total_vm
      || (prev != NULL && mm->highest_vm_end != prev->vm_end))
    FAIL ("map_count %u, total_vm %u; %u areas of %u pages found", mm->map_count, mm->total_vm, n,
          pages);
  return TRUE;
}

/* One page-table entry against its area, NULL when there is none. */
static gboolean
check_entry (KmAddr at, uint64_t entry, const KmVma *vma, guint open, GError **error)
{
  gboolean outside = vma == NULL || at < vma->vm_start;

  if (outside && !(open & AREA_GONE))
    FAIL ("0x%08x has an entry and lies in no area", at);
  if (!outside && (entry & KM_PTE_RW) && !(vma->vm_flags & KM_VM_WRITE) && !(open & BITS_OLD))
    FAIL ("0x%08x is writable in a read-only area", at);
  return TRUE;
}

/* Page-table entries against areas, frames and rss; @maps counts the entries of each frame. */
static gboolean
check_entries (const KmMachine *m, const KmMm *mm, guint open, uint32_t *maps, GError **error)
{
  uint32_t rss[KM_N_RSS] = { 0 }, most = open & PAGE_IN_HAND ? 1 : 0;
  const KmVma *vma = km_vma_first (m, mm);
  /* One that is being given up has no directory any more when its last area has gone. */
  KmAddr end = vma != NULL || open & AREA_GONE ? KM_TASK_SIZE : 0;

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
      maps[km_entry_pfn (entry)]++;
      rss[km_mm_counter (frame)]++;
    }
  for (guint i = 0; i < KM_N_RSS; i++)
    if (MAX (rss[i], mm->rss[i]) - MIN (rss[i], mm->rss[i]) > most)
      FAIL ("rss: %u file, %u anonymous, %u shared counted; %u, %u, %u mapped", mm->rss[KM_RSS_FILE],
            mm->rss[KM_RSS_ANON], mm->rss[KM_RSS_SHMEM], rss[KM_RSS_FILE], rss[KM_RSS_ANON],
            rss[KM_RSS_SHMEM]);
  return TRUE;
}

static gboolean
check_tasks (const KmMachine *m, GError **error)
{
  g_autofree uint32_t *maps = g_new0 (uint32_t, m->state->n_frames);
  const KmTask *task;
  guint open = open_at (m), in_hand = open & PAGE_IN_HAND ? 1 : 0;

  for (task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    {
      const KmMm *mm = km_mm (m, task->mm);

      if (mm == NULL)
        FAIL ("task %s has no address space", task->comm);
      if (!check_areas (m, mm, error) || !check_entries (m, mm, open, maps, error))
        return FALSE;
    }
  for (KmPfn pfn = 0; pfn < m->state->n_frames; pfn++)
    {
      const KmFrame *frame = km_frame_at (m, pfn);

      if (!(frame->flags & KM_PG_RESERVED) && frame->mapcount == maps[pfn] + 1 && in_hand > 0)
        in_hand--;
      else if (!(frame->flags & KM_PG_RESERVED) && frame->mapcount != maps[pfn])
        FAIL ("frame 0x%05x: mapcount %u, %u entries map it", pfn, frame->mapcount, maps[pfn]);
      if (frame->refcount < frame->mapcount)
        FAIL ("frame 0x%05x: %u references, %u mappings", pfn, frame->refcount, frame->mapcount);
    }
  return TRUE;
}

/* What the TLB holds must be what the tables say, or not present in them only until a flush. */
static gboolean
check_tlb (const KmMachine *m, GError **error)
{
  for (guint i = 0; i < m->state->config.cpus && !(open_at (m) & TLB_OLD); i++)
    {
      const KmCpu *cpu = &m->state->cpu[i];

      for (guint n = 0; n < KM_TLB_SETS * KM_TLB_WAYS; n++)
        {
          const KmTlbEntry *entry = &cpu->tlb[n / KM_TLB_WAYS][n % KM_TLB_WAYS];
          uint64_t pte;

          if (!entry->valid)
            continue;
          pte = km_tables_entry (m, cpu->cr3 >> KM_PAGE_SHIFT, entry->page << KM_PAGE_SHIFT);
          if (!(pte & KM_PTE_P) || km_entry_pfn (pte) != entry->pfn
              || ((entry->bits & KM_PTE_RW) && !(pte & KM_PTE_RW)))
            FAIL ("the TLB of CPU %u maps page 0x%05x to frame 0x%05x, the page table does not", i,
                  entry->page, entry->pfn);
        }
    }
  return TRUE;
}

gboolean
km_machine_check (const KmMachine *m, GError **error)
{
  uint32_t word;

  if (m->state == NULL || m->state->config.ram == 0)
    return TRUE;
  if (!km_store_shadow_check (&m->store, &word))
    FAIL ("word 0x%x of the arena changed without the journal", word);
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (!check_zone (m, km_zone (m, i), error))
      return FALSE;
  return check_frames (m, error) && check_tasks (m, error) && check_tlb (m, error);
}
