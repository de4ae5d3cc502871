/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/stages/translate-plain-private.h"
void
vmr_translate_levels (const VmrSession *session, VmrCells *cells, double bottom)
{
  vmr_translate_plain (session, cells, bottom);
}
