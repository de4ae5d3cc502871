/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exec: a program from an ELF file, from sizes, or from a listing of its areas. */
#include "core/cache/file.h"
#include "core/exec/areas.h"
#include "core/exec/exec.h"
#include "core/language/call.h"
#include "core/syscall/exec-areas.h"
#include "core/syscall/exec-files.h"
#include "core/syscall/limits.h"
#include "core/syscall/new-task.h"
#include "core/user/errno.h"

#include <string.h>

#define MAX_ARGUMENTS 64u

/* --- What the line says of the process -------------------------------------------------------- */

static gboolean
read_limits (KmCall *call, const KmArgs_exec *args, KmExecDef *def, GError **error)
{
  return km_call_limit (call, args->stack, def->rlimit[KM_RLIMIT_STACK], &def->rlimit[KM_RLIMIT_STACK], error)
         && km_call_limit (call, args->limit_as, def->rlimit[KM_RLIMIT_AS], &def->rlimit[KM_RLIMIT_AS], error)
         && km_call_limit (call, args->limit_data, def->rlimit[KM_RLIMIT_DATA], &def->rlimit[KM_RLIMIT_DATA], error)
         && km_call_limit (call, args->limit_memlock, def->rlimit[KM_RLIMIT_MEMLOCK],
                           &def->rlimit[KM_RLIMIT_MEMLOCK], error);
}

static gboolean
read_rights (KmCall *call, const KmArgs_exec *args, KmExecDef *def, GError **error)
{
  uint64_t uid, personality;

  if (!km_call_value (call, args->uid, def->uid, G_MAXUINT32, &uid, error)
      || !km_call_value (call, args->personality, 0, G_MAXUINT32, &personality, error))
    return FALSE;
  def->uid = (uint32_t) uid;
  def->gid = (uint32_t) uid;
  def->personality = (uint32_t) personality;
  return TRUE;
}

/* argv: the path, and each arg= */
static GPtrArray *
read_arguments (KmCall *call, const KmArgs_exec *args, const char *path)
{
  GPtrArray *argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) path);
  for (const KmArg *arg = NULL; (arg = km_call_next (call, args->arg, arg)) != NULL && argv->len < MAX_ARGUMENTS;)
    g_ptr_array_add (argv, (gpointer) arg->text);
  g_ptr_array_add (argv, NULL);
  return argv;
}

/* --- elf= ------------------------------------------------------------------------------------- */

static gboolean
check_elf_alone (KmCall *call, const KmArgs_exec *args, GError **error)
{
  const KmArg *others[] = { args->text.slot.arg, args->data.slot.arg, args->bss.slot.arg, args->seg.slot.arg };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL)
      {
        km_call_error (call, others[i]->column, error, "“%s=” beside elf=, whose file says it all; expected one of the two",
                       others[i]->key);
        return FALSE;
      }
  return TRUE;
}

/* The file itself, which may lie anywhere; NULL with the error. */
static KmImage *
open_program (KmCall *call, const KmArgs_exec *args, GError **error)
{
  const KmArg *elf = args->elf.slot.arg;
  g_autofree char *path = km_machine_path (call->m, elf->text);
  GError *wrong = NULL;
  KmImage *image = km_image_new_from_file (path, elf->text, &wrong), *narrow;
  uint64_t owner = 0;

  if (image == NULL)
    {
      km_call_error (call, elf->text_column, error, "%s; expected a file to read", wrong->message);
      g_error_free (wrong);
      return NULL;
    }
  if (image->kind == KM_IMAGE_DIRECTORY || !km_call_value (call, args->owner, 0, G_MAXUINT32, &owner, error))
    {
      if (image->kind == KM_IMAGE_DIRECTORY)
        km_call_error (call, elf->text_column, error, "“%s” is a directory; expected a file", elf->text);
      km_image_free (image);
      return NULL;
    }
  narrow = km_image_narrow (image);
  if (narrow != NULL)
    {
      g_string_append_printf (call->m->out, "%s: a 64-bit program, laid out by its segments; a 32-bit kernel would answer "
                                            "ENOEXEC\n", elf->text);
      km_image_free (image);
      image = narrow;
    }
  image->uid = image->gid = (uint32_t) owner;
  image->mode |= (args->setuid.slot.arg != NULL ? 04000 : 0) | (args->setgid.slot.arg != NULL ? 02000 : 0);
  return image;
}

static gboolean
exec_elf (KmCall *call, const KmArgs_exec *args, KmExecDef *def, KmExecResult *result, GError **error)
{
  KmExecFiles files;
  KmImage *program;

  if (!check_elf_alone (call, args, error))
    return FALSE;
  program = open_program (call, args, error);
  if (program == NULL)
    return FALSE;
  km_exec_files_init (&files, call->m, args->interp.slot.arg == NULL ? NULL : args->interp.slot.arg->text);
  g_ptr_array_add (files.images, program);
  def->find = km_exec_files_find;
  def->data = &files;
  *result = km_exec (call->m, def);
  if (result->error != 0)
    {
      g_autofree char *why = km_image_complaint (program);

      g_string_append_printf (call->m->out, "exec: %s%s%s\n", km_errno_name (result->error), *why == '\0' ? "" : ": ", why);
    }
  km_exec_files_clear (&files);
  return TRUE;
}

/* --- exec ------------------------------------------------------------------------------------- */

static gboolean
exec_described (KmCall *call, const KmArgs_exec *args, KmExecDef *def, KmExecResult *result, GError **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, TRUE, sizeof (KmExecArea));
  guint n_program;
  KmAddr entry;

  if (!km_exec_areas_read (call, args, def, areas, &n_program, &entry, error))
    return FALSE;
  *result = km_exec_areas (call->m, def, (const KmExecArea *) areas->data, areas->len, n_program, entry);
  if (result->error != 0)
    g_string_append_printf (call->m->out, "exec: %s\n", km_errno_name (result->error));
  return TRUE;
}

static gboolean
take_result (KmCall *call, const KmArg *name, const KmExecResult *result, GError **error)
{
  const KmTask *task = result->task;

  if (task == NULL)
    return TRUE;
  if (result->killed)
    {
      g_string_append (call->m->out, "exec: SIGSEGV: the program was killed while it was loaded\n");
      km_task_exit (call->m, task);
      return TRUE;
    }
  return km_call_name_task (call, name, task, error);
}

gboolean
km_verb_exec (KmCall *call, const KmArgs_exec *args, GError **error)
{
  const KmArg *name = args->TASK.slot.arg, *elf = args->elf.slot.arg;
  g_autofree char *path = elf != NULL ? g_strdup (elf->text) : g_strdup_printf ("/bin/%s", name->text);
  g_autoptr (GPtrArray) argv = NULL;
  KmExecDef def;
  KmExecResult result;

  km_exec_def_init (&def);
  if (!km_call_may_begin_task (call, name, error) || !read_limits (call, args, &def, error)
      || !read_rights (call, args, &def, error))
    return FALSE;
  argv = read_arguments (call, args, elf != NULL ? path : name->text);
  def.comm = name->text;
  def.path = path;
  def.argv = (const char *const *) argv->pdata;
  if (!(elf != NULL ? exec_elf : exec_described) (call, args, &def, &result, error))
    return FALSE;
  return take_result (call, name, &result, error);
}
