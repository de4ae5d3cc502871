/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The /proc files in the kernel's bytes that tell of more than one subsystem, and the program's own reports. Each appends
 * to @out. Mirrors fs/proc/meminfo.c, mm/vmstat.c, kernel/resource.c.
 */

#include "core/state/read.h"

G_BEGIN_DECLS

G_END_DECLS
