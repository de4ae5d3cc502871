/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/status.h"

#include "core/user/vma.h"

#define KB(pages) ((pages) << (KM_PAGE_SHIFT - 10))

void
km_mm_status (const KmMm *mm, KmStatus *status)
{
  uint32_t text = (km_page_align_up (mm->end_code) - km_page_align_down (mm->start_code)) >> 10;
  uint32_t exec = KB (mm->exec_vm), rss = km_mm_rss (mm);

  text = MIN (text, exec);
  *status = (KmStatus) {
    .peak = KB (MAX (mm->hiwater_vm, mm->total_vm)), .size = KB (mm->total_vm), .locked = KB (mm->locked_vm),
    .hwm = KB (MAX (mm->hiwater_rss, rss)), .rss = KB (rss), .anon = KB (mm->rss[KM_RSS_ANON]),
    .file = KB (mm->rss[KM_RSS_FILE]), .shmem = KB (mm->rss[KM_RSS_SHMEM]), .data = KB (mm->data_vm),
    .stack = KB (mm->stack_vm), .exe = text, .lib = exec - text, .pte = mm->pgtables_bytes >> 10,
    .swap = KB (mm->rss[KM_RSS_SWAP]),
  };
}

void
km_report_status (const KmMachine *m, const KmTask *task, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);
  KmStatus s;

  km_mm_status (mm, &s);
  const struct { const char *key; uint32_t kb; } lines[] = {
    { "VmPeak", s.peak }, { "VmSize", s.size }, { "VmLck", s.locked }, { "VmPin", 0 }, { "VmHWM", s.hwm },
    { "VmRSS", s.rss }, { "RssAnon", s.anon }, { "RssFile", s.file }, { "RssShmem", s.shmem }, { "VmData", s.data },
    { "VmStk", s.stack }, { "VmExe", s.exe }, { "VmLib", s.lib }, { "VmPTE", s.pte }, { "VmSwap", s.swap },
  };
  g_string_append_printf (out, "Name:\t%s\nPid:\t%u\nUid:\t%u\t%u\t%u\t%u\n", task->comm, task->pid, mm->uid, mm->uid,
                          mm->uid, mm->uid);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (out, "%s:\t%8u kB\n", lines[i].key, lines[i].kb);
}
