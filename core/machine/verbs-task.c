/* SPDX-License-Identifier: GPL-2.0-or-later */
/* machine, exec, exit, switch, file, set: the verbs that make things. */
#include "core/machine/commands.h"

#include "core/cache/file.h"
#include "core/capture/recording.h"
#include "core/machine/layout.h"
#include "core/mmu/tlb.h"
#include "core/user/elf.h"
#include "core/user/mm.h"

#define GIB (1ull << 30)
#define TEXT_BASE 0x08048000u   /* where i386 programs at fixed addresses begin */
#define PIE_BASE 0x00400000u    /* ELF_ET_DYN_BASE without randomisation */
#define MMAP_TOP 0xb8000000u    /* mmap_base () for the usual stack limit */
#define DEFAULT_STACK (8u << 20)
#define MAX_FILE (1ull << 34)
#define FIRMWARE (1u << 20)      /* the most a PC keeps below the end of its RAM: ACPI tables */

/* --- machine ---------------------------------------------------------------------------------- */

static gboolean
read_layout (const KmCall *call, KmConfig *config, GError **error)
{
  const KmArg *arg = km_call_arg (call, "layout"), *slab = km_call_arg (call, "slab");

  for (guint i = 0; arg != NULL && i < KM_N_LAYOUTS; i++)
    if (strcmp (arg->text, km_layout_name (i)) == 0)
      {
        config->layout = i;
        arg = NULL;
      }
  if (arg != NULL)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s”; expected classic, mini, debian-5.10 or debian-5.10-pae", arg->text);
      return FALSE;
    }
  if (slab != NULL && strcmp (slab->text, "slub") != 0 && strcmp (slab->text, "slab") != 0)
    {
      km_call_error (call, slab->text_column, error, "“%s”; expected slub or slab", slab->text);
      return FALSE;
    }
  config->slab = slab != NULL && strcmp (slab->text, "slab") == 0;
  config->pae = config->layout == KM_LAYOUT_DEBIAN_PAE;
  return TRUE;
}

/* managed=ZONE:BOOT/FINAL, once for each zone */
static gboolean
read_managed (const KmCall *call, KmConfig *config, GError **error)
{
  for (guint i = 0; i < call->line->n_args; i++)
    {
      const KmArg *arg = &call->line->args[i];
      g_auto (GStrv) parts = NULL;
      KmZoneIndex zone = KM_ZONE_MOVABLE;
      guint64 boot, final;

      if (arg->form != KM_FORM_KEY || strcmp (arg->key, "managed") != 0)
        continue;
      parts = g_strsplit_set (arg->text, ":/", -1);
      if (g_strv_length (parts) != 3 || !km_zone_from_name (parts[0], &zone)
          || zone == KM_ZONE_MOVABLE
          || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT32, &boot, NULL)
          || !g_ascii_string_to_unsigned (parts[2], 10, boot, G_MAXUINT32, &final, NULL))
        {
          km_call_error (call, arg->text_column, error,
                         "“%s”; expected ZONE:BOOT/FINAL with DMA, Normal or HighMem and two counts "
                         "of frames, the second not below the first", arg->text);
          return FALSE;
        }
      config->managed_given[zone][0] = boot;
      config->managed_given[zone][1] = final;
    }
  return TRUE;
}

/* from=FILE: the machine of a recording, in the first state it tells. */
static gboolean
make_from (KmCall *call, const KmArg *from, GError **error)
{
  g_autofree char *path = km_machine_path (call->m, from->text);
  g_autoptr (KmRecording) recording = NULL;
  GError *wrong = NULL;
  KmConfig config;

  recording = km_recording_load (path, NULL, &wrong);
  if (recording != NULL && km_recording_config (recording, &config, &wrong)
      && km_machine_make (call->m, &config, &wrong)
      && km_recording_install (call->m, recording, &wrong))
    return TRUE;
  km_call_error (call, from->text_column, error, "%s", wrong->message);
  g_error_free (wrong);
  km_machine_unmake (call->m);
  return FALSE;
}

/* e820_top=: the end of the RAM below 4 GiB, of which the firmware keeps up to a MiB. */
static gboolean
check_top (const KmCall *call, const KmConfig *config, uint64_t top, GError **error)
{
  uint64_t least, most, ram = MIN (config->ram, 4 * GIB);

  km_layout_limits (config->layout, &least, &most);
  if (top == 0 || ram < least)   /* too little RAM is told by the layout itself */
    return TRUE;
  if (top >= least - FIRMWARE && top <= ram)
    return TRUE;
  km_call_error (call, km_call_arg (call, "e820_top")->text_column, error,
                 "RAM that ends at %" G_GUINT64_FORMAT " KiB; expected %" G_GUINT64_FORMAT
                 " KiB to the %" G_GUINT64_FORMAT " KiB there are", top >> 10, (least - FIRMWARE) >> 10,
                 ram >> 10);
  return FALSE;
}

gboolean
km_verb_machine (KmCall *call, GError **error)
{
  KmConfig config = { 0 };
  uint64_t swap, cpus, swappiness, seed, top;
  GError *wrong = NULL;
  const KmArg *ram = km_call_arg (call, "ram"), *from = km_call_arg (call, "from");

  if (from != NULL)
    return make_from (call, from, error);

  if (!read_layout (call, &config, error) || !read_managed (call, &config, error)
      || !km_call_value (call, "ram", 2 * GIB, 64 * GIB, &config.ram, error)
      || !km_call_value (call, "cpus", 1, KM_MAX_CPUS, &cpus, error)
      || !km_call_value (call, "swap", 0, 32 * GIB, &swap, error)
      || !km_call_value (call, "swappiness", 60, 200, &swappiness, error)
      || !km_call_value (call, "seed", 1, G_MAXUINT32, &seed, error)
      || !km_call_value (call, "e820_top", 0, 64 * GIB, &top, error))
    return FALSE;
  if (cpus == 0)
    {
      km_call_error (call, km_call_arg (call, "cpus")->text_column, error,
                     "no CPU at all; expected 1 to %d", KM_MAX_CPUS);
      return FALSE;
    }
  if (!check_top (call, &config, top, error))
    return FALSE;
  config.cpus = cpus;
  config.swap_pages = swap >> KM_PAGE_SHIFT;
  config.swappiness = swappiness;
  config.seed = seed;
  config.e820_top = top >> KM_PAGE_SHIFT;
  if (km_machine_make (call->m, &config, &wrong))
    return TRUE;
  km_call_error (call, ram == NULL ? call->line->verb_column : ram->text_column, error, "%s",
                 wrong->message);
  g_error_free (wrong);
  return FALSE;
}

/* --- exec ------------------------------------------------------------------------------------- */

static KmFileId
file_for (KmMachine *m, const char *path, uint64_t bytes)
{
  const KmFile *file = km_file_from_path (m, path);

  if (file != NULL)
    return (KmFileId) { file->id };
  return km_file_new (m, path, bytes, 0);
}

/* text= data= bss=: one after the other from 0x08048000 on. */
static gboolean
segments_from_sizes (KmCall *call, const char *path, KmExecDef *def, GError **error)
{
  uint64_t text, data, bss, max = KM_TASK_SIZE - TEXT_BASE;
  KmAddr at = TEXT_BASE;
  KmFileId file;

  if (!km_call_value (call, "text", 4096, max / 4, &text, error)
      || !km_call_value (call, "data", 0, max / 4, &data, error)
      || !km_call_value (call, "bss", 0, max / 4, &bss, error))
    return FALSE;
  if (text == 0)
    {
      km_call_error (call, km_call_arg (call, "text")->text_column, error,
                     "a program without text; expected at least one byte");
      return FALSE;
    }
  file = file_for (call->m, path, km_page_align_up (text) + data);
  def->segment[def->n_segments++] = (KmExecSegment) {
    .start = at, .file_bytes = text, .bytes = text, .prot = KM_VM_READ | KM_VM_EXEC, .file = file };
  at += km_page_align_up (text);
  if (data + bss > 0)
    def->segment[def->n_segments++] = (KmExecSegment) {
      .start = at, .file_bytes = data, .bytes = data + bss, .prot = KM_VM_READ | KM_VM_WRITE,
      .file = file, .offset = km_page_align_up (text) };
  def->entry = TEXT_BASE;
  return TRUE;
}

/* A segment of an ELF file that begins at 0 and is moved by @base. */
static gboolean
add_elf_segments (const KmElf *elf, KmFileId file, KmAddr base, KmExecDef *def, const char **wrong)
{
  for (guint i = 0; i < elf->n_segments; i++)
    {
      const KmElfSegment *s = &elf->segments[i];
      uint32_t prot = (s->flags & KM_ELF_R ? KM_VM_READ : 0)
                      | (s->flags & KM_ELF_W ? KM_VM_WRITE : 0)
                      | (s->flags & KM_ELF_X ? KM_VM_EXEC : 0);

      if (def->n_segments == KM_EXEC_MAX_SEGMENTS)
        *wrong = "too many segments";
      else if (base + s->vaddr + s->memsz > MMAP_TOP)
        *wrong = "a segment beyond the user's part of a 32-bit address space";
      if (*wrong != NULL)
        return FALSE;
      def->segment[def->n_segments++] = (KmExecSegment){ .start = base + s->vaddr,
                                                         .file_bytes = s->filesz,
                                                         .bytes = s->memsz,
                                                         .prot = prot,
                                                         .file = file,
                                                         .offset = s->offset };
    }
  return TRUE;
}

static uint64_t
span_of (const KmElf *elf)
{
  const KmElfSegment *first = &elf->segments[0], *last = &elf->segments[elf->n_segments - 1];

  return last->vaddr + last->memsz - (first->vaddr & ~(uint64_t) (KM_PAGE_SIZE - 1));
}

static uint64_t
file_bytes (const KmElf *elf)
{
  uint64_t end = 0;

  for (guint i = 0; i < elf->n_segments; i++)
    end = MAX (end, elf->segments[i].offset + elf->segments[i].filesz);
  return end;
}

/* Top of the mapping area, less what stands there already: where top-down placement puts a program of
 * that size in a fresh address space. */
static KmAddr
place_top_down (const KmElf *elf)
{
  return MMAP_TOP - km_page_align_up (span_of (elf));
}

static gboolean
segments_from_elf (KmCall *call, const KmArg *arg, KmExecDef *def, GError **error)
{
  KmElf elf, interp;
  GError *wrong = NULL;
  const char *problem = NULL;
  g_autofree char *path = km_machine_path (call->m, arg->text);
  KmAddr base = 0;

  if (!km_elf_read (path, &elf, &wrong))
    {
      km_call_error (call, arg->text_column, error, "%s", wrong->message);
      g_error_free (wrong);
      return FALSE;
    }
  if (elf.bits == 64)
    g_string_append_printf (call->m->out,
                            "%s: a 64-bit program, laid out by its segments; a 32-bit "
                            "kernel would answer ENOEXEC\n",
                            arg->text);
  if (elf.type == KM_ELF_DYN)
    base = elf.has_interp ? PIE_BASE : place_top_down (&elf);
  if (add_elf_segments (&elf, file_for (call->m, arg->text, file_bytes (&elf)), base, def,
                        &problem))
    {
      def->n_program = def->n_segments;
      def->entry = base + (KmAddr) elf.entry;
      if (elf.has_interp && km_elf_read (elf.interp, &interp, NULL))
        {
          KmAddr at = place_top_down (&interp);

          add_elf_segments (&interp, file_for (call->m, elf.interp, file_bytes (&interp)), at, def,
                            &problem);
          def->entry = at + (KmAddr) interp.entry;
        }
    }
  if (problem == NULL)
    return TRUE;
  km_call_error (call, arg->text_column, error, "%s has %s; expected a program that fits",
                 arg->text, problem);
  return FALSE;
}

/* seg=ADDR:LEN:PERM[:FILE@OFF] */
static gboolean
add_given_segment (KmCall *call, const KmArg *arg, KmExecDef *def, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (arg->text, ":", 4);
  guint n = g_strv_length (parts);
  KmExecSegment s = { 0 };
  uint64_t start, length, offset = 0;
  char *at;

  if (n < 3 || !km_prot_parse (parts[2], &s.prot) || (n == 4 && strrchr (parts[3], '@') == NULL)
      || def->n_segments == KM_EXEC_MAX_SEGMENTS)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s”; expected at most %d of ADDR:LEN:PERM or ADDR:LEN:PERM:FILE@OFFSET",
                     arg->text, KM_EXEC_MAX_SEGMENTS);
      return FALSE;
    }
  if (!km_call_eval (call, parts[0], arg->text_column, KM_TASK_SIZE - KM_PAGE_SIZE, &start, error)
      || !km_call_eval (call, parts[1], arg->text_column, KM_TASK_SIZE - start, &length, error))
    return FALSE;
  s.start = start;
  s.bytes = length;
  if (n == 4)
    {
      const KmName *name;

      at = strrchr (parts[3], '@');
      *at = '\0';
      if (!km_call_eval (call, at + 1, arg->text_column, MAX_FILE, &offset, error))
        return FALSE;
      name = km_name_find (call->m, parts[3]);
      s.file = name != NULL && name->kind == KM_NAME_FILE
                 ? (KmFileId){ name->ref }
                 : file_for (call->m, parts[3], offset + length);
      s.offset = offset;
      s.file_bytes = length;
    }
  if (length == 0 || start < KM_MMAP_MIN_ADDR || (start - offset) % KM_PAGE_SIZE != 0)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s”; expected a length above 0, an address from 64 KiB on, and address and "
                     "offset equal within the page", arg->text);
      return FALSE;
    }
  def->segment[def->n_segments++] = s;
  return TRUE;
}

/* The program's own segments lie below the mapping area; the heap begins after the last of them. */
static void
count_program_segments (KmExecDef *def)
{
  def->n_program = 0;
  while (def->n_program < def->n_segments
         && (def->n_program == 0 || def->segment[def->n_program].start < 0x40000000
             || def->segment[0].start >= 0x40000000))
    def->n_program++;
}

/* A listing of areas shows one writable segment in two pieces: its first pages were made read-only when
 * relocation was done (PT_GNU_RELRO), and the rest follows in memory as in the file. */
static void
find_relro (KmExecDef *def)
{
  for (guint i = 0; i + 1 < def->n_segments; i++)
    {
      KmExecSegment *s = &def->segment[i];
      const KmExecSegment *next = s + 1;

      s->relro = s->file_bytes > 0 && next->file_bytes > 0
                 && !(s->prot & (KM_VM_WRITE | KM_VM_EXEC)) && (next->prot & KM_VM_WRITE)
                 && KM_SAME (s->file, next->file) && s->start + s->bytes == next->start
                 && s->offset + s->bytes == next->offset;
    }
}

static gboolean
read_segments (KmCall *call, const char *path, KmExecDef *def, GError **error)
{
  const KmArg *elf = km_call_arg (call, "elf");

  if (elf != NULL)
    return segments_from_elf (call, elf, def, error);
  for (guint i = 0; i < call->line->n_args; i++)
    if (call->line->args[i].form == KM_FORM_KEY && strcmp (call->line->args[i].key, "seg") == 0
        && !add_given_segment (call, &call->line->args[i], def, error))
      return FALSE;
  if (def->n_segments == 0)
    {
      if (!segments_from_sizes (call, path, def, error))
        return FALSE;
      def->n_program = def->n_segments;
      return TRUE;
    }
  def->entry = def->segment[0].start;
  find_relro (def);
  count_program_segments (def);
  return TRUE;
}

static gboolean
check_new_name (const KmCall *call, const KmArg *arg, GError **error)
{
  if (km_name_free_for_use (call->m, arg->text))
    return TRUE;
  km_call_error (call, arg->column, error, "“%s” is taken; expected a new name", arg->text);
  return FALSE;
}

gboolean
km_verb_exec (KmCall *call, GError **error)
{
  const KmArg *name = km_call_arg (call, "TASK"), *elf = km_call_arg (call, "elf");
  g_autofree char *path =
    elf != NULL ? g_strdup (elf->text) : g_strdup_printf ("/bin/%s", name->text);
  KmExecDef def = { .path = path };
  uint64_t stack;
  const KmTask *task;

  if (!check_new_name (call, name, error)
      || !km_call_value (call, "stack", DEFAULT_STACK, 2 * GIB, &stack, error)
      || !read_segments (call, path, &def, error))
    return FALSE;
  def.stack_limit = MAX (stack, 2 * KM_PAGE_SIZE);
  task = km_exec (call->m, name->text, &def);
  if (task == NULL)
    {
      g_string_append (call->m->out, "exec: ENOMEM\n");
      return TRUE;
    }
  return km_name_define (call->m, name->text, KM_NAME_TASK, 0, task->id);
}

gboolean
km_verb_exit (KmCall *call, GError **error)
{
  const KmTask *task = km_call_task (call, error);
  const KmName *name = km_name_find (call->m, km_call_arg (call, "TASK")->text);

  if (task == NULL)
    return FALSE;
  km_task_exit (call->m, task);
  KM_EDIT (call->m, name->freed, 1);
  return TRUE;
}

gboolean
km_verb_switch (KmCall *call, GError **error)
{
  const KmTask *task = km_call_task (call, error);

  if (task == NULL)
    return FALSE;
  km_switch_to (call->m, task);
  return TRUE;
}

gboolean
km_verb_file (KmCall *call, GError **error)
{
  const KmArg *name = km_call_arg (call, "NAME"), *path = km_call_arg (call, "path");
  g_autofree char *full =
    path != NULL ? g_strdup (path->text) : g_strdup_printf ("/%s", name->text);
  uint64_t size, ino;
  KmFileId file;

  if (!check_new_name (call, name, error)
      || !km_call_value (call, "size", 0, MAX_FILE, &size, error)
      || !km_call_value (call, "ino", 0, G_MAXUINT32, &ino, error))
    return FALSE;
  if (km_file_from_path (call->m, full) != NULL || strlen (full) > 63)
    {
      km_call_error (call, name->column, error,
                     "the path “%s”; expected one of at most 63 bytes that is not on the disk yet", full);
      return FALSE;
    }
  file = km_file_new (call->m, full, size, ino);
  if (KM_IS_NONE (file))
    {
      g_string_append (call->m->out, "file: ENOSPC\n");
      return TRUE;
    }
  return km_name_define (call->m, name->text, KM_NAME_FILE, 0, file.value);
}

gboolean
km_verb_set (KmCall *call, GError **error)
{
  const KmArg *name = km_call_arg (call, "SYSCTL");
  uint64_t value;

  if (!km_call_value (call, "VALUE", 0, G_MAXUINT32, &value, error))
    return FALSE;
  if (strcmp (name->text, "auto_daemons") == 0 && value <= 1)
    KM_EDIT (call->m, call->m->state->auto_daemons, (uint32_t) value);
  else if (strcmp (name->text, "swappiness") == 0 && value <= 200)
    KM_EDIT (call->m, call->m->state->config.swappiness, (uint32_t) value);
  else
    {
      km_call_error (call, name->column, error,
                     "“%s” with %" G_GUINT64_FORMAT "; expected auto_daemons 0 or 1, or swappiness 0 "
                     "to 200", name->text, value);
      return FALSE;
    }
  return TRUE;
}
