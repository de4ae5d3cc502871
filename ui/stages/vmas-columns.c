/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which areas have a column, and where. A task may have 65,530 of them: only those around the area
 * that the step is about have a column, the others are counted. */
#include "core/user/vma.h"
#include "ui/stages/vmas-private.h"

#include "ui/session/areas.h"

#include <string.h>

#include <math.h>

/* In small letters: the narrowest column, and the room of a gap with its size in it. */
#define COLUMN 4.4
#define GAP 4.6

VmrColumn *
vmr_vmas_find (const VmrVmas *s,
               const KmVma   *vma)
{
  for (guint i = 0; i < s->columns->len; i++)
    if (vmr_vmas_column (s, i)->vma == vma)
      return vmr_vmas_column (s, i);
  return NULL;
}

const char *
vmr_vmas_size (guint64 bytes,
               char   *buffer,
               gsize   length)
{
  char *unit;

  /* Rounded as everywhere, without the end of the unit. */
  vmr_size_text (bytes, buffer, length);
  if ((unit = strstr (buffer, "iB")) != NULL)
    *unit = '\0';
  return buffer;
}

/* The area that the step at the cursor, or an earlier one of the command, is about; else the first. */
static const KmVma *
subject_of (const VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session), first = 1;

  if (cursor > 0 && km_machine_n_commands (s->machine) > 0)
    first = km_machine_command (s->machine, km_machine_step_command (s->machine, cursor))
            ->first_step;
  for (guint step = cursor; step >= first && step > 0 && cursor - step < 64; step--)
    {
      KmVmaId id = { (uint32_t) vmr_stage_arg (s->session, step, vma) };
      const KmVma *vma = km_vma (s->machine, id);

      if (vma != NULL && KM_SAME (vma->vm_mm, s->task->mm))
        return vma;
    }
  return km_vma (s->machine, s->mm->mmap);
}

static gboolean
touches (const KmVma *a,
         const KmVma *b)
{
  return a != NULL && b != NULL && a->vm_end == b->vm_start;
}

static double
width_of (const VmrVmas *s,
          const KmVma   *vma)
{
  const KmVma *next = km_vma (s->machine, vma->vm_next);

  return s->small * (COLUMN + (touches (vma, next) ? 0 : GAP));
}

/* From the subject outwards, in turn to either side, until the room is used. */
static void
choose (VmrVmas      *s,
        const KmVma **first,
        const KmVma **last)
{
  double room = s->cells->width - 2 * s->m - 2 * s->small * 5;
  const KmVma *low = subject_of (s), *high = low;

  room -= width_of (s, low);
  for (gboolean up = TRUE;; up = !up)
    {
      const KmVma *next = km_vma (s->machine, up ? high->vm_next : low->vm_prev);
      const KmVma *other = km_vma (s->machine, up ? low->vm_prev : high->vm_next);

      if (next == NULL && other == NULL)
        break;
      if (next == NULL)
        continue;
      room -= width_of (s, next);
      if (room < 0)
        break;
      *(up ? &high : &low) = next;
    }
  *first = low;
  *last = high;
}

/* Which areas the search of the present command has looked at so far. */
static void
mark_visited (VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);
  guint find = vmr_stage_reached (s->session, KM_STEP_FIND_VMA);

  for (guint step = find; find > 0 && step <= cursor; step++)
    if (km_machine_step_kind (s->machine, step) == KM_STEP_FIND_VMA_NODE)
      {
        KmVmaId id = { (uint32_t) vmr_stage_arg (s->session, step, vma) };
        VmrColumn *column = vmr_vmas_find (s, km_vma (s->machine, id));

        if (column)
          column->visited = step;
      }
}

static double
weight_of (const KmVma *vma)
{
  return log2 (1 + ((vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT));
}

/* What the least widths leave over goes to the larger areas. */
static void
place (VmrVmas *s)
{
  double ends = s->before + s->after > 0 ? s->small * 5 : s->small * GAP, x = s->m + ends;
  double spare = s->cells->width - 2 * s->m - 2 * ends, weight = 0;

  for (guint i = 0; i < s->columns->len; i++)
    {
      VmrColumn *column = vmr_vmas_column (s, i);
      const KmVma *next = i + 1 < s->columns->len ? vmr_vmas_column (s, i + 1)->vma : NULL;

      column->gap = next == NULL || touches (column->vma, next) ? 0 : s->small * GAP;
      spare -= s->small * COLUMN + column->gap;
      weight += weight_of (column->vma);
    }
  for (guint i = 0; i < s->columns->len; i++)
    {
      VmrColumn *column = vmr_vmas_column (s, i);

      column->x = x;
      column->w = s->small * COLUMN + MAX (spare, 0) * weight_of (column->vma) / weight;
      column->w = MIN (column->w, s->small * 16);
      x += column->w + column->gap;
    }
  /* A few areas do not cling to the left. */
  x = (s->cells->width - s->m - ends - x) / 2;
  for (guint i = 0; i < s->columns->len && x > 0; i++)
    vmr_vmas_column (s, i)->x += x;
}

void
vmr_vmas_columns (VmrVmas *s)
{
  const KmVma *first, *last;
  gboolean shown = FALSE;
  guint highest = G_MAXUINT;

  s->columns = g_array_new (FALSE, TRUE, sizeof (VmrColumn));
  choose (s, &first, &last);
  for (const KmVma *vma = km_vma (s->machine, s->mm->mmap); vma != NULL;
       vma = km_vma (s->machine, vma->vm_next))
    {
      VmrColumn column = { .vma = vma };

      shown |= vma == first;
      if (!shown)
        {
          *(s->columns->len ? &s->after : &s->before) += 1;
          continue;
        }
      column.depth = km_vma_depth (s->machine, vma);
      highest = MIN (highest, column.depth);
      s->depth = MAX (s->depth, column.depth);
      vmr_area_describe (s->machine, s->mm, vma, &column.area);
      g_array_append_val (s->columns, column);
      shown = vma != last;
    }
  /* Levels above the highest node shown would be empty. */
  for (guint i = 0; i < s->columns->len; i++)
    vmr_vmas_column (s, i)->depth -= highest;
  s->depth -= highest;
  place (s);
  mark_visited (s);
}
