/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A theft: the free blocks of a pageblock go from the lists of one type to those of another. In the
 * card each slides sideways out of its old column; a dashed frame stays there until the next
 * step. */
#include "ui/stages/buddy-private.h"

void
vmr_buddy_find_moved (VmrBuddy *s)
{
  if (s->cursor == 0 ||
      km_machine_step_kind (s->machine, s->cursor) != KM_STEP_BLOCK_STEAL)
    return;
  s->n_moved = km_machine_step_frames (s->machine, s->cursor, &s->moved);
  s->moved_to = (guint) vmr_stage_arg (s->session, s->cursor, to);
}

/* A block of the pageblock that was on a list of the new type before only goes to its tail. */
static gboolean
came_from (const VmrBuddy *s,
           guint           i,
           guint           order,
           guint           from)
{
  const KmFrame *frame = km_frame (s->machine, KM_STEP_PFN (s->moved[i]));

  return s->moved[i] >> KM_STEP_MT_SHIFT == from && from != s->moved_to &&
         (frame->private_ & 0xff) == order;
}

guint
vmr_buddy_moved (const VmrBuddy *s,
                 guint           order,
                 guint           from)
{
  guint n = 0;

  for (guint i = 0; i < s->n_moved; i++)
    n += came_from (s, i, order, from);
  return n;
}

guint
vmr_buddy_moved_here (const VmrBuddy *s,
                      guint           order)
{
  guint n = 0;

  for (guint from = 0; from < KM_N_MT; from++)
    n += vmr_buddy_moved (s, order, from);
  return n;
}

int
vmr_buddy_moved_from (const VmrBuddy *s,
                      KmPfn           pfn)
{
  guint order = km_frame (s->machine, pfn)->private_ & 0xff;

  for (guint i = 0; i < s->n_moved; i++)
    if (KM_STEP_PFN (s->moved[i]) == pfn)
      {
        guint from = s->moved[i] >> KM_STEP_MT_SHIFT;

        return came_from (s, i, order, from) ? (int) from : -1;
      }
  return -1;
}

/* What a column of another type shows in the row of order after the theft: how many are left, and
 * where there is room a frame for those that are gone. above: room over r. FALSE when none came from
 * there. */
gboolean
vmr_buddy_left_behind (VmrBuddy *s,
                       guint     order,
                       guint     from,
                       VmrRect   r,
                       double    above)
{
  guint n = vmr_buddy_moved (s, order, from);
  guint left = km_machine_state (s->machine)->zones[s->zone].free_area[order].list[from].count;
  g_autofree char *change = g_strdup_printf ("%u→%u", left + n, left);
  g_autofree char *brief = g_strdup_printf ("→%u", left);
  VmrCell *cell;

  if (n == 0)
    return FALSE;
  if (r.h >= s->small * 1.6)
    {
      cell = vmr_cells_frame (s->cells, VMR_RECT (r.x + 1, r.y, r.w - 2, r.h), VMR_INK_SECONDARY, 1,
                              3);
      cell->flags |= VMR_CELL_DASHED | VMR_CELL_GHOST;
    }
  /* Too wide for a column of two digits: what there was stands above. */
  if (above >= r.h && vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, change) > r.w)
    {
      vmr_cells_textf (s->cells, VMR_RECT (r.x, r.y - r.h, r.w, r.h),
                       VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, "%u", left + n);
      vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER | VMR_BOLD, VMR_INK_LIGHT,
                      brief, NULL);
      return TRUE;
    }
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER | VMR_BOLD, VMR_INK_LIGHT, change,
                  brief, NULL);
  return TRUE;
}

/* The theft has made the pageblock at start its own: the type it had, else -1. */
int
vmr_buddy_had_type (const VmrBuddy *s,
                    KmPfn           start,
                    guint           size)
{
  KmPfn pfn, end;

  if (s->n_moved == 0 || !vmr_stage_arg (s->session, s->cursor, whole))
    return -1;
  pfn = (KmPfn) vmr_stage_arg (s->session, s->cursor, pfn);
  end = pfn + (1u << vmr_stage_arg (s->session, s->cursor, order));
  if (start >= MAX (end, (pfn & ~(size - 1)) + size) || start + size <= pfn)
    return -1;
  return (int) vmr_stage_arg (s->session, s->cursor, from);
}
