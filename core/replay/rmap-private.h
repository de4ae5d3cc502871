/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Recordings of reverse mapping: operations of tasks, after each one the whole state of what they map.
 *
 *   new T0                                 a task without any area
 *   T0 map 60000 6 rw -> 0                 an operation and its result; pages and their numbers are hexadecimal
 *   T0 60000-60006 rw-p pgoff 60000 anon_vma A1 chain A1 pages 60000=F1w …
 *   A1 root A1 parent A1 refs 1 children 1 active 1 tree T0:60000-60006
 *   F1 mapping A1 index 60000 mapcount 1 count 1 walk T0:60000
 *   file 1 i_mmap T0:60010@0+8 …
 *
 * A1 and F1 are names that the recorder gives to anon_vmas and frames at first sight, and forgets when a state no longer
 * shows them.
 *
 *   replay-rmap.c   the lines in turn, states compared
 *   rmap-line.c     one operation
 *   rmap-state.c    the state as the recorder would print it
 */

#include "core/replay/replay.h"

G_BEGIN_DECLS

#define KM_RMAP_TASKS 64u
#define KM_RMAP_FILES 8u

/* What the recorder calls them. */
typedef struct
{
  char letter;
  guint last;                   /* number given last */
  GHashTable *numbers;          /* id → number */
  GHashTable *seen;             /* those of the state at hand */
} KmRmapNames;

typedef struct
{
  KmReplay *to;
  KmMachine *m;
  KmTaskId task[KM_RMAP_TASKS]; /* by the recording's number; none: has not begun, or has ended */
  KmFileId file[KM_RMAP_FILES];
  KmRmapNames anon_vmas, frames;
} KmRmap;

/* rmap-line.c: repeats an operation, "new T0" or "file 0 10"; its result as the recorder prints it, or NULL when there is
 * no such line. */
char *km_rmap_repeat (KmRmap *rmap, const char *line);
gboolean km_rmap_is_operation (const char *line);

/* rmap-state.c */
void km_rmap_state_init (KmRmap *rmap);
void km_rmap_state_clear (KmRmap *rmap);
/* The lines of the state, newly allocated. */
GPtrArray *km_rmap_state (KmRmap *rmap);

G_END_DECLS
