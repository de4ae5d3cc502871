/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/elf.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <string.h>
#include <unistd.h>

#define MAX_HEADERS 1024u
#define MAX_SECTIONS 65536u
#define END_32 G_GUINT64_CONSTANT (0xc0000000)      /* TASK_SIZE of the 3G/1G split */
#define END_64 G_GUINT64_CONSTANT (0x7ffffffff000)  /* TASK_SIZE of four-level x86-64 */

G_DEFINE_QUARK (km-elf-error-quark, km_elf_error)

typedef struct
{
  const char *name;
  Elf        *handle;
  uint64_t    size;  /* of the file, bytes */
  KmElf      *elf;
  GError    **error;
} Reader;

static gboolean fail (Reader *r, KmElfError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Reader *r, KmElfError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error (r->error, KM_ELF_ERROR, (int) code, "%s: %s", r->name, message);
  return FALSE;
}

static gboolean
fail_truncated (Reader *r, const char *what)
{
  return fail (
    r, KM_ELF_ERROR_TRUNCATED,
    "%s behind the end of the file; expected a whole file of more than %" G_GUINT64_FORMAT " bytes",
    what, r->size);
}

static gboolean
within (const Reader *r, uint64_t offset, uint64_t size)
{
  return offset <= r->size && size <= r->size - offset;
}

static gboolean
read_header (Reader *r, GElf_Ehdr *header)
{
  gboolean is_32, is_64;

  if (elf_kind (r->handle) != ELF_K_ELF)
    return fail (r, KM_ELF_ERROR_FORMAT, "not an ELF file; expected a program for i386 or x86-64");
  if (gelf_getehdr (r->handle, header) == NULL)
    return fail_truncated (r, "ELF header");
  is_32 = header->e_ident[EI_CLASS] == ELFCLASS32 && header->e_machine == EM_386;
  is_64 = header->e_ident[EI_CLASS] == ELFCLASS64 && header->e_machine == EM_X86_64;
  if (header->e_ident[EI_DATA] != ELFDATA2LSB || !(is_32 || is_64))
    return fail (r, KM_ELF_ERROR_MACHINE,
                 "ELF file for machine %u; expected i386 (%u) or x86-64 (%u)", header->e_machine,
                 EM_386, EM_X86_64);
  if (header->e_type != ET_EXEC && header->e_type != ET_DYN)
    return fail (r, KM_ELF_ERROR_FORMAT,
                 "ELF file of type %u; expected a program (%u) or a PIE (%u)", header->e_type,
                 ET_EXEC, ET_DYN);
  r->elf->bits = is_32 ? 32 : 64;
  r->elf->type = header->e_type == ET_EXEC ? KM_ELF_EXEC : KM_ELF_DYN;
  r->elf->entry = header->e_entry;
  return TRUE;
}

static gboolean
read_interp (Reader *r, const GElf_Phdr *header)
{
  g_autofree char *path = NULL;
  Elf_Data *data;

  if (!within (r, header->p_offset, header->p_filesz))
    return fail_truncated (r, "interpreter's path");
  if (header->p_filesz < 2 || header->p_filesz > KM_ELF_MAX_INTERP)
    return fail (r, KM_ELF_ERROR_SEGMENT,
                 "interpreter's path of %" G_GUINT64_FORMAT " bytes; expected 2 to %u",
                 (guint64) header->p_filesz, KM_ELF_MAX_INTERP);
  data = elf_getdata_rawchunk (r->handle, (int64_t) header->p_offset, header->p_filesz, ELF_T_BYTE);
  if (data == NULL || data->d_buf == NULL || data->d_size != header->p_filesz)
    return fail_truncated (r, "interpreter's path");
  path = g_strndup (data->d_buf, data->d_size);
  if (((const char *) data->d_buf)[data->d_size - 1] != '\0' || !g_utf8_validate (path, -1, NULL))
    return fail (r, KM_ELF_ERROR_SEGMENT,
                 "interpreter's path without an end; expected text and a zero byte");
  g_strlcpy (r->elf->interp, path, sizeof r->elf->interp);
  r->elf->has_interp = TRUE;
  return TRUE;
}

static gboolean
check_segment (Reader *r, guint n, const GElf_Phdr *header)
{
  uint64_t end = r->elf->bits == 32 ? END_32 : END_64;

  if (r->elf->n_segments == KM_ELF_MAX_SEGMENTS)
    return fail (r, KM_ELF_ERROR_SEGMENT, "more segments to load; expected at most %u",
                 KM_ELF_MAX_SEGMENTS);
  if (header->p_filesz > header->p_memsz)
    return fail (r, KM_ELF_ERROR_SEGMENT,
                 "program header %u with more bytes in the file than in memory; "
                 "expected p_filesz <= p_memsz",
                 n);
  if (header->p_vaddr >= end || header->p_memsz > end - header->p_vaddr)
    return fail (r, KM_ELF_ERROR_SEGMENT, "program header %u ends above 0x%" G_GINT64_MODIFIER "x; "
                 "expected user addresses", n, (guint64) end);
  if ((header->p_vaddr - header->p_offset) % 4096 != 0)
    return fail (r, KM_ELF_ERROR_SEGMENT,
                 "program header %u with address and offset at different places of a page; "
                 "expected them equal modulo 4096",
                 n);
  if (!within (r, header->p_offset, header->p_filesz))
    return fail_truncated (r, "segment");
  if (r->elf->n_segments > 0)
    {
      const KmElfSegment *before = &r->elf->segments[r->elf->n_segments - 1];

      if (header->p_vaddr < before->vaddr + before->memsz)
        return fail (r, KM_ELF_ERROR_SEGMENT,
                     "program header %u overlaps the segment before it or lies below it; "
                     "expected rising addresses",
                     n);
    }
  return TRUE;
}

static gboolean
add_segment (Reader *r, guint n, const GElf_Phdr *header)
{
  KmElf *elf = r->elf;

  if (header->p_memsz == 0)
    return TRUE;
  if (!check_segment (r, n, header))
    return FALSE;
  elf->segments[elf->n_segments++] = (KmElfSegment) {
    .vaddr = header->p_vaddr, .offset = header->p_offset, .filesz = header->p_filesz,
    .memsz = header->p_memsz, .flags = header->p_flags & (KM_ELF_R | KM_ELF_W | KM_ELF_X) };
  elf->data_end = MAX (elf->data_end, header->p_vaddr + header->p_filesz);
  elf->bss_end = MAX (elf->bss_end, header->p_vaddr + header->p_memsz);
  return TRUE;
}

static gboolean
read_segments (Reader *r, const GElf_Ehdr *elf_header)
{
  size_t count;

  /* libelf gives fewer headers when the file is cut within their table. */
  if (elf_getphdrnum (r->handle, &count) != 0
      || (elf_header->e_phnum != PN_XNUM && count < elf_header->e_phnum))
    return fail_truncated (r, "table of program headers");
  if (count > MAX_HEADERS)
    return fail (r, KM_ELF_ERROR_SEGMENT,
                 "%" G_GSIZE_FORMAT " program headers; expected at most %u", count, MAX_HEADERS);
  for (guint i = 0; i < count; i++)
    {
      GElf_Phdr header;

      if (gelf_getphdr (r->handle, (int) i, &header) == NULL)
        return fail_truncated (r, "program header");
      /* As in the kernel, the first PT_INTERP counts. */
      if (header.p_type == PT_INTERP && !r->elf->has_interp && !read_interp (r, &header))
        return FALSE;
      if (header.p_type == PT_LOAD && !add_segment (r, i, &header))
        return FALSE;
    }
  if (r->elf->n_segments == 0)
    return fail (r, KM_ELF_ERROR_SEGMENT, "no segment to load; expected at least one PT_LOAD");
  return TRUE;
}

/* As size(1): what is code or cannot be written counts as text, even .rodata and .eh_frame. */
static void
sum_sections (Reader *r)
{
  KmElfSize *size = &r->elf->size;
  Elf_Scn *section = NULL;

  for (guint n = 0; n < MAX_SECTIONS && (section = elf_nextscn (r->handle, section)) != NULL; n++)
    {
      GElf_Shdr header;

      if (gelf_getshdr (section, &header) == NULL || (header.sh_flags & SHF_ALLOC) == 0)
        continue;
      if ((header.sh_flags & SHF_EXECINSTR) != 0 || (header.sh_flags & SHF_WRITE) == 0)
        size->text += header.sh_size;
      else if (header.sh_type != SHT_NOBITS)
        size->data += header.sh_size;
      else
        size->bss += header.sh_size;
    }
  size->total = size->text + size->data + size->bss;
}

static gboolean
read_handle (const char *name, Elf *handle, uint64_t size, KmElf *out, GError **error)
{
  KmElf elf = { 0 };
  Reader r = { .name = name, .handle = handle, .size = size, .elf = &elf, .error = error };
  GElf_Ehdr header;

  if (handle == NULL)
    return fail (&r, KM_ELF_ERROR_TRUNCATED, "%s, data behind the end; expected a whole ELF file",
                 elf_errmsg (-1));
  if (!read_header (&r, &header) || !read_segments (&r, &header))
    return FALSE;
  sum_sections (&r);
  *out = elf;
  return TRUE;
}

gboolean
km_elf_read_bytes (const char *name, const void *bytes, gsize size, KmElf *elf, GError **error)
{
  g_autofree char *copy = NULL;
  Elf *handle;
  gboolean ok;

  g_return_val_if_fail (name != NULL && elf != NULL, FALSE);

  elf_version (EV_CURRENT);
  if (size == 0)
    {
      g_set_error (error, KM_ELF_ERROR, KM_ELF_ERROR_FORMAT,
                   "%s: an empty file; expected an ELF file", name);
      return FALSE;
    }
  copy = g_memdup2 (bytes, size);
  handle = elf_memory (copy, size);
  ok = read_handle (name, handle, size, elf, error);
  elf_end (handle);
  return ok;
}

gboolean
km_elf_read (const char *path, KmElf *elf, GError **error)
{
  int fd;
  off_t size;
  Elf *handle;
  gboolean ok;

  g_return_val_if_fail (path != NULL && elf != NULL, FALSE);

  elf_version (EV_CURRENT);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  size = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  if (size < 0)
    {
      g_set_error (error, KM_ELF_ERROR, KM_ELF_ERROR_OPEN, "%s: %s; expected a file to read", path,
                   g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  handle = elf_begin (fd, ELF_C_READ, NULL);
  ok = read_handle (path, handle, (uint64_t) size, elf, error);
  elf_end (handle);
  close (fd);
  return ok;
}

char *
km_elf_size_print (const KmElf *elf, const char *name)
{
  const KmElfSize *size = &elf->size;

  return g_strdup_printf ("   text\t   data\t    bss\t    dec\t    hex\tfilename\n"
                          "%7" G_GUINT64_FORMAT "\t%7" G_GUINT64_FORMAT "\t%7" G_GUINT64_FORMAT
                          "\t%7" G_GUINT64_FORMAT "\t%7" G_GINT64_MODIFIER "x\t%s\n",
                          (guint64) size->text, (guint64) size->data, (guint64) size->bss,
                          (guint64) size->total, (guint64) size->total, name);
}
