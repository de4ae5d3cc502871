/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translate, in full: from selector and offset over the linear address, the TLB and the tables to
 * the frame, or to the page fault and on into the kernel's decision tree.
 *
 *   selector ─ descriptor ─ ⊕ ─ linear ─ TLB          row_segment ()
 *   1011111111 1111011110 000000010000                translate-bits.c
 *   directory ─► table ─► frame or #PF                translate-tables.c, -table.c
 *   exc_page_fault ─ ─ tree of the kernel             translate-kernel.c
 *
 * The same stage with less in it is in translate-plain.c and translate-levels.c.
 */
#include "ui/session/session-look.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/translate-plain-private.h"
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Whether the walk ends in the directory: its entry stands for a page as large as a whole table. */
static gboolean
is_large (const VmrTranslate *s)
{
  const KmWalkLevel *directory = &s->levels[s->n_levels - 2];

  return directory->exists && directory->entry & KM_PTE_P && directory->entry & KM_PTE_PSE;
}

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
  s->large = is_large (s);
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
  s->large = s->walk[s->n_levels - 2] >= s->start && is_large (s);
  return TRUE;
}

/* What the CPU did before the kernel took over. */
static gboolean
light_is_old (const VmrTranslate *s,
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

  if (light_is_old (s, step))
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

static void
boxed (VmrTranslate *s,
       VmrRect       r,
       const char   *first,
       const char   *second,
       gboolean      lit)
{
  VmrCell *cell = vmr_cells_box (s->cells, r, lit ? VMR_INK_LIGHT : VMR_INK_PANEL,
                                 lit ? VMR_TINT_FAINT : VMR_TINT_FULL, 7);

  vmr_cell_outline (cell, lit ? VMR_INK_LIGHT : VMR_INK_LINE, lit ? 2 : 1);
  if (second == NULL)
    {
      vmr_cells_text (s->cells, r, VMR_TITLE | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT,
                      first, NULL);
      return;
    }
  vmr_cells_text (s->cells, VMR_RECT (r.x + 8, r.y + 2, r.w - 11, r.h / 2),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, first, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 8, r.y + r.h / 2 - 2, r.w - 11, r.h / 2), VMR_SMALL,
                  VMR_INK_SECONDARY, second, NULL);
}

static guint
tlb_used (const KmCpu *cpu)
{
  guint used = 0;

  for (guint set = 0; set < KM_TLB_SETS; set++)
    for (guint way = 0; way < KM_TLB_WAYS; way++)
      used += cpu->tlb[set][way].valid != 0;
  return used;
}

/* The ways of the set the page would be in come first, then what else is there. */
static void
tlb_draw (VmrTranslate *s,
          VmrRect       r)
{
  const KmCpu *cpu = &km_machine_state (s->machine)->cpu[0];
  guint page = s->addr >> KM_PAGE_SHIFT, shown = 0, columns, rows = 2;
  KmTlbEntry gone[VMR_TLB_MAX];
  guint n_gone = vmr_session_hides_tlb (s->session) ? 0 : vmr_tlb_gone (s->machine, gone);
  double w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, "bffdf 3e12b") + 10;
  double h = (r.h - 6) / rows;
  /* What was missing stands in it once the walk has filled it. */
  const char *verdict = s->hit ? _("hit") : s->miss == 0 ? NULL
                        : s->fill > s->miss ? _("filled") : _("miss");
  double dot = vmr_cells_dot_reach (s->cells) + 3;      /* the numbered one at the corner */
  double room = verdict ? vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, "bffde") +
                          dot + 8 : 4;
  VmrCell *cell;

  cell = vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 7);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TLB, page, 1), "TLB", NULL);
  columns = (guint) MAX ((r.w - room) / w, 0);
  if (vmr_session_hides_tlb (s->session))
    {
      /* Nothing there would say that it is empty. */
      vmr_cells_text (s->cells, r, VMR_BODY | VMR_CENTER, VMR_INK_SECONDARY, "…", NULL);
      columns = 0;
    }
  for (guint i = 0; i < KM_TLB_SETS * KM_TLB_WAYS && shown < columns * rows; i++)
    {
      const KmTlbEntry *entry = &cpu->tlb[(page + i / KM_TLB_WAYS) % KM_TLB_SETS][i % KM_TLB_WAYS];
      VmrRect at = VMR_RECT (r.x + 4 + shown % columns * w, r.y + 3 + shown / columns * h, w - 4,
                             h - 1);
      g_autofree char *text = NULL;
      g_autofree char *spoken = NULL;
      gboolean is_it = entry->valid && entry->page == page && (s->hit || s->fill);

      if (!entry->valid || at.x + at.w > r.x + r.w)
        continue;
      text = g_strdup_printf ("%05x %05x", entry->page, entry->pfn);
      spoken = g_strdup_printf (_("TLB: page 0x%05x, frame 0x%05x"), entry->page, entry->pfn);
      cell = vmr_cells_box (s->cells, at, is_it ? VMR_INK_LIGHT : VMR_INK_SOFT,
                            is_it ? VMR_TINT_PALE : VMR_TINT_FULL, 3);
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TLB, entry->page, 0), spoken, NULL);
      vmr_cells_text (s->cells, VMR_RECT (at.x + 3, at.y, at.w - 4, at.h), VMR_SMALL | VMR_MONO,
                      VMR_INK_TEXT, text, NULL);
      shown++;
    }
  for (guint i = 0; i < n_gone && shown < columns * rows; i++, shown++)
    vmr_tlb_ghost (s->cells, VMR_RECT (r.x + 4 + shown % columns * w, r.y + 3 + shown / columns * h,
                                       w - 4, h - 1), &gone[i], VMR_SMALL);
  if (verdict)
    {
      g_autofree char *text = g_strdup_printf ("%05x", page);

      vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - room, r.y, room - dot, r.h / 2),
                      VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, text, NULL);
      vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - room, r.y + r.h / 2 - 3, room - dot, r.h / 2),
                      VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, verdict, NULL);
    }
  vmr_stage_dot (s->session, s->cells, r.x + r.w, r.y, s->hit ? s->hit : s->miss ? s->miss
                 : n_gone > 0 ? vmr_session_cursor (s->session) : 0);
}

/* How full it is, or how much of it the step has dropped. */
static void
tlb_words (VmrTranslate *s,
           VmrRect       r)
{
  KmTlbEntry gone[VMR_TLB_MAX];
  gboolean hidden = vmr_session_hides_tlb (s->session);
  guint n = hidden ? 0 : vmr_tlb_gone (s->machine, gone);
  g_autofree char *dropped = vmr_tlb_gone_words (n);
  g_autofree char *used = g_strdup_printf (_("page → frame, %u of %u entries in use"),
                                           tlb_used (&km_machine_state (s->machine)->cpu[0]),
                                           KM_TLB_SETS * KM_TLB_WAYS);

  if (n > 0)
    vmr_cells_text (s->cells, r, VMR_SMALL | VMR_BOLD, VMR_INK_LIGHT, dropped, NULL);
  else
    vmr_cells_text (s->cells, r, VMR_SMALL, VMR_INK_SECONDARY, hidden ? _("page → frame") : used,
                    _("page → frame"), NULL);
}

static double
row_segment (VmrTranslate *s,
             double        y)
{
  double line = s->small * 1.5, h = ceil (s->row * 1.75), gap = s->w * 0.03;
  double w = s->w * 0.178, x = s->m, mid;
  gboolean code = s->kind == KM_ACCESS_EXEC;      /* instructions come by CS */
  guint selector = code ? KM_USER_CS : KM_USER_DS;
  g_autofree char *name = g_strdup_printf (code ? "CS 0x%04x" : "DS 0x%04x", selector);
  g_autofree char *index = g_strdup_printf (_("index %u · GDT · RPL %u"), selector >> 3,
                                            selector & 3);
  g_autofree char *descriptor = g_strdup_printf (_("descriptor %u"), selector >> 3);
  g_autofree char *linear = g_strdup_printf ("0x%08x", s->addr);
  VmrCell *cell;

  vmr_cells_text (s->cells, VMR_RECT (x, y, w, line), VMR_SMALL, VMR_INK_SECONDARY, _("selector"),
                  NULL);
  boxed (s, VMR_RECT (x, y + line, w, h), name, index, FALSE);
  mid = y + line + h / 2;
  vmr_cells_segment (s->cells, x + w, mid, x + w + gap, mid, VMR_INK_SECONDARY, 1.5)->flags |=
    VMR_CELL_ARROW;
  x += w + gap;
  vmr_cells_text (s->cells, VMR_RECT (x, y, w * 1.1, line), VMR_SMALL, VMR_INK_SECONDARY,
                  descriptor, NULL);
  boxed (s, VMR_RECT (x, y + line, w * 1.1, h), _("base 0x00000000"),
         code ? _("limit 4 GiB · DPL 3 · r-x") : _("limit 4 GiB · DPL 3 · rw"), FALSE);
  vmr_cells_segment (s->cells, x + w * 1.1, mid, x + w * 1.1 + gap, mid, VMR_INK_SECONDARY, 1.5);
  x += w * 1.1 + gap + 10;
  cell = vmr_cells_box (s->cells, VMR_RECT (x - 10, mid - 10, 20, 20), VMR_INK_PANEL,
                        VMR_TINT_FULL, 10);
  vmr_cell_outline (cell, VMR_INK_TEXT, 1.5);
  vmr_cells_segment (s->cells, x - 5, mid, x + 5, mid, VMR_INK_TEXT, 1.5);
  vmr_cells_segment (s->cells, x, mid - 5, x, mid + 5, VMR_INK_TEXT, 1.5);
  if (s->access)
    {
      VmrPoint path[2] = { { x + 11, mid }, { x + 10 + gap, mid } };
      VmrPoint in[4] = { { 0, mid + h * 0.75 }, { x * 0.25, mid + h * 0.75 },
                         { x, mid + h * 0.75 }, { x, mid + 11 } };
      g_autofree char *offset = g_strdup_printf (_("offset %s"), linear);
      double ow = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, offset) + 12;

      vmr_translate_light (s, in, 4, FALSE, s->access);
      vmr_cells_port (s->cells, VMR_PORT_ADDRESS, 0, in[0].y, s->addr)->old =
        light_is_old (s, s->access);
      cell = vmr_cells_box (s->cells, VMR_RECT (s->m + 30, mid + h * 0.75 - line / 2, ow, line),
                            VMR_INK_PANEL, VMR_TINT_FULL, 0);
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ADDRESS, s->addr, 0), offset, NULL);
      vmr_cells_text (s->cells, VMR_RECT (s->m + 36, mid + h * 0.75 - line / 2, ow, line),
                      VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_LIGHT, offset, NULL);
      if (s->segment)
        vmr_translate_light (s, path, 2, FALSE, s->segment);
    }
  x += 10 + gap;
  if (s->segment || s->at_rest)
    {
      vmr_cells_text (s->cells, VMR_RECT (x + s->small * 1.4, y, w, line), VMR_SMALL,
                      VMR_INK_SECONDARY, _("linear address"), _("linear"), NULL);
      boxed (s, VMR_RECT (x, y + line, w, h), linear, NULL, !s->at_rest);
      vmr_stage_dot (s->session, s->cells, x, y + line, s->segment);
    }
  if (s->hit || s->miss)
    {
      VmrPoint path[2] = { { x + w, mid }, { x + w + gap, mid } };

      vmr_translate_light (s, path, 2, FALSE, MAX (s->hit, s->miss));
    }
  x += w + gap;
  cell = vmr_cells_text (s->cells, VMR_RECT (x, y, s->m + s->w - x, line), VMR_SMALL | VMR_BOLD,
                         VMR_INK_TEXT, "TLB", NULL);
  mid = cell ? cell->rect.w + 8 : 0;
  tlb_words (s, VMR_RECT (x + mid, y,
                          s->m + s->w - x - mid - vmr_cells_dot_reach (s->cells) - 2, line));
  tlb_draw (s, VMR_RECT (x, y + line, s->m + s->w - x, h));
  s->tlb = (VmrPoint) { s->m + s->w - 10, y + line + h };
  return y + line + h + h * 0.25 + line;
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

static char *
title_make (const VmrTranslate *s)
{
  const KmTask *task = vmr_session_task (s->session);

  if (s->subject)
    return g_strdup_printf (_("The kernel, for %s: 0x%08x"), task->comm, s->addr);
  if (s->at_rest)
    return g_strdup_printf (s->used ? _("%s last used 0x%08x")
                            : s->mm->start_code ? _("%s begins at 0x%08x")
                            : _("%s is being set up: 0x%08x"), task->comm, s->addr);
  return g_strdup_printf (vmr_plain_verb (s->kind), task->comm, s->addr);
}

/* What the letters of the drawing mean; those of an error code too where there is one. */
static const char *
legend_of (const VmrTranslate *s)
{
  const char *all = _("P present  W write  U user  A accessed  D dirty  G global  R reserved bit  I instruction fetch");

  if (s->large)
    return _("P present  W write  U user  A accessed  D dirty  S large page  G global");
  return s->fault && !s->retry && vmr_cells_measure (s->cells, VMR_SMALL, all) < s->w
         ? all : _("P present  W write  U user  A accessed  D dirty  G global");
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
  title = title_make (&s);
  y = vmr_detail_title (session, cells, title,
                        vmr_translate_dead_width (cells, vmr_session_task (session)), &beside);
  vmr_translate_dead (session, cells, beside);
  y = row_segment (&s, y);
  y = vmr_translate_bits (&s, y) + 4;
  foot = cells->height - s.small * 2;
  legend = legend_of (&s);
  s.caption_w = s.w - vmr_cells_measure (cells, VMR_SMALL, legend) - 2 * s.small;
  kernel = rows_share (&s, y, foot);
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
