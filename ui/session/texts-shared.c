/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of words, read once. */
#include "ui/session/texts-shared.h"

#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "ui/session/data-dir.h"

#include <string.h>

static KmTexts *
texts_load (const char *name)
{
  g_autofree char *path = vmr_data_path (name);
  g_autoptr (GError) error = NULL;
  KmTexts *texts = path ? km_texts_load (path, &error) : NULL;

  if (texts != NULL && strcmp (texts->of, "steps") == 0)
    km_texts_add_modules (texts, vmr_data_path, &error);

  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return texts;
}

const KmTexts *
vmr_texts (VmrTexts which)
{
  static const char *const names[] = { "texts/steps.xml", "texts/rules.xml", "texts/values.xml",
                                       "texts/myths.xml", "recorded.xml", "texts/words.xml" };
  static KmTexts *texts[G_N_ELEMENTS (names)];
  static gboolean tried[G_N_ELEMENTS (names)];

  if (!tried[which])
    texts[which] = texts_load (names[which]);
  tried[which] = TRUE;
  return texts[which];
}

const KmTextEntry *
vmr_texts_recorded (const char *step_kind)
{
  return vmr_texts (VMR_TEXTS_RECORDED) ? km_texts_find (vmr_texts (VMR_TEXTS_RECORDED), step_kind)
                                       : NULL;
}

const KmTextEntry *
vmr_texts_myth (const char *id)
{
  return vmr_texts (VMR_TEXTS_MYTHS) ? km_texts_find (vmr_texts (VMR_TEXTS_MYTHS), id) : NULL;
}

static const KmTextEntry *
word_entry (const char *id)
{
  const KmTexts *words = vmr_texts (VMR_TEXTS_WORDS);

  return words ? km_texts_find (words, id) : NULL;
}

const char *
vmr_word (const char *id,
          gboolean    chinese)
{
  const KmTextEntry *entry = word_entry (id);

  return entry ? km_text_pick (entry->headline, chinese ? "zh_CN" : "en") : id;
}

const char *
vmr_word_why (const char *id,
              gboolean    chinese)
{
  const KmTextEntry *entry = word_entry (id);

  return entry && entry->why ? km_text_pick (entry->why, chinese ? "zh_CN" : "en") : "";
}
