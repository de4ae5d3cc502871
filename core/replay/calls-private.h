/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Recordings of execve, mmap and their like, case by case, repeated in the engine:
 *
 *   == file /t/x/dynamic mode 755          a file that cases need, told by its ELF header
 *   elf32 type=EXEC machine=3 …
 *   ph LOAD offset=0x0 …
 *   == stack-64K-dynamic                   a case: what holds for it, a program, calls in its name
 *   limit stack 64K
 *   exec /t/x/dynamic -> ok
 *   mmap 0x00000000 0x1000 rw private|anon -> 0xb7ffa000
 *   maps                                   what the kernel printed
 *     08048000-0804a000 r-xp 00000000 /t/x/dynamic
 *
 *   replay-calls.c   machine, cases, what holds for a case
 *   calls-file.c     a file from its text
 *   calls-line.c     one call, its result compared
 *   calls-state.c    areas, counters, registers compared
 */

#include "core/exec/exec-def.h"
#include "core/replay/replay.h"

G_BEGIN_DECLS

typedef struct
{
  KmReplay *to;
  KmMachine *m;
  GStrv lines;
  guint line;                   /* the one at hand, from 0 */
  GHashTable *files;            /* path → KmImage */
  GHashTable *missing;          /* paths that are said to lead to nothing */
  KmImage *folder;              /* stands for any directory */
  KmAddr mmap_min_addr;

  /* The case at hand */
  KmExecDef def;
  const KmTask *task;           /* NULL before exec, and when it was refused */
  gboolean killed;              /* the task lies as it was killed */
  char *untold;                 /* a path that exec asked for and the recording does not tell of */
  gboolean poked;               /* the recorder has put its instruction into the program */
  gboolean committed_known;     /* from the case's first meminfo line on */
} KmCalls;

/* The word behind @key in "… key=word …", or NULL; newly allocated. */
char *km_calls_value (const char *line, const char *key);

/* calls-file.c: the file that the lines from @first up to @end describe; NULL when they do not. @mode octal. */
KmImage *km_calls_file (const KmCalls *calls, const char *path, guint first, guint end, guint mode, guint owner);
gboolean km_calls_is_file_line (const char *line);

/* calls-line.c: FALSE when the line is none of a call's. */
gboolean km_calls_repeat (KmCalls *calls, const char *line);
/* calls-state.c: the same of what the kernel printed. */
gboolean km_calls_compare (KmCalls *calls, const char *line);

G_END_DECLS
