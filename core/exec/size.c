/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/size.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <string.h>
#include <unistd.h>

#define MAX_SECTIONS 65536u
#define MAX_MEMBERS 65536u
#define HEADING "   text\t   data\t    bss\t    dec\t    hex\tfilename\n"

G_DEFINE_QUARK (km-size-error-quark, km_size_error)

typedef struct { guint64 text, data, bss; } Sums;

static void
add_section (const GElf_Shdr *header, Sums *sums)
{
  if (!(header->sh_flags & SHF_ALLOC))
    return;
  if ((header->sh_flags & SHF_EXECINSTR) || !(header->sh_flags & SHF_WRITE))
    sums->text += header->sh_size;
  else if (header->sh_type != SHT_NOBITS)
    sums->data += header->sh_size;
  else
    sums->bss += header->sh_size;
}

static void
append_line (Elf *elf, const char *name, const char *archive, GString *out)
{
  Sums sums = { 0, 0, 0 };
  Elf_Scn *section = NULL;
  guint64 total;

  for (guint n = 0; n < MAX_SECTIONS && (section = elf_nextscn (elf, section)) != NULL; n++)
    {
      GElf_Shdr header;

      if (gelf_getshdr (section, &header) != NULL)
        add_section (&header, &sums);
    }
  total = sums.text + sums.data + sums.bss;
  g_string_append_printf (out,
                          "%7" G_GUINT64_FORMAT "\t%7" G_GUINT64_FORMAT "\t%7" G_GUINT64_FORMAT "\t%7" G_GUINT64_FORMAT
                          "\t%7" G_GINT64_MODIFIER "x\t%s", sums.text, sums.data, sums.bss, total, total, name);
  if (archive != NULL)
    g_string_append_printf (out, " (ex %s)", archive);
  g_string_append_c (out, '\n');
}

static gboolean
is_elf (Elf *elf)
{
  GElf_Ehdr header;

  return elf_kind (elf) == ELF_K_ELF && gelf_getehdr (elf, &header) != NULL;
}

/* The archive's own tables of names and symbols are members, too, and begin with a slash. */
static guint
append_members (Elf *archive, int fd, const char *name, GString *out)
{
  Elf *member;
  guint n = 0;

  for (guint i = 0; i < MAX_MEMBERS && (member = elf_begin (fd, ELF_C_READ, archive)) != NULL; i++)
    {
      const Elf_Arhdr *header = elf_getarhdr (member);
      Elf_Cmd next;

      if (header != NULL && header->ar_name != NULL && header->ar_name[0] != '/' && is_elf (member))
        {
          append_line (member, header->ar_name, name, out);
          n++;
        }
      next = elf_next (member);
      elf_end (member);
      if (next == ELF_C_NULL)
        break;
    }
  return n;
}

/* @fd is -1 for bytes in memory. */
static char *
report (Elf *elf, int fd, const char *name, GError **error)
{
  GString *out = g_string_new (HEADING);
  guint n = 0;

  if (elf != NULL && elf_kind (elf) == ELF_K_AR)
    n = append_members (elf, fd, name, out);
  else if (elf != NULL && is_elf (elf))
    {
      append_line (elf, name, NULL, out);
      n = 1;
    }
  if (n > 0)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  g_set_error (error, KM_SIZE_ERROR, KM_SIZE_ERROR_FORMAT,
               "%s: neither an ELF file nor an archive of them; expected a program, an object, a module or a library", name);
  return NULL;
}

char *
km_size_report_bytes (const char *name, const void *bytes, gsize size, GError **error)
{
  /* libelf writes into it, and wants some. */
  g_autofree char *copy = g_malloc0 (size + 1);
  Elf *elf;
  char *text;

  g_return_val_if_fail (name != NULL && (bytes != NULL || size == 0), NULL);

  elf_version (EV_CURRENT);
  if (size > 0)
    memcpy (copy, bytes, size);
  elf = elf_memory (copy, size + 1);
  text = report (elf, -1, name, error);
  elf_end (elf);
  return text;
}

char *
km_size_report (const char *path, const char *name, GError **error)
{
  int fd;
  Elf *elf;
  char *text;

  g_return_val_if_fail (path != NULL && name != NULL, NULL);

  elf_version (EV_CURRENT);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  /* What cannot be sought, a pipe or a folder, has no end that could be found. */
  if (fd < 0 || lseek (fd, 0, SEEK_END) < 0)
    {
      g_set_error (error, KM_SIZE_ERROR, KM_SIZE_ERROR_OPEN, "%s: %s; expected a file to read", name, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  elf = elf_begin (fd, ELF_C_READ, NULL);
  text = report (elf, fd, name, error);
  elf_end (elf);
  close (fd);
  return text;
}
