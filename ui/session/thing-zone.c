/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Zones of physical memory. */
#include "vmarium-config.h"

#include "ui/session/session-question.h"
#include "ui/session/thing.h"

#include <glib/gi18n-lib.h>

static void
zone_fields (const VmrSession *session,
             VmrRef            ref,
             VmrFields        *fields)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint index = ref.id % KM_N_ZONES;
  const KmZone *zone = &km_machine_state (machine)->zones[index];
  char buffer[24];

  vmr_fields_title (fields, km_zone_constant (index), "struct zone");
  vmr_fields_row (fields, "zone_start_pfn", "0x%05x", zone->start_pfn);
  vmr_fields_count (fields, "spanned_pages", zone->spanned);
  vmr_fields_count (fields, "present_pages", zone->present);
  vmr_fields_count (fields, "managed_pages", zone->managed);
  if (vmr_session_masks_zones (session))
    {
      vmr_fields_row (fields, "nr_free_pages", "?");
      return;
    }
  vmr_fields_count (fields, "nr_free_pages", zone->stat[KM_NR_FREE_PAGES]);
  vmr_fields_count (fields, "min", zone->watermark[KM_WMARK_MIN]);
  vmr_fields_count (fields, "low", zone->watermark[KM_WMARK_LOW]);
  vmr_fields_count (fields, "high", zone->watermark[KM_WMARK_HIGH]);
  vmr_fields_count (fields, "watermark_boost", zone->watermark_boost);
  vmr_fields_count (fields, "managed at boot", zone->boot_managed);
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (zone->lowmem_reserve[i] > 0)
      {
        g_snprintf (buffer, sizeof buffer, "reserve[%u]", i);
        vmr_fields_count (fields, buffer, zone->lowmem_reserve[i]);
      }
  vmr_fields_count (fields, "pcp.count", zone->pcp[0].count);
  vmr_fields_count (fields, "pcp.high", zone->pcp[0].high);
  vmr_fields_count (fields, "pcp.batch", zone->pcp[0].batch);
  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      g_snprintf (buffer, sizeof buffer, "nr_free[%u]", order);
      vmr_fields_count (fields, buffer, zone->free_area[order].nr_free);
    }
}

static void
zone_offers (VmrOffers *list,
             VmrRef     ref)
{
  static const char *const masks[KM_N_ZONES] = { [KM_ZONE_DMA] = "GFP_DMA",
                                                 [KM_ZONE_HIGHMEM] = "GFP_HIGHUSER" };

  if (ref.id >= KM_N_ZONES)
    return;
  vmr_offer (list, N_("Free lists"), "print freelists %s", km_zone_name (ref.id));
  vmr_offer (list, N_("The zone as the kernel prints it"), "print zoneinfo");
  vmr_offer_blocks (list, masks[ref.id]);
}

static void
zone_watch (const KmMachine *machine,
            VmrRef           ref,
            GByteArray      *bytes)
{
  if (ref.id < KM_N_ZONES)
    g_byte_array_append (bytes, (gconstpointer) &km_machine_state (machine)->zones[ref.id], sizeof (KmZone));
}

const VmrThing vmr_thing_zone = { VMR_REF_ZONE, "zone", zone_fields, zone_offers, zone_watch };
