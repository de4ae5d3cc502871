/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/env.h"

#include "ui/draw/metrics.h"

/* 10 points at 96 dpi */
#define FONT_PX 13.333

struct _VmrEnv
{
  GObject        parent_instance;

  VmrSession    *session;
  VmrPlayer     *player;
  VmrTextCache  *texts;
  VmrTheme       theme;
  gboolean       high_contrast;
  VmrMotionLevel motion;
  double         font_px;
  double         zoom;
  double         lecture;
};

G_DEFINE_FINAL_TYPE (VmrEnv, vmr_env, G_TYPE_OBJECT)

static guint changed_signal;

static void
vmr_env_finalize (GObject *object)
{
  VmrEnv *self = VMR_ENV (object);

  g_clear_object (&self->player);
  g_clear_object (&self->session);
  g_clear_pointer (&self->texts, vmr_text_cache_free);
  G_OBJECT_CLASS (vmr_env_parent_class)->finalize (object);
}

static void
vmr_env_class_init (VmrEnvClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vmr_env_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
vmr_env_init (VmrEnv *self)
{
  self->font_px = FONT_PX;
  self->zoom = 1;
  self->texts = vmr_text_cache_new (NULL, NULL);
}

VmrEnv *
vmr_env_new (VmrSession *session)
{
  VmrEnv *self = g_object_new (VMR_TYPE_ENV, NULL);

  self->session = g_object_ref (session);
  self->player = vmr_player_new (session);
  return self;
}

VmrSession *
vmr_env_session (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), NULL);
  return self->session;
}

VmrPlayer *
vmr_env_player (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), NULL);
  return self->player;
}

VmrTextCache *
vmr_env_texts (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), NULL);
  return self->texts;
}

const VmrPalette *
vmr_env_palette (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), NULL);
  return vmr_palette_get (self->theme, self->high_contrast);
}

VmrMetrics
vmr_env_metrics (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), ((VmrMetrics) { 0 }));
  return self->lecture > 0 ? vmr_metrics_lecture (self->lecture, self->zoom)
                           : vmr_metrics_desk (self->font_px, self->zoom);
}

VmrMotionLevel
vmr_env_motion (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), 0);
  return self->motion;
}

VmrTheme
vmr_env_theme (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), 0);
  return self->theme;
}

double
vmr_env_zoom (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), 0);
  return self->zoom;
}

double
vmr_env_scale (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), 0);
  return self->font_px / FONT_PX;
}

gboolean
vmr_env_is_lecture (VmrEnv *self)
{
  g_return_val_if_fail (VMR_IS_ENV (self), FALSE);
  return self->lecture > 0;
}

static void
env_changed (VmrEnv *self)
{
  g_signal_emit (self, changed_signal, 0);
}

void
vmr_env_set_theme (VmrEnv  *self,
                   VmrTheme theme,
                   gboolean high_contrast)
{
  g_return_if_fail (VMR_IS_ENV (self));
  if (self->theme == theme && self->high_contrast == high_contrast)
    return;
  self->theme = theme;
  self->high_contrast = high_contrast;
  env_changed (self);
}

void
vmr_env_set_font (VmrEnv     *self,
                  const char *sans,
                  const char *mono,
                  double      px)
{
  g_return_if_fail (VMR_IS_ENV (self));
  vmr_text_cache_free (self->texts);
  self->texts = vmr_text_cache_new (sans, mono);
  self->font_px = px;
  env_changed (self);
}

void
vmr_env_set_zoom (VmrEnv *self,
                  double  zoom)
{
  g_return_if_fail (VMR_IS_ENV (self));
  self->zoom = CLAMP (zoom, 0.8, 2.5);
  env_changed (self);
}

void
vmr_env_set_motion (VmrEnv        *self,
                    VmrMotionLevel motion)
{
  g_return_if_fail (VMR_IS_ENV (self));
  self->motion = motion;
}

void
vmr_env_set_lecture (VmrEnv *self,
                     double  height)
{
  g_return_if_fail (VMR_IS_ENV (self));
  if (self->lecture == height)
    return;
  self->lecture = height;
  env_changed (self);
}
