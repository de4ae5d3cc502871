/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/elf.h"

#include <elf.h>
#include <string.h>

static char *
program (const char *name)
{
  return g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "data", "programs", name, NULL);
}

static void
read_ok (const char *path, KmElf *elf)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (km_elf_read (path, elf, &error));
  g_assert_no_error (error);
}

static void
test_fixed (void)
{
  g_autofree char *path = program ("fixed32");
  KmElf elf;

  read_ok (path, &elf);
  g_assert_cmpint (elf.bits, ==, 32);
  g_assert_cmpint (elf.type, ==, KM_ELF_EXEC);
  g_assert_false (elf.has_interp);
  g_assert_cmpuint (elf.n_segments, ==, 2);
  g_assert_cmphex (elf.segments[0].vaddr, ==, 0x08048000);
  g_assert_cmphex (elf.segments[0].flags, ==, KM_ELF_R | KM_ELF_X);
  g_assert_cmphex (elf.segments[1].flags, ==, KM_ELF_R | KM_ELF_W);
  g_assert_cmpuint (elf.size.data, ==, 4);
  g_assert_cmpuint (elf.size.bss, ==, 400000);
  g_assert_cmphex (elf.entry, >, 0x08048000);
  g_assert_cmphex (elf.bss_end, ==, elf.segments[1].vaddr + elf.segments[1].memsz);
  g_assert_cmphex (elf.data_end, ==, elf.segments[1].vaddr + elf.segments[1].filesz);
}

static void
test_pie (void)
{
  g_autofree char *path = program ("pie32");
  KmElf elf;

  read_ok (path, &elf);
  g_assert_cmpint (elf.bits, ==, 32);
  g_assert_cmpint (elf.type, ==, KM_ELF_DYN);
  g_assert_cmpstr (elf.interp, ==, "/lib/ld-linux.so.2");
  g_assert_cmphex (elf.segments[0].vaddr, ==, 0);
}

static void
test_64 (void)
{
  g_autofree char *path = program ("prog64");
  KmElf elf;

  read_ok (path, &elf);
  g_assert_cmpint (elf.bits, ==, 64);
  g_assert_cmpint (elf.type, ==, KM_ELF_EXEC);
}

static void
compare_size (const char *path)
{
  const char *argv[] = { "size", path, NULL };
  g_autofree char *expected = NULL, *got = NULL;
  g_autoptr (GError) error = NULL;
  KmElf elf;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !km_elf_read (path, &elf, &error))
    {
      g_test_message ("%s: not compared", path);
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               &expected, NULL, NULL, &error));
  got = km_elf_size_print (&elf, path);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_size (void)
{
  static const char *const names[] = { "fixed32", "pie32", "prog64" };
  g_autofree char *size = g_find_program_in_path ("size");

  if (size == NULL)
    {
      g_test_skip ("no size(1)");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = program (names[i]);

      compare_size (path);
    }
  compare_size ("/usr/bin/true");
  compare_size ("/bin/sh");
}

/* A good file of one segment, to be spoilt. */
typedef struct
{
  Elf32_Ehdr header;
  Elf32_Phdr segments[KM_ELF_MAX_SEGMENTS + 1];
  char       interp[16];
} Image;

static void
image_init (Image *image)
{
  memset (image, 0, sizeof *image);
  memcpy (image->header.e_ident, ELFMAG, SELFMAG);
  image->header.e_ident[EI_CLASS] = ELFCLASS32;
  image->header.e_ident[EI_DATA] = ELFDATA2LSB;
  image->header.e_ident[EI_VERSION] = EV_CURRENT;
  image->header.e_type = ET_EXEC;
  image->header.e_machine = EM_386;
  image->header.e_version = EV_CURRENT;
  image->header.e_phoff = offsetof (Image, segments);
  image->header.e_ehsize = sizeof (Elf32_Ehdr);
  image->header.e_phentsize = sizeof (Elf32_Phdr);
  image->header.e_phnum = 2;
  image->segments[0]
    = (Elf32_Phdr){ .p_type = PT_LOAD, .p_vaddr = 0x1000, .p_filesz = 100, .p_memsz = 200 };
  image->segments[1]
    = (Elf32_Phdr){ .p_type = PT_LOAD, .p_vaddr = 0x3000, .p_filesz = 100, .p_memsz = 200 };
}

static void
assert_bad (const Image *image, gsize size, KmElfError code, const char *message)
{
  KmElf elf = { .bits = 7 };
  g_autoptr (GError) error = NULL;

  g_assert_false (km_elf_read_bytes ("f", image, size, &elf, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, KM_ELF_ERROR, (gint) code);
  g_assert_true (g_str_has_prefix (error->message, "f: "));
  g_assert_nonnull (strstr (error->message, message));
  g_assert_nonnull (strstr (error->message, "; expected "));
  g_assert_cmpint (elf.bits, ==, 7);
}

static void
test_errors (void)
{
  Image image;
  KmElf elf;

  image_init (&image);
  g_assert_true (km_elf_read_bytes ("f", &image, sizeof image, &elf, NULL));
  assert_bad (&image, 0, KM_ELF_ERROR_FORMAT, "empty file");
  assert_bad (&image, 20, KM_ELF_ERROR_TRUNCATED, "behind the end");
  assert_bad (&image, 60, KM_ELF_ERROR_TRUNCATED, "behind the end");
  image.header.e_ident[1] = 'X';
  assert_bad (&image, sizeof image, KM_ELF_ERROR_FORMAT, "not an ELF file");
  image_init (&image);
  image.header.e_machine = EM_ARM;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_MACHINE, "machine 40");
  image_init (&image);
  image.header.e_type = ET_REL;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_FORMAT, "type 1");
  image_init (&image);
  image.header.e_phnum = 0;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "no segment");
}

static void
test_bad_segments (void)
{
  Image image;

  image_init (&image);
  image.segments[1].p_vaddr = 0x1000;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "overlaps");
  image_init (&image);
  image.segments[1].p_memsz = 50;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "more bytes in the file");
  image_init (&image);
  image.segments[1].p_vaddr = 0xc0000000;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "ends above");
  image_init (&image);
  image.segments[1].p_memsz = 0xffffffff;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "ends above");
  image_init (&image);
  image.segments[1].p_vaddr++;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "different places");
  image_init (&image);
  image.segments[1].p_offset = 0x7000;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_TRUNCATED, "segment");
  image_init (&image);
  image.segments[1]
    = (Elf32_Phdr){ .p_type = PT_INTERP, .p_offset = offsetof (Image, interp), .p_filesz = 4 };
  memcpy (image.interp, "abcd", 4);
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "without an end");
  image.segments[1].p_filesz = 1000;
  image.segments[1].p_offset = 0;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "path of 1000 bytes");
  image.segments[1].p_offset = 100000;
  assert_bad (&image, sizeof image, KM_ELF_ERROR_TRUNCATED, "interpreter");
  image_init (&image);
  image.header.e_phnum = KM_ELF_MAX_SEGMENTS + 1;
  for (guint i = 0; i <= KM_ELF_MAX_SEGMENTS; i++)
    image.segments[i] = (Elf32_Phdr) { .p_type = PT_LOAD, .p_vaddr = i * 0x1000, .p_memsz = 1 };
  assert_bad (&image, sizeof image, KM_ELF_ERROR_SEGMENT, "more segments");
}

static void
test_no_file (void)
{
  KmElf elf;
  g_autoptr (GError) error = NULL;

  g_assert_false (km_elf_read ("/nowhere/at/all", &elf, &error));
  g_assert_error (error, KM_ELF_ERROR, KM_ELF_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_false (km_elf_read ("/", &elf, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elf/fixed", test_fixed);
  g_test_add_func ("/elf/pie", test_pie);
  g_test_add_func ("/elf/64", test_64);
  g_test_add_func ("/elf/size", test_size);
  g_test_add_func ("/elf/errors", test_errors);
  g_test_add_func ("/elf/bad-segments", test_bad_segments);
  g_test_add_func ("/elf/no-file", test_no_file);
  return g_test_run ();
}
