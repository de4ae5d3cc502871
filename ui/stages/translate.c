/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translate, in full: from selector and offset over the linear address, the TLB and the tables to
 * the frame, or to the page fault and on into the kernel's decision tree.
 *
 *   selector ─ descriptor ─ ⊕ ─ linear ─ TLB          vmr_translate_row_segment ()
 *   1011111111 1111011110 000000010000                translate-bits.c
 *   directory ─► table ─► frame or #PF                translate-tables.c, -table.c
 *   exc_page_fault ─ ─ tree of the kernel             translate-kernel.c
 *
 * The same stage with less in it is in translate-plain.c and translate-levels.c.
 */
#include "ui/session/session-look.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/translate-detail.h"
#include "ui/stages/translate-levels.h"
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Without an access in this command the stage is not empty: it shows, without light, the tables at
 * the address the step speaks of, or the task used last, else at the start of its text, or of its
 * first area when it has no text yet. */
static void
scene_rest (VmrTranslate *s,
            const KmTask *task)
{
  const KmVma *first = km_vma (s->machine, s->mm->mmap), *vma;

  s->at_rest = TRUE;
  s->subject = task == km_machine_subject (s->machine) &&
               vmr_stage_subject (s->session, &s->addr);
  s->used = !s->subject && vmr_plain_last (s->session, task, &s->addr, &s->kind, NULL);
  if (!s->used && !s->subject)
    s->addr = s->mm->start_code ? s->mm->start_code : first ? first->vm_start : 0;
  vma = vmr_area_at (s->machine, s->mm, s->addr);
  if (!s->used)
    s->kind = vma && vma->vm_flags & KM_VM_EXEC ? KM_ACCESS_EXEC : KM_ACCESS_READ;
  s->n_levels = km_walk (s->machine, s->mm, s->addr, s->levels);
  s->large = vmr_walk_is_large (s->levels, s->n_levels);
}

static gboolean
scene_init (VmrTranslate     *s,
            const VmrSession *session,
            VmrCells         *cells)
{
  const KmTask *task = vmr_session_task (session);

  *s = (VmrTranslate) { .session = session, .machine = vmr_session_machine (session),
                        .cells = cells };
  s->mm = task ? km_mm (s->machine, task->mm) : NULL;
  s->small = cells->metrics.small;
  s->row = cells->metrics.row;
  s->m = vmr_plain_margin (cells);
  s->w = cells->width - 2 * s->m;
  /* A high stage spends its room on the entries. */
  s->line = ceil (s->small * (cells->metrics.lecture ? 1.6
                              : CLAMP (1.75 * cells->height / 620, 1.75, 2.5)));
  if (s->mm == NULL)
    return FALSE;
  /* The access of one program tells nothing of another that was chosen. */
  if (task == km_machine_subject (s->machine) && !vmr_stage_subject (session, &s->addr))
    s->access = vmr_stage_reached (session, KM_STEP_ACCESS);
  if (s->access == 0)
    {
      scene_rest (s, task);
      return TRUE;
    }
  s->segment = vmr_stage_reached (session, KM_STEP_SEGMENT);
  s->hit = vmr_stage_reached (session, KM_STEP_TLB_HIT);
  s->miss = vmr_stage_reached (session, KM_STEP_TLB_MISS);
  s->fault = vmr_stage_reached (session, KM_STEP_PAGE_FAULT);
  s->set = vmr_stage_reached (session, KM_STEP_PTE_SET);
  s->fill = vmr_stage_reached (session, KM_STEP_TLB_FILL);
  s->memory = vmr_stage_reached (session, KM_STEP_MEMORY);
  /* Only what belongs to the latest access counts: a retry walks again. */
  if (s->miss < s->segment)
    s->miss = 0;
  if (s->hit < s->segment)
    s->hit = 0;
  s->addr = (KmAddr) vmr_stage_arg (session, s->access, addr);
  s->kind = (KmAccess) vmr_stage_arg (session, s->access, access);
  s->returned = s->fault && vmr_stage_reached (session, KM_STEP_FAULT_RETURN) > s->fault;
  s->n_levels = km_walk (s->machine, s->mm, s->addr, s->levels);
  s->walk[s->n_levels - 2] = vmr_stage_reached (session, KM_STEP_WALK_DIRECTORY);
  s->walk[s->n_levels - 1] = vmr_stage_reached (session, KM_STEP_WALK_TABLE);
  if (s->n_levels == 3)
    s->walk[0] = vmr_stage_reached (session, KM_STEP_WALK_PDPT);
  s->retry = s->fault && s->segment > s->fault;
  s->start = MAX (s->access, s->segment);
  /* What the entry is the CPU learns when it reads it. */
  s->large = s->walk[s->n_levels - 2] >= s->start && vmr_walk_is_large (s->levels, s->n_levels);
  return TRUE;
}

/* What the CPU did before the kernel took over. */
gboolean
vmr_translate_light_is_old (const VmrTranslate *s,
              guint               step)
{
  return s->fault >= step && s->fault < vmr_session_cursor (s->session);
}

void
vmr_translate_light (VmrTranslate   *s,
                     const VmrPoint *points,
                     guint           n_points,
                     gboolean        arrow,
                     guint           step)
{
  VmrCell *cell = vmr_cells_light (s->cells, points, n_points, arrow);

  if (vmr_translate_light_is_old (s, step))
    vmr_cell_old (cell);
}

gboolean
vmr_translate_is_step (const VmrTranslate *s,
                       guint               level)
{
  const KmWalkLevel *walk = &s->levels[level];
  guint cursor = vmr_session_cursor (s->session);

  return walk->exists && cursor > 0 && vmr_stage_arg (s->session, cursor, entry_at) == walk->at;
}

/* How the height below the bits is shared: entries and sums, then the border to the kernel with as
 * much of its tree as fits. What the room does not hold is left out: the sums, two of the entries, the border with
 * its tree, and at last more entries. Returns where the border goes, foot when it is left
 * out. */
static double
rows_share (VmrTranslate *s,
            double        y,
            double        foot)
{
  double entry = s->line + 3, all = s->row + 4 * entry, sums = s->small * 6.2 + 32;
  double least = ceil (s->row * 1.1) + ceil (s->small * 1.7) + s->small * 0.4 + 15;     /* a level of the tree */

  s->entries = (guint) CLAMP ((foot - y - s->row - 8) / entry, 0, 4);
  if (!s->fault)
    return foot;
  /* Neighbours of the entry are given up before the kernel is: who has answered what it will do wants to see it. */
  for (; s->entries > 2 && y + all + 10 + least > foot; s->entries--)
    all -= entry;
  if (y + all + 10 + least > foot)
    {
      s->entries = (guint) CLAMP ((foot - y - s->row - 8) / entry, 0, 4);
      return foot;
    }
  /* Entries give way a little before what is said below them does. */
  if (y + all + s->small * 4.65 + 8 > foot - least - 10)
    s->line = MIN (s->line, ceil (s->small * 1.6));
  return MIN (y + all + sums, foot - least);
}

char *
vmr_translate_title (const VmrTranslate *s)
{
  const KmTask *task = vmr_session_task (s->session);

  if (s->subject)
    return g_strdup_printf (_("The kernel, for %s: 0x%08x"), km_task_name (s->machine, task), s->addr);
  if (s->at_rest)
    return g_strdup_printf (s->used ? _("%s last used 0x%08x")
                            : s->mm->start_code ? _("%s begins at 0x%08x")
                            : _("%s is being set up: 0x%08x"), km_task_name (s->machine, task), s->addr);
  return g_strdup_printf (vmr_plain_verb (s->kind), km_task_name (s->machine, task), s->addr);
}

/* What the letters of the drawing mean; those of an error code too where there is one. */
static const char *
legend_of (const VmrTranslate *s)
{
  gboolean large = vmr_translate_shows_large (s);
  const char *all = large ? _("P present  W write  U user  A accessed  D dirty  S large page  G global  R reserved bit  I instruction fetch")
                    : _("P present  W write  U user  A accessed  D dirty  G global  R reserved bit  I instruction fetch");

  if (s->fault && !s->retry && vmr_cells_measure (s->cells, VMR_SMALL, all) < s->w)
    return all;
  return large ? _("P present  W write  U user  A accessed  D dirty  S large page  G global")
         : _("P present  W write  U user  A accessed  D dirty  G global");
}

static void
full_layout (const VmrSession *session,
             VmrCells         *cells)
{
  VmrTranslate s;
  double y = 12, kernel, foot;
  const char *legend;
  VmrRect beside;
  g_autofree char *title = NULL;

  if (!scene_init (&s, session, cells))
    {
      y = vmr_detail_control (session, cells, _("Physical memory waits for its first program"));
      vmr_translate_nobody (session, cells, y, cells->height);
      return;
    }
  if (cells->metrics.lecture)
    {
      vmr_translate_lecture (&s);
      return;
    }
  title = vmr_translate_title (&s);
  y = vmr_detail_title (session, cells, title,
                        vmr_translate_dead_width (session, cells), &beside);
  vmr_translate_dead (session, cells, beside);
  y = vmr_translate_row_segment (&s, y);
  y = vmr_translate_bits (&s, y) + 4;
  foot = cells->height - s.small * 2;
  /* The letters depend on the entries that there is room for; that, not on the words at their left. */
  kernel = rows_share (&s, y, foot);
  legend = legend_of (&s);
  s.caption_w = s.w - vmr_cells_measure (cells, VMR_SMALL, legend) - 2 * s.small;
  if (s.entries > 0)
    vmr_translate_tables (&s, y, kernel - 10);
  if (kernel < foot)
    vmr_translate_kernel (&s, kernel);
  if (s.entries > 0)
    vmr_cells_text (cells, VMR_RECT (s.m, foot, s.w, s.small * 1.6), VMR_SMALL | VMR_RIGHT,
                    VMR_INK_SECONDARY, legend, NULL);
}

static void
translate_layout (const VmrSession *session,
                  VmrCells         *cells)
{
  VmrDetail detail = vmr_session_detail (session);
  double strip = detail == VMR_DETAIL_FULL ? 0 : vmr_detail_strip_height (session, cells);
  double bottom = cells->height - (strip > 0 ? strip + 6 : 4);

  if (vmr_session_state (session) == NULL)
    return;
  if (detail == VMR_DETAIL_PLAIN)
    vmr_translate_plain (session, cells, bottom);
  else if (detail == VMR_DETAIL_LEVELS)
    vmr_translate_levels (session, cells, bottom);
  else
    full_layout (session, cells);
  if (strip > 0)
    vmr_detail_strip (session, cells, cells->height - strip);
}

const VmrStage vmr_stage_translate = {
  "translate", N_("Translate"), translate_layout,
  VMR_STAGE_SUB (KM_SUB_TRANSLATE) | VMR_STAGE_SUB (KM_SUB_FAULT),
  "Translate", "地址转换", FALSE,
};
