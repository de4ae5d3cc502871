/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/report/iomem.h"
#include "core/report/meminfo.h"
#include "core/report/own.h"

static const KmReport reports[] = {
  { "meminfo", "", .whole = km_report_meminfo },
  { "iomem", "", .whole = km_report_iomem },
  { "layout", "", .whole = km_report_layout },
  { "steps", "", .whole = km_report_steps },
  { .what = NULL },
};

const KmModule km_module_report = { .name = "report", .reports = reports, .value = km_report_field };
