/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/base/types.h"

G_BEGIN_DECLS

/* Reads a file of at most @max bytes, with a zero byte behind the last: of a longer one @max + 1, for
 * the caller to refuse. A path may name a device that never ends. Errors are "PATH:1:1: …", of @domain
 * and @code. */
char *km_read_file (const char *path, gsize max, gsize *length, GQuark domain, int code,
                    GError **error);

G_END_DECLS
