/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"

const KmModule km_module_syscall = { .name = "syscall" };
