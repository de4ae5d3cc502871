/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A number as people write it: "990", "1 024", "294,408", "0x3de", "3de", "0b101", "0o17", "4K", "3 GiB".
 * Digits may be grouped by blanks of any kind, commas, apostrophes or underscores. K, M and G are powers
 * of 1024, with or without iB behind. FALSE when TEXT is no number, or is larger than 64 bits hold.
 */
gboolean km_number_parse (const char *text,
                          guint64    *value);
/* Whether TEXT is such a number or word, or becomes one when more is typed behind it: "", "0x", "4 Ki",
 * "no". */
gboolean km_number_begins (const char *text);
/* Whether ANSWER, as texts show it, and what somebody has typed are the same number. Digits alone
 * may be meant in the base that the answer is shown in: "10" is right for 10 and for 0x10. "none" and
 * "zero" are 0. */
gboolean km_number_same  (const char *answer,
                          const char *typed,
                          guint64     tolerance);

/* Whether TYPED are the last three or more digits of the frame number ANSWER, "010" for 0x01010: so many
 * stand where there is no room for all five. */
gboolean km_number_ends  (const char *answer,
                          const char *typed);

/* What a wrong number has to do with the right one, so that it can be said. */
typedef enum
{
  KM_NUMBER_OTHER,      /* one of the two is no number, or both are the same */
  KM_NUMBER_FRAME,      /* the number of the frame at the address that was asked for */
  KM_NUMBER_ADDRESS,    /* the address of the frame whose number was asked for */
  KM_NUMBER_SMALL,
  KM_NUMBER_LARGE,
} KmNumberMiss;

KmNumberMiss km_number_miss (const char *answer,
                             const char *typed);

G_END_DECLS
