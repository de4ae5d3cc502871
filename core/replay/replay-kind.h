/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Which kind of recording a file is: its first line that says anything decides. */

#include "core/capture/recording.h"

G_BEGIN_DECLS

/* A recording of any kind, known by its content: boots @m as the machine on which it was taken,
 * repeats in the engine what it tells, and compares. @layout as above. @report gets a line for each
 * of the first differences. */
gboolean km_recording_replay (KmMachine *m, const char *path, const char *layout, GString *report,
                              KmReplayResult *result, GError **error);
/* The same of a text; @path is for messages and for the folder. */
gboolean km_recording_replay_text (KmMachine *m, const char *path, const char *text,
                                   const char *layout, GString *report, KmReplayResult *result,
                                   GError **error);

G_END_DECLS
