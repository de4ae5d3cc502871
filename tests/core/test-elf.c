/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ELF files from outside: what size (1) says of them, how exec takes them, and bytes that are no ELF file. */
#include "core/exec/image.h"
#include "core/exec/size.h"
#include "core/user/errno.h"
#include "tests/core/support.h"

#include <elf.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static char *
program (const char *name)
{
  return g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "data", "programs", name, NULL);
}

/* --- size ------------------------------------------------------------------------------------- */

static gboolean
spawn (const char *const *argv, char **out)
{
  int status = 1;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, out, NULL,
                       &status, NULL)
         && status == 0;
}

static void
compare_size (const char *path)
{
  const char *const argv[] = { "size", path, NULL };
  g_autofree char *expected = NULL, *got = NULL;
  g_autoptr (GError) error = NULL;

  if (!spawn (argv, &expected))
    {
      g_test_message ("%s: size does not know it", path);
      return;
    }
  got = km_size_report (path, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

/* Objects and an archive of them, made here. */
static void
compare_objects (void)
{
  g_autofree char *folder = g_dir_make_tmp ("size-XXXXXX", NULL);
  g_autofree char *source = g_build_filename (folder, "one.c", NULL), *one = g_build_filename (folder, "one.o", NULL);
  g_autofree char *two = g_build_filename (folder, "a-name-of-more-than-sixteen-letters.o", NULL);
  g_autofree char *archive = g_build_filename (folder, "both.a", NULL);
  const char *const first[] = { "cc", "-c", source, "-o", one, NULL };
  const char *const second[] = { "cc", "-c", "-DLARGE", source, "-o", two, NULL };
  const char *const join[] = { "ar", "rc", archive, one, two, NULL };

  g_assert_true (g_file_set_contents (source,
                                      "#ifdef LARGE\nint room[5000]; long set = 7;\n#endif\n"
                                      "static int kept; const char *word (int i) { kept = i; return \"word\"; }\n", -1, NULL));
  if (spawn (first, NULL) && spawn (second, NULL) && spawn (join, NULL))
    {
      compare_size (one);
      compare_size (two);
      compare_size (archive);
    }
  else
    g_test_message ("no compiler: objects are not compared");
  g_unlink (source);
  g_unlink (one);
  g_unlink (two);
  g_unlink (archive);
  g_rmdir (folder);
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
  compare_objects ();
}

/* Known without size: what program.c says. */
static void
test_known_size (void)
{
  g_autofree char *path = program ("fixed32"), *text = km_size_report (path, "fixed32", NULL);

  g_assert_nonnull (strstr (text, "\t      4\t 400000\t"));
  g_assert_true (g_str_has_suffix (text, "\tfixed32\n"));
}

static void
test_no_size (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (km_size_report ("/nowhere/at/all", "all", &error));
  g_assert_error (error, KM_SIZE_ERROR, KM_SIZE_ERROR_OPEN);
  g_assert_cmpstr (error->message, ==, "all: No such file or directory; expected a file to read");
  g_clear_error (&error);
  g_assert_null (km_size_report_bytes ("f", "no program", 10, &error));
  g_assert_error (error, KM_SIZE_ERROR, KM_SIZE_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (km_size_report_bytes ("f", NULL, 0, &error));
  g_assert_error (error, KM_SIZE_ERROR, KM_SIZE_ERROR_FORMAT);
}

/* --- exec ------------------------------------------------------------------------------------- */

/* Runs the file in a fresh machine; what the command printed. */
static char *
exec_file (const char *path, KmMachine **machine)
{
  g_autofree char *line = g_strdup_printf ("exec t elf=\"%s\"", path);
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  *machine = test_machine ("ram=64M layout=mini");
  g_assert_true (km_machine_run (*machine, "test", 2, line, &out, &error));
  test_check (*machine);
  return out;
}

static void
test_programs (void)
{
  static const struct { const char *name; KmAddr code; } programs[] = {
    { "fixed32", 0x08048000 }, { "pie32", 0x00400000 }, { "prog64", 0x00400000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = program (programs[i].name), *out = NULL;
      g_autoptr (KmMachine) m = NULL;
      const KmTask *task;

      out = exec_file (path, &m);
      task = km_task_from_name (m, "t");
      g_test_message ("%s", out);
      g_assert_nonnull (task);
      g_assert_cmphex (km_page_align_down (km_vma (m, km_mm (m, task->mm)->mmap)->vm_start), ==, programs[i].code);
      g_assert_cmpint (strstr (out, "64-bit program") != NULL, ==, strcmp (programs[i].name, "prog64") == 0);
    }
}

/* A good file of one segment, to be spoilt. */
typedef struct
{
  Elf32_Ehdr header;
  Elf32_Phdr phdr[2];
  char room[8192];
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
  image->header.e_entry = 0x08048100;
  image->header.e_phoff = offsetof (Image, phdr);
  image->header.e_phentsize = sizeof (Elf32_Phdr);
  image->header.e_phnum = 2;
  image->phdr[0] = (Elf32_Phdr) { .p_type = PT_LOAD, .p_vaddr = 0x08048000, .p_filesz = 0x2000, .p_memsz = 0x2000,
                                  .p_flags = PF_R | PF_X, .p_align = 0x1000 };
  image->phdr[1] = (Elf32_Phdr) { .p_type = PT_GNU_STACK, .p_flags = PF_R | PF_W };
}

static void
assert_refused (const Image *image, gsize size, const char *expected)
{
  g_autofree char *path = NULL, *out = NULL;
  g_autoptr (KmMachine) m = NULL;
  int fd = g_file_open_tmp ("image-XXXXXX", &path, NULL);

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, (const char *) image, (gssize) size, NULL));
  out = exec_file (path, &m);
  g_unlink (path);
  g_assert_cmpstr (out, ==, expected);
  g_assert_true ((km_task_from_name (m, "t") != NULL) == (*expected == '\0'));
}

static void
test_refused (void)
{
  Image image;

  image_init (&image);
  assert_refused (&image, sizeof image, "");
  assert_refused (&image, 0, "exec: ENOEXEC: 0 bytes; expected at least the 52 of an ELF header\n");
  assert_refused (&image, 60, "exec: ENOEXEC: program headers behind the end of the file; expected a whole file\n");
  image.header.e_ident[1] = 'X';
  assert_refused (&image, sizeof image, "exec: ENOEXEC: no ELF file; expected one for i386\n");
  image_init (&image);
  image.header.e_machine = EM_ARM;
  assert_refused (&image, sizeof image, "exec: ENOEXEC: ELF file for machine 40; expected 3 (i386) or 6 (i486)\n");
  image_init (&image);
  image.header.e_type = ET_REL;
  assert_refused (&image, sizeof image, "exec: ENOEXEC: ELF file of type 1; expected a program (2) or a PIE (3)\n");
  image_init (&image);
  image.header.e_phnum = 0;
  assert_refused (&image, sizeof image, "exec: ENOEXEC: 0 program headers of 32 bytes; expected 1 to 128 of 32 bytes\n");
  image_init (&image);
  image.phdr[0].p_memsz = 50;
  assert_refused (&image, sizeof image, "exec: SIGSEGV: the program was killed while it was loaded\n");
  image_init (&image);
  image.phdr[1] = (Elf32_Phdr) { .p_type = PT_INTERP, .p_offset = offsetof (Image, room), .p_filesz = 7 };
  memcpy (image.room, "../foo", 7);
  assert_refused (&image, sizeof image, "exec: ENOENT\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elf/size", test_size);
  g_test_add_func ("/elf/known-size", test_known_size);
  g_test_add_func ("/elf/no-size", test_no_size);
  g_test_add_func ("/elf/programs", test_programs);
  g_test_add_func ("/elf/refused", test_refused);
  return g_test_run ();
}
