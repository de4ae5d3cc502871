/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a drawing is shown: Translate has all three. What a press stops at is another
 * matter, see KmDepth. */
typedef enum
{
  VMR_DETAIL_PLAIN,       /* address, page table, frame */
  VMR_DETAIL_LEVELS,      /* directory, then table */
  VMR_DETAIL_FULL,        /* segment, TLB, flags, sums */
} VmrDetail;

/* What a lesson says or proposes at a step; placeholders not yet filled in. */
typedef struct
{
  guint   step;
  char   *text[2];        /* English, Chinese (may be NULL) */
  char   *command;        /* what to try; NULL for what is only said */
} VmrSay;

/* What a lesson shows at one of its places. */
typedef struct
{
  guint   step;
  char   *stage;          /* name; NULL follows the step */
  int     detail;         /* VmrDetail, from here on; -1 as before */
} VmrLook;

/* A part of a lesson, or the whole of a script. Steps are numbered from 1. */
typedef struct
{
  char   *title[2];       /* English, Chinese (may be NULL) */
  GPtrArray *says;        /* VmrSay: what the lesson says at each place */
  GPtrArray *tries;       /* VmrSay with a command */
  guint   first_step;     /* first that belongs to it */
  guint   stop_step;      /* where the cursor waits when the part is opened */
  gboolean has_stop;      /* the lesson named the stop itself */
  GPtrArray *looks;       /* VmrLook */
} VmrPart;

G_END_DECLS
