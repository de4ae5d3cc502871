/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* System calls return 0 or a value, or -errno as the kernel's do. */
#define KM_ERROR(code) ((uint32_t) -(code))
#define KM_IS_ERROR(value) ((uint32_t) (value) >= (uint32_t) -4095)
const char *km_errno_name (uint32_t value);   /* "ENOMEM" … for a -errno */

G_END_DECLS
