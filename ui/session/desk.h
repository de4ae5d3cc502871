/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* A sandbox as it opens: a program that runs, a page that is chosen, four verbs that say which line
 * they will run, and five runs to try first. All of it is read from the machine each time; kept are
 * only the verb used last, what was tried, and which guides have been followed. */

/* Actions that cells ask for with VMR_REF_ACTION; beside those of panels.h. */
typedef enum
{
  VMR_ACTION_VERB = 1700,       /* + VmrVerbKind */
  VMR_ACTION_START = 1710,      /* a program, or the one that died again */
  VMR_ACTION_SETUP,             /* goes into the set-up, or out of it */
  VMR_ACTION_MORE,              /* what there is once all has been tried */
  VMR_ACTION_TRY_RUN = 1720,    /* + number of the run */
  VMR_ACTION_TRY_FILL = 1730,   /* the same, into the console only */
} VmrDeskAction;

/* Whether it is a machine of the user's own: no lesson, script or moment. */
gboolean      vmr_session_is_sandbox    (const VmrSession *self);
/* Whether a sandbox is between two commands. */
gboolean      vmr_session_at_rest       (const VmrSession *self);
/* Whether nothing has been done in it yet. */
gboolean      vmr_session_is_fresh      (const VmrSession *self);

/* --- pages; desk-page.c ------------------------------------------------------------------------ */

typedef enum
{
  VMR_PAGE_NOWHERE,             /* in no area */
  VMR_PAGE_EMPTY,               /* in an area, no frame yet */
  VMR_PAGE_CACHED,              /* its file's page is in the page cache, no entry leads to it yet */
  VMR_PAGE_ZERO,                /* reads give zeroes; no frame of its own */
  VMR_PAGE_FRAME,
} VmrPageKind;

typedef struct
{
  KmAddr       addr;
  const KmVma *vma;             /* NULL: none */
  VmrPageKind  kind;
  KmPfn        pfn;             /* FRAME */
} VmrPage;

/* --- verbs ------------------------------------------------------------------------------------- */

typedef enum
{
  VMR_VERB_READ,
  VMR_VERB_WRITE,
  VMR_VERB_MAP,
  VMR_VERB_FREE,
  VMR_N_VERBS
} VmrVerbKind;

typedef struct
{
  const char *title, *about;    /* N_() */
  char       *line;             /* NULL: there is no program, or it is dead */
  char       *reason;           /* why it cannot act; NULL when it can */
} VmrVerb;

void          vmr_desk_verb        (const VmrSession *self,
                                    VmrVerbKind       kind,
                                    VmrVerb          *verb);
void          vmr_verb_clear       (VmrVerb          *verb);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VmrVerb, vmr_verb_clear)
/* The one used last, else the first that can act; VMR_N_VERBS: none can. */
VmrVerbKind   vmr_desk_verb_to_press (const VmrSession *self);
void          vmr_desk_use_verb    (VmrSession       *self,
                                    VmrVerbKind       kind);
/* The n-th task, in order of birth, of those that are not shown; NULL behind the last. */
const KmTask *vmr_desk_other_task  (const VmrSession *self,
                                    guint             n);

/* --- what to try first ------------------------------------------------------------------------- */

#define VMR_N_TRIES 5u

const char   *vmr_desk_try_title   (guint             i);      /* N_() */
/* Its line on this machine, now; NULL when it cannot be run. Free it. */
char         *vmr_desk_try_line    (const VmrSession *self,
                                    guint             i);
/* A line for the program shown, in a lesson too, as things are at this step; for another one only where this is dead.
 * It is refused where the command that is shown still goes on to end the program. Free it. */
char         *vmr_desk_example     (const VmrSession *self);
gboolean      vmr_desk_try_is_done (const VmrSession *self,
                                    guint             i);

/* --- guides: 1 pick a page, 2 press a verb, 3 step ---------------------------------------------- */

typedef enum
{
  VMR_GUIDE_PICK = 1 << 0,
  VMR_GUIDE_VERB = 1 << 1,
  VMR_GUIDE_STEP = 1 << 2,
} VmrGuide;

/* Those that are still to be shown. */
guint         vmr_desk_guides      (const VmrSession *self);
void          vmr_desk_done        (VmrSession       *self,
                                    guint             guides);
/* All that were ever followed, to be remembered. */
guint         vmr_desk_guides_done (const VmrSession *self);

/* desk.c: the newest command may be one of those to try. */
void         vmr_session_note_try     (VmrSession *self);

G_END_DECLS
