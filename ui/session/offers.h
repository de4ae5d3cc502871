/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* What can be done to a thing: each offer is a line of the command language, so that the mouse and
 * the console speak the same, and whoever clicks learns to type. */
typedef struct
{
  guint       group;          /* offers of one group stand together */
  const char *label;          /* N_() */
  char       *line;
  gboolean    compose;        /* to be finished in the console, not run at once */
} VmrOffer;

/* VmrOffer; empty when nothing applies. Free the array. */
GPtrArray *vmr_session_offers (const VmrSession *self,
                               VmrRef            ref);

G_END_DECLS
