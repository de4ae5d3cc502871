/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"

const KmModule *const km_modules[] = {
#define KM_MODULE(name) &km_module_##name,
#include "core/modules.def"
  NULL
};
