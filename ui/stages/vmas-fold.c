/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A task may have 65,530 areas. Where not even slim columns have room for all, those around the subject get
 * one, and those whose nodes the others hang on, up to the root: the tree stays whole up to what is drawn of it.
 * Between them the rest is counted. */
#include "core/user/vma.h"
#include "ui/stages/vmas-private.h"

#include <string.h>

static GArray *
all_areas (const VmrVmas *s)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (const KmVma *));

  for (const KmVma *vma = km_vma (s->machine, s->mm->mmap); vma != NULL; vma = km_vma (s->machine, vma->vm_next))
    g_array_append_val (areas, vma);
  return areas;
}

static const KmVma *
area (const GArray *areas,
      guint         i)
{
  return g_array_index (areas, const KmVma *, i);
}

/* By address: the areas are in order. */
static guint
index_of (const GArray *areas,
          const KmVma  *vma)
{
  guint low = 0, high = areas->len;

  while (low + 1 < high)
    {
      guint middle = (low + high) / 2;

      *(area (areas, middle)->vm_start <= vma->vm_start ? &low : &high) = middle;
    }
  return low;
}

/* With all that its node hangs on. */
static void
take (const VmrVmas *s,
      const GArray  *areas,
      gboolean      *taken,
      const KmVma   *vma)
{
  while (vma != NULL && !taken[index_of (areas, vma)])
    {
      KmRbLink parent = km_rb_parent (&vma->vm_rb);

      taken[index_of (areas, vma)] = TRUE;
      vma = parent ? km_vma_from_node (s->machine, parent) : NULL;
    }
}

static void
grow (const VmrVmas *s,
      const GArray  *areas,
      gboolean      *taken,
      guint          i)
{
  if (s->without_tree)
    taken[i] = TRUE;
  else
    take (s, areas, taken, area (areas, i));
}

static void
take_path (const VmrVmas *s,
           const GArray  *areas,
           gboolean      *taken)
{
  guint cursor = vmr_session_cursor (s->session), find = vmr_stage_reached (s->session, KM_STEP_FIND_VMA);

  for (guint step = find; find > 0 && step <= cursor; step++)
    if (km_machine_step_kind (s->machine, step) == KM_STEP_FIND_VMA_NODE)
      {
        KmVmaId id = { (uint32_t) vmr_stage_arg (s->session, step, vma) };
        const KmVma *vma = km_vma (s->machine, id);

        if (vma != NULL && KM_SAME (vma->vm_mm, s->task->mm))
          take (s, areas, taken, vma);
      }
}

static void
add (GArray     *slots,
     KmAddr      start,
     KmAddr      end,
     VmrSlotKind kind,
     guint       areas)
{
  VmrSlot slot = { .start = start, .end = end, .kind = kind, .areas = areas };

  if (start < end)
    g_array_append_val (slots, slot);
}

static void
fill (VmrVmas        *s,
      const GArray   *areas,
      const gboolean *taken,
      const KmVma    *subject)
{
  KmAddr end = 0;
  guint out = 0;

  g_array_set_size (s->slots, 0);
  for (guint i = 0; i < areas->len; i++)
    if (taken[i])
      {
        const KmVma *vma = area (areas, i);

        add (s->slots, end, vma->vm_start, out > 0 ? VMR_SLOT_FOLD : VMR_SLOT_HOLE, out);
        add (s->slots, vma->vm_start, vma->vm_end, VMR_SLOT_AREA, 0);
        g_array_index (s->slots, VmrSlot, s->slots->len - 1).changed = vma == subject;
        end = vma->vm_end;
        out = 0;
      }
    else
      out++;
  add (s->slots, end, KM_PAGE_OFFSET, out > 0 ? VMR_SLOT_FOLD : VMR_SLOT_HOLE, out);
}

static double
least (const GArray *slots)
{
  double sum = 0;

  for (guint i = 0; i < slots->len; i++)
    sum += vmr_vmas_slot_least (g_array_index (slots, VmrSlot, i).kind);
  return sum;
}

/* More pieces than these that a command touches do not all fit beside each other. */
#define FEW 6u

/* What the command touches, if that is one place: the same areas stay in sight from press to press. Else what the step
 * is about. */
static const KmVma *
middle_of (const VmrVmas *s,
           const GArray  *areas)
{
  const VmrSlot *first = NULL;
  const KmVma *vma = NULL;
  guint n = 0;

  for (guint i = 0; i < s->slots->len; i++)
    {
      const VmrSlot *slot = &g_array_index (s->slots, VmrSlot, i);

      n += slot->changed;
      if (slot->changed && first == NULL)
        first = slot;
    }
  if (first != NULL && n <= FEW)
    vma = km_vma_find (s->machine, s->mm, first->start);
  return vma ? vma : n > 0 && n <= FEW ? area (areas, areas->len - 1) : vmr_vmas_subject (s);
}

void
vmr_vmas_fold (VmrVmas *s)
{
  g_autoptr (GArray) areas = all_areas (s);
  g_autofree gboolean *taken = g_new0 (gboolean, areas->len), *before = g_new0 (gboolean, areas->len);
  const KmVma *subject = middle_of (s, areas);
  guint low = index_of (areas, subject), high = low;
  /* The subject with its neighbours is to be read: their columns may be wide. */
  double room = (s->right - s->left) / s->small - 12;

  take (s, areas, taken, subject);
  take_path (s, areas, taken);
  fill (s, areas, taken, subject);
  if (least (s->slots) * s->small > s->right - s->left)
    {
      /* No room for all that one node hangs on: the list alone, of which more can be seen then. */
      s->without_tree = TRUE;
      memset (taken, 0, areas->len * sizeof *taken);
      taken[low] = TRUE;
    }
  for (gboolean up = TRUE; low > 0 || high + 1 < areas->len; up = !up)
    {
      if (up ? high + 1 == areas->len : low == 0)
        continue;
      memcpy (before, taken, areas->len * sizeof *taken);
      grow (s, areas, taken, up ? ++high : --low);
      fill (s, areas, taken, subject);
      if (least (s->slots) <= room)
        continue;
      memcpy (taken, before, areas->len * sizeof *taken);
      break;
    }
  fill (s, areas, taken, subject);
}
