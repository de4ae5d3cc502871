/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * What a process may have: its limits (mm/mmap.c), and whether memory may be promised at all (mm/util.c).
 *
 * Each km_mm_may_…() only asks. Who refuses for that reason says so with km_mm_refuse_…(), which emits the
 * step: the kernel asks some of these questions twice and means the second answer.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* capable (): root may what others may not. */
gboolean km_mm_is_root (const KmMm *mm);
/* rlimit () >> PAGE_SHIFT */
uint32_t km_mm_limit_pages (const KmMm *mm, KmRlimit which);

/* may_expand_vm (): RLIMIT_AS, and RLIMIT_DATA for private writable pages. */
gboolean km_mm_may_expand (const KmMm *mm, uint32_t flags, uint32_t pages);
void km_mm_refuse_expand (KmMachine *m, const KmMm *mm, uint32_t flags, uint32_t pages);

/* can_do_mlock () */
gboolean km_mm_can_lock (const KmMm *mm);
/* Whether @pages more may be locked: RLIMIT_MEMLOCK, which root passes. */
gboolean km_mm_may_lock (const KmMm *mm, uint32_t pages);
void km_mm_refuse_lock (KmMachine *m, const KmMm *mm, uint32_t pages);
/* mlock_future_check (): FALSE, with its step, when an area of @flags would lock too much. */
gboolean km_mm_lock_future (KmMachine *m, const KmMm *mm, uint32_t flags, uint32_t pages);

/* map_count against sysctl_max_map_count: who splits an area asks with @over 0, mmap and brk may begin with one
 * area more (1), who moves one keeps some in hand (below 0). FALSE with its step. */
gboolean km_mm_map_count_fits (KmMachine *m, const KmMm *mm, int over);

/* security_vm_enough_memory_mm (): counts @pages as promised; FALSE, with a step and without counting them, when
 * the overcommit policy forbids it. */
gboolean km_mm_charge (KmMachine *m, const KmMm *mm, uint32_t pages);
/* vm_unacct_memory () */
void km_mm_uncharge (KmMachine *m, uint32_t pages);
/* overcommit_memory is 2: nothing may be promised that is not there. */
gboolean km_overcommit_is_never (const KmMachine *m);
/* vm_commit_limit (), pages */
uint32_t km_commit_limit (const KmMachine *m);

/* init_admin_reserve (), init_user_reserve (), and the sysctls as they are after boot. */
void km_limits_boot (KmMachine *m);

G_END_DECLS
