/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/roles.h"
#include "ui/stages/stage-judged.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

#define VMR_BUDDY_SHELVES 4
#define VMR_BUDDY_MAX_EVENTS 64

/* A step that moved a block. */
typedef struct
{
  guint      step;
  KmStepKind kind;
  KmPfn      pfn, other;        /* other: the upper half of a split, the buddy of a merge */
  guint      order, mt;
} VmrBuddyEvent;

/* What the rows of the Buddy stage share: see buddy.c for the picture. x is the address, y the
 * order. */
typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  guint             cursor;
  guint             request;    /* step of alloc-pages or free-pages the cursor is in, 0 none */
  guint             zone, mt;
  VmrBuddyEvent     events[VMR_BUDDY_MAX_EVENTS];   /* of that request, oldest first */
  guint             n_events;
  const uint32_t   *moved;      /* by the theft at the cursor: see km_machine_step_frames () */
  guint             n_moved, moved_to;
  gboolean          block_asked, lists_asked;   /* by a question: see buddy-asked.c */
  gboolean          elsewhere;  /* something else than the request is looked at */
  gboolean          ribbon;     /* the pageblocks have a row of their own */
  gboolean          given;      /* this step hands out 2^given_order frames: see buddy-given.c */
  KmPfn             given_pfn;
  guint             given_order;
  guint             opened;     /* order whose shelf was asked for, from 1; 0 none */
  guint             empty, refilled, taken, drained;   /* steps, 0 not reached */
  KmPfn             focus;      /* a frame the window must show */
  guint             low;        /* order of the lowest shelf; a cell is 2^low frames */
  KmPfn             first;      /* of the window */
  guint             n;          /* cells of the window */
  double            m, strip_x, strip_w, xor_x, xor_w, card_x, card_w, small, row;
  double            dot;                      /* half the width of a numbered one */
  double            lists_y;                  /* top of their card */
  double            even_h;                   /* of all orders alike in the card; 0: level with the shelves */
  double            shelves_y, shelf_h;
  double            thin_h;                   /* of the orders below the window; 0: no room */
} VmrBuddy;

/* The event at the cursor, or NULL. */
const VmrBuddyEvent *vmr_buddy_now (const VmrBuddy *s);
/* The last event of @order up to the cursor, or NULL. */
const VmrBuddyEvent *vmr_buddy_last (const VmrBuddy *s, guint order);
/* The first that took a block, or NULL. */
const VmrBuddyEvent *vmr_buddy_first_take (const VmrBuddy *s);
/* The colour of a frame, wherever the stage draws it or its block. */
VmrInk vmr_buddy_ink (const VmrBuddy *s, KmPfn pfn);
double vmr_buddy_frame_x (const VmrBuddy *s, double pfn);
/* One of the four that are drawn with their blocks' names; those below them are thin. */
gboolean vmr_buddy_has_shelf (const VmrBuddy *s, guint order);
/* Upper edge and height of the shelf of @order, which must not lie above the four. */
double vmr_buddy_shelf_y (const VmrBuddy *s, guint order);
double vmr_buddy_shelf_h (const VmrBuddy *s, guint order);
gboolean vmr_buddy_moves_block (KmStepKind kind);
void vmr_buddy_find_asked (VmrBuddy *s);
/* Marks an order's number in the card, at r, where it is the answer to a question, or a wrong one. */
void vmr_buddy_judge_row (VmrBuddy *s, guint order, VmrRect r);
guint vmr_buddy_past (const VmrBuddy *s, KmPfn *pfn);
gboolean vmr_buddy_spread_rows (VmrBuddy *s, double bottom);
/* Upper edge and height of an order in the card of lists; FALSE where there is no room for it. */
gboolean vmr_buddy_list_row (const VmrBuddy *s, guint order, double *y, double *h);
/* Whether an order that has free blocks would be neither a row nor in the sum of several. */
gboolean vmr_buddy_leaves_out (const VmrBuddy *s);
gboolean vmr_buddy_is_alloc (const VmrBuddy *s);
/* The step that asked this zone for the request, 0 when none has yet. */
guint vmr_buddy_asked (const VmrBuddy *s, guint zone);
/* A click on it opens the shelf of order. */
VmrRef vmr_buddy_order_ref (const VmrBuddy *s, guint order);
/* "279 555" */
const char *vmr_buddy_count (VmrBuddy *s, guint n);

/* Sets zone and type where something else was clicked, and the stretch and the orders to be drawn. */
void vmr_buddy_choose_window (VmrBuddy *s);
/* Each row returns its lower edge. */
double vmr_buddy_zones (VmrBuddy *s, double y);
double vmr_buddy_ribbon (VmrBuddy *s, double y);
double vmr_buddy_strip (VmrBuddy *s, double y);
double vmr_buddy_shelves (VmrBuddy *s, double y);
void vmr_buddy_xor (VmrBuddy *s, double y);
void vmr_buddy_lists (VmrBuddy *s, double bottom);
/* Left edge of the column of the request's type. */
double vmr_buddy_list_x (const VmrBuddy *s);
double vmr_buddy_tray (VmrBuddy *s, double y);
void vmr_buddy_find_given (VmrBuddy *s);
/* Whether one of n frames is handed out now. */
gboolean vmr_buddy_is_given (const VmrBuddy *s, KmPfn pfn, guint n);
void vmr_buddy_leave (VmrBuddy *s, double y);
/* A theft at the cursor: the blocks of @order it took from the lists of @from, from those of any
 * type, and the type that it took the block at @pfn from, -1 when it did not. */
void vmr_buddy_find_moved (VmrBuddy *s);
guint vmr_buddy_moved (const VmrBuddy *s, guint order, guint from);
guint vmr_buddy_moved_here (const VmrBuddy *s, guint order);
int vmr_buddy_moved_from (const VmrBuddy *s, KmPfn pfn);
int vmr_buddy_had_type (const VmrBuddy *s, KmPfn start, guint size);
gboolean vmr_buddy_left_behind (VmrBuddy *s, guint order, guint from, VmrRect r,
                                double above);
void vmr_buddy_light (VmrBuddy *s, double tray_y, double tray_h);
/* FALSE when there is nothing to say. */
gboolean vmr_buddy_why (VmrBuddy *s, VmrRect room);
void vmr_buddy_legend (VmrBuddy *s, VmrRect room);
double vmr_buddy_legend_height (const VmrBuddy *s, guint lines);

G_END_DECLS
