/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several programs side by side, on one axis: a row for each stretch between two borders that any of them has, so that
 * equal addresses have equal heights.
 *
 *        shell      editor
 *     ┌───────────────────────┐
 *     │ kernel, the same      │
 *     ├──────────┬────────────┤ 0xc0000000
 *     │ stack ↓  │  stack ↓   │
 *     │          ├────────────┤
 *     │          │  mapping   │       rows_of (): the borders of both
 */
#include "ui/panels/address-private.h"
#include "ui/session/desk-page.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST 4

typedef struct
{
  const VmrSession *session;
  VmrCells *cells;
  const KmTask *task[MOST];
  GArray *ranges[MOST];         /* VmrRange */
  guint    n;
  GArray  *rows;                /* VmrRange: what lies between two borders */
  double   x, y, w;
  KmAddr   access;
  gboolean has_access;
} Beside;

gboolean
vmr_address_can_stand_beside (const VmrSession *session)
{
  const KmTask *first = km_task (vmr_session_machine (session), vmr_session_state (session)->first_task);

  return first != NULL && !KM_IS_NONE (first->next);
}

/* The programs in their order; where not all have room, the last ones are left out, but not the one that is shown. */
static void
choose_tasks (Beside *b,
              guint   most)
{
  const KmMachine *machine = vmr_session_machine (b->session);
  const KmTask *shown = vmr_session_task (b->session);
  gboolean seen = FALSE;

  for (const KmTask *task = km_task (machine, vmr_session_state (b->session)->first_task); task != NULL;
       task = km_task (machine, task->next))
    {
      if (b->n == most - 1 && !seen && task != shown)
        continue;
      seen |= task == shown;
      b->task[b->n++] = task;
      if (b->n == most)
        return;
    }
}

static int
border_compare (gconstpointer a,
                gconstpointer b)
{
  const guint64 *x = a, *y = b;

  return *x < *y ? 1 : *x > *y ? -1 : 0;
}

static void
add_row (Beside *b,
         guint64 start,
         guint64 end)
{
  VmrRange row = { .start = start, .end = end, .ink = VMR_INK_NONE };

  for (guint i = 0; i < b->n; i++)
    for (guint k = 0; k < b->ranges[i]->len; k++)
      {
        const VmrRange *range = &g_array_index (b->ranges[i], VmrRange, k);

        if (range->start > start || range->end < end)
          continue;
        row.access |= range->access;
        row.ink = row.ink != VMR_INK_NONE ? row.ink : range->ink;
      }
  g_array_append_val (b->rows, row);
}

static void
rows_of (Beside *b)
{
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < b->n; i++)
    for (guint k = 0; k < b->ranges[i]->len; k++)
      {
        const VmrRange *range = &g_array_index (b->ranges[i], VmrRange, k);

        g_array_append_val (borders, range->start);
        g_array_append_val (borders, range->end);
      }
  g_array_sort (borders, border_compare);
  for (guint i = 1; i < borders->len; i++)
    {
      guint64 end = g_array_index (borders, guint64, i - 1), start = g_array_index (borders, guint64, i);

      if (start < end)
        add_row (b, start, end);
    }
}

/* The height of a border, which is one of those of the rows. */
static double
y_of (const Beside *b,
      guint64       border)
{
  double y = b->y;

  for (guint i = 0; i < b->rows->len && g_array_index (b->rows, VmrRange, i).end > border; i++)
    y += g_array_index (b->rows, VmrRange, i).height;
  return y;
}

/* The kernel's part is the same in all of them: it is drawn once, over the whole width. */
static void
range_draw (const Beside   *b,
            const VmrRange *range,
            guint           column)
{
  gboolean kernel = range->start >= KM_PAGE_OFFSET, shown = b->task[column] == vmr_session_task (b->session);
  gboolean used = shown && b->has_access && b->access >= range->start && b->access < range->end;
  double w = b->w / b->n, top = y_of (b, range->end), bottom = y_of (b, range->start);
  VmrRect r = kernel ? VMR_RECT (b->x, top, b->w, bottom - top) : VMR_RECT (b->x + column * w, top, w - 2, bottom - top);

  if (kernel && column > 0)
    return;
  if (range->ink == VMR_INK_NONE)
    vmr_address_hole_draw (b->cells, range, r);
  else
    vmr_address_region_draw (b->cells, range, r, used);
  if (used && range->ink == VMR_INK_NONE)
    vmr_cells_frame (b->cells, r, VMR_INK_LIGHT, 2, 0);
  if (used)
    vmr_cells_port (b->cells, VMR_PORT_ADDRESS, b->x + b->w + 2, r.y + r.h / 2, b->access);
}

static void
head_draw (const Beside *b,
           guint         column,
           double        y,
           double        line)
{
  const KmTask *task = b->task[column];
  double w = b->w / b->n;
  gboolean shown = task == vmr_session_task (b->session);

  vmr_cells_text (b->cells, VMR_RECT (b->x + column * w, y, w - 2, line),
                  VMR_SMALL | VMR_CENTER | (shown ? VMR_BOLD : 0) | (vmr_task_is_dead (task) ? VMR_STRUCK : 0),
                  shown ? VMR_INK_ACCENT : VMR_INK_TEXT, km_task_name (vmr_session_machine (b->session), task), NULL);
}

GArray *
vmr_address_beside (const VmrSession *session,
                    VmrCells         *cells,
                    VmrRect           r)
{
  double small = cells->metrics.small, line = small * 1.5;
  Beside b = { .session = session, .cells = cells, .x = r.x, .y = r.y + line, .w = r.w };
  KmAccess kind;

  b.has_access = vmr_running_access (session, &b.access, &kind);
  choose_tasks (&b, (guint) CLAMP (r.w / (small * 5), 2, MOST));
  b.rows = g_array_new (FALSE, TRUE, sizeof (VmrRange));
  for (guint i = 0; i < b.n; i++)
    b.ranges[i] = vmr_ranges_collect (session, b.task[i]);
  rows_of (&b);
  vmr_address_heights (b.rows, r.h - line, &cells->metrics);
  for (guint i = 0; i < b.n; i++)
    {
      head_draw (&b, i, r.y, line);
      for (guint k = 0; k < b.ranges[i]->len; k++)
        range_draw (&b, &g_array_index (b.ranges[i], VmrRange, k), i);
      g_array_unref (b.ranges[i]);
    }
  vmr_address_edges (cells, b.rows, r.x + r.w, b.y);
  return b.rows;
}
