/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far each lesson was read, from one run of the program to the next: one small key file.
 *
 *   [demand-paging]
 *   part=3            where Continue opens, from 1
 *   parts=5
 *   done=false        stays true when the lesson is read again
 *   opened=1732…      seconds since the epoch: the latest is the one to continue
 *   depth=1           how much a press stops at, when the reader has chosen it
 *
 * The file belongs to the user: what is wrong in it counts as nothing read, and is no error.
 */
typedef struct _VmrProgress VmrProgress;

/* path: the file; NULL for the usual one, XDG_DATA_HOME/vmarium/progress.ini. It need not exist. */
VmrProgress *vmr_progress_new     (const char        *path);
/* Writes what has changed. */
void         vmr_progress_free    (VmrProgress       *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrProgress, vmr_progress_free)

/* 0: never opened */
guint        vmr_progress_part    (const VmrProgress *progress,
                                   const char        *lesson);
gboolean     vmr_progress_is_done (const VmrProgress *progress,
                                   const char        *lesson);
/* 0: never opened */
gint64       vmr_progress_opened  (const VmrProgress *progress,
                                   const char        *lesson);
/* The cursor is in this part of n; at_end: it has come to the lesson's last step. TRUE when that
 * was news. */
gboolean     vmr_progress_note    (VmrProgress       *progress,
                                   const char        *lesson,
                                   guint              part,
                                   guint              n_parts,
                                   gboolean           at_end);
/* now: seconds since the epoch. */
void         vmr_progress_open    (VmrProgress       *progress,
                                   const char        *lesson,
                                   gint64             now);
/* KmDepth; -1: never chosen */
int          vmr_progress_depth   (const VmrProgress *progress,
                                   const char        *lesson);
void         vmr_progress_set_depth (VmrProgress     *progress,
                                   const char        *lesson,
                                   int                depth);
void         vmr_progress_forget  (VmrProgress       *progress);
/* Atomically; nothing when nothing has changed. FALSE after setting error. What other windows and
 * other runs have written meanwhile about other lessons is kept. */
gboolean     vmr_progress_save    (VmrProgress       *progress,
                                   GError           **error);
/* Saves, and takes over what others have written. */
void         vmr_progress_sync    (VmrProgress       *progress);

G_END_DECLS
