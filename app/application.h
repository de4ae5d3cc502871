/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* org.vmarium.Vmarium: one process, a window for each lesson. */
#define VMR_TYPE_APPLICATION (vmr_application_get_type ())
G_DECLARE_FINAL_TYPE (VmrApplication, vmr_application, VMR, APPLICATION, GtkApplication)

VmrApplication *vmr_application_new (void);

G_END_DECLS
