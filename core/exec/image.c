/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/image.h"

#include "core/user/errno.h"

#include <elf.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define EM_486 6u

KmImage *
km_image_new (const char *path, uint64_t size, GBytes *bytes)
{
  KmImage *image = g_new0 (KmImage, 1);

  image->path = g_strdup (path);
  image->mode = 0755;
  image->size = size;
  image->bytes = bytes;
  return image;
}

KmImage *
km_image_new_from_file (const char *path, const char *as, GError **error)
{
  GMappedFile *file;
  KmImage *image;
  GBytes *bytes;
  GStatBuf st;

  if (g_stat (path, &st) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  if (S_ISDIR (st.st_mode))
    {
      image = km_image_new (as, 0, NULL);
      image->kind = KM_IMAGE_DIRECTORY;
      return image;
    }
  if (!S_ISREG (st.st_mode))    /* it might never end */
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: no regular file", path);
      return NULL;
    }
  file = g_mapped_file_new (path, FALSE, error);
  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  g_mapped_file_unref (file);
  return km_image_new (as, g_bytes_get_size (bytes), bytes);
}

void
km_image_free (KmImage *image)
{
  if (image == NULL)
    return;
  g_free (image->path);
  g_clear_pointer (&image->bytes, g_bytes_unref);
  g_free (image);
}

gboolean
km_image_read (const KmImage *image, uint64_t offset, void *to, gsize size)
{
  gsize have = 0;
  const uint8_t *bytes = image->bytes == NULL ? NULL : g_bytes_get_data (image->bytes, &have);
  gsize n = offset < have ? MIN (size, have - offset) : 0;

  if (image->kind == KM_IMAGE_DIRECTORY || offset > image->size || size > image->size - offset)
    return FALSE;
  if (n > 0)
    memcpy (to, bytes + offset, n);
  memset ((uint8_t *) to + n, 0, size - n);
  return TRUE;
}

static void
take_phdr (KmElfImage *elf, const Elf32_Phdr *phdr)
{
  elf->phdr[elf->n_phdrs++] = (KmElfPhdr) {
    .p_type = GUINT32_FROM_LE (phdr->p_type),
    .p_offset = GUINT32_FROM_LE (phdr->p_offset),
    .p_vaddr = GUINT32_FROM_LE (phdr->p_vaddr),
    .p_filesz = GUINT32_FROM_LE (phdr->p_filesz),
    .p_memsz = GUINT32_FROM_LE (phdr->p_memsz),
    .p_flags = GUINT32_FROM_LE (phdr->p_flags),
    .p_align = GUINT32_FROM_LE (phdr->p_align),
  };
}

uint32_t
km_elf_image_read (const KmImage *image, KmElfImage *elf)
{
  Elf32_Ehdr header;
  Elf32_Phdr phdr[KM_ELF_MAX_PHDRS];
  guint n;

  memset (elf, 0, sizeof *elf);
  if (!km_image_read (image, 0, &header, sizeof header) || memcmp (header.e_ident, ELFMAG, SELFMAG) != 0)
    return KM_ERROR (ENOEXEC);
  elf->e_type = GUINT16_FROM_LE (header.e_type);
  elf->e_machine = GUINT16_FROM_LE (header.e_machine);
  elf->e_entry = GUINT32_FROM_LE (header.e_entry);
  n = GUINT16_FROM_LE (header.e_phnum);
  /* elf_check_arch (), then load_elf_phdrs () */
  if ((elf->e_machine != EM_386 && elf->e_machine != EM_486) || GUINT16_FROM_LE (header.e_phentsize) != sizeof *phdr
      || n == 0 || n > KM_ELF_MAX_PHDRS
      || !km_image_read (image, GUINT32_FROM_LE (header.e_phoff), phdr, n * sizeof *phdr))
    return KM_ERROR (ENOEXEC);
  for (guint i = 0; i < n; i++)
    take_phdr (elf, &phdr[i]);
  return 0;
}

char *
km_image_complaint (const KmImage *image)
{
  Elf32_Ehdr header;
  guint type, machine, size, n;

  if (image->kind == KM_IMAGE_DIRECTORY)
    return g_strdup ("a directory; expected a file");
  if (!km_image_read (image, 0, &header, sizeof header))
    return g_strdup_printf ("%" G_GUINT64_FORMAT " bytes; expected at least the %u of an ELF header", (guint64) image->size,
                            (guint) sizeof header);
  if (memcmp (header.e_ident, ELFMAG, SELFMAG) != 0)
    return g_strdup ("no ELF file; expected one for i386");
  type = GUINT16_FROM_LE (header.e_type);
  machine = GUINT16_FROM_LE (header.e_machine);
  size = GUINT16_FROM_LE (header.e_phentsize);
  n = GUINT16_FROM_LE (header.e_phnum);
  if (type != ET_EXEC && type != ET_DYN)
    return g_strdup_printf ("ELF file of type %u; expected a program (%u) or a PIE (%u)", type, ET_EXEC, ET_DYN);
  if (machine != EM_386 && machine != EM_486)
    return g_strdup_printf ("ELF file for machine %u; expected %u (i386) or %u (i486)", machine, EM_386, EM_486);
  if (size != sizeof (Elf32_Phdr) || n == 0 || n > KM_ELF_MAX_PHDRS)
    return g_strdup_printf ("%u program headers of %u bytes; expected 1 to %u of %u bytes", n, size, KM_ELF_MAX_PHDRS,
                            (guint) sizeof (Elf32_Phdr));
  if ((uint64_t) GUINT32_FROM_LE (header.e_phoff) + n * sizeof (Elf32_Phdr) > image->size)
    return g_strdup ("program headers behind the end of the file; expected a whole file");
  return g_strdup ("");
}

/* --- x86-64 ----------------------------------------------------------------------------------- */

static gboolean
narrow_phdr (const Elf64_Phdr *from, Elf32_Phdr *to)
{
  uint64_t values[] = { GUINT64_FROM_LE (from->p_offset), GUINT64_FROM_LE (from->p_vaddr), GUINT64_FROM_LE (from->p_filesz),
                        GUINT64_FROM_LE (from->p_memsz), GUINT64_FROM_LE (from->p_align) };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i] > G_MAXUINT32)
      return FALSE;
  *to = (Elf32_Phdr) { .p_type = from->p_type, .p_flags = from->p_flags,
                       .p_offset = GUINT32_TO_LE ((uint32_t) values[0]),
                       .p_vaddr = GUINT32_TO_LE ((uint32_t) values[1]),
                       .p_filesz = GUINT32_TO_LE ((uint32_t) values[2]),
                       .p_memsz = GUINT32_TO_LE ((uint32_t) values[3]),
                       .p_align = GUINT32_TO_LE ((uint32_t) values[4]) };
  return TRUE;
}

/* The whole file with its headers exchanged: they are shorter than those that stood there. */
static KmImage *
with_headers (const KmImage *image, const Elf32_Ehdr *header, const Elf32_Phdr *phdr, guint n, uint64_t at)
{
  gsize size = (gsize) image->size;
  uint8_t *copy = g_malloc0 (size);
  KmImage *narrow;

  km_image_read (image, 0, copy, size);
  memcpy (copy, header, sizeof *header);
  memcpy (copy + at, phdr, n * sizeof *phdr);
  narrow = km_image_new (image->path, image->size, g_bytes_new_take (copy, size));
  narrow->mode = image->mode;
  return narrow;
}

KmImage *
km_image_narrow (const KmImage *image)
{
  Elf64_Ehdr wide;
  Elf64_Phdr phdr[KM_ELF_MAX_PHDRS];
  Elf32_Phdr narrow[KM_ELF_MAX_PHDRS];
  Elf32_Ehdr header = { 0 };
  guint n;
  uint64_t at;

  if (!km_image_read (image, 0, &wide, sizeof wide) || memcmp (wide.e_ident, ELFMAG, SELFMAG) != 0
      || wide.e_ident[EI_CLASS] != ELFCLASS64 || GUINT16_FROM_LE (wide.e_machine) != EM_X86_64)
    return NULL;
  n = GUINT16_FROM_LE (wide.e_phnum);
  at = GUINT64_FROM_LE (wide.e_phoff);
  if (n == 0 || n > KM_ELF_MAX_PHDRS || GUINT16_FROM_LE (wide.e_phentsize) != sizeof *phdr || at < sizeof wide
      || at > G_MAXUINT32 || GUINT64_FROM_LE (wide.e_entry) > G_MAXUINT32
      || !km_image_read (image, at, phdr, n * sizeof *phdr))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!narrow_phdr (&phdr[i], &narrow[i]))
      return NULL;
  memcpy (header.e_ident, wide.e_ident, sizeof header.e_ident);
  header.e_type = wide.e_type;
  header.e_machine = GUINT16_TO_LE (EM_386);
  header.e_entry = GUINT32_TO_LE ((uint32_t) GUINT64_FROM_LE (wide.e_entry));
  header.e_phoff = GUINT32_TO_LE ((uint32_t) at);
  header.e_phentsize = GUINT16_TO_LE (sizeof *narrow);
  header.e_phnum = wide.e_phnum;
  return with_headers (image, &header, narrow, n, at);
}
