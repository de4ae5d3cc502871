/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/env.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whose drawings they are. */
typedef struct
{
  GtkWindow  *window;           /* has the actions, and is the parent of dialogs */
  VmrSession *session;
  VmrEnv     *env;
  GtkWidget  *stage, *lecture, *whole;  /* only their sizes are used */
  void      (*tell) (GtkWindow  *window,
                     const char *text);
} VmrExport;

/* A session of its own on the window's lesson, in its language: printing walks through all steps.
 * NULL, after telling the user, when the window shows no file. */
VmrSession *vmr_export_session     (const VmrExport *from);

G_END_DECLS
