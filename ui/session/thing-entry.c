/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entries of page tables and directories. */
#include "vmarium-config.h"

#include "ui/session/thing.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>

static void
entry_fields (const VmrSession *session,
              VmrRef            ref,
              VmrFields        *fields)
{
  const KmMachine *machine = vmr_session_machine (session);
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

  vmr_fields_title (fields, VMR_REF_LEVEL (ref) > 1 ? _("directory entry") : _("table entry"),
         VMR_REF_LEVEL (ref) > 1 ? "pgd_t" : "pte_t");
  vmr_fields_row (fields, "at", "0x%08x", ref.id);
  vmr_fields_row (fields, "index", "%u", (ref.id & 0xfff) / width);
  vmr_fields_row (fields, "value", "0x%0*" G_GINT64_MODIFIER "x", (int) width * 2, entry);
  vmr_fields_row (fields, "pfn", "0x%05x", km_entry_pfn (entry));
  vmr_fields_bits (fields, entry, width * 8);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    vmr_fields_row (fields, names[i].name, "%s", _(entry >> names[i].bit & 1 ? names[i].set : names[i].clear));
  if (width == 8)
    vmr_fields_row (fields, "_PAGE_NX", "%s", entry & KM_PTE_NX ? "1" : "0");
}

static void
entry_offers (VmrOffers *list,
              VmrRef     ref)
{
  KmAddr addr;

  if (list->task && vmr_walk_ref_address (list->machine, list->mm, ref, &addr))
    vmr_offer_page (list, addr);
}

static void
entry_watch (const KmMachine *machine,
             VmrRef           ref,
             GByteArray      *bytes)
{
  guint width = km_machine_state (machine)->config.pae ? 8 : 4;
  guint64 entry = km_entry_peek (machine, ref.id & KM_PAGE_MASK, (ref.id & 0xfff) / width);

  g_byte_array_append (bytes, (gconstpointer) &entry, sizeof entry);
}

const VmrThing vmr_thing_entry = { VMR_REF_PTE, "entry", entry_fields, entry_offers, entry_watch };
