/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Contents of pages are ordered as memcmp () orders the pages. */
#include "core/state/content.h"

#include "core/physical/frames.h"
#include "tests/core/support.h"

#include <string.h>

/* A page with every word @n, written a byte at a time. */
static void
fill (uint8_t page[KM_PAGE_SIZE], uint32_t n)
{
  for (guint i = 0; i < KM_PAGE_SIZE; i++)
    page[i] = n >> (8 * (i % 4));
}

static int
sign (int n)
{
  return (n > 0) - (n < 0);
}

static void
test_values (void)
{
  static const uint32_t values[] = { 0, 1, 2, 255, 256, 257, 0x100, 0x10000, 0x01020304, 0x04030201, 0x3fffffff };
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint8_t a[KM_PAGE_SIZE], b[KM_PAGE_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint k = 0; k < G_N_ELEMENTS (values); k++)
      {
        fill (a, values[i]);
        fill (b, values[k]);
        g_assert_cmpint (km_content_compare (m, values[i] == 0 ? 0 : KM_CONTENT_VALUE | values[i],
                                             values[k] == 0 ? 0 : KM_CONTENT_VALUE | values[k]),
                         ==, sign (memcmp (a, b, sizeof a)));
      }
}

static uint32_t
content (const KmMachine *m, const char *at)
{
  return km_frame_content (m, test_value (m, "sh", "pfn sh %s", at));
}

/* Pages as commands leave them: all different but for those that were made equal, and one order for all. */
static void
test_pages (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  static const char *const at[] = { "a", "a+1p", "a+2p", "a+3p", "a+4p", "f", "f+1p" };
  uint32_t c[G_N_ELEMENTS (at)];

  test_do (m, "exec sh");
  test_do (m, "file lib size=8K");
  test_do (m, "a = mmap sh 8p rw");
  test_do (m, "f = mmap sh 2p r file=lib");
  test_do (m, "write sh a");
  test_do (m, "write sh a+1p");
  test_do (m, "write sh a+2p value=7");
  test_do (m, "write sh a+3p value=1");
  test_do (m, "write sh a+4p value=7");
  test_do (m, "read sh f len=2p");
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    c[i] = content (m, at[i]);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    for (guint k = 0; k < G_N_ELEMENTS (at); k++)
      {
        gboolean equal = i == k || (i == 2 && k == 4) || (i == 4 && k == 2);

        g_assert_cmpint (km_content_compare (m, c[i], c[k]), ==, -km_content_compare (m, c[k], c[i]));
        g_assert_cmpint (km_content_compare (m, c[i], c[k]) == 0, ==, equal);
        for (guint n = 0; n < G_N_ELEMENTS (at); n++)
          if (km_content_compare (m, c[i], c[k]) < 0 && km_content_compare (m, c[k], c[n]) < 0)
            g_assert_cmpint (km_content_compare (m, c[i], c[n]), <, 0);
      }
}

/* A page table has real words, and they count. */
static void
test_words (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint32_t table, zero = 0;

  test_do (m, "exec sh");
  table = km_frame_content (m, test_value (m, NULL, "cr3 sh") >> KM_PAGE_SHIFT);
  g_assert_true (table & KM_CONTENT_WORDS);
  g_assert_cmphex (km_content_word (m, table, 0x08048000 >> 22), ==,
                   km_frame_words (m, test_value (m, NULL, "cr3 sh") >> KM_PAGE_SHIFT)[0x08048000 >> 22]);
  g_assert_cmpint (km_content_compare (m, table, zero), >, 0);
  g_assert_cmpint (km_content_compare (m, table, table), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/values", test_values);
  g_test_add_func ("/content/pages", test_pages);
  g_test_add_func ("/content/words", test_words);
  return g_test_run ();
}
