/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which areas have a column, and where. It spans the pieces of the axis that the area lies over. */
#include "core/user/vma.h"
#include "ui/stages/vmas-private.h"

#include "ui/session/areas.h"

#include <string.h>

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

const KmVma *
vmr_vmas_subject (const VmrVmas *s)
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

static int
by_address (gconstpointer a,
            gconstpointer b)
{
  const KmAddr *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

/* The addresses at which the axis is cut: all ends of all areas there are in the course of the command. */
static GArray *
cuts_of (const VmrVmas *s)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (KmAddr));
  KmAddr *at, first = 0, last = KM_PAGE_OFFSET;
  guint n = 0;

  g_array_append_val (cuts, first);
  g_array_append_val (cuts, last);
  for (guint i = 0; i < s->spans->spans->len; i++)
    {
      const VmrSpan *span = &g_array_index (s->spans->spans, VmrSpan, i);

      g_array_append_val (cuts, span->start);
      g_array_append_val (cuts, span->end);
    }
  g_array_sort (cuts, by_address);
  at = (KmAddr *) (void *) cuts->data;
  for (guint i = 0; i < cuts->len; i++)
    if (n == 0 || at[n - 1] != at[i])
      at[n++] = at[i];
  g_array_set_size (cuts, n);
  return cuts;
}

/* The first address that the command uses or looks for, reached or not: what is wide is so at all its steps. */
static KmAddr
address_of_command (const VmrVmas *s)
{
  guint cursor = vmr_session_cursor (s->session);
  const KmCommandRecord *command = NULL;

  if (cursor > 0 && km_machine_n_commands (s->machine) > 0)
    command = km_machine_command (s->machine, km_machine_step_command (s->machine, cursor));
  for (guint step = command ? command->first_step : 1; command && step <= command->last_step; step++)
    if (km_machine_step_kind (s->machine, step) == KM_STEP_ACCESS ||
        km_machine_step_kind (s->machine, step) == KM_STEP_FIND_VMA)
      return (KmAddr) vmr_stage_arg (s->session, step, addr);
  return 0;
}

/* What lies between two cuts: the spans that begin at or below it decide, and they are in order. */
static void
slots_of (VmrVmas *s)
{
  g_autoptr (GArray) cuts = cuts_of (s);
  KmAddr covered = 0, touched = 0, access = address_of_command (s);
  guint next = 0;

  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      VmrSlot slot = { .start = g_array_index (cuts, KmAddr, i), .end = g_array_index (cuts, KmAddr, i + 1) };
      gboolean whole = FALSE;

      for (; next < s->spans->spans->len; next++)
        {
          const VmrSpan *span = &g_array_index (s->spans->spans, VmrSpan, next);

          if (span->start > slot.start)
            break;
          covered = MAX (covered, span->end);
          if (span->seen < s->spans->states)
            touched = MAX (touched, span->end);
          whole |= span->end == slot.end;
        }
      slot.kind = covered < slot.end ? VMR_SLOT_HOLE : whole ? VMR_SLOT_AREA : VMR_SLOT_PART;
      slot.changed = slot.end <= touched || (access != 0 && access >= slot.start && access < slot.end);
      g_array_append_val (s->slots, slot);
    }
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

static void
column_add (VmrVmas     *s,
            const KmVma *vma,
            double       x,
            double       w)
{
  VmrColumn column = { .vma = vma, .x = x, .w = w, .depth = km_vma_depth (s->machine, vma) };

  if (s->columns->len > 0)
    {
      VmrColumn *last = vmr_vmas_column (s, s->columns->len - 1);

      last->gap = touches (last->vma, vma) ? 0 : x - last->x - last->w;
    }
  vmr_area_describe (s->machine, s->mm, vma, &column.area);
  s->depth = MAX (s->depth, column.depth);
  g_array_append_val (s->columns, column);
}

/* Areas and slots are both in order, and an area begins and ends where slots do, or has none. */
static void
columns_of (VmrVmas *s)
{
  guint i = 0;

  for (const KmVma *vma = km_vma (s->machine, s->mm->mmap); vma != NULL; vma = km_vma (s->machine, vma->vm_next))
    {
      const VmrSlot *first, *last;

      while (i + 1 < s->slots->len && g_array_index (s->slots, VmrSlot, i).end <= vma->vm_start)
        i++;
      first = last = &g_array_index (s->slots, VmrSlot, i);
      if (first->kind == VMR_SLOT_FOLD)
        {
          *(s->columns->len ? &vmr_vmas_column (s, s->columns->len - 1)->left_out : &s->before) += 1;
          continue;
        }
      while (last->end < vma->vm_end)
        last++;
      column_add (s, vma, first->x, last->x + last->w - first->x);
    }
}

void
vmr_vmas_columns (VmrVmas *s)
{

  s->columns = g_array_new (FALSE, TRUE, sizeof (VmrColumn));
  s->slots = g_array_new (FALSE, TRUE, sizeof (VmrSlot));
  s->left = s->m;
  s->right = s->cells->width - s->m;
  s->spans = vmr_session_spans (s->session, s->task->mm);
  if (s->spans)
    {
      slots_of (s);
      s->depth = s->spans->depth;
    }
  if (s->spans == NULL || !vmr_vmas_slots_place (s, FALSE))
    {
      vmr_vmas_fold (s);
      s->depth = 0;
      vmr_vmas_slots_place (s, TRUE);
    }
  columns_of (s);
  mark_visited (s);
}

void
vmr_vmas_columns_clear (VmrVmas *s)
{
  g_clear_pointer (&s->columns, g_array_unref);
  g_clear_pointer (&s->slots, g_array_unref);
}
