/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/*
 * What execve () needs to know of an ELF file, and what size(1) says of it.
 *
 *    file   │ header │ text ▒▒▒▒▒▒ │ data ▒▒▒ │ sections …
 *                       offset       offset
 *    memory    vaddr ├─ filesz ──┤  vaddr ├ filesz ┼ zeroes (bss) ┤ = memsz   bss_end above it
 *
 * A plain copy without pointers: the host's file is read once, after that the command carries what
 * stands here. Mirrors the checks of load_elf_binary () and total_mapping_size () in
 * fs/binfmt_elf.c.
 *
 * Unlike the kernel, a file whose segments overlap or lie out of order is refused, and one for
 * x86-64 is described too: the caller remarks that i386 would answer ENOEXEC.
 *
 * Files are untrusted. Errors are in KM_ELF_ERROR, messages "FILE: what was found; what was
 * expected".
 */

#define KM_ELF_MAX_SEGMENTS 64
#define KM_ELF_MAX_INTERP   256

#define KM_ELF_ERROR (km_elf_error_quark ())
GQuark km_elf_error_quark (void);

typedef enum
{
  KM_ELF_ERROR_OPEN,       /* the file cannot be read */
  KM_ELF_ERROR_FORMAT,     /* not an ELF file, or not a program */
  KM_ELF_ERROR_MACHINE,    /* for another processor */
  KM_ELF_ERROR_TRUNCATED,  /* a header points behind the end of the file */
  KM_ELF_ERROR_SEGMENT,    /* a segment that cannot be mapped */
} KmElfError;

typedef enum
{
  KM_ELF_EXEC,  /* ET_EXEC: lies at the addresses it names */
  KM_ELF_DYN,   /* ET_DYN: a position-independent program */
} KmElfType;

enum
{
  KM_ELF_X = 1,  /* as PF_X, PF_W, PF_R */
  KM_ELF_W = 2,
  KM_ELF_R = 4,
};

typedef struct
{
  uint64_t vaddr;   /* equal to offset modulo 4096 */
  uint64_t offset;
  uint64_t filesz;  /* bytes */
  uint64_t memsz;   /* bytes, at least filesz */
  uint32_t flags;   /* KM_ELF_R | … */
} KmElfSegment;

/* size(1), Berkeley format: sums over the sections that are loaded. All 0 when the file has no
 * section headers. */
typedef struct
{
  uint64_t text;   /* code and read-only data */
  uint64_t data;   /* writable, with contents */
  uint64_t bss;    /* writable, without */
  uint64_t total;  /* their sum: size's dec and hex */
} KmElfSize;

typedef struct
{
  int          bits;       /* 32 for i386, 64 for x86-64 */
  KmElfType    type;
  uint64_t     entry;
  gboolean     has_interp;
  char         interp[KM_ELF_MAX_INTERP];  /* of PT_INTERP; "" without one */
  uint64_t     data_end;   /* highest end of file contents: elf_bss in the kernel */
  uint64_t     bss_end;    /* highest end of memory: elf_brk in the kernel */
  guint        n_segments; /* the PT_LOADs that are not empty, by rising vaddr */
  KmElfSegment segments[KM_ELF_MAX_SEGMENTS];
  KmElfSize    size;
} KmElf;

/* Fills ELF from the file at PATH; after an error it is untouched. */
gboolean km_elf_read       (const char  *path,
                            KmElf       *elf,
                            GError     **error);
/* The same from memory; NAME stands in messages. */
gboolean km_elf_read_bytes (const char  *name,
                            const void  *bytes,
                            gsize        size,
                            KmElf       *elf,
                            GError     **error);

/* "   text\t   data\t    bss\t    dec\t    hex\tfilename\n" and the numbers under it, as size(1)
 * prints them. */
char    *km_elf_size_print (const KmElf *elf,
                            const char  *name);

G_END_DECLS
