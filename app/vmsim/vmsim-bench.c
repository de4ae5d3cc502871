/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/vmsim/vmsim-bench.h"

#include <stdio.h>

#include "app/vmsim/vmsim.h"

static const struct { const char *name; void (*run) (void); } benches[] = {
  { "journal", vmsim_bench_journal }, { "undo", vmsim_bench_undo },
  { "history", vmsim_bench_history }, { "record", vmsim_bench_record },
  { "tree", vmsim_bench_tree }, { "user", vmsim_bench_user }, { "frame-map", vmsim_bench_frame_map },
};

int
vmsim_bench (const char *name)
{
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (benches); i++)
    if (name == NULL || strcmp (name, benches[i].name) == 0)
      {
        benches[i].run ();
        fflush (stdout);
        found = TRUE;
      }
  if (found)
    return VMSIM_OK;
  g_printerr ("vmsim bench: “%s”; expected journal, undo, history, record, tree, user or frame-map\n", name);
  return VMSIM_BAD_INPUT;
}
