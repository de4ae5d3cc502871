/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The card of free lists: eleven orders by migrate type. The four orders that have a shelf stand
 * level with it and name their blocks; the others are counted. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>

/* A block counted among others, and one with its name. */
#define PART_SMALL 0x5b
#define PART_NAMED 0x115

/* U M R, and H when the zone keeps blocks for GFP_ATOMIC. */
#define MAX_TYPES 4

typedef struct
{
  guint  n;
  double x[MAX_TYPES], w[MAX_TYPES];
} Columns;

static gboolean
has_highatomic (const VmrBuddy *s)
{
  const KmZone *zone = &km_machine_state (s->machine)->zones[s->zone];

  for (guint order = 0; order < KM_MAX_ORDER; order++)
    if (zone->free_area[order].list[KM_MT_HIGHATOMIC].count > 0)
      return TRUE;
  return zone->nr_reserved_highatomic > 0;
}

/* A column of counts; wider where a theft changes one: "11→10". */
static double
narrow_column (const VmrBuddy *s,
               guint           mt)
{
  double w = s->small * 2.4;

  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      guint n = vmr_buddy_moved (s, order, mt);
      guint left = km_machine_state (s->machine)->zones[s->zone].free_area[order].list[mt].count;
      g_autofree char *change = g_strdup_printf ("%u→%u", left + n, left);

      if (n > 0)
        w = MAX (w, vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, change) + 6);
    }
  return w;
}

/* The type of the request gets the wide column: its blocks are drawn, the others' counted. */
static Columns
columns_of (const VmrBuddy *s)
{
  Columns c = { .n = has_highatomic (s) ? MAX_TYPES : MAX_TYPES - 1 };
  double left = s->card_x + s->small * 2.6, wide = s->card_w - s->small * 2.6 - 6;

  for (guint t = 0; t < c.n; t++)
    if (t != s->mt)
      wide -= c.w[t] = narrow_column (s, t);
  c.w[s->mt] = wide;
  for (guint t = 0; t < c.n; t++)
    {
      c.x[t] = left;
      left += c.w[t];
    }
  return c;
}

double
vmr_buddy_list_x (const VmrBuddy *s)
{
  Columns c = columns_of (s);

  return c.x[s->mt];
}

static const KmFrameList *
list_of (const VmrBuddy *s,
         guint           order,
         guint           mt)
{
  return &km_machine_state (s->machine)->zones[s->zone].free_area[order].list[mt];
}

/* "2→1" for the last event of this order in this request, else the plain count. */
static char *
count_text (const VmrBuddy *s,
            guint           order,
            gboolean       *now)
{
  const VmrBuddyEvent *event = vmr_buddy_last (s, order);
  g_autofree char *digits = NULL;
  guint count = list_of (s, order, s->mt)->count;
  guint moved = vmr_buddy_moved_here (s, order);
  int before = (int) count - (int) moved;

  if (moved > 0)
    {
      *now = TRUE;
      return g_strdup_printf ("%d→%u", before, count);
    }
  *now = event != NULL && event->step == s->cursor;
  if (*now)
    before += event->kind == KM_STEP_BLOCK_TAKE || event->kind == KM_STEP_BLOCK_MERGE ? 1
              : event->kind == KM_STEP_BLOCK_SPLIT || event->kind == KM_STEP_BLOCK_FREE ? -1 : 0;
  if (before != (int) count && before >= 0)
    return g_strdup_printf ("%d→%u", before, count);
  digits = g_strdup_printf ("%u", count);
  return km_count_words (digits);
}

/* A block of the wide column's list. A stolen one comes out of the column it was in. */
static void
list_block (VmrBuddy      *s,
            const Columns *c,
            guint          order,
            KmPfn          pfn,
            VmrRect        r,
            guint          part,
            gboolean       now)
{
  int from = vmr_buddy_moved_from (s, pfn);
  VmrPoint was = { 0, 0 };
  g_autofree char *text = g_strdup_printf ("0x%05x", pfn);
  g_autofree char *name = g_strdup_printf (_("free block, order %u, pfn %s"), order, text);
  VmrCell *cell = vmr_cells_box (s->cells, r, VMR_INK_BLOCK, VMR_TINT_FULL,
                                 part == PART_NAMED ? 4 : 2);

  now |= from >= 0;
  vmr_cell_outline (cell, now ? VMR_INK_LIGHT : VMR_INK_ANON, now ? 2 : 1);
  cell->part = part;
  cell->flags |= (s->lists_asked ? VMR_CELL_SCALE : 0) | (from >= 0 ? VMR_CELL_CHANGED : 0);
  if (from >= 0 && from < (int) c->n)
    was.x = c->x[from] + (c->w[from] - r.w) / 2 - r.x;
  cell->was = was;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_BLOCK, pfn, order), name, NULL);
  if (part == PART_NAMED)
    cell = vmr_cells_text (s->cells, VMR_RECT (r.x + 2, r.y, r.w - 4, r.h),
                           VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, text, NULL);
  if (cell != NULL)
    cell->was = was;
}

static void
small_blocks (VmrBuddy      *s,
              const Columns *c,
              guint          order,
              VmrRect        r,
              double         count_w)
{
  guint n = list_of (s, order, s->mt)->count, shown;
  KmPfn pfn = list_of (s, order, s->mt)->head;
  double w = s->small, step = w + 2;

  shown = MIN (n, (guint) MAX ((r.w - 4 - MAX (count_w + 10, s->small * 3)) / step, 0));
  for (guint i = 0; i < shown; i++)
    {
      list_block (s, c, order, pfn, VMR_RECT (r.x + 4 + i * step, r.y + r.h * 0.22, w, r.h * 0.56),
                  PART_SMALL, FALSE);
      pfn = km_frame (s->machine, pfn)->next;
    }
}

static double
named_width (const VmrBuddy *s)
{
  return s->small * 5.2;
}

/* The head of the list by name, and above it where a block was, or one that came to the tail. */
static void
named_blocks (VmrBuddy      *s,
              const Columns *c,
              guint          order,
              VmrRect        r)
{
  const KmFrameList *list = list_of (s, order, s->mt);
  const VmrBuddyEvent *event = vmr_buddy_last (s, order);
  gboolean now = event != NULL && event->step == s->cursor;
  double pad = s->even_h > 0 ? 2 : 4, h = MIN (s->small * 1.7, r.h - pad - 1), w = named_width (s);
  VmrRect place = VMR_RECT (r.x + 4, r.y + r.h - h - pad, w, h);

  if (list->head != 0)
    {
      /* A block that left, to be handed out or to merge, has not changed the one that is the head now. */
      gboolean freed = now && event->kind == KM_STEP_BLOCK_FREE;

      list_block (s, c, order, list->head, place, PART_NAMED,
                  (now && event->kind == KM_STEP_BLOCK_SPLIT) || (freed && event->pfn == list->head));
      place.y -= h + 2;
      if (list->count > 1 && r.h > 2 * h + 8 &&
          (vmr_buddy_moved_from (s, list->tail) >= 0 || (freed && event->pfn == list->tail)))
        list_block (s, c, order, list->tail, place, PART_NAMED, TRUE);
    }
  if (event != NULL && event->kind == KM_STEP_BLOCK_TAKE && r.h > 2 * h + 8)
    {
      g_autofree char *was = g_strdup_printf ("0x%05x", event->pfn);
      VmrCell *cell = vmr_cells_frame (s->cells, place, VMR_INK_SECONDARY, 1, 4);

      cell->flags |= VMR_CELL_DASHED | VMR_CELL_GHOST;
      vmr_cells_text (s->cells, VMR_RECT (place.x + 2, place.y, w - 4, h),
                      VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_SECONDARY, was, NULL);
    }
}

static void
other_count (VmrBuddy *s,
             guint     order,
             guint     mt,
             VmrRect   r,
             double    above)
{
  const KmFrameList *list = list_of (s, order, mt);
  const char *text = list->count ? vmr_buddy_count (s, list->count) : "·";
  g_autofree char *name =
    g_strdup_printf (g_dngettext (NULL, "order %u, %s: %s free block", "order %u, %s: %s free blocks",
                                  list->count), order, km_migrate_type_name (mt),
                     vmr_buddy_count (s, list->count));

  if (list->count)
    {
      VmrCell *spot = vmr_cells_spot (s->cells, r);

      spot->flags |= s->lists_asked ? VMR_CELL_SCALE : 0;
      vmr_cells_subject (s->cells, spot, vmr_ref (VMR_REF_BLOCK, list->head, order), name, NULL);
    }
  if (vmr_buddy_left_behind (s, order, mt, r, above))
    return;
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER,
                  list->count ? VMR_INK_TEXT : VMR_INK_SECONDARY, text, "…", NULL);
}

static void
order_row (VmrBuddy      *s,
           const Columns *c,
           guint          order,
           double         y,
           double         h)
{
  /* A row without a shelf has room for names only where all are alike. */
  gboolean shelf = s->even_h > 0 ? h >= s->small * 1.5 : vmr_buddy_has_shelf (s, order), now;
  VmrRect wide = VMR_RECT (c->x[s->mt], y, c->w[s->mt], h);
  double line = MIN (h, s->small * 1.7), base = y + h - line - (shelf && s->even_h <= 0 ? 4 : 0);
  g_autofree char *number = g_strdup_printf ("%u", order), *count = count_text (s, order, &now);
  g_autofree char *name = g_strdup_printf (_("order %u: show its shelf"), order);
  VmrCell *spot;

  spot = vmr_cells_spot (s->cells, VMR_RECT (s->card_x + 4, base, s->small * 2, line));
  spot->flags |= VMR_CELL_SCALE;
  vmr_cells_subject (s->cells, spot, vmr_buddy_order_ref (s, order), name, NULL);
  vmr_buddy_judge_row (s, order, VMR_RECT (s->card_x + 4, base, s->small * 2 + 5, line));
  vmr_cells_text (s->cells, VMR_RECT (s->card_x + 4, base, s->small * 2, line),
                  VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, number, NULL);
  for (guint t = 0; t < c->n; t++)
    if (t != s->mt)
      other_count (s, order, t, VMR_RECT (c->x[t], base, c->w[t], line), base - y);
  /* In a narrow column a block has no room for its name, and shows all the same that it is there. */
  if (shelf && named_width (s) < wide.w - s->small * 3)
    named_blocks (s, c, order, wide);
  else
    small_blocks (s, c, order, VMR_RECT (wide.x, base, wide.w, line),
                  vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, count));
  vmr_cells_text (s->cells, VMR_RECT (wide.x, base, wide.w - 6, line),
                  VMR_SMALL | VMR_MONO | VMR_RIGHT | VMR_BOLD, now ? VMR_INK_LIGHT : VMR_INK_TEXT,
                  count, NULL);
}

/* Orders without a shelf share what is left above; those below the window are as thin as their
 * shelves. */
gboolean
vmr_buddy_list_row (const VmrBuddy *s,
                    guint           order,
                    double         *y,
                    double         *h)
{
  const VmrBuddyEvent *take = vmr_buddy_first_take (s);
  guint top = s->low + VMR_BUDDY_SHELVES;
  double from = s->lists_y + s->row;

  if (s->even_h > 0)
    {
      *y = from + (KM_MAX_ORDER - 1 - order) * s->even_h;
      *h = s->even_h;
      return TRUE;
    }
  if (order < top)
    {
      *y = vmr_buddy_shelf_y (s, order);
      *h = vmr_buddy_shelf_h (s, order);
      return *h > 0;
    }
  *h = MIN ((s->shelves_y - from) / (KM_MAX_ORDER - top), s->small * 1.7);
  /* No room for all: the one that a block was taken from, for the light leads there. */
  if (*h < s->small * 1.1 && take != NULL && take->order == order && s->shelves_y - from >= s->small * 1.7)
    {
      *h = s->small * 1.7;
      *y = (from + s->shelves_y - *h) / 2;
      return TRUE;
    }
  *y = from + (KM_MAX_ORDER - 1 - order) * *h;
  return *h >= s->small * 1.1;
}

/* Where the orders above the shelves that have no row of their own are counted in one. */
static gboolean
rest_fits (const VmrBuddy *s,
           double          h)
{
  double from = s->lists_y + s->row, y, of_row;

  if (s->shelves_y - from < h)
    return FALSE;
  for (guint order = s->low + VMR_BUDDY_SHELVES; order < KM_MAX_ORDER; order++)
    if (vmr_buddy_list_row (s, order, &y, &of_row) && y < from + h)
      return FALSE;
  return TRUE;
}

#define REST_ROW 1.5

gboolean
vmr_buddy_leaves_out (const VmrBuddy *s)
{
  gboolean rest = rest_fits (s, s->small * REST_ROW);
  double y, h;

  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      guint blocks = 0;

      for (guint t = 0; t < MAX_TYPES; t++)
        blocks += list_of (s, order, t)->count;
      if (blocks > 0 && !vmr_buddy_list_row (s, order, &y, &h) && (order < s->low || !rest))
        return TRUE;
    }
  return FALSE;
}

/* Orders that have no row of their own are counted in one, so that nobody takes them for empty. */
static void
rest_row (VmrBuddy      *s,
          const Columns *c)
{
  guint low = s->low + VMR_BUDDY_SHELVES;
  double from = s->lists_y + s->row, h = s->small * REST_ROW;
  VmrRect label = VMR_RECT (s->card_x + 2, from, s->small * 2.6 - 4, h);
  g_autofree char *orders = g_strdup_printf ("%u–%u", low, KM_MAX_ORDER - 1);
  g_autofree char *brief = g_strdup_printf ("≥%u", low);

  if (low >= KM_MAX_ORDER || !rest_fits (s, h))
    return;
  vmr_cells_text (s->cells, label, VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, orders, brief,
                  NULL);
  for (guint t = 0; t < c->n; t++)
    {
      gboolean wide = t == s->mt;
      g_autofree char *digits = NULL, *name = NULL;
      guint n = 0;
      VmrRect r = VMR_RECT (c->x[t], from, c->w[t] - (wide ? 6 : 0), h);

      for (guint order = low; order < KM_MAX_ORDER; order++)
        n += list_of (s, order, t)->count;
      digits = n || wide ? g_strdup (vmr_buddy_count (s, n)) : g_strdup ("·");
      name = g_strdup_printf (g_dngettext (NULL, "orders %u to %u, %s: %s free block",
                                           "orders %u to %u, %s: %s free blocks", n),
                              low, KM_MAX_ORDER - 1, km_migrate_type_name (t), vmr_buddy_count (s, n));
      vmr_cells_spoken (s->cells, r, name);
      vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | (wide ? VMR_RIGHT | VMR_BOLD : VMR_CENTER),
                      n ? VMR_INK_TEXT : VMR_INK_SECONDARY, digits, "…", NULL);
    }
}

void
vmr_buddy_lists (VmrBuddy *s,
                 double    bottom)
{
  static const char *const letters[MAX_TYPES] = { "U", "M", "R", "H" };
  Columns c = columns_of (s);
  double y = s->lists_y, row_y, row_h;

  vmr_cells_frame (s->cells, VMR_RECT (s->card_x, y, s->card_w, bottom - y), VMR_INK_LINE, 1, 8);
  vmr_cells_box (s->cells, VMR_RECT (c.x[s->mt], y + s->row, c.w[s->mt], bottom - y - s->row - 4),
                 VMR_INK_SOFT, 50, 5);
  for (guint t = 0; t < c.n; t++)
    vmr_cells_text (s->cells, VMR_RECT (c.x[t], y + 1, t == s->mt ? s->small * 2 : c.w[t], s->row),
                    VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, letters[t], NULL);
  vmr_cells_text (s->cells,
                  VMR_RECT (c.x[s->mt] + s->small * 2, y + 1, c.w[s->mt] - s->small * 2, s->row),
                  VMR_SMALL, VMR_INK_SECONDARY, _ ("head first"), NULL);
  for (guint order = KM_MAX_ORDER; order-- > 0;)
    if (vmr_buddy_list_row (s, order, &row_y, &row_h))
      order_row (s, &c, order, row_y, row_h);
  if (s->even_h <= 0)
    rest_row (s, &c);
}
