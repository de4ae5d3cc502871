/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every question of every lesson, answered in all the ways a student may: right answers are right in any
 * base and grouping, wrong ones are wrong and get a reason of their own, exercises differ. */
#include "core/lesson/number.h"
#include "tests/ui/support.h"
#include "ui/session/areas.h"
#include "ui/session/mask.h"
#include "ui/session/question.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/session.h"
#include "ui/session/words.h"
#include "tests/ui/test-asking.h"

#include <string.h>

/* --- numbers as people write them --------------------------------------------------------------- */

static void
test_numbers (void)
{
  static const struct { const char *text; guint64 value; } good[] = {
    { "990", 990 }, { " 990 ", 990 }, { "0x3de", 990 }, { "0X3DE", 990 }, { "3de", 990 },
    { "1 024", 1024 }, { "294,408", 294408 }, { "294\u202f408", 294408 }, { "294'408", 294408 },
    { "0x0804_8000", 0x08048000 }, { "0b101", 5 }, { "0o17", 15 }, { "4K", 4096 },
    { "4 KiB", 4096 }, { "3 GiB", 3ull << 30 }, { "bffde", 0xbffde },
  };
  static const char *const bad[] = { "", " ", "x", "0x", "12z", "-1", "1.5", "ten",
                                     "99999999999999999999", "18446744073709551615K" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      guint64 value;

      g_test_message ("%s", good[i].text);
      g_assert_true (km_number_parse (good[i].text, &value));
      g_assert_cmpuint (value, ==, good[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      guint64 value;

      g_test_message ("%s", bad[i]);
      g_assert_false (km_number_parse (bad[i], &value));
    }
  /* What is shown in hexadecimal may be typed as it is shown, without the 0x. */
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    for (gsize length = 0; length <= strlen (good[i].text); length++)
      {
        g_autofree char *begin = g_strndup (good[i].text, length);

        g_assert_true (!g_utf8_validate (begin, -1, NULL) || km_number_begins (begin));
      }
  g_assert_true (km_number_begins ("no"));
  g_assert_true (km_number_same ("0", "None", 0));
  g_assert_false (km_number_same ("1", "zero", 0));
  g_assert_false (km_number_begins ("oe"));
  g_assert_false (km_number_begins ("t"));
  g_assert_false (km_number_begins ("12z"));
  g_assert_true (km_number_same ("0x01010", "1010", 0));
  g_assert_true (km_number_same ("0x01010", "4112", 0));
  g_assert_false (km_number_same ("1010", "0x1010", 0));
  g_assert_true (km_number_same ("100", "103", 3));
  g_assert_true (km_number_ends ("0x01010", "010"));
  g_assert_true (km_number_ends ("0x010a8", "0A8"));
  g_assert_true (km_number_ends ("0x01010", "01010"));
  g_assert_false (km_number_ends ("0x01010", "10"));
  g_assert_false (km_number_ends ("0x01010", "040"));
  g_assert_false (km_number_ends ("0x01010", "0x010"));
  g_assert_false (km_number_ends ("0x01010", "001010"));
  g_assert_false (km_number_same ("100", "104", 3));
}

/* A frame for an address, and the other way round, is worth a word of its own; no count is either. */
static void
test_misses (void)
{
  g_assert_cmpint (km_number_miss ("0x01002000", "0x01002"), ==, KM_NUMBER_FRAME);
  g_assert_cmpint (km_number_miss ("0x3f05", "0x03f05ff0"), ==, KM_NUMBER_ADDRESS);
  g_assert_cmpint (km_number_miss ("0x3f05", "7"), ==, KM_NUMBER_SMALL);
  g_assert_cmpint (km_number_miss ("0x01010", "1"), ==, KM_NUMBER_SMALL);
  g_assert_cmpint (km_number_miss ("225280", "55"), ==, KM_NUMBER_SMALL);
  g_assert_cmpint (km_number_miss ("55", "225280"), ==, KM_NUMBER_LARGE);
  g_assert_cmpint (km_number_miss ("0", "4096"), ==, KM_NUMBER_LARGE);
  g_assert_cmpint (km_number_miss ("3", "3"), ==, KM_NUMBER_OTHER);
  g_assert_cmpint (km_number_miss ("none", "7"), ==, KM_NUMBER_OTHER);
}

/* --- what is said beside one -------------------------------------------------------------------- */

/* The answer to the question of this index on the machine of its retry. */
const VmrQuestion *
retry (VmrSession *session,
       const char *lesson,
       guint       index)
{
  g_autoptr (GError) error = NULL;

  test_open_lesson (session, lesson);
  vmr_session_ask (session, index);
  vmr_session_reveal (session);
  g_assert_true (vmr_session_retry (session, &error));
  g_assert_no_error (error);
  return vmr_session_question (session);
}

/* --- going past one ----------------------------------------------------------------------------- */

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asking/numbers", test_numbers);
  g_test_add_func ("/asking/misses", test_misses);
  test_lessons_add ("/asking/exercise/", test_exercise);
  test_lessons_add ("/asking/walk/", test_walk);
  g_test_add_func ("/asking/skip", test_skip);
  g_test_add_func ("/asking/lecture-keys", test_lecture_keys);
  test_lessons_add ("/asking/lecture-tells/", test_lecture_tells);
  g_test_add_func ("/asking/stops-that-tell", test_stops_that_tell);
  g_test_add_func ("/asking/said-at-answer", test_said_at_answer);
  g_test_add_func ("/asking/region-words", test_region_words);
  g_test_add_func ("/asking/kernel-regions", test_kernel_regions);
  g_test_add_func ("/asking/retry-parts", test_retry_parts);
  g_test_add_func ("/asking/selection-ends", test_selection_ends);
  g_test_add_func ("/asking/zones-before", test_zones_before);
  g_test_add_func ("/asking/program", test_asked_program);
  g_test_add_func ("/asking/zone-places", test_zone_places);
  test_lessons_add ("/asking/", test_lesson);
  return g_test_run ();
}
