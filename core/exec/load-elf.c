/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/load-elf.h"

#include "core/cache/file.h"
#include "core/user/errno.h"
#include "core/user/mmap.h"
#include "core/user/munmap.h"
#include "core/user/vma.h"

#include <elf.h>
#include <errno.h>

#define ET_DYN_BASE 0x00400000u         /* ELF_ET_DYN_BASE without randomisation */
#define MAX_INTERP_NAME 4096u           /* PATH_MAX */
#define IS_BAD_ADDR(addr) ((addr) >= KM_TASK_SIZE)

/* Sums of the segments so far: the highest end of file contents and the highest end of memory. Zero pages lie between
 * the two, executable when the segment that reached highest is. */
typedef struct
{
  uint32_t bss, brk;
  uint32_t flags;               /* KM_VM_EXEC or 0 */
} Ends;

/* --- Before the point of no return ------------------------------------------------------------ */

/* PT_INTERP: its file, with the first bytes that must be there; 0 or a -errno. */
static uint32_t
open_interpreter (KmBprm *bprm, const KmElfPhdr *phdr)
{
  g_autofree char *name = NULL;
  Elf32_Ehdr header;
  uint32_t wrong;

  if (phdr->p_filesz < 2 || phdr->p_filesz > MAX_INTERP_NAME)
    return KM_ERROR (ENOEXEC);
  name = g_malloc (phdr->p_filesz);
  if (!km_image_read (bprm->image, phdr->p_offset, name, phdr->p_filesz))
    return KM_ERROR (EIO);
  if (name[phdr->p_filesz - 1] != '\0')
    return KM_ERROR (ENOEXEC);
  if (*name == '\0')
    return KM_ERROR (EACCES);
  wrong = bprm->def->find (name, bprm->def->data, &bprm->interpreter);
  if (wrong != 0)
    return wrong;
  if (bprm->interpreter->kind == KM_IMAGE_DIRECTORY || !(bprm->interpreter->mode & 0111))
    return KM_ERROR (EACCES);
  return km_image_read (bprm->interpreter, 0, &header, sizeof header) ? 0 : KM_ERROR (EIO);
}

uint32_t
km_elf_prepare (KmBprm *bprm)
{
  uint32_t wrong = km_elf_image_read (bprm->image, &bprm->elf);

  if (wrong != 0)
    return wrong;
  if (bprm->elf.e_type != ET_EXEC && bprm->elf.e_type != ET_DYN)
    return KM_ERROR (ENOEXEC);
  for (guint i = 0; i < bprm->elf.n_phdrs; i++)
    if (bprm->elf.phdr[i].p_type == PT_INTERP)
      {
        wrong = open_interpreter (bprm, &bprm->elf.phdr[i]);
        if (wrong != 0)
          return wrong;
        return km_elf_image_read (bprm->interpreter, &bprm->interp_elf) == 0 ? 0 : KM_ERROR (ELIBBAD);
      }
  return 0;
}

KmExstack
km_elf_stack (const KmElfImage *elf)
{
  KmExstack stack = KM_EXSTACK_DEFAULT;

  for (guint i = 0; i < elf->n_phdrs; i++)
    if (elf->phdr[i].p_type == PT_GNU_STACK)
      stack = elf->phdr[i].p_flags & PF_X ? KM_EXSTACK_ENABLE_X : KM_EXSTACK_DISABLE_X;
  return stack;
}

/* --- Segments --------------------------------------------------------------------------------- */

static uint32_t
prot_of (const KmElfPhdr *phdr)
{
  return (phdr->p_flags & PF_R ? KM_PROT_READ : 0) | (phdr->p_flags & PF_W ? KM_PROT_WRITE : 0)
         | (phdr->p_flags & PF_X ? KM_PROT_EXEC : 0);
}

static KmFileId
file_of (KmMachine *m, const KmImage *image)
{
  const KmFile *file = km_file_from_path (m, image->path);

  return file != NULL ? (KmFileId) { file->id } : km_file_new (m, image->path, image->size, 0);
}

/* total_mapping_size (): from the first PT_LOAD's start to the last one's end, in the headers' order. */
static uint32_t
image_size (const KmElfImage *elf)
{
  const KmElfPhdr *first = NULL, *last = NULL;

  for (guint i = 0; i < elf->n_phdrs; i++)
    if (elf->phdr[i].p_type == PT_LOAD)
      {
        last = &elf->phdr[i];
        if (first == NULL)
          first = last;
      }
  return first == NULL ? 0 : last->p_vaddr + last->p_memsz - km_page_align_down (first->p_vaddr);
}

/* elf_map (): the pages of the file, at @addr or with @fixed FALSE where there is room. The first piece of an image
 * that finds its own place asks for room for all of it, @total bytes, and gives back what it does not use. */
static uint32_t
map_segment (KmBprm *bprm, const KmImage *image, KmAddr addr, const KmElfPhdr *phdr, gboolean fixed, uint32_t total)
{
  uint32_t slack = phdr->p_vaddr & ~KM_PAGE_MASK, size = km_page_align_up (phdr->p_filesz + slack);
  uint32_t offset = phdr->p_offset - slack, length = total == 0 ? size : km_page_align_up (total), at;
  KmMmapDef def = { .addr = km_page_align_down (addr), .length = length, .prot = prot_of (phdr), .mode = KM_FMODE_READ,
                    .flags = KM_MAP_PRIVATE | KM_MAP_DENYWRITE | KM_MAP_EXECUTABLE | (fixed ? KM_MAP_FIXED : 0),
                    .pgoff = offset >> KM_PAGE_SHIFT };

  if (size == 0)
    return def.addr;
  /* vm_mmap (): the offset is in bytes here, and may overflow. */
  if (offset + km_page_align_up (length) < offset || (offset & ~KM_PAGE_MASK))
    return KM_ERROR (EINVAL);
  def.file = file_of (bprm->m, image);
  if (KM_IS_NONE (def.file))
    return KM_ERROR (ENOMEM);
  at = km_mm_mmap (bprm->m, bprm->mm, &def, NULL);
  if (KM_IS_ERROR (at))
    return at;
  if (length > size)
    km_mm_munmap (bprm->m, bprm->mm, at + size, length - size);
  km_step (bprm->m, EXEC_SEGMENT, .start = at, .end = at + size, .perm = prot_of (phdr), .offset = offset);
  return at;
}

/* A segment must end within user addresses, and not have more in the file than in memory. */
static gboolean
is_sane (KmAddr start, const KmElfPhdr *phdr)
{
  return !IS_BAD_ADDR (start) && phdr->p_filesz <= phdr->p_memsz && phdr->p_memsz <= KM_TASK_SIZE
         && KM_TASK_SIZE - phdr->p_memsz >= start;
}

static void
note_ends (Ends *ends, KmAddr start, const KmElfPhdr *phdr)
{
  ends->bss = MAX (ends->bss, start + phdr->p_filesz);
  if (start + phdr->p_memsz > ends->brk)
    {
      ends->brk = start + phdr->p_memsz;
      ends->flags = phdr->p_flags & PF_X ? KM_VM_EXEC : 0;
    }
}

/* padzero (): the rest of the page at @end, when there is one. */
static gboolean
clear_rest (KmBprm *bprm, KmAddr end)
{
  return (end & ~KM_PAGE_MASK) == 0 || km_exec_touch (bprm, end);
}

/* --- Interpreter ------------------------------------------------------------------------------ */

/* load_elf_interp (): *@base is what its addresses are moved by. */
static gboolean
load_interpreter (KmBprm *bprm, KmAddr program_base, KmAddr *base)
{
  const KmElfImage *elf = &bprm->interp_elf;
  uint32_t total = image_size (elf), at;
  gboolean placed = FALSE, first = TRUE;
  Ends ends = { 0, 0, 0 };

  *base = 0;
  if ((elf->e_type != ET_EXEC && elf->e_type != ET_DYN) || total == 0)
    return FALSE;
  for (guint i = 0; i < elf->n_phdrs; i++)
    {
      const KmElfPhdr *phdr = &elf->phdr[i];
      gboolean free = elf->e_type == ET_DYN && !placed;

      if (phdr->p_type != PT_LOAD)
        continue;
      if (free && program_base != 0)
        *base = -phdr->p_vaddr;
      at = map_segment (bprm, bprm->interpreter, *base + phdr->p_vaddr, phdr, !free, total);
      total = 0;
      if (IS_BAD_ADDR (at))
        return FALSE;
      if (free)
        {
          *base = at - km_page_align_down (phdr->p_vaddr);
          placed = TRUE;
        }
      if (first)
        km_step (bprm->m, EXEC_INTERP, .base = at);
      first = FALSE;
      if (!is_sane (*base + phdr->p_vaddr, phdr))
        return FALSE;
      note_ends (&ends, *base + phdr->p_vaddr, phdr);
    }
  return clear_rest (bprm, ends.bss)
         && km_exec_zero_pages (bprm, ends.bss, ends.brk, ends.flags);
}

/* --- Program ---------------------------------------------------------------------------------- */

/* maximum_alignment (): powers of two alone count. */
static uint32_t
largest_alignment (const KmElfImage *elf)
{
  uint32_t align = 0;

  for (guint i = 0; i < elf->n_phdrs; i++)
    {
      uint32_t p_align = elf->phdr[i].p_align;

      if (elf->phdr[i].p_type == PT_LOAD && p_align != 0 && (p_align & (p_align - 1)) == 0)
        align = MAX (align, p_align);
    }
  return km_page_align_up (align);
}

/* What load_elf_binary () knows while it goes through the segments. Addresses in @ends and in the fields below are
 * those of the file, to be moved by @bias. */
typedef struct
{
  KmAddr bias;
  gboolean placed;
  Ends ends;
  uint32_t start_code, end_code, start_data, end_data;
} Program;

/* Zero pages that a segment so far asks for come before the next one. That their first page cannot be cleared is no
 * error here. */
static gboolean
flush_zero_pages (KmBprm *bprm, const Program *p)
{
  if (p->ends.brk <= p->ends.bss)
    return TRUE;
  if (!km_exec_set_brk (bprm, p->ends.bss + p->bias, p->ends.brk + p->bias, p->ends.flags))
    return FALSE;
  clear_rest (bprm, p->ends.bss + p->bias);
  return TRUE;
}

/* Where a position-independent program goes: to a place of its own with an interpreter, top-down without. */
static gboolean
choose_bias (KmBprm *bprm, const KmElfPhdr *phdr, Program *p, gboolean *fixed, uint32_t *total)
{
  uint32_t align = largest_alignment (&bprm->elf);

  if (bprm->interpreter != NULL)
    {
      p->bias = align != 0 ? ET_DYN_BASE & ~(align - 1) : ET_DYN_BASE;
      *fixed = TRUE;
    }
  p->bias = km_page_align_down (p->bias - phdr->p_vaddr);
  *total = image_size (&bprm->elf);
  return *total != 0;
}

static void
note_code_and_data (Program *p, const KmElfPhdr *phdr)
{
  if (phdr->p_flags & PF_X)
    {
      p->start_code = MIN (p->start_code, phdr->p_vaddr);
      p->end_code = MAX (p->end_code, phdr->p_vaddr + phdr->p_filesz);
    }
  p->start_data = MAX (p->start_data, phdr->p_vaddr);
  p->end_data = MAX (p->end_data, phdr->p_vaddr + phdr->p_filesz);
}

static gboolean
load_segment (KmBprm *bprm, const KmElfPhdr *phdr, Program *p)
{
  gboolean fixed = bprm->elf.e_type == ET_EXEC || p->placed;
  uint32_t total = 0, at;

  if (!flush_zero_pages (bprm, p) || (!fixed && !choose_bias (bprm, phdr, p, &fixed, &total)))
    return FALSE;
  at = map_segment (bprm, bprm->image, p->bias + phdr->p_vaddr, phdr, fixed, total);
  if (IS_BAD_ADDR (at))
    return FALSE;
  if (!p->placed && bprm->elf.e_type == ET_DYN)
    p->bias += at - km_page_align_down (p->bias + phdr->p_vaddr);
  p->placed = TRUE;
  note_code_and_data (p, phdr);
  if (!is_sane (phdr->p_vaddr, phdr))
    return FALSE;
  note_ends (&p->ends, phdr->p_vaddr, phdr);
  return TRUE;
}

static void
set_program_areas (KmBprm *bprm, const Program *p)
{
  KmMachine *m = bprm->m;
  const KmMm *mm = bprm->mm;

  KM_EDIT (m, mm->start_code, p->start_code + p->bias);
  KM_EDIT (m, mm->end_code, p->end_code + p->bias);
  KM_EDIT (m, mm->start_data, p->start_data + p->bias);
  KM_EDIT (m, mm->end_data, p->end_data + p->bias);
  KM_EDIT (m, mm->start_bss, p->ends.bss + p->bias);
  KM_EDIT (m, mm->end_bss, p->ends.brk + p->bias);
}

gboolean
km_elf_load (KmBprm *bprm)
{
  Program p = { .start_code = G_MAXUINT32 };
  KmAddr base = 0;

  for (guint i = 0; i < bprm->elf.n_phdrs; i++)
    if (bprm->elf.phdr[i].p_type == PT_LOAD && !load_segment (bprm, &bprm->elf.phdr[i], &p))
      return FALSE;
  if (!km_exec_set_brk (bprm, p.ends.bss + p.bias, p.ends.brk + p.bias, p.ends.flags)
      || (p.ends.bss != p.ends.brk && !clear_rest (bprm, p.ends.bss + p.bias)))
    return FALSE;
  set_program_areas (bprm, &p);
  bprm->entry = bprm->elf.e_entry + p.bias;
  if (bprm->interpreter != NULL)
    {
      if (!load_interpreter (bprm, p.bias, &base))
        return FALSE;
      bprm->entry = base + bprm->interp_elf.e_entry;
    }
  return !IS_BAD_ADDR (bprm->entry);
}
