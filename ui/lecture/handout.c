/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A lesson on paper: a drawing and its caption for each step. */
#include "ui/lecture/handout.h"

#include "ui/draw/metrics.h"
#include "ui/lecture/sheet.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"
#include "ui/stages/stage-judged.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How a page is divided. Drawings are laid out on a canvas of their own and scaled down: the fewer
 * on a page, the more they show. */
typedef struct
{
  guint    per_page, columns;
  gboolean beside;              /* the caption stands beside the drawing, else below */
  gboolean brief;               /* small words */
  double   caption;             /* its share of the place */
  double   canvas;              /* width of the drawing, px */
  double   font;
} Plan;

static const Plan plans[] = {
  { 1, 1, TRUE, FALSE, 0.28, 860, 13.333 },
  { 2, 1, FALSE, FALSE, 0.22, 940, 13.333 },
  { 6, 2, FALSE, TRUE, 0.26, 680, 16 },
};

VmrHandoutDef
vmr_handout_def_default (void)
{
  return (VmrHandoutDef) { .per_page = 2 };
}

static const Plan *
plan_find (guint    per_page,
           GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (plans[i].per_page == per_page)
      return &plans[i];
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("%u steps on a page; expected 1, 2 or 6"), per_page);
  return NULL;
}

/* --- which steps ------------------------------------------------------------------------------ */

typedef struct { guint from, to; } Range;

/* "5-12,20": ranges in any order; what is not of this form is an error, not left out. */
static GArray *
ranges_parse (const char *text,
              GError    **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", ", ;", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *dash = strchr (words[i], '-');
      g_autofree char *first = dash ? g_strndup (words[i], dash - words[i]) : g_strdup (words[i]);
      guint64 from, to;

      if (*words[i] == '\0')
        continue;
      if (!g_ascii_string_to_unsigned (first, 10, 1, G_MAXUINT32, &from, NULL) ||
          !g_ascii_string_to_unsigned (dash ? dash + 1 : first, 10, from, G_MAXUINT32, &to, NULL))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _("“%s” names no steps; expected numbers and ranges such as 5-12,20"),
                       words[i]);
          return NULL;
        }
      g_array_append_val (ranges, ((Range) { (guint) from, (guint) to }));
    }
  return g_steal_pointer (&ranges);
}

static gboolean
is_chosen (const GArray *ranges,
           guint         number)
{
  for (guint i = 0; i < ranges->len; i++)
    if (number >= g_array_index (ranges, Range, i).from &&
        number <= g_array_index (ranges, Range, i).to)
      return TRUE;
  return ranges->len == 0;
}

/* --- one step --------------------------------------------------------------------------------- */

static VmrCells *
drawing_new (const VmrSession *session,
             VmrPaper         *pages,
             const Plan       *plan,
             VmrRect           where)
{
  VmrCells *cells = vmr_cells_new (vmr_paper_palette (pages), vmr_paper_texts (pages),
                                   vmr_metrics_desk (plan->font, 1), plan->canvas,
                                   floor (plan->canvas * where.h / where.w));

  vmr_stage_layout (vmr_stage_shown (session), session, cells);
  return cells;
}

/* Number and headline; below it why, its numbers, and where the kernel does it. */
static void
caption_draw (const VmrSession *session,
              VmrCells         *cells,
              VmrRect           r,
              gboolean          brief,
              guint             number)
{
  guint head = (brief ? VMR_BODY : VMR_TITLE) | VMR_BOLD, body = brief ? VMR_SMALL : VMR_BODY;
  guint step = vmr_session_cursor (session);
  gboolean zh = vmr_session_chinese_first (session);
  const KmStepInfo *info = km_machine_step_info (vmr_session_machine (session), vmr_session_doing (session));
  g_autofree char *headline = vmr_session_words (session, step, VMR_WORDS_HEADLINE, zh);
  g_autofree char *numbered = g_strdup_printf ("%u  %s", number, headline);
  g_autofree char *say = vmr_session_say (session, zh);
  g_autofree char *why = say ? g_steal_pointer (&say)
                         : vmr_session_words (session, step, VMR_WORDS_WHY, zh);
  g_autofree char *detail = vmr_session_words (session, step, VMR_WORDS_DETAIL, zh);
  g_autofree char *where = g_strdup_printf ("%s · %s", vmr_step_function (info), info->file);
  double y = r.y, end = r.y + r.h;

  y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, end - y), head, VMR_INK_TEXT,
                            numbered) + 2;
  if (vmr_session_language (session) == VMR_LANGUAGE_BOTH)
    {
      g_autofree char *second = vmr_session_words (session, step, VMR_WORDS_HEADLINE, !zh);

      y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, end - y), body,
                                VMR_INK_SECONDARY, second) + 1;
    }
  y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, end - y), body, VMR_INK_TEXT, why) + 2;
  if (*detail)
    y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, end - y), VMR_SMALL | VMR_MONO,
                              VMR_INK_TEXT, detail) + 1;
  vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, end - y), VMR_SMALL | VMR_MONO,
                       VMR_INK_SECONDARY, where);
}

/* A step at one of a page's places. */
static void
step_draw (const VmrSession *session,
           VmrPaper         *pages,
           VmrCells         *page,
           const Plan       *plan,
           guint             at,
           guint             number)
{
  VmrRect body = vmr_paper_body (pages), place, drawing, caption;
  guint rows = plan->per_page / plan->columns;

  place.w = (body.w - 16 * (plan->columns - 1)) / plan->columns;
  place.h = (body.h - 14 * (rows - 1)) / rows;
  place.x = body.x + at % plan->columns * (place.w + 16);
  place.y = body.y + at / plan->columns * (place.h + 14);
  drawing = caption = place;
  if (plan->beside)
    {
      caption.w = floor (place.w * plan->caption);
      drawing.w = place.w - caption.w - 14;
      caption.x = place.x + place.w - caption.w;
      drawing.h = floor (MIN (drawing.h, drawing.w * 0.74));
      /* What is left is for notes. */
      for (double y = drawing.y + drawing.h + 22; y < place.y + place.h; y += 22)
        vmr_cells_segment (page, place.x, y, place.x + place.w, y, VMR_INK_LINE, 0.5);
    }
  else
    {
      caption.h = floor (place.h * plan->caption);
      drawing.h = place.h - caption.h - 6;
      caption.y = place.y + place.h - caption.h;
    }
  vmr_paper_place (pages, drawing_new (session, pages, plan, drawing), drawing);
  caption_draw (session, page, caption, plan->brief, number);
}

/* One step on, also into the lesson's next machine, of which it begins with the first. */
static gboolean
walk_on (VmrSession *session)
{
  const KmMachine *before = vmr_session_machine (session);

  if (!vmr_session_move (session, VMR_MOVE_NEXT))
    return FALSE;
  if (vmr_session_machine (session) != before)
    vmr_session_jump (session, vmr_session_first (session));
  return TRUE;
}

VmrPaper *
vmr_handout_new (VmrSession          *session,
                 const VmrHandoutDef *def,
                 GError             **error)
{
  g_return_val_if_fail (VMR_IS_SESSION (session), NULL);

  const Plan *plan = plan_find (def->per_page, error);
  g_autoptr (GArray) ranges = plan ? ranges_parse (def->steps, error) : NULL;
  g_autoptr (VmrPaper) pages = NULL;
  g_autofree char *title = vmr_session_title (session);
  g_autofree char *aside = vmr_session_subtitle (session);
  VmrCells *page = NULL;
  guint number = 0, n = 0;

  if (ranges == NULL)
    return NULL;
  pages = vmr_paper_new (plan->beside, def->grey);
  vmr_session_set_holds (session, FALSE);
  vmr_session_jump (session, vmr_session_first (session));
  do
    if (is_chosen (ranges, ++number))
      {
        if (n % plan->per_page == 0)
          page = vmr_paper_add (pages);
        step_draw (session, pages, page, plan, n++ % plan->per_page, number);
      }
  while (walk_on (session));
  if (n == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("No such steps: the lesson has %u"), number);
      return NULL;
    }
  vmr_paper_finish (pages, title, aside);
  return g_steal_pointer (&pages);
}
