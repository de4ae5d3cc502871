/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kinds of recordings beside the page allocator's: each number that counts is compared, and what
 * is no recording gets a message. */
#include <glib/gstdio.h>

#include "core/capture/recording.h"
#include "core/replay/replay-kind.h"
#include "tests/truth/truth.h"

#define ANY_KIND \
  "expected a recording of the page allocator, a layout, a table of zones, a recording of areas, a recording of " \
  "system calls, a recording of reverse mapping or a /proc file"

/* @text replayed as FILE; what is reported, or the error's message. @layout may be NULL. */
static char *
replay (const char *text, const char *layout, gboolean *ok, KmReplayResult *result)
{
  g_autofree char *layout_path = layout == NULL ? NULL : truth_path (layout);
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GError) error = NULL;
  GString *report = g_string_new (NULL);

  *ok = km_recording_replay_text (machine, "FILE", text, layout_path, report, result, &error);
  g_assert_true (*ok == (error == NULL));
  if (error != NULL)
    g_string_assign (report, error->message);
  return g_string_free (report, FALSE);
}

static char *
text_of (const char *file)
{
  g_autofree char *path = truth_path (file);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static guint
line_at (const char *text, const char *at)
{
  guint line = 1;

  for (; text < at; text++)
    line += *text == '\n';
  return line;
}

/* --- A digit changed -------------------------------------------------------------------------- */

/* The first @old behind @from becomes @new. */
static const struct { const char *file, *from, *old, *new, *layout; } changes[] = {
  { "zones.txt", "mini 64M Normal", "0x1000", "0x1001", NULL },
  { "zones.txt", "mini 64M Normal", "12250 12250", "12251 12250", NULL },
  { "zones.txt", "mini 64M Normal", "12250 12250", "12250 12251", NULL },
  { "zones.txt", "mini 64M Normal", " 164 ", " 165 ", NULL },
  { "zones.txt", "mini 64M Normal", " 205 ", " 204 ", NULL },
  { "zones.txt", "mini 64M Normal", " 246 ", " 346 ", NULL },
  { "zones.txt", "debian-pae 1G DMA", "0,836,", "0,837,", NULL },
  { "zones.txt", "debian-686 1G HighMem", "42/7", "43/7", NULL },
  { "zones.txt", "debian-686 1G HighMem", "42/7", "42/8", NULL },
  { "zones.txt", "mini 1G HighMem", "43808", "43809", NULL },
  { "mini-64M/layout.txt", "PAGE_OFFSET", "c0000000", "b0000000", NULL },
  { "mini-64M/layout.txt", "VMALLOC_END", "feffe000", "feffd000", NULL },
  { "mini-64M/layout.txt", "FIXADDR_TOT", "ffd19000", "ffd18000", NULL },
  { "mini-64M/layout.txt", "PKMAP_BASE", "1024", "1023", NULL },
  { "mini-64M/layout.txt", "PAGE_SHIFT", "12", "13", NULL },
  { "mini-64M/layout.txt", "MAX_ORDER", "11", "12", NULL },
  { "mini-64M/layout.txt", "PMD_SIZE", "4194304", "4194303", NULL },
  { "mini-64M/layout.txt", "zone DMA", "4095", "4096", NULL },
  { "mini-64M/layout.txt", "zone DMA", "3998", "3999", NULL },
  { "mini-64M/layout.txt", "zone DMA", "3979", "4979", NULL },
  { "mini-64M/layout.txt", "zone DMA", "low 85", "low 86", NULL },
  { "mini-64M/layout.txt", "zone Normal", "high 246", "high 247", NULL },
  { "mini-64M/layout.txt", "zone HighMem", "min 32", "min 33", NULL },
  { "mini-64M/layout.txt", "zone DMA", "0 40 40 40", "0 41 40 40", NULL },
  { "mini-64M/layout.txt", "zone DMA", "0 40 40 40", "0 40 40 30", NULL },
  { "debian-pae-1G/mod-layout-only.txt", "zone DMA", "0 836 980", "0 837 980", NULL },
  { "debian-pae-1G/mod-layout-only.txt", "zone Normal", "13298", "13299", NULL },
  { "mini-64M/layout.txt", "__GFP", "RETRY_MAYFAIL 4000", "RETRY_MAYFAIL 5000", NULL },
  { "mini-64M/layout.txt", "__GFP", "GFP_ATOMIC a20", "GFP_ATOMIC a21", NULL },
  { "mini-64M/layout.txt", "__GFP", "NOWARN", "NOWORN", NULL },
  { "mini-64M/proc-buddyinfo.txt", "Normal", "     1", "      1", NULL },
  { "mini-64M/proc-buddyinfo.txt", "Normal", "Normal", "Normbl", NULL },
  { "mini-64M/proc-pagetypeinfo.txt", "order:", "10", "11", NULL },
  { "mini-64M/proc-pagetypeinfo.txt", "block:", "1024", "1023", NULL },
  { "mini-64M/proc-pagetypeinfo.txt", "at order", " 9 ", " 8 ", NULL },
  { "mini-64M/proc-pagetypeinfo.txt", "Number of", "            8 ", "            7 ",
    "mini-64M/layout.txt" },
  { "mini-1G/proc-zoneinfo.txt", "zone   Normal", "spanned  2", "spanned  3", NULL },
  { "mini-1G/proc-zoneinfo.txt", "zone   Normal", "present  2", "present  3", NULL },
  { "mini-1G/proc-zoneinfo.txt", "zone   Normal", "          4096", "          5096", NULL },
  { "mini-1G/proc-zoneinfo.txt", "zone   Normal", "high:  ", "high: ", NULL },
  { "mini-64M/proc-vmstat.txt", "pgfault", "pgfault ", "pgfault  ", NULL },
  { "mini-64M/proc-vmstat.txt", "pgfault", "pgfault", "pgfauld", NULL },
  { "debian-686-2G/proc-meminfo.txt", "VmallocTotal", "122880", "122881", NULL },
  { "debian-686-2G/proc-meminfo.txt", "MemFree", "     ", "    ", NULL },
  { "debian-686-2G/proc-meminfo.txt", "DirectMap4M", "DirectMap4M", "DirectMap5M", NULL },
  { "debian-pae-1G/proc-iomem.txt", "0009fc00", "0009fc00", "0009fd00", NULL },
  { "debian-pae-1G/proc-iomem.txt", "3ffda000", "3ffda000", "3ffdb000", NULL },
  { "debian-pae-1G/proc-iomem.txt", "01aae000", "01aae000", "01aad000", NULL },
  { "mini-64M/proc-iomem.txt", "03fd9fff", "03fd9fff", "03fd8fff", "mini-64M/layout.txt" },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = text_of (changes[i].file);
      g_autofree char *other = NULL, *report = NULL, *place = NULL;
      const char *at = strstr (strstr (text, changes[i].from), changes[i].old);
      g_autofree char *head = g_strndup (text, (gsize) (at - text));
      KmReplayResult result;
      gboolean ok;

      other = g_strconcat (head, changes[i].new, at + strlen (changes[i].old), NULL);
      report = replay (other, changes[i].layout, &ok, &result);
      g_test_message ("%s: %s: %s", changes[i].file, changes[i].new, report);
      g_assert_true (ok);
      g_assert_cmpuint (result.differences, >, 0);
      place = g_strdup_printf ("FILE:%u: ", line_at (text, at));
      g_assert_nonnull (strstr (report, place));
    }
}

/* --- No recording ----------------------------------------------------------------------------- */

static void
test_messages (void)
{
  static const struct { const char *text, *message; } rows[] = {
    { "", "FILE:1:1: nothing but comments; " ANY_KIND },
    { "\n# slub\n\nkmem_cache_create\n", "FILE:4:1: “kmem_cache_create”; " ANY_KIND },
    { "\xff\xfe\n", "FILE:1:1: “\xef\xbf\xbd\xef\xbf\xbd”; " ANY_KIND },
    { "PAGE_OFFSET     c0000000\n", "FILE:1:1: 0 zones, pageblock_order 0; expected a line “zone … "
      "lowmem_reserve” for each zone and a pageblock_order of 9 or 10" },
    { "kernel ram zone start_pfn\nmini 1G\n",
      "FILE:2:8: the end of the line; expected a zone: DMA, Normal or HighMem" },
    { "kernel ram zone start_pfn\nmaxi 1G\n",
      "FILE:2:1: “maxi”; expected a kernel: mini, debian-686 or debian-pae" },
    { "kernel ram zone start_pfn\nmini 1T\n",
      "FILE:2:6: “1T”; expected an amount of RAM as 64M or 1G" },
    { "kernel ram zone start_pfn\nmini 1G DMA 0x1 4095 -1\n", "FILE:2:22: “-1”; expected present" },
    { "kernel ram zone start_pfn\nmini 1G DMA 0x1 1 1 1 1 1 1 1 0,1,1 0/1 933\n",
      "FILE:2:44: the end of the line; expected min_free_kbytes" },
    { "kernel ram zone start_pfn\nmini 1G DMA 0x1 1 1 1 1 1 1 1 0,1,1,1 0/1 933 4\n",
      "FILE:2:47: “4”; expected the end of the line" },
    { "kernel ram zone start_pfn\nmini 9M DMA 0x1 1 1 1 1 1 1 1 0,1,1,1 0/1 933\n",
      "FILE:2:1: 9216 KiB of RAM are too little for layout mini; expected at least 48 MiB" },
    { "MemTotal:        2062528 kB\n",
      "FILE:1:1: 0 KiB of RAM are too little for layout mini; expected at least 48 MiB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KmReplayResult result;
      gboolean ok;
      g_autofree char *message = replay (rows[i].text, NULL, &ok, &result);

      g_assert_cmpstr (message, ==, rows[i].message);
      g_assert_false (ok);
    }
}

/* A layout may say that low memory ends below the kernel's image. */
static void
test_low_memory (void)
{
  g_autofree char *text = text_of ("mini-1G/layout.txt"), *message = NULL;
  char *end = strstr (strstr (text, "zone Normal"), "end_pfn 36ffe");
  KmReplayResult result;
  gboolean ok;

  memcpy (end, "end_pfn 00010", strlen ("end_pfn 00010"));
  message = replay (text, NULL, &ok, &result);
  g_assert_false (ok);
  g_assert_true (g_str_has_prefix (message, "FILE:1:1: low memory that ends at frame 0x01000; "
                                            "expected "));
}

/* Files of no end, and tables of too many machines. */
static void
test_limits (void)
{
  g_autofree char *many = g_strnfill (1 << 20, 'x'), *large = NULL, *message = NULL, *more = NULL;
  g_autoptr (GString) rows = g_string_new ("kernel ram zone start_pfn\n");
  KmReplayResult result;
  gboolean ok;

  large = g_strconcat ("MemTotal: ", many, NULL);
  message = replay (large, NULL, &ok, &result);
  g_assert_false (ok);
  g_assert_cmpstr (message, ==,
                   "FILE:1:1: a /proc file of more than 1024 KiB; expected a smaller one");
  for (guint i = 0; i < 65; i++)
    g_string_append_printf (rows, "mini %uM DMA 0x1 4095 3998 3979 3979 1 1 1 0,1,1,1 0/1 1\n",
                            64 + i);
  more = replay (rows->str, NULL, &ok, &result);
  g_assert_false (ok);
  g_assert_cmpstr (more, ==, "FILE:66:1: “mini 128M”; expected no more than 64 machines");
}

/* Cut at any place, a file is compared or refused with a message that names it. */
static void
test_cut (void)
{
  static const char *const files[] = {
    "zones.txt", "mini-64M/layout.txt", "mini-64M/proc-buddyinfo.txt",
    "mini-64M/proc-pagetypeinfo.txt", "mini-64M/proc-zoneinfo.txt", "mini-64M/proc-vmstat.txt", "mini-64M/proc-meminfo.txt",
    "mini-64M/proc-iomem.txt",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = text_of (files[i]);

      for (gsize at = strlen (text) - 1, step = at / 24; at > step; at -= step)
        {
          KmReplayResult result;
          g_autofree char *message = NULL;
          gboolean ok;

          text[at] = '\0';
          message = replay (text, NULL, &ok, &result);
          if (*message != '\0')
            g_assert_true (g_str_has_prefix (message, "FILE:"));
        }
    }
}

/* Carriage returns and the missing end of the last line change nothing. */
static void
test_line_ends (void)
{
  static const char *const files[] = {
    "zones.txt", "mini-64M/layout.txt", "mini-64M/proc-zoneinfo.txt", "mini-64M/proc-iomem.txt",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = text_of (files[i]), *returns = NULL, *report = NULL;
      g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
      KmReplayResult result;
      gboolean ok;

      returns = g_strjoinv ("\r\n", lines);
      report = replay (returns, NULL, &ok, &result);
      g_assert_cmpstr (report, ==, "");
      g_assert_true (ok);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truth/kinds/changes", test_changes);
  g_test_add_func ("/truth/kinds/messages", test_messages);
  g_test_add_func ("/truth/kinds/low-memory", test_low_memory);
  g_test_add_func ("/truth/kinds/limits", test_limits);
  g_test_add_func ("/truth/kinds/cut", test_cut);
  g_test_add_func ("/truth/kinds/line-ends", test_line_ends);
  return g_test_run ();
}
