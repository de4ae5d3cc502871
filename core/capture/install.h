/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* A recording's start state in the engine: exactly the free frames it tells. */

#include "core/capture/recording.h"

G_BEGIN_DECLS

/* Its start state put over a fresh boot (machine from=). */
gboolean km_recording_install (KmMachine *m, const KmRecording *recording, GError **error);

G_END_DECLS
