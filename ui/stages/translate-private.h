/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/walk.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* What the rows of the Translate stage share: see translate.c for the picture. */
typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  const KmMm       *mm;
  KmAddr            addr;
  guint             access, segment, hit, miss, fault, set, fill, memory;
   /* steps, 0 not reached */
  guint             start;                    /* of the latest attempt: a retry walks again */
  gboolean          returned;                 /* the kernel has gone back to the program */
  gboolean          retry;                    /* the fault is over, the access is made again */
  gboolean          at_rest, used;            /* no access in this command, but before: no light */
  gboolean          subject;                  /* at rest: what the step itself speaks of */
  KmAccess          kind;                     /* of the access, or of what a rest is like */
  guint             walk[KM_WALK_MAX];
  KmWalkLevel      levels[KM_WALK_MAX];
  guint             n_levels;
  gboolean          large;                    /* the directory's entry, which has been read, is that of a large page */
  double            m, w, small, row;
  double            line;                     /* height of a table's entry */
  guint             entries;                  /* how many of a table there is room for */
  double            caption_w;                /* room for words at the left of the letters at the foot */
  double            group_x[4], group_w[4];   /* of the bits of each level, and the offset */
  double            group_y;                  /* below their bars */
  double            label_x[4], label_w[4];   /* of their names, one row below */
  VmrPoint          tlb;                      /* foot of the TLB */
} VmrTranslate;

/* The light up to a step: half as strong once the kernel has taken over. */
void   vmr_translate_light  (VmrTranslate   *s,
                             const VmrPoint *points,
                             guint           n_points,
                             gboolean        arrow,
                             guint           step);
/* Whether the step reads or writes the entry that the address chooses at this level. */
gboolean vmr_translate_is_step (const VmrTranslate *s,
                                guint               level);
/* Whose address the drawing is of, and why: "clock last used 0x08058000". */
char    *vmr_translate_title (const VmrTranslate *s);
/* Whether one of the directory's entries that are drawn is that of a large page: then all show the bit. */
gboolean vmr_translate_shows_large (const VmrTranslate *s);
/* One table of the walk in its room; returns where the light leaves its entry, y 0 when the walk
 * has not come so far. */
double   vmr_translate_bar   (const VmrTranslate *s,   /* height of its bar in a room so high */
                              double        room);
VmrPoint vmr_translate_table (VmrTranslate  *s,
                             guint           level,
                             VmrRect         r,
                             double          bottom);  /* what names its base may come so low */

/* The bits of the address from y on; returns where they end. */
double vmr_translate_bits   (VmrTranslate *s,
                             double        y);
/* Tables, entries and where the walk ends. */
void   vmr_translate_tables (VmrTranslate *s,
                             double        y,
                             double        bottom);
/* Whether the step speaks of a frame that no entry holds yet: the light is on the frame, and no arrow leads
 * to it. */
gboolean vmr_translate_makes (const VmrTranslate *s,
                              KmPfn              *made);
/* The TLB knew the page, and that it may not be used in this way: no table was read. */
gboolean vmr_translate_refused (const VmrTranslate *s);
/* The border to the kernel at y, and below it what the kernel does. */
void   vmr_translate_kernel (VmrTranslate *s,
                             double        y);

/* What the step at the cursor has dropped from the TLB; returns how many. */
#define VMR_TLB_MAX (KM_TLB_SETS * KM_TLB_WAYS + KM_TLB_HUGE)
guint vmr_tlb_gone       (const KmMachine  *machine,
                          KmTlbEntry        gone[VMR_TLB_MAX]);
char *vmr_tlb_gone_words (guint             n);
void  vmr_tlb_ghost      (VmrCells         *cells,
                          VmrRect           r,
                          const KmTlbEntry *entry,
                          guint             style);

/* A program that a signal has ended; the width is 0 for any other. */
const char *vmr_translate_signal      (const KmTask     *task);
guint       vmr_translate_signal_step (const VmrSession *session);
double      vmr_translate_dead_width  (const VmrSession *session,
                                       VmrCells         *cells);
void        vmr_translate_dead        (const VmrSession *session,
                                       VmrCells         *cells,
                                       VmrRect           room);

/* The whole stage for lecture mode. */
void   vmr_translate_lecture (VmrTranslate *s);

gboolean vmr_translate_light_is_old (const VmrTranslate *s, guint step);
double vmr_translate_row_segment (VmrTranslate *s, double y);

G_END_DECLS
