/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* Areas, links, anon_vmas and the areas of files against each other; FALSE with what is wrong. Areas that are in no
 * list any more and still wait to be given back count. */
gboolean km_rmap_check (const KmMachine *m, GError **error);
/* That a walk would find the page mapped at @at of the area, whose frame is @pfn. */
gboolean km_rmap_check_entry (const KmMachine *m, const KmVma *vma, KmAddr at, KmPfn pfn, GError **error);

G_END_DECLS
