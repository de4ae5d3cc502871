/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/texts.h"

G_BEGIN_DECLS

/* The files of words, each read once, constant, shared by all sessions. */
typedef enum
{
  VMR_TEXTS_STEPS,
  VMR_TEXTS_RULES,
  VMR_TEXTS_VALUES,
  VMR_TEXTS_MYTHS,
  VMR_TEXTS_RECORDED,
  VMR_TEXTS_WORDS,
} VmrTexts;

/* NULL when the file is missing. */
const KmTexts *vmr_texts (VmrTexts which);

/* A myth by its id, from data/texts/myths.xml, read once; NULL when there is none. */
const KmTextEntry *vmr_texts_myth (const char *id);

/* The recorded line of a real kernel for a kind of step, from data/recorded.xml: headline is "FILE:LINE",
 * detail the line; NULL when there is none. */
const KmTextEntry *vmr_texts_recorded (const char *step_kind);

/* A word of the drawings in the language asked for, whichever the user's is: both may be on the screen.
 * From data/texts/words.xml; an unknown one is its own word. And why, "" where nothing says so. */
const char      *vmr_word                 (const char       *id,
                                           gboolean          chinese);
const char      *vmr_word_why             (const char       *id,
                                           gboolean          chinese);

G_END_DECLS
