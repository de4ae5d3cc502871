/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* text= data= bss= and seg=: programs that no file describes. */

#include "core/exec/areas.h"
#include "core/language/call.h"

G_BEGIN_DECLS

/* Appends KmExecArea to @areas: those of the program first, *@n_program of them, then its interpreter's. */
gboolean km_exec_areas_read (KmCall *call, const KmArgs_exec *args, const KmExecDef *def, GArray *areas, guint *n_program,
                             KmAddr *entry, GError **error);

G_END_DECLS
