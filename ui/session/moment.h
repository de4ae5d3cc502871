/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* A moment: what led to it, the step, and what is selected, as text that can be mailed, pasted and
 * opened. It is a script of the command language; what the language does not know stands in
 * comments:
 *
 *   # Vmarium moment
 *   # title Lesson 6 · Demand paging
 *   # first 4
 *   # step 12
 *   # part The frame arrives
 *   # part-zh 页框到来
 *   # say What the lesson says at this step, in one line; say-zh: in Chinese
 *   # select frame 0x2f0a3 0
 *   # stage translate
 *   machine ram=2G layout=classic
 *   exec sh text=1020K data=12K bss=416K
 *   write sh stack_start-16
 *
 * Only commands up to the cursor's are in it. Running them again gives the same computer bit by
 * bit, so the step's number is enough to be exactly there.
 */
char    *vmr_session_moment      (const VmrSession *self);   /* NULL: no machine; free it */
/* Whether a text claims to be one. */
gboolean vmr_is_moment           (const char       *text);
/* Opens it as a sandbox. On failure nothing changes; the error names the line. */
gboolean vmr_session_open_moment (VmrSession       *self,
                                  const char       *text,
                                  GError          **error);

G_END_DECLS
