/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The commands so far, with what they gave and what they cost. A command whose end the cursor has
 * not reached shows what it cost so far and no result: nothing later is given away. */
typedef struct
{
  guint    number;        /* counted from 1 */
  char    *text;
  char    *result;        /* last line of its transcript; NULL: none, or not there yet */
  guint    first_step;    /* where a click goes */
  guint    steps;
  guint    faults;
  guint    taken, given;  /* frames from and to the allocator */
  gboolean finished;
} VmrLedgerRow;

#define VMR_LEDGER_MAX 1000u  /* the latest */

/* VmrLedgerRow, oldest first; free the array. Reading it moves the machine's cursor to and fro, but
 * sends no signal and leaves it where it was. */
GPtrArray *vmr_session_ledger (VmrSession *self);

G_END_DECLS
