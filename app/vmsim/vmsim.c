/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The simulated computer without a screen: run, check, verify, list, bench, replay. docs/COMMANDS.md is its
 * manual. Exit status: 0 all well, 1 an expectation or comparison failed, 2 bad usage or bad input.
 */
#include <locale.h>
#include <stdio.h>

#include "app/vmsim/vmsim.h"

#include "core/lesson/parse.h"
#include "core/capture/recording.h"
#include "core/language/commands.h"
#include "core/language/repeat.h"
#include "core/language/script.h"
#include "core/language/verbs.h"
#include "core/lesson/lesson.h"
#include "core/lesson/texts.h"
#include "core/replay/replay-kind.h"
#include "vmarium-config.h"

static int
complain (GError *error)
{
  gboolean expectation = g_error_matches (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_EXPECT);

  g_printerr ("%s\n", error->message);
  g_error_free (error);
  return expectation ? VMSIM_FAILED : VMSIM_BAD_INPUT;
}

/* A number, or the first KIND[#n] of any command. */
static gboolean
go_until (KmMachine *machine, const char *name, GError **error)
{
  for (guint i = 0; i < km_machine_n_commands (machine); i++)
    {
      uint32_t step = km_machine_find_step (machine, i, name);

      if (step == 0)
        continue;
      km_machine_goto (machine, step);
      return TRUE;
    }
  g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
               "--until=%s: no such step; expected its number, KIND or KIND#n", name);
  return FALSE;
}

static gboolean
print_reports (const KmMachine *machine, char **what, GError **error)
{
  for (guint i = 0; what != NULL && what[i] != NULL; i++)
    {
      g_autofree char *text = km_machine_print (machine, what[i], error);

      if (text == NULL)
        return FALSE;
      fputs (text, stdout);
    }
  return TRUE;
}

static gboolean
trace_option (const char *name, const char *value, gpointer data, GError **error)
{
  const char **trace = data;

  *trace = value == NULL ? "text" : g_intern_string (value);
  return TRUE;
}

static int
command_run (int argc, char **argv)
{
  static const char *trace;
  g_auto (GStrv) print = NULL;
  g_autofree char *until = NULL;
  g_autofree char *depth_name = NULL;
  VmsimRun run = { 0 };
  KmDepth depth = KM_DEPTH_ALL;
  const GOptionEntry entries[] = {
    { "print", 0, 0, G_OPTION_ARG_STRING_ARRAY, &print, "print WHAT at the end", "WHAT" },
    { "trace", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK,
      (gpointer) (guintptr) trace_option,
      "write the steps: text, ftrace or json", "FORMAT" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, "stop the cursor there", "STEP" },
    { "depth", 0, 0, G_OPTION_ARG_STRING, &depth_name, "trace story, subject or all steps", "DEPTH" },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  GOptionGroup *group = g_option_group_new ("run", "", "", &trace, NULL);
  GError *error = NULL;
  gboolean ok;

  trace = NULL;
  g_option_group_add_entries (group, entries);
  g_option_context_set_main_group (context, group);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return complain (error);
  if (argc != 2 || (trace != NULL && !vmsim_trace_knows (trace)))
    {
      g_printerr ("vmsim run: expected one FILE, and --trace=text, ftrace or json\n");
      return VMSIM_BAD_INPUT;
    }
  if (depth_name != NULL && !km_depth_from_name (depth_name, &depth))
    {
      g_printerr ("vmsim run: --depth=%s; expected story, subject or all\n", depth_name);
      return VMSIM_BAD_INPUT;
    }
  ok = vmsim_run_file (&run, argv[1], &error)
       && (until == NULL || go_until (run.machine, until, &error))
       && print_reports (run.machine, print, &error);
  if (ok && trace != NULL)
    vmsim_trace (run.machine, trace, run.stops, depth);
  vmsim_run_clear (&run);
  return ok ? VMSIM_OK : complain (error);
}

/* --- check ------------------------------------------------------------------------------------ */

static int
command_check (int argc, char **argv)
{
  VmsimRun run = { .checked = TRUE };
  GError *error = NULL;
  gboolean ok;

  if (argc != 2)
    {
      g_printerr ("vmsim check: expected one FILE\n");
      return VMSIM_BAD_INPUT;
    }
  ok = vmsim_run_file (&run, argv[1], &error);
  if (ok)
    printf ("%s: every invariant holds after each of %u steps\n", argv[1], run.n_checked);
  vmsim_run_clear (&run);
  return ok ? VMSIM_OK : complain (error);
}

/* --- verify ----------------------------------------------------------------------------------- */

static gboolean
verify_script (const char *path, GError **error)
{
  g_autoptr (KmScript) script = km_script_load (path, error);

  if (script == NULL)
    return FALSE;
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = g_ptr_array_index (script->lines, i);

      if (km_verb_check (line, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
verify_lesson (const char *path, GError **error)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (path, error);

  if (lesson == NULL)
    return FALSE;
  for (guint p = 0; p < lesson->parts->len; p++)
    {
      const KmPart *part = g_ptr_array_index (lesson->parts, p);

      for (guint i = 0; i < part->items->len; i++)
        {
          const KmItem *item = g_ptr_array_index (part->items, i);

          if ((item->kind == KM_ITEM_DO || item->kind == KM_ITEM_TRY)
              && !km_machine_verify (path, item->line, item->command, error))
            return FALSE;
        }
    }
  return TRUE;
}

static int
command_verify (int argc, char **argv)
{
  int status = VMSIM_OK;

  for (int i = 1; i < argc; i++)
    {
      GError *error = NULL;

      if (!(g_str_has_suffix (argv[i], ".lesson") ? verify_lesson (argv[i], &error)
                                                  : verify_script (argv[i], &error)))
        status = complain (error);
    }
  if (argc < 2)
    {
      g_printerr ("vmsim verify: expected at least one FILE\n");
      return VMSIM_BAD_INPUT;
    }
  return status;
}

/* --- list ------------------------------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
list_lessons (void)
{
  const char *data = g_getenv ("VMARIUM_DATADIR");
  /* A search path, as for the window; the built lessons are in its first folder. */
  g_auto (GStrv) folders = g_strsplit (data != NULL ? data : VMARIUM_DATADIR, ":", 2);
  g_autofree char *folder = g_build_filename (folders[0], "lessons", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lesson"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autoptr (KmLesson) lesson = km_lesson_load (path, NULL);

      if (lesson != NULL)
        printf ("  %-28s %s\n", (char *) g_ptr_array_index (names, i), lesson->title->text);
    }
}

/* "TASK:task [len=value]" as docs/COMMANDS.md has it: TASK [len=VALUE]. */
static char *
arguments_for_people (const KmVerb *verb)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < verb->n_args; i++)
    {
      const KmVerbArg *arg = &verb->arg[i];

      g_string_append_printf (out, "%s%s%s", i > 0 ? " " : "", arg->optional ? "[" : "", arg->name);
      if (arg->keyed)
        {
          g_autofree char *kind = g_ascii_strup (km_arg_kind_name (arg->kind), -1);

          g_string_append_printf (out, "=%s", kind);
        }
      g_string_append (out, arg->optional ? "]" : "");
    }
  return g_string_free (out, FALSE);
}

/* The table of verbs in docs/COMMANDS.md; a test compares the two. */
static int
list_markdown (void)
{
  printf ("| verb | arguments | result | does |\n| --- | --- | --- | --- |\n");
  for (guint i = 0; i < km_n_verbs (); i++)
    {
      const KmVerb *verb = km_verb (i);
      g_autofree char *arguments = verb->n_args > 0 ? arguments_for_people (verb) : NULL;

      printf ("| `%s` | %s%s%s | %s | %s |\n", verb->verb, arguments == NULL ? "" : "`",
              arguments == NULL ? "see below" : arguments, arguments == NULL ? "" : "`",
              verb->flags & RESULT ? "yes" : "", verb->help);
    }
  return VMSIM_OK;
}

static int
command_list (void)
{
  printf ("Lessons\n");
  list_lessons ();
  printf ("\nCommands\n");
  for (guint i = 0; i < km_n_verbs (); i++)
    {
      const KmVerb *verb = km_verb (i);

      printf ("  %s %s\n      %s\n", verb->verb, verb->arguments, verb->help);
    }
  return VMSIM_OK;
}

/* --- replay ----------------------------------------------------------------------------------- */

static int
command_replay (int argc, char **argv)
{
  KmMachine *machine;
  GString *report;
  KmReplayResult result;
  GError *error = NULL;
  gboolean ok;

  if (argc != 2 && argc != 3)
    {
      g_printerr ("vmsim replay: expected FILE and perhaps LAYOUT\n");
      return VMSIM_BAD_INPUT;
    }
  machine = km_machine_new ();
  report = g_string_new (NULL);
  ok = km_recording_replay (machine, argv[1], argc == 3 ? argv[2] : NULL, report, &result, &error);
  fputs (report->str, stdout);
  if (ok)
    printf ("%s: %u operations, %u states compared, %u differences\n", argv[1], result.operations,
            result.states, result.differences);
  g_string_free (report, TRUE);
  km_machine_free (machine);
  if (!ok)
    return complain (error);
  return result.differences == 0 ? VMSIM_OK : VMSIM_FAILED;
}

static int
usage (FILE *to)
{
  fputs ("vmsim run FILE [--print=WHAT]… [--trace[=text|ftrace|json]] [--depth=DEPTH]\n"
         "          [--until=STEP]\n"
         "vmsim check FILE\n"
         "vmsim verify FILE…\n"
         "vmsim list [--markdown]\n"
         "vmsim bench [NAME]\n"
         "vmsim replay FILE [LAYOUT]\n"
         "vmsim --version\n", to);
  return to == stdout ? VMSIM_OK : VMSIM_BAD_INPUT;
}

int
main (int argc, char **argv)
{
  const char *verb = argc > 1 ? argv[1] : "";

  setlocale (LC_CTYPE, "");
  if (strcmp (verb, "run") == 0)
    return command_run (argc - 1, argv + 1);
  if (strcmp (verb, "check") == 0)
    return command_check (argc - 1, argv + 1);
  if (strcmp (verb, "verify") == 0)
    return command_verify (argc - 1, argv + 1);
  if (strcmp (verb, "list") == 0 && argc == 2)
    return command_list ();
  if (strcmp (verb, "list") == 0 && argc == 3 && strcmp (argv[2], "--markdown") == 0)
    return list_markdown ();
  if (strcmp (verb, "bench") == 0 && argc <= 3)
    return vmsim_bench (argc == 3 ? argv[2] : NULL);
  if (strcmp (verb, "replay") == 0)
    return command_replay (argc - 1, argv + 1);
  if (strcmp (verb, "--version") == 0)
    {
      printf ("vmsim %s\n", VMARIUM_VERSION);
      return VMSIM_OK;
    }
  return usage (strcmp (verb, "--help") == 0 ? stdout : stderr);
}
