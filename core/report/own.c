/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports that no kernel file gives: layout, zones, walk, page, vmas, freelists, steps. */
#include "core/mmu/tables.h"
#include "core/physical/frames.h"
#include "core/report/report.h"
#include "core/report/step-words.h"
#include "core/user/vma.h"

void
km_report_layout (const KmMachine *m, GString *out)
{
  const KmLayout *l = &m->state->layout;

  g_string_append_printf (out, "PAGE_OFFSET     %08x\nhigh_memory     %08x\nVMALLOC_START   %08x\n"
                          "VMALLOC_END     %08x\nPKMAP_BASE      %08x LAST_PKMAP %u\n", KM_PAGE_OFFSET,
                          l->high_memory, l->vmalloc_start, l->vmalloc_end, l->pkmap_base,
                          l->last_pkmap);
  if (l->ldt_base != 0)
    g_string_append_printf (out, "LDT_BASE_ADDR   %08x\nCPU_ENTRY_AREA_BASE %08x\n", l->ldt_base,
                            l->cea_base);
  g_string_append_printf (out,
                          "FIXADDR_START   %08x\nFIXADDR_TOT_START %08x\nFIXADDR_TOP     %08x\n"
                          "TASK_SIZE       %08x\nmem_map         %08x\n",
                          l->fixaddr_start, l->fixaddr_tot_start, l->fixaddr_top, KM_TASK_SIZE,
                          KM_PAGE_OFFSET + (l->mem_map_pfn << KM_PAGE_SHIFT));
}

void
km_report_zones (const KmMachine *m, GString *out)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *z = km_zone (m, i);

      g_string_append_printf (out,
                              "zone %-8s start_pfn %05x end_pfn %05x spanned %u present %u managed "
                              "%u min %u low %u high %u lowmem_reserve %u %u %u %u\n",
                              km_zone_name (i), z->start_pfn, z->start_pfn + z->spanned, z->spanned,
                              z->present, z->managed, z->watermark[0], z->watermark[1],
                              z->watermark[2], z->lowmem_reserve[0], z->lowmem_reserve[1],
                              z->lowmem_reserve[2], z->lowmem_reserve[3]);
    }
}

static void
append_bits (GString *out, uint64_t entry)
{
  static const struct { uint64_t bit; char letter; } letters[] = {
    { KM_PTE_P, 'P' }, { KM_PTE_RW, 'W' }, { KM_PTE_US, 'U' }, { KM_PTE_A, 'A' }, { KM_PTE_D, 'D' },
    { KM_PTE_G, 'G' }, { KM_PTE_PSE, 'S' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_string_append_c (out, entry & letters[i].bit ? letters[i].letter : '-');
  if (entry & KM_PTE_NX)
    g_string_append (out, " NX");
}

void
km_report_walk (const KmMachine *m, const KmTask *task, KmAddr addr, GString *out)
{
  static const char *const names[] = { "", "table", "directory", "pdpt" };
  KmPfn table = km_mm (m, task->mm)->pgd;

  g_string_append_printf (out, "walk %s 0x%08x: CR3 0x%08x\n", task->comm, addr,
                          table << KM_PAGE_SHIFT);
  for (guint level = km_table_levels (m); level > 0; level--)
    {
      guint index = km_table_index (m, addr, level);
      uint64_t entry = km_entry_read (m, table, index);

      g_string_append_printf (
        out, "  %-9s [%4u] at 0x%08" G_GINT64_MODIFIER "x = 0x%08" G_GINT64_MODIFIER "x ",
        names[level], index, km_entry_phys (m, table, index), entry);
      append_bits (out, entry);
      g_string_append_c (out, '\n');
      if (!(entry & KM_PTE_P))
        {
          g_string_append (out, "  not present\n");
          return;
        }
      table = km_entry_pfn (entry);
      if (level == 1 || (level == 2 && (entry & KM_PTE_PSE)))
        {
          g_string_append_printf (out, "  physical 0x%08" G_GINT64_MODIFIER "x\n",
                                  ((KmPhys) table << KM_PAGE_SHIFT)
                                    + (addr & (km_table_reach (m, level) - 1)));
          return;
        }
    }
}

void
km_report_page (const KmMachine *m, KmPfn pfn, GString *out)
{
  static const char *const uses[KM_N_USES] = {
    "free", "kernel", "page table", "slab", "vmalloc", "anonymous", "file", "KSM", "huge", "swap",
    "per-CPU list", "in use, unknown",
  };
  guint order;
  KmPfn head = km_frame_block (m, pfn, &order);
  const KmFrame *frame = km_frame_at (m, head);
  const KmZone *zone = km_zone_of (m, pfn);

  g_string_append_printf (
    out, "page 0x%05x: %s, zone %s, block 0x%05x order %u\n", pfn, uses[km_frame_use (frame)],
    zone == NULL ? "none" : km_zone_name (km_zone_index (m, zone)), head, order);
  g_string_append_printf (out, "  flags 0x%08x mapping 0x%08x index 0x%x private 0x%x _mapcount %d "
                          "_refcount %u\n", frame->flags, frame->mapping, frame->index, frame->private_,
                          (int) frame->mapcount - 1, frame->refcount);
}

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

void
km_report_vmas (const KmMachine *m, const KmTask *task, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);

  g_string_append_printf (out, "mm of %s: map_count %u total_vm %u\nlist:", task->comm,
                          mm->map_count, mm->total_vm);
  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    g_string_append_printf (out, " %08x", vma->vm_start);
  g_string_append (out, "\ntree:\n");
  append_tree (m, mm->mm_rb.root, 0, out);
}

static void
append_list (const KmMachine *m, const KmFrameList *list, GString *out)
{
  for (KmPfn pfn = list->head; pfn != 0; pfn = km_frame_at (m, pfn)->next)
    g_string_append_printf (out, " %05x", pfn);
  g_string_append_c (out, '\n');
}

void
km_report_freelists (const KmMachine *m, KmZoneIndex index, GString *out)
{
  const KmZone *zone = km_zone (m, index);

  for (guint o = KM_MAX_ORDER; o-- > 0;)
    for (guint mt = 0; mt < KM_N_MT; mt++)
      {
        const KmFrameList *list = &zone->free_area[o].list[mt];

        if (list->count == 0)
          continue;
        g_string_append_printf (out, "  order %2u %-11s %5u:", o, km_migrate_type_name (mt),
                                list->count);
        append_list (m, list, out);
      }
  for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
    {
      g_string_append_printf (out, "pcp zone %s count=%u high=%u batch=%u\n", km_zone_name (index),
                              zone->pcp[cpu].count, zone->pcp[cpu].high, zone->pcp[cpu].batch);
      for (guint mt = 0; mt < KM_MT_PCPTYPES; mt++)
        {
          g_string_append_printf (out, "  %-11s:", km_migrate_type_name (mt));
          append_list (m, &zone->pcp[cpu].list[mt], out);
        }
    }
}

void
km_report_steps (const KmMachine *m, GString *out)
{
  for (uint32_t step = 1; step <= km_machine_cursor (m); step++)
    {
      const KmStepInfo *info = km_machine_step_info (m, step);

      g_string_append_printf (out, "%u %s", step, info->name);
      for (guint i = 0; i < info->n_args; i++)
        {
          g_autofree char *text = km_machine_step_arg_text (m, step, info->args[i].id);

          g_string_append_printf (out, " %s=%s", info->args[i].name, text);
        }
      g_string_append_c (out, '\n');
    }
}
