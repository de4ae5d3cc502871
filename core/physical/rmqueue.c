/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/rmqueue.h"

#include "core/physical/buddy.h"
#include "core/physical/fallback.h"

KmPfn
km_buddy_take (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt, gboolean steps)
{
  for (;;)
    {
      KmPfn pfn = km_buddy_take_smallest (m, zone, order, mt, steps);

      if (pfn != 0 || !km_fallback_steal (m, zone, order, mt))
        return pfn;
    }
}
