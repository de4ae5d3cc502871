/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* iomem: kernel/resource.c, as far as RAM and the kernel image go. */

#include "core/state/read.h"

G_BEGIN_DECLS

void km_report_iomem (const KmMachine *m, GString *out);

G_END_DECLS
