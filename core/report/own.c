/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports that no kernel file gives and that belong to no subsystem: layout, steps. */
#include "core/report/own.h"

#include "core/report/step-words.h"
#include "core/state/machine-private.h"

void
km_report_layout (const KmMachine *m, GString *out)
{
  const KmLayout *l = &m->state->layout;

  g_string_append_printf (out, "PAGE_OFFSET     %08x\nhigh_memory     %08x\nVMALLOC_START   %08x\n"
                          "VMALLOC_END     %08x\nPKMAP_BASE      %08x LAST_PKMAP %u\n", KM_PAGE_OFFSET,
                          l->high_memory, l->vmalloc_start, l->vmalloc_end, l->pkmap_base,
                          l->last_pkmap);
  if (l->ldt_base != 0)
    g_string_append_printf (out, "LDT_BASE_ADDR   %08x\nCPU_ENTRY_AREA_BASE %08x\n", l->ldt_base,
                            l->cea_base);
  g_string_append_printf (out,
                          "FIXADDR_START   %08x\nFIXADDR_TOT_START %08x\nFIXADDR_TOP     %08x\n"
                          "TASK_SIZE       %08x\nmem_map         %08x\n",
                          l->fixaddr_start, l->fixaddr_tot_start, l->fixaddr_top, KM_TASK_SIZE,
                          KM_PAGE_OFFSET + (l->mem_map_pfn << KM_PAGE_SHIFT));
}

void
km_report_steps (const KmMachine *m, GString *out)
{
  for (uint32_t step = 1; step <= km_machine_cursor (m); step++)
    {
      const KmStepInfo *info = km_machine_step_info (m, step);

      g_string_append_printf (out, "%u %s", step, info->name);
      for (guint i = 0; i < info->n_args; i++)
        {
          g_autofree char *text = km_machine_step_arg_text (m, step, info->args[i].id);

          g_string_append_printf (out, " %s=%s", info->args[i].name, text);
        }
      g_string_append_c (out, '\n');
    }
}
