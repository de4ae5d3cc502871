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

G_END_DECLS
