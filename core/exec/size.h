/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * What size (1) says, in its Berkeley format: sums over the sections that are loaded. Programs, libraries, objects, kernel
 * modules and kernels, for any processor, and archives of them.
 *
 *    text   code, and all that cannot be written
 *    data   what can be written, with contents
 *    bss    the same without
 *
 * Files are untrusted. Errors are in KM_SIZE_ERROR, messages "FILE: what was found; what was expected".
 */

#include <glib.h>

G_BEGIN_DECLS

#define KM_SIZE_ERROR (km_size_error_quark ())
GQuark km_size_error_quark (void);

typedef enum
{
  KM_SIZE_ERROR_OPEN,           /* the file cannot be read */
  KM_SIZE_ERROR_FORMAT,         /* neither an ELF file nor an archive of them */
} KmSizeError;

/* Heading and a line for the file at PATH or for each member of it, as size prints them; NAME stands in the lines and in
 * messages. */
char *km_size_report (const char *path, const char *name, GError **error);
/* The same from memory. */
char *km_size_report_bytes (const char *name, const void *bytes, gsize size, GError **error);

G_END_DECLS
