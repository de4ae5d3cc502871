/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How much a press stops at: three depths beside the timeline, or in a narrow window one button that
 * goes round. */
#include "ui/panels/depth.h"

#include "ui/panels/panels.h"
#include "ui/panels/words.h"
#include "ui/session/session-stops.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_DEPTHS (KM_DEPTH_ALL + 1)

static const char *
depth_name (KmDepth depth)
{
  static const char *const names[N_DEPTHS] = { N_("Story"), N_("Subject"), N_("All") };

  return _(names[depth]);
}

static char *
depth_label (const VmrSession *session,
             KmDepth           depth)
{
  char count[32];

  return g_strdup_printf ("%s %s", depth_name (depth),
                          vmr_count_text (vmr_session_n_stops (session, depth), count,
                                          sizeof count));
}

static char *
depth_spoken (const VmrSession *session,
              KmDepth           depth,
              gboolean          now)
{
  guint n = vmr_session_n_stops (session, depth);

  return g_strdup_printf (now ? _("Depth %s, %u stops, chosen") : _("Depth %s, %u stops"),
                          depth_name (depth), n);
}

double
vmr_depth_width (const VmrSession *session,
                 VmrCells         *cells,
                 gboolean          wide)
{
  double w = 0;

  g_return_val_if_fail (session != NULL, 0);
  for (guint i = 0; i < N_DEPTHS; i++)
    {
      g_autofree char *label = depth_label (session, i);
      double own = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, label) + 22;

      w = wide ? w + own : MAX (w, own + cells->metrics.small);
    }
  return ceil (w);
}

static void
depth_draw (const VmrSession *session,
            VmrCells         *cells,
            KmDepth           depth,
            VmrRect           r)
{
  gboolean now = vmr_session_depth (session) == depth;
  g_autofree char *label = depth_label (session, depth);
  g_autofree char *spoken = depth_spoken (session, depth, now);
  VmrCell *cell = vmr_cells_box (cells, r, now ? VMR_INK_PANEL : VMR_INK_SOFT, VMR_TINT_FULL, 6);

  if (now)
    vmr_cell_outline (cell, VMR_INK_ACCENT, 1.5);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_DEPTH + depth, 0), spoken,
                     NULL);
  vmr_cells_text (cells, r, VMR_SMALL | VMR_CENTER | (now ? VMR_BOLD : 0), VMR_INK_TEXT, label,
                  NULL);
}

/* One button: pressed, it goes on to the next depth. */
static void
depth_button_draw (const VmrSession *session,
                   VmrCells         *cells,
                   VmrRect           r)
{
  KmDepth now = vmr_session_depth (session), next = (now + 1) % N_DEPTHS;
  g_autofree char *label = depth_label (session, now);
  g_autofree char *spoken = depth_spoken (session, now, TRUE);
  g_autofree char *shown = g_strdup_printf ("%s ▾", label);
  VmrCell *cell = vmr_cells_box (cells, r, VMR_INK_SOFT, VMR_TINT_FULL, 6);

  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_DEPTH + next, 0), spoken,
                     NULL);
  vmr_cells_text (cells, r, VMR_SMALL | VMR_CENTER, VMR_INK_TEXT, shown, label, NULL);
}

void
vmr_depth_layout (const VmrSession *session,
                  VmrCells         *cells,
                  VmrRect           r,
                  gboolean          wide)
{
  double x = r.x + 1;

  if (!wide)
    {
      depth_button_draw (session, cells, r);
      return;
    }
  vmr_cells_box (cells, r, VMR_INK_SOFT, VMR_TINT_FULL, 7);
  for (guint i = 0; i < N_DEPTHS; i++)
    {
      g_autofree char *label = depth_label (session, i);
      double w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, label) + 21;

      depth_draw (session, cells, i, VMR_RECT (x, r.y + 1, w, r.h - 2));
      x += w + 1;
    }
}
