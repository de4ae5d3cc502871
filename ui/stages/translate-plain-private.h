/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/areas.h"
#include "ui/session/walk.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* The plain drawing: see translate-plain.c for the picture. */

#define VMR_PLAIN_SIDES 2
#define VMR_PLAIN_MAX_ROWS 12

typedef enum
{
  VMR_ROW_KERNEL,
  VMR_ROW_PAGES,                /* one page, or a run of them */
  VMR_ROW_GAP,                  /* no area on either side */
} VmrRowKind;

/* A row is at the same height on both sides. */
typedef struct
{
  VmrRowKind kind;
  guint64    start, end;
  guint      score;             /* the higher the later it is folded */
  double     y, h;
} VmrRow;

/* An address that keeps its page a row of its own. */
typedef struct { KmAddr addr; guint score; } VmrRowMark;

/* How far the access under way has come, in the words of this drawing. */
typedef struct
{
  guint   access;               /* steps; 0 not reached, or none in this command */
  guint   asked;                /* the TLB did not know it: the tables are asked, none of their rows is read yet */
  guint   row;                  /* the light is in the table's row */
  guint   row_dot;              /* the last step with a dot that the light was there in */
  guint   hit;                  /* the TLB knew the frame: no row is read */
  guint   road;                 /* and on its way to the frame */
  guint   fault, set, signal;
  gboolean retry;               /* the fault is over, the access is made again */
  KmAccess kind;
  KmAddr  addr;
} VmrAccess;

void vmr_access_read (const VmrSession *session,
                      VmrAccess        *access);

/* One program. */
typedef struct
{
  const KmTask *task;
  const KmMm   *mm;
  gboolean      right;          /* mirrored */
  gboolean      runs;
  gboolean      has_addr;       /* it used addr, now or before */
  gboolean      live;           /* in the present command */
  gboolean      subject;        /* addr is what the step speaks of: the kernel, not the program */
  gboolean      brief;          /* its rows say "×32", for one has no room for more */
  guint         last;           /* the step in which it used addr; 0 for a subject */
  gboolean      compared;       /* addr is that of the other program, which makes the access, or made the last */
  KmAccess      kind;
  KmAddr        addr;
  double        space_x, space_w, table_x, table_w;
} VmrSide;

/* A frame that a row leads to, or whose name a lesson may ask for. */
typedef struct
{
  KmPfn  pfn;
  int    row[VMR_PLAIN_SIDES];  /* the first row that leads here, -1 none */
  double y, h;
} VmrPlainFrame;

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  VmrAccess         access;
  VmrSide           side[VMR_PLAIN_SIDES];
  guint             n_sides;
  guint             text;       /* size of what stands in rows */
  GArray           *rows;       /* VmrRow */
  GArray           *frames;     /* VmrPlainFrame, high ones first */
  double            m, small, row_h;
  double            top, foot;  /* of the rows */
  double            mid_x, mid_w;       /* physical memory */
  VmrRect           card;       /* the kernel's answer; h 0: none */
  gboolean          levels;     /* unfolded once: directory, then table */
  VmrRect           ends;       /* unfolded, the directory's row where the walk to a page of the kernel ends; h 0: it goes on */
  gboolean          names;      /* the step names a frame that the fault is answered with */
  KmPfn             named;
} VmrPlain;

/* Steps back from the cursor that are looked at for what was used before. */
#define VMR_PLAIN_BACK 8000
guint         vmr_plain_back    (const VmrSession *session);

/* The task that took part last besides `not`; NULL when there is none. */
const KmTask *vmr_plain_partner (const VmrSession *session,
                                 const KmTask     *not);
/* "%s stores at 0x%08x" and the like. */
const char   *vmr_plain_verb    (KmAccess          kind);
/* The last access of a task up to the cursor; FALSE when it made none. */
gboolean      vmr_plain_last    (const VmrSession *session,
                                 const KmTask     *task,
                                 KmAddr           *addr,
                                 KmAccess         *kind,
                                 guint            *step);
/* The entry of the kernel's that the address chooses is a row of its own, in the half of the kernel's row where
 * its directory's entry stands. FALSE: not yet reached, or, unfolded, without a table. */
gboolean      vmr_plain_kernel_entry (const VmrPlain *p,
                                 const VmrSide    *side,
                                 double           *y,
                                 double           *h);
/* "editor stores" and the like need the row of an address: NULL when it has none. */
VmrRow       *vmr_plain_row     (const VmrPlain   *p,
                                 KmAddr            addr);

/* Cells of the two programs stand for the same things: their part keeps them apart. */
#define VMR_PLAIN_PART(side, what) (0x9100u + (side)->right * 16u + (what))
enum { VMR_PART_AREA, VMR_PART_KERNEL_AREA, VMR_PART_ROW, VMR_PART_ADDRESS,
       VMR_PART_DIRECTORY };
/* An address space narrower than this is a stripe without words. */
#define VMR_PLAIN_SLIM 30.0

/* In the kernel by a system call, which has not returned. */
gboolean      vmr_plain_in_syscall (const VmrPlain *p);
/* Or by a page fault, which it has not answered. */
gboolean      vmr_plain_in_fault   (const VmrPlain *p);

/* Who takes part and what is known of the access; FALSE when no program is there. Then the rows
 * between p->top and p->foot, the kernel's as high as so many. */
gboolean      vmr_plain_init       (VmrPlain         *p,
                                    const VmrSession *session,
                                    VmrCells         *cells);
void          vmr_plain_rows       (VmrPlain         *p,
                                    guint             kernel,
                                    guint             in_hall);  /* rows at most in a lecture */
/* While one program makes an access, the other shows where its own table leads that address; when both have used
 * the same page, both show the address that was used last. */
void          vmr_plain_compare    (VmrPlain         *p);
char         *vmr_plain_title      (const VmrPlain   *p);
/* Whether a lesson asks for this frame, or names it as one that might be meant. */
gboolean      vmr_plain_is_asked   (const VmrPlain      *p,
                                    const VmrPlainFrame *frame);
/* Whether a lesson asks for a frame that a row of this program leads to: then its rows can be read, but no
 * road is drawn from any of them. */
gboolean      vmr_plain_side_hides (const VmrPlain   *p,
                                    guint             side);
void          vmr_plain_columns    (VmrPlain         *p);
void          vmr_plain_clear      (VmrPlain         *p);
/* At the left and right of all that is drawn. */
double        vmr_plain_margin     (VmrCells         *cells);

/* The parts of the drawing. */
void vmr_plain_space   (VmrPlain *p, const VmrSide *side);
void vmr_plain_address (VmrPlain *p, const VmrSide *side);
void vmr_plain_dots    (VmrPlain *p, const VmrSide *side);
/* A label and below it what it names, from the top of the room, which shrinks. */
void vmr_plain_line    (VmrPlain *p, VmrRect *room, const char *label, const char *text);
void vmr_plain_card_place (VmrPlain *p, double bottom);
void vmr_plain_side    (VmrPlain *p, VmrSide *side);
void vmr_plain_large   (VmrPlain *p, VmrRect room);
void vmr_plain_frames  (VmrPlain *p);
void vmr_plain_collect (VmrPlain *p);
void vmr_plain_roads   (VmrPlain *p);
void vmr_plain_card    (VmrPlain *p);
void vmr_plain_head    (VmrPlain *p, const VmrSide *side, double y);
/* The programs that take no part, as pills in [left, right]; a press brings one forward. */
void vmr_plain_others  (VmrPlain *p, double y, double left, double right, gboolean to_right);
/* What the sentence below the digits takes; 0 none. */
double vmr_plain_sentence_width (const VmrPlain *p, const VmrSide *side);
void vmr_plain_digits  (VmrPlain *p, const VmrSide *side, VmrRect room);

/* The whole drawing in what is left of the canvas. */
void vmr_translate_plain  (const VmrSession *session, VmrCells *cells, double bottom);
/* No program at all. */
void vmr_translate_nobody (const VmrSession *session, VmrCells *cells, double top, double bottom);

G_END_DECLS
