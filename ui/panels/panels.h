/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/roles.h"
#include "ui/session/areas.h"
#include "ui/session/session.h"
#include "ui/draw/cells.h"

G_BEGIN_DECLS

/* The panels' definitions, for vmr_view_new () and for tests; see view.h. */
struct _VmrViewDef;

/* Actions that cells of panels ask for with VMR_REF_ACTION. */
typedef enum
{
  VMR_ACTION_RULES = 1100,
  VMR_ACTION_SOURCE,
  VMR_ACTION_OPEN,              /* the panel a slim bar stands for */
  VMR_ACTION_WHOLE,             /* a map shows all of it again */
  VMR_ACTION_BESIDE,            /* all programs side by side, or one again */
  VMR_ACTION_DETAIL = 1110,     /* + VmrDetail */
  VMR_ACTION_DEPTH = 1120,      /* + KmDepth */
  VMR_ACTION_MYTHS = 1130,      /* what a lesson has beside its story */
  VMR_ACTION_YOURS,
  VMR_ACTION_EXERCISE,
  VMR_ACTION_RECORDING,         /* the recorded line of a real kernel for this step */
  VMR_ACTION_TEXT,              /* all that is said here, where not all of it has room */
  VMR_ACTION_PLACE = 1500,      /* + sixty-fourth of the machine that a map shows */
  VMR_ACTION_ASK = 1600,        /* + number of the question in the lesson */
  /* From 1700 on: those of a sandbox, see ui/session/desk.h. */
} VmrPanelAction;

/* What the colours of these uses mean, in one row or two. */

G_END_DECLS
