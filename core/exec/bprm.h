/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * A program about to be run: linux_binprm of include/linux/binfmts.h.
 *
 *   open ─► script? ─► ELF header, interpreter ─► │ address space ─► segments, bss ─► interpreter ─► vdso ─► stack
 *           an error leaves the caller as it was  │ an error kills: there is nothing to go back to
 */

#include "core/exec/exec-def.h"

G_BEGIN_DECLS

typedef struct
{
  KmMachine *m;
  const KmExecDef *def;
  const KmImage *image;         /* what is run: of a script its interpreter's file */
  KmElfImage elf;
  const KmImage *interpreter;   /* PT_INTERP's; NULL without one */
  KmElfImage interp_elf;
  GPtrArray *argv;              /* char *, as scripts change it */
  KmAddr p;                     /* where the strings on the stack begin */

  /* From begin_new_exec () on */
  const KmTask *task;
  const KmMm *mm;
  KmAddr entry;
} KmBprm;

/* The file and, of a script, the files that first lines name, down to one that is no script: 0 or a -errno. */
uint32_t km_bprm_open (KmBprm *bprm);
/* copy_strings (): argv, and where it will lie; what km_bprm_open () begins with. */
void km_bprm_copy_strings (KmBprm *bprm);
void km_bprm_clear (KmBprm *bprm);

G_END_DECLS
