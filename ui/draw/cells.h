/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "ui/draw/palette.h"
#include "ui/draw/text-cache.h"
#include "ui/session/ref.h"

G_BEGIN_DECLS

/* Cells: a finished drawing as an array.
 *
 *   state ── layout ──► VmrCells ──┬─► vmr_paint          pixels
 *   (const)  (once a move)         ├─► vmr_cells_pick     pointer, tooltip
 *                                  ├─► vmr_cells_focus    Tab, arrows
 *                                  ├─► accessible children
 *                                  └─► vmr_cells_check    overlap, clipping, size, contrast
 *
 * A view's layout function writes cells back to front and does nothing else; nothing is laid out
 * while painting. All lengths are logical px, y grows downwards, angles do not exist.
 *
 * Text is a cell of its own, so a box can hold several. It fits by rule: of a list of wordings from
 * long to short the first that fits is taken, and when none does the text is left out. It is never
 * clipped and never smaller than its class. Its ink is replaced by black or white when it would
 * have less than 4.5:1 on what lies below.
 */

typedef struct { double x, y; } VmrPoint;
typedef struct { double x, y, w, h; } VmrRect;

#define VMR_RECT(x, y, w, h) ((VmrRect) { (x), (y), (w), (h) })

typedef enum
{
  VMR_SHAPE_BOX,          /* fill, outline, corner radius, a strong edge on one side */
  VMR_SHAPE_TEXT,
  VMR_SHAPE_LINE,         /* polyline with rounded corners */
  VMR_SHAPE_POLYGON,      /* filled, no outline */
  VMR_SHAPE_DOT,          /* circle: a numbered one has its number as text cell on top */
  VMR_SHAPE_BITMAP,       /* a pixel surface, never scaled */
  VMR_SHAPE_SPOT,         /* draws nothing: a place to hover or press */
} VmrShape;

typedef enum
{
  VMR_CELL_DASHED  = 1 << 0,
  VMR_CELL_HATCH   = 1 << 1,   /* dirty */
  VMR_CELL_ARROW   = 1 << 2,   /* head at the last point */
  VMR_CELL_LIGHT   = 1 << 3,   /* path of light of this step */
  VMR_CELL_CAUSE   = 1 << 4,   /* lights first */
  VMR_CELL_CHANGED = 1 << 5,   /* settles last, outlined */
  VMR_CELL_GHOST   = 1 << 6,   /* where it was before this step */
  VMR_CELL_FUTURE  = 1 << 7,   /* not reached: neutral */
  VMR_CELL_HOLLOW  = 1 << 8,   /* a dot reached before: ground inside */
  VMR_CELL_EDGE    = 1 << 9,   /* full-strength edge of the fill's ink on the left */
  VMR_CELL_DEFAULT = 1 << 10,  /* the focus starts here */
  VMR_CELL_BREAK   = 1 << 11,  /* a gauge that is cut: white slash near the right end */
  VMR_CELL_SHADOW  = 1 << 12,
  VMR_CELL_SCALE   = 1 << 13,  /* a text of a ruler: it stands there whatever an answer is */
} VmrCellFlags;

/* How text is set: one size, any of the others. Without an alignment: left, middle of the
 * height. */
typedef enum
{
  VMR_BODY     = 0,
  VMR_SMALL    = 1,
  VMR_HEADLINE = 2,
  VMR_TITLE    = 3,
  VMR_SIZE     = 7,            /* mask */
  VMR_MONO     = 1 << 3,
  VMR_BOLD     = 1 << 4,
  VMR_RIGHT    = 1 << 5,
  VMR_CENTER   = 1 << 6,
  VMR_TOP      = 1 << 7,
  VMR_BOTTOM   = 1 << 8,
  VMR_UPWARDS  = 1 << 9,       /* read from below, for slim bars */
  VMR_KEEP_INK = 1 << 10,      /* decoration: no contrast rule */
  VMR_STRUCK   = 1 << 11,      /* struck through: it is no more */
} VmrStyle;

typedef struct
{
  VmrShape     shape;
  VmrRect      rect;           /* for text: what the glyphs take */
  double       radius;
  VmrInk       fill;
  guint        tint;           /* of the fill, percent */
  VmrInk       stroke;
  guint        stroke_tint;
  double       width;          /* of the stroke, px; 0 draws none */
  guint        flags;
  VmrStyle     style;
  guint        first_point;    /* in cells->points */
  guint        n_points;
  PangoLayout *layout;         /* text */
  VmrPoint     was;            /* seen from here, where it came from if no cell stood there */
  VmrRect      room;           /* text: where it had to fit */
  double       px;             /* text: font size */
  cairo_surface_t *surface;
  VmrRef       ref;
  guint32      part;           /* which part of the referred thing; matches cells over a move */
  const char  *name;           /* for screen readers; owned by the cells */
  const char  *tooltip;
} VmrCell;

/* Sizes of one view, px. */
typedef struct
{
  double   body, small, headline, title;
  double   floor;              /* nothing below this */
  double   light;              /* width of a path of light */
  double   line;               /* ordinary stroke */
  double   row;                /* comfortable height of a row with body text */
  gboolean lecture;
} VmrMetrics;

/* Where the light of this step leaves a drawing for the one beside it, or comes in from there. Two
 * neighbours that name the same thing at the same port are joined: see bridge.h. */
typedef enum
{
  VMR_PORT_ADDRESS,            /* address space and stage; what: the address */
  VMR_PORT_FRAME,              /* stage and physical memory; what: the frame's number */
} VmrPortKind;
#define VMR_N_PORTS 2

typedef struct
{
  gboolean  set;
  gboolean  old;               /* an earlier stretch of the way */
  VmrPoint  at;
  double    tail;              /* how far a thin line leads on to the right, to what is meant; px */
  guint32   what;
} VmrPort;

typedef struct
{
  GArray           *array;     /* VmrCell, back to front */
  GArray           *points;    /* VmrPoint */
  double            width, height;
  const VmrPalette *palette;
  VmrTextCache     *texts;
  VmrMetrics        metrics;
  GStringChunk     *strings;
  VmrPort           ports[VMR_N_PORTS];
} VmrCells;

/* texts is borrowed and must outlive the cells. */
VmrCells   *vmr_cells_new          (const VmrPalette *palette,
                                    VmrTextCache     *texts,
                                    VmrMetrics        metrics,
                                    double            width,
                                    double            height);
void        vmr_cells_free         (VmrCells         *cells);
/* Copies all cells of a drawing made on its own, moved by dx, dy. */
void        vmr_cells_append       (VmrCells         *cells,
                                    const VmrCells   *other,
                                    double            dx,
                                    double            dy);
guint       vmr_cells_n            (const VmrCells   *cells);
VmrCell    *vmr_cells_get          (const VmrCells   *cells,
                                    guint             index);

/* The adders return the new cell for further adornment; the pointer is good until the next one. */
VmrCell    *vmr_cells_box          (VmrCells         *cells,
                                    VmrRect           rect,
                                    VmrInk            fill,
                                    guint             tint,
                                    double            radius);
VmrCell    *vmr_cells_frame        (VmrCells         *cells,    /* outline only */
                                    VmrRect           rect,
                                    VmrInk            stroke,
                                    double            width,
                                    double            radius);
VmrCell    *vmr_cells_line         (VmrCells         *cells,
                                    const VmrPoint   *points,
                                    guint             n_points,
                                    VmrInk            ink,
                                    double            width);
VmrCell    *vmr_cells_segment      (VmrCells         *cells,
                                    double            x0,
                                    double            y0,
                                    double            x1,
                                    double            y1,
                                    VmrInk            ink,
                                    double            width);
/* The light of this step along points: half strength, wide, arrow or plain end. */
VmrCell    *vmr_cells_light        (VmrCells         *cells,
                                    const VmrPoint   *points,
                                    guint             n_points,
                                    gboolean          arrow);
/* The stretch of the way that was walked before: half as strong. */
void        vmr_cell_old           (VmrCell          *light);
VmrPort    *vmr_cells_port         (VmrCells         *cells,
                                    VmrPortKind       kind,
                                    double            x,
                                    double            y,
                                    guint32           what);
VmrCell    *vmr_cells_polygon      (VmrCells         *cells,
                                    const VmrPoint   *points,
                                    guint             n_points,
                                    VmrInk            ink,
                                    guint             tint);
/* The numbered dot of a step (1 is first, 0 has no number): filled when now, outlined when reached
 * before. */
void        vmr_cells_dot          (VmrCells         *cells,
                                    double            x,
                                    double            y,
                                    guint             number,   /* what it shows */
                                    guint             step,     /* where a click goes */
                                    const char       *name,     /* what the step is */
                                    gboolean          now);
/* How far a dot with up to two digits reaches from its middle to either side. */
double      vmr_cells_dot_reach    (VmrCells         *cells);
VmrCell    *vmr_cells_bitmap       (VmrCells         *cells,
                                    double            x,
                                    double            y,
                                    cairo_surface_t  *surface);
VmrCell    *vmr_cells_spot         (VmrCells         *cells,
                                    VmrRect           rect);

/* Text by the fit rule; the wordings end with NULL. NULL when none fits. */
VmrCell    *vmr_cells_text         (VmrCells         *cells,
                                    VmrRect           room,
                                    guint             style,
                                    VmrInk            ink,
                                    const char       *first,
                                    ...) G_GNUC_NULL_TERMINATED;
/* One wording, made by printf. */
VmrCell    *vmr_cells_textf        (VmrCells         *cells,
                                    VmrRect           room,
                                    guint             style,
                                    VmrInk            ink,
                                    const char       *format,
                                    ...) G_GNUC_PRINTF (5, 6);
/* Lines broken at the room's width. Leaves out sentences from the end until it fits the height.
 * Returns the height taken, 0 when nothing fits. */
double      vmr_cells_paragraph    (VmrCells         *cells,
                                    VmrRect           room,
                                    guint             style,
                                    VmrInk            ink,
                                    const char       *text);
/* Whether all of its sentences would be there. */
gboolean    vmr_cells_paragraph_fits (VmrCells   *cells,
                                      VmrRect     room,
                                      guint       style,
                                      const char *text);
/* Other words, no longer than those of a text cell, in its place. */
void        vmr_cells_retext       (VmrCells         *cells,
                                    guint             index,
                                    const char       *text);
/* Width text would take, without adding it. */
double      vmr_cells_measure      (VmrCells         *cells,
                                    guint             style,
                                    const char       *text);

/* Makes a cell stand for something: reachable by pointer, keyboard and screen reader. name and
 * tooltip are copied; tooltip may be NULL (then the name). */
void        vmr_cells_subject      (VmrCells         *cells,
                                    VmrCell          *cell,
                                    VmrRef            ref,
                                    const char       *name,
                                    const char       *tooltip);
/* Words that a screen reader finds where they are drawn; they stand for nothing else. */
void        vmr_cells_spoken       (VmrCells         *cells,
                                    VmrRect           rect,
                                    const char       *words);
const char *vmr_cells_string       (VmrCells         *cells,
                                    const char       *string);
void        vmr_cell_outline       (VmrCell          *cell,
                                    VmrInk            ink,
                                    double            width);

/* What lies under the point as painted so far. */
VmrRgb      vmr_cells_ground       (const VmrCells   *cells,
                                    double            x,
                                    double            y,
                                    guint             below);

/* Index of the topmost cell with a reference at the point; -1 none. */
int         vmr_cells_pick         (const VmrCells   *cells,
                                    double            x,
                                    double            y);
/* Next cell with a reference after from in direction dx, dy (one of them ±1), or in reading order
 * when both are 0 and step is ±1. from < 0 starts. -1 at the end. */
int         vmr_cells_focus        (const VmrCells   *cells,
                                    int               from,
                                    int               dx,
                                    int               dy,
                                    int               step);
int         vmr_cells_find         (const VmrCells   *cells,
                                    VmrRef            ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrCells, vmr_cells_free)

G_END_DECLS
