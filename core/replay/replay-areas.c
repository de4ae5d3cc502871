/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Random calls on one process, after each one all areas of its window:
 *
 *   mmap 4000e 11 rw file off 25 private: 4000e-40019:rw-p@19 4001e-40027:rw-p
 *   mremap 4004c 2 FIXED to 400e2 = ok: …
 *   mmap NULL 2 rw -> b7ef8: b7ef8-b7efa:rw-p
 *
 * Pages are hexadecimal, lengths and file offsets decimal pages. With a place given, mmap is MAP_FIXED.
 */
#include "core/cache/file.h"
#include "core/exec/areas.h"
#include "core/fault/access.h"
#include "core/replay/replay.h"
#include "core/user/errno.h"
#include "core/user/madvise.h"
#include "core/user/mmap.h"
#include "core/user/mprotect.h"
#include "core/user/mremap.h"
#include "core/user/munmap.h"
#include "core/user/vma.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define RAM_FRAMES 0x4000u      /* 64 MiB */
#define WINDOW_START 0x40000000u
#define WINDOW_BYTES 0x101000u  /* what the recorder shares with its child, below vvar */
#define FILE_BYTES (1u << 24)

typedef struct
{
  KmReplay *to;
  KmMachine *m;
  const KmTask *task;
  KmFileId file;
  KmAddr window_end;
  guint line;
} Areas;

static KmAddr
page (const char *text)
{
  return (KmAddr) strtoul (text, NULL, 16) << KM_PAGE_SHIFT;
}

static uint32_t
bytes (const char *text)
{
  return (uint32_t) strtoul (text, NULL, 10) << KM_PAGE_SHIFT;
}

static uint32_t
prot_of (const char *text)
{
  uint32_t prot = 0;

  if (strcmp (text, "none") != 0)
    for (const char *c = text; *c != '\0'; c++)
      prot |= *c == 'r' ? KM_PROT_READ : *c == 'w' ? KM_PROT_WRITE : *c == 'x' ? KM_PROT_EXEC : 0;
  return prot;
}

/* --- Calls ------------------------------------------------------------------------------------ */

static uint32_t
repeat_mmap (Areas *a, GStrv word, guint n)
{
  gboolean anywhere = strcmp (word[1], "NULL") == 0, file = n > 6 && strcmp (word[4], "file") == 0;
  KmMmapDef def = { .addr = anywhere ? 0 : page (word[1]), .length = bytes (word[2]), .prot = prot_of (word[3]),
                    .flags = (anywhere ? 0 : KM_MAP_FIXED) | (file ? 0 : KM_MAP_ANONYMOUS), .file = KM_NONE (KmFileId) };

  if (file)
    {
      def.file = a->file;
      def.mode = KM_FMODE_READ | KM_FMODE_WRITE;
      def.pgoff = (uint32_t) strtoul (word[6], NULL, 10);
    }
  def.flags |= g_str_has_prefix (word[n - 1], "shared") ? KM_MAP_SHARED : KM_MAP_PRIVATE;
  return km_mm_mmap (a->m, km_mm (a->m, a->task->mm), &def, NULL);
}

/* "mremap P N FIXED to Q", "mremap P N -> M noMAYMOVE", and with MAYMOVE */
static uint32_t
repeat_mremap (Areas *a, GStrv word, guint n)
{
  KmMremapDef def = { .addr = page (word[1]), .old_len = bytes (word[2]), .new_len = bytes (word[2]),
                      .flags = KM_MREMAP_MAYMOVE };
  KmAddr populate;

  if (strcmp (word[3], "FIXED") == 0 && n > 5)
    {
      def.flags |= KM_MREMAP_FIXED;
      def.new_addr = page (word[5]);
    }
  else if (n > 4)
    def.new_len = bytes (word[4]);
  if (n > 5 && strcmp (word[5], "noMAYMOVE") == 0)
    def.flags = 0;
  return km_mm_mremap (a->m, km_mm (a->m, a->task->mm), &def, &populate);
}

static uint32_t
repeat_madvise (Areas *a, GStrv word)
{
  g_autofree char *name = g_ascii_strdown (word[3], -1);
  uint32_t advice = KM_MADV_NORMAL;

  km_advice_parse (name, &advice);
  return km_mm_madvise (a->m, km_mm (a->m, a->task->mm), page (word[1]), bytes (word[2]), advice);
}

static uint32_t
repeat_call (Areas *a, GStrv word, guint n)
{
  const KmMm *mm = km_mm (a->m, a->task->mm);
  KmPfn pfn;

  if (strcmp (word[0], "mmap") == 0 && n > 3)
    return repeat_mmap (a, word, n);
  if (strcmp (word[0], "munmap") == 0)
    return km_mm_munmap (a->m, mm, page (word[1]), bytes (word[2]));
  if (strcmp (word[0], "mprotect") == 0 && n > 3)
    return km_mm_mprotect (a->m, mm, page (word[1]), bytes (word[2]), prot_of (word[3]));
  if (strcmp (word[0], "madvise") == 0 && n > 3)
    return repeat_madvise (a, word);
  if (strcmp (word[0], "mremap") == 0 && n > 4)
    return repeat_mremap (a, word, n);
  if (strcmp (word[0], "touch") == 0 && strcmp (word[2], "(write)") == 0)
    km_task_access (a->m, a->task, page (word[1]), KM_ACCESS_WRITE, &pfn);
  return 0;
}

/* --- Comparing -------------------------------------------------------------------------------- */

static char *
areas_text (const Areas *a)
{
  const KmMm *mm = km_mm (a->m, a->task->mm);
  GString *text = g_string_new (NULL);

  for (const KmVma *vma = km_vma_find (a->m, mm, WINDOW_START); vma != NULL && vma->vm_start < a->window_end;
       vma = km_vma_next (a->m, vma))
    {
      char letters[4];

      km_perm_letters (vma->vm_flags, letters);
      g_string_append_printf (text, " %x-%x:%s%c", vma->vm_start >> KM_PAGE_SHIFT, vma->vm_end >> KM_PAGE_SHIFT, letters,
                              vma->vm_flags & KM_VM_MAYSHARE ? 's' : 'p');
      if (!KM_IS_NONE (vma->vm_file) && vma->vm_pgoff != 0)
        g_string_append_printf (text, "@%x", vma->vm_pgoff);
    }
  return g_string_free (text, FALSE);
}

/* What the recorder printed of a result: "ok" or "0", the words of an errno, or behind "->" the page. */
static gboolean
result_fits (const char *call, uint32_t result)
{
  static const struct { int code; const char *words; } errors[] = {
    { ENOMEM, "= Cannot allocate memory" }, { EFAULT, "= Bad address" }, { EINVAL, "= Invalid argument" },
    { EACCES, "= Permission denied" },
  };
  const char *arrow = strstr (call, " -> ");

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (strstr (call, errors[i].words) != NULL)
      return result == KM_ERROR (errors[i].code);
  if (KM_IS_ERROR (result))
    return FALSE;
  return !g_str_has_prefix (call, "mmap NULL") || arrow == NULL || page (arrow + 4) == result;
}

static void
repeat_line (Areas *a, const char *line)
{
  const char *colon = strchr (line, ':');
  g_autofree char *call = g_strndup (line, colon == NULL ? strlen (line) : (gsize) (colon - line)), *simulated = NULL;
  g_auto (GStrv) word = g_strsplit (call, " ", -1);
  guint n = g_strv_length (word);
  uint32_t result;

  if (n < 3 || colon == NULL)
    return;
  result = repeat_call (a, word, n);
  a->to->result->operations++;
  if (!result_fits (call, result))
    km_replay_differ (a->to, a->line, "%s: simulated %s", call,
                      KM_IS_ERROR (result) ? km_errno_name (result) : "no error, or another page");
  simulated = areas_text (a);
  a->to->result->states++;
  if (strcmp (colon + 1, simulated) != 0)
    km_replay_differ (a->to, a->line, "after %s: recorded%s, simulated%s", call, colon + 1, simulated);
}

/* --- The process ------------------------------------------------------------------------------ */

/* A small program, with the memory that the recorder shares with it where top-down placement begins. */
static void
make_process (Areas *a)
{
  static const char *const argv[] = { "/gt/gt", NULL };
  KmExecArea text = { .start = 0x08048000, .bytes = KM_PAGE_SIZE, .file_bytes = KM_PAGE_SIZE,
                      .prot = KM_VM_READ | KM_VM_EXEC, .file = km_file_new (a->m, "/gt/gt", KM_PAGE_SIZE, 0) };
  KmMmapDef shared = { .length = WINDOW_BYTES, .prot = KM_PROT_READ | KM_PROT_WRITE,
                       .flags = KM_MAP_SHARED | KM_MAP_ANONYMOUS };
  KmExecDef def;

  km_exec_def_init (&def);
  def.comm = "gt";
  def.path = argv[0];
  def.argv = argv;
  def.uid = 0;
  a->task = km_exec_areas (a->m, &def, &text, 1, 1, text.start).task;
  a->file = km_file_new (a->m, "/gt/file", FILE_BYTES, 0);
  a->window_end = km_mm_mmap (a->m, km_mm (a->m, a->task->mm), &shared, NULL);
}

gboolean
km_replay_is_areas (const char *line)
{
  g_auto (GStrv) word = g_strsplit (line, " ", 4);
  static const char *const calls[] = { "mmap", "munmap", "mprotect", "mremap", "madvise", "touch" };

  if (g_strv_length (word) < 3 || strchr (line, ':') == NULL
      || (strcmp (word[1], "NULL") != 0 && (strlen (word[1]) != 5 || !g_ascii_isxdigit (*word[1]))))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (strcmp (word[0], calls[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
km_replay_areas (KmReplay *r, GError **error)
{
  g_auto (GStrv) lines = km_replay_lines (r->text);
  Areas areas = { .to = r, .m = r->m };
  KmConfig config;

  km_record_config_init (&config, KM_LAYOUT_MINI);
  km_record_config_set_end (&config, RAM_FRAMES);
  if (!km_replay_boot (r, 1, &config, error))
    return FALSE;
  make_process (&areas);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      areas.line = i + 1;
      if (lines[i][0] != '#' && lines[i][0] != '\0')
        repeat_line (&areas, lines[i]);
    }
  km_replay_end (r);
  return TRUE;
}
