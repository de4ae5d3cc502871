/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/lesson/lesson.h"
#include "core/lesson/texts.h"
#include "core/machine/machine.h"
#include "ui/session/part.h"
#include "ui/session/question.h"
#include "ui/session/ref.h"

G_BEGIN_DECLS

/* The one object that views talk to. It owns the machine, its cursor, the lesson that is open and
 * everything the views share: selection, hover, task shown, language. Views get a const machine.
 *
 *   key, click ──► vmr_session_move ──► cursor ──► "moved" ──► every view lays out once
 *
 * Signals, each sent after everything is stable:
 *   moved              the cursor or the history changed
 *   recording-changed  a script is being recorded, a bit more of it, or no longer
 *   selection-changed  selection, hover or the task shown changed
 *   config-changed     language, lecture mode or another wish of the user changed
 *   opened             another lesson, script or machine; "moved" follows
 *   notice (text)      one sentence for the user: no press is dead at either end
 */
#define VMR_TYPE_SESSION (vmr_session_get_type ())
G_DECLARE_FINAL_TYPE (VmrSession, vmr_session, VMR, SESSION, GObject)

VmrSession      *vmr_session_new          (void);

/* Opening replaces the machine. On failure nothing changes and error names file, line and
 * column. */
gboolean         vmr_session_open_path    (VmrSession  *self,      /* .lesson or .vms */
                                           const char  *path,
                                           GError     **error);
gboolean         vmr_session_open_preset  (VmrSession  *self,      /* "classic", "mini", … */
                                           const char  *preset,
                                           GError     **error);
/* A sandbox on a machine of one's own: what stands behind "machine" ("ram=64M layout=mini"). */
gboolean         vmr_session_open_machine (VmrSession  *self,
                                           const char  *arguments,
                                           GError     **error);

const KmMachine *vmr_session_machine      (const VmrSession *self);
/* NULL until the machine has booted */
const KmState   *vmr_session_state        (const VmrSession *self);
/* "Lesson 6 · Demand paging" in the language that comes first; free it. */
char            *vmr_session_title        (const VmrSession *self);
/* File of the lesson or script; NULL for a sandbox. */
const char      *vmr_session_path         (const VmrSession *self);
/* "2 GiB RAM · textbook layout · two-level paging · 1 CPU · swap 0"; free it */
char            *vmr_session_subtitle     (const VmrSession *self);

/* The cursor: 0 before the first step. */
guint            vmr_session_cursor       (const VmrSession *self);
guint            vmr_session_n_steps      (const VmrSession *self);
/* First step of what is being shown (booting is not), so that numbers on screen start at 1. */
guint            vmr_session_first        (const VmrSession *self);
/* Whether the last move went back: motion then plays the inverse. */
gboolean         vmr_session_backwards    (const VmrSession *self);

/* --- stops ---------------------------------------------------------------------------------- */

guint            vmr_session_n_parts      (const VmrSession *self);
const VmrPart   *vmr_session_part         (const VmrSession *self,
                                           guint             i);
/* As it is counted on the screen, over all machines of the lesson. */
guint            vmr_session_part_number  (const VmrSession *self,
                                           guint             i);
/* The part the cursor is in; at a step of the user's own, the one that was left. */
guint            vmr_session_current_part (const VmrSession *self);

void             vmr_session_toggle_bookmark (VmrSession *self);
gboolean         vmr_session_is_bookmark  (const VmrSession *self,
                                           guint             step);

/* --- run until ------------------------------------------------------------------------------ */

typedef enum
{
  VMR_UNTIL_FAULT,        /* the CPU raises a page fault */
  VMR_UNTIL_SPLIT,        /* a free block or an area is split */
  VMR_UNTIL_CHANGE,       /* the selected thing changes */
} VmrUntil;

/* --- questions ------------------------------------------------------------------------------ */

/* --- experiments ---------------------------------------------------------------------------- */

G_END_DECLS
