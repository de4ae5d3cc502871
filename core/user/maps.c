/* SPDX-License-Identifier: GPL-2.0-or-later */
/* maps, smaps: fs/proc/task_mmu.c. */
#include "core/user/maps.h"

#include "core/mmu/tables.h"
#include "core/physical/frames.h"
#include "core/user/vma.h"

#define NAME_COLUMN 49          /* characters before the name: 25 + 6 × sizeof (void *) */

const char *
km_area_name (const KmMm *mm, const KmVma *vma)
{
  if (vma->special != KM_VMA_PLAIN)
    return vma->special == KM_VMA_VVAR ? "[vvar]" : "[vdso]";
  if (vma->vm_start <= mm->brk && vma->vm_end >= mm->start_brk)
    return "[heap]";
  if (vma->vm_start <= mm->start_stack && vma->vm_end >= mm->start_stack)
    return "[stack]";
  return "";
}

/* show_map_vma () */
static void
append_area (const KmMachine *m, const KmMm *mm, const KmVma *vma, GString *out)
{
  const KmFile *file = km_file (m, vma->vm_file);
  gsize start = out->len;
  char letters[4];

  km_perm_letters (vma->vm_flags, letters);
  g_string_append_printf (
    out, "%08x-%08x %s%c %08" G_GINT64_MODIFIER "x %02x:%02x %u ", vma->vm_start, vma->vm_end,
    letters, vma->vm_flags & KM_VM_MAYSHARE ? 's' : 'p',
    file == NULL ? (uint64_t) 0 : (uint64_t) vma->vm_pgoff << KM_PAGE_SHIFT,
    file == NULL ? 0 : file->dev >> 8, file == NULL ? 0 : file->dev & 0xff,
    file == NULL ? 0 : file->ino);
  if (file != NULL || *km_area_name (mm, vma) != '\0')
    {
      while (out->len - start < NAME_COLUMN)
        g_string_append_c (out, ' ');
      g_string_append (out, file != NULL ? file->path : km_area_name (mm, vma));
    }
  g_string_append_c (out, '\n');
}

void
km_report_maps (const KmMachine *m, const KmTask *task, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);

  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    append_area (m, mm, vma, out);
}

/* smaps_account () */
typedef struct
{
  uint64_t rss, pss, shared_clean, shared_dirty, private_clean, private_dirty, referenced,
    anonymous;
} Usage;

static void
account_page (const KmMachine *m, uint64_t entry, Usage *usage)
{
  const KmFrame *frame = km_frame_at (m, km_entry_pfn (entry));
  gboolean dirty = (entry & KM_PTE_D) || (frame->flags & KM_PG_DIRTY);
  gboolean shared = frame->mapcount > 1;

  usage->rss += KM_PAGE_SIZE;
  usage->pss += (KM_PAGE_SIZE << 12) / MAX (1, frame->mapcount);
  if (entry & KM_PTE_A)
    usage->referenced += KM_PAGE_SIZE;
  if (km_frame_is_anon (frame))
    usage->anonymous += KM_PAGE_SIZE;
  if (shared)
    *(dirty ? &usage->shared_dirty : &usage->shared_clean) += KM_PAGE_SIZE;
  else
    *(dirty ? &usage->private_dirty : &usage->private_clean) += KM_PAGE_SIZE;
}

/* show_smap_vma_flags (): in the order of the bits; a bit without a name of its own shows as ??. */
static void
append_flags (const KmVma *vma, GString *out)
{
  static const struct { uint32_t flag; const char *code; } codes[] = {
    { KM_VM_READ, "rd" }, { KM_VM_WRITE, "wr" }, { KM_VM_EXEC, "ex" }, { KM_VM_SHARED, "sh" },
    { KM_VM_MAYREAD, "mr" }, { KM_VM_MAYWRITE, "mw" }, { KM_VM_MAYEXEC, "me" },
    { KM_VM_MAYSHARE, "ms" }, { KM_VM_GROWSDOWN, "gd" }, { KM_VM_PFNMAP, "pf" },
    { KM_VM_DENYWRITE, "dw" }, { KM_VM_LOCKED, "lo" }, { KM_VM_IO, "io" },
    { KM_VM_SEQ_READ, "sr" }, { KM_VM_RAND_READ, "rr" }, { KM_VM_DONTCOPY, "dc" },
    { KM_VM_DONTEXPAND, "de" }, { KM_VM_LOCKONFAULT, "??" }, { KM_VM_ACCOUNT, "ac" },
    { KM_VM_NORESERVE, "nr" }, { KM_VM_HUGETLB, "ht" }, { KM_VM_WIPEONFORK, "wf" },
    { KM_VM_DONTDUMP, "dd" }, { KM_VM_MIXEDMAP, "mm" }, { KM_VM_HUGEPAGE, "hg" },
    { KM_VM_NOHUGEPAGE, "nh" }, { KM_VM_MERGEABLE, "mg" },
  };

  g_string_append (out, "VmFlags: ");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (vma->vm_flags & codes[i].flag)
      g_string_append_printf (out, "%s ", codes[i].code);
  g_string_append_c (out, '\n');
}

static void
append_kb (GString *out, const char *key, uint64_t bytes)
{
  g_string_append_printf (out, "%-16s%8" G_GUINT64_FORMAT " kB\n", key, bytes / 1024);
}

static void
append_usage (const KmVma *vma, const Usage *usage, GString *out)
{
  append_kb (out, "Size:", vma->vm_end - vma->vm_start);
  append_kb (out, "KernelPageSize:", KM_PAGE_SIZE);
  append_kb (out, "MMUPageSize:", KM_PAGE_SIZE);
  append_kb (out, "Rss:", usage->rss);
  append_kb (out, "Pss:", usage->pss >> 12);
  append_kb (out, "Shared_Clean:", usage->shared_clean);
  append_kb (out, "Shared_Dirty:", usage->shared_dirty);
  append_kb (out, "Private_Clean:", usage->private_clean);
  append_kb (out, "Private_Dirty:", usage->private_dirty);
  append_kb (out, "Referenced:", usage->referenced);
  append_kb (out, "Anonymous:", usage->anonymous);
  append_kb (out, "LazyFree:", 0);
  append_kb (out, "AnonHugePages:", 0);
  append_kb (out, "ShmemPmdMapped:", 0);
  append_kb (out, "FilePmdMapped:", 0);
  append_kb (out, "Shared_Hugetlb:", 0);
  append_kb (out, "Private_Hugetlb:", 0);
  append_kb (out, "Swap:", 0);
  append_kb (out, "SwapPss:", 0);
  append_kb (out, "Locked:", vma->vm_flags & KM_VM_LOCKED ? usage->pss >> 12 : 0);
  g_string_append (out, "THPeligible:    0\n");
}

void
km_report_smaps (const KmMachine *m, const KmTask *task, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);

  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    {
      Usage usage = { 0 };

      for (uint64_t at = vma->vm_start; at < vma->vm_end; at += KM_PAGE_SIZE)
        {
          uint64_t entry = km_tables_entry (m, mm->pgd, at);

          if (entry != 0 && !(entry & KM_PTE_SPECIAL))
            account_page (m, entry, &usage);
        }
      append_area (m, mm, vma, out);
      append_usage (vma, &usage, out);
      append_flags (vma, out);
    }
}
