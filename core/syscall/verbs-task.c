/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exec, exit, switch: the verbs that make tasks and run them. */
#include "core/language/forms.h"
#include "core/cache/file.h"
#include "core/exec/elf.h"
#include "core/exec/exec.h"
#include "core/language/call.h"
#include "core/language/names.h"
#include "core/mmu/tlb.h"
#include "core/user/vma.h"

#define GIB (1ull << 30)
#define TEXT_BASE 0x08048000u   /* where i386 programs at fixed addresses begin */
#define PIE_BASE 0x00400000u    /* ELF_ET_DYN_BASE without randomisation */
#define MMAP_TOP 0xb8000000u    /* mmap_base () for the usual stack limit */
#define DEFAULT_STACK (8u << 20)

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
segments_from_sizes (KmCall *call, const KmArgs_exec *args, const char *path, KmExecDef *def,
                     GError **error)
{
  uint64_t text, data, bss, max = KM_TASK_SIZE - TEXT_BASE;
  KmAddr at = TEXT_BASE;
  KmFileId file;

  if (!km_call_value (call, args->text, 4096, max / 4, &text, error)
      || !km_call_value (call, args->data, 0, max / 4, &data, error)
      || !km_call_value (call, args->bss, 0, max / 4, &bss, error))
    return FALSE;
  if (text == 0)
    {
      km_call_error (call, args->text.slot.arg->text_column, error,
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
      else if (s->offset > G_MAXUINT32)
        *wrong = "a segment beyond the first 4 GiB of the file";
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

/* Top of the mapping area, less what stands there already: where top-down placement puts a program
 * of that size in a fresh address space. */
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
                     "“%s” does not describe areas; expected at most %d of ADDR:LEN:PERM or ADDR:LEN:PERM:FILE@OFFSET",
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
      if (!km_call_eval (call, at + 1, arg->text_column, G_MAXUINT32, &offset, error))
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
                     "“%s” does not describe an area; expected a length above 0, an address from 64 KiB on, and address and "
                     "offset equal within the page", arg->text);
      return FALSE;
    }
  if (km_page_align_up (start + length) > km_exec_stack_start (def->stack_limit))
    {
      km_call_error (call, arg->text_column, error,
                     "“%s” reaches into the stack, which is there first; expected an area that ends "
                     "at 0x%08x or below", arg->text, km_exec_stack_start (def->stack_limit));
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

/* A listing of areas shows one writable segment in two pieces: its first pages were made read-only
 * when relocation was done (PT_GNU_RELRO), and the rest follows in memory as in the file. */
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
read_segments (KmCall *call, const KmArgs_exec *args, const char *path, KmExecDef *def,
               GError **error)
{
  if (args->elf.slot.arg != NULL)
    return segments_from_elf (call, args->elf.slot.arg, def, error);
  for (const KmArg *seg = NULL; (seg = km_call_next (call, args->seg, seg)) != NULL;)
    if (!add_given_segment (call, seg, def, error))
      return FALSE;
  if (def->n_segments == 0)
    {
      if (!segments_from_sizes (call, args, path, def, error))
        return FALSE;
      def->n_program = def->n_segments;
      return TRUE;
    }
  def->entry = def->segment[0].start;
  find_relro (def);
  count_program_segments (def);
  return TRUE;
}

gboolean
km_verb_exec (KmCall *call, const KmArgs_exec *args, GError **error)
{
  const KmArg *name = args->TASK.slot.arg, *elf = args->elf.slot.arg;
  g_autofree char *path =
    elf != NULL ? g_strdup (elf->text) : g_strdup_printf ("/bin/%s", name->text);
  KmExecDef def = { .path = path };
  uint64_t stack;
  const KmTask *task;

  if (!km_name_check_new (call, name, error)
      || !km_call_value (call, args->stack, DEFAULT_STACK, 2 * GIB, &stack, error))
    return FALSE;
  def.stack_limit = MAX (stack, 2 * KM_PAGE_SIZE);
  if (!read_segments (call, args, path, &def, error))
    return FALSE;
  task = km_exec (call->m, name->text, &def);
  if (task == NULL)
    {
      g_string_append (call->m->out, "exec: ENOMEM\n");
      return TRUE;
    }
  call->task = task;
  if (!km_name_define (call, name->text, name->column, KM_NAME_TASK, 0, task->id, error))
    return FALSE;
  KM_EDIT (call->m, task->name, (KmNameId) { km_name_find (call->m, name->text)->id });
  return TRUE;
}

gboolean
km_verb_exit (KmCall *call, const KmArgs_exit *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  const KmName *name = km_name_find (call->m, args->TASK.slot.arg->text);

  if (task == NULL)
    return FALSE;
  km_task_exit (call->m, task);
  KM_EDIT (call->m, name->freed, 1);
  return TRUE;
}

gboolean
km_verb_switch (KmCall *call, const KmArgs_switch *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);

  if (task == NULL)
    return FALSE;
  km_switch_to (call->m, task);
  return TRUE;
}
