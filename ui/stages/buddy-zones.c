/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The request, and the zones in the order in which they are asked. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BELOW_ZONES 28          /* px that a card needs besides its text, and down to the frames */

gboolean
vmr_buddy_is_alloc (const VmrBuddy *s)
{
  return s->request && km_machine_step_kind (s->machine, s->request) == KM_STEP_ALLOC_PAGES;
}

guint
vmr_buddy_asked (const VmrBuddy *s,
                 guint           index)
{
  for (guint step = s->cursor; vmr_buddy_is_alloc (s) && step >= s->request; step--)
    {
      KmStepKind kind = km_machine_step_kind (s->machine, step);

      if ((kind == KM_STEP_ZONE_CHOSEN || kind == KM_STEP_ZONE_REFUSED) &&
          vmr_stage_arg (s->session, step, zone) == index)
        return step;
    }
  return 0;
}

/* A theft lifts them: where they stood before, a short pale tick stays. */
static void
marks (VmrBuddy     *s,
       const KmZone *zone,
       VmrRect       r,
       double        scale)
{
  guint stolen_from = (guint) vmr_stage_arg (s->session, s->cursor, zone) % KM_N_ZONES;
  gboolean now = s->n_moved > 0 && zone == &km_machine_state (s->machine)->zones[stolen_from];

  for (guint i = 0; i < KM_N_WMARKS; i++)
    {
      double x = r.x + km_zone_mark (zone, i) * scale, was = r.x + zone->watermark[i] * scale;
      VmrCell *tick;

      if (zone->watermark_boost > 0)
        {
          tick = vmr_cells_segment (s->cells, was, r.y, was, r.y + r.h, VMR_INK_SECONDARY, 1);
          tick->flags |= VMR_CELL_GHOST;
        }
      tick = vmr_cells_segment (s->cells, x, r.y - 3, x, r.y + r.h + 3,
                                now && zone->watermark_boost > 0 ? VMR_INK_LIGHT : VMR_INK_TEXT,
                                i == KM_WMARK_LOW ? 2 : 1);
      if (now)
        tick->was = (VmrPoint) { was - x, 0 };
    }
}

/* A gauge: water up to the free frames, the marks as ticks, and behind the low mark the frames kept
 * back from requests that could have taken a higher zone. The high mark stands at the same x in
 * all. */
static double
gauge_scale (const KmZone *zone,
             double        w,
             guint         reserve)
{
  guint low = km_zone_mark (zone, KM_WMARK_LOW), top = km_zone_mark (zone, KM_WMARK_HIGH);

  return 0.8 * w / MAX (MAX (top, low + reserve), 1);
}

static void
gauge (VmrBuddy     *s,
       const KmZone *zone,
       VmrRect       r,
       guint         reserve)
{
  guint free = zone->stat[KM_NR_FREE_PAGES], low = km_zone_mark (zone, KM_WMARK_LOW);
  double scale = gauge_scale (zone, r.w, reserve);
  VmrCell *cell;

  vmr_cells_box (s->cells, r, VMR_INK_SOFT, VMR_TINT_FULL, 0);
  cell = vmr_cells_box (s->cells, VMR_RECT (r.x, r.y, MIN (free * scale, r.w), r.h), VMR_INK_WATER,
                        VMR_TINT_FULL, 0);
  if (free * scale > r.w)
    cell->flags |= VMR_CELL_BREAK;
  if (reserve > 0)
    {
      double x = r.x + low * scale;

      cell = vmr_cells_box (s->cells, VMR_RECT (x, r.y, MIN (reserve * scale, r.x + r.w - x), r.h),
                            VMR_INK_SOFT, VMR_TINT_FULL, 0);
      cell->flags |= VMR_CELL_HATCH;
    }
  marks (s, zone, r, scale);
}

/* The mark that was asked for: urgent requests may go below low, and below min. */
static const char *
mark_name (VmrBuddy     *s,
           const KmZone *zone,
           guint         asked)
{
  static const char *const names[] = { N_("min"), N_("low") };
  guint mark = (guint) vmr_stage_arg (s->session, asked, mark);

  /* The request may itself have boosted them since. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (mark == zone->watermark[i] || mark == km_zone_mark (zone, i))
      return _(names[i]);
  return vmr_buddy_count (s, mark);
}

/* Whether the longest name stands beside the longest count: if not, all names are shortened. */
static gboolean
names_fit (VmrBuddy *s,
           double    w)
{
  g_autofree char *test = g_strdup_printf (_("free %s > %s ✓"), vmr_buddy_count (s, 100000),
                                           _("low"));

  return vmr_cells_measure (s->cells, VMR_BODY | VMR_BOLD, km_zone_constant (KM_ZONE_HIGHMEM)) +
         vmr_cells_measure (s->cells, VMR_SMALL | VMR_BOLD, test) + 40 <= w;
}

/* By the mask of the request, which stays named whatever is looked at; all are where nothing is asked for. */
static gboolean
is_allowed (const VmrBuddy *s,
            guint           zone)
{
  return !vmr_buddy_is_alloc (s) || zone <= vmr_stage_arg (s->session, s->request, zone);
}

/* Its first word below its tick, as far as there is room. */
static void
mark_label (VmrBuddy     *s,
            const KmZone *zone,
            VmrRect       r,
            guint         reserve,
            const char   *text,
            const char   *middle,
            const char   *brief)
{
  double at = r.x + km_zone_mark (zone, KM_WMARK_LOW) * gauge_scale (zone, r.w, reserve);
  const char *shown = vmr_cells_measure (s->cells, VMR_SMALL, text) + 2 <= r.w ? text
                      : vmr_cells_measure (s->cells, VMR_SMALL, middle) + 2 <= r.w ? middle : brief;
  double w = MIN (vmr_cells_measure (s->cells, VMR_SMALL, shown) + 2, r.w);
  double half = vmr_cells_measure (s->cells, VMR_SMALL, brief) / 2;
  double x = CLAMP (at - half, r.x, r.x + r.w - w);

  vmr_cells_text (s->cells, VMR_RECT (x, r.y, r.x + r.w - x, r.h), VMR_SMALL, VMR_INK_SECONDARY, shown,
                  NULL);
}

static void
zone_texts (VmrBuddy     *s,
            const KmZone *zone,
            guint         index,
            VmrRect       r,
            guint         reserve,
            guint         asked)
{
  gboolean ok = asked && km_machine_step_kind (s->machine, asked) == KM_STEP_ZONE_CHOSEN;
  guint free = asked ? (guint) vmr_stage_arg (s->session, asked, free)
                     : zone->stat[KM_NR_FREE_PAGES];
  gboolean allowed = is_allowed (s, index);
  const char *now = vmr_buddy_count (s, zone->stat[KM_NR_FREE_PAGES]);
  g_autofree char *plain = !allowed ? g_strdup (_("not allowed"))
                           : g_strdup_printf (asked && !ok ? _("free %s ✘") : _("free %s"), now);
  g_autofree char *verdict = ok ? g_strdup_printf (_("free %s > %s ✓"), vmr_buddy_count (s, free),
                                                   mark_name (s, zone, asked))
                             : g_strdup_printf (_("free %s, too few"), vmr_buddy_count (s, free));
  /* Since it was asked frames may have gone to a CPU's list or to the caller. */
  g_autofree char *since = g_strdup_printf (ok ? _("free %s ✓") : _("free %s"), now);
  const char *test = free == zone->stat[KM_NR_FREE_PAGES] ? verdict : since;
  const char *mark = vmr_buddy_count (s, km_zone_mark (zone, KM_WMARK_LOW));
  g_autofree char *low = g_strdup_printf (_ ("low %s"), mark);
  g_autofree char *kept = g_strdup_printf (_("low %s + reserve %s"), mark,
                                           vmr_buddy_count (s, reserve));
  /* The hatch says what is added. */
  g_autofree char *sum = g_strdup_printf ("%s + %s", low, vmr_buddy_count (s, reserve));
  g_autofree char *boosted = g_strdup_printf (_("low %s + boost %s"),
                                              vmr_buddy_count (s, zone->watermark[KM_WMARK_LOW]),
                                              vmr_buddy_count (s, zone->watermark_boost));
  /* Clear of the numbered dot at the corner. */
  double left = asked ? vmr_cells_dot_reach (s->cells) : 10;
  const char *full = km_zone_constant (index), *brief = full + strlen ("ZONE_");
  gboolean fits = names_fit (s, r.w);
  VmrCell *name = vmr_cells_text (s->cells, VMR_RECT (r.x + left, r.y + 2, r.w - left - 10, s->row),
                                  VMR_BODY | (allowed ? VMR_BOLD : 0),
                                  allowed ? VMR_INK_TEXT : VMR_INK_SECONDARY, fits ? full : brief,
                                  NULL);

  left += name ? name->rect.w + 10 : 0;
  vmr_cells_text (s->cells, VMR_RECT (r.x + left, r.y + 2, r.w - left - 10, s->row),
                  VMR_SMALL | VMR_RIGHT | (asked ? VMR_BOLD : 0),
                  asked ? VMR_INK_ACCENT : allowed ? VMR_INK_TEXT : VMR_INK_SECONDARY,
                  asked ? test : plain, plain, NULL);
  if (!allowed)
    return;
  mark_label (s, zone, VMR_RECT (r.x + 10, r.y + r.h - s->small * 1.7, r.w - 20, s->small * 1.5),
              reserve, zone->watermark_boost ? boosted : reserve ? kept : low,
              reserve && !zone->watermark_boost ? sum : low, low);
}

static void
zone_card (VmrBuddy *s,
           guint     index,
           VmrRect   r)
{
  const KmZone *zone = &km_machine_state (s->machine)->zones[index];
  guint asked = vmr_buddy_asked (s, index);
  guint highest =
    vmr_buddy_is_alloc (s) ? (guint) vmr_stage_arg (s->session, s->request, zone) : index;
  guint reserve = zone->lowmem_reserve[highest % KM_N_ZONES];
  gboolean chosen = asked && km_machine_step_kind (s->machine, asked) == KM_STEP_ZONE_CHOSEN;
  VmrCell *cell = vmr_cells_frame (s->cells, r, chosen ? VMR_INK_ACCENT : VMR_INK_LINE,
                                   chosen ? 2 : 1, 8);
  g_autofree char *tip =
    g_strdup_printf (_("min %s, low %s, high %s, boost %s, reserve %s"),
                     vmr_buddy_count (s, zone->watermark[KM_WMARK_MIN]),
                     vmr_buddy_count (s, zone->watermark[KM_WMARK_LOW]),
                     vmr_buddy_count (s, zone->watermark[KM_WMARK_HIGH]),
                     vmr_buddy_count (s, zone->watermark_boost), vmr_buddy_count (s, reserve));

  if (asked == s->cursor)
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_ZONE, index, 0), km_zone_constant (index), tip);
  zone_texts (s, zone, index, r, reserve, asked);
  /* It takes no part: no water that could be compared with a mark. */
  if (!is_allowed (s, index))
    {
      cell->flags |= VMR_CELL_DASHED;
      return;
    }
  gauge (s, zone, VMR_RECT (r.x + 10, r.y + s->row + 5, r.w - 20, 8), reserve);
  vmr_stage_dot (s->session, s->cells, r.x - 3, r.y - 1, asked);
}

/* In the words of the story; what is too long for one line goes on in the next, unless the labels of the
 * frames stand there. */
static void
mask_words (VmrBuddy   *s,
            const char *gfp,
            VmrRect     r)
{
  const char *rest = strchr (gfp, '|');
  gboolean fits = rest == NULL || vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, gfp) + 1 <= r.w;
  gboolean two = !fits && s->small * 1.9 <= BELOW_ZONES;
  g_autofree char *first = fits ? g_strdup (gfp) : g_strndup (gfp, (gsize) (rest - gfp));
  g_autofree char *cut = fits || two ? NULL : g_strconcat (first, "|…", NULL);

  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, cut ? cut : first, first, NULL);
  if (two)
    vmr_cells_text (s->cells, VMR_RECT (r.x, r.y + s->small * 1.3, r.w, r.h), VMR_SMALL | VMR_MONO,
                    VMR_INK_SECONDARY, rest, NULL);
}

/* What the words of a request need down to the frames, whose first label stands below the last of them. */
static double
words_height (const VmrBuddy *s)
{
  return vmr_buddy_is_alloc (s) ? s->row + s->small * 3 : 0;
}

static double
request_words (VmrBuddy *s,
               double    y)
{
  double w = s->cells->width * 0.18, line = s->small * 1.5, whole;
  double most = s->cells->width * (s->cells->metrics.lecture ? 0.4 : 0.23);
  gboolean alloc = vmr_buddy_is_alloc (s);
  guint order = (guint) vmr_stage_arg (s->session, s->request, order);
  g_autofree char *gfp = alloc ? km_machine_step_arg_text (s->machine, s->request, KM_ARG_NAME_gfp) : NULL;
  g_autofree char *mt = alloc ? km_machine_step_arg_text (s->machine, s->request, KM_ARG_NAME_mt) : NULL;
  g_autofree char *plain = g_strdup_printf (_("order %u"), order);
  g_autofree char *what =
    alloc ? g_strdup_printf (_ ("order %u · %s"), order, mt) : g_strdup (plain);
  /* As above its column of the lists. */
  char letter[2] = { mt ? *mt : 0, 0 };
  g_autofree char *brief = alloc ? g_strdup_printf (_("order %u · %s"), order, letter) : g_strdup (plain);

  whole = vmr_cells_measure (s->cells, VMR_BODY | VMR_BOLD, what) + 1;
  w = whole <= most ? MAX (w, whole) : w;
  whole = gfp && s->cells->metrics.lecture ? vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO, gfp) + 1 : 0;
  w = whole <= most ? MAX (w, whole) : w;
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, w, line), VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY,
                  alloc ? "alloc_pages()" : "free_pages()", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y + line, w, s->row), VMR_BODY | VMR_BOLD, VMR_INK_TEXT,
                  what, brief, plain, NULL);
  if (gfp != NULL)
    mask_words (s, gfp, VMR_RECT (s->m, y + line + s->row, w, line));
  return w;
}

double
vmr_buddy_zones (VmrBuddy *s,
                 double    y)
{
  double h = s->row + s->small * 1.7 + BELOW_ZONES - 10, x = s->m, left = 0, w, gap = s->small * 3;
  guint n = 0, i = 0;

  if (s->request)
    left = request_words (s, y) + 16;
  for (guint z = 0; z < KM_N_ZONES; z++)
    n += km_machine_state (s->machine)->zones[z].managed > 0;
  if (s->cells->metrics.lecture)
    n = 1;
  x += left;
  w = (s->cells->width - s->m - x + gap) / MAX (n, 1);
  for (int z = KM_N_ZONES - 1; z >= 0; z--)
    {
      if (km_machine_state (s->machine)->zones[z].managed == 0 ||
          (s->cells->metrics.lecture && (guint) z != s->zone))
        continue;
      zone_card (s, (guint) z, VMR_RECT (x + i * w, y, w - gap, h));
      if (++i < n && vmr_buddy_is_alloc (s) && !s->elsewhere && is_allowed (s, (guint) z))
        vmr_cells_text (s->cells, VMR_RECT (x + i * w - gap, y, gap, h), VMR_SMALL | VMR_CENTER,
                        VMR_INK_SECONDARY, _("else ›"), "›", NULL);
    }
  return y + MAX (h + 10, words_height (s));
}
