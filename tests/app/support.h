/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* The real window in this process, driven by events as the display would send them. One
 * GtkApplication a process. */
VmrWindow  *test_window_new   (int             *argc,
                               char          ***argv,
                               const char      *path);     /* lesson or script below the data; NULL none */
/* Lets idles, layout and a little motion happen, and a recording end. */
void        test_settle       (void);
/* Gives the window this size, and waits until it has it: a resize is asked of the display. */
void        test_resize       (VmrWindow       *window,
                               int              width,
                               int              height);
/* Sends a key to the toplevel, which hands it on to the focus; whether anything took it. */
gboolean    test_press        (VmrWindow       *window,
                               guint            keyval,
                               GdkModifierType  state);
/* A press and a release of the first button inside a widget. */
void        test_click        (GtkWidget       *widget,
                               double           x,
                               double           y);
/* What the window shows: a checksum of its pixels. VMARIUM_KEEP_PICTURES names a folder to keep
 * them in. */
char       *test_picture      (VmrWindow       *window);

G_END_DECLS
