/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/syscall/exec-areas.h"

#include "core/cache/file.h"
#include "core/language/forms.h"
#include "core/user/vma.h"

#include <string.h>

#define MAX_AREAS 64
#define TEXT_BASE 0x08048000u   /* where i386 programs at fixed addresses begin */
#define LIBRARIES 0x40000000u   /* from here on areas are no longer the program's own */

static KmFileId
file_for (KmMachine *m, const char *path, uint64_t bytes)
{
  const KmFile *file = km_file_from_path (m, path);

  return file != NULL ? (KmFileId) { file->id } : km_file_new (m, path, bytes, 0);
}

/* --- text= data= bss= ------------------------------------------------------------------------- */

/* One after the other from 0x08048000 on. */
static gboolean
areas_from_sizes (KmCall *call, const KmArgs_exec *args, const char *path, GArray *areas, GError **error)
{
  uint64_t text, data, bss, max = KM_TASK_SIZE - TEXT_BASE;
  KmExecArea code = { .start = TEXT_BASE, .prot = KM_VM_READ | KM_VM_EXEC };
  KmExecArea rest = { .prot = KM_VM_READ | KM_VM_WRITE };

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
  code.file = rest.file = file_for (call->m, path, km_page_align_up (text) + data);
  code.file_bytes = code.bytes = text;
  g_array_append_val (areas, code);
  rest.start = TEXT_BASE + km_page_align_up (text);
  rest.offset = km_page_align_up (text);
  rest.file_bytes = data;
  rest.bytes = data + bss;
  if (rest.bytes > 0)
    g_array_append_val (areas, rest);
  return TRUE;
}

/* --- seg=ADDR:LEN:PERM[:FILE@OFFSET] ---------------------------------------------------------- */

/* FILE@OFFSET: a name that `file` gave, or a path. */
static gboolean
read_file (KmCall *call, const KmArg *arg, char *text, KmExecArea *area, GError **error)
{
  char *at = strrchr (text, '@');
  const KmName *name;
  uint64_t offset;

  *at = '\0';
  if (!km_call_eval (call, at + 1, arg->text_column, G_MAXUINT32, &offset, error))
    return FALSE;
  name = km_name_find (call->m, text);
  area->file = name != NULL && name->kind == KM_NAME_FILE ? (KmFileId) { name->ref }
                                                          : file_for (call->m, text, offset + area->bytes);
  area->offset = offset;
  area->file_bytes = area->bytes;
  return TRUE;
}

/* Where the stack's area begins once the program is laid out, its strings within a page: setup_arg_pages (). */
static KmAddr
stack_start (uint32_t limit)
{
  uint32_t size = KM_PAGE_SIZE + (128u << 10);

  return KM_TASK_SIZE - MAX (MIN (size, km_page_align_down (limit)), KM_PAGE_SIZE);
}

static gboolean
check_area (KmCall *call, const KmArg *arg, const KmExecDef *def, const KmExecArea *area, GError **error)
{
  KmAddr lowest = call->m->state->mmap_min_addr, stack = stack_start (def->rlimit[KM_RLIMIT_STACK]);

  if (area->bytes == 0 || area->start < lowest || (area->start - area->offset) % KM_PAGE_SIZE != 0)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s” does not describe an area; expected a length above 0, an address from 0x%x on (mmap_min_addr), "
                     "and address and offset equal within the page", arg->text, lowest);
      return FALSE;
    }
  if (km_page_align_up (area->start + area->bytes) > stack)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s” reaches into the stack, which is there first; expected an area that ends at 0x%08x or below",
                     arg->text, stack);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_given_area (KmCall *call, const KmArg *arg, const KmExecDef *def, GArray *areas, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (arg->text, ":", 4);
  guint n = g_strv_length (parts);
  KmExecArea area = { 0 };
  uint64_t start, length;

  if (n < 3 || !km_prot_parse (parts[2], &area.prot) || (n == 4 && strrchr (parts[3], '@') == NULL)
      || areas->len == MAX_AREAS)
    {
      km_call_error (call, arg->text_column, error,
                     "“%s” does not describe areas; expected at most %d of ADDR:LEN:PERM or ADDR:LEN:PERM:FILE@OFFSET",
                     arg->text, MAX_AREAS);
      return FALSE;
    }
  if (!km_call_eval (call, parts[0], arg->text_column, KM_TASK_SIZE - KM_PAGE_SIZE, &start, error)
      || !km_call_eval (call, parts[1], arg->text_column, KM_TASK_SIZE - start, &length, error))
    return FALSE;
  area.start = start;
  area.bytes = length;
  if ((n == 4 && !read_file (call, arg, parts[3], &area, error)) || !check_area (call, arg, def, &area, error))
    return FALSE;
  g_array_append_val (areas, area);
  return TRUE;
}

/* The program's own areas lie below the mapping area; the heap begins after the last of them. */
static guint
count_program_areas (const GArray *areas)
{
  const KmExecArea *area = (const KmExecArea *) areas->data;
  guint n = 0;

  while (n < areas->len && (n == 0 || area[n].start < LIBRARIES || area[0].start >= LIBRARIES))
    n++;
  return n;
}

/* A listing of areas shows one writable segment in two pieces: its first pages were made read-only when relocation was
 * done (PT_GNU_RELRO), and the rest follows in memory as in the file. */
static void
find_relro (GArray *areas)
{
  for (guint i = 0; i + 1 < areas->len; i++)
    {
      KmExecArea *area = &g_array_index (areas, KmExecArea, i);
      const KmExecArea *next = area + 1;

      area->relro = area->file_bytes > 0 && next->file_bytes > 0
                    && !(area->prot & (KM_VM_WRITE | KM_VM_EXEC)) && (next->prot & KM_VM_WRITE)
                    && KM_SAME (area->file, next->file) && area->start + area->bytes == next->start
                    && area->offset + area->bytes == next->offset;
    }
}

gboolean
km_exec_areas_read (KmCall *call, const KmArgs_exec *args, const KmExecDef *def, GArray *areas, guint *n_program,
                    KmAddr *entry, GError **error)
{
  for (const KmArg *seg = NULL; (seg = km_call_next (call, args->seg, seg)) != NULL;)
    if (!add_given_area (call, seg, def, areas, error))
      return FALSE;
  if (areas->len == 0)
    {
      if (!areas_from_sizes (call, args, def->path, areas, error))
        return FALSE;
      *n_program = areas->len;
    }
  else
    {
      find_relro (areas);
      *n_program = count_program_areas (areas);
    }
  *entry = g_array_index (areas, KmExecArea, 0).start;
  return TRUE;
}
