/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/walk.h"

gboolean
vmr_walk_ref_frame (const KmMachine *machine,
                    VmrRef           ref,
                    KmPfn           *pfn)
{
  guint width = km_machine_state (machine) && km_machine_state (machine)->config.pae ? 8 : 4;
  guint64 entry;

  if (km_machine_state (machine) == NULL)
    return FALSE;
  *pfn = ref.id;
  if (ref.kind == VMR_REF_FRAME || ref.kind == VMR_REF_BLOCK)
    return ref.id < km_machine_state (machine)->n_frames;
  if (ref.kind != VMR_REF_PTE)
    return FALSE;
  entry = km_entry_peek (machine, ref.id & KM_PAGE_MASK, (ref.id & 0xfff) / width);
  *pfn = km_entry_pfn (entry);
  return entry & KM_PTE_P && *pfn < km_machine_state (machine)->n_frames;
}

gboolean
vmr_walk_step_frame (const VmrSession *session,
                     KmPfn            *pfn)
{
  g_return_val_if_fail (session != NULL, FALSE);

  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session);
  uint64_t value;
  KmArgKind kind;

  if (cursor == 0)
    return FALSE;
  if ((km_machine_step_arg (machine, cursor, KM_ARG_NAME_pfn, &value, &kind) ||
       km_machine_step_arg (machine, cursor, KM_ARG_NAME_zero_pfn, &value, &kind)) && kind == KM_ARG_PFN)
    *pfn = (KmPfn) value;
  else if (km_machine_step_arg (machine, cursor, KM_ARG_NAME_phys, &value, &kind))
    *pfn = (KmPfn) (value >> KM_PAGE_SHIFT);
  else
    return FALSE;
  return TRUE;
}

gboolean
vmr_walk_ref_address (const KmMachine *machine,
                      const KmMm      *mm,
                      VmrRef           ref,
                      KmAddr          *addr)
{
  guint64 span = km_machine_state (machine) && km_machine_state (machine)->config.pae ? 1u << 21 : 1u << 22;

  if (km_machine_state (machine) == NULL || mm == NULL || ref.kind != VMR_REF_PTE)
    return FALSE;
  /* Every slot of the directory; the entry belongs to the slot whose table it lies in. */
  for (guint64 at = 0; at < (guint64) 1 << 32; at += span)
    {
      KmWalkLevel levels[KM_WALK_MAX];
      guint n = km_walk (machine, mm, (KmAddr) at, levels);
      guint width = km_machine_state (machine)->config.pae ? 8 : 4;

      for (guint i = 0; i < n; i++)
        {
          guint64 index;

          if (!levels[i].exists)
            continue;
          if (i + 1 < n && levels[i].at == ref.id)
            return *addr = (KmAddr) at, TRUE;
          if (i + 1 < n || ref.id < levels[i].table ||
              ref.id >= levels[i].table + (guint64) levels[i].n_entries * width)
            continue;
          index = (ref.id - levels[i].table) / width;
          *addr = (KmAddr) (at + index * KM_PAGE_SIZE);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
vmr_walk_is_large (const KmWalkLevel *levels,
                   guint              n)
{
  return n > 1 && levels[n - 2].exists && levels[n - 2].entry & KM_PTE_P && levels[n - 2].entry & KM_PTE_PSE;
}
