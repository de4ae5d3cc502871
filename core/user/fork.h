/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * fork () as far as memory goes: copy_process (), dup_mmap () of kernel/fork.c.
 *
 *   parent   [text][data w][heap w]──[shared]──[stack w]        for each area, from low to high:
 *               │     │      │           │         │             left out (VM_DONTCOPY), or
 *   child    [text][data ][heap ]──[shared]──[stack ]            area, anon_vma, then entries
 *
 * Left out: signals, open files, registers other than the stack and instruction pointer.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* A child with a copy of the parent's address space, which runs nowhere until it is switched to. NULL without memory:
 * nothing of it is left, though the parent's pages stay write-protected. */
const KmTask *km_task_fork (KmMachine *m, const KmTask *parent);
/* The same in two, for who gives the child a name before the first step tells of it: copy_process () up to copy_mm (),
 * and dup_mmap (). Without memory for the areas the child is gone. */
const KmTask *km_task_fork_begin (KmMachine *m, const KmTask *parent);
gboolean km_task_fork_areas (KmMachine *m, const KmTask *child);

G_END_DECLS
