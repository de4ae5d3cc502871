/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What the views share: selection, hover, the task shown, languages. */

#include "ui/session/ref.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

typedef enum
{
  VMR_LANGUAGE_EN,
  VMR_LANGUAGE_ZH,
  VMR_LANGUAGE_BOTH,      /* English large, Chinese beside it */
} VmrLanguage;

VmrRef           vmr_session_selection    (const VmrSession *self);
/* Whether that was at this step. A view may go where it is told then; with the next step it follows
 * the step again. */
gboolean         vmr_session_selected_here (const VmrSession *self);
VmrRef           vmr_session_hover        (const VmrSession *self);
/* The buddy of a hovered block, free or not; none when nothing of the kind is hovered. */
VmrRef           vmr_session_hover_buddy  (const VmrSession *self);
void             vmr_session_select       (VmrSession  *self,
                                           VmrRef       ref);
/* Something beside the selection, to be compared with it: Ctrl and a click. A new selection takes
 * its place, and there is none then. */
VmrRef           vmr_session_second       (const VmrSession *self);
void             vmr_session_select_second (VmrSession *self,
                                            VmrRef      ref);
void             vmr_session_set_hover    (VmrSession  *self,
                                           VmrRef       ref);
/* The task whose address space is shown: the chosen one until the steps are about another one, else
 * the step's, else the first. NULL before any task exists. */
const KmTask    *vmr_session_task         (const VmrSession *self);
void             vmr_session_choose_task  (VmrSession  *self,
                                           KmTaskId     task);
VmrLanguage      vmr_session_language     (const VmrSession *self);
void             vmr_session_set_language (VmrSession  *self,
                                           VmrLanguage  language);
/* Which language comes first when both are shown, and alone else. */
gboolean         vmr_session_chinese_first (const VmrSession *self);
void             vmr_session_swap_languages (VmrSession *self);
/* Languages of the captions in lecture mode: 0, 1 or 2. */
guint            vmr_session_captions     (const VmrSession *self);
void             vmr_session_set_captions (VmrSession  *self,
                                           guint        captions);
gboolean         vmr_session_spotlight    (const VmrSession *self);
void             vmr_session_set_spotlight (VmrSession *self,
                                           gboolean     spotlight);

G_END_DECLS
