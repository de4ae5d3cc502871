/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program laid out as a listing of its areas shows it, without a file to read. */
#include "core/exec/areas.h"

#include "core/exec/begin.h"
#include "core/mmu/tlb.h"
#include "core/user/errno.h"
#include "core/user/limits.h"
#include "core/user/munmap.h"
#include "core/user/vma-add.h"

#include <errno.h>

/* [start, end) with what the listing says; what an earlier area has there is replaced. */
static gboolean
map_pages (KmBprm *bprm, KmVmaDef *def, gboolean counts)
{
  KmMachine *m = bprm->m;

  if (KM_IS_ERROR (km_mm_munmap (m, bprm->mm, def->start, def->end - def->start)))
    return FALSE;
  if (counts)
    {
      if (!km_mm_charge (m, bprm->mm, (def->end - def->start) >> KM_PAGE_SHIFT))
        return FALSE;
      def->flags |= KM_VM_ACCOUNT;      /* stays when mprotect takes the write access away */
    }
  return km_vma_add (m, bprm->mm, def) != NULL;
}

/* The part that comes from the file: elf_map (). */
static gboolean
map_file_part (KmBprm *bprm, const KmExecArea *area)
{
  KmAddr start = km_page_align_down (area->start), end = km_page_align_up (area->start + area->file_bytes);
  uint32_t slack = area->start - start;
  KmVmaDef def = { start, end, area->prot | KM_VM_MAY_ALL | KM_VM_DENYWRITE, area->file,
                   (area->offset - slack) >> KM_PAGE_SHIFT, KM_VMA_PLAIN };

  if (!map_pages (bprm, &def, area->relro || (area->prot & KM_VM_WRITE)))
    return FALSE;
  km_step (bprm->m, EXEC_SEGMENT, .start = start, .end = end, .perm = area->prot, .offset = area->offset - slack);
  return TRUE;
}

/* set_brk (): the heap will begin behind the highest area. */
static void
raise_break (KmBprm *bprm, KmAddr end)
{
  if (end <= bprm->mm->brk)
    return;
  KM_EDIT (bprm->m, bprm->mm->start_brk, end);
  KM_EDIT (bprm->m, bprm->mm->brk, end);
}

static gboolean
map_zero_part (KmBprm *bprm, const KmExecArea *area, gboolean own)
{
  KmAddr file_end = area->start + area->file_bytes, last = km_page_align_up (area->start + area->bytes);
  KmAddr first = area->file_bytes == 0 ? km_page_align_down (area->start) : km_page_align_up (file_end);
  KmVmaDef def = { first, last, area->prot | KM_VM_MAY_ALL, KM_NONE (KmFileId), first >> KM_PAGE_SHIFT, KM_VMA_PLAIN };

  if (last <= first)
    return TRUE;
  if (!map_pages (bprm, &def, (area->prot & KM_VM_WRITE) != 0))
    return FALSE;
  if (!own)
    {
      km_step (bprm->m, EXEC_INTERP_BSS, .start = first, .end = last);
      return TRUE;
    }
  raise_break (bprm, last);
  km_step (bprm->m, EXEC_BSS, .start = first, .end = last, .brk = last);
  return TRUE;
}

/* padzero () */
static gboolean
clear_rest (KmBprm *bprm, const KmExecArea *area)
{
  KmAddr end = area->start + area->file_bytes;

  return area->file_bytes == 0 || area->bytes <= area->file_bytes || (end & ~KM_PAGE_MASK) == 0
         || !(area->prot & KM_VM_WRITE) || km_exec_touch (bprm, end);
}

/* What the program's own areas say of code, data, bss and heap. */
static void
note_area (KmBprm *bprm, const KmExecArea *area)
{
  KmMachine *m = bprm->m;
  const KmMm *mm = bprm->mm;
  KmAddr end = area->start + area->bytes;

  if ((area->prot & KM_VM_EXEC) && mm->end_code < end)
    {
      KM_EDIT (m, mm->end_code, end);
      if (mm->start_code == 0)
        KM_EDIT (m, mm->start_code, area->start);
    }
  if ((area->prot & KM_VM_WRITE) && area->file_bytes > 0)
    {
      KM_EDIT (m, mm->start_data, area->start);
      KM_EDIT (m, mm->end_data, area->start + area->file_bytes);
    }
  if (area->bytes > area->file_bytes)
    {
      KM_EDIT (m, mm->start_bss, area->start + area->file_bytes);
      KM_EDIT (m, mm->end_bss, end);
    }
}

/* load_elf_binary () clears the rest of the page last, load_elf_interp () before it maps the zero pages. What an area is
 * for is noted before it is there, so that no step shows one without a name. */
static gboolean
map_area (KmBprm *bprm, const KmExecArea *area, gboolean own)
{
  if (own)
    note_area (bprm, area);
  if (area->file_bytes > 0 && !map_file_part (bprm, area))
    return FALSE;
  if (own)
    return map_zero_part (bprm, area, TRUE) && clear_rest (bprm, area);
  return clear_rest (bprm, area) && map_zero_part (bprm, area, FALSE);
}

static gboolean
map_areas (KmBprm *bprm, const KmExecArea *areas, guint n_areas, guint n_program)
{
  for (guint i = 0; i < n_program; i++)
    if (!map_area (bprm, &areas[i], TRUE))
      return FALSE;
  for (guint i = 0; i < n_program; i++)
    raise_break (bprm, km_page_align_up (areas[i].start + areas[i].bytes));
  for (guint i = n_program; i < n_areas; i++)
    {
      if (i == n_program)
        km_step (bprm->m, EXEC_INTERP, .base = areas[i].start);
      if (!map_area (bprm, &areas[i], FALSE))
        return FALSE;
    }
  return TRUE;
}

KmExecResult
km_exec_areas (KmMachine *m, const KmExecDef *def, const KmExecArea *areas, guint n_areas, guint n_program, KmAddr entry)
{
  KmBprm bprm = { .m = m, .def = def, .entry = entry };
  gboolean ok;

  km_bprm_copy_strings (&bprm);
  if (!km_exec_begin (&bprm, 0))
    {
      km_bprm_clear (&bprm);
      return (KmExecResult) { NULL, FALSE, KM_ERROR (ENOMEM) };
    }
  ok = km_exec_stack (&bprm, KM_EXSTACK_DISABLE_X) && map_areas (&bprm, areas, n_areas, n_program)
       && km_exec_vdso (&bprm) && km_exec_start (&bprm);
  km_bprm_clear (&bprm);
  if (ok)
    km_switch_to (m, bprm.task);
  else
    km_step (m, EXEC_KILL, .task = bprm.task->id);
  return (KmExecResult) { bprm.task, !ok, 0 };
}
