/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * What the kinds of recordings share: one boots the machine that a file tells of, repeats what it
 * tells, and says line by line where the two differ.
 *
 *   replay-kind.c    which kind a file is
 *   replay.c         the page allocator: start state (replay-start.c), operations, later states
 *   replay-zones.c   a table of zones
 *   replay-layout.c  a layout.txt; its zones in replay-layout-zones.c
 *   replay-areas.c   random calls on one process, its areas after each
 *   replay-calls.c   execve, mmap and their like: calls-private.h
 *   replay-rmap.c    fork, and who maps which page: rmap-private.h
 *   replay-proc.c    a /proc file, on the machine that replay-proc-machine.c finds for it
 */

#include "core/capture/recording.h"
#include "core/machine/machine.h"
#include "core/state/edit.h"

G_BEGIN_DECLS

typedef struct
{
  KmMachine *m;
  const char *file;             /* for messages */
  const char *layout;           /* as given; NULL: layout.txt beside the file */
  const char *text;
  const char *first;            /* its first line that is neither blank nor a comment */
  GString *report;
  KmReplayResult *result;
} KmReplay;

/* One more difference, in line @line of the file; only the first are told. */
void km_replay_differ (KmReplay *r, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
void km_replay_expect_number (KmReplay *r, guint line, const char *what, guint recorded,
                              guint simulated);
/* Boots in place of the machine before, if any; what follows belongs to its one command until
 * km_replay_end (). @line is the one to blame for a machine that cannot be. */
gboolean km_replay_boot (KmReplay *r, guint line, const KmConfig *config, GError **error);
void km_replay_end (KmReplay *r);
/* The end after a failure: a machine that has not booted. */
void km_replay_abandon (KmReplay *r);
/* Without carriage returns at their ends, and without the empty one behind the last line. */
GStrv km_replay_lines (const char *text);

/* The zones of a layout, on its machine. */
void km_replay_layout_zones (KmReplay *r, const KmRecordLayout *layout);

/* What /proc files say of the machine below them. */
typedef enum
{
  KM_PROC_BUDDYINFO, KM_PROC_PAGETYPEINFO, KM_PROC_ZONEINFO, KM_PROC_VMSTAT, KM_PROC_MEMINFO,
  KM_PROC_IOMEM, KM_N_PROC_KINDS
} KmProcKind;
void km_proc_config (KmProcKind kind, GStrv lines, KmConfig *config);
/* Sum of the counts in a line "Node 0, zone NAME COUNT …" of pagetypeinfo or buddyinfo. */
guint km_proc_sum (const char *line);

/* The kinds: whether @line begins one, and its replay. */
gboolean km_replay_is_pages (const char *line);
gboolean km_replay_pages (KmReplay *r, GError **error);
gboolean km_replay_is_zones (const char *line);
gboolean km_replay_zones (KmReplay *r, GError **error);
gboolean km_replay_is_layout (const char *line);
gboolean km_replay_layout (KmReplay *r, GError **error);
gboolean km_replay_is_areas (const char *line);
gboolean km_replay_areas (KmReplay *r, GError **error);
gboolean km_replay_is_calls (const char *line);
gboolean km_replay_calls (KmReplay *r, GError **error);
gboolean km_replay_is_rmap (const char *line);
gboolean km_replay_rmap (KmReplay *r, GError **error);
gboolean km_replay_is_proc (const char *line);
gboolean km_replay_proc (KmReplay *r, GError **error);

G_END_DECLS
