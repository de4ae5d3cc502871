/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_transcript    (VmrWindow  *self);
void        vmr_window_transcript_add     (VmrWindow  *self,
                                           const char *text);
/* A caret under the column that the message names, and the message behind it. */
void        vmr_window_transcript_error   (VmrWindow  *self,
                                           const char *message);
/* What came of the command with that serial is told when the cursor gets to its last step, or before another command
 * runs; it stands below what is written now. Serial 0: at once. */
void        vmr_window_transcript_hold    (VmrWindow  *self,
                                           guint       serial,
                                           const char *text);
/* Tells it if the cursor has got there, or all the same. */
void        vmr_window_transcript_release (VmrWindow  *self,
                                           gboolean    all);
/* Of "console:1:7: what; expected" what stands behind the place, and its column; 0 when it names none. There is
 * one line only, so that the place says nothing to who has typed it. */
const char *vmr_window_without_place      (const char *message,
                                           guint      *column);
/* A line that has run already, and what came of it. */
void        vmr_window_transcribe         (VmrWindow  *self,
                                           const char *line,
                                           const char *result);

G_END_DECLS
