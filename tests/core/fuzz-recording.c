/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file of any kind that vmsim replay knows. One of the page allocator ends at the layout that it
 * lacks. */
#include "core/capture/recording.h"
#include "core/machine/machine.h"
#include "core/replay/replay-kind.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KmReplayResult result;

  g_assert_true (km_recording_replay_text (machine, "fuzz/recording", text, NULL, report, &result,
                                           &error) == (error == NULL));
  g_assert_true (g_utf8_validate (error != NULL ? error->message : report->str, -1, NULL));
  return 0;
}
