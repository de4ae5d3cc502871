/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Whole scripts. */

#include "core/language/script.h"

G_BEGIN_DECLS

/*
 * A whole script. `lines` are the commands in the order they run: "repeat N … end" has been written
 * out, so the same KmLine may stand there many times; each keeps the number it has in the file.
 */
typedef struct
{
  const char *file;
  GPtrArray  *lines;   /* const KmLine *, borrowed from `source` */
  GPtrArray  *source;  /* KmLine *, owned */
} KmScript;

/* Reads and parses a file. */
KmScript *km_script_load (const char *path, GError **error);
/* LENGTH in bytes, -1 for up to the NUL. */
KmScript *km_script_parse (const char  *file,
                           const char  *text,
                           gssize       length,
                           GError     **error);
void      km_script_free  (KmScript    *script);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmScript, km_script_free)

G_END_DECLS
