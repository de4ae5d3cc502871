/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/state.h"
#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* What a frame is used for: the one place for how that is called and coloured, in every drawing and
 * every legend. */
typedef struct
{
  VmrInk      ink;
  const char *name;             /* to be translated */
  const char *word;             /* in data/texts/words.xml: how a lecture says it, in two languages */
} VmrRole;

/* Among the uses: a free block, where blocks and not frames are the subject. */
#define VMR_USE_BLOCK ((guint) KM_N_USES)
/* There too: free, but in no list: given back and about to merge, or taken and not handed out yet. */
#define VMR_USE_LOOSE (VMR_USE_BLOCK + 1)

const VmrRole *vmr_use_role (guint use);        /* KmUse, VMR_USE_BLOCK, _LOOSE; so below */
VmrInk         vmr_use_ink  (guint use);
/* In the present language. */
const char    *vmr_use_name (guint use);

/* The uses of frames that legends name, in this order; returns how many. */
guint          vmr_legend_uses (const KmUse **uses);

/* The colour of an area by what its pages are: lent by the kernel, a file's, or the program's own; also
 * those of a file that it may write, for what it writes is its own. */
VmrInk         vmr_area_ink (const KmVma *vma);

G_END_DECLS
