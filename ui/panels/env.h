/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"
#include "ui/draw/transition.h"
#include "ui/session/player.h"

G_BEGIN_DECLS

/* What all views of a window look with: theme, sizes, fonts, motion. One object, one signal
 * ("changed"), after which every view lays out again. */
#define VMR_TYPE_ENV (vmr_env_get_type ())
G_DECLARE_FINAL_TYPE (VmrEnv, vmr_env, VMR, ENV, GObject)

VmrEnv           *vmr_env_new            (VmrSession     *session);
VmrSession       *vmr_env_session        (VmrEnv         *self);
VmrPlayer        *vmr_env_player         (VmrEnv         *self);
VmrTextCache     *vmr_env_texts          (VmrEnv         *self);
const VmrPalette *vmr_env_palette        (VmrEnv         *self);
VmrMetrics        vmr_env_metrics        (VmrEnv         *self);
VmrMotionLevel    vmr_env_motion         (VmrEnv         *self);
VmrTheme          vmr_env_theme          (VmrEnv         *self);
double            vmr_env_zoom           (VmrEnv         *self);
/* The desktop's font against the one that measures in px are given for. */
double            vmr_env_scale          (VmrEnv         *self);
gboolean          vmr_env_is_lecture     (VmrEnv         *self);

void              vmr_env_set_theme      (VmrEnv         *self,
                                          VmrTheme        theme,
                                          gboolean        high_contrast);
void              vmr_env_set_font       (VmrEnv         *self,
                                          const char     *sans,
                                          const char     *mono,
                                          double          px);
void              vmr_env_set_zoom       (VmrEnv         *self,
                                          double          zoom);
void              vmr_env_set_motion     (VmrEnv         *self,
                                          VmrMotionLevel  motion);
/* height of the window in lecture mode, px; 0 leaves it */
void              vmr_env_set_lecture    (VmrEnv         *self,
                                          double          height);

G_END_DECLS
