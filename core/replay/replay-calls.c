/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/replay/calls-private.h"

#include "core/exec/exec.h"
#include "core/fault/fault.h"
#include "core/user/errno.h"
#include "core/user/limits.h"
#include "core/user/vma.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* --- The machine ------------------------------------------------------------------------------ */

/* "# Debian 5.10.223 -686-pae, 1 GiB of RAM, one CPU with NX, …" */
static gboolean
read_machine (KmReplay *r, const char *line, KmConfig *config)
{
  gboolean debian = strstr (line, "Debian") != NULL, pae = strstr (line, "-pae") != NULL || strstr (line, " PAE") != NULL;
  const char *at = strstr (line, " of RAM"), *unit;
  guint amount = 0;

  if (at == NULL)
    return FALSE;
  unit = at - 3;
  for (at = unit; at > line && (at[-1] == ' ' || g_ascii_isdigit (at[-1]));)
    at--;
  if (sscanf (at, " %u", &amount) != 1 || amount == 0 || amount > 65536)
    return FALSE;
  km_record_config_init (config, pae && debian ? KM_LAYOUT_DEBIAN_PAE : debian ? KM_LAYOUT_DEBIAN : KM_LAYOUT_MINI);
  config->pae = pae;
  km_record_config_set_end (config, (uint64_t) amount << (strncmp (unit, "GiB", 3) == 0 ? 18 : 8));
  return TRUE;
}

/* MemTotal decides what overcommit refuses: the recorded amount holds, whatever the engine's own boot leaves to the buddy
 * system. The zone that is largest takes up the difference. TRUE when there is one. */
static gboolean
take_memory (const KmMachine *m, const char *line, KmConfig *config)
{
  const char *at = strstr (line, "MemTotal ");
  guint kb, largest = 0;
  int64_t difference;

  if (at == NULL || sscanf (at, "MemTotal %u kB", &kb) != 1)
    return FALSE;
  difference = kb >> (KM_PAGE_SHIFT - 10);
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      uint32_t managed = km_zone (m, i)->managed;

      config->managed_given[i][0] = config->managed_given[i][1] = managed;
      if (i == KM_ZONE_NORMAL)          /* the kernel's init sections come free later */
        config->managed_given[i][0] -= m->state->layout.init_end - m->state->layout.init_start;
      difference -= managed;
      largest = managed > km_zone (m, largest)->managed ? i : largest;
    }
  config->managed_given[largest][1] += (uint32_t) difference;
  config->managed_given[largest][0] += (uint32_t) difference;
  return difference != 0;
}

/* --- Files ------------------------------------------------------------------------------------ */

static void
free_image (gpointer image)
{
  km_image_free (image);
}

/* A name that leads through a file, or to nothing. */
static uint32_t
find_file (const char *path, gpointer data, const KmImage **image)
{
  KmCalls *calls = data;
  /* Two slashes in front would count as a root of its own. */
  g_autofree char *full = g_strdup_printf ("/%s", path + strspn (path, "/"));
  g_autofree char *inner = g_canonicalize_filename (full, "/"), *above = g_path_get_dirname (inner);
  gboolean slash = g_str_has_suffix (full, "/");
  const KmImage *parent = g_hash_table_lookup (calls->files, above);

  *image = g_hash_table_lookup (calls->files, inner);
  if (*image != NULL && slash && (*image)->kind != KM_IMAGE_DIRECTORY)
    return KM_ERROR (ENOTDIR);
  if (*image != NULL)
    return 0;
  if (parent != NULL && parent->kind != KM_IMAGE_DIRECTORY)
    return KM_ERROR (ENOTDIR);
  /* The root, and folders that hold files the recording tells of. */
  GHashTableIter iter;
  gpointer known;
  g_hash_table_iter_init (&iter, calls->files);
  g_autofree char *folder = strcmp (inner, "/") == 0 ? g_strdup ("/") : g_strdup_printf ("%s/", inner);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    if (g_str_has_prefix (known, folder))
      {
        *image = calls->folder;
        return 0;
      }
  if (!g_hash_table_contains (calls->missing, inner))
    {
      g_free (calls->untold);
      calls->untold = g_strdup (path);
    }
  return KM_ERROR (ENOENT);
}

/* "== file PATH mode 4755 owner 1000" and what follows; of a case, its program's own text. */
static void
take_file (KmCalls *calls, const char *path, const char *head)
{
  guint first = calls->line, mode = 0755, owner = 0;
  const char *at = head == NULL ? NULL : strstr (head, " mode ");

  if (at != NULL)
    sscanf (at, " mode %o", &mode);
  at = head == NULL ? NULL : strstr (head, " owner ");
  if (at != NULL)
    sscanf (at, " owner %u", &owner);
  while (calls->lines[calls->line] != NULL && km_calls_is_file_line (calls->lines[calls->line]))
    calls->line++;
  if (calls->line > first)
    {
      KmImage *image = km_calls_file (calls, path, first, calls->line, mode, owner);

      if (image != NULL)
        g_hash_table_replace (calls->files, g_strdup (path), image);
      else
        g_hash_table_add (calls->missing, g_strdup (path));
    }
}

/* --- Cases ------------------------------------------------------------------------------------ */

static void
reset_sysctls (KmCalls *calls)
{
  const KmState *s = calls->m->state;

  km_limits_boot (calls->m);
  KM_EDIT (calls->m, s->overcommit_memory, 0);
  KM_EDIT (calls->m, s->overcommit_kbytes, 0);
  KM_EDIT (calls->m, s->legacy_va_layout, 0);
  KM_EDIT (calls->m, s->mmap_min_addr, calls->mmap_min_addr);
}

static void
end_case (KmCalls *calls)
{
  if (calls->task != NULL)
    km_task_exit (calls->m, calls->task);
  calls->task = NULL;
  calls->killed = FALSE;
  calls->poked = FALSE;
  reset_sysctls (calls);
}

static void
begin_case (KmCalls *calls)
{
  end_case (calls);
  km_exec_def_init (&calls->def);
  calls->committed_known = FALSE;
}

/* "64K", "0x7f00000", "unlimited" */
static gboolean
read_size (const char *text, uint32_t *size)
{
  char *end;
  guint64 value;

  if (strcmp (text, "unlimited") == 0)
    {
      *size = KM_RLIM_INFINITY;
      return TRUE;
    }
  value = g_ascii_strtoull (text, &end, 0);
  value <<= *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
  *size = (uint32_t) MIN (value, KM_RLIM_INFINITY);
  return end != text;
}

static void
take_limit (KmCalls *calls, const char *line)
{
  static const char *const names[KM_N_RLIMITS] = { "stack", "as", "data", "memlock" };
  g_auto (GStrv) word = g_strsplit (line, " ", -1);
  uint32_t size;

  if (g_strv_length (word) < 3 || !read_size (word[2], &size))
    return;
  for (guint i = 0; i < KM_N_RLIMITS; i++)
    if (strcmp (names[i], word[1]) == 0)
      {
        calls->def.rlimit[i] = size;
        if (calls->task != NULL)
          KM_EDIT (calls->m, km_mm (calls->m, calls->task->mm)->rlimit[i], size);
      }
}

static void
take_sysctl (KmCalls *calls, const char *line)
{
  const KmState *s = calls->m->state;
  const struct { const char *name; const uint32_t *word; } names[] = {
    { "overcommit_memory", &s->overcommit_memory }, { "overcommit_ratio", &s->overcommit_ratio },
    { "overcommit_kbytes", &s->overcommit_kbytes }, { "max_map_count", &s->max_map_count },
    { "mmap_min_addr", &s->mmap_min_addr }, { "legacy_va_layout", &s->legacy_va_layout },
  };
  const char *at = strchr (line, '=');

  for (guint i = 0; at != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (line + strlen ("sysctl vm."), names[i].name))
      KM_EDIT (calls->m, *names[i].word, (uint32_t) g_ascii_strtoull (at + 1, NULL, 0));
}

/* "exec /t/x/dynamic one two -> ok": the words are argv. */
static void
repeat_exec (KmCalls *calls, const char *line)
{
  g_auto (GStrv) halves = g_strsplit (line, " -> ", 2);
  g_auto (GStrv) argv = g_strsplit (halves[0] + strlen ("exec "), " ", -1);
  g_autofree char *comm = g_path_get_basename (argv[0]);
  const char *recorded = halves[1] == NULL ? "" : halves[1], *simulated;
  KmExecResult result;

  calls->def.comm = comm;
  calls->def.path = argv[0];
  calls->def.argv = (const char *const *) argv;
  calls->def.find = find_file;
  calls->def.data = calls;
  result = km_exec (calls->m, &calls->def);
  calls->task = result.task;
  calls->killed = result.killed;
  simulated = result.error != 0 ? km_errno_name (result.error)
              : result.killed ? "SIGSEGV, the old program is gone" : "ok";
  if (strcmp (recorded, simulated) != 0 && calls->untold != NULL)
    g_string_append_printf (calls->to->report, "%s:%u: not compared: the recording does not tell what %s is\n",
                            calls->to->file, calls->line + 1, calls->untold);
  else if (strcmp (recorded, simulated) != 0)
    km_replay_differ (calls->to, calls->line + 1, "%s: simulated %s", line, simulated);
  g_clear_pointer (&calls->untold, g_free);
  calls->to->result->operations++;
}

/* Calls are made by an instruction put where the program begins: that page is its own from then on. */
static void
poke (KmCalls *calls)
{
  const KmMm *mm = km_mm (calls->m, calls->task->mm);
  const KmVma *vma = km_vma_find (calls->m, mm, calls->task->ip);
  KmFault fault = { calls->task, mm, vma, calls->task->ip, TRUE, FALSE };

  calls->poked = TRUE;
  if (vma != NULL && vma->vm_start <= calls->task->ip && !KM_IS_NONE (vma->vm_file))
    km_handle_mm_fault (calls->m, &fault);
}

static gboolean
is_call (const char *line)
{
  static const char *const words[] = { "mmap ", "munmap ", "mremap ", "mprotect ", "madvise ", "mlock ", "munlock ",
                                       "mlockall ", "msync ", "brk ", "read ", "write ", "fetch ", "many " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (line, words[i]))
      return TRUE;
  return FALSE;
}

/* The program's text may stand in its case, before the exec that names it. */
static void
take_own_program (KmCalls *calls)
{
  guint at = calls->line;

  while (calls->lines[at] != NULL && !g_str_has_prefix (calls->lines[at], "exec ")
         && !g_str_has_prefix (calls->lines[at], "== "))
    at++;
  if (calls->lines[at] != NULL && g_str_has_prefix (calls->lines[at], "exec "))
    {
      g_auto (GStrv) word = g_strsplit (calls->lines[at], " ", 3);

      take_file (calls, word[1], NULL);
    }
  else
    calls->line++;
}

static void
take_line (KmCalls *calls)
{
  const char *line = calls->lines[calls->line];

  if (km_calls_is_file_line (line))
    {
      take_own_program (calls);
      return;
    }
  if (g_str_has_prefix (line, "limit "))
    take_limit (calls, line);
  else if (g_str_has_prefix (line, "sysctl vm."))
    take_sysctl (calls, line);
  else if (g_str_has_prefix (line, "uid "))
    calls->def.uid = calls->def.gid = (uint32_t) g_ascii_strtoull (line + 4, NULL, 0);
  else if (g_str_has_prefix (line, "personality "))
    calls->def.personality = (uint32_t) g_ascii_strtoull (line + 12, NULL, 0);
  else if (g_str_has_prefix (line, "exec "))
    repeat_exec (calls, line);
  else
    {
      if (calls->task != NULL && !calls->poked && is_call (line))
        poke (calls);
      if (!km_calls_repeat (calls, line))
        km_calls_compare (calls, line);
    }
  calls->line++;
}

static void
replay_lines (KmCalls *calls)
{
  while (calls->lines[calls->line] != NULL)
    {
      const char *line = calls->lines[calls->line];

      if (!g_str_has_prefix (line, "== "))
        {
          take_line (calls);
          continue;
        }
      calls->line++;
      begin_case (calls);
      if (g_str_has_prefix (line, "== file "))
        {
          g_auto (GStrv) word = g_strsplit (line, " ", 4);

          take_file (calls, word[2], line);
        }
    }
  end_case (calls);
}

gboolean
km_replay_is_calls (const char *line)
{
  return g_str_has_prefix (line, "== file ") || g_str_has_prefix (line, "== ");
}

gboolean
km_replay_calls (KmReplay *r, GError **error)
{
  g_auto (GStrv) lines = km_replay_lines (r->text);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_image);
  g_autoptr (KmImage) folder = km_image_new ("/", 0, NULL);
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KmCalls calls = { .missing = missing, .to = r, .m = r->m, .lines = lines, .files = files, .folder = folder };
  KmConfig config;

  folder->kind = KM_IMAGE_DIRECTORY;
  if (lines[0] == NULL || !read_machine (r, lines[0], &config))
    return km_recording_wrong (r->file, 1, 1, lines[0] == NULL ? "" : lines[0],
                               "a first line that tells the machine, “# … 64 MiB of RAM …”", error);
  if (!km_replay_boot (r, 1, &config, error))
    return FALSE;
  if (take_memory (r->m, lines[0], &config) && !km_replay_boot (r, 1, &config, error))
    return FALSE;
  calls.mmap_min_addr = r->m->state->mmap_min_addr;
  replay_lines (&calls);
  km_replay_end (r);
  return TRUE;
}
