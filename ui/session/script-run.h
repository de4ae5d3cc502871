/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/book.h"

G_BEGIN_DECLS

/* A script on its way to a book. Its machine belongs to a thread until it has ended,
 * so that the window draws meanwhile however long a command takes. */
typedef struct _VmrScriptRun VmrScriptRun;

/* Has the thread that calls it, and no other, give way to drawing. */
void     vmr_give_way       (void);
/* Takes the book; text NULL: what is in the file, which messages name in either case. */
VmrScriptRun *vmr_script_run_new  (VmrBook      *book,
                                   const char   *file,
                                   const char   *text);
/* Lines that have been checked before, however many; takes them too. */
VmrScriptRun *vmr_script_run_new_lines (VmrBook    *book,
                                        const char *file,
                                        GPtrArray  *lines);
/* Calls it off if it has not ended. */
void     vmr_script_run_free    (VmrScriptRun *run);
/* Waits so long, below 0 for ever; TRUE when it has ended. */
gboolean vmr_script_run_wait    (VmrScriptRun *run,
                                 gint64        us);
/* The book of one that has ended, once; NULL after setting error. */
VmrBook *vmr_script_run_finish  (VmrScriptRun *run,
                                 GError      **error);

double   vmr_script_run_share   (const VmrScriptRun *run);     /* of its lines, 0 … 1 */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrScriptRun, vmr_script_run_free)

G_END_DECLS
