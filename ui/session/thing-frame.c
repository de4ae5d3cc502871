/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames, and the free blocks that begin with one. */
#include "vmarium-config.h"

#include "ui/session/thing.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const VmrFlag page_flags[] = {
  { KM_PG_LOCKED, "PG_locked" }, { KM_PG_REFERENCED, "PG_referenced" },
  { KM_PG_UPTODATE, "PG_uptodate" }, { KM_PG_DIRTY, "PG_dirty" }, { KM_PG_LRU, "PG_lru" },
  { KM_PG_ACTIVE, "PG_active" }, { KM_PG_SLAB, "PG_slab" }, { KM_PG_RESERVED, "PG_reserved" },
  { KM_PG_PRIVATE, "PG_private" }, { KM_PG_WRITEBACK, "PG_writeback" }, { KM_PG_HEAD, "PG_head" },
  { KM_PG_SWAPBACKED, "PG_swapbacked" }, { KM_PG_UNEVICTABLE, "PG_unevictable" },
  { KM_PG_MLOCKED, "PG_mlocked" }, { KM_PG_BUDDY, "PageBuddy" },
};

static void
frame_fields (const VmrSession *session,
              VmrRef            ref,
              VmrFields        *fields)
{
  const KmMachine *machine = vmr_session_machine (session);
  KmPfn pfn = ref.id;
  const KmFrame *frame = pfn < km_machine_state (machine)->n_frames ? km_frame (machine, pfn) : NULL;
  const KmZone *zone = km_zone_of (machine, pfn);
  const KmFile *file;
  const KmAnonVma *anon_vma;
  guint place, cpu;
  char name[64];

  g_snprintf (name, sizeof name, _("frame 0x%05x"), pfn);
  vmr_fields_title (fields, name, "struct page");
  if (frame == NULL)
    return;
  file = km_frame_file (machine, frame);
  anon_vma = km_frame_anon_vma (machine, frame);
  vmr_fields_row (fields, "address", "0x%08" G_GINT64_MODIFIER "x", (guint64) pfn << KM_PAGE_SHIFT);
  vmr_fields_row (fields, "zone", "%s", zone ? km_zone_constant (zone - km_machine_state (machine)->zones) : "-");
  vmr_fields_row (fields, "migratetype", "%s", km_migrate_type_name (km_pageblock_type (machine, pfn)));
  vmr_fields_row (fields, "flags", "0x%08x", frame->flags);
  vmr_fields_flags (fields, page_flags, G_N_ELEMENTS (page_flags), frame->flags);
  vmr_fields_use (fields, _("use"), km_frame_use (frame));
  vmr_fields_count (fields, "_refcount", frame->refcount);
  place = km_frame_waits (machine, pfn, &cpu);
  if (place > 0)
    vmr_fields_row (fields, "pagevec lru_add", _("CPU %u, %u of %u"), cpu, place, KM_PAGEVEC_SIZE);
  /* One word of struct page: a free block's type, or how often the page is mapped. */
  if (frame->flags & KM_PG_BUDDY)
    vmr_fields_row (fields, "page_type", "0x%08x PG_buddy", 0xffffff7fu);
  else
    vmr_fields_row (fields, "_mapcount", "%d", (int) frame->mapcount - 1);
  if (anon_vma)
    vmr_fields_row (fields, "mapping", "anon_vma %u", KM_ID_INDEX (anon_vma->id));
  else
    vmr_fields_row (fields, "mapping", "%s", file ? file->path : "NULL");
  vmr_fields_row (fields, "index", "0x%x", frame->index);
  if (frame->flags & KM_PG_BUDDY)
    vmr_fields_row (fields, "private (order)", "%u", frame->private_ & 0xff);
  /* Only the allocator's lists are kept by their links; of the LRU lists there are counts. */
  if (frame->next != 0)
    vmr_fields_row (fields, "lru.next", "0x%05x", frame->next);
  if (frame->prev != 0)
    vmr_fields_row (fields, "lru.prev", "0x%05x", frame->prev);
}

/* The name under which a script still holds the block that has this frame; the caller frees it. */
static char *
name_of_block (const VmrOffers *list,
               KmPfn       pfn)
{
  guint cursor = vmr_session_cursor (list->session);

  for (guint i = 0; i < km_machine_n_commands (list->machine); i++)
    {
      const KmCommandRecord *record = km_machine_command (list->machine, i);
      const char *sign = strstr (record->text, "alloc_pages");
      g_autofree char *name = g_strndup (record->text, strcspn (record->text, " ="));
      const KmName *found;

      if (sign == NULL || sign == record->text || record->last_step > cursor)
        continue;
      found = km_name_find (list->machine, name);
      if (found && found->kind == KM_NAME_PFN && !found->freed && pfn >= found->value &&
          pfn < found->value + (1u << found->ref))
        return g_steal_pointer (&name);
    }
  return NULL;
}

/* Of an anonymous page the frame knows its address: page->index is counted in pages of the task. */
static void
frame_offers (VmrOffers *list,
              VmrRef     ref)
{
  KmPfn pfn = ref.id;
  const KmFrame *frame =
    pfn < km_machine_state (list->machine)->n_frames ? km_frame (list->machine, pfn) : NULL;
  g_autofree char *name = name_of_block (list, pfn);
  KmWalkLevel levels[KM_WALK_MAX];
  guint n;

  if (frame == NULL)
    return;
  vmr_offer (list, N_("This frame"), "print page 0x%05x", pfn);
  if (name)
    vmr_offer (list, N_("Free the block"), "free_pages %s", name);
  if (list->mm && frame->mapcount > 0 && km_frame_is_anon (frame))
    {
      KmAddr addr = frame->index << KM_PAGE_SHIFT;

      n = km_walk (list->machine, list->mm, addr, levels);
      if (levels[n - 1].exists && levels[n - 1].entry & KM_PTE_P &&
          km_entry_pfn (levels[n - 1].entry) == pfn)
        {
          list->group++;
          vmr_offer_page (list, addr);
        }
    }
  vmr_offer_blocks (list, NULL);
}

static void
frame_watch (const KmMachine *machine,
             VmrRef           ref,
             GByteArray      *bytes)
{
  if (ref.id < km_machine_state (machine)->n_frames)
    g_byte_array_append (bytes, (gconstpointer) km_frame (machine, ref.id), sizeof (KmFrame));
}

const VmrThing vmr_thing_frame = { VMR_REF_FRAME, "frame", frame_fields, frame_offers, frame_watch };
const VmrThing vmr_thing_block = { VMR_REF_BLOCK, "block", frame_fields, frame_offers, frame_watch };
