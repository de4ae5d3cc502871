/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/texts.h"

G_BEGIN_DECLS

/* A myth by its id, from data/texts/myths.xml, read once; NULL when there is none. */
const KmTextEntry *vmr_texts_myth (const char *id);

/* The recorded line of a real kernel for a kind of step, from data/recorded.xml: headline is "FILE:LINE",
 * detail the line; NULL when there is none. */
const KmTextEntry *vmr_texts_recorded (const char *step_kind);

G_END_DECLS
