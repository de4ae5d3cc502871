/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What execve () is told, and what it answers. */

#include "core/exec/image.h"
#include "core/user/mm.h"

G_BEGIN_DECLS

/* What lies at PATH of the simulated machine: 0 with *@image, or a -errno such as -ENOENT. */
typedef uint32_t (*KmImageFind) (const char *path, gpointer data, const KmImage **image);

typedef struct
{
  const char *comm;             /* the task's name */
  const char *path;             /* of the file to run */
  const char *const *argv;      /* NULL at the end of both; argv[0] is there */
  const char *const *envp;
  uint32_t rlimit[KM_N_RLIMITS];
  uint32_t personality;         /* KmPersonality, of who calls */
  uint32_t uid, gid;
  KmImageFind find;
  gpointer data;
} KmExecDef;

/* What came of it: a task that runs; a task that was killed on the way, for the caller to end with km_task_exit (); or
 * no task and a -errno. */
typedef struct
{
  const KmTask *task;
  gboolean killed;
  uint32_t error;
} KmExecResult;

/* Default limits, and an ordinary user. */
void km_exec_def_init (KmExecDef *def);

G_END_DECLS
