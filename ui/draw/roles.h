/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/state.h"
#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* What a frame is used for: the one place for how that is called and coloured, in every drawing and
 * every legend. */
typedef struct
{
  VmrInk      ink;
  const char *english;          /* also the message to be translated */
  const char *chinese;          /* where both languages stand side by side */
} VmrRole;

const VmrRole *vmr_use_role (KmUse use);
VmrInk         vmr_use_ink  (KmUse use);
/* In the present language. */
const char    *vmr_use_name (KmUse use);

/* The uses that legends name, in this order; returns how many. */
guint          vmr_legend_uses (const KmUse **uses);

G_END_DECLS
