/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The files that an exec command may reach:
 *   the program it names; what interp= gives for PT_INTERP; the script's own folder, taken as the root of the simulated
 *   machine; and the files that come with Vmarium. Never the files of the computer, or a script would not say the same
 *   everywhere.
 */

#include "core/exec/image.h"
#include "core/state/read.h"

G_BEGIN_DECLS

typedef struct
{
  const KmMachine *m;
  const char *interp;           /* interp=, or NULL */
  GPtrArray *images;            /* KmImage: those that were looked at; the program is the first */
} KmExecFiles;

void km_exec_files_init (KmExecFiles *files, const KmMachine *m, const char *interp);
void km_exec_files_clear (KmExecFiles *files);
/* KmImageFind */
uint32_t km_exec_files_find (const char *path, gpointer files, const KmImage **image);

G_END_DECLS
