/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Where in the whole lesson the cursor is, over all of its machines. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The file once more, after it changed on the disk; the part and the step within it are kept as far
 * as they exist. On failure the old lesson stays. */
gboolean         vmr_session_reload       (VmrSession  *self,
                                           GError     **error);
/* The same over the whole lesson, whatever machines it has; see session-place.c. id: NULL when it
 * is no lesson. Parts are counted from 1. */
const char      *vmr_session_lesson_id    (const VmrSession *self);
guint            vmr_session_lesson_part  (const VmrSession *self);
guint            vmr_session_lesson_parts (const VmrSession *self);
/* A part by its number in the lesson, from 1. */
const VmrPart   *vmr_session_lesson_part_at (const VmrSession *self,
                                           guint             number);
/* NULL when it is no lesson. */
const KmLesson  *vmr_session_lesson       (const VmrSession *self);
/* How long its lesson takes to read; 0 when it is none. */
guint            vmr_session_minutes      (const VmrSession *self);
/* Whether the cursor is at the file's last stop, or behind it. */
gboolean         vmr_session_at_end       (const VmrSession *self);
/* Whether something is tried now by one who had seen the file's last stop. */
gboolean         vmr_session_left_at_end  (const VmrSession *self);
/* Where the part waits when it is opened; as near as there is when there is no such part. */
void             vmr_session_show_part    (VmrSession  *self,
                                           guint        number);
/* The same, from the list of parts: from an experiment back to the lesson first. */
void             vmr_session_open_part    (VmrSession  *self,
                                           guint        number);

G_END_DECLS
