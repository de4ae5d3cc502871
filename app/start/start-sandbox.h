/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The start page's machines to play with, and the user's own files. */

#include "app/start/start.h"

G_BEGIN_DECLS

/* start-sandbox.c */
GtkWidget *vmr_start_make_sandbox (VmrStart   *start);
GtkWidget *vmr_start_make_files   (VmrStart   *start);

G_END_DECLS
