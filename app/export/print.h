/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* "Print handout…": the toolkit's print dialog with a page of our own choices. */

#include "app/export/export-session.h"

G_BEGIN_DECLS

/* Asks what to print, and prints it. */
void        vmr_print_handout      (const VmrExport *from);

G_END_DECLS
