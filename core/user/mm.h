/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Tasks and their address spaces: kernel/fork.c, mm/mmap.c, mm/memory.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* A task with an empty address space and a kernel stack; NULL without memory. */
const KmTask *km_task_new (KmMachine *m, const char *comm);
/* The same without a step, for fork. */
const KmTask *km_task_make (KmMachine *m, const char *comm);
/* do_exit () as far as memory goes: frees everything that only this task used. */
void km_task_exit (KmMachine *m, const KmTask *task);

/* zap_page_range (): unmaps [start, end) of @mm; returns how many frames it let go. */
guint km_mm_zap (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);
/* zap_page_range_single () with check_mapping: the file's pages go, private copies stay. */
guint km_mm_zap_file (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);

G_END_DECLS
