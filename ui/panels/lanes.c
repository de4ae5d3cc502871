/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lanes of CPU and kernel: the functions reached so far within this command, in the order in which
 * they were: pills on a thread. Which of them calls which is not told, so that no sign for it stands
 * between them. */
#include "ui/panels/lanes.h"

#include "ui/panels/links.h"
#include "ui/panels/panels.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  guint       step;
  const char *text;
  gboolean    kernel;
  double      w;
} Pill;

/* Functions reached within this command, newest last; a function that goes on is one pill. */
static GArray *
pills_collect (const VmrSession *session,
               VmrCells         *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_doing (session), first;
  GArray *pills = g_array_new (FALSE, TRUE, sizeof (Pill));

  if (cursor == 0)
    return pills;
  first = km_machine_command (machine, km_machine_step_command (machine, cursor))
          ->first_step;
  /* The allocator may have been asked by nobody: then there is no program to return to. */
  if (km_machine_step_kind (machine, cursor) == KM_STEP_DONE && km_machine_subject (machine) == NULL)
    cursor--;
  for (guint step = MAX (first, cursor > 40 ? cursor - 40 : 1); step <= cursor; step++)
    {
      const KmStepInfo *info = km_machine_step_info (machine, step);
      Pill pill = { step, vmr_step_function (info), info->origin == KM_ORIGIN_KERNEL, 0 };
      Pill *last = pills->len ? &g_array_index (pills, Pill, pills->len - 1) : NULL;

      if (last && g_str_equal (last->text, pill.text) && last->kernel == pill.kernel)
        {
          last->step = step;
          continue;
        }
      pill.w = vmr_cells_measure (cells, VMR_SMALL | VMR_MONO | VMR_BOLD, pill.text) + 18;
      g_array_append_val (pills, pill);
    }
  return pills;
}

static void
pill_draw (const VmrSession *session,
           VmrCells         *cells,
           const Pill       *pill,
           VmrRect           r)
{
  const KmStepInfo *info = km_machine_step_info (vmr_session_machine (session), pill->step);
  gboolean now = pill->step == vmr_session_doing (session);
  g_autofree char *name = g_strdup_printf ("%s, %s", pill->text, info->file);
  VmrCell *cell = vmr_cells_box (cells, r, now ? VMR_INK_ACCENT : VMR_INK_SOFT, VMR_TINT_FULL,
                                 r.h / 2);

  if (info->origin == KM_ORIGIN_CPU && info->subsystem == KM_SUB_TRANSLATE && now)
    {
      cell->fill = VMR_INK_LIGHT;
      cell->tint = VMR_TINT_FAINT;
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
    }
  cell->part = 0x9111;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_STEP, pill->step, 0), name, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + 8, r.y, r.w - 16, r.h),
                  VMR_SMALL | VMR_MONO | VMR_CENTER | (now ? VMR_BOLD : 0),
                  now ? VMR_INK_AUTO : VMR_INK_TEXT, pill->text, NULL);
}

static void
crossing_draw (VmrCells *cells,
               double    x,
               double    from,
               double    to)
{
  VmrPoint points[3] = { { x - 6, from }, { x - 6, to }, { x + 4, to } };

  vmr_cells_line (cells, points, 3, VMR_INK_LIGHT, 1.5)->radius = 5;
}

/* Between two pills of one lane. */
static void
thread_draw (VmrCells *cells,
             double    x,
             double    y)
{
  vmr_cells_segment (cells, x - 16, y, x, y, VMR_INK_LINE, 2);
}

static const Pill *
pill_at (GArray *pills,
         guint   i)
{
  return &g_array_index (pills, Pill, i);
}

/* Which lane the pills from here on belong to, where there is one row for both. */
static double
lane_name_draw (VmrCells *cells,
                gboolean  kernel,
                gboolean  crossed,
                VmrRect   r)
{
  VmrCell *cell;

  if (crossed)
    vmr_cells_segment (cells, r.x - 8, r.y, r.x - 8, r.y + r.h, VMR_INK_LIGHT, 2);
  cell = vmr_cells_text (cells, r, VMR_SMALL, VMR_INK_SECONDARY, kernel ? _("kernel") : "CPU", NULL);
  return cell ? cell->rect.w + 8 : 0;
}

/* The newest pills that fit, in one row. */
static void
lane_single_draw (const VmrSession *session,
                  VmrCells         *cells,
                  GArray           *pills,
                  VmrRect           r,
                  double            name)
{
  double used = 0, x = r.x + 10, h = MIN (ceil (cells->metrics.small * 1.9), r.h - 4);
  double y = r.y + (r.h - h) / 2;
  guint from;

  for (from = pills->len; from > 0; from--)
    {
      gboolean turns = from == pills->len ||
                       pill_at (pills, from - 1)->kernel != pill_at (pills, from)->kernel;

      used += pill_at (pills, from - 1)->w + 16 + (turns ? name : 0);
      if (used > r.w - 14)
        break;
    }
  for (guint i = from; i < pills->len; i++)
    {
      const Pill *p = pill_at (pills, i);
      gboolean turns = i == from || pill_at (pills, i - 1)->kernel != p->kernel;

      if (turns)
        x += lane_name_draw (cells, p->kernel, i > from, VMR_RECT (x, y, name, h));
      else
        thread_draw (cells, x, y + h / 2);
      pill_draw (session, cells, p, VMR_RECT (x, y, p->w, h));
      x += p->w + 16;
    }
}

/* Two lanes with one time axis: a pill starts where the one before it ends, in whichever lane. */
static void
lanes_double_draw (const VmrSession *session,
                   VmrCells         *cells,
                   GArray           *pills,
                   VmrRect           r,
                   double            name)
{
  double lane = MIN (ceil (cells->metrics.row * 1.25), (r.h - cells->metrics.row - 8) / 2);
  double h = MIN (ceil (cells->metrics.small * 1.9), lane - 4), used = 0, x = r.x + name + 10;
  guint from;

  for (guint i = 0; i < 2; i++)
    {
      double y = r.y + i * (lane + 6);

      vmr_cells_box (cells, VMR_RECT (r.x + name, y, r.w - name, lane), VMR_INK_SOFT, 45, 7);
      vmr_cells_text (cells, VMR_RECT (r.x, y, name - 10, lane), VMR_SMALL | VMR_BOLD | VMR_RIGHT,
                      VMR_INK_TEXT, i ? _("kernel") : "CPU", NULL);
    }
  for (from = pills->len; from > 0; from--)
    {
      used += pill_at (pills, from - 1)->w + 16;
      if (used > r.w - name - 20)
        break;
    }
  for (guint i = from; i < pills->len; i++)
    {
      const Pill *p = pill_at (pills, i);
      double y = r.y + (p->kernel ? lane + 6 : 0) + (lane - h) / 2;

      if (i > from && pill_at (pills, i - 1)->kernel != p->kernel)
        crossing_draw (cells, x, r.y + (lane + h) / 2 + (p->kernel ? 0 : lane + 6 - h), y + h / 2);
      else if (i > from)
        thread_draw (cells, x, y + h / 2);
      pill_draw (session, cells, p, VMR_RECT (x, y, p->w, h));
      x += p->w + 16;
    }
  vmr_links_draw (session, cells, VMR_RECT (r.x + name, r.y + 2 * lane + 12, r.w - name,
                                            cells->metrics.row));
}

void
vmr_lanes_layout (const VmrSession *session,
                  VmrCells         *cells,
                  VmrRect           r)
{
  g_autoptr (GArray) pills = pills_collect (session, cells);
  double name = MAX (vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, "CPU"),
                     vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, _("kernel"))) + 14;
  double link = MIN (MAX (r.w * 0.3, cells->metrics.small * 22), r.w * 0.55);

  if (r.h > cells->metrics.row * 2.6)
    {
      lanes_double_draw (session, cells, pills, r, name);
      return;
    }
  vmr_links_draw (session, cells, VMR_RECT (r.x + r.w - link, r.y, link, r.h));
  lane_single_draw (session, cells, pills, VMR_RECT (r.x, r.y, r.w - link - 8, r.h), name);
}
