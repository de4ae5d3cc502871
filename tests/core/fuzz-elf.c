/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a program: it runs, is refused or is killed, and the machine is sound after each. */
#include "core/exec/exec.h"
#include "core/exec/size.h"
#include "core/machine/command.h"
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/user/errno.h"

#include <errno.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The program is its own interpreter, too. */
static uint32_t
find (const char *path, gpointer data, const KmImage **image)
{
  *image = data;
  return strlen (path) % 2 == 0 ? KM_ERROR (ENOENT) : 0;
}

static void
run (KmMachine *m, const KmImage *image)
{
  static const char *const argv[] = { "/p", NULL };
  KmExecDef def;
  KmExecResult result;

  km_exec_def_init (&def);
  def.comm = "p";
  def.path = "/pp";             /* an odd number of letters: found */
  def.argv = argv;
  def.find = find;
  def.data = (gpointer) image;
  km_machine_begin (m);
  result = km_exec (m, &def);
  if (result.task != NULL)
    km_task_exit (m, result.task);
  km_machine_end (m, "fuzz");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (KmImage) image = km_image_new ("/pp", size, g_bytes_new (data, size));
  g_autoptr (KmImage) narrow = km_image_narrow (image);
  g_autoptr (KmMachine) m = km_machine_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text G_GNUC_UNUSED = km_size_report_bytes ("fuzz", data, size, NULL);

  if (!km_machine_run (m, "fuzz", 1, "machine ram=64M layout=mini", NULL, &error))
    g_error ("%s", error->message);
  run (m, image);
  if (narrow != NULL)
    run (m, narrow);
  if (!km_machine_check (m, &error))
    g_error ("%s", error->message);
  return 0;
}
