/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/bridge.h"

#include "ui/draw/paint.h"

#include <math.h>

/* The address comes before the stage's own light, the frame after it (transition.h). */
#define ADDRESS_FROM_MS 100.0
#define FRAME_FROM_MS 600.0
#define RUN_MS 300.0
#define WHOLE_MS (FRAME_FROM_MS + RUN_MS)
/* Farther apart something else lies between the two, such as an opened panel. */
#define WIDEST_GAP 48

typedef struct
{
  VmrPort   ends[2];            /* what was joined last, in coordinates of the container */
  double    gap;
  gboolean  joined;
  VmrPort   left[2];            /* going backwards: what runs back to where it came from */
  double    left_gap;
  gboolean  leaves;
  gint64    started;            /* frame clock, µs; 0 at rest */
} Span;

typedef struct
{
  GtkWidget *container;
  VmrView   *views[3];
  Span       spans[VMR_N_PORTS];
  guint      tick;
} Bridge;

VmrCell *
vmr_bridge_light (VmrCells *cells,
                  VmrPoint  from,
                  VmrPoint  to,
                  double    gap)
{
  VmrPoint path[4] = { from, { gap, from.y }, { gap, to.y }, to };

  g_return_val_if_fail (cells != NULL, NULL);
  return vmr_cells_light (cells, path, 4, FALSE);
}

void
vmr_bridge_tail (VmrCells      *cells,
                 const VmrPort *end)
{
  g_return_if_fail (cells != NULL);
  if (end->tail > 0)
    vmr_cells_segment (cells, end->at.x, end->at.y, end->at.x + end->tail, end->at.y, VMR_INK_LIGHT,
                       1.5);
}

static gboolean
end_of (Bridge     *self,
        guint       view,
        VmrPortKind kind,
        VmrPort    *end)
{
  GtkWidget *widget = GTK_WIDGET (self->views[view]);
  int x, y;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  *end = vmr_view_cells (self->views[view])->ports[kind];
  if (!end->set || !gtk_widget_translate_coordinates (widget, self->container, 0, 0, &x, &y))
    return FALSE;
  end->at.x += x;
  end->at.y += y;
  return TRUE;
}

/* The two ends of a port in coordinates of the container, and the middle between their views. */
static gboolean
span_ends (Bridge *self,
           guint   kind,
           VmrPort ends[2],
           double *gap)
{
  GtkWidget *left = GTK_WIDGET (self->views[kind]), *right = GTK_WIDGET (self->views[kind + 1]);
  int end, start;

  if (!end_of (self, kind, kind, &ends[0]) || !end_of (self, kind + 1, kind, &ends[1]) ||
      ends[0].what != ends[1].what)
    return FALSE;
  gtk_widget_translate_coordinates (left, self->container, gtk_widget_get_allocated_width (left), 0,
                                    &end, NULL);
  gtk_widget_translate_coordinates (right, self->container, 0, 0, &start, NULL);
  *gap = (end + start) / 2.0;
  return start - end < WIDEST_GAP;
}

static gboolean
same_ends (const VmrPort a[2],
           const VmrPort b[2])
{
  return a[0].what == b[0].what && fabs (a[1].tail - b[1].tail) < 1 && a[0].old == b[0].old && a[1].old == b[1].old &&
         fabs (a[0].at.y - b[0].at.y) < 1 &&
         fabs (a[1].at.y - b[1].at.y) < 1 && fabs (a[0].at.x - b[0].at.x) < 1 &&
         fabs (a[1].at.x - b[1].at.x) < 1;
}

static double
span_reveal (Bridge *self,
             guint   kind)
{
  const Span *span = &self->spans[kind];
  VmrEnv *env = vmr_view_env (self->views[1]);
  gint64 now;
  double ms;

  if (span->started == 0)
    return 1;
  now = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (self->container));
  ms = (now - span->started) / 1000.0 * vmr_player_speed (vmr_env_player (env));
  /* As the stage does: from the end, twice as fast. */
  if (span->leaves)
    ms = WHOLE_MS - 2 * ms;
  ms -= kind == VMR_PORT_ADDRESS ? ADDRESS_FROM_MS : FRAME_FROM_MS;
  return CLAMP (ms / RUN_MS, 0, 1);
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Bridge *self = data;
  gboolean running = FALSE;

  for (guint kind = 0; kind < VMR_N_PORTS; kind++)
    {
      Span *span = &self->spans[kind];

      if (span->started != 0 && (span->leaves ? span_reveal (self, kind) <= 0
                                 : span_reveal (self, kind) >= 1))
        span->started = span->leaves = 0;
      running |= span->started != 0;
    }
  gtk_widget_queue_draw (widget);
  if (running)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* Forwards for a light that is new, backwards for the one that span still has: it goes. */
static void
span_start (Bridge *self,
            Span   *span)
{
  VmrEnv *env = vmr_view_env (self->views[1]);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->container);

  if (clock == NULL || vmr_env_motion (env) != VMR_MOTION_FULL)
    return;
  span->leaves = vmr_session_backwards (vmr_env_session (env));
  if (span->leaves)
    memcpy (span->left, span->ends, sizeof span->left);
  span->left_gap = span->gap;
  span->started = gdk_frame_clock_get_frame_time (clock);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->container, on_tick, self, NULL);
}

/* A view has a new drawing: are the ends where they were? */
static void
on_laid_out (Bridge *self)
{
  gboolean changed = FALSE;

  for (guint kind = 0; kind < VMR_N_PORTS; kind++)
    {
      Span *span = &self->spans[kind];
      VmrPort ends[2];
      double gap = 0;
      gboolean joined = span_ends (self, kind, ends, &gap);

      if (joined == span->joined && (!joined || same_ends (ends, span->ends)))
        continue;
      changed = TRUE;
      /* A window that only changes its size does not tell it again. */
      if (joined && span->joined ? span->ends[0].what != ends[0].what
          : joined != vmr_session_backwards (vmr_env_session (vmr_view_env (self->views[1]))))
        span_start (self, span);
      span->joined = joined;
      span->gap = gap;
      if (joined)
        memcpy (span->ends, ends, sizeof ends);
    }
  if (changed)
    gtk_widget_queue_draw (self->container);
}

static void
light_draw (cairo_t       *cr,
            VmrCells      *cells,
            const VmrPort  ends[2],
            double         gap,
            double         reveal)
{
  VmrMotion motion = VMR_MOTION_NONE;
  VmrCell *cell = vmr_bridge_light (cells, ends[0].at, ends[1].at, gap);

  if (ends[0].old || ends[1].old)
    vmr_cell_old (cell);
  motion.reveal = reveal;
  if (reveal > 0)
    vmr_paint_cell (cr, cells, vmr_cells_n (cells) - 1, &motion);
  if (reveal < 1 || ends[1].tail <= 0)
    return;
  vmr_bridge_tail (cells, &ends[1]);
  vmr_paint_cell (cr, cells, vmr_cells_n (cells) - 1, &motion);
}

static gboolean
on_draw (GtkWidget *container,
         cairo_t   *cr,
         gpointer   data)
{
  Bridge *self = data;
  VmrEnv *env = vmr_view_env (self->views[1]);
  g_autoptr (VmrCells) cells = NULL;

  for (guint kind = 0; kind < VMR_N_PORTS; kind++)
    {
      const Span *span = &self->spans[kind];

      if (!span->joined && !span->leaves)
        continue;
      if (cells == NULL)
        cells = vmr_cells_new (vmr_env_palette (env), vmr_env_texts (env), vmr_env_metrics (env),
                               gtk_widget_get_allocated_width (container),
                               gtk_widget_get_allocated_height (container));
      if (span->joined)
        light_draw (cr, cells, span->ends, span->gap, span->leaves ? 1 : span_reveal (self, kind));
      if (span->leaves)
        light_draw (cr, cells, span->left, span->left_gap, span_reveal (self, kind));
    }
  return GDK_EVENT_PROPAGATE;
}

void
vmr_bridge_attach (GtkWidget *container,
                   VmrView   *left,
                   VmrView   *stage,
                   VmrView   *right)
{
  Bridge *self = g_new0 (Bridge, 1);

  self->container = container;
  self->views[0] = left;
  self->views[1] = stage;
  self->views[2] = right;
  g_signal_connect_data (container, "draw", G_CALLBACK (on_draw), self,
                         (GClosureNotify) (void (*) (void)) g_free, G_CONNECT_AFTER);
  for (guint i = 0; i < G_N_ELEMENTS (self->views); i++)
    g_signal_connect_swapped (self->views[i], "laid-out", G_CALLBACK (on_laid_out), self);
}
