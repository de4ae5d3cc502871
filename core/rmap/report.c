/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/rmap/report.h"

#include "core/rmap/scan.h"
#include "core/rmap/walk.h"

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
  uint32_t entries = 0;
  uint64_t pfn;
  guint n;

  if (!km_print_number (p, 0, m->state->n_frames - 1, &pfn, error))
    return FALSE;
  frame = km_frame (m, (KmPfn) pfn);
  g_string_append_printf (p->out, "frame 0x%05x: mapping ", (KmPfn) pfn);
  append_owner (m, frame, p->out);
  g_string_append_printf (p->out, " index 0x%x mapcount %u\nwalk:", frame->index, frame->mapcount);
  n = km_rmap_walk (m, (KmPfn) pfn, append_place, &places);
  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    entries += km_rmap_scan_task (m, task, 0, NULL);
  g_string_append_printf (p->out, "\n%u %s looked at, %u %s the page; all entries of all areas, as Linux 2.4 searched: %u\n",
                          n, n == 1 ? "entry" : "entries", places.mapped, places.mapped == 1 ? "maps" : "map", entries);
  return TRUE;
}
