/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the side panels fold to in a narrow window: the address space to scale, and each zone's use.
 * The whole bar is one button that opens the panel. */
#include "ui/panels/slim.h"

#include "ui/draw/roles.h"
#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/panels/ranges.h"
#include "ui/panels/words.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
vmr_slim_opener (VmrCells   *cells,
                 VmrRect     r,
                 const char *sign,
                 const char *name)
{
  g_return_if_fail (cells != NULL);

  VmrCell *cell = vmr_cells_spot (cells, r);

  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_OPEN, 0), name, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x, r.y + 6, r.w, 30), VMR_TITLE | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, sign, NULL);
}

static VmrRect
whole_bar (const VmrCells *cells)
{
  return VMR_RECT (0, 0, cells->width, cells->height);
}

static void
share_box (VmrCells *cells,
           VmrRect   bar,
           double    from,
           double    to,
           VmrInk    ink)
{
  double y = bar.y + bar.h * (1 - to);

  vmr_cells_box (cells, VMR_RECT (bar.x, y, bar.w, MAX (bar.h * (to - from), 1.5)), ink,
                 VMR_TINT_FULL, 0);
}

/* Where the running command reads or writes. */
static void
access_mark (VmrCells *cells,
             VmrRect   bar,
             KmAddr    access)
{
  double y = bar.y + bar.h * (1 - access / 4294967296.0);
  VmrCell *cell = vmr_cells_box (cells, VMR_RECT (bar.x - 4, y - 4, bar.w + 8, 8), VMR_INK_PANEL,
                                 VMR_TINT_FULL, 3);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_CAUSE;
  vmr_cells_port (cells, VMR_PORT_ADDRESS, bar.x + bar.w + 4, y, access);
}

static void
slim_address_draw_all (gpointer          data,
                       const VmrSession *session,
                       VmrCells         *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmState *state = km_machine_state (machine);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  VmrRect bar = VMR_RECT (9, 40, 12, cells->height - 52);
  VmrRect words = VMR_RECT (25, 40, cells->width - 27, 0);
  g_autofree char *user = NULL;
  KmAddr access = 0;
  KmAccess kind;

  vmr_slim_opener (cells, whole_bar (cells), "›", _("Open the virtual address space"));
  if (state == NULL)
    return;
  vmr_cells_box (cells, bar, VMR_INK_SOFT, VMR_TINT_FULL, 0);
  share_box (cells, bar, 0.75, state->layout.high_memory / 4294967296.0, VMR_INK_KERNEL);
  share_box (cells, bar, state->layout.vmalloc_start / 4294967296.0,
             state->layout.vmalloc_end / 4294967296.0, VMR_INK_VMALLOC);
  for (const KmVma *vma = mm ? km_vma (machine, mm->mmap) : NULL; vma != NULL;
       vma = km_vma (machine, vma->vm_next))
    share_box (cells, bar, vma->vm_start / 4294967296.0, vma->vm_end / 4294967296.0,
               vmr_area_ink (vma));
  vmr_cells_frame (cells, bar, VMR_INK_SECONDARY, 1, 0);
  vmr_cells_segment (cells, bar.x - 3, bar.y + bar.h / 4, bar.x + bar.w + 3, bar.y + bar.h / 4,
                     VMR_INK_TEXT, 1.5);
  if (vmr_running_access (session, &access, &kind))
    access_mark (cells, bar, access);
  words.h = bar.h / 4;
  vmr_cells_text (cells, words, VMR_SMALL | VMR_UPWARDS, VMR_INK_TEXT, _("kernel 1 GiB"),
                  _("kernel"), NULL);
  words.y += bar.h / 4;
  words.h = bar.h * 0.75;
  user = task ? g_strdup_printf (_("%s · pid %u · user 3 GiB"), km_task_name (machine, task), task->pid)
         : g_strdup (_("user 3 GiB"));
  vmr_cells_text (cells, words, VMR_SMALL | VMR_UPWARDS |
                  (task && vmr_task_is_dead (task) ? VMR_STRUCK : 0), VMR_INK_TEXT, user, _("user"),
                  NULL);
}

void
vmr_slim_address_layout (gpointer          data,
                         const VmrSession *session,
                         VmrCells         *cells)
{
  slim_address_draw_all (data, session, cells);
  vmr_mask_cells (session, cells, FALSE);
}

/* The frame this step speaks of. */
static void
frame_mark (VmrCells     *cells,
            VmrRect       bar,
            KmPfn         frame,
            const KmZone *zone)
{
  double y = bar.y + bar.h * (1 - (frame - zone->start_pfn + 0.5) / zone->spanned);
  VmrCell *cell = vmr_cells_box (cells, VMR_RECT (bar.x - 4, y - 4, bar.w + 8, 8), VMR_INK_PANEL,
                                 VMR_TINT_FULL, 3);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  vmr_cells_port (cells, VMR_PORT_FRAME, bar.x - 4, y, frame);
}

static void
slim_physical_draw_all (gpointer          data,
                        const VmrSession *session,
                        VmrCells         *cells)
{
  const KmState *state = vmr_session_state (session);
  double y = 40, room = cells->height - 52, total = 0;
  gboolean masked = vmr_session_masks_zones (session), has_frame;
  KmPfn frame = 0;

  vmr_slim_opener (cells, whole_bar (cells), "‹", _("Open physical memory"));
  if (state == NULL)
    return;
  has_frame = vmr_walk_step_frame (session, &frame);
  for (guint i = 0; i < KM_N_ZONES; i++)
    total += state->zones[i].spanned;
  for (int i = KM_N_ZONES - 1; i >= 0; i--)
    {
      const KmZone *zone = &state->zones[i];
      double h = room * zone->spanned / MAX (total, 1);
      double used = zone->managed ? 1.0 - (double) zone->stat[KM_NR_FREE_PAGES] / zone->managed : 0;
      VmrRect bar = VMR_RECT (9, y, 12, MAX (h - 4, 4));
      g_autofree char *text = NULL;
      char free[32];

      if (zone->spanned == 0)
        continue;
      vmr_count_text (zone->stat[KM_NR_FREE_PAGES], free, sizeof free);
      text = masked ? g_strdup (km_zone_constant (i))
             : g_strdup_printf (_("%s · %s free"), km_zone_constant (i), free);
      vmr_cells_box (cells, bar, VMR_INK_SOFT, VMR_TINT_FULL, 0);
      if (used > 0 && !masked)
        share_box (cells, bar, 0, used, VMR_INK_KERNEL);
      vmr_cells_frame (cells, bar, VMR_INK_SECONDARY, 1, 0);
      if (has_frame && !masked && frame >= zone->start_pfn &&
          frame < zone->start_pfn + zone->spanned)
        frame_mark (cells, bar, frame, zone);
      vmr_cells_text (cells, VMR_RECT (25, y, cells->width - 27, h), VMR_SMALL | VMR_UPWARDS,
                      VMR_INK_TEXT, text, km_zone_constant (i), km_zone_constant (i) + 5, NULL);
      y += h;
    }
}

void
vmr_slim_physical_layout (gpointer          data,
                          const VmrSession *session,
                          VmrCells         *cells)
{
  slim_physical_draw_all (data, session, cells);
  vmr_mask_cells (session, cells, FALSE);
}
