/* SPDX-License-Identifier: GPL-2.0-or-later */
/* do_open_execat () of fs/exec.c, load_script () of fs/binfmt_script.c. */
#include "core/exec/bprm.h"

#include "core/user/errno.h"

#include <errno.h>
#include <string.h>

#define MAX_SCRIPTS 5           /* each may name the next: exec_binprm () */
#define EXECUTE_BITS 0111u

static uint32_t
open_exec (KmBprm *bprm, const char *path, const KmImage **image)
{
  uint32_t wrong;

  if (*path == '\0')
    return KM_ERROR (EACCES);           /* the folder at hand */
  wrong = bprm->def->find (path, bprm->def->data, image);
  if (wrong != 0)
    return wrong;
  return (*image)->kind == KM_IMAGE_DIRECTORY || !((*image)->mode & EXECUTE_BITS) ? KM_ERROR (EACCES) : 0;
}

/* --- The first line --------------------------------------------------------------------------- */

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* next_non_spacetab (), next_terminator (): within [first, last]; NULL when there is none. */
static char *
skip_blanks (char *first, const char *last)
{
  for (; first <= last; first++)
    if (!is_blank (*first))
      return first;
  return NULL;
}

static char *
find_terminator (char *first, const char *last)
{
  for (; first <= last; first++)
    if (is_blank (*first) || *first == '\0')
      return first;
  return NULL;
}

/* Where the line ends. Without a newline the name must have ended, or it may have been cut. */
static char *
line_end (char *buf)
{
  char *last = buf + KM_BINPRM_BUF_SIZE - 1, *end = memchr (buf, '\n', KM_BINPRM_BUF_SIZE), *name;

  if (end == NULL)
    {
      name = skip_blanks (buf + 2, last);
      if (name == NULL || find_terminator (name, last) == NULL)
        return NULL;
      end = last;
    }
  while (is_blank (end[-1]))
    end--;
  return end;
}

/* "#!NAME ARGUMENT": both as strings in @buf, *@argument NULL without one. FALSE when no name is there. */
static gboolean
parse_line (char *buf, char **name, char **argument)
{
  char *end = line_end (buf), *separator;

  *argument = NULL;
  *name = end == NULL ? NULL : skip_blanks (buf + 2, end);
  if (*name == NULL || *name == end)
    return FALSE;
  separator = find_terminator (*name, end);
  if (separator != NULL && *separator != '\0')
    *argument = skip_blanks (separator, end);
  *end = '\0';
  if (*argument != NULL)
    *separator = '\0';
  return TRUE;
}

/* --- Strings on the stack --------------------------------------------------------------------- */

static uint32_t
room_of (const char *string)
{
  return strlen (string) + 1;
}

static void
prepend (KmBprm *bprm, const char *string)
{
  g_ptr_array_insert (bprm->argv, 0, g_strdup (string));
  bprm->p -= room_of (string);
}

/* load_script (): the interpreter's name, its argument, the script's name take the place of argv[0]. */
static uint32_t
load_script (KmBprm *bprm, char *buf, char **interp)
{
  char *name, *argument;

  if (!parse_line (buf, &name, &argument))
    return KM_ERROR (ENOEXEC);
  bprm->p += room_of (g_ptr_array_index (bprm->argv, 0));
  g_ptr_array_remove_index (bprm->argv, 0);
  prepend (bprm, *interp);
  if (argument != NULL)
    prepend (bprm, argument);
  prepend (bprm, name);
  g_free (*interp);
  *interp = g_strdup (name);
  return open_exec (bprm, name, &bprm->image);
}

void
km_bprm_copy_strings (KmBprm *bprm)
{
  bprm->argv = g_ptr_array_new_with_free_func (g_free);
  bprm->p = KM_TASK_SIZE - sizeof (uint32_t) - room_of (bprm->def->path);
  for (guint i = 0; bprm->def->envp[i] != NULL; i++)
    bprm->p -= room_of (bprm->def->envp[i]);
  for (guint i = 0; bprm->def->argv[i] != NULL; i++)
    {
      g_ptr_array_add (bprm->argv, g_strdup (bprm->def->argv[i]));
      bprm->p -= room_of (bprm->def->argv[i]);
    }
}

uint32_t
km_bprm_open (KmBprm *bprm)
{
  g_autofree char *interp = g_strdup (bprm->def->path);
  uint32_t wrong = open_exec (bprm, bprm->def->path, &bprm->image);

  km_bprm_copy_strings (bprm);
  for (guint depth = 0; wrong == 0; depth++)
    {
      char buf[KM_BINPRM_BUF_SIZE] = "";

      if (depth > MAX_SCRIPTS)
        return KM_ERROR (ELOOP);
      km_image_read (bprm->image, 0, buf, MIN (bprm->image->size, sizeof buf));
      if (buf[0] != '#' || buf[1] != '!')
        return 0;
      wrong = load_script (bprm, buf, &interp);
    }
  return wrong;
}

void
km_bprm_clear (KmBprm *bprm)
{
  g_clear_pointer (&bprm->argv, g_ptr_array_unref);
}
