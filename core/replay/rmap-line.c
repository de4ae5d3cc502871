/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/replay/rmap-private.h"

#include "core/cache/file.h"
#include "core/fault/access.h"
#include "core/user/errno.h"
#include "core/user/fork.h"
#include "core/user/madvise.h"
#include "core/user/mm.h"
#include "core/user/mmap.h"
#include "core/user/mprotect.h"
#include "core/user/mremap.h"
#include "core/user/munmap.h"

#include <errno.h>
#include <string.h>

#define MOST_PAGES 0xc0000u     /* of a task */
#define MOST_FILE_PAGES 4096u

/* An operation under way. */
typedef struct
{
  KmRmap *rmap;
  KmMachine *m;
  guint number;                 /* of the task */
  const KmTask *task;
  const KmMm *mm;
  GStrv word;                   /* behind the task */
  guint n;
} Line;

/* --- Words ------------------------------------------------------------------------------------ */

/* Word @i as a number of pages or of a page, in bytes. */
static uint32_t
bytes (const Line *l, guint i)
{
  return i < l->n ? (uint32_t) MIN (g_ascii_strtoull (l->word[i], NULL, 16), MOST_PAGES) << KM_PAGE_SHIFT : 0;
}

static uint32_t
prot_of (const char *text)
{
  uint32_t prot = 0;

  for (const char *c = text; *c != '\0'; c++)
    prot |= *c == 'r' ? KM_PROT_READ : *c == 'w' ? KM_PROT_WRITE : *c == 'x' ? KM_PROT_EXEC : 0;
  return prot;
}

/* "T12": the number, or KM_RMAP_TASKS when it is none. */
static guint
task_number (const char *text)
{
  guint64 number = KM_RMAP_TASKS;

  if (*text != 'T' || !g_ascii_string_to_unsigned (text + 1, 10, 0, KM_RMAP_TASKS - 1, &number, NULL))
    return KM_RMAP_TASKS;
  return (guint) number;
}

/* --- Operations ------------------------------------------------------------------------------- */

/* 0, or the words of an errno. */
static char *
answer (uint32_t result)
{
  static const struct { int code; const char *words; } errors[] = {
    { ENOMEM, "Cannot allocate memory" }, { EFAULT, "Bad address" }, { EINVAL, "Invalid argument" },
    { EACCES, "Permission denied" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (result == KM_ERROR (errors[i].code))
      return g_strdup (errors[i].words);
  return g_strdup (KM_IS_ERROR (result) ? km_errno_name (result) : "0");
}

/* "map VPN N PROT", "mapf VPN N PROT FILE OFFSET p|s" */
static char *
map (const Line *l)
{
  gboolean file = strcmp (l->word[0], "mapf") == 0;
  KmMmapDef def = { .addr = bytes (l, 1), .length = bytes (l, 2), .prot = prot_of (l->word[3]),
                    .flags = KM_MAP_FIXED | KM_MAP_PRIVATE | KM_MAP_ANONYMOUS };

  if (file)
    {
      guint64 which = g_ascii_strtoull (l->word[4], NULL, 10);

      def.file = which < KM_RMAP_FILES ? l->rmap->file[which] : KM_NONE (KmFileId);
      def.pgoff = bytes (l, 5) >> KM_PAGE_SHIFT;
      def.mode = KM_FMODE_READ | KM_FMODE_WRITE;
      def.flags = KM_MAP_FIXED | (*l->word[6] == 's' ? KM_MAP_SHARED : KM_MAP_PRIVATE);
    }
  return answer (km_mm_mmap (l->m, l->mm, &def, NULL));
}

/* "remap VPN N NEWN DEST", "-" for in place: the page where it is then. */
static char *
remap (const Line *l)
{
  gboolean fixed = *l->word[4] != '-';
  KmMremapDef def = { .addr = bytes (l, 1), .new_addr = fixed ? bytes (l, 4) : 0, .old_len = bytes (l, 2),
                      .new_len = bytes (l, 3), .flags = fixed ? KM_MREMAP_MAYMOVE | KM_MREMAP_FIXED : 0 };
  KmAddr populate;
  uint32_t at = km_mm_mremap (l->m, l->mm, &def, &populate);

  return KM_IS_ERROR (at) ? answer (at) : g_strdup_printf ("%x", at >> KM_PAGE_SHIFT);
}

static char *
advise (const Line *l)
{
  uint32_t advice;

  if (!km_advice_parse (l->word[3], &advice))
    return NULL;
  return answer (km_mm_madvise (l->m, l->mm, bytes (l, 1), bytes (l, 2), advice));
}

/* "w VPN N VALUE STEP": each STEPth page of a range, until a signal. */
static char *
touch (const Line *l)
{
  KmAccess access = *l->word[0] == 'r' ? KM_ACCESS_READ : KM_ACCESS_WRITE;
  uint32_t start = bytes (l, 1), length = l->n > 2 ? bytes (l, 2) : KM_PAGE_SIZE;
  uint32_t step = MAX (bytes (l, 4), KM_PAGE_SIZE);
  KmPfn pfn;

  for (uint64_t at = 0; at < length && !km_machine_must_stop (l->m); at += step)
    if (!km_task_access (l->m, l->task, (KmAddr) (start + at), access, &pfn))
      return g_strdup_printf ("signal %u", l->task->signal);
  return g_strdup ("0");
}

/* "fork T1" */
static char *
fork_task (const Line *l)
{
  guint number = task_number (l->word[1]);
  const KmTask *child = number < KM_RMAP_TASKS && KM_IS_NONE (l->rmap->task[number]) ? km_task_fork (l->m, l->task) : NULL;

  if (child == NULL)
    return answer (KM_ERROR (ENOMEM));
  l->rmap->task[number] = (KmTaskId) { child->id };
  return g_strdup ("0");
}

static char *
end_task (const Line *l)
{
  km_task_exit (l->m, l->task);
  l->rmap->task[l->number] = KM_NONE (KmTaskId);
  return g_strdup ("0");
}

static char *
unmap (const Line *l)
{
  return answer (km_mm_munmap (l->m, l->mm, bytes (l, 1), bytes (l, 2)));
}

static char *
protect (const Line *l)
{
  return answer (km_mm_mprotect (l->m, l->mm, bytes (l, 1), bytes (l, 2), prot_of (l->word[3])));
}

static char *
repeat_operation (Line *l)
{
  static const struct { const char *name; guint least; char *(*repeat) (const Line *l); } operations[] = {
    { "map", 4, map }, { "mapf", 7, map }, { "unmap", 3, unmap }, { "prot", 4, protect }, { "remap", 5, remap },
    { "adv", 4, advise }, { "w", 2, touch }, { "wu", 2, touch }, { "t", 2, touch }, { "r", 2, touch },
    { "fork", 2, fork_task }, { "exit", 1, end_task },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operations) && l->n > 0; i++)
    if (strcmp (operations[i].name, l->word[0]) == 0 && l->n >= operations[i].least)
      return operations[i].repeat (l);
  return NULL;
}

/* --- Tasks and files -------------------------------------------------------------------------- */

/* A task that nothing limits. Its own program lies where the recorder does not look, so it has none. */
static char *
new_task (KmRmap *rmap, const char *name)
{
  guint number = task_number (name);
  const KmTask *task = number < KM_RMAP_TASKS && KM_IS_NONE (rmap->task[number]) ? km_task_new (rmap->m, name) : NULL;

  if (task == NULL)
    return NULL;
  for (guint i = 0; i < KM_N_RLIMITS; i++)
    KM_EDIT (rmap->m, km_mm (rmap->m, task->mm)->rlimit[i], KM_RLIM_INFINITY);
  rmap->task[number] = (KmTaskId) { task->id };
  return g_strdup ("0");
}

/* "file 0 10": a file in memory that the recorder has written and keeps open. */
static char *
new_file (KmRmap *rmap, const char *number, const char *pages)
{
  guint64 which, n;
  const KmFile *file;

  if (!g_ascii_string_to_unsigned (number, 10, 0, KM_RMAP_FILES - 1, &which, NULL)
      || !g_ascii_string_to_unsigned (pages, 10, 1, MOST_FILE_PAGES, &n, NULL) || !KM_IS_NONE (rmap->file[which]))
    return NULL;
  rmap->file[which] = km_file_new_shmem (rmap->m, (uint32_t) n << KM_PAGE_SHIFT);
  file = km_file (rmap->m, rmap->file[which]);
  km_file_hold_shmem (rmap->m, file);
  for (guint i = 0; i < n; i++)
    km_file_read_page (rmap->m, file, i);
  return g_strdup ("0");
}

gboolean
km_rmap_is_operation (const char *line)
{
  return (*line == 'T' && strstr (line, " -> ") != NULL) || g_str_has_prefix (line, "new T")
         || (g_str_has_prefix (line, "file ") && strstr (line, " i_mmap") == NULL);
}

char *
km_rmap_repeat (KmRmap *rmap, const char *line)
{
  g_auto (GStrv) halves = g_strsplit (line, " -> ", 2), word = g_strsplit (halves[0], " ", -1);
  Line l = { rmap, rmap->m, task_number (word[0]), NULL, NULL, word + 1, g_strv_length (word) - 1 };

  if (l.n == 1 && strcmp (word[0], "new") == 0)
    return new_task (rmap, word[1]);
  if (l.n == 2 && strcmp (word[0], "file") == 0)
    return new_file (rmap, word[1], word[2]);
  if (l.number == KM_RMAP_TASKS || KM_IS_NONE (rmap->task[l.number]))
    return NULL;
  l.task = km_task (rmap->m, rmap->task[l.number]);
  l.mm = km_mm (rmap->m, l.task->mm);
  return repeat_operation (&l);
}
