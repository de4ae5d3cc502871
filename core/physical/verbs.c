/* SPDX-License-Identifier: GPL-2.0-or-later */
/* alloc_pages, free_pages: the page allocator, called as a driver would. */
#include "core/language/call.h"
#include "core/physical/alloc.h"

#include "core/physical/buddy.h"

gboolean
km_verb_alloc_pages (KmCall *call, const KmArgs_alloc_pages *args, GError **error)
{
  uint32_t gfp = args->GFP.slot.arg != NULL ? args->GFP.slot.bits : KM_GFP_KERNEL;
  uint64_t order;
  KmPfn pfn;

  if (!km_call_value (call, args->ORDER, 0, KM_MAX_ORDER - 1, &order, error))
    return FALSE;
  pfn = km_pages_alloc (call->m, gfp, order, gfp & KM_GFP_MOVABLE ? KM_USE_ANON : KM_USE_KERNEL);
  if (pfn == 0)
    km_call_fail (call, "page allocation failure");
  else
    km_call_result (call, KM_NAME_PFN, pfn, order);
  return TRUE;
}

gboolean
km_verb_free_pages (KmCall *call, const KmArgs_free_pages *args, GError **error)
{
  const KmArg *arg = args->NAME.slot.arg;
  const KmName *name = km_name_find (call->m, arg->text);

  if (name == NULL || name->kind != KM_NAME_PFN || name->freed)
    {
      km_call_error (call, arg->column, error,
                     "“%s” cannot be given back; expected a name that alloc_pages gave and that is still in use",
                     arg->text);
      return FALSE;
    }
  KM_EDIT (call->m, name->freed, 1);
  km_pages_free (call->m, name->value, name->ref);
  return TRUE;
}
