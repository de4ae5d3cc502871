/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/expr.h"
#include "core/language/repeat.h"
#include "core/language/script.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmScript) script = km_script_parse ("fuzz", (const char *)data, (gssize)size, &error);

  g_assert_true ((script == NULL) == (error != NULL));
  for (guint i = 0; script != NULL && i < script->source->len; i++)
    {
      const KmLine *line = g_ptr_array_index (script->source, i);
      KmExpect expect;
      guint64 value;

      km_expect_split (line, &expect, NULL);
      for (guint k = 0; k < line->n_args; k++)
        km_expr_eval (line->args[k].text, line->args[k].text_column, NULL, NULL, &value, NULL);
    }
  return 0;
}
