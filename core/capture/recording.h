/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Recordings of a real kernel's page allocator: a state, operations, later states.
 *
 *   pageblocks Normal (start pfn:type, runs): 01000:Movable 01800:Unmovable
 *   zone Normal start=01000 spanned=02fda present=12250 managed=10429 wm=164/205/246
 *     order 10 Movable       3: 03000 03400 03800            head first
 *   pcp zone Normal count=0 high=6 batch=1
 *     Unmovable  : 02690 02691
 *   a 0 order 3 n -> pfn 02a90 zone Normal pageblock Unmovable va c2a90000
 *   f 0 pfn 02a90 order 3
 *   zone Normal   free=2335: 2 0 1 1 5 4 3 3 2 0 1
 *   drain
 *
 * Numbers of frames are hexadecimal. Files are untrusted; messages are "FILE:LINE:COLUMN: what was
 * found; what was expected", errors in KM_RECORDING_ERROR.
 */

#include "core/state/read.h"

G_BEGIN_DECLS

#define KM_RECORDING_ERROR (km_recording_error_quark ())
GQuark km_recording_error_quark (void);
typedef enum { KM_RECORDING_ERROR_READ, KM_RECORDING_ERROR_SYNTAX } KmRecordingError;

typedef enum
{
  KM_RECORD_DRAIN, KM_RECORD_PAGEBLOCKS, KM_RECORD_ZONE, KM_RECORD_PCP, KM_RECORD_COUNTS,
  KM_RECORD_ALLOC, KM_RECORD_FREE
} KmRecordKind;

typedef struct { KmPfn pfn; KmMigrateType mt; } KmRecordRun;

typedef struct
{
  guint line;
  guint order;
  KmMigrateType mt;
  guint count;                  /* as the line says; of a per-CPU list its length */
  GArray *pfns;                 /* KmPfn, head first */
  gboolean cut;                 /* the recorder left the rest out */
} KmRecordList;

typedef struct
{
  KmRecordKind kind;
  guint line;
  KmZoneIndex zone;
  KmPfn start;                  /* ZONE */
  guint spanned, present, managed, mark[KM_N_WMARKS];
  guint count, high, batch;     /* PCP */
  guint counts[KM_MAX_ORDER];   /* COUNTS */
  GPtrArray *lists;             /* ZONE, PCP: KmRecordList */
  GArray *runs;                 /* PAGEBLOCKS: KmRecordRun */
  guint id, order;              /* ALLOC, FREE */
  char flag;                    /* ALLOC: n h m d r t */
  KmPfn pfn;                    /* 0: the kernel returned NULL */
  KmMigrateType mt;             /* ALLOC: type of the pageblock afterwards */
  KmAddr va;                    /* ALLOC: direct-map address, 0 in high memory */
} KmRecordItem;

/* What a layout.txt says, as far as it matters for making the machine; replay-layout.c compares
 * the rest. */
typedef struct
{
  guint line;                   /* 0: no such line */
  KmPfn start, end;
  guint spanned, present, managed, mark[KM_N_WMARKS], reserve[KM_N_ZONES];
} KmRecordZone;

typedef struct
{
  KmRecordZone zone[KM_N_ZONES];
  guint pageblock_order;
  KmAddr pkmap_base;
} KmRecordLayout;

typedef struct
{
  char *file;
  GPtrArray *items;             /* KmRecordItem */
  KmRecordLayout layout;
} KmRecording;

/* A bounded read, since a path may name a device that never ends. NULL for what is no text. */
char *km_recording_read_text (const char *path, GError **error);
/* "FILE:LINE:COLUMN: “FOUND”; expected EXPECTED", with FOUND shortened and made UTF-8; always FALSE. */
gboolean km_recording_wrong (const char *file, guint line, guint column, const char *found,
                             const char *expected, GError **error);

gboolean km_record_layout_load (const char *path, KmRecordLayout *layout, GError **error);
/* The same from its text; @path is for messages. */
gboolean km_record_layout_parse (const char *path, const char *text, KmRecordLayout *layout,
                                 GError **error);
/* The machine on which it was recorded. */
void km_record_layout_config (const KmRecordLayout *layout, KmConfig *config);
/* One CPU and what else a recorded machine has when nothing else is told. */
void km_record_config_init (KmConfig *config, KmLayoutKind layout);
/* RAM that ends before frame @end, as the firmware left it. */
void km_record_config_set_end (KmConfig *config, uint64_t end);

/* Reads a recording and the layout beside it; @layout NULL: layout.txt in the same folder. */
KmRecording *km_recording_load (const char *path, const char *layout, GError **error);
/* The same from its text; @path is for messages and for the folder. */
KmRecording *km_recording_parse (const char *path, const char *text, const char *layout,
                                 GError **error);
void km_recording_free (KmRecording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmRecording, km_recording_free)

/* The first item of @kind for @zone, or NULL: together they are the start state. */
const KmRecordItem *km_recording_first (const KmRecording *recording, KmRecordKind kind,
                                        KmZoneIndex zone);

typedef struct { guint operations, states, differences; } KmReplayResult;

G_END_DECLS
