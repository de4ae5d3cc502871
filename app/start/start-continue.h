/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The one default action of the start page: its button has the focus, so that one key leads to a
 * drawn first step. */

#include "app/start/start.h"

G_BEGIN_DECLS

/* start-lessons.c */
GtkWidget *vmr_start_make_continue (VmrStart  *start);

G_END_DECLS
