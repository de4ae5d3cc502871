/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pieces of the axis and their widths. They depend on the command alone, not on its steps: an area keeps its
 * place from press to press. Where room is short, first all become narrower, then those that the
 * command does not touch slim, the farthest from what it does touch first. */
#include "ui/stages/vmas-private.h"

#include <math.h>

/* Widths in small letters, by how short room is. In a wide column there is room for everything, in a narrow one
 * for the permissions, in a slim one for nothing. */
enum { WIDE, NARROW, SLIM, N_WIDTHS };
static const double widths[][N_WIDTHS] = {
  [VMR_SLOT_HOLE] = { 4.6, 4.1, 1.3 },
  [VMR_SLOT_AREA] = { 4.4, 3.4, 1.8 },
  [VMR_SLOT_PART] = { 2.2, 1.7, 0.9 },
  [VMR_SLOT_FOLD] = { 4.6, 4.6, 3.6 },
};

static VmrSlot *
slot (const VmrVmas *s,
      guint          i)
{
  return &g_array_index (s->slots, VmrSlot, i);
}

double
vmr_vmas_slot_least (VmrSlotKind kind)
{
  return widths[kind][SLIM];
}

static double
total (const VmrVmas *s)
{
  double sum = 0;

  for (guint i = 0; i < s->slots->len; i++)
    sum += widths[slot (s, i)->kind][slot (s, i)->width] * s->small;
  return sum;
}

static void
set_all (VmrVmas *s,
         guint    width)
{
  for (guint i = 0; i < s->slots->len; i++)
    slot (s, i)->width = width;
}

/* How many slots lie between this one and the next that the command touches. */
static guint
distance (const VmrVmas *s,
          guint          i)
{
  for (guint d = 0; d < s->slots->len; d++)
    if ((i >= d && slot (s, i - d)->changed) || (i + d < s->slots->len && slot (s, i + d)->changed))
      return d;
  return i;
}

/* Areas and holes far from what happens become slim until all have room, one at a time; last the words that count. */
static void
slim_far (VmrVmas *s,
          double   room)
{
  while (total (s) > room)
    {
      VmrSlot *far = NULL;
      guint most = 0;

      for (guint i = 0; i < s->slots->len; i++)
        {
          guint rank = slot (s, i)->kind == VMR_SLOT_FOLD ? 0 : distance (s, i) + 1;

          if (slot (s, i)->width != SLIM && (far == NULL || rank > most))
            {
              far = slot (s, i);
              most = rank;
            }
        }
      if (far == NULL)
        return;
      far->width = SLIM;
    }
}

/* Larger areas get more of what is left over. */
static double
weight_of (const VmrSlot *at)
{
  return at->width == SLIM || at->kind == VMR_SLOT_HOLE || at->kind == VMR_SLOT_FOLD ? 0
         : log2 (1 + ((at->end - at->start) >> KM_PAGE_SHIFT));
}

static void
spread (VmrVmas *s)
{
  double room = s->right - s->left, sum = total (s), x = s->left, weight = 0, scale = MIN (1, room / sum);

  for (guint i = 0; i < s->slots->len; i++)
    weight += weight_of (slot (s, i));
  for (guint i = 0; i < s->slots->len; i++)
    {
      VmrSlot *at = slot (s, i);
      double least = widths[at->kind][at->width] * s->small * scale;

      at->x = x;
      at->w = least;
      if (weight > 0 && room > sum)
        at->w = CLAMP (least + (room - sum) * weight_of (at) / weight, least, MAX (least, s->small * 16));
      x += at->w;
    }
  /* A few areas do not cling to the left. */
  for (guint i = 0; i < s->slots->len; i++)
    slot (s, i)->x += MAX (0, s->right - x) / 2;
}

gboolean
vmr_vmas_slots_place (VmrVmas *s,
                      gboolean squeeze)
{
  double room = s->right - s->left;

  set_all (s, SLIM);
  if (!squeeze && total (s) > room)
    return FALSE;
  set_all (s, WIDE);
  if (total (s) > room)
    set_all (s, NARROW);
  slim_far (s, room);
  spread (s);
  return TRUE;
}

/* Holes and areas, all of the program's addresses. */
const VmrSlot *
vmr_vmas_slot_at (const VmrVmas *s,
                  KmAddr         addr)
{
  guint low = 0, high = s->slots->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;

      *(slot (s, middle)->start <= addr ? &low : &high) = middle;
    }
  return slot (s, low);
}

VmrRect
vmr_vmas_range (const VmrVmas *s,
                KmAddr         start,
                KmAddr         end)
{
  const VmrSlot *first = vmr_vmas_slot_at (s, start), *last = vmr_vmas_slot_at (s, end - 1);
  double x = first->x + 2, right = last->x + last->w - 2;

  return VMR_RECT (x, s->list_y, MAX (right - x, 1), s->list_h);
}
