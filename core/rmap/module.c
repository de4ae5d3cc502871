/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/rmap/report.h"

static const KmReport reports[] = {
  { "rmap", "PFN", .print = km_print_rmap },
  { .what = NULL },
};

const KmModule km_module_rmap = { .name = "rmap", .reports = reports };
