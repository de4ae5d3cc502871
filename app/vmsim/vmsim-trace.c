/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "app/vmsim/vmsim.h"
#include "core/report/ftrace.h"
#include "core/report/own.h"

gboolean
vmsim_trace_knows (const char *format)
{
  return strcmp (format, "text") == 0 || strcmp (format, "ftrace") == 0
         || strcmp (format, "json") == 0;
}

static void
add_step (JsonBuilder *builder, const KmMachine *machine, uint32_t step)
{
  const KmStepInfo *info = km_machine_step_info (machine, step);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, step);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, info->name);
  json_builder_set_member_name (builder, "function");
  json_builder_add_string_value (builder, info->function);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, info->file);
  for (guint i = 0; i < info->n_args; i++)
    {
      uint64_t value = 0;

      km_machine_step_arg (machine, step, info->args[i].id, &value, NULL);
      json_builder_set_member_name (builder, info->args[i].name);
      json_builder_add_int_value (builder, (gint64) value);
    }
  json_builder_end_object (builder);
}

static void
trace_json (const KmMachine *machine)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (uint32_t step = 1; step <= km_machine_cursor (machine); step++)
    add_step (builder, machine, step);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  puts (text);
}

/* One line of the trace stands for one step. */
static void
print_stops (const KmMachine *machine, const char *trace, const KmStops *stops, KmDepth depth)
{
  g_auto (GStrv) lines = g_strsplit (trace, "\n", -1);

  for (uint32_t step = 1; step <= km_machine_cursor (machine) && lines[step - 1] != NULL; step++)
    if (km_stops_depth (stops, machine, step) <= depth)
      puts (lines[step - 1]);
}

void
vmsim_trace (KmMachine *machine, const char *format, const KmStops *stops, KmDepth depth)
{
  GString *out;

  if (strcmp (format, "json") == 0)
    {
      trace_json (machine);
      return;
    }
  out = g_string_new (NULL);
  if (strcmp (format, "ftrace") == 0)
    km_report_ftrace (machine, out);
  else
    km_report_steps (machine, out);
  if (depth < KM_DEPTH_ALL && strcmp (format, "text") == 0)
    print_stops (machine, out->str, stops, depth);
  else
    fputs (out->str, stdout);
  g_string_free (out, TRUE);
}
