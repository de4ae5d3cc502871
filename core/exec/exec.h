/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* execve of a file: fs/exec.c, fs/binfmt_elf.c, fs/binfmt_script.c. */

#include "core/exec/exec-def.h"

G_BEGIN_DECLS

/* do_execveat_common (), in a new task. */
KmExecResult km_exec (KmMachine *m, const KmExecDef *def);

G_END_DECLS
