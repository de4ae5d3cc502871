/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every field of the selected thing by its kernel name. */
#include "ui/panels/panels.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  VmrCells *cells;
  double    y;
} Table;

static void G_GNUC_PRINTF (3, 4)
row (Table      *table,
     const char *name,
     const char *format,
     ...)
{
  VmrCells *cells = table->cells;
  double h = ceil (cells->metrics.small * 1.6), m = 14, w = cells->width - 2 * m, left;
  g_autofree char *value = NULL;
  VmrCell *cell;
  va_list args;

  if (table->y + h > cells->height)
    return;
  va_start (args, format);
  value = g_strdup_vprintf (format, args);
  va_end (args);
  cell = vmr_cells_text (cells, VMR_RECT (m, table->y, w, h), VMR_SMALL | VMR_MONO,
                         VMR_INK_SECONDARY, name, NULL);
  left = cell ? cell->rect.w + 10 : 0;
  vmr_cells_text (cells, VMR_RECT (m + left, table->y, w - left, h),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, value, NULL);
  table->y += h;
}

static void
title (Table      *table,
       const char *name,
       const char *type)
{
  VmrCells *cells = table->cells;
  double w = cells->width - 28;

  vmr_cells_text (cells, VMR_RECT (14, 8, w, cells->metrics.row), VMR_TITLE | VMR_BOLD,
                  VMR_INK_TEXT, name, NULL);
  vmr_cells_text (cells, VMR_RECT (14, 8 + cells->metrics.row, w, cells->metrics.small * 1.6),
                  VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, type, NULL);
  table->y = 8 + cells->metrics.row + cells->metrics.small * 1.6 + 8;
}

static void
show_frame (Table           *table,
            const KmMachine *machine,
            KmPfn            pfn)
{
  const KmFrame *frame = km_frame (machine, pfn);
  const KmZone *zone = km_zone_of (machine, pfn);
  char name[32];

  g_snprintf (name, sizeof name, _("frame 0x%05x"), pfn);
  title (table, name, "struct page");
  if (frame == NULL)
    return;
  row (table, "address", "0x%09" G_GINT64_MODIFIER "x", (guint64) pfn << KM_PAGE_SHIFT);
  row (table, "zone", "%s", zone ? km_zone_name (zone - machine->state->zones) : "-");
  row (table, "migratetype", "%s", km_migrate_type_name (km_pageblock_type (machine, pfn)));
  row (table, "flags", "0x%08x", frame->flags);
  row (table, "_refcount", "%u", frame->refcount);
  row (table, "_mapcount", "%d", (int) frame->mapcount - 1);
  row (table, "mapping", "0x%08x", frame->mapping);
  row (table, "index", "0x%x", frame->index);
  if (frame->flags & KM_PG_BUDDY)
    row (table, "private (order)", "%u", frame->private_ & 0xff);
  row (table, "lru.next", "0x%05x", frame->next);
  row (table, "lru.prev", "0x%05x", frame->prev);
}

static void
show_vma (Table           *table,
          const KmMachine *machine,
          guint32          id)
{
  const KmVma *vma = km_vma (machine, (KmVmaId) { id });
  const KmFile *file;

  title (table, _("area"), "struct vm_area_struct");
  if (vma == NULL)
    return;
  file = km_file (machine, vma->vm_file);
  row (table, "vm_start", "0x%08x", vma->vm_start);
  row (table, "vm_end", "0x%08x", vma->vm_end);
  row (table, "vm_flags", "0x%08x", vma->vm_flags);
  row (table, "vm_pgoff", "0x%x", vma->vm_pgoff);
  row (table, "vm_file", "%s", file ? file->path : "NULL");
  row (table, "anon_vma", "%u", KM_ID_INDEX (vma->anon_vma.value));
  row (table, "rb_subtree_gap", "0x%x", vma->rb_subtree_gap);
  row (table, _("pages"), "%u", (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT);
  row (table, _("present"), "%u", vmr_walk_present (machine, km_mm (machine, vma->vm_mm),
                                                 vma->vm_start, vma->vm_end));
}

static void
show_task (Table           *table,
           const KmMachine *machine,
           const KmTask    *task)
{
  const KmMm *mm = km_mm (machine, task->mm);

  title (table, task->comm, "struct task_struct, mm_struct");
  row (table, "pid", "%u", task->pid);
  row (table, "min_flt", "%u", task->min_flt);
  row (table, "maj_flt", "%u", task->maj_flt);
  if (mm == NULL)
    return;
  row (table, "mm->pgd", "0x%05x", mm->pgd);
  row (table, "map_count", "%u", mm->map_count);
  row (table, "total_vm", "%u", mm->total_vm);
  row (table, "rss anon", "%u", mm->rss[KM_RSS_ANON]);
  row (table, "rss file", "%u", mm->rss[KM_RSS_FILE]);
  row (table, "start_code", "0x%08x", mm->start_code);
  row (table, "start_brk", "0x%08x", mm->start_brk);
  row (table, "brk", "0x%08x", mm->brk);
  row (table, "start_stack", "0x%08x", mm->start_stack);
  row (table, "mmap_base", "0x%08x", mm->mmap_base);
}

static void
show_zone (Table           *table,
           const KmMachine *machine,
           guint            index)
{
  const KmZone *zone = &machine->state->zones[index % KM_N_ZONES];
  char buffer[16];

  title (table, km_zone_name (index), "struct zone");
  row (table, "zone_start_pfn", "0x%05x", zone->start_pfn);
  row (table, "spanned_pages", "%u", zone->spanned);
  row (table, "present_pages", "%u", zone->present);
  row (table, "managed_pages", "%u", zone->managed);
  row (table, "nr_free_pages", "%u", zone->stat[KM_NR_FREE_PAGES]);
  row (table, "min", "%u", zone->watermark[KM_WMARK_MIN]);
  row (table, "low", "%u", zone->watermark[KM_WMARK_LOW]);
  row (table, "high", "%u", zone->watermark[KM_WMARK_HIGH]);
  row (table, "pcp count", "%u", zone->pcp[0].count);
  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      g_snprintf (buffer, sizeof buffer, "nr_free[%u]", order);
      row (table, buffer, "%u", zone->free_area[order].nr_free);
    }
}

static void
show_entry (Table           *table,
            const KmMachine *machine,
            VmrRef           ref)
{
  guint width = machine->state->config.pae ? 8 : 4;
  guint64 entry = vmr_walk_entry (machine, ref.id & KM_PAGE_MASK, (ref.id & 0xfff) / width);
  static const char *const bits[] = { "P present", "R/W write", "U/S user", "PWT", "PCD",
                                      "A accessed", "D dirty", "PAT / PS", "G global" };

  title (table, ref.gen > 1 ? _("directory entry") : _("table entry"),
         ref.gen > 1 ? "pgd_t" : "pte_t");
  row (table, "at", "0x%08x", ref.id);
  row (table, "value", "0x%0*" G_GINT64_MODIFIER "x", (int) width * 2, entry);
  row (table, "frame", "0x%05x", vmr_entry_pfn (entry));
  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    row (table, bits[i], "%u", (guint) (entry >> i & 1));
}

void
vmr_inspector_layout (gpointer          data,
                      const VmrSession *session,
                      VmrCells         *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  VmrRef ref = vmr_session_selection (session);
  Table table = { cells, 0 };
  const KmTask *task;

  if (machine->state == NULL)
    return;
  switch (ref.kind)
    {
    case VMR_REF_FRAME:
    case VMR_REF_BLOCK:
      show_frame (&table, machine, ref.id);
      break;
    case VMR_REF_VMA:
      show_vma (&table, machine, ref.id);
      break;
    case VMR_REF_TASK:
      task = km_task (machine, (KmTaskId) { ref.id });
      if (task)
        show_task (&table, machine, task);
      break;
    case VMR_REF_ZONE:
      show_zone (&table, machine, ref.id);
      break;
    case VMR_REF_PTE:
      show_entry (&table, machine, ref);
      break;
    default:
      title (&table, _("Nothing selected"), "");
      break;
    }
}
