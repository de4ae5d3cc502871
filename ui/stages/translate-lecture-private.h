/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/translate-private.h"

G_BEGIN_DECLS

/* The drawing for a hall: see translate-lecture.c for the picture. */
typedef struct
{
  VmrTranslate *s;
  KmPfn         made;               /* frame that the kernel makes ready for the empty entry */
  gboolean      makes;
  double        head_y, head_h;     /* the indices */
  double        table_y, line;      /* the tables */
  double        end;                /* height of a table's first and last entry; 0 without room */
  double        column, gap;
  double        plate;              /* height of what the walk ends in */
  double        foot;               /* height kept for CR3 below the tables; 0: it is not shown */
} VmrHall;

double   vmr_hall_column (const VmrHall *h,
                          guint          i);
/* The id of a level's word, and the word. */
const char *vmr_hall_level_word (const VmrHall *h,
                                 guint          i);
const char *vmr_hall_level_name (const VmrHall *h,
                                 guint          i);
/* The address or its indices. */
void     vmr_hall_head   (VmrHall       *h);
/* That word small in the middle of r, in two languages or as there is room; FALSE: there is none. */
gboolean vmr_hall_word   (VmrHall       *h,
                          VmrRect        r,
                          VmrInk         ink,
                          const char    *id);
/* The light comes in to what the address goes to: the indices, the TLB, segmentation. */
void     vmr_hall_enter  (VmrHall       *h,
                          double         y);
void     vmr_hall_frame  (VmrHall       *h,
                          VmrRect        r,
                          KmPfn          pfn);
/* Which right the entry lacks that the access needed; NULL when there was no such fault, or it is another entry that
 * lacks it. */
const char *vmr_hall_lacks (const VmrHall *h,
                            guint64        entry);
void     vmr_hall_fault  (VmrHall       *h,
                          VmrRect        r);
/* The signal that the fault in r has ended the program with; nothing when it has not. */
void     vmr_hall_signal (VmrHall       *h,
                          VmrRect        r);
/* Where the step is about what the CPU does before it reads a table, that in place of the tables;
 * FALSE else. */
gboolean vmr_hall_cpu    (VmrHall       *h);

/* Whose walk is drawn, and why, when no access is under way. */
void     vmr_hall_rest   (const VmrHall *h,
                          VmrRect        r);
/* Height below the tables when no access is under way: of those words, or of CR3 with its arrow when the step has
 * loaded it; else 0. */
double   vmr_hall_cr3_height (const VmrHall *h);
/* The register in that height, and the light up to the directory's foot; 0: no directory is drawn. */
void     vmr_hall_cr3    (VmrHall       *h,
                          double         foot);

G_END_DECLS
