/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/replay/calls-private.h"

#include "core/cache/file.h"
#include "core/fault/access.h"
#include "core/fault/populate.h"
#include "core/user/madvise.h"
#include "core/user/mlock.h"
#include "core/user/mmap.h"
#include "core/user/mprotect.h"
#include "core/user/mremap.h"
#include "core/user/munmap.h"
#include "core/user/vma.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* --- Words ------------------------------------------------------------------------------------ */

typedef struct { const char *name; uint32_t value; } Word;

static const Word prots[] = {
  { "none", 0 }, { "growsdown", KM_PROT_GROWSDOWN }, { "growsup", KM_PROT_GROWSUP }, { "sem", KM_PROT_SEM },
};
static const Word maps[] = {
  { "shared", KM_MAP_SHARED }, { "private", KM_MAP_PRIVATE }, { "shared_validate", KM_MAP_SHARED_VALIDATE },
  { "fixed", KM_MAP_FIXED }, { "anon", KM_MAP_ANONYMOUS }, { "growsdown", KM_MAP_GROWSDOWN },
  { "denywrite", KM_MAP_DENYWRITE }, { "executable", KM_MAP_EXECUTABLE }, { "locked", KM_MAP_LOCKED },
  { "noreserve", KM_MAP_NORESERVE }, { "populate", KM_MAP_POPULATE }, { "nonblock", KM_MAP_NONBLOCK },
  { "stack", KM_MAP_STACK }, { "hugetlb", KM_MAP_HUGETLB }, { "sync", KM_MAP_SYNC },
  { "fixed_noreplace", KM_MAP_FIXED_NOREPLACE },
};
static const Word remaps[] = {
  { "none", 0 }, { "maymove", KM_MREMAP_MAYMOVE }, { "fixed", KM_MREMAP_FIXED }, { "dontunmap", KM_MREMAP_DONTUNMAP },
};

/* "a|b|0x8000": names of @words, numbers, and of permissions the letters. */
static uint32_t
bits_of (const char *text, const Word *words, guint n)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  uint32_t bits = 0;

  for (guint p = 0; parts[p] != NULL; p++)
    {
      guint i = 0;

      while (i < n && strcmp (words[i].name, parts[p]) != 0)
        i++;
      if (i < n)
        bits |= words[i].value;
      else if (g_ascii_isdigit (parts[p][0]))
        bits |= (uint32_t) g_ascii_strtoull (parts[p], NULL, 0);
      else
        for (const char *c = parts[p]; *c != '\0'; c++)
          bits |= *c == 'r' ? KM_PROT_READ : *c == 'w' ? KM_PROT_WRITE : *c == 'x' ? KM_PROT_EXEC : 0;
    }
  return bits;
}

static uint32_t
number (const char *text)
{
  return text == NULL ? 0 : (uint32_t) g_ascii_strtoull (text, NULL, 0);
}

/* --- Results ---------------------------------------------------------------------------------- */

/* "0xb7ffa000", "ok" or an errno, against what a call returned. */
static void
expect (KmCalls *calls, const char *call, uint32_t got)
{
  const char *recorded = strstr (call, "-> ");
  g_autofree char *simulated = KM_IS_ERROR (got) ? g_strdup (km_errno_name (got))
                               : recorded != NULL && g_str_has_prefix (recorded, "-> 0x")
                                   ? g_strdup_printf ("0x%08x", got)
                                   : g_strdup (got == 0 ? "ok" : "a value");

  if (recorded == NULL || strcmp (recorded + 3, simulated) != 0)
    km_replay_differ (calls->to, calls->line + 1, "%s: simulated %s", call, simulated);
}

/* --- Calls ------------------------------------------------------------------------------------ */

/* What file descriptors 10 to 15 are, made once. */
static uint32_t
open_file (KmCalls *calls, guint fd, KmFileId *file, uint32_t *mode)
{
  static const struct { guint fd; const char *path; uint32_t size, mode; } files[] = {
    { 10, "/f/f3", 12388, KM_FMODE_READ | KM_FMODE_WRITE }, { 11, "/f/f3", 12388, KM_FMODE_READ },
    { 12, "/f/f3", 12388, KM_FMODE_WRITE }, { 13, "/dev/zero", 0, KM_FMODE_READ | KM_FMODE_WRITE },
    { 15, "/f/f0", 0, KM_FMODE_READ | KM_FMODE_WRITE },
  };
  const KmFile *known;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i].fd == fd)
      {
        known = km_file_from_path (calls->m, files[i].path);
        *file = known != NULL ? (KmFileId) { known->id } : km_file_new (calls->m, files[i].path, files[i].size, 0);
        km_file_set_in_memory (calls->m, km_file (calls->m, *file));
        *mode = files[i].mode;
        return 0;
      }
  return fd == 14 ? KM_ERROR (ENODEV) : KM_ERROR (EBADF);
}

static uint32_t
repeat_mmap (KmCalls *calls, const char *line, GStrv word)
{
  g_autofree char *fd = km_calls_value (line, "fd"), *pgoff = km_calls_value (line, "pgoff");
  KmMmapDef def = { .addr = number (word[1]), .length = number (word[2]),
                    .prot = bits_of (word[3], prots, G_N_ELEMENTS (prots)),
                    .flags = bits_of (word[4], maps, G_N_ELEMENTS (maps)), .pgoff = number (pgoff) };
  gboolean populate;
  uint32_t at;

  if (!(def.flags & KM_MAP_ANONYMOUS))
    {
      at = open_file (calls, number (fd), &def.file, &def.mode);
      if (at != 0)
        return at;
    }
  at = km_mm_mmap (calls->m, km_mm (calls->m, calls->task->mm), &def, &populate);
  if (populate && !KM_IS_ERROR (at))
    km_mm_populate (calls->m, calls->task, at, at + km_page_align_up (def.length));
  return at;
}

static uint32_t
repeat_mremap (KmCalls *calls, GStrv word)
{
  KmMremapDef def = { .addr = number (word[1]), .old_len = number (word[2]), .new_len = number (word[3]),
                      .flags = bits_of (word[4], remaps, G_N_ELEMENTS (remaps)) };
  KmAddr populate;
  uint32_t at;

  if (strcmp (word[5], "->") != 0)
    def.new_addr = number (word[5]);
  at = km_mm_mremap (calls->m, km_mm (calls->m, calls->task->mm), &def, &populate);
  if (populate != 0)
    km_mm_populate (calls->m, calls->task, populate, at + km_page_align_up (def.new_len));
  return at;
}

static uint32_t
repeat_mprotect (KmCalls *calls, GStrv word)
{
  uint32_t prot = bits_of (word[3], prots, G_N_ELEMENTS (prots)), start = number (word[1]), length = number (word[2]);
  uint32_t result = km_mm_mprotect (calls->m, km_mm (calls->m, calls->task->mm), start, length, prot);

  if (result == 0 && (prot & KM_PROT_WRITE))
    km_mm_populate_locked (calls->m, calls->task, start, start + km_page_align_up (length));
  return result;
}

static uint32_t
repeat_call (KmCalls *calls, const char *line, GStrv word, gboolean *known)
{
  KmMachine *m = calls->m;
  const KmMm *mm = km_mm (m, calls->task->mm);
  guint n = g_strv_length (word);

  *known = TRUE;
  if (strcmp (word[0], "mmap") == 0 && n >= 7)
    return repeat_mmap (calls, line, word);
  if (strcmp (word[0], "mremap") == 0 && n >= 7)
    return repeat_mremap (calls, word);
  if (strcmp (word[0], "mprotect") == 0 && n >= 6)
    return repeat_mprotect (calls, word);
  if (strcmp (word[0], "munmap") == 0 && n >= 5)
    return km_mm_munmap (m, mm, number (word[1]), number (word[2]));
  if (strcmp (word[0], "madvise") == 0 && n >= 6)
    return km_mm_madvise (m, mm, number (word[1]), number (word[2]), number (word[3]));
  if (strcmp (word[0], "msync") == 0 && n >= 6)
    return km_mm_msync (m, mm, number (word[1]), number (word[2]), number (word[3]));
  if (strcmp (word[0], "mlock") == 0 && n >= 5)
    return km_task_mlock (m, calls->task, number (word[1]), number (word[2]), FALSE);
  if (strcmp (word[0], "munlock") == 0 && n >= 5)
    return km_mm_munlock (m, mm, number (word[1]), number (word[2]));
  if (strcmp (word[0], "mlockall") == 0 && n >= 4)
    return km_task_mlockall (m, calls->task, number (word[1]));
  if (strcmp (word[0], "brk") == 0 && n >= 4)
    return km_mm_brk_populate (m, calls->task, number (word[1]));
  *known = FALSE;
  return 0;
}

/* --- Accesses --------------------------------------------------------------------------------- */

/* The shortest instruction that the recorder fetched has two bytes: at the end of a page it reaches the next one. */
static gboolean
access_bytes (KmCalls *calls, KmAddr addr, KmAccess access)
{
  KmPfn pfn;

  return km_task_access (calls->m, calls->task, addr, access, &pfn)
         && (access != KM_ACCESS_EXEC || (addr & ~KM_PAGE_MASK) != KM_PAGE_SIZE - 1
             || km_task_access (calls->m, calls->task, addr + 1, access, &pfn));
}

static void
repeat_access (KmCalls *calls, const char *line, GStrv word)
{
  KmAccess access = strcmp (word[0], "write") == 0 ? KM_ACCESS_WRITE
                    : strcmp (word[0], "fetch") == 0 ? KM_ACCESS_EXEC : KM_ACCESS_READ;
  const char *recorded = strstr (line, "-> ");
  g_autofree char *simulated = NULL;

  /* "?…": the recorder could not do it. */
  if (recorded != NULL && recorded[3] == '?')
    return;
  if (access_bytes (calls, number (word[1]), access))
    simulated = g_strdup ("ok");
  else
    simulated = g_strdup_printf ("%s code %u addr 0x%08x", calls->task->signal == KM_SIGBUS ? "SIGBUS" : "SIGSEGV",
                                 calls->task->sig_code, calls->task->sig_addr);
  KM_EDIT (calls->m, calls->task->signal, 0);
  if (recorded == NULL || strcmp (recorded + 3, simulated) != 0)
    km_replay_differ (calls->to, calls->line + 1, "%s: simulated %s", line, simulated);
}

/* "many 20 x mmap NULL 0x1000 (r, none in turn) private|anon -> 3 done, first A last B, then ENOMEM, 9 lines in maps" */
static void
repeat_many (KmCalls *calls, const char *line)
{
  const KmMm *mm = km_mm (calls->m, calls->task->mm);
  guint wanted = 0, done = 0;
  uint32_t first = 0, last = 0, at = 0;
  const char *recorded = strstr (line, "-> ");
  g_autofree char *simulated = NULL;
  KM_QUIET (calls->m);

  if (sscanf (line, "many %u x", &wanted) != 1 || recorded == NULL)
    return;
  for (; done < wanted; done++)
    {
      KmMmapDef def = { .length = KM_PAGE_SIZE, .flags = KM_MAP_PRIVATE | KM_MAP_ANONYMOUS,
                        .prot = done % 2 == 0 ? KM_PROT_READ : 0 };

      at = km_mm_mmap (calls->m, mm, &def, NULL);
      if (KM_IS_ERROR (at))
        break;
      first = done == 0 ? at : first;
      last = at;
    }
  simulated = g_strdup_printf ("%u done, first 0x%08x last 0x%08x, then %s, %u lines in maps", done, first, last,
                               done < wanted ? km_errno_name (at) : "ok", mm->map_count);
  if (strcmp (recorded + 3, simulated) != 0)
    km_replay_differ (calls->to, calls->line + 1, "%s: simulated %s", line, simulated);
}

gboolean
km_calls_repeat (KmCalls *calls, const char *line)
{
  g_auto (GStrv) word = g_strsplit (line, " ", -1);
  gboolean known;
  uint32_t result;

  if (g_strv_length (word) < 2 || calls->task == NULL)
    return FALSE;
  if (strcmp (word[0], "many") == 0)
    repeat_many (calls, line);
  else if (strcmp (word[0], "read") == 0 || strcmp (word[0], "write") == 0 || strcmp (word[0], "fetch") == 0)
    repeat_access (calls, line, word);
  else
    {
      result = repeat_call (calls, line, word, &known);
      if (!known)
        return FALSE;
      expect (calls, line, result);
    }
  calls->to->result->operations++;
  return TRUE;
}
