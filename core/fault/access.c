/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a program does at an address, faults included. */
#include "core/fault/access.h"

#include "core/fault/fault.h"
#include "core/fault/walk.h"
#include "core/mmu/tlb.h"

#define MAX_RETRIES 4           /* one fault for the page, one for write protection, and a margin */

gboolean
km_task_access (KmMachine *m, const KmTask *task, KmAddr addr, KmAccess access, KmPfn *pfn)
{
  km_switch_to (m, task);
  km_step (m, ACCESS, .task = task->id, .addr = addr, .access = access);
  for (guint tries = 0; tries < MAX_RETRIES; tries++)
    {
      KmTranslation t = km_cpu_translate (m, addr, access);

      if (t.ok)
        {
          km_step (m, MEMORY, .addr = addr, .phys = t.phys, .access = access);
          *pfn = (KmPfn) (t.phys >> KM_PAGE_SHIFT);
          return TRUE;
        }
      if (!km_handle_page_fault (m, task, addr, t.error_code))
        return FALSE;
    }
  g_assert_not_reached ();      /* the kernel mended the same fault again and again */
}
