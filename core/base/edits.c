/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/edits.h"

#include <string.h>

#define SLOTS 4096u
#define AT_ONCE (SLOTS / 2)     /* so many words at most: more are merged in turns */

static uint32_t
slot_of (uint32_t offset)
{
  return offset * 0x9e3779b1u >> 20;
}

/* Merges @n entries at @from to @to, which may overlap them from below. */
static uint64_t
merge_some (KmEdit *to, const KmEdit *from, uint32_t n)
{
  uint16_t slots[SLOTS] = { 0 };        /* place in @to, from 1 */
  uint32_t merged = 0, kept = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      KmEdit edit = from[i];
      uint32_t slot = slot_of (edit.offset);

      while (slots[slot] != 0 && to[slots[slot] - 1].offset != edit.offset)
        slot = (slot + 1) % SLOTS;
      if (slots[slot] != 0)
        {
          to[slots[slot] - 1].change ^= edit.change;
          continue;
        }
      to[merged++] = edit;
      slots[slot] = (uint16_t) merged;
    }
  for (uint32_t i = 0; i < merged; i++)
    if (to[i].change != 0)
      to[kept++] = to[i];
  return kept;
}

uint64_t
km_edits_merge (KmEdit *edits, uint64_t n)
{
  uint64_t kept = 0;

  for (uint64_t i = 0; i < n; i += AT_ONCE)
    kept += merge_some (edits + kept, edits + i, (uint32_t) MIN (n - i, AT_ONCE));
  return kept;
}
