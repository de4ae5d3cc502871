/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translate: from selector and offset over the linear address, the TLB and the tables to the frame,
 * or to the page fault and on into the kernel's decision tree.
 *
 *   selector ─ descriptor ─ ⊕ ─ linear ─ TLB          row_segment ()
 *   1011111111 1111011110 000000010000                row_bits ()
 *   directory ─► table ─► frame or #PF                row_tables ()
 *   exc_page_fault ─ ─ tree of the kernel             row_kernel ()
 */
#include "ui/session/walk.h"
#include "ui/stages/stage.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  const KmMm       *mm;
  KmAddr            addr;
  guint             access, segment, hit, miss, fault, fill, memory;   /* steps, 0 not reached */
  guint             walk[VMR_WALK_MAX];
  VmrWalkLevel      levels[VMR_WALK_MAX];
  guint             n_levels;
  double            m, w, small, row;
  double            line;                     /* height of a table's entry */
  double            linear_x, linear_y;       /* foot of the linear address */
  double            group_x[4], group_w[4];   /* of the bits of each level, and the offset */
  double            bits_y;
} Scene;

static gboolean
scene_init (Scene            *s,
            const VmrSession *session,
            VmrCells         *cells)
{
  const KmTask *task = vmr_session_task (session);

  *s = (Scene) { .session = session, .machine = vmr_session_machine (session), .cells = cells };
  s->mm = task ? km_mm (s->machine, task->mm) : NULL;
  s->small = cells->metrics.small;
  s->row = cells->metrics.row;
  s->m = MAX (s->small * 2, 20);
  s->w = cells->width - 2 * s->m;
  /* A high stage spends its room on the entries. */
  s->line = ceil (s->small * (cells->metrics.lecture ? 1.6
                              : CLAMP (1.75 * cells->height / 620, 1.75, 2.5)));
  if (s->mm == NULL)
    return FALSE;
  s->access = vmr_stage_reached (session, KM_STEP_ACCESS);
  if (s->access == 0)
    return FALSE;
  s->segment = vmr_stage_reached (session, KM_STEP_SEGMENT);
  s->hit = vmr_stage_reached (session, KM_STEP_TLB_HIT);
  s->miss = vmr_stage_reached (session, KM_STEP_TLB_MISS);
  s->fault = vmr_stage_reached (session, KM_STEP_PAGE_FAULT);
  s->fill = vmr_stage_reached (session, KM_STEP_TLB_FILL);
  s->memory = vmr_stage_reached (session, KM_STEP_MEMORY);
  /* Only what belongs to the latest access counts: a retry walks again. */
  if (s->miss < s->segment)
    s->miss = 0;
  if (s->hit < s->segment)
    s->hit = 0;
  s->addr = (KmAddr) vmr_stage_arg (session, s->access, "addr");
  s->n_levels = vmr_walk (s->machine, s->mm, s->addr, s->levels);
  s->walk[s->n_levels - 2] = vmr_stage_reached (session, KM_STEP_WALK_DIRECTORY);
  s->walk[s->n_levels - 1] = vmr_stage_reached (session, KM_STEP_WALK_TABLE);
  if (s->n_levels == 3)
    s->walk[0] = vmr_stage_reached (session, KM_STEP_WALK_PDPT);
  return TRUE;
}

static void
boxed (Scene      *s,
       VmrRect     r,
       const char *first,
       const char *second,
       gboolean    lit)
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
tlb_draw (Scene  *s,
          VmrRect r)
{
  const KmCpu *cpu = &s->machine->state->cpu[0];
  guint page = s->addr >> KM_PAGE_SHIFT, shown = 0, columns, rows = 2;
  double w = vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, "bffdf 3e12b") + 10;
  double h = (r.h - 6) / rows;
  const char *verdict = s->hit ? _("hit") : s->miss ? _("miss") : NULL;
  double room = verdict ? vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, "bffde") + 26 : 4;
  VmrCell *cell;

  cell = vmr_cells_frame (s->cells, r, VMR_INK_LINE, 1, 7);
  columns = MAX ((guint) ((r.w - room) / w), 1);
  for (guint i = 0; i < KM_TLB_SETS * KM_TLB_WAYS && shown < columns * rows; i++)
    {
      const KmTlbEntry *entry = &cpu->tlb[(page + i / KM_TLB_WAYS) % KM_TLB_SETS][i % KM_TLB_WAYS];
      VmrRect at = VMR_RECT (r.x + 4 + shown % columns * w, r.y + 3 + shown / columns * h, w - 4,
                             h - 1);
      g_autofree char *text = NULL;
      gboolean is_it = entry->valid && entry->page == page;

      if (!entry->valid || at.x + at.w > r.x + r.w)
        continue;
      text = g_strdup_printf ("%05x %05x", entry->page, entry->pfn);
      cell = vmr_cells_box (s->cells, at, is_it ? VMR_INK_LIGHT : VMR_INK_SOFT,
                            is_it ? VMR_TINT_PALE : VMR_TINT_FULL, 3);
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TLB, entry->page, 0), text, NULL);
      vmr_cells_text (s->cells, VMR_RECT (at.x + 3, at.y, at.w - 4, at.h), VMR_SMALL | VMR_MONO,
                      VMR_INK_TEXT, text, NULL);
      shown++;
    }
  if (verdict)
    {
      g_autofree char *text = g_strdup_printf ("%05x", page);

      vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - room, r.y, room - 8, r.h / 2),
                      VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, text, NULL);
      vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - room, r.y + r.h / 2 - 3, room - 8, r.h / 2),
                      VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_LIGHT, verdict, NULL);
    }
  vmr_stage_dot (s->session, s->cells, r.x + r.w, r.y, s->hit ? s->hit : s->miss);
}

static double
row_segment (Scene *s,
             double y)
{
  double line = s->small * 1.5, h = ceil (s->row * 1.75), gap = s->w * 0.03;
  double w = s->w * 0.178, x = s->m, mid;
  guint selector = s->segment ? (guint) vmr_stage_arg (s->session, s->segment, "selector") : 0x7b;
  g_autofree char *ds = g_strdup_printf ("DS 0x%04x", selector);
  g_autofree char *index = g_strdup_printf (_("index %u · GDT · RPL %u"), selector >> 3,
                                            selector & 3);
  g_autofree char *descriptor = g_strdup_printf (_("descriptor %u"), selector >> 3);
  g_autofree char *linear = g_strdup_printf ("0x%08x", s->addr);
  g_autofree char *used = g_strdup_printf (_("page → frame, %u of %u entries in use"),
                                           tlb_used (&s->machine->state->cpu[0]),
                                           KM_TLB_SETS * KM_TLB_WAYS);
  VmrCell *cell;

  vmr_cells_text (s->cells, VMR_RECT (x, y, w, line), VMR_SMALL, VMR_INK_SECONDARY, _("selector"),
                  NULL);
  boxed (s, VMR_RECT (x, y + line, w, h), ds, index, FALSE);
  mid = y + line + h / 2;
  vmr_cells_segment (s->cells, x + w, mid, x + w + gap, mid, VMR_INK_SECONDARY, 1.5)->flags |=
    VMR_CELL_ARROW;
  x += w + gap;
  vmr_cells_text (s->cells, VMR_RECT (x, y, w * 1.1, line), VMR_SMALL, VMR_INK_SECONDARY,
                  descriptor, NULL);
  boxed (s, VMR_RECT (x, y + line, w * 1.1, h), "base 0x00000000", _("limit 4 GiB · DPL 3 · rw"),
         FALSE);
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

      vmr_cells_light (s->cells, in, 4, FALSE);
      vmr_cells_box (s->cells, VMR_RECT (s->m + 30, mid + h * 0.75 - line / 2, ow, line),
                     VMR_INK_PANEL, VMR_TINT_FULL, 0);
      vmr_cells_text (s->cells, VMR_RECT (s->m + 36, mid + h * 0.75 - line / 2, ow, line),
                      VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_LIGHT, offset, NULL);
      if (s->segment)
        vmr_cells_light (s->cells, path, 2, FALSE);
    }
  x += 10 + gap;
  if (s->segment)
    {
      vmr_cells_text (s->cells, VMR_RECT (x + s->small * 1.4, y, w, line), VMR_SMALL,
                      VMR_INK_SECONDARY, _("linear address"), _("linear"), NULL);
      boxed (s, VMR_RECT (x, y + line, w, h), linear, NULL, TRUE);
      vmr_stage_dot (s->session, s->cells, x, y + line, s->segment);
    }
  s->linear_x = x + w / 2;
  s->linear_y = y + line + h;
  if (s->hit || s->miss)
    {
      VmrPoint path[2] = { { x + w, mid }, { x + w + gap, mid } };

      vmr_cells_light (s->cells, path, 2, FALSE);
    }
  x += w + gap;
  cell = vmr_cells_text (s->cells, VMR_RECT (x, y, s->m + s->w - x, line), VMR_SMALL | VMR_BOLD,
                         VMR_INK_TEXT, "TLB", NULL);
  mid = cell ? cell->rect.w + 8 : 0;
  vmr_cells_text (s->cells, VMR_RECT (x + mid, y, s->m + s->w - x - mid - s->small, line), VMR_SMALL,
                  VMR_INK_SECONDARY, used, _("page → frame"), NULL);
  tlb_draw (s, VMR_RECT (x, y + line, s->m + s->w - x, h));
  return y + line + h + h * 0.25 + line;
}

/* The address bit by bit, its hex digits sitting on their four bits. */
static double
row_bits (Scene *s,
          double y)
{
  guint widths[4] = { 10, 10, 12, 0 }, n = 3, at = 32;
  const char *const names2[] = { N_("directory"), N_("table"), N_("offset") };
  const char *const names3[] = { N_("pointer table"), N_("directory"), N_("table"),
                                 N_("offset") };
  double line = s->small * 1.5, gap = s->small * 1.4, pitch, h, x = s->m;

  if (s->n_levels == 3)
    {
      widths[0] = 2;
      widths[1] = widths[2] = 9;
      widths[3] = 12;
      n = 4;
    }
  pitch = floor ((s->w * 0.97 - gap * (n - 1)) / 32);
  h = MAX (ceil (pitch * 1.1), s->small * 1.6);
  s->bits_y = y + line;
  for (guint group = 0; group < n; group++)
    {
      VmrInk ink = group + 1 < n ? VMR_INK_PAGE_TABLE : VMR_INK_KERNEL;
      guint value = s->addr >> (at - widths[group]) & ((1u << widths[group]) - 1);
      g_autofree char *index = g_strdup_printf (group + 1 < n ? "%u" : "0x%03x", value);
      const char *name = _(n == 4 ? names3[group] : names2[group]);
      double w = pitch * widths[group], nw;

      s->group_x[group] = x;
      s->group_w[group] = w;
      for (guint i = 0; i < widths[group]; i++)
        {
          guint bit = at - 1 - i;
          double bx = x + i * pitch;
          char digit[2] = { (s->addr >> bit & 1) ? '1' : '0', 0 };
          g_autofree char *hex = g_strdup_printf ("%x", s->addr >> (bit & ~3u) & 15);

          vmr_cells_box (s->cells, VMR_RECT (bx + 1, y + line, pitch - 2, h),
                         ink == VMR_INK_PAGE_TABLE ? ink : VMR_INK_SOFT,
                         ink == VMR_INK_PAGE_TABLE ? VMR_TINT_PALE : VMR_TINT_FULL, 3);
          vmr_cells_text (s->cells, VMR_RECT (bx, y + line, pitch, h),
                          VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, digit, NULL);
          if (bit % 4 == 2)
            vmr_cells_text (s->cells, VMR_RECT (bx, y, pitch, line),
                            VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_LIGHT, hex,
                            NULL);
        }
      vmr_cells_box (s->cells, VMR_RECT (x, y + line + h + 3, w, 3), ink, VMR_TINT_FULL, 0);
      nw = vmr_cells_measure (s->cells, VMR_BODY | VMR_BOLD, index) + 6 +
           vmr_cells_measure (s->cells, VMR_SMALL, name);
      if (nw < w)
        {
          double nx = x + (w - nw) / 2;
          VmrCell *cell = vmr_cells_text (s->cells, VMR_RECT (nx, y + line + h + 7, nw, s->row),
                                          VMR_SMALL, VMR_INK_SECONDARY, name, NULL);

          nx = cell ? cell->rect.x + cell->rect.w + 6 : nx;
          vmr_cells_text (s->cells, VMR_RECT (nx, y + line + h + 7, x + w - nx, s->row),
                          VMR_BODY | VMR_BOLD,
                          ink == VMR_INK_PAGE_TABLE ? VMR_INK_PAGE_TABLE : VMR_INK_TEXT, index,
                          NULL);
        }
      x += w + gap;
      at -= widths[group];
    }
  return y + line + h + 7 + s->row + 4;
}

static void
flags_draw (Scene  *s,
            VmrRect r,
            guint64 entry)
{
  static const struct { char letter; guint64 bit; } bits[] = {
    { 'P', KM_PTE_P }, { 'W', KM_PTE_RW }, { 'U', KM_PTE_US },
    { 'A', KM_PTE_A }, { 'D', KM_PTE_D }, { 'G', KM_PTE_G },
  };
  char text[16];

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      text[2 * i] = entry & bits[i].bit ? bits[i].letter : '-';
      text[2 * i + 1] = i + 1 < G_N_ELEMENTS (bits) ? ' ' : '\0';
    }
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, text, NULL);
}

/* One table: the whole frame as a bar, and the entries around the index. */
static void
table_draw (Scene  *s,
            guint   level,
            VmrRect r,
            double *exit_y)
{
  static const char *const names2[] = { N_("Page directory"), N_("Page table") };
  static const char *const names3[] = { N_("Pointer table"), N_("Page directory"),
                                        N_("Page table") };
  const VmrWalkLevel *walk = &s->levels[level];
  gboolean last = level + 1 == s->n_levels, lit = s->walk[level] != 0;
  guint width = s->n_levels == 3 ? 8 : 4;
  g_autofree char *frame = g_strdup_printf (_("frame 0x%05x"), (guint) (walk->table >> 12));
  g_autofree char *sum = g_strdup_printf ("0x%08x + %u × %u", (guint) walk->table, walk->index,
                                          width);
  g_autofree char *result = g_strdup_printf ("= 0x%08x", (guint) walk->at);
  double line = s->line, bar = 14, x = r.x + bar + 22, w = r.w - bar - 22;
  double y = r.y + s->row, scale = r.h - s->row, iy;
  double bar_h = MIN (scale, line * 7.2);
  VmrRect b = VMR_RECT (r.x, r.y + 6, bar, bar_h);

  if (!walk->exists || !lit)
    return;
  vmr_cells_text (s->cells, VMR_RECT (x, r.y, w, s->row), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                  _(s->n_levels == 3 ? names3[level] : names2[level]), NULL);
  vmr_cells_text (s->cells, VMR_RECT (x + w * 0.55, r.y, w * 0.45, s->row),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, frame,
                  frame + strlen (_("frame ")), NULL);
  vmr_cells_frame (s->cells, b, VMR_INK_SECONDARY, 1, 0);
  for (guint i = 0; i < walk->n_entries; i++)
    if (vmr_walk_entry (s->machine, walk->table, i) & KM_PTE_P)
      vmr_cells_box (s->cells, VMR_RECT (b.x + 1, b.y + b.h - 1 - (i + 1) * (b.h - 2) / walk->n_entries,
                                         b.w - 2, MAX ((b.h - 2) / walk->n_entries, 0.7)),
                     i * 4 >= walk->n_entries * 3 && !last ? VMR_INK_KERNEL : VMR_INK_PAGE_TABLE,
                     VMR_TINT_FULL, 0);
  iy = b.y + b.h - 1 - (walk->index + 0.5) * (b.h - 2) / walk->n_entries;
  vmr_cells_segment (s->cells, b.x - 3, iy, b.x + b.w + 3, iy, VMR_INK_LIGHT, 2.5);
  for (int i = 0; i < 4; i++)
    {
      int index = (int) walk->index + 2 - i;
      guint64 entry;
      gboolean here = index == (int) walk->index;
      VmrRect at = VMR_RECT (x, y + i * (line + 3), w, line);
      g_autofree char *number = g_strdup_printf ("%d", index);
      g_autofree char *value = NULL;
      g_autofree char *spoken = NULL;
      VmrCell *cell;

      if (index < 0 || index >= (int) walk->n_entries)
        continue;
      entry = vmr_walk_entry (s->machine, walk->table, (guint) index);
      value = entry & KM_PTE_P ? g_strdup_printf ("0x%05x", vmr_entry_pfn (entry))
              : g_strdup (entry ? _("not present") : "0");
      spoken = g_strdup_printf (_("%s, entry %d, %s"),
                                _(s->n_levels == 3 ? names3[level] : names2[level]), index,
                                entry ? value : _("empty"));
      cell = vmr_cells_box (s->cells, at, here && last ? VMR_INK_LIGHT : here ? VMR_INK_PAGE_TABLE
                            : VMR_INK_SOFT, here ? VMR_TINT_PALE : VMR_TINT_FULL, 4);
      if (here)
        {
          vmr_cell_outline (cell, last ? VMR_INK_LIGHT : VMR_INK_PAGE_TABLE, 2);
          cell->flags |= VMR_CELL_CHANGED;
          *exit_y = at.y + at.h / 2;
        }
      vmr_cells_subject (s->cells, cell,
                         vmr_ref (VMR_REF_PTE, (guint32) walk->table + (guint) index * width,
                                  s->n_levels - level), spoken, NULL);
      vmr_cells_text (s->cells, VMR_RECT (at.x + 8, at.y, w * 0.2, line),
                      VMR_SMALL | VMR_MONO | (here ? VMR_BOLD : 0), VMR_INK_TEXT, number, NULL);
      vmr_cells_text (s->cells, VMR_RECT (at.x + w * 0.23, at.y, w * 0.38, line),
                      VMR_SMALL | VMR_MONO | (here ? VMR_BOLD : 0),
                      here && !(entry & KM_PTE_P) ? VMR_INK_LIGHT : VMR_INK_TEXT, value, NULL);
      flags_draw (s, VMR_RECT (at.x + w * 0.55, at.y, w * 0.45 - 8, line), entry);
    }
  y += 4 * (line + 3) + 2;
  vmr_stage_dot (s->session, s->cells, b.x - 4, iy, s->walk[level]);
  if (y + s->small * 2.85 > r.y + r.h + 4)
    return;
  vmr_cells_text (s->cells, VMR_RECT (x, y, w, s->small * 1.4), VMR_SMALL | VMR_MONO,
                  VMR_INK_SECONDARY, sum, NULL);
  vmr_cells_text (s->cells, VMR_RECT (x, y + s->small * 1.45, w, s->small * 1.4),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, last ? VMR_INK_LIGHT : VMR_INK_TEXT, result,
                  NULL);
}

static void
fault_card (Scene  *s,
            VmrRect r)
{
  static const char *const bits[] = { "P", "W", "U", "R", "I" };
  guint code = (guint) vmr_stage_arg (s->session, s->fault, "error_code");
  g_autofree char *number = g_strdup_printf ("%u", code);
  g_autofree char *cr2 = g_strdup_printf ("0x%08x",
                                          (guint) vmr_stage_arg (s->session, s->fault, "addr"));
  double head = s->row + 4, y = r.y + head + 6, bit = (r.w - 24) / 5;
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 10);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_SHADOW;
  vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, r.w, head), VMR_INK_LIGHT, VMR_TINT_FULL, 8);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y, r.w * 0.6 - 14, head), VMR_BODY | VMR_BOLD,
                  VMR_INK_AUTO, _("#PF page fault"), "#PF", NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.62, r.y, r.w * 0.38 - 12, head),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_AUTO, _("vector 14"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w * 0.6, s->row), VMR_SMALL,
                  VMR_INK_SECONDARY, _("error code"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w - 28, s->row),
                  VMR_BODY | VMR_MONO | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, number, NULL);
  y += s->row;
  for (guint i = 0; i < 5 && y + s->row + s->small * 1.5 < r.y + r.h; i++)
    {
      guint b = 4 - i;
      gboolean set = code >> b & 1;
      VmrRect at = VMR_RECT (r.x + 12 + i * bit, y + s->small * 1.4, bit - 4, s->row);

      vmr_cells_text (s->cells, VMR_RECT (at.x, y, at.w, s->small * 1.4),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, bits[b], NULL);
      cell = vmr_cells_box (s->cells, at, set ? VMR_INK_LIGHT : VMR_INK_SOFT,
                            set ? VMR_TINT_FAINT : VMR_TINT_FULL, 5);
      if (set || b == 0)
        vmr_cell_outline (cell, VMR_INK_LIGHT, 1.5);
      vmr_cells_text (s->cells, at, VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT,
                      set ? "1" : "0", NULL);
    }
  y += s->row + s->small * 1.4 + 6;
  if (y + s->row < r.y + r.h)
    {
      vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w * 0.4, s->row), VMR_SMALL | VMR_MONO,
                      VMR_INK_SECONDARY, "CR2", NULL);
      vmr_cells_text (s->cells, VMR_RECT (r.x + 14, y, r.w - 28, s->row),
                      VMR_BODY | VMR_MONO | VMR_RIGHT, VMR_INK_TEXT, cr2, NULL);
    }
  vmr_stage_dot (s->session, s->cells, r.x, r.y, s->fault);
}

static void
frame_card (Scene  *s,
            VmrRect r)
{
  const VmrWalkLevel *walk = &s->levels[s->n_levels - 1];
  KmPfn pfn = s->hit ? (KmPfn) vmr_stage_arg (s->session, s->hit, "pfn")
              : vmr_entry_pfn (walk->entry);
  g_autofree char *text = g_strdup_printf (_("frame 0x%05x"), pfn);
  g_autofree char *phys = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "x",
                                           ((guint64) pfn << 12) + (s->addr & 0xfff));
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_ANON, VMR_TINT_PALE, 10);

  vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
  cell->flags |= VMR_CELL_EDGE | VMR_CELL_CHANGED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), text, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y + 4, r.w - 24, s->row), VMR_BODY | VMR_BOLD,
                  VMR_INK_TEXT, text, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y + 4 + s->row, r.w - 24, s->small * 1.5),
                  VMR_SMALL, VMR_INK_SECONDARY, _("physical address"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 14, r.y + 4 + s->row + s->small * 1.5, r.w - 24,
                                      s->row), VMR_BODY | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, phys,
                  NULL);
  vmr_stage_dot (s->session, s->cells, r.x, r.y, s->memory ? s->memory : s->fill);
}

static double
row_tables (Scene *s,
            double y,
            double bottom)
{
  double gap = s->w * 0.045, card = s->w * 0.28, exit_y[VMR_WALK_MAX] = { 0, 0, 0 };
  double w = (s->w - card - gap * s->n_levels) / s->n_levels, x = s->m + 8;
  double h = MIN (bottom - y, s->line * 4 + 12 + s->row + s->small * 4 + 30);
  gboolean framed = s->memory || s->hit || (s->fill && s->fill > s->fault);

  for (guint i = 0; i < s->n_levels; i++)
    {
      table_draw (s, i, VMR_RECT (x, y, w, h), &exit_y[i]);
      if (exit_y[i] > 0 && i + 1 < s->n_levels && exit_y[i] > 0 && s->walk[i + 1])
        {
          /* Out of the entry, down to the foot of the next table's bar: its base. */
          double foot = y + 6 + MIN (h - s->row, s->line * 7.2);
          VmrPoint path[4] = { { x + w, exit_y[i] }, { x + w + gap * 0.4, exit_y[i] },
                               { x + w + gap * 0.4, foot }, { x + w + gap, foot } };

          vmr_cells_light (s->cells, path, 4, FALSE);
        }
      x += w + gap;
    }
  x = s->m + s->w - card;
  if (exit_y[s->n_levels - 1] > 0 && (s->fault || framed))
    {
      double ey = exit_y[s->n_levels - 1];
      VmrPoint path[2] = { { x - gap + 8, ey }, { x - 2, ey } };

      vmr_cells_light (s->cells, path, 2, TRUE);
    }
  if (framed)
    frame_card (s, VMR_RECT (x, y, card, MIN (s->row * 3.4, bottom - y)));
  else if (s->fault)
    fault_card (s, VMR_RECT (x, y, card, MIN (h, bottom - y)));
  return y + h;
}

typedef struct
{
  guint  step;
  guint  row;
  double x, w;
} Pill;

/* The functions since the fault in rows; one that goes on is one pill. */
static GArray *
functions_collect (Scene *s)
{
  GArray *pills = g_array_new (FALSE, FALSE, sizeof (Pill));
  const char *last = NULL;
  double x = s->m;
  guint row = 0;

  for (guint step = s->fault + 1; step <= vmr_session_cursor (s->session); step++)
    {
      const KmStepInfo *info = km_machine_step_info (s->machine, step);
      Pill pill = { step, row, x,
                    vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, info->function)
                    + 22 };

      if (info->origin != KM_ORIGIN_KERNEL || g_str_equal (info->function, "exc_page_fault"))
        continue;
      if (g_strcmp0 (last, info->function) == 0)
        {
          g_array_index (pills, Pill, pills->len - 1).step = step;
          continue;
        }
      last = info->function;
      if (x + pill.w > s->m + s->w)
        {
          pill.x = s->m;
          pill.row = ++row;
        }
      x = pill.x + pill.w + 10;
      g_array_append_val (pills, pill);
    }
  return pills;
}

/* The branch taken through the kernel; when there is not room for all, the newest rows. */
static void
row_functions (Scene *s,
               double y,
               double bottom,
               double h)
{
  g_autoptr (GArray) pills = functions_collect (s);
  guint rows = (guint) MAX ((bottom - y + 10) / (h + 10), 0);
  guint last_row = pills->len ? g_array_index (pills, Pill, pills->len - 1).row : 0;
  guint first_row = last_row + 1 > rows ? last_row + 1 - rows : 0;

  for (guint i = 0; rows > 0 && i < pills->len; i++)
    {
      const Pill *pill = &g_array_index (pills, Pill, i);
      const KmStepInfo *info = km_machine_step_info (s->machine, pill->step);
      gboolean now = pill->step == vmr_session_cursor (s->session);
      double py = y + (pill->row - first_row) * (h + 10);
      VmrCell *cell;

      if (pill->row < first_row)
        continue;
      if (pill->x > s->m)
        vmr_cells_segment (s->cells, pill->x - 10, py + h / 2, pill->x, py + h / 2,
                           VMR_INK_LIGHT, 1.5);
      cell = vmr_cells_box (s->cells, VMR_RECT (pill->x, py, pill->w, h),
                            now ? VMR_INK_ACCENT : VMR_INK_SOFT, VMR_TINT_FULL, h / 2);
      cell->part = 0x4e4;
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_STEP, pill->step, 0), info->function,
                         info->file);
      vmr_cells_text (s->cells, VMR_RECT (pill->x + 8, py, pill->w - 16, h),
                      VMR_SMALL | VMR_MONO | VMR_CENTER | (now ? VMR_BOLD : 0),
                      now ? VMR_INK_AUTO : VMR_INK_TEXT, info->function, NULL);
    }
}

/* The border to the kernel, and below it what the kernel does. */
static void
row_kernel (Scene *s,
            double y)
{
  double h = ceil (s->row * 1.1), bottom = s->cells->height - s->small * 2.2;
  g_autofree char *enter = NULL;

  if (s->fault == 0 || y + h > bottom)
    return;
  enter = g_strdup_printf (_("the kernel takes over, with error code %u and the address in CR2"),
                           (guint) vmr_stage_arg (s->session, s->fault, "error_code"));
  vmr_cell_outline (vmr_cells_box (s->cells, VMR_RECT (s->m, y, s->w, h), VMR_INK_LIGHT,
                                   VMR_TINT_FAINT, 8), VMR_INK_LIGHT, 2);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 12, y, s->w * 0.25, h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, "exc_page_fault", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + s->w * 0.27, y, s->w * 0.6, h), VMR_SMALL,
                  VMR_INK_TEXT, enter, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, s->w - 12, h), VMR_SMALL | VMR_MONO | VMR_RIGHT,
                  VMR_INK_TEXT, "CPL 3 → 0", NULL);
  row_functions (s, y + h + 14, bottom, h);
}

static void
translate_layout (const VmrSession *session,
                  VmrCells         *cells)
{
  Scene s;
  double y = 12, kernel, foot;

  if (!scene_init (&s, session, cells))
    {
      vmr_cells_text (cells, VMR_RECT (20, 20, cells->width - 40, 40), VMR_BODY | VMR_CENTER,
                      VMR_INK_SECONDARY, _("No address is being used at this step: let a task read or write."), NULL);
      return;
    }
  y = row_segment (&s, y);
  /* In a hall only the step that splits the address shows its bits. */
  if (!cells->metrics.lecture || s.fault == 0)
    y = row_bits (&s, y);
  foot = cells->height - s.small * 2;
  kernel = s.fault ? MIN (y + s.line * 4 + s.row + s.small * 4 + 44, foot - s.row * 3)
           : foot;
  row_tables (&s, y + 4, kernel - 10);
  row_kernel (&s, kernel);
  vmr_cells_text (cells, VMR_RECT (s.m, foot, s.w, s.small * 1.6), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY,
                  _("P present  W write  U user  A accessed  D dirty  G global"), NULL);
}

const VmrStage vmr_stage_translate = {
  "translate", N_("Translate"), translate_layout,
  VMR_STAGE_SUB (KM_SUB_TRANSLATE) | VMR_STAGE_SUB (KM_SUB_FAULT),
};
