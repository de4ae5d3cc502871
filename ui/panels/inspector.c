/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every field of the selected thing by its kernel name. */
#include "ui/panels/mask.h"
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
count_row (Table      *table,
           const char *name,
           guint       count)
{
  char buffer[32];

  row (table, name, "%s", vmr_count_text (count, buffer, sizeof buffer));
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

typedef struct
{
  guint32 bit;
  const char *name;
} Flag;

static const Flag page_flags[] = {
  { KM_PG_LOCKED, "PG_locked" }, { KM_PG_REFERENCED, "PG_referenced" },
  { KM_PG_UPTODATE, "PG_uptodate" }, { KM_PG_DIRTY, "PG_dirty" }, { KM_PG_LRU, "PG_lru" },
  { KM_PG_ACTIVE, "PG_active" }, { KM_PG_SLAB, "PG_slab" }, { KM_PG_RESERVED, "PG_reserved" },
  { KM_PG_PRIVATE, "PG_private" }, { KM_PG_WRITEBACK, "PG_writeback" }, { KM_PG_HEAD, "PG_head" },
  { KM_PG_SWAPBACKED, "PG_swapbacked" }, { KM_PG_UNEVICTABLE, "PG_unevictable" },
  { KM_PG_MLOCKED, "PG_mlocked" }, { KM_PG_BUDDY, "PageBuddy" },
};
static const Flag vm_flags[] = {
  { KM_VM_READ, "VM_READ" }, { KM_VM_WRITE, "VM_WRITE" }, { KM_VM_EXEC, "VM_EXEC" },
  { KM_VM_SHARED, "VM_SHARED" }, { KM_VM_GROWSDOWN, "VM_GROWSDOWN" }, { KM_VM_PFNMAP, "VM_PFNMAP" },
  { KM_VM_DENYWRITE, "VM_DENYWRITE" }, { KM_VM_LOCKED, "VM_LOCKED" }, { KM_VM_IO, "VM_IO" },
  { KM_VM_DONTEXPAND, "VM_DONTEXPAND" }, { KM_VM_ACCOUNT, "VM_ACCOUNT" },
  { KM_VM_MIXEDMAP, "VM_MIXEDMAP" },
};

/* The names of the bits that are set, a row each two. */
static void
names_row (Table      *table,
           const Flag *flags,
           guint       n,
           guint32     value)
{
  const char *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!(value & flags[i].bit))
        continue;
      if (first == NULL)
        {
          first = flags[i].name;
          continue;
        }
      row (table, "", "%s %s", first, flags[i].name);
      first = NULL;
    }
  if (first != NULL)
    row (table, "", "%s", first);
}

static void
show_frame (Table           *table,
            const KmMachine *machine,
            KmPfn            pfn)
{
  const KmFrame *frame = km_frame (machine, pfn);
  const KmZone *zone = km_zone_of (machine, pfn);
  const KmFile *file;
  const KmAnonVma *anon_vma;
  char name[64];

  g_snprintf (name, sizeof name, _("frame 0x%05x"), pfn);
  title (table, name, "struct page");
  if (frame == NULL)
    return;
  file = km_frame_file (machine, frame);
  anon_vma = km_frame_anon_vma (machine, frame);
  row (table, "address", "0x%08" G_GINT64_MODIFIER "x", (guint64) pfn << KM_PAGE_SHIFT);
  row (table, "zone", "%s", zone ? km_zone_constant (zone - km_machine_state (machine)->zones) : "-");
  row (table, "migratetype", "%s", km_migrate_type_name (km_pageblock_type (machine, pfn)));
  row (table, "flags", "0x%08x", frame->flags);
  names_row (table, page_flags, G_N_ELEMENTS (page_flags), frame->flags);
  row (table, _("use"), "%s", vmr_use_name (km_frame_use (frame)));
  count_row (table, "_refcount", frame->refcount);
  /* One word of struct page: a free block's type, or how often the page is mapped. */
  if (frame->flags & KM_PG_BUDDY)
    row (table, "page_type", "0x%08x PG_buddy", 0xffffff7fu);
  else
    row (table, "_mapcount", "%d", (int) frame->mapcount - 1);
  if (anon_vma)
    row (table, "mapping", "anon_vma %u", KM_ID_INDEX (anon_vma->id));
  else
    row (table, "mapping", "%s", file ? file->path : "NULL");
  row (table, "index", "0x%x", frame->index);
  if (frame->flags & KM_PG_BUDDY)
    row (table, "private (order)", "%u", frame->private_ & 0xff);
  /* Only the allocator's lists are kept by their links; of the LRU lists there are counts. */
  if (frame->next != 0)
    row (table, "lru.next", "0x%05x", frame->next);
  if (frame->prev != 0)
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
  names_row (table, vm_flags, G_N_ELEMENTS (vm_flags), vma->vm_flags);
  row (table, "vm_pgoff", "0x%x", vma->vm_pgoff);
  row (table, "vm_file", "%s", file ? file->path : "NULL");
  row (table, "anon_vma", "%u", KM_ID_INDEX (vma->anon_vma.value));
  row (table, "rb_subtree_gap", "0x%x", vma->rb_subtree_gap);
  count_row (table, _("pages"), (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT);
  row (table, _("present"), "%u", km_walk_present (machine, km_mm (machine, vma->vm_mm),
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
  count_row (table, "min_flt", task->min_flt);
  count_row (table, "maj_flt", task->maj_flt);
  if (mm == NULL)
    return;
  row (table, "mm->pgd", "0x%05x", mm->pgd);
  count_row (table, "map_count", mm->map_count);
  count_row (table, "total_vm", mm->total_vm);
  count_row (table, "rss anon", mm->rss[KM_RSS_ANON]);
  count_row (table, "rss file", mm->rss[KM_RSS_FILE]);
  count_row (table, "rss shmem", mm->rss[KM_RSS_SHMEM]);
  count_row (table, "pgtables_bytes", mm->pgtables_bytes);
  row (table, "highest_vm_end", "0x%08x", mm->highest_vm_end);
  row (table, "end_code", "0x%08x", mm->end_code);
  row (table, "start_data", "0x%08x", mm->start_data);
  row (table, "end_data", "0x%08x", mm->end_data);
  row (table, "start_code", "0x%08x", mm->start_code);
  row (table, "start_brk", "0x%08x", mm->start_brk);
  row (table, "brk", "0x%08x", mm->brk);
  row (table, "start_stack", "0x%08x", mm->start_stack);
  row (table, "mmap_base", "0x%08x", mm->mmap_base);
}

static void
show_zone (Table           *table,
           const KmMachine *machine,
           guint            index,
           gboolean         masked)
{
  const KmZone *zone = &km_machine_state (machine)->zones[index % KM_N_ZONES];
  char buffer[24];

  title (table, km_zone_constant (index), "struct zone");
  row (table, "zone_start_pfn", "0x%05x", zone->start_pfn);
  count_row (table, "spanned_pages", zone->spanned);
  count_row (table, "present_pages", zone->present);
  count_row (table, "managed_pages", zone->managed);
  if (masked)
    {
      row (table, "nr_free_pages", "?");
      return;
    }
  count_row (table, "nr_free_pages", zone->stat[KM_NR_FREE_PAGES]);
  count_row (table, "min", zone->watermark[KM_WMARK_MIN]);
  count_row (table, "low", zone->watermark[KM_WMARK_LOW]);
  count_row (table, "high", zone->watermark[KM_WMARK_HIGH]);
  count_row (table, "watermark_boost", zone->watermark_boost);
  count_row (table, "managed at boot", zone->boot_managed);
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (zone->lowmem_reserve[i] > 0)
      {
        g_snprintf (buffer, sizeof buffer, "reserve[%u]", i);
        count_row (table, buffer, zone->lowmem_reserve[i]);
      }
  count_row (table, "pcp.count", zone->pcp[0].count);
  count_row (table, "pcp.high", zone->pcp[0].high);
  count_row (table, "pcp.batch", zone->pcp[0].batch);
  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      g_snprintf (buffer, sizeof buffer, "nr_free[%u]", order);
      count_row (table, buffer, zone->free_area[order].nr_free);
    }
}

/* All bits in rows of eight, the highest first, each row under the numbers of its ends. */
static void
bits_draw (Table  *table,
           guint64 entry,
           guint   n)
{
  VmrCells *cells = table->cells;
  double m = 14, label = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, "63-56") + 10;
  double side = MIN (floor ((cells->width - 2 * m - label) / 8), ceil (cells->metrics.small * 1.7));

  for (guint row_of = n / 8; row_of-- > 0;)
    {
      g_autofree char *ends = g_strdup_printf ("%u-%u", row_of * 8 + 7, row_of * 8);

      if (table->y + side > cells->height)
        return;
      vmr_cells_text (cells, VMR_RECT (m, table->y, label, side), VMR_SMALL | VMR_MONO,
                      VMR_INK_SECONDARY, ends, NULL);
      for (guint i = 0; i < 8; i++)
        {
          guint bit = row_of * 8 + 7 - i;
          gboolean set = entry >> bit & 1;
          VmrRect r = VMR_RECT (m + label + i * side, table->y, side - 2, side - 2);

          vmr_cells_box (cells, r, bit >= 12 ? VMR_INK_ANON : VMR_INK_PAGE_TABLE,
                         set ? VMR_TINT_STRONG : VMR_TINT_FAINT, 3);
          vmr_cells_text (cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER | (set ? VMR_BOLD : 0),
                          VMR_INK_TEXT, set ? "1" : "0", NULL);
        }
      table->y += side;
    }
  table->y += 8;
}

static void
show_entry (Table           *table,
            const KmMachine *machine,
            VmrRef           ref)
{
  static const struct { guint bit; const char *name, *set, *clear; } names[] = {
    { 0, "_PAGE_PRESENT", N_("present"), N_("not present") },
    { 1, "_PAGE_RW", N_("writable"), N_("read only") },
    { 2, "_PAGE_USER", N_("user"), N_("kernel only") },
    { 3, "_PAGE_PWT", "1", "0" }, { 4, "_PAGE_PCD", "1", "0" },
    { 5, "_PAGE_ACCESSED", N_("accessed"), N_("not accessed") },
    { 6, "_PAGE_DIRTY", N_("dirty"), N_("clean") },
    { 7, "_PAGE_PSE / PAT", "1", "0" }, { 8, "_PAGE_GLOBAL", N_("global"), "0" },
    { 9, "_PAGE_SPECIAL", "1", "0" },
  };
  guint width = km_machine_state (machine)->config.pae ? 8 : 4;
  guint64 entry = km_entry_peek (machine, ref.id & KM_PAGE_MASK, (ref.id & 0xfff) / width);

  title (table, VMR_REF_LEVEL (ref) > 1 ? _("directory entry") : _("table entry"),
         VMR_REF_LEVEL (ref) > 1 ? "pgd_t" : "pte_t");
  row (table, "at", "0x%08x", ref.id);
  row (table, "index", "%u", (ref.id & 0xfff) / width);
  row (table, "value", "0x%0*" G_GINT64_MODIFIER "x", (int) width * 2, entry);
  row (table, "pfn", "0x%05x", km_entry_pfn (entry));
  bits_draw (table, entry, width * 8);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    row (table, names[i].name, "%s", _(entry >> names[i].bit & 1 ? names[i].set : names[i].clear));
  if (width == 8)
    row (table, "_PAGE_NX", "%s", entry & KM_PTE_NX ? "1" : "0");
}

static void
inspector_draw_all (gpointer          data,
                    const VmrSession *session,
                    VmrCells         *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  VmrRef ref = vmr_session_selection (session);
  Table table = { cells, 0 };
  const KmTask *task;

  if (km_machine_state (machine) == NULL)
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
      show_zone (&table, machine, ref.id, vmr_session_masks_zones (session));
      break;
    case VMR_REF_PTE:
      show_entry (&table, machine, ref);
      break;
    default:
      title (&table, _("Nothing selected"), "");
      break;
    }
}

void
vmr_inspector_layout (gpointer          data,
                      const VmrSession *session,
                      VmrCells         *cells)
{
  inspector_draw_all (data, session, cells);
  vmr_mask_cells (session, cells, TRUE);
}
