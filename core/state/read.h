/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading the state: records by their ids, and packed fields, decoded in this one place. */
#pragma once

#include "core/state/machine.h"

G_BEGIN_DECLS

/* km_task (m, id) and its like, one for each table: NULL for no id, and for one that was given back.
 * km_task_after (m, before): all that are in use, in the order of the table; NULL for the first, NULL at the end. */
#define KM_TABLE(plural, Record, Id, singular, most) \
  const Record *km_##singular (const KmMachine *m, Id id); \
  const Record *km_##singular##_after (const KmMachine *m, const Record *before);
#include "core/state/tables.def"
#undef KM_TABLE

/* The zone at @index, for reading and KM_EDIT. */
static inline const KmZone *
km_zone (const KmMachine *m, KmZoneIndex index)
{
  return &km_machine_state (m)->zones[index];
}

static inline KmZoneIndex
km_zone_index (const KmMachine *m, const KmZone *zone)
{
  return (KmZoneIndex) (zone - km_machine_state (m)->zones);
}

static inline const KmCpu *
km_cpu (const KmMachine *m)
{
  return &km_machine_state (m)->cpu[km_reading (m)->cpu];
}

static inline const KmFrame *
km_frame_at (const KmMachine *m, KmPfn pfn)
{
  return (const KmFrame *) (km_reading (m)->arena + km_reading (m)->tables.frames.offset) + pfn;
}

/* min_wmark_pages () and its sisters: the mark with what a theft has put on top of it, in
 * frames. */
static inline uint32_t
km_zone_mark (const KmZone *zone, KmWatermark mark)
{
  return zone->watermark[mark] + zone->watermark_boost;
}

const KmFrame *km_frame (const KmMachine *m, KmPfn pfn);
/* Of the frame's own record: right for the first frame of a block only. */
KmUse km_frame_use (const KmFrame *frame);
/* First frame of the block that holds @pfn, free or in use, and its order. A frame that is in no
 * block (a hole, reserved) is a block of its own. */
KmPfn km_frame_block (const KmMachine *m, KmPfn pfn, guint *order);
/* What the frame is used for, wherever in its block it lies. */
KmUse km_frame_use_at (const KmMachine *m, KmPfn pfn);
/* Where the id of its contents is kept, and that id. */
const uint32_t *km_frame_content_at (const KmMachine *m, KmPfn pfn);
uint32_t km_frame_content (const KmMachine *m, KmPfn pfn);
KmMigrateType km_pageblock_type (const KmMachine *m, KmPfn pfn);
/* The frame in which page INDEX of the file is cached, find_get_page (); 0 when it is not. */
KmPfn km_file_page (const KmMachine *m, const KmFile *file, uint32_t index);
/* The words of a page-table frame, or NULL. */
const uint32_t *km_frame_words (const KmMachine *m, KmPfn pfn);
/* By the name that the script gave to it; NULL when nobody that lives has it. */
const KmTask *km_task_from_name (const KmMachine *m, const char *name);
/* That name: up to KM_NAME_MAX letters, of which comm has the first 15. */
const char *km_task_name (const KmMachine *m, const KmTask *task);
/* What the page belongs to, page->mapping: a file, or an anon_vma; NULL when it is no such page. */
const KmFile *km_frame_file (const KmMachine *m, const KmFrame *frame);
const KmAnonVma *km_frame_anon_vma (const KmMachine *m, const KmFrame *frame);
/* Its place, from 1, in the batch of a CPU for the LRU lists, and which CPU; 0 when it waits in none. */
guint km_frame_waits (const KmMachine *m, KmPfn pfn, guint *cpu);
/* "rwx" of an area's flags, with - for what may not be done. */
void km_perm_letters (uint32_t flags, char letters[4]);
/* The zone that spans @pfn, or NULL. */
const KmZone *km_zone_of (const KmMachine *m, KmPfn pfn);
const char *km_zone_name (KmZoneIndex zone);       /* "DMA", "Normal", "HighMem", "Movable" */
const char *km_zone_constant (KmZoneIndex zone);   /* "ZONE_DMA" … */
/* The same with any capitals, and as the kernel's constant: "NORMAL", "ZONE_NORMAL". */
gboolean km_zone_from_name (const char *name, KmZoneIndex *zone);
const char *km_migrate_type_name (KmMigrateType mt);
uint32_t km_file_n_pages (const KmFile *file);
/* Which slot of a node LEVEL above the leaves page INDEX is in. */
guint km_node_slot (uint32_t index, uint32_t level);
#define KM_NODE_BITS 6
/* Where the type of the pageblock of @pfn is kept: the distance from Movable, so that untouched ones
 * are movable, as at boot. */
const uint8_t *km_pageblock_at (const KmMachine *m, KmPfn pfn);
/* Names of the script, by the head of their hash chain. */
const KmNameId *km_name_bucket (const KmMachine *m, const char *name);
const KmName *km_name_find (const KmMachine *m, const char *name);

G_END_DECLS
