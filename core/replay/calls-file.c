/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files told by their headers: what execve () looks at is there, the rest is zeros. */
#include "core/replay/calls-private.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT_OFFSET 0x200000u       /* of a path in the file: further ones are not kept */
#define MAX_PHDRS 4096u
#define MAX_HEAD (4u << 20)     /* bytes of a file that are kept */

static const struct { const char *name; uint32_t value; } types[] = {
  { "NONE", ET_NONE }, { "REL", ET_REL }, { "EXEC", ET_EXEC }, { "DYN", ET_DYN }, { "CORE", ET_CORE },
}, headers[] = {
  { "NULL", PT_NULL }, { "LOAD", PT_LOAD }, { "DYNAMIC", PT_DYNAMIC }, { "INTERP", PT_INTERP }, { "NOTE", PT_NOTE },
  { "SHLIB", PT_SHLIB }, { "PHDR", PT_PHDR }, { "TLS", PT_TLS }, { "GNU_EH_FRAME", PT_GNU_EH_FRAME },
  { "GNU_STACK", PT_GNU_STACK }, { "GNU_RELRO", PT_GNU_RELRO }, { "GNU_PROPERTY", PT_GNU_PROPERTY },
};

char *
km_calls_value (const char *line, const char *key)
{
  g_autofree char *pattern = g_strdup_printf (" %s=", key);
  const char *at = strstr (line, pattern);

  if (at == NULL)
    return NULL;
  at += strlen (pattern);
  return g_strndup (at, strcspn (at, " \""));
}

static uint32_t
number (const char *line, const char *key, uint32_t fallback)
{
  g_autofree char *text = km_calls_value (line, key);

  return text == NULL ? fallback : (uint32_t) g_ascii_strtoull (text, NULL, 0);
}

static uint32_t
type_of (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].name, text) == 0)
      return types[i].value;
  return (uint32_t) g_ascii_strtoull (text, NULL, 0);
}

static uint32_t
header_type (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (strcmp (headers[i].name, text) == 0)
      return headers[i].value;
  return (uint32_t) g_ascii_strtoull (text, NULL, 0);
}

/* "r-x", and with "+0x…" bits that mean nothing. */
static uint32_t
header_flags (const char *text)
{
  const char *more = strchr (text, '+');

  if (strlen (text) < 3)
    return 0;
  return (text[0] == 'r' ? PF_R : 0) | (text[1] == 'w' ? PF_W : 0) | (text[2] == 'x' ? PF_X : 0)
         | (more == NULL ? 0 : (uint32_t) g_ascii_strtoull (more + 1, NULL, 16));
}

/* What stands between the first quote and the last, \ooo made a byte again. */
static GByteArray *
quoted (const char *line)
{
  const char *at = strchr (line, '"'), *end = strrchr (line, '"');
  GByteArray *bytes = g_byte_array_new ();

  if (at == NULL || end <= at)
    return bytes;
  for (at++; at < end; at++)
    {
      guint8 byte = (guint8) *at;

      if (*at == '\\' && end - at > 3 && g_ascii_isdigit (at[1]))
        {
          char octal[4] = { at[1], at[2], at[3], '\0' };

          byte = (guint8) strtoul (octal, NULL, 8);
          at += 3;
        }
      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

static void
put (GByteArray *file, uint64_t at, const void *bytes, gsize size)
{
  if (at + size > MAX_HEAD)
    return;
  if (file->len < at + size)
    {
      guint old = file->len;

      g_byte_array_set_size (file, (guint) (at + size));
      memset (file->data + old, 0, file->len - old);
    }
  memcpy (file->data + at, bytes, size);
}

static void
put_phdr (GByteArray *file, uint64_t at, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autofree char *flags = km_calls_value (line, "flags");
  g_autoptr (GByteArray) text = quoted (line);
  uint32_t vaddr = number (line, "vaddr", 0), offset = number (line, "offset", 0);
  Elf32_Phdr phdr = { .p_type = GUINT32_TO_LE (header_type (words[1])),
                      .p_offset = GUINT32_TO_LE (offset),
                      .p_vaddr = GUINT32_TO_LE (vaddr),
                      .p_paddr = GUINT32_TO_LE (vaddr),
                      .p_filesz = GUINT32_TO_LE (number (line, "filesz", 0)),
                      .p_memsz = GUINT32_TO_LE (number (line, "memsz", 0)),
                      .p_flags = GUINT32_TO_LE (flags == NULL ? 0 : header_flags (flags)),
                      .p_align = GUINT32_TO_LE (number (line, "align", 0)) };

  put (file, at, &phdr, sizeof phdr);
  if (text->len > 0 && offset < MAX_TEXT_OFFSET)
    put (file, offset, text->data, text->len);
}

static void
put_header (GByteArray *file, const char *line, guint n_phdrs)
{
  g_autofree char *type = km_calls_value (line, "type");
  Elf32_Ehdr header = { 0 };

  memcpy (header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = (unsigned char) number (line, "class", ELFCLASS32);
  header.e_ident[EI_DATA] = (unsigned char) number (line, "data", ELFDATA2LSB);
  header.e_ident[EI_VERSION] = (unsigned char) number (line, "version", EV_CURRENT);
  header.e_ident[EI_OSABI] = (unsigned char) number (line, "osabi", 0);
  header.e_type = GUINT16_TO_LE (type == NULL ? ET_EXEC : type_of (type));
  header.e_machine = GUINT16_TO_LE (number (line, "machine", EM_386));
  header.e_entry = GUINT32_TO_LE (number (line, "entry", 0));
  header.e_phoff = GUINT32_TO_LE (number (line, "phoff", sizeof header));
  header.e_ehsize = GUINT16_TO_LE (number (line, "ehsize", sizeof header));
  header.e_phentsize = GUINT16_TO_LE (number (line, "phentsize", sizeof (Elf32_Phdr)));
  header.e_phnum = GUINT16_TO_LE (number (line, "phnum", n_phdrs));
  put (file, 0, &header, sizeof header);
}

/* Headers that the text leaves out are of no interest to execve (): notes. */
static GByteArray *
elf_bytes (const KmCalls *calls, guint first, guint end)
{
  const char *line = calls->lines[first];
  GByteArray *file = g_byte_array_new ();
  uint32_t at = number (line, "phoff", sizeof (Elf32_Ehdr));
  guint n = 0, told = 0;

  for (guint i = first + 1; i < end; i++)
    n += g_str_has_prefix (calls->lines[i], "ph ");
  told = MIN (number (line, "phnum", n), MAX_PHDRS);
  for (guint i = n; i < told; i++)
    {
      Elf32_Phdr note = { .p_type = GUINT32_TO_LE (PT_NOTE) };

      put (file, at + (uint64_t) i * sizeof note, &note, sizeof note);
    }
  put_header (file, line, n);
  n = 0;
  for (guint i = first + 1; i < end; i++)
    if (g_str_has_prefix (calls->lines[i], "ph "))
      put_phdr (file, at + (uint64_t) n++ * sizeof (Elf32_Phdr), calls->lines[i]);
  return file;
}

static KmImage *
wide_file (const char *path)
{
  Elf64_Ehdr header = { 0 };

  memcpy (header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_type = GUINT16_TO_LE (ET_DYN);
  header.e_machine = GUINT16_TO_LE (EM_X86_64);
  return km_image_new (path, 0x2000, g_bytes_new (&header, sizeof header));
}

gboolean
km_calls_is_file_line (const char *line)
{
  static const char *const words[] = { "elf32 ", "elf64", "ph ", "file size=", "directory", "missing" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (line, words[i]))
      return TRUE;
  return FALSE;
}

KmImage *
km_calls_file (const KmCalls *calls, const char *path, guint first, guint end, guint mode, guint owner)
{
  const char *line = calls->lines[first];
  KmImage *image = NULL;

  if (g_str_has_prefix (line, "elf64"))
    image = wide_file (path);
  else if (g_str_has_prefix (line, "elf32"))
    image = km_image_new (path, number (line, "size", 0), g_byte_array_free_to_bytes (elf_bytes (calls, first, end)));
  else if (g_str_has_prefix (line, "file"))
    image = km_image_new (path, number (line, "size", 0), g_byte_array_free_to_bytes (quoted (line)));
  else if (g_str_has_prefix (line, "directory"))
    {
      image = km_image_new (path, 0, NULL);
      image->kind = KM_IMAGE_DIRECTORY;
    }
  if (image != NULL)
    {
      image->mode = mode;
      image->uid = image->gid = owner;
    }
  return image;
}
