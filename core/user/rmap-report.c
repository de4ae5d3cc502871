/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/rmap-report.h"

#include "core/mmu/entries.h"
#include "core/user/rmap-walk.h"

typedef struct
{
  const KmMachine *m;
  GString *out;
  guint mapped;
} Places;

static gboolean
append_place (const KmMapping *mapping, gpointer data)
{
  Places *places = data;

  places->mapped += mapping->mapped;
  g_string_append_printf (places->out, " %s:0x%08x%s", km_task_name (places->m, mapping->task), mapping->addr,
                          mapping->mapped ? "" : "-");
  return TRUE;
}

/* Entries that Linux 2.4 looked at to find all mappings of a page: swap_out_mm () went through the page tables of every
 * process, here each table that there is, from end to end. */
static uint64_t
entries_of_all_tables (const KmMachine *m)
{
  uint64_t entries = 0;

  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    for (uint64_t at = 0; at < KM_TASK_SIZE; at += km_table_reach (m, 2))
      {
        guint index;

        if (km_tables_find (m, km_mm (m, task->mm)->pgd, (KmAddr) at, &index) != 0)
          entries += km_table_entries (m, 1);
      }
  return entries;
}

static void
append_owner (const KmMachine *m, const KmFrame *frame, GString *out)
{
  const KmAnonVma *anon = km_frame_anon_vma (m, frame);
  const KmFile *file = km_frame_file (m, frame);

  if (anon != NULL)
    g_string_append_printf (out, "anon_vma %u", KM_ID_INDEX (anon->id));
  else if (file != NULL)
    g_string_append (out, file->path);
  else
    g_string_append (out, "none");
}

gboolean
km_print_rmap (KmPrint *p, GError **error)
{
  const KmMachine *m = p->call.m;
  Places places = { m, p->out, 0 };
  const KmFrame *frame;
  uint64_t pfn;
  guint n;

  if (!km_print_number (p, 0, m->state->n_frames - 1, &pfn, error))
    return FALSE;
  frame = km_frame (m, (KmPfn) pfn);
  g_string_append_printf (p->out, "frame 0x%05x: mapping ", (KmPfn) pfn);
  append_owner (m, frame, p->out);
  g_string_append_printf (p->out, " index 0x%x mapcount %u\nwalk:", frame->index, frame->mapcount);
  n = km_rmap_walk (m, (KmPfn) pfn, append_place, &places);
  g_string_append_printf (p->out, "\n%u %s looked at, %u %s the page; all page tables, as Linux 2.4 searched: %"
                                  G_GUINT64_FORMAT " entries\n", n, n == 1 ? "entry" : "entries", places.mapped,
                          places.mapped == 1 ? "maps" : "map", entries_of_all_tables (m));
  return TRUE;
}
