/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lecture mode: one window-high picture for 200 people.
 *
 *   headline of the step, large; the second language        step n of m
 *   ┌ Virtual ┐ ┌──────── the stage ────────┐ ┌ Physical ┐
 *   └─────────┘ └───────────────────────────┘ └──────────┘
 *   function()  file                     roles on the screen
 *
 * Captions are on top, since front rows hide the bottom edge. What does not fit is left out.
 */
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture-private.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/question.h"
#include "ui/lecture/shown.h"
#include "ui/session/desk-page.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

#include "core/user/vma.h"
#include "ui/panels/mask.h"
#include "ui/session/desk.h"
#include "ui/stages/stage-judged.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define VEIL 0.12

double
vmr_lecture_title (const VmrSession *session,
                   VmrCells         *cells,
                   VmrRect           room,
                   const char       *english,
                   const char       *chinese)
{
  g_return_val_if_fail (session != NULL, 0);

  gboolean zh = vmr_session_chinese_first (session);
  VmrCell *cell = vmr_cells_text (cells, room, VMR_BODY | VMR_BOLD, VMR_INK_TEXT,
                                  zh ? chinese : english, NULL);
  double left = cell ? cell->rect.w + 12 : 0;

  if (cell && vmr_session_captions (session) == 2)
    cell = vmr_cells_text (cells, VMR_RECT (room.x + left, room.y, room.w - left, room.h), VMR_BODY,
                           VMR_INK_SECONDARY, zh ? english : chinese, NULL);
  return cell ? cell->rect.x + cell->rect.w : room.x;
}

/* Above the address space: whose it is. A hall has no tabs for the programs, and the headline is about the step. */
static void
space_title (const VmrSession *session,
             VmrCells         *cells,
             VmrRect           r)
{
  const KmTask *task = vmr_session_task (session);
  double right = vmr_lecture_title (session, cells, r, vmr_word ("virtual", FALSE), vmr_word ("virtual", TRUE)) +
                 cells->metrics.small;
  VmrRect room = VMR_RECT (right, r.y, r.x + r.w - right, r.h);
  guint style = VMR_BOLD | (vmr_task_is_dead (task) ? VMR_STRUCK : 0);

  if (task && vmr_cells_text (cells, room, VMR_BODY | style, VMR_INK_ACCENT,
                              km_task_name (vmr_session_machine (session), task), NULL) == NULL)
    vmr_cells_text (cells, room, VMR_SMALL | style, VMR_INK_ACCENT, km_task_name (vmr_session_machine (session), task),
                    NULL);
}

/* --- captions --------------------------------------------------------------------------------- */

/* A caption has the room of one line, however long it is: the drawing below must not move from step to
 * step. A long one is set smaller, at last in two lines. Returns the height. */
static double
caption_draw (VmrCells   *cells,
              VmrRect     room,
              guint       style,
              VmrInk      ink,
              const char *text)
{
  static const guint smaller[] = { VMR_TITLE, VMR_BODY, VMR_SMALL };
  double line = ceil (vmr_metrics_px (&cells->metrics, style) * 1.42);
  VmrRect r = VMR_RECT (room.x, room.y, room.w, line);

  if (vmr_cells_text (cells, r, style | VMR_BOLD, ink, text, NULL))
    return line;
  for (guint i = 0; i < G_N_ELEMENTS (smaller); i++)
    if (vmr_metrics_px (&cells->metrics, smaller[i]) < vmr_metrics_px (&cells->metrics, style) &&
        vmr_cells_text (cells, r, smaller[i] | VMR_BOLD, ink, text, NULL))
      return line;
  vmr_cells_paragraph (cells, VMR_RECT (r.x, r.y - line * 0.2, r.w, line * 1.4), VMR_SMALL | VMR_BOLD,
                       ink, text);
  return line;
}

static double
captions_draw (const VmrSession *session,
               VmrCells         *cells,
               double            m)
{
  guint step = vmr_session_cursor (session), captions = vmr_session_captions (session);
  gboolean zh = vmr_session_chinese_first (session);
  g_autofree char *first = vmr_session_words (session, step, VMR_WORDS_HEADLINE, zh);
  g_autofree char *second = vmr_session_words (session, step, VMR_WORDS_HEADLINE, !zh);
  g_autofree char *number = vmr_session_place_text (session, FALSE);
  double H = cells->height, y = m * 0.6, w = cells->width - 2 * m, right;
  VmrCells *top = vmr_cells_new (cells->palette, cells->texts, cells->metrics, cells->width, H);

  /* The second language is larger than a title of the drawing. */
  top->metrics.title = MAX (cells->metrics.headline * 24 / 28, cells->metrics.floor);
  right = vmr_cells_measure (top, VMR_SMALL, number) + m;
  vmr_cells_text (top, VMR_RECT (m, y, w, cells->metrics.headline * 1.42), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY, number, NULL);
  if (captions > 0)
    y += caption_draw (top, VMR_RECT (m, y, w - right, H * 0.13), VMR_HEADLINE, VMR_INK_TEXT,
                       first);
  else
    y += cells->metrics.headline * 1.2;
  if (captions > 1)
    y += caption_draw (top, VMR_RECT (m, y, w, H * 0.1), VMR_TITLE, VMR_INK_TEXT, second);
  vmr_cells_append (cells, top, 0, 0);
  vmr_cells_free (top);
  return y + m * 0.5;
}

/* --- the spotlight ---------------------------------------------------------------------------- */

/* Takes a rectangle out of the veil, with an edge `soft` wide. */
static void
soft_rect (cairo_t *cr,
           VmrRect  r,
           double   soft)
{
  for (int i = 0; i < 12; i++)
    {
      double by = soft * (1 - i / 12.0);

      cairo_rectangle (cr, r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by);
      cairo_set_source_rgba (cr, 0, 0, 0, 1 / 12.0 + i / 40.0);
      cairo_fill (cr);
    }
}

/* How much a cell is what the step is about: changed, its cause, or merely on the way; 0 none. */
static guint
cell_weight (const VmrCell *cell)
{
  if (cell->flags & VMR_CELL_CHANGED)
    return 3;
  if (cell->flags & VMR_CELL_CAUSE)
    return 2;
  /* What is red in an outline of another colour is so for another reason: a node of a red-black tree. */
  return cell->shape == VMR_SHAPE_BOX &&
         (cell->stroke == VMR_INK_LIGHT ||
          (cell->fill == VMR_INK_LIGHT && cell->tint != VMR_TINT_FULL && cell->stroke == VMR_INK_NONE)) ? 1 : 0;
}

/* A veil over all but the captions, with a soft hole around what this step changed. */
static void
spotlight_draw (VmrCells *cells,
                double    top)
{
  cairo_surface_t *veil = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) cells->width,
                                                      (int) (cells->height - top));
  cairo_t *cr = cairo_create (veil);
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, 0, 0, cells->metrics.body);
  double soft = cells->metrics.body * 0.6;
  gboolean any = FALSE;
  guint most = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->rect.w <= cells->width * 0.6)
      most = MAX (most, cell_weight (vmr_cells_get (cells, i)));
  cairo_pattern_add_color_stop_rgba (fade, 0, 0, 0, 0, 0);
  cairo_pattern_add_color_stop_rgba (fade, 1, 0, 0, 0, VEIL);
  cairo_set_source (cr, fade);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell_weight (cell) < MAX (most, 1) || cell->rect.w > cells->width * 0.6)
        continue;
      any = TRUE;
      soft_rect (cr, VMR_RECT (cell->rect.x - 8, cell->rect.y - top - 8, cell->rect.w + 16,
                               cell->rect.h + 16), soft);
    }
  cairo_pattern_destroy (fade);
  cairo_destroy (cr);
  if (any)
    vmr_cells_bitmap (cells, 0, top, veil);
  cairo_surface_destroy (veil);
}

/* --- all of it -------------------------------------------------------------------------------- */

/* Where the stage takes the light over: the first point of a path that comes in from the left. */
static void
light_join (VmrCells       *cells,
            const VmrCells *stage,
            VmrPoint        from,
            double          dx,
            double          dy)
{
  for (guint i = 0; from.x >= 0 && i < vmr_cells_n (stage); i++)
    {
      const VmrCell *cell = vmr_cells_get (stage, i);
      const VmrPoint *to = &g_array_index (stage->points, VmrPoint, cell->first_point);

      if (cell->shape == VMR_SHAPE_LINE && cell->flags & VMR_CELL_LIGHT && to->x < 24)
        {
          double turn = MAX (from.x + 8, dx - 10);
          VmrPoint way[4] = { from, { turn, from.y }, { turn, dy + to->y },
                              { dx + to->x, dy + to->y } };

          vmr_cells_light (cells, way, 4, FALSE);
          return;
        }
    }
}

static void
stage_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           left,
            VmrRect           middle,
            VmrRect           right)
{
  VmrCells *stage;
  VmrPoint light = { -1, 0 };

  if (vmr_question_is_stage (session))
    {
      vmr_question_layout (session, cells, VMR_RECT (left.x, middle.y, right.w > 0
                             ? right.x + right.w - left.x : middle.x + middle.w - left.x,
                             middle.h), NULL);
      return;
    }
  stage = vmr_cells_new (cells->palette, cells->texts, cells->metrics, middle.w, middle.h);
  vmr_stage_layout (vmr_stage_shown (session), session, stage);
  if (left.w > 0)
    light = vmr_lecture_space (session, cells, left, left.w < cells->width * 0.2);
  vmr_cells_append (cells, stage, middle.x, middle.y);
  light_join (cells, stage, light, middle.x, middle.y);
  if (right.w > 0)
    vmr_lecture_zones (session, cells, right, stage, middle.x, middle.y);
  vmr_cells_free (stage);
}

static double
margin_of (double height)
{
  return round (height * 0.045);
}

VmrRect
vmr_lecture_foot (VmrMetrics metrics,
                  double     width,
                  double     height)
{
  double m = margin_of (height), h = ceil (metrics.body * 1.6);

  return VMR_RECT (m, height - m * 0.6 - h, width - 2 * m, h);
}

void
vmr_lecture_layout (gpointer          data,
                    const VmrSession *session,
                    VmrCells         *cells)
{
  double W = cells->width, H = cells->height, m = margin_of (H);
  VmrRect foot = vmr_lecture_foot (cells->metrics, W, H);
  double title = ceil (cells->metrics.body * 1.5);
  double top, left_w, right_w, dock, head;
  const VmrStage *stage;
  VmrRect left, middle, right;

  if (vmr_session_state (session) == NULL)
    return;
  stage = vmr_stage_shown (session);
  top = captions_draw (session, cells, m);
  /* First the physical view goes, then the address space shrinks; the stage never does. */
  right_w = W / H >= 1.5 && !vmr_stage_is_whole (stage, session) ? W * 0.15 : 0;
  left_w = stage->without_space || vmr_stage_is_whole (stage, session) ? 0 : W / H >= 1.25 ? W * 0.27 : W * 0.19;
  head = top + title;
  left = VMR_RECT (m, head, left_w, foot.y - head - 10);
  right = VMR_RECT (W - m - right_w, head, right_w, left.h);
  middle = VMR_RECT (m + left_w, head, W - 2 * m - left_w - right_w - (right_w > 0 ? 24 : 0),
                     left.h);
  /* A question stands below all three, so that it is wide and not high. */
  dock = MIN (vmr_question_height (session, cells, W - 2 * m), left.h * 0.6);
  left.h = right.h = middle.h -= dock > 0 ? dock + 16 : 0;
  if (!vmr_question_is_stage (session))
    {
      if (left_w > 0)
        space_title (session, cells, VMR_RECT (left.x, top, left.w, title));
      vmr_lecture_title (session, cells, VMR_RECT (middle.x + 12, top, middle.w - 12, title),
                         stage->english, stage->chinese);
      if (right_w > 0)
        vmr_lecture_title (session, cells, VMR_RECT (right.x, top, right.w, title), vmr_word ("physical", FALSE),
                           vmr_word ("physical", TRUE));
    }
  stage_draw (session, cells, left, middle, right);
  vmr_lecture_foot_draw (session, cells, foot);
  vmr_mask_cells (session, cells, TRUE);
  if (dock > 0)
    vmr_question_layout (session, cells, VMR_RECT (m, head + left.h + 16, W - 2 * m, dock), cells);
  /* A question needs the whole screen. */
  if (vmr_session_spotlight (session) && vmr_session_question (session) == NULL)
    spotlight_draw (cells, top - title * 0.4);
}
