/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs that run. */
#include "vmarium-config.h"

#include "ui/session/thing.h"

#include <glib/gi18n-lib.h>

static void
task_fields (const VmrSession *session,
             VmrRef            ref,
             VmrFields        *fields)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = km_task (machine, (KmTaskId) { ref.id });
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;

  if (task == NULL)
    return;
  vmr_fields_title (fields, km_task_name (machine, task), "struct task_struct, mm_struct");
  vmr_fields_row (fields, "pid", "%u", task->pid);
  vmr_fields_count (fields, "min_flt", task->min_flt);
  vmr_fields_count (fields, "maj_flt", task->maj_flt);
  if (mm == NULL)
    return;
  vmr_fields_row (fields, "mm->pgd", "0x%05x", mm->pgd);
  vmr_fields_count (fields, "map_count", mm->map_count);
  vmr_fields_count (fields, "total_vm", mm->total_vm);
  vmr_fields_count (fields, "rss anon", mm->rss[KM_RSS_ANON]);
  vmr_fields_count (fields, "rss file", mm->rss[KM_RSS_FILE]);
  vmr_fields_count (fields, "rss shmem", mm->rss[KM_RSS_SHMEM]);
  vmr_fields_count (fields, "pgtables_bytes", mm->pgtables_bytes);
  vmr_fields_row (fields, "highest_vm_end", "0x%08x", mm->highest_vm_end);
  vmr_fields_row (fields, "end_code", "0x%08x", mm->end_code);
  vmr_fields_row (fields, "start_data", "0x%08x", mm->start_data);
  vmr_fields_row (fields, "end_data", "0x%08x", mm->end_data);
  vmr_fields_row (fields, "start_code", "0x%08x", mm->start_code);
  vmr_fields_row (fields, "start_brk", "0x%08x", mm->start_brk);
  vmr_fields_row (fields, "brk", "0x%08x", mm->brk);
  vmr_fields_row (fields, "start_stack", "0x%08x", mm->start_stack);
  vmr_fields_row (fields, "mmap_base", "0x%08x", mm->mmap_base);
}

static void
task_offers (VmrOffers *list,
             VmrRef     ref)
{
  const KmTask *task = km_task (list->machine, (KmTaskId) { ref.id });
  VmrOffers own = *list;
  const char *name;

  if (task == NULL)
    return;
  name = km_task_name (list->machine, task);
  own.task = task;
  own.mm = km_mm (list->machine, task->mm);
  vmr_offer (&own, N_("Run it"), "switch %s", name);
  vmr_offer (&own, N_("Into the kernel and back"), "syscall %s getpid", name);
  own.group++;
  vmr_offer_heap (&own);
  vmr_offer (&own, N_("Map memory"), "mmap %s 64K rw", name);
  vmr_offer (&own, N_("Write on the stack"), "write %s sp", name);
  own.group++;
  vmr_offer (&own, N_("Its areas"), "print maps %s", name);
  vmr_offer (&own, N_("Its areas and their pages"), "print smaps %s", name);
  own.group++;
  vmr_offer (&own, N_("End it"), "exit %s", name);
}

static void
task_watch (const KmMachine *machine,
            VmrRef           ref,
            GByteArray      *bytes)
{
  const KmTask *task = km_task (machine, (KmTaskId) { ref.id });
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;

  if (task)
    g_byte_array_append (bytes, (gconstpointer) task, sizeof *task);
  if (mm)
    g_byte_array_append (bytes, (gconstpointer) mm, sizeof *mm);
}

const VmrThing vmr_thing_task = { VMR_REF_TASK, "task", task_fields, task_offers, task_watch };
