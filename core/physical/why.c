/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/why.h"

#include "core/physical/buddy.h"
#include "core/physical/fallback.h"
#include "core/physical/frames.h"

static gboolean
is_free (const KmMachine *m, KmPfn head, guint order)
{
  const KmZone *zone = km_zone_of (m, head);

  return zone != NULL && km_buddy_is_free (m, zone, head, order);
}

static KmMergeReason
reason_for (const KmMachine *m, KmMergeAnswer *answer)
{
  KmPfn a = answer->block[0], b = answer->block[1];
  guint order = answer->order[0];

  if (a == b)
    return KM_MERGE_ONE_BLOCK;
  if (km_zone_of (m, a) != km_zone_of (m, b))
    return KM_MERGE_OTHER_ZONE;
  for (answer->which = 0; answer->which < 2; answer->which++)
    if (!is_free (m, answer->block[answer->which], answer->order[answer->which]))
      return km_frame_use_at (m, answer->block[answer->which]) == KM_USE_PCP ? KM_MERGE_PER_CPU
             : KM_MERGE_IN_USE;
  if (answer->order[1] != order)
    return KM_MERGE_OTHER_ORDER;
  if (answer->buddy[0] != b)
    return KM_MERGE_NO_BUDDIES;
  if (order == KM_MAX_ORDER - 1)
    return KM_MERGE_LARGEST;
  return km_buddy_may_merge (m, a, b, order) ? KM_MERGE_WOULD : KM_MERGE_ISOLATE;
}

KmMergeAnswer
km_merge_why (const KmMachine *m, KmPfn a, KmPfn b)
{
  KmMergeAnswer answer = { 0 };
  KmPfn frames[2] = { MIN (a, b), MAX (a, b) };

  for (guint i = 0; i < 2; i++)
    {
      answer.block[i] = km_frame_block (m, frames[i], &answer.order[i]);
      answer.buddy[i] = answer.block[i] ^ (1u << answer.order[i]);
    }
  answer.reason = reason_for (m, &answer);
  return answer;
}
