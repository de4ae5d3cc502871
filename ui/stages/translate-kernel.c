/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's decision tree. It stands there blank from the start; a box gets its name when a step
 * reaches it, and its siblings stay blank, so that nothing of the future is told.
 *
 *   exc_page_fault
 *    ├ do_kern_addr_fault ┬ vmalloc_fault
 *    │                    └ bad_area_nosemaphore
 *    └ do_user_addr_fault ─ find_vma ┬ bad_area ┬ SEGV_MAPERR
 *                                    │          └ SEGV_ACCERR
 *                                    ├ expand_stack
 *                                    └ handle_mm_fault ┬ do_anonymous_page
 *                                                      ├ do_fault
 *                                                      └ do_wp_page
 */
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_KINDS 6
#define NO_PARENT -1

typedef struct
{
  const char *label;
  int         parent;
  guint       level;
  double      x, w;             /* centre and width, shares of the stage's width */
  KmStepKind  kinds[MAX_KINDS]; /* steps that reach it; KM_STEP_DONE fills the rest */
} Node;

#define NONE KM_STEP_DONE
static const Node nodes[] = {
  { "do_kern_addr_fault", NO_PARENT, 0, 0.13, 0.19, { KM_STEP_FAULT_KERNEL_ADDR, NONE } },
  { "do_user_addr_fault", NO_PARENT, 0, 0.60, 0.19, { KM_STEP_FAULT_USER_ADDR, NONE } },
  { "vmalloc_fault", 0, 1, 0.06, 0.12, { NONE } },
  { "bad_area_nosemaphore", 0, 1, 0.25, 0.22, { NONE } },
  { "find_vma", 1, 1, 0.60, 0.14,
    { KM_STEP_FIND_VMA, KM_STEP_FIND_VMA_NODE, KM_STEP_VMACACHE_HIT, KM_STEP_VMA_FOUND,
      KM_STEP_VMA_NONE, NONE } },
  { "bad_area", 4, 2, 0.36, 0.13, { KM_STEP_FAULT_NO_AREA, KM_STEP_FAULT_BAD_ACCESS, NONE } },
  { "expand_stack", 4, 2, 0.60, 0.14,
    { KM_STEP_FAULT_BELOW_STACK, KM_STEP_STACK_GROW, KM_STEP_STACK_LOWEST, KM_STEP_STACK_GUARD,
      KM_STEP_STACK_REFUSE, NONE } },
  { "handle_mm_fault", 4, 2, 0.83, 0.17,
    { KM_STEP_FAULT_GOOD_AREA, KM_STEP_PTE_NONE, KM_STEP_PTE_PRESENT, NONE } },
  { "SEGV_MAPERR", 5, 3, 0.295, 0.115, { KM_STEP_FAULT_NO_AREA, NONE } },
  { "SEGV_ACCERR", 5, 3, 0.425, 0.115, { KM_STEP_FAULT_BAD_ACCESS, NONE } },
  { "do_anonymous_page", 7, 3, 0.655, 0.175, { KM_STEP_ANON_READ, KM_STEP_ANON_WRITE, NONE } },
  { "do_fault", 7, 3, 0.80, 0.10,
    { KM_STEP_FILE_FAULT, KM_STEP_FAULT_AROUND, KM_STEP_COW_FAULT, KM_STEP_SHMEM_PAGE,
      KM_STEP_FILE_BEYOND, NONE } },
  { "do_wp_page", 7, 3, 0.93, 0.13, { KM_STEP_WP_REUSE, KM_STEP_WP_COPY, NONE } },
};
#define N_LEVELS 4

typedef struct
{
  VmrTranslate *s;
  guint         reached[G_N_ELEMENTS (nodes)];   /* last such step of this fault, 0 none */
  int           now;                             /* the node reached last */
  double        y, h, pitch;
  guint         first_level, n_levels;           /* those that are drawn */
} Tree;

static gboolean
node_has_kind (const Node *node,
               KmStepKind  kind)
{
  for (guint i = 0; i < MAX_KINDS && node->kinds[i] != NONE; i++)
    if (node->kinds[i] == kind)
      return TRUE;
  return FALSE;
}

static void
tree_follow (Tree *t)
{
  VmrTranslate *s = t->s;

  t->now = NO_PARENT;
  for (guint step = s->fault + 1; step <= vmr_session_cursor (s->session); step++)
    {
      KmStepKind kind = km_machine_step_kind (s->machine, step);

      /* A signal for a kernel address ends in the box below its own. */
      if (kind == KM_STEP_FAULT_SIGNAL && t->reached[0])
        t->reached[3] = step, t->now = 3;
      if (kind == KM_STEP_FAULT_RETURN)
        t->now = NO_PARENT;
      for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
        if (node_has_kind (&nodes[i], kind))
          {
            t->reached[i] = step;
            t->now = (int) i;
          }
    }
}

/* Where the step is the box is as wide as its name. */
static VmrRect
node_rect (const Tree *t,
           const Node *node)
{
  double w = node->w * t->s->w, x;

  if (t->now >= 0 && node == &nodes[t->now])
    w = MAX (w, vmr_cells_measure (t->s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, node->label) + 12);
  x = CLAMP (t->s->m + node->x * t->s->w - w / 2, t->s->m, MAX (t->s->m, t->s->m + t->s->w - w));
  return VMR_RECT (x, t->y + ((int) node->level - (int) t->first_level) * t->pitch, w, t->h);
}

static void
edge_draw (Tree *t,
           guint i)
{
  const Node *node = &nodes[i];
  VmrRect to = node_rect (t, node);
  double x = to.x + to.w / 2, from_x = x, from_y = t->y - 14, mid;
  gboolean lit = t->reached[i] != 0;
  VmrCell *cell;

  if (node->parent != NO_PARENT && node->level > t->first_level)
    {
      VmrRect from = node_rect (t, &nodes[node->parent]);

      from_x = from.x + from.w / 2;
      from_y = from.y + from.h;
    }
  mid = (from_y + to.y) / 2;
  {
    VmrPoint way[] = { { from_x, from_y }, { from_x, mid }, { x, mid }, { x, to.y } };

    cell = vmr_cells_line (t->s->cells, way, G_N_ELEMENTS (way),
                           !lit ? VMR_INK_LINE : t->s->returned ? VMR_INK_SECONDARY
                           : VMR_INK_LIGHT, lit ? 2 : 1.5);
    if (lit)
      cell->stroke_tint = VMR_TINT_LIGHT;
    else
      cell->flags |= VMR_CELL_FUTURE;
  }
}

static void
node_draw (Tree *t,
           guint i)
{
  VmrTranslate *s = t->s;
  const Node *node = &nodes[i];
  gboolean now = t->now == (int) i, lit = t->reached[i] != 0;
  VmrRect r = node_rect (t, node);
  VmrCell *cell = vmr_cells_box (s->cells, r,
                                 now   ? VMR_INK_ACCENT
                                 : lit && !s->returned ? VMR_INK_LIGHT
                                       : VMR_INK_SOFT,
                                 now || !lit || s->returned ? VMR_TINT_FULL : VMR_TINT_FAINT,
                                 t->h / 2);

  if (!lit)
    {
      cell->flags |= VMR_CELL_FUTURE;
      vmr_cell_outline (cell, VMR_INK_LINE, 1);
      return;
    }
  if (!now)
    vmr_cell_outline (cell, s->returned ? VMR_INK_SECONDARY : VMR_INK_LIGHT, 1.5);
  cell->part = 0x4e4 + i;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_STEP, t->reached[i], 0), node->label,
                     km_machine_step_info (s->machine, t->reached[i])->file);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h),
                  VMR_SMALL | VMR_MONO | VMR_CENTER | (now ? VMR_BOLD : 0),
                  now ? VMR_INK_AUTO : VMR_INK_TEXT, node->label, NULL);
}

static gboolean
is_drawn (const Tree *t,
          guint       i)
{
  return nodes[i].level >= t->first_level && nodes[i].level < t->first_level + t->n_levels;
}

/* A low stage has no room for all levels: it shows those around the deepest one reached. */
static void
choose_levels (Tree *t)
{
  guint deepest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (t->reached[i])
      deepest = MAX (deepest, nodes[i].level);
  t->first_level = deepest + 1 > t->n_levels ? deepest + 1 - t->n_levels : 0;
}

/* Neutral edges lie below lit ones, and boxes on both. */
static void
tree_draw (Tree *t)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
      if (is_drawn (t, i) && (t->reached[i] != 0) == (pass == 1))
        edge_draw (t, i);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (is_drawn (t, i) && t->now != (int) i)
      node_draw (t, i);
  if (t->now >= 0 && is_drawn (t, (guint) t->now))
    node_draw (t, (guint) t->now);
}

static void
root_draw (VmrTranslate *s,
           double        y,
           double        h)
{
  g_autofree char *enter = s->returned
    ? g_strdup (_("the kernel has gone back to the program: the same instruction again"))
    : g_strdup_printf (_("the kernel takes over, with error code %u and the address in CR2"),
                     (guint) vmr_stage_arg (s->session, s->fault, error_code));
  double name =
    vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, "exc_page_fault") + 24;
  const char *level = s->returned ? "CPL 0 → 3" : "CPL 3 → 0";
  double mode = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, level) + 24;

  vmr_cell_outline (vmr_cells_box (s->cells, VMR_RECT (s->m, y, s->w, h),
                                   s->returned ? VMR_INK_SOFT : VMR_INK_LIGHT,
                                   s->returned ? VMR_TINT_FULL : VMR_TINT_FAINT, 8),
                    s->returned ? VMR_INK_LINE : VMR_INK_LIGHT, s->returned ? 1 : 2);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 12, y, name, h), VMR_SMALL | VMR_MONO | VMR_BOLD,
                  VMR_INK_TEXT, "exc_page_fault", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 12 + name, y, s->w - 24 - name - mode, h), VMR_SMALL,
                  VMR_INK_TEXT, enter, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, s->w - 12, h), VMR_SMALL | VMR_MONO | VMR_RIGHT,
                  VMR_INK_TEXT, level, NULL);
}

void
vmr_translate_kernel (VmrTranslate *s,
                      double        y)
{
  double h = ceil (s->row * 1.1), bottom = s->cells->height - s->small * 2.4;
  Tree t = { .s = s, .h = ceil (s->small * 1.7) };

  if (s->fault == 0 || y + h > bottom)
    return;
  root_draw (s, y, h);
  t.y = y + h + 14;
  t.n_levels = (guint) CLAMP ((bottom - t.y + 8) / (t.h + 8), 0, N_LEVELS);
  if (t.n_levels == 0)
    return;
  t.pitch = CLAMP ((bottom - t.y - t.h) / MAX (t.n_levels - 1, 1), t.h + 8, t.h * 2.2);
  tree_follow (&t);
  choose_levels (&t);
  tree_draw (&t);
  if (t.y + (t.n_levels - 1) * t.pitch + t.h + s->small * 1.6 < s->cells->height)
    vmr_cells_text (s->cells, VMR_RECT (s->m, s->cells->height - s->small * 1.9, s->caption_w,
                                        s->small * 1.6),
                    VMR_SMALL, VMR_INK_SECONDARY,
                    _("Fault decision tree: a box gets its name when a step reaches it"),
                    _("Fault tree: a box is named when reached"), _("Fault decision tree"), NULL);
}
