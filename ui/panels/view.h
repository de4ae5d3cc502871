/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/panels/env.h"

G_BEGIN_DECLS

/* The one widget that draws. What it shows is a definition: a layout function that turns the
 * session into cells. A subclass for each panel was the other way; then every panel could override
 * painting or picking, and the promise that all of them read one array would be only a habit.
 * Definitions also need no GTK, so that every panel and stage is laid out and measured in tests
 * without a display.
 *
 *   static void
 *   clock_layout (gpointer data, const VmrSession *session, VmrCells *cells)
 *   {
 *     vmr_cells_text (cells, VMR_RECT (0, 0, cells->width, 20), VMR_BODY, VMR_INK_TEXT, "12:00", NULL);
 *   }
 *   const VmrViewDef vmr_clock_view = { .name = N_("Clock"), .layout = clock_layout };
 */
typedef struct
{
  const char *name;           /* for screen readers, N_() */
  void      (*layout)    (gpointer          data,
                          const VmrSession *session,
                          VmrCells         *cells);
  /* State of the drawing itself (a zoom, a pixel map), never of the machine; may be NULL. */
  gpointer  (*data_new)  (void);
  void      (*data_free) (gpointer          data);
  /* A cell with VMR_REF_ACTION was pressed. TRUE when the view has to lay out again; what it
   * returns FALSE for is sent on by the signal "action". */
  gboolean  (*press)     (gpointer          data,
                          VmrSession       *session,
                          const VmrCell    *cell);
  /* What exactly lies under a point of a cell that shows many things (a bitmap); may be NULL. */
  VmrRef    (*refine)    (gpointer          data,
                          const VmrSession *session,
                          const VmrCell    *cell,
                          double            x,
                          double            y);
  /* Nearer (1), farther (−1) or back to all of it (0), around a point of the view. FALSE when there
   * is nothing to do; may be NULL. */
  gboolean  (*zoom)      (gpointer          data,
                          const VmrSession *session,
                          const VmrCells   *cells,
                          int               direction,
                          double            x,
                          double            y);
  /* Motion of the drawing's own, ms since the last call; FALSE when it has come to rest; may be
   * NULL. */
  gboolean  (*advance)   (gpointer          data,
                          double            ms);
} VmrViewDef;

#define VMR_TYPE_VIEW (vmr_view_get_type ())
G_DECLARE_FINAL_TYPE (VmrView, vmr_view, VMR, VIEW, GtkDrawingArea)

/* Signals:
 *   action (id)       a cell with VMR_REF_ACTION that the definition does not handle
 *   ground-clicked    a click on nothing
 *   context (kind, id, x, y)   right click, or the menu key on the focused cell; the thing is selected
 *   laid-out          there is a new drawing
 */
GtkWidget      *vmr_view_new       (VmrEnv           *env,
                                    const VmrViewDef *def);
VmrEnv         *vmr_view_env       (VmrView          *self);
/* For screen readers. */
const char     *vmr_view_name      (VmrView          *self);
/* Shows something else from now on. */
void            vmr_view_set_def   (VmrView          *self,
                                    const VmrViewDef *def);
/* Lays out and draws again. Coalesced: as often as one likes. */
void            vmr_view_queue     (VmrView          *self);
/* The present cells, laid out now if need be. */
const VmrCells *vmr_view_cells     (VmrView          *self);
int             vmr_view_focus     (VmrView          *self);
void            vmr_view_set_focus (VmrView          *self,
                                    int               index);
void            vmr_view_activate  (VmrView          *self,
                                    int               index);

gboolean        vmr_view_is_hovered (VmrView          *self);
/* Around the pointer, else around the middle. */
gboolean        vmr_view_zoom      (VmrView          *self,
                                    int               direction);

GType           vmr_view_accessible_get_type (void);
/* The cells changed: whoever listens is told which children are gone and which are new. */
void            vmr_view_accessible_update   (AtkObject *accessible);
/* The view goes. */
void            vmr_view_accessible_drop     (AtkObject *accessible);
/* The keyboard's focus is at another cell; -1 none. */
void            vmr_view_accessible_focus    (AtkObject *accessible,
                                              int        from,
                                              int        to);
/* Reads out, once. */
void            vmr_view_announce            (VmrView    *self,
                                              const char *text);

G_END_DECLS
