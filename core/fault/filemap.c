/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Faults on mapped files: do_fault () of mm/memory.c, filemap_fault () of mm/filemap.c. */
#include "core/fault/filemap.h"

#include "core/cache/file.h"
#include "core/fault/fault-anon.h"
#include "core/mmu/tables.h"
#include "core/physical/frames.h"
#include "core/physical/refs.h"
#include "core/user/anon-vma.h"

#define FAULT_AROUND_PAGES 16u  /* fault_around_bytes 65536 */
#define READ_AROUND_PAGES 32u   /* the largest readahead window, 128 KiB */

static uint32_t
page_index (const KmFault *fault)
{
  return fault->vma->vm_pgoff + ((fault->addr - fault->vma->vm_start) >> KM_PAGE_SHIFT);
}

static void
map_file_page (KmMachine *m, const KmFault *fault, KmPfn pfn, KmAddr addr, gboolean write,
               gboolean step)
{
  const KmFrame *frame = km_frame_at (m, pfn);
  uint64_t bits = km_prot_bits (m, fault->vma->vm_flags);
  KmFault at = *fault;
  gboolean shmem = (frame->flags & KM_PG_SWAPBACKED) != 0;

  if (write)
    bits |= KM_PTE_RW | KM_PTE_D;
  else if (!shmem)
    bits &= ~(uint64_t) KM_PTE_RW; /* vma_wants_writenotify (): the first write has to be seen */
  km_frame_get (m, pfn);
  if (frame->mapcount == 0)
    km_node_count (m, KM_NR_FILE_MAPPED, 1);
  KM_BUMP (m, frame->mapcount, 1);
  KM_BUMP (m, fault->mm->rss[shmem ? KM_RSS_SHMEM : KM_RSS_FILE], 1);
  at.addr = addr;
  if (step)
    km_pte_set (m, &at, pfn, bits);
  else
    {
      guint index;
      KmPfn table = km_tables_find (m, fault->mm->pgd, addr, &index);

      km_entry_write (m, table, index, km_entry_make (pfn, bits));
    }
}

/* A page of the window that nobody waits for. */
static KmPfn
read_quietly (KmMachine *m, const KmFile *file, uint32_t index)
{
  KM_QUIET (m);
  return km_file_read_page (m, file, index);
}

/* do_sync_mmap_readahead (): a window around the page, which is what a program without a pattern
 * gets; pages that are cached already are left alone. */
static gboolean
read_around (KmMachine *m, const KmFile *file, uint32_t index)
{
  gboolean alone = file->no_readahead;
  uint32_t first = alone ? index : index > READ_AROUND_PAGES / 2 ? index - READ_AROUND_PAGES / 2 : 0;
  uint32_t last = MIN (first + (alone ? 1 : READ_AROUND_PAGES), km_file_n_pages (file));
  uint32_t n = 0;

  for (uint32_t i = first; i < last; i++)
    if (km_file_page (m, file, i) == 0)
      {
        /* The page that is wanted in detail, the others as one step. */
        if ((i == index ? km_file_read_page : read_quietly) (m, file, i) == 0)
          break;
        n++;
      }
  km_step (m, FILE_READ, .file = file->id, .index = index, .pages = n);
  return km_file_page (m, file, index) != 0;
}

/* filemap_fault (), shmem_fault (): the cached page, read first if need be. */
static KmFaultResult
get_page (KmMachine *m, KmFault *fault, const KmFile *file, uint32_t index, KmPfn *pfn)
{
  if (index >= km_file_n_pages (file))
    {
      km_step (m, FILE_BEYOND, .file = file->id, .index = index, .pages = km_file_n_pages (file));
      return KM_FAULT_SIGBUS;
    }
  *pfn = km_file_page (m, file, index);
  if (file->shmem && *pfn == 0)
    {
      *pfn = km_file_read_page (m, file, index);
      if (*pfn == 0)
        return KM_FAULT_OOM;
      km_step (m, SHMEM_PAGE, .file = file->id, .index = index, .pfn = *pfn);
      return KM_FAULT_OK;
    }
  km_step (m, FILE_FAULT, .file = file->id, .index = index, .cached = *pfn != 0);
  if (*pfn == 0)
    {
      fault->major = TRUE;
      if (!read_around (m, file, index))
        return KM_FAULT_OOM;
      *pfn = km_file_page (m, file, index);
    }
  return KM_FAULT_OK;
}

/* do_fault_around (): the cached pages of a window come along; TRUE when ours was one. The window is 16
 * pages from the aligned address on, or from the start of the area if that is higher, as far as area and
 * page table reach. */
static gboolean
fault_around (KmMachine *m, const KmFault *fault, const KmFile *file)
{
  KmAddr window = fault->addr & ~(FAULT_AROUND_PAGES * KM_PAGE_SIZE - 1);
  KmAddr start = MAX (window, fault->vma->vm_start);
  KmAddr table_end = (fault->addr | (km_table_reach (m, 2) - 1)) + 1;
  KmAddr end = MIN (MIN (start + FAULT_AROUND_PAGES * KM_PAGE_SIZE, fault->vma->vm_end), table_end);
  guint n = 0;

  for (KmAddr at = start; at < end; at += KM_PAGE_SIZE)
    {
      uint32_t index = fault->vma->vm_pgoff + ((at - fault->vma->vm_start) >> KM_PAGE_SHIFT);
      KmPfn pfn = km_file_page (m, file, index);

      if (pfn == 0 || km_tables_entry (m, fault->mm->pgd, at) != 0)
        continue;
      map_file_page (m, fault, pfn, at, FALSE, FALSE);
      n++;
    }
  if (n > 0)
    km_step (m, FAULT_AROUND, .file = file->id, .start = start, .pages = n);
  return km_tables_entry (m, fault->mm->pgd, fault->addr) != 0;
}

static KmFaultResult
read_fault (KmMachine *m, KmFault *fault, const KmFile *file, uint32_t index)
{
  KmPfn pfn;
  KmFaultResult result;

  if (fault_around (m, fault, file))
    return KM_FAULT_OK;
  result = get_page (m, fault, file, index, &pfn);
  if (result == KM_FAULT_OK)
    map_file_page (m, fault, pfn, fault->addr, FALSE, TRUE);
  return result;
}

/* do_cow_fault (): the new frame is taken first, then the file's page is copied into it. */
static KmFaultResult
cow_fault (KmMachine *m, KmFault *fault, const KmFile *file, uint32_t index)
{
  KmPfn pfn, copy;
  KmFaultResult result;

  if (!km_anon_vma_prepare (m, fault->vma))
    return KM_FAULT_OOM;
  copy = km_user_page_new (m, fault, FALSE);
  if (copy == 0)
    return KM_FAULT_OOM;
  result = get_page (m, fault, file, index, &pfn);
  if (result != KM_FAULT_OK)
    {
      km_frame_put (m, copy);
      return result;
    }
  km_frame_set_content (m, copy, km_frame_content (m, pfn));
  km_step (m, COW_FAULT, .file = file->id, .index = index, .pfn = copy);
  km_anon_page_add (m, fault, copy);
  km_pte_set (m, fault, copy, km_prot_bits (m, fault->vma->vm_flags) | km_write_bits (fault->vma));
  return KM_FAULT_OK;
}

/* do_shared_fault () */
static KmFaultResult
shared_fault (KmMachine *m, KmFault *fault, const KmFile *file, uint32_t index)
{
  KmPfn pfn;
  KmFaultResult result = get_page (m, fault, file, index, &pfn);

  if (result != KM_FAULT_OK)
    return result;
  km_frame_flag (m, pfn, KM_PG_DIRTY, TRUE);
  map_file_page (m, fault, pfn, fault->addr, TRUE, TRUE);
  return KM_FAULT_OK;
}

/* vvar and vdso are pages of the kernel image: special_mapping_fault (). Of vvar's four only the first has one: the
 * others are for the clocks of a virtual machine and for time namespaces. */
static KmFaultResult
special_fault (KmMachine *m, const KmFault *fault)
{
  gboolean vdso = fault->vma->special == KM_VMA_VDSO;
  uint32_t page = fault->vma->vm_pgoff + ((fault->addr - fault->vma->vm_start) >> KM_PAGE_SHIFT);
  KmPfn pfn = m->state->layout.image_end - (vdso ? 2 : 5) + MIN (page, 1);

  if (!vdso && page > 0)
    return KM_FAULT_SIGBUS;
  if (vdso)
    map_file_page (m, fault, pfn, fault->addr, FALSE, TRUE);    /* counted as any page of a file */
  else
    km_pte_set (m, fault, pfn, km_prot_bits (m, fault->vma->vm_flags) | KM_PTE_SPECIAL);
  return KM_FAULT_OK;
}

static KmFaultResult
fault_by_kind (KmMachine *m, KmFault *fault)
{
  const KmFile *file = km_file (m, fault->vma->vm_file);
  uint32_t index = page_index (fault);

  if (file == NULL)
    return special_fault (m, fault);
  if (!fault->write)
    return read_fault (m, fault, file, index);
  if (fault->vma->vm_flags & KM_VM_SHARED)
    return shared_fault (m, fault, file, index);
  return cow_fault (m, fault, file, index);
}

/* The kernel takes a table beforehand and hangs it up with the first page; one that is not needed goes back
 * (vmf->prealloc_pte). */
KmFaultResult
km_fault_file (KmMachine *m, KmFault *fault)
{
  guint index;
  gboolean had_table = km_tables_find (m, fault->mm->pgd, fault->addr, &index) != 0;
  KmAddr start = fault->addr & ~(km_table_reach (m, 2) - 1);
  KmFaultResult result;

  if (km_table_need (m, fault->mm, fault->addr) == 0)
    return KM_FAULT_OOM;
  result = fault_by_kind (m, fault);
  if (result != KM_FAULT_OK && !had_table)
    km_tables_free (m, fault->mm, start, start + km_table_reach (m, 2));
  return result;
}
