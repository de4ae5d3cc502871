/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Files that every simulated machine has. They come with the program, never from the computer it runs on, so that a
 * script says the same everywhere. */

#include "core/exec/image.h"

G_BEGIN_DECLS

/* /lib/ld-linux.so.2, as libc6 of Debian 12 for i386 has it, by its headers; the path of the one for x86-64 leads to
 * the same. NULL for any other. */
KmImage *km_image_builtin (const char *path);

G_END_DECLS
