/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Buddy: who asks, which zone answers, and the block on its way down the orders.
 *
 *   request │ zones with their marks                        row_zones ()
 *   frames  │ the stretch around the block    ┌ free lists   row_frames (), lists_draw ()
 *   shelves │ one for each order              │ U  M  R      row_shelves ()
 *   tray    │ the per-CPU list                └              row_tray ()
 *
 * A shelf shows the free blocks of its order at their place below the frames, so a block that is
 * split comes straight down, and a merge goes straight up.
 */
#include "ui/stages/stage.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  guint             zone;
  guint             step;           /* the buddy step shown, 0 none */
  KmStepKind        kind;
  KmPfn             pfn;            /* of the block it is about, 0 none */
  guint             order;
  KmPfn             first;          /* of the stretch shown */
  guint             n;              /* frames of the stretch, a power of two */
  guint             top;            /* highest order with a shelf */
  double            m, strip_x, strip_w, lists_x, small, row;
} Scene;

static gboolean
is_block_step (KmStepKind kind)
{
  return kind == KM_STEP_BLOCK_TAKE || kind == KM_STEP_BLOCK_SPLIT || kind == KM_STEP_PCP_TAKE ||
         kind == KM_STEP_BLOCK_GIVEN || kind == KM_STEP_BLOCK_MERGE || kind == KM_STEP_BLOCK_FREE ||
         kind == KM_STEP_FREE_PAGES || kind == KM_STEP_PCP_PUT || kind == KM_STEP_BLOCK_STEAL;
}

static void
scene_init (Scene            *s,
            const VmrSession *session,
            VmrCells         *cells)
{
  guint cursor = vmr_session_cursor (session), first = vmr_session_first (session);
  KmPfn seen = 0;

  *s = (Scene) { .session = session, .machine = vmr_session_machine (session), .cells = cells };
  s->zone = s->machine->state->zones[KM_ZONE_HIGHMEM].spanned ? KM_ZONE_HIGHMEM : KM_ZONE_NORMAL;
  for (guint step = cursor; step >= MAX (first, 1) && cursor - step < 200; step--)
    {
      KmStepKind kind = km_machine_step_kind (s->machine, step);

      if (!is_block_step (kind))
        continue;
      s->step = step;
      s->kind = kind;
      s->pfn = seen = (KmPfn) vmr_stage_arg (session, step, "pfn");
      s->order = (guint) vmr_stage_arg (session, step, "order");
      break;
    }
  /* Of the request that is being answered, else of the block. */
  if (vmr_stage_reached (session, KM_STEP_ZONE_CHOSEN))
    s->zone = (guint) vmr_stage_arg (session, vmr_stage_reached (session, KM_STEP_ZONE_CHOSEN),
                                     "zone") % KM_N_ZONES;
  else if (s->step)
    s->zone = (guint) vmr_stage_arg (session, s->step, "zone") % KM_N_ZONES;
  if (seen == 0)
    seen = s->machine->state->zones[s->zone].free_area[0].list[KM_MT_MOVABLE].head;
  if (seen == 0)
    seen = s->machine->state->zones[s->zone].start_pfn;
  /* One shelf above the block, so that one sees where it came from or goes to. */
  s->top = CLAMP (s->order + 1, 3, 5);
  s->n = 1u << (s->top + 2);
  s->first = seen & ~(s->n - 1);
  s->small = cells->metrics.small;
  s->row = cells->metrics.row;
  s->m = 24;
  s->lists_x = cells->width - MAX (cells->width * 0.24, 190) - s->m;
  s->strip_x = s->m + vmr_cells_measure (cells, VMR_SMALL, _("pageblock")) + 10;
  s->strip_w = s->lists_x - s->strip_x - 24;
}

static double
frame_x (const Scene *s,
         double       pfn)
{
  return s->strip_x + (pfn - s->first) * s->strip_w / s->n;
}

static void
zone_draw (Scene  *s,
           guint   index,
           VmrRect r)
{
  const KmZone *zone = &s->machine->state->zones[index];
  gboolean chosen = index == s->zone &&
                    (s->step || vmr_stage_reached (s->session, KM_STEP_ZONE_CHOSEN));
  guint free = zone->stat[KM_NR_FREE_PAGES];
  double scale = 0.83 * (r.w - 24) / MAX (zone->watermark[KM_WMARK_HIGH], 1);
  g_autofree char *text = g_strdup_printf (_("free %u"), free);
  g_autofree char *low = g_strdup_printf (_("low %u"), zone->watermark[KM_WMARK_LOW]);
  double y = r.y + s->row + 4;
  VmrCell *cell = vmr_cells_frame (s->cells, r, chosen ? VMR_INK_ACCENT : VMR_INK_LINE,
                                   chosen ? 2 : 1, 8);

  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ZONE, index, 0), km_zone_name (index), text);
  cell = vmr_cells_text (s->cells, VMR_RECT (r.x + 12, r.y + 2, r.w - 24, s->row),
                         VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, km_zone_name (index), NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + 12 + (cell ? cell->rect.w + 8 : 0), r.y + 2,
                                      r.w - 24 - (cell ? cell->rect.w + 8 : 0), s->row),
                  VMR_SMALL | VMR_RIGHT, chosen ? VMR_INK_ACCENT : VMR_INK_TEXT, text, NULL);
  vmr_cells_box (s->cells, VMR_RECT (r.x + 12, y, r.w - 24, 8), VMR_INK_SOFT, VMR_TINT_FULL, 0);
  cell = vmr_cells_box (s->cells, VMR_RECT (r.x + 12, y, MIN (free * scale, r.w - 24), 8),
                        VMR_INK_WATER, VMR_TINT_FULL, 0);
  if (free * scale > r.w - 24)
    cell->flags |= VMR_CELL_BREAK;
  for (guint i = 0; i < KM_N_WMARKS; i++)
    {
      double x = r.x + 12 + zone->watermark[i] * scale;

      vmr_cells_segment (s->cells, x, y - 3, x, y + 11, VMR_INK_TEXT, 1.5);
    }
  vmr_cells_text (s->cells, VMR_RECT (r.x + 12, y + 11, r.w - 24, s->small * 1.5),
                  VMR_SMALL | VMR_CENTER, VMR_INK_SECONDARY, low, NULL);
}

static double
row_zones (Scene *s,
           double y)
{
  guint alloc = vmr_stage_reached (s->session, KM_STEP_ALLOC_PAGES), n = 0, i = 0;
  double h = s->row + s->small * 1.5 + 22, x = s->m, w, left = 0;

  if (alloc)
    {
      g_autofree char *gfp = km_machine_step_arg_text (s->machine, alloc, "gfp");
      g_autofree char *mt = km_machine_step_arg_text (s->machine, alloc, "mt");
      g_autofree char *order = g_strdup_printf (_("order %u · %s"),
                                                (guint) vmr_stage_arg (s->session, alloc, "order"),
                                                mt ? mt : "");

      left = s->cells->width * 0.19;
      vmr_cells_text (s->cells, VMR_RECT (x, y, left, s->small * 1.5), VMR_SMALL | VMR_MONO,
                      VMR_INK_TEXT, "alloc_pages()", NULL);
      vmr_cells_text (s->cells, VMR_RECT (x, y + s->small * 1.5, left, s->row),
                      VMR_BODY | VMR_BOLD, VMR_INK_TEXT, order, NULL);
      vmr_cells_text (s->cells, VMR_RECT (x, y + s->small * 1.5 + s->row, left, s->small * 1.5),
                      VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, gfp ? gfp : "", NULL);
      vmr_stage_dot (s->session, s->cells, s->m + left + 4, y, alloc);
    }
  for (guint z = 0; z < KM_N_ZONES; z++)
    n += s->machine->state->zones[z].managed > 0;
  x += left + (left > 0 ? 16 : 0);
  w = (s->cells->width - s->m - x) / MAX (n, 1);
  for (int z = KM_N_ZONES - 1; z >= 0; z--)
    if (s->machine->state->zones[z].managed > 0)
      {
        zone_draw (s, (guint) z, VMR_RECT (x + i * w, y, w - (i + 1 < n ? 34 : 0), h));
        if (++i < n)
          vmr_cells_text (s->cells, VMR_RECT (x + i * w - 34, y, 34, h), VMR_SMALL | VMR_CENTER,
                          VMR_INK_SECONDARY, _("else"), NULL);
      }
  return y + h + 14;
}

/* The stretch frame by frame: free blocks are outlined as one body, the rest has its role. */
static double
row_frames (Scene *s,
            double y)
{
  double line = s->small * 1.5, h = s->row * 1.1, w = s->strip_w / s->n;
  KmPfn pfn = s->first;
  KmPfn end = MIN (s->first + s->n, s->machine->state->n_frames);

  vmr_cells_text (s->cells, VMR_RECT (s->m, y + line, s->strip_x - s->m - 8, h),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_TEXT, _("frames"), NULL);
  for (guint i = 0; i < s->n; i += s->n / 4)
    {
      g_autofree char *text = g_strdup_printf ("0x%05x", s->first + i);

      vmr_cells_segment (s->cells, frame_x (s, s->first + i), y, frame_x (s, s->first + i),
                         y + line, VMR_INK_TEXT, 1.5);
      vmr_cells_text (s->cells, VMR_RECT (frame_x (s, s->first + i) + 4, y, s->strip_w / 4 - 6,
                                          line), VMR_SMALL | VMR_MONO, VMR_INK_TEXT, text, NULL);
    }
  for (; pfn < end; pfn++)
    {
      const KmFrame *frame = km_frame (s->machine, pfn);
      KmUse use = km_frame_use (frame);
      gboolean free = use == KM_USE_FREE;
      g_autofree char *digit = g_strdup_printf ("%x", pfn & 15);
      g_autofree char *name = g_strdup_printf (free ? _("frame 0x%05x, free")
                                               : _("frame 0x%05x, in use"), pfn);
      VmrCell *cell = vmr_cells_box (s->cells, VMR_RECT (frame_x (s, pfn) + 0.5, y + line, w - 1,
                                                         h),
                                     free ? VMR_INK_WATER : use == KM_USE_PCP ? VMR_INK_SOFT
                                     : use == KM_USE_ANON ? VMR_INK_ANON
                                     : use == KM_USE_FILE ? VMR_INK_FILE
                                     : use == KM_USE_PAGE_TABLE ? VMR_INK_PAGE_TABLE
                                     : use == KM_USE_SLAB ? VMR_INK_SLAB : VMR_INK_KERNEL,
                                     free ? VMR_TINT_STRONG : VMR_TINT_FULL, 2);

      if (s->pfn && pfn >= s->pfn && pfn < s->pfn + (1u << s->order))
        {
          vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
          cell->flags |= VMR_CELL_CHANGED;
        }
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
      vmr_cells_text (s->cells, VMR_RECT (frame_x (s, pfn), y + line, w, h),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_AUTO, digit, NULL);
    }
  return y + line + h + 10;
}

/* Free blocks of one order, each below its frames. */
static void
shelf_draw (Scene *s,
            guint  order,
            double y,
            double h)
{
  double w = s->strip_w / s->n * (1u << order);
  g_autofree char *number = g_strdup_printf ("%u", order);
  g_autofree char *frames = g_strdup_printf (g_dngettext (NULL, "%u frame", "%u frames",
                                                          1u << order), 1u << order);

  vmr_cells_text (s->cells, VMR_RECT (s->m, y + h - s->row * 1.9, s->strip_x - s->m - 10,
                                      s->row * 1.1), VMR_TITLE | VMR_BOLD | VMR_RIGHT,
                  VMR_INK_TEXT, number, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y + h - s->row * 0.9, s->strip_x - s->m - 10,
                                      s->small * 1.4), VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY,
                  frames, NULL);
  vmr_cells_segment (s->cells, s->strip_x - 6, y + h, s->strip_x + s->strip_w, y + h,
                     VMR_INK_LINE, 2);
  for (KmPfn pfn = s->first; pfn < s->first + s->n && pfn < s->machine->state->n_frames;
       pfn += 1u << order)
    {
      const KmFrame *frame = km_frame (s->machine, pfn);
      gboolean mine = s->pfn == pfn && s->order == order;
      g_autofree char *text = g_strdup_printf ("0x%05x", pfn);
      g_autofree char *name = NULL;
      VmrRect r = VMR_RECT (frame_x (s, pfn), y + 8, w, h - 9);
      VmrCell *cell;

      if (!(frame->flags & KM_PG_BUDDY) || (frame->private_ & 0xff) != order)
        {
          if (!mine)
            continue;
          /* The block this step takes away, or hands out. */
          cell = vmr_cells_frame (s->cells, r, VMR_INK_LIGHT, 2, 4);
          cell->flags |= VMR_CELL_DASHED | VMR_CELL_GHOST;
          vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, text,
                          NULL);
          vmr_stage_dot (s->session, s->cells, s->strip_x + s->strip_w + 2, y + h / 2, s->step);
          continue;
        }
      name = g_strdup_printf (_("free block 0x%05x of order %u"), pfn, order);
      cell = vmr_cells_box (s->cells, r, VMR_INK_WATER, VMR_TINT_STRONG, 4);
      vmr_cell_outline (cell, mine ? VMR_INK_LIGHT : VMR_INK_ANON, mine ? 2 : 1);
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_BLOCK, pfn, order), name, NULL);
      if (vmr_cells_text (s->cells, VMR_RECT (r.x + 3, r.y, r.w - 6, r.h),
                          VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, text, NULL) == NULL)
        vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y, r.w - 4, r.h),
                        VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, text + 4, NULL);
    }
}

/* The way down: a pale band below the block from the order it was taken at. */
static void
band_draw (Scene *s,
           double y,
           double h)
{
  if (s->pfn == 0 || s->order >= s->top || s->kind == KM_STEP_BLOCK_MERGE)
    return;
  for (guint order = s->top; order > s->order; order--)
    {
      double w = s->strip_w / s->n * (1u << (order - 1));
      double at = y + (s->top - order + 1) * h;

      vmr_cells_box (s->cells, VMR_RECT (frame_x (s, s->pfn), at - 1, w, 9), VMR_INK_LIGHT,
                     VMR_TINT_PALE, 0);
    }
}

/* Orders × migrate types: how many blocks each list has, the head's frame in its tooltip. */
static void
lists_draw (Scene *s,
            double y,
            double bottom)
{
  static const KmMigrateType types[] = { KM_MT_UNMOVABLE, KM_MT_MOVABLE, KM_MT_RECLAIMABLE };
  static const char *const letters[] = { "U", "M", "R" };
  const KmZone *zone = &s->machine->state->zones[s->zone];
  double w = s->cells->width - s->m - s->lists_x, head = s->row;
  double h = MIN ((bottom - y - head - 8) / KM_MAX_ORDER, s->row * 1.2);
  double column = (w - 34) / 3;

  vmr_cells_frame (s->cells, VMR_RECT (s->lists_x, y, w, head + h * KM_MAX_ORDER + 8),
                   VMR_INK_LINE, 1, 8);
  for (guint t = 0; t < 3; t++)
    vmr_cells_text (s->cells, VMR_RECT (s->lists_x + 34 + t * column, y + 2, column, head),
                    VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, letters[t], NULL);
  for (guint i = 0; i < KM_MAX_ORDER; i++)
    {
      guint order = KM_MAX_ORDER - 1 - i;
      double ry = y + head + i * h + 4;
      g_autofree char *number = g_strdup_printf ("%u", order);

      vmr_cells_text (s->cells, VMR_RECT (s->lists_x + 6, ry, 24, h),
                      VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, number, NULL);
      for (guint t = 0; t < 3; t++)
        {
          const KmFrameList *list = &zone->free_area[order].list[types[t]];
          g_autofree char *count = list->count ? g_strdup_printf ("%u", list->count)
                                   : g_strdup ("·");
          g_autofree char *name = g_strdup_printf (_("order %u, %s: %u free blocks, head 0x%05x"),
                                                   order, km_migrate_type_name (types[t]),
                                                   list->count, list->head);
          VmrRect r = VMR_RECT (s->lists_x + 36 + t * column, ry + 1, column - 4, h - 2);
          VmrCell *cell = vmr_cells_box (s->cells, r, list->count ? VMR_INK_WATER : VMR_INK_SOFT,
                                         list->count ? VMR_TINT_PALE : 50, 4);

          if (s->step && order == s->order && s->kind != KM_STEP_PCP_TAKE && list->head == s->pfn)
            vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
          if (list->head)
            vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_BLOCK, list->head, order), name,
                               NULL);
          vmr_cells_text (s->cells, VMR_RECT (r.x + 4, r.y, r.w - 8, r.h),
                          VMR_SMALL | VMR_MONO | VMR_RIGHT,
                          list->count ? VMR_INK_TEXT : VMR_INK_SECONDARY, count, NULL);
        }
    }
}

static void
row_tray (Scene *s,
          double y,
          double h)
{
  static const char *const letters[] = { "U", "M", "R" };
  const KmPcp *pcp = &s->machine->state->zones[s->zone].pcp[0];
  double w = s->lists_x - s->m - s->strip_x - 2, column = w / 3;
  g_autofree char *batch = g_strdup_printf (_("batch %u, high %u"), pcp->batch, pcp->high);
  VmrCell *cell = vmr_cells_box (s->cells, VMR_RECT (s->strip_x - 8, y, w + 16, h), VMR_INK_PANEL,
                                 VMR_TINT_FULL, 8);

  cell->flags |= VMR_CELL_SHADOW;
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_text (s->cells, VMR_RECT (s->m - 12, y, s->strip_x - s->m, h / 2 + 4),
                  VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, "CPU 0", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m - 12, y + h / 2 - 2, s->strip_x - s->m, h / 2 - 4),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, _("tray"), NULL);
  for (guint t = 0; t < 3; t++)
    {
      const KmFrameList *list = &pcp->list[t];
      g_autofree char *text = g_strdup_printf ("%s  %u", letters[t], list->count);
      g_autofree char *first = list->head ? g_strdup_printf (_("first 0x%05x"), list->head) : NULL;
      double x = s->strip_x + t * column;
      gboolean lit = s->kind == KM_STEP_PCP_TAKE && s->step && list->count &&
                     vmr_stage_arg (s->session, s->step, "mt") == t;

      cell = vmr_cells_box (s->cells, VMR_RECT (x, y + 6, column - 8, h * 0.5), VMR_INK_SOFT,
                            VMR_TINT_FULL, 5);
      if (lit)
        vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      if (list->head)
        vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_FRAME, list->head, 0), text, first);
      vmr_cells_text (s->cells, VMR_RECT (x + 8, y + 6, column - 24, h * 0.5),
                      VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, text, NULL);
      vmr_cells_text (s->cells, VMR_RECT (x + 8, y + 6 + h * 0.5, column - 16, h * 0.5 - 8),
                      VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, first ? first : t == 0 ? batch : "",
                      NULL);
    }
}

/* The XOR that names the buddy: one bit, the one of the order, differs. */
static void
row_xor (Scene *s,
         double y,
         double h)
{
  guint bits = 12, order = MIN (s->order, KM_MAX_ORDER - 1);
  double line = s->small * 1.7, w = s->small * 1.35, x;
  KmPfn rows[2] = { s->pfn, s->pfn ^ (1u << order) };
  g_autofree char *rule = g_strdup_printf ("buddy = pfn ^ (1 << %u)", order);

  if (s->pfn == 0 || h < line * 3.2)
    return;
  vmr_cells_text (s->cells, VMR_RECT (s->strip_x, y, s->strip_w, line),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, rule, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdup_printf (i ? _("buddy 0x%05x") : _("block 0x%05x"), rows[i]);
      double ry = y + (i + 1) * (line + 4);
      VmrCell *cell = vmr_cells_text (s->cells, VMR_RECT (s->strip_x, ry, s->strip_w, line),
                                      VMR_SMALL | VMR_MONO, VMR_INK_TEXT, text, NULL);

      x = s->strip_x + (cell ? cell->rect.w + 14 : 0);
      for (guint b = 0; b < bits && x + w < s->strip_x + s->strip_w; b++)
        {
          guint bit = bits - 1 - b;
          gboolean differs = bit == order;
          const char *digit = rows[i] >> bit & 1 ? "1" : "0";
          VmrRect r = VMR_RECT (x, ry, w - 2, line);

          vmr_cells_box (s->cells, r, differs ? i ? VMR_INK_LIGHT : VMR_INK_TEXT : VMR_INK_SOFT,
                         VMR_TINT_FULL, 3);
          vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER,
                          differs ? VMR_INK_AUTO : VMR_INK_TEXT, digit, NULL);
          x += w + (bit % 4 == 0 ? 5 : 0);
        }
    }
}

static void
buddy_layout (const VmrSession *session,
              VmrCells         *cells)
{
  Scene s;
  double y = 14, tray, shelves, bottom;

  scene_init (&s, session, cells);
  if (s.strip_w < 160)
    return;
  y = row_zones (&s, y);
  bottom = cells->height - 14;
  lists_draw (&s, y, bottom);
  tray = s.row * 2.4;
  y = row_frames (&s, y);
  shelves = MIN ((bottom - tray - 14 - y) / (s.top + 1), s.row * 2.6);
  if (shelves >= s.row * 1.3)
    {
      band_draw (&s, y, shelves);
      for (guint i = 0; i <= s.top; i++)
        shelf_draw (&s, s.top - i, y + i * shelves, shelves);
      y += shelves * (s.top + 1);
    }
  y = MIN (y + 12, bottom - tray);
  row_tray (&s, y, tray);
  row_xor (&s, y + tray + 14, bottom - y - tray - 14);
}

const VmrStage vmr_stage_buddy = {
  "buddy", N_("Buddy"), buddy_layout, VMR_STAGE_SUB (KM_SUB_BUDDY),
};
