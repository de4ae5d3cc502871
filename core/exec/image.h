/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Files as execve () looks at them: their headers, a few paths, and for the rest only their size.
 *
 *   KmImage       a path of the simulated machine, what is there, and the first bytes of it
 *   KmElfImage    an ELF file's header and program headers, as the 32-bit kernel reads them: neither class nor byte
 *                 order nor version are looked at, so a file that says it is 64-bit is read as if it were not
 *
 * Files are untrusted: every number may be anything.
 */

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

#define KM_BINPRM_BUF_SIZE 256          /* of a file's start, for the search of its format */
#define KM_ELF_MAX_PHDRS 128            /* they fit one page */

typedef enum { KM_IMAGE_REGULAR, KM_IMAGE_DIRECTORY } KmImageKind;

typedef struct
{
  char *path;
  KmImageKind kind;
  uint32_t mode;                /* 0755, 04755 … */
  uint32_t uid, gid;            /* of the owner */
  uint64_t size;                /* bytes */
  GBytes *bytes;                /* from the start on; what is missing up to @size counts as zeros */
} KmImage;

/* @bytes is taken over. */
KmImage *km_image_new (const char *path, uint64_t size, GBytes *bytes);
/* A file of the computer that this runs on; NULL with an error that names it. */
KmImage *km_image_new_from_file (const char *path, const char *as, GError **error);
void km_image_free (KmImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmImage, km_image_free)

/* kernel_read (): FALSE when the range goes beyond the end. */
gboolean km_image_read (const KmImage *image, uint64_t offset, void *to, gsize size);

/* Elf32_Phdr */
typedef struct
{
  uint32_t p_type, p_offset, p_vaddr, p_filesz, p_memsz, p_flags, p_align;
} KmElfPhdr;

typedef struct
{
  uint32_t e_type, e_machine, e_entry;
  guint n_phdrs;
  KmElfPhdr phdr[KM_ELF_MAX_PHDRS];
} KmElfImage;

/* What load_elf_binary () asks of header and table, with its errors: 0, or -ENOEXEC. The type is for the caller. */
uint32_t km_elf_image_read (const KmImage *image, KmElfImage *elf);

/* What the kernel does not say with -ENOEXEC: "machine 62; expected 3 (i386) or 6 (i486)". "" when header and table are
 * as they should be. */
char *km_image_complaint (const KmImage *image);

/* x86-64 as if it had been built for i386, when its addresses allow it: NULL when they do not, or it is none. */
KmImage *km_image_narrow (const KmImage *image);

G_END_DECLS
