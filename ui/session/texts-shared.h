/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/texts.h"

G_BEGIN_DECLS

/* A myth by its id, from data/texts/myths.xml, read once; NULL when there is none. */
const KmTextEntry *vmr_texts_myth (const char *id);

G_END_DECLS
