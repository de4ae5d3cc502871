/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Who maps a page: rmap_walk () of mm/rmap.c. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* One page-table entry that maps the page. */
typedef struct
{
  const KmTask *task;
  const KmVma *vma;
  KmAddr addr;
} KmMapping;

/* Calls @visit for each mapping of the page in frame @pfn until it returns FALSE; returns how many were visited.
 * Unlike the kernel: tasks in order of birth, areas by address, instead of the order of an interval tree. */
guint km_rmap_walk (const KmMachine *m, KmPfn pfn,
                    gboolean (*visit) (const KmMapping *mapping, gpointer data), gpointer data);

G_END_DECLS
