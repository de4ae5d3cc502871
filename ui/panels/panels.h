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

void vmr_address_layout  (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_slim_address_layout (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_slim_physical_layout (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_story_layout    (gpointer data, const VmrSession *session, VmrCells *cells);
/* What the lesson says here, else why the step happens; to be freed. */
char *vmr_story_why      (const VmrSession *session, gboolean chinese);
void vmr_totals_layout   (gpointer data, const VmrSession *session, VmrCells *cells);
/* What the colours of these uses mean, in one row or two. */
/* Behind the first n_uses of them stand the marks of the Buddy stage, when blocks are what it is about. */
void vmr_legend_row_draw (VmrCells *cells, const guint *uses, guint n, gboolean blocks, guint n_uses);
void vmr_inspector_layout (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_physical_layout (gpointer data, const VmrSession *session, VmrCells *cells);
gpointer vmr_physical_data_new  (void);
void     vmr_physical_data_free (gpointer data);
gboolean vmr_physical_press     (gpointer data, VmrSession *session, const VmrCell *cell);
gboolean vmr_physical_zoom      (gpointer data, const VmrSession *session, const VmrCells *cells,
                                 int direction, double x, double y);
/* data may be NULL: all of the 4 GiB. */
gpointer vmr_address_data_new   (void);
gboolean vmr_address_press      (gpointer data, VmrSession *session, const VmrCell *cell);
void     vmr_address_data_free  (gpointer data);
gboolean vmr_address_zoom       (gpointer data, const VmrSession *session, const VmrCells *cells,
                                 int direction, double x, double y);
gboolean vmr_address_advance    (gpointer data, double ms);
/* The frame under a point of a zone's map. */
VmrRef   vmr_physical_refine    (gpointer data, const VmrSession *session, const VmrCell *cell,
                                 double x, double y);
/* The list of a lesson's parts, its questions, and what comes after. */
void vmr_rail_layout     (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_slim_rail_layout (gpointer data, const VmrSession *session, VmrCells *cells);
/* A question by its state: to come, right, not this time. */
void vmr_question_sign   (VmrCells *cells, VmrRect r, const VmrQuestion *question);
/* The switch of how much a press stops at, for the right end of the timeline; returns its width. */
double vmr_depth_width   (const VmrSession *session, VmrCells *cells, gboolean wide);
void vmr_depth_layout    (const VmrSession *session, VmrCells *cells, VmrRect room, gboolean wide);
/* A sandbox: what to try first, the story before the first command (FALSE: there was one), and its set-up
 * on the timeline. */
void     vmr_tries_layout (const VmrSession *session, VmrCells *cells, gboolean slim);
gboolean vmr_desk_story   (const VmrSession *session, VmrCells *cells, VmrRect r, gboolean wide);
double   vmr_desk_setup   (const VmrSession *session, VmrCells *cells, VmrRect r, gboolean tall);
/* Lanes and timeline are parts of the story with files of their own. */
void vmr_lanes_layout    (const VmrSession *session, VmrCells *cells, VmrRect room);
void vmr_timeline_layout (const VmrSession *session, VmrCells *cells, VmrRect room);
/* The colour of a step's subsystem. */
VmrInk      vmr_subsystem_ink  (KmSubsystem subsystem);

/* "279 555": groups of three by a narrow no-break space. */
const char *vmr_count_text (guint64 count, char *buffer, gsize length);

G_END_DECLS
