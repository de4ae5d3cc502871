/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/limits.h"

#include "core/user/vma.h"

#define DEFAULT_MAX_MAP_COUNT 65530u
#define DEFAULT_OVERCOMMIT_RATIO 50u
#define MAX_ADMIN_RESERVE (1u << 13)    /* kB */
#define MAX_USER_RESERVE (1u << 17)     /* kB */
#define KB_TO_PAGES(kb) ((kb) >> (KM_PAGE_SHIFT - 10))
#define PAGES_TO_KB(pages) ((pages) << (KM_PAGE_SHIFT - 10))

enum { OVERCOMMIT_GUESS, OVERCOMMIT_ALWAYS, OVERCOMMIT_NEVER };

gboolean
km_mm_is_root (const KmMm *mm)
{
  return mm->uid == 0;
}

uint32_t
km_mm_limit_pages (const KmMm *mm, KmRlimit which)
{
  return mm->rlimit[which] >> KM_PAGE_SHIFT;
}

/* --- Limits ----------------------------------------------------------------------------------- */

static gboolean
data_fits (const KmMm *mm, uint32_t flags, uint32_t pages)
{
  return km_vm_kind (flags) != KM_VM_IS_DATA
         || mm->data_vm + pages <= km_mm_limit_pages (mm, KM_RLIMIT_DATA);
}

gboolean
km_mm_may_expand (const KmMm *mm, uint32_t flags, uint32_t pages)
{
  return mm->total_vm + pages <= km_mm_limit_pages (mm, KM_RLIMIT_AS) && data_fits (mm, flags, pages);
}

void
km_mm_refuse_expand (KmMachine *m, const KmMm *mm, uint32_t flags, uint32_t pages)
{
  if (mm->total_vm + pages > km_mm_limit_pages (mm, KM_RLIMIT_AS))
    km_step (m, AS_REFUSE, .pages = pages, .total = mm->total_vm, .limit = mm->rlimit[KM_RLIMIT_AS]);
  else
    km_step (m, DATA_REFUSE, .pages = pages, .total = mm->data_vm, .limit = mm->rlimit[KM_RLIMIT_DATA]);
}

gboolean
km_mm_can_lock (const KmMm *mm)
{
  return mm->rlimit[KM_RLIMIT_MEMLOCK] != 0 || km_mm_is_root (mm);
}

gboolean
km_mm_may_lock (const KmMm *mm, uint32_t pages)
{
  return mm->locked_vm + pages <= km_mm_limit_pages (mm, KM_RLIMIT_MEMLOCK) || km_mm_is_root (mm);
}

void
km_mm_refuse_lock (KmMachine *m, const KmMm *mm, uint32_t pages)
{
  km_step (m, LOCK_REFUSE, .pages = pages, .total = mm->locked_vm, .limit = mm->rlimit[KM_RLIMIT_MEMLOCK]);
}

gboolean
km_mm_lock_future (KmMachine *m, const KmMm *mm, uint32_t flags, uint32_t pages)
{
  if (!(flags & KM_VM_LOCKED) || km_mm_may_lock (mm, pages))
    return TRUE;
  km_mm_refuse_lock (m, mm, pages);
  return FALSE;
}

gboolean
km_mm_map_count_fits (KmMachine *m, const KmMm *mm, int over)
{
  if ((int64_t) mm->map_count < (int64_t) m->state->max_map_count + over)
    return TRUE;
  km_step (m, MAP_COUNT, .count = mm->map_count, .limit = m->state->max_map_count);
  return FALSE;
}

/* --- Promised memory -------------------------------------------------------------------------- */

/* totalram_pages () */
static uint32_t
ram_pages (const KmMachine *m)
{
  uint32_t total = 0;

  for (guint i = 0; i < KM_N_ZONES; i++)
    total += km_zone (m, i)->managed;
  return total;
}

static uint32_t
total_pages (const KmMachine *m)
{
  return ram_pages (m) + m->state->config.swap_pages;
}

uint32_t
km_commit_limit (const KmMachine *m)
{
  const KmState *s = m->state;
  uint32_t swap = s->config.swap_pages;

  if (s->overcommit_kbytes != 0)
    return KB_TO_PAGES (s->overcommit_kbytes) + swap;
  return (uint32_t) ((uint64_t) ram_pages (m) * s->overcommit_ratio / 100) + swap;
}

/* __vm_enough_memory () in mode 2: something is kept for root, and for the user to end what grows. */
static int64_t
allowed_pages (const KmMachine *m, const KmMm *mm)
{
  int64_t allowed = km_commit_limit (m);

  if (!km_mm_is_root (mm))
    allowed -= KB_TO_PAGES (m->state->admin_reserve_kbytes);
  return allowed - MIN (mm->total_vm / 32, KB_TO_PAGES (m->state->user_reserve_kbytes));
}

gboolean
km_mm_charge (KmMachine *m, const KmMm *mm, uint32_t pages)
{
  uint32_t mode = m->state->overcommit_memory, total = total_pages (m);
  int64_t allowed;

  if (mode == OVERCOMMIT_GUESS && pages > total)
    {
      km_step (m, NO_MEMORY, .pages = pages, .total = total);
      return FALSE;
    }
  if (mode == OVERCOMMIT_NEVER)
    {
      allowed = allowed_pages (m, mm);
      if ((int64_t) m->state->committed + pages >= allowed)
        {
          km_step (m, NO_COMMIT, .pages = pages, .total = m->state->committed,
                   .limit = (uint32_t) MAX (allowed, 0));
          return FALSE;
        }
    }
  KM_BUMP (m, m->state->committed, pages);
  return TRUE;
}

gboolean
km_overcommit_is_never (const KmMachine *m)
{
  return m->state->overcommit_memory == OVERCOMMIT_NEVER;
}

void
km_mm_uncharge (KmMachine *m, uint32_t pages)
{
  KM_BUMP (m, m->state->committed, -pages);
}

void
km_limits_boot (KmMachine *m)
{
  const KmState *s = m->state;
  uint32_t free = 0;

  for (guint i = 0; i < KM_N_ZONES; i++)
    free += km_zone (m, i)->stat[KM_NR_FREE_PAGES];
  KM_EDIT (m, s->overcommit_ratio, DEFAULT_OVERCOMMIT_RATIO);
  KM_EDIT (m, s->admin_reserve_kbytes, MIN (PAGES_TO_KB (free) / 32, MAX_ADMIN_RESERVE));
  KM_EDIT (m, s->user_reserve_kbytes, MIN (PAGES_TO_KB (free) / 32, MAX_USER_RESERVE));
  KM_EDIT (m, s->max_map_count, DEFAULT_MAX_MAP_COUNT);
  /* CONFIG_DEFAULT_MMAP_MIN_ADDR: 4096 when nobody chooses, 65536 in Debian and by the advice of its help text. */
  KM_EDIT (m, s->mmap_min_addr, s->config.layout == KM_LAYOUT_MINI ? KM_PAGE_SIZE : 65536);
}
