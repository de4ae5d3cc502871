/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/core/random-commands.h"

#include "core/state/machine-private.h"
#include "core/user/vma.h"

#define N_TASKS 8
#define N_BLOCKS 60
#define N_FILES 6

struct _RandomCommands
{
  GRand *rand;
  guint cpus;
  GPtrArray *kept;              /* lines, NULL at the end */
  guint next_kept;              /* one after the other, so that each has its turn */
};

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All lines of tests/core/random, a file for each subsystem. In one order whatever that of the folder is. */
static GPtrArray *
read_kept (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/core/random", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (g_strchomp (text), "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        g_ptr_array_add (kept, g_strdup (lines[i]));
    }
  g_ptr_array_sort (kept, compare_lines);
  g_ptr_array_add (kept, NULL);
  return kept;
}

RandomCommands *
random_commands_new (guint32 seed, guint cpus)
{
  RandomCommands *r = g_new0 (RandomCommands, 1);

  r->rand = g_rand_new_with_seed (seed);
  r->cpus = cpus;
  r->kept = read_kept ();
  return r;
}

void
random_commands_free (RandomCommands *r)
{
  g_rand_free (r->rand);
  g_ptr_array_unref (r->kept);
  g_free (r);
}

static guint
below (RandomCommands *r, guint bound)
{
  return (guint) g_rand_int_range (r->rand, 0, (gint32) bound);
}

static gboolean
percent (RandomCommands *r, guint chance)
{
  return below (r, 100) < chance;
}

static const char *
one_of (RandomCommands *r, const char *const *words)
{
  return words[below (r, g_strv_length ((char **) words))];
}

/* A live task, if there is one; now and then a name that is free, or no task at all. */
static const KmTask *
some_task (RandomCommands *r, const KmMachine *m, char name[16])
{
  const KmTask *task = km_task (m, m->state->first_task);

  for (guint n = below (r, N_TASKS); task != NULL && n > 0; n--)
    task = km_task (m, KM_IS_NONE (task->next) ? m->state->first_task : task->next);
  if (task == NULL || percent (r, 1))
    g_snprintf (name, 16, "t%u", below (r, N_TASKS + 1));
  else
    g_strlcpy (name, km_task_name (m, task), 16);
  return task;
}

/* Within or near one of the task's areas: the stack, the heap and mappings are all likely. */
static KmAddr
some_page (RandomCommands *r, const KmMachine *m, const KmTask *task)
{
  const KmMm *mm = task == NULL ? NULL : km_mm (m, task->mm);
  const KmVma *vma = mm == NULL ? NULL : km_vma_first (m, mm);

  if (vma == NULL || percent (r, 2))
    return g_rand_int (r->rand) & KM_PAGE_MASK;
  for (guint n = below (r, mm->map_count); n > 0 && km_vma_next (m, vma) != NULL; n--)
    vma = km_vma_next (m, vma);
  if (percent (r, 10))
    return percent (r, 50) ? vma->vm_end : vma->vm_start - (1 + below (r, 40)) * KM_PAGE_SIZE;
  return vma->vm_start + below (r, MIN (km_vma_pages (vma), 64)) * KM_PAGE_SIZE;
}

static char *
access_line (RandomCommands *r, const KmMachine *m)
{
  static const char *const verbs[] = { "read", "write", "write", "write", "exec_at", NULL };
  char name[16];
  const KmTask *task = some_task (r, m, name);
  const char *verb = one_of (r, verbs);
  KmAddr at = some_page (r, m, task) + below (r, KM_PAGE_SIZE);

  if (strcmp (verb, "exec_at") == 0 || percent (r, 60))
    return g_strdup_printf ("%s %s 0x%08x", verb, name, at);
  if (strcmp (verb, "write") == 0 && percent (r, 20))
    return g_strdup_printf ("write %s 0x%08x len=%up value=%u", name, at & KM_PAGE_MASK,
                            1 + below (r, 3),
                            below (r, 3));
  return g_strdup_printf ("%s %s 0x%08x len=%u", verb, name, at, below (r, 5 * KM_PAGE_SIZE));
}

static char *
mmap_line (RandomCommands *r, const KmMachine *m)
{
  static const char *const prots[] = { "rw", "rw", "rw", "r", "rx", "none", "rwx", "w", NULL };
  GString *line = g_string_new (NULL);
  char name[16];
  const KmTask *task = some_task (r, m, name);

  if (percent (r, 2))
    g_string_append_printf (line, "m%u = ", below (r, 30));
  g_string_append_printf (line, "mmap %s %up %s", name,
                          percent (r, 97) ? 1 + below (r, 40) : below (r, 2) * 800000,
                          one_of (r, prots));
  if (percent (r, 50))
    g_string_append_printf (line, " at=0x%08x%s", some_page (r, m, task),
                            percent (r, 50) ? " fixed" : "");
  if (percent (r, 20))
    g_string_append (line, " shared");
  if (percent (r, 25))
    g_string_append_printf (line, " file=f%u offset=%up", below (r, N_FILES), below (r, 6));
  if (percent (r, 5))
    g_string_append (line, " populate");
  return g_string_free (line, FALSE);
}

static char *
range_line (RandomCommands *r, const KmMachine *m)
{
  static const char *const prots[] = { "rw", "r", "none", "rx", "rwx", NULL };
  char name[16];
  const KmTask *task = some_task (r, m, name);
  KmAddr at = some_page (r, m, task) + (percent (r, 2) ? 4 : 0);
  guint pages = percent (r, 90) ? 1 + below (r, 20) : below (r, 3000), which = below (r, 10);

  if (which < 4)
    return g_strdup_printf ("munmap %s 0x%08x %up", name, at, pages);
  if (which < 8)
    return g_strdup_printf ("mprotect %s 0x%08x %up %s", name, at, pages, one_of (r, prots));
  return g_strdup_printf ("madvise %s 0x%08x %up dontneed", name, at, pages);
}

static char *
brk_line (RandomCommands *r, const KmMachine *m)
{
  char name[16];

  some_task (r, m, name);
  if (percent (r, 5))
    return g_strdup_printf ("brk %s heap+%u", name, below (r, 200000));
  return g_strdup_printf ("brk %s %c%u", name, percent (r, 55) ? '+' : '-', below (r, 100000));
}

static char *
frames_line (RandomCommands *r, const KmMachine *m)
{
  static const char *const masks[] = { "", " GFP_KERNEL", " GFP_HIGHUSER_MOVABLE", " GFP_ATOMIC",
                                       " GFP_DMA",
                                       " GFP_USER", " \"GFP_KERNEL|__GFP_RECLAIMABLE\"", NULL };

  if (percent (r, 50))
    return g_strdup_printf ("free_pages b%u", below (r, N_BLOCKS));
  return g_strdup_printf ("b%u = alloc_pages %u%s", below (r, N_BLOCKS),
                          percent (r, 80) ? below (r, 4) : below (r, 10), one_of (r, masks));
}

static char *
task_line (RandomCommands *r, const KmMachine *m)
{
  char name[16];
  guint which = below (r, 10);

  if (which < 4)
    return g_strdup_printf ("exec t%u text=%uK data=%uK bss=%uK", below (r, N_TASKS),
                            4 + below (r, 60), below (r, 30),
                            below (r, 100));
  some_task (r, m, name);
  return g_strdup_printf ("%s %s", which < 6 ? "exit" : "switch", name);
}

/* A call, or a return from one; malloc, or free of a piece that the task has. */
static char *
library_line (RandomCommands *r, const KmMachine *m)
{
  char name[16];
  const KmTask *task = some_task (r, m, name);
  const KmChunk *chunk = task == NULL ? NULL : km_chunk (m, km_mm (m, task->mm)->first_chunk);

  for (guint n = below (r, 8); chunk != NULL && n > 0; n--)
    chunk = km_chunk (m, chunk->next);
  if (percent (r, 30))
    return g_strdup_printf (task != NULL && task->n_frames > 0 ? "ret %s" : "call %s frames=3", name);
  if (chunk == NULL || percent (r, 50))
    return g_strdup_printf ("malloc %s %u", name, 1 + below (r, percent (r, 20) ? 300000 : 3000));
  return g_strdup_printf ("free %s 0x%x", name, chunk->addr + 8);
}

static char *
file_line (RandomCommands *r, const KmMachine *m)
{
  guint file = below (r, N_FILES), bytes = below (r, 200 * 1024);
  char name[16];

  if (percent (r, 60))
    return g_strdup_printf ("file f%u size=%u", file, bytes);
  some_task (r, m, name);
  return g_strdup_printf ("truncate %s f%u %u", name, file, percent (r, 5) ? bytes * 1000 : bytes);
}

/* A line of tests/core/random: mostly wrong ones, and those of the subsystems that have a file there. */
static char *
kept_line (RandomCommands *r, const KmMachine *m)
{
  const char *line = r->kept->pdata[r->next_kept++ % (r->kept->len - 1)];
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  char name[16];

  /* t1 may have ended long ago: the line is about one that lives. */
  some_task (r, m, name);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "t1") == 0 && strcmp (words[0], "exec") != 0)
      {
        g_free (words[i]);
        words[i] = g_strdup (name);
      }
  return g_strjoinv (" ", words);
}

static char *
plain_line (RandomCommands *r, const KmMachine *m)
{
  guint which = below (r, 100);

  if (which < 34)
    return access_line (r, m);
  if (which < 48)
    return mmap_line (r, m);
  if (which < 66)
    return range_line (r, m);
  if (which < 71)
    return brk_line (r, m);
  if (which < 84)
    return frames_line (r, m);
  if (which < 89)
    return task_line (r, m);
  if (which < 90 && percent (r, 30))
    return g_strdup_printf ("syscall t%u %s", below (r, N_TASKS),
                            percent (r, 80) ? "getpid" : "nonsense");
  if (which < 90)
    return g_strdup_printf ("set %s", percent (r, 50) ? "swappiness 100" : "auto_daemons 1");
  if (which < 92)
    return library_line (r, m);
  if (which < 94)
    return file_line (r, m);
  return kept_line (r, m);
}

char *
random_commands_next (RandomCommands *r, const KmMachine *m)
{
  g_autofree char *line = plain_line (r, m);

  if (r->cpus > 1 && percent (r, 30))
    return g_strdup_printf ("%s cpu=%u", line, below (r, r->cpus));
  return g_steal_pointer (&line);
}
