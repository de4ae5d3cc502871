/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What must not be read while a question is open. A text is read as a person would read it: number by
 * number, in any base and grouping, a physical address for the frame it lies in too. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The text with what tells a secret answer replaced by "…"; NULL when it tells nothing. near: it
 * stands where even small numbers tell. Free it. */
char            *vmr_session_masked       (const VmrSession *self,
                                           const char       *text,
                                           gboolean          near);
/* Whether it is the index of a table's entry, to be typed: then its neighbours' tell it too. */
gboolean         vmr_session_hides_index  (const VmrSession *self);
/* The text with this number, in any base, replaced by "…"; NULL when it is not in it. Free it. */
char            *vmr_text_without         (const char       *text,
                                           guint64           number);

G_END_DECLS
