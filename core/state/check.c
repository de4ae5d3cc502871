/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/check.h"

#include "core/state/cursor.h"
#include "core/state/machine-private.h"

guint
km_check_open (const KmMachine *m)
{
  if (m->store.cursor == 0)
    return 0;
  switch (km_machine_step_kind (m, m->store.cursor))
    {
    case KM_STEP_BLOCK_TAKE: case KM_STEP_BLOCK_SPLIT: case KM_STEP_PCP_TAKE:
      return KM_OPEN_BLOCK_IN_HAND;
    /* A new page may fill the batch of its CPU, and what waits there in vain is freed. */
    case KM_STEP_FREE_PAGES: case KM_STEP_PCP_PUT: case KM_STEP_PCP_DRAIN:
    case KM_STEP_BLOCK_MERGE: case KM_STEP_BLOCK_FREE:
      return KM_OPEN_BLOCK_IN_HAND | KM_OPEN_PAGE_IN_HAND;
    case KM_STEP_NEW_RMAP: case KM_STEP_LRU_ADD: case KM_STEP_LRU_DRAIN: case KM_STEP_PTE_SET:
      return KM_OPEN_PAGE_IN_HAND;
    case KM_STEP_SWITCH: case KM_STEP_ZAP:
      return KM_OPEN_TLB_OLD;
    case KM_STEP_VMA_FLAGS:
      return KM_OPEN_BITS_OLD;
    case KM_STEP_VMA_REMOVE:
      return KM_OPEN_AREA_GONE;
    default:
      return 0;
    }
}

gboolean
km_check_list (const KmMachine *m, const KmFrameList *list, const char *what, GError **error)
{
  KmPfn prev = 0;
  uint32_t n = 0;

  for (KmPfn pfn = list->head; pfn != 0; pfn = km_frame_at (m, pfn)->next)
    {
      if (pfn >= m->state->n_frames || km_frame_at (m, pfn)->prev != prev || ++n > list->count)
        KM_FAIL ("%s: the links around frame 0x%05x are wrong", what, pfn);
      prev = pfn;
    }
  if (n != list->count || list->tail != prev)
    KM_FAIL ("%s: %u frames counted, %u found", what, list->count, n);
  return TRUE;
}
