/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The id types of the tables. */

#include "core/base/pool.h"

G_BEGIN_DECLS

#define KM_TABLE(plural, Record, Id, singular, most) KM_DEFINE_ID (Id);
#include "core/state/tables.def"
#undef KM_TABLE

G_END_DECLS
