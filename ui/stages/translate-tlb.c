/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the step at the cursor has dropped from the TLB: it is in the state before the step only. */
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>

static guint
collect (const KmTlbEntry *before,
         const KmTlbEntry *now,
         guint             n,
         KmTlbEntry       *gone,
         guint             found)
{
  for (guint i = 0; i < n; i++)
    if (before[i].valid && !now[i].valid)
      gone[found++] = before[i];
  return found;
}

guint
vmr_tlb_gone (const KmMachine *machine,
              KmTlbEntry       gone[VMR_TLB_MAX])
{
  const KmCpu *now = &km_machine_state (machine)->cpu[0];
  KmTlbEntry tlb[KM_TLB_SETS * KM_TLB_WAYS], huge[KM_TLB_HUGE];

  km_machine_read_before (machine, now->tlb, tlb, sizeof tlb);
  km_machine_read_before (machine, now->tlb_huge, huge, sizeof huge);
  return collect (huge, now->tlb_huge, KM_TLB_HUGE, gone,
                  collect (tlb, now->tlb[0], KM_TLB_SETS * KM_TLB_WAYS, gone, 0));
}

char *
vmr_tlb_gone_words (guint n)
{
  return g_strdup_printf (_("%u dropped"), n);
}

/* Its place, dashed, with what it said struck through. */
void
vmr_tlb_ghost (VmrCells         *cells,
               VmrRect           r,
               const KmTlbEntry *entry,
               guint             style)
{
  g_autofree char *text = g_strdup_printf ("%05x %05x", entry->page, entry->pfn);
  g_autofree char *spoken = g_strdup_printf (_("TLB: page 0x%05x, frame 0x%05x, dropped by this step"),
                                             entry->page, entry->pfn);
  VmrCell *cell = vmr_cells_frame (cells, r, VMR_INK_LIGHT, 1.5, 3);

  cell->flags |= VMR_CELL_GHOST | VMR_CELL_DASHED | VMR_CELL_CHANGED;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_TLB, entry->page, 0), spoken, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + 3, r.y, r.w - 4, r.h),
                  style | VMR_MONO | VMR_CENTER | VMR_STRUCK, VMR_INK_SECONDARY, text,
                  NULL);
}
