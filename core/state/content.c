/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/content.h"

#include "core/state/machine-private.h"

#define WORDS (KM_PAGE_SIZE / 4)

uint32_t
km_content_word (const KmMachine *m, uint32_t content, guint i)
{
  g_return_val_if_fail (i < WORDS, 0);
  if (content & KM_CONTENT_WORDS)
    return ((const KmWords *) km_table_at (&m->store, &m->tables.words, content & ~KM_CONTENT_WORDS))->word[i];
  if (content & KM_CONTENT_VALUE)
    return content & ~KM_CONTENT_VALUE;
  return i == 0 ? content : 0;
}

/* memcmp () goes by bytes, and a word's lowest byte comes first. */
int
km_content_compare (const KmMachine *m, uint32_t a, uint32_t b)
{
  for (guint i = 0; a != b && i < WORDS; i++)
    {
      uint32_t x = GUINT32_SWAP_LE_BE (km_content_word (m, a, i));
      uint32_t y = GUINT32_SWAP_LE_BE (km_content_word (m, b, i));

      if (x != y)
        return x < y ? -1 : 1;
    }
  return 0;
}
