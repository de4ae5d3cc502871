/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* ELF programs: load_elf_binary () of fs/binfmt_elf.c, on both sides of the point of no return. */

#include "core/exec/begin.h"

G_BEGIN_DECLS

/* Header, program headers and interpreter of bprm->image: 0 or a -errno. Changes nothing. */
uint32_t km_elf_prepare (KmBprm *bprm);
/* PT_GNU_STACK: the last one counts. */
KmExstack km_elf_stack (const KmElfImage *elf);
/* Segments, bss, interpreter; FALSE kills. */
gboolean km_elf_load (KmBprm *bprm);

G_END_DECLS
