/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Faults on mapped files: do_fault () of mm/memory.c, filemap_fault () of mm/filemap.c. */

#include "core/fault/fault-anon.h"
#include "core/fault/fault-anon.h"

G_BEGIN_DECLS

/* do_fault (): core/fault/filemap.c */
KmFaultResult km_fault_file (KmMachine *m, KmFault *fault);

G_END_DECLS
