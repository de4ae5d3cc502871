/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* A stretch of page frames as pixels: up to 4 Mi frames, written straight into an image surface. A
 * rectangle each would take 231 ms for a million cells, this takes 0.3.
 *
 *   1 cell = `group` frames (256 from afar, 1 close up), row by row from low addresses;
 *   high addresses at the top: the last row is the uppermost one.
 *   ▆▆▃ ▁   height of a cell's fill = share of its frames in use,
 *           colour = the role most of those have.
 *
 * Cells are whole device pixels with one pixel of ground between them.
 */
typedef struct _VmrFrameMap VmrFrameMap;

/* A VmrInk for frame pfn, VMR_INK_FREE for a free one, and in run how many frames from it on have
 * it, at least 1: frames that are one block are asked about once. */
typedef VmrInk (*VmrFrameRole) (guint32  pfn,
                                guint32 *run,
                                gpointer data);

typedef struct
{
  guint32 first_pfn;
  guint32 n_frames;
  guint   group;          /* frames a cell, at least 1 */
  guint   columns;
  guint   pitch;          /* device px from cell to cell */
  guint   scale;          /* device px a logical px */
} VmrFrameMapDef;

VmrFrameMapDef   vmr_frame_map_def_default (void);

VmrFrameMap     *vmr_frame_map_new         (const VmrFrameMapDef *def,
                                            VmrFrameRole          role,
                                            gpointer              data);
void             vmr_frame_map_free        (VmrFrameMap          *map);
const VmrFrameMapDef *vmr_frame_map_def    (const VmrFrameMap    *map);

/* All frames are read again: after a jump, a new theme. */
void             vmr_frame_map_refresh     (VmrFrameMap          *map,
                                            const VmrPalette     *palette);
/* Only the cells that these frames and the runs they begin lie in; frames outside the map are
 * ignored. */
void             vmr_frame_map_touch       (VmrFrameMap          *map,
                                            const guint32        *pfns,
                                            guint                 n_pfns);
/* Owned by the map, with its device scale set. */
cairo_surface_t *vmr_frame_map_surface     (VmrFrameMap          *map);

/* First frame of the cell at logical x, y of the surface; FALSE outside. */
gboolean         vmr_frame_map_at          (const VmrFrameMap    *map,
                                            double                x,
                                            double                y,
                                            guint32              *pfn);
/* Logical rectangle of the cell pfn lies in; FALSE outside. */
gboolean         vmr_frame_map_where       (const VmrFrameMap    *map,
                                            guint32               pfn,
                                            double               *x,
                                            double               *y,
                                            double               *side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrFrameMap, vmr_frame_map_free)

G_END_DECLS
