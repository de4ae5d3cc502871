/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Where areas lie in the course of one command, for drawings in which nothing is to move sideways. */

#include "ui/session/session.h"

G_BEGIN_DECLS

typedef struct
{
  KmAddr start, end;
  guint  seen;                  /* in how many of the states looked at an area lies just there */
} VmrSpan;

typedef struct
{
  char   *of;                   /* the command and the address space */
  KmMmId  mm;
  GArray *spans;                /* VmrSpan, by start and end, each once */
  guint   states;               /* how many were looked at */
  guint   depth;                /* of the deepest node of the tree in any of them */
} VmrSpans;

/* Each extent that an area of @mm has before, during or after the command at the cursor; NULL when another address space
 * than that of the task shown is asked for, or one with very many areas. */
const VmrSpans *vmr_session_spans         (const VmrSession *self,
                                           KmMmId            mm);
/* When the cursor has moved, or another task is shown: no drawing moves the cursor, so that it is done before. */
void            vmr_session_prepare_spans (VmrSession       *self);
void            vmr_session_clear_spans   (VmrSession       *self);

G_END_DECLS
