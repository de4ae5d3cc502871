/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/walk.h"

KmPfn
vmr_entry_pfn (guint64 entry)
{
  return (KmPfn) (entry >> KM_PAGE_SHIFT & 0xffffff);
}

guint64
vmr_walk_entry (const KmMachine *machine,
                KmPhys           table,
                guint            index)
{
  const uint32_t *words = km_frame_words (machine, (KmPfn) (table >> KM_PAGE_SHIFT));
  guint first = (guint) (table & 0xfff) / 4;

  if (words == NULL)
    return 0;
  if (!machine->state->config.pae)
    return index < 1024 ? words[index] : 0;
  first += index * 2;
  return first + 1 < 1024 ? words[first] | (guint64) words[first + 1] << 32 : 0;
}

guint
vmr_walk (const KmMachine *machine,
          const KmMm      *mm,
          KmAddr           addr,
          VmrWalkLevel     levels[VMR_WALK_MAX])
{
  gboolean pae = machine->state->config.pae;
  guint n = pae ? 3 : 2;
  KmPhys table = (KmPhys) mm->pgd << KM_PAGE_SHIFT;
  gboolean exists = TRUE;

  for (guint i = 0; i < n; i++)
    {
      guint shift = pae ? 30 - 9 * i : 22 - 10 * i;
      VmrWalkLevel *level = &levels[i];

      level->n_entries = !pae ? 1024 : i == 0 ? 4 : 512;
      level->index = addr >> shift & (level->n_entries - 1);
      level->exists = exists;
      level->table = exists ? table : 0;
      level->at = exists ? table + level->index * (pae ? 8 : 4) : 0;
      level->entry = exists ? vmr_walk_entry (machine, table, level->index) : 0;
      exists = exists && level->entry & KM_PTE_P && !(level->entry & KM_PTE_PSE && i + 1 < n
                                                      && !(pae && i == 0));
      table = (KmPhys) vmr_entry_pfn (level->entry) << KM_PAGE_SHIFT;
    }
  return n;
}

guint
vmr_walk_present (const KmMachine *machine,
                  const KmMm      *mm,
                  KmAddr           start,
                  KmAddr           end)
{
  guint64 addr = start;
  guint span = machine->state->config.pae ? 1u << 21 : 1u << 22;
  guint count = 0;

  while (addr < end)
    {
      VmrWalkLevel levels[VMR_WALK_MAX];
      guint n = vmr_walk (machine, mm, (KmAddr) addr, levels);
      guint64 stop = MIN ((addr | (span - 1)) + 1, (guint64) end);
      const VmrWalkLevel *last = &levels[n - 1];

      /* One table at a time: where it is missing none of its pages has a frame. */
      for (guint i = last->index; last->exists && addr < stop; addr += KM_PAGE_SIZE, i++)
        count += vmr_walk_entry (machine, last->table, i) & KM_PTE_P;
      addr = stop;
    }
  return count;
}

gboolean
vmr_walk_ref_frame (const KmMachine *machine,
                    VmrRef           ref,
                    KmPfn           *pfn)
{
  guint width = machine->state && machine->state->config.pae ? 8 : 4;
  guint64 entry;

  if (machine->state == NULL)
    return FALSE;
  *pfn = ref.id;
  if (ref.kind == VMR_REF_FRAME || ref.kind == VMR_REF_BLOCK)
    return ref.id < machine->state->n_frames;
  if (ref.kind != VMR_REF_PTE)
    return FALSE;
  entry = vmr_walk_entry (machine, ref.id & KM_PAGE_MASK, (ref.id & 0xfff) / width);
  *pfn = vmr_entry_pfn (entry);
  return entry & KM_PTE_P && *pfn < machine->state->n_frames;
}

gboolean
vmr_walk_step_frame (const VmrSession *session,
                     KmPfn            *pfn)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session);
  uint64_t value;
  KmArgKind kind;

  if (cursor == 0)
    return FALSE;
  if ((km_machine_step_arg (machine, cursor, KM_NAME_pfn, &value, &kind) ||
       km_machine_step_arg (machine, cursor, KM_NAME_zero_pfn, &value, &kind)) && kind == KM_ARG_PFN)
    *pfn = (KmPfn) value;
  else if (km_machine_step_arg (machine, cursor, KM_NAME_phys, &value, &kind))
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
  guint64 span = machine->state && machine->state->config.pae ? 1u << 21 : 1u << 22;

  if (machine->state == NULL || mm == NULL || ref.kind != VMR_REF_PTE)
    return FALSE;
  /* Every slot of the directory; the entry belongs to the slot whose table it lies in. */
  for (guint64 at = 0; at < (guint64) 1 << 32; at += span)
    {
      VmrWalkLevel levels[VMR_WALK_MAX];
      guint n = vmr_walk (machine, mm, (KmAddr) at, levels);
      guint width = machine->state->config.pae ? 8 : 4;

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
