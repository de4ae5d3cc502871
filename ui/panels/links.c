/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a step rests on: the rules it leaves out, what a real kernel did here, where in Linux the
 * function stands. */
#include "ui/panels/links.h"

#include "ui/panels/panels.h"
#include "ui/panels/source.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Leads out of the window. */
#define SIGN "↗"
#define PAD 8.0

static void
chip_draw (VmrCells   *cells,
           VmrRect     r,
           VmrRef      ref,
           const char *spoken)
{
  VmrCell *cell = vmr_cells_box (cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 6);

  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_subject (cells, cell, ref, spoken, NULL);
}

static VmrRect
chip_rect (const VmrCells *cells,
           VmrRect         r,
           double          w)
{
  double h = MIN (r.h, ceil (cells->metrics.small * 1.8));

  return VMR_RECT (r.x + r.w - w, r.y + (r.h - h) / 2, w, h);
}

/* "Rules used (n)": what this program leaves out of the step, as a link. Returns the width it took:
 * it is there in the narrowest window too, and what stands beside it gives way. */
static double
rules_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r)
{
  g_autoptr (GPtrArray) rules = vmr_session_rules (session, vmr_session_cursor (session));
  g_autofree char *text = g_strdup_printf (_("Rules used (%u)"), rules->len);
  g_autofree char *brief = g_strdup_printf (_("Rules (%u)"), rules->len);
  gboolean fits = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + 2 <= r.w * 0.6;
  const char *shown = fits ? text : brief;
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, shown) + 2;
  VmrCell *cell;

  if (rules->len == 0)
    return 0;
  cell = vmr_cells_spot (cells, VMR_RECT (r.x, r.y, w, r.h));
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_RULES, 0), text, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x, r.y, w, r.h), VMR_SMALL | VMR_BOLD, VMR_INK_ACCENT, shown,
                  NULL);
  return w;
}

/* "real kernel: touch.trace.txt:4" as a chip, at the right of R, where a recording has this kind of step.
 * Returns the width it took; the source of the function is the last to give way. */
static double
recording_draw (const VmrSession *session,
                VmrCells         *cells,
                VmrRect           r)
{
  guint cursor = vmr_session_cursor (session);
  const KmStepInfo *info = km_machine_step_info (vmr_session_machine (session), cursor);
  const KmTextEntry *entry = vmr_texts_recorded (info->name);
  g_autofree char *text = entry ? g_strdup_printf (_("real kernel: %s"), entry->headline->text) : NULL;
  double w = text ? vmr_cells_measure (cells, VMR_SMALL, text) + 2 * PAD + 2 : 0;

  if (text == NULL || w > r.w / 2)
    return 0;
  r = chip_rect (cells, r, w);
  chip_draw (cells, r, vmr_ref (VMR_REF_ACTION, VMR_ACTION_RECORDING, cursor), text);
  vmr_cells_text (cells, VMR_RECT (r.x + PAD, r.y, r.w - PAD, r.h), VMR_SMALL, VMR_INK_ACCENT, text,
                  NULL);
  return w;
}

/* The first wording of the place that fits: "mm/memory.c:3650", "memory.c:3650", "memory.c". */
static char *
place_text (VmrCells         *cells,
            const KmStepInfo *info,
            guint             line,
            double            w)
{
  const char *base = strrchr (info->file, '/');
  g_autofree char *number = line > 0 ? g_strdup_printf (":%u", line) : g_strdup ("");
  char *texts[3];
  char *found = NULL;

  base = base && info->origin == KM_ORIGIN_KERNEL ? base + 1 : info->file;
  texts[0] = g_strconcat (info->file, number, NULL);
  texts[1] = g_strconcat (base, number, NULL);
  texts[2] = g_strdup (base);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (found == NULL && vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, texts[i]) <= w)
      found = g_steal_pointer (&texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  return found;
}

/* Where the function stands: a chip that opens it. A section of the processor's manual has no link,
 * and is no chip. */
static void
source_draw (const VmrSession *session,
             VmrCells         *cells,
             VmrRect           r)
{
  guint cursor = vmr_session_doing (session);
  const KmStepInfo *info = km_machine_step_info (vmr_session_machine (session), cursor);
  gboolean kernel = info->origin == KM_ORIGIN_KERNEL;
  guint line = kernel ? vmr_source_line (info->file, info->function) : 0;
  double sign = kernel ? vmr_cells_measure (cells, VMR_SMALL, SIGN) + 4 : 0;
  double pad = kernel ? PAD : 0, w;
  g_autofree char *text = place_text (cells, info, line, r.w - sign - 2 * pad);
  g_autofree char *spoken = kernel ? g_strdup_printf (_("Source of %s, %s"), info->function,
                                                      text ? text : info->file) : NULL;
  VmrCell *cell;

  w = (text ? vmr_cells_measure (cells, VMR_SMALL | VMR_MONO, text) : 0) + sign + 2 * pad;
  if (w > r.w || (text == NULL && !kernel))
    return;
  r = chip_rect (cells, r, w);
  if (kernel)
    {
      chip_draw (cells, r, vmr_ref (VMR_REF_ACTION, VMR_ACTION_SOURCE, cursor), spoken);
      vmr_cells_text (cells, VMR_RECT (r.x, r.y, r.w - pad, r.h), VMR_SMALL | VMR_RIGHT,
                      VMR_INK_ACCENT, SIGN, NULL);
    }
  else
    {
      cell = vmr_cells_spot (cells, r);
      vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FILE, cursor, 0), info->file, NULL);
    }
  if (text)
    vmr_cells_text (cells, VMR_RECT (r.x + pad, r.y, r.w - 2 * pad - sign + 1, r.h),
                    VMR_SMALL | VMR_MONO, kernel ? VMR_INK_ACCENT : VMR_INK_SECONDARY, text, NULL);
}

void
vmr_links_draw (const VmrSession *session,
                VmrCells         *cells,
                VmrRect           r)
{
  double rules, recording;

  g_return_if_fail (session != NULL);
  if (vmr_session_cursor (session) == 0)
    return;
  rules = rules_draw (session, cells, r);
  rules += rules > 0 ? 12 : 0;
  recording = recording_draw (session, cells, VMR_RECT (r.x + rules, r.y, r.w - rules, r.h));
  recording += recording > 0 ? 8 : 0;
  source_draw (session, cells, VMR_RECT (r.x + rules, r.y, r.w - rules - recording, r.h));
}
