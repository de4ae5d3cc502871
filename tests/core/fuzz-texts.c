/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/text.h"
#include "core/lesson/texts.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *
lookup (const char *expression, gpointer data)
{
  return *expression == 'a' ? g_strdup ("x") : NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmTexts) texts = km_texts_parse ("fuzz", (const char *) data, (gssize) size, &error);

  g_assert_true ((texts == NULL) == (error != NULL));
  for (guint i = 0; texts != NULL && i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = g_ptr_array_index (texts->entries, i);

      g_free (km_text_expand (km_text_pick (entry->headline, "zh_CN"), lookup, NULL));
      g_strfreev (km_text_placeholders (km_text_pick (entry->headline, NULL)));
    }
  return 0;
}
