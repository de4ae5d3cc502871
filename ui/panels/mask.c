/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/mask-private.h"
#include "ui/session/mask.h"
#include "ui/session/session-question.h"

#include <string.h>

/* The kinds of things among which the answer is to be found, and of a frame those where one looks it up: to
 * find the right row among them is the question. */
static guint
kinds_of (const char *target)
{
  static const struct { const char *target; guint kinds; } table[] = {
    { "frame", 1u << VMR_REF_FRAME | 1u << VMR_REF_BLOCK | 1u << VMR_REF_PTE | 1u << VMR_REF_TLB },
    { "block", 1u << VMR_REF_FRAME | 1u << VMR_REF_BLOCK },
    { "page", 1u << VMR_REF_PTE | 1u << VMR_REF_ADDRESS },
    { "pde", 1u << VMR_REF_PTE },
    { "pte", 1u << VMR_REF_PTE },
  };

  for (guint i = 0; target && i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].target, target) == 0)
      return table[i].kinds;
  return 0;
}

static gboolean
is_choice (const VmrCell *cell,
           guint          kinds)
{
  return cell->ref.kind < 32 && kinds >> cell->ref.kind & 1;
}

VmrCell *
vmr_mask_ground (const VmrCells *cells,
                 guint           index,
                 guint           kinds)
{
  const VmrRect *r = &vmr_cells_get (cells, index)->rect;
  double x = r->x + r->w / 2, y = r->y + r->h / 2;

  for (guint i = index; kinds != 0 && i-- > 0;)
    {
      VmrCell *cell = vmr_cells_get (cells, i);

      if (is_choice (cell, kinds) && x >= cell->rect.x && x <= cell->rect.x + cell->rect.w &&
          y >= cell->rect.y && y <= cell->rect.y + cell->rect.h)
        return cell;
    }
  return NULL;
}

/* Whether a text is written on something that may be chosen. */
static gboolean
lies_on_choice (const VmrCells *cells,
                guint           index,
                guint           kinds)
{
  return vmr_mask_ground (cells, index, kinds) != NULL;
}

/* "… + 767 × 4" and below it what it comes to: what is missing above follows from it. */
static void
mask_sum (VmrCells   *cells,
          guint       index,
          const char *sum)
{
  const VmrCell *next = index + 1 < vmr_cells_n (cells) ? vmr_cells_get (cells, index + 1) : NULL;

  if (strchr (sum, '+') && next && next->layout &&
      g_str_has_prefix (pango_layout_get_text (next->layout), "= "))
    vmr_cells_retext (cells, index + 1, "= …");
}

/* A frame alone at the end of a walk is no choice but the answer: then it is not to be clicked, and has no
 * words of its own. */
static void
lone_mask (VmrCells *cells,
           guint     first)
{
  const VmrCell *found = NULL;

  for (guint i = first; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind != VMR_REF_FRAME)
        continue;
      if (found != NULL && found->ref.id != cell->ref.id)
        return;
      found = cell;
    }
  for (guint i = first; found != NULL && i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_FRAME)
      vmr_cells_get (cells, i)->ref = VMR_REF_INIT_NONE;
}

static void
mask_words (const VmrSession *session,
            VmrCells         *cells,
            const char      **words,
            gboolean          near)
{
  g_autofree char *masked = vmr_session_masked (session, *words, near);

  if (masked != NULL)
    *words = vmr_cells_string (cells, masked);
}

/* A bare number that is of another kind than the answer, or stands there whatever it is: that on the dot
 * of a step, that of a row when an order is asked for, and those along a ruler. A hole there would even tell the answer. */
static gboolean
is_scale (const VmrSession *session,
          const VmrCells   *cells,
          guint             index)
{
  const VmrCell *cell = vmr_cells_get (cells, index);
  const char *text = pango_layout_get_text (cell->layout);
  const char *answer = vmr_session_secret (session)->ask->answer;

  if (cell->flags & VMR_CELL_SCALE)
    return TRUE;
  return strspn (text, "0123456789") == strlen (text) && strlen (text) < 4 &&
         (lies_on_choice (cells, index, 1u << VMR_REF_STEP) ||
          (answer != NULL && g_str_has_suffix (answer, ".order")));
}

void
vmr_mask_cells_from (const VmrSession *session,
                     VmrCells         *cells,
                     guint             first,
                     gboolean          near)
{
  g_return_if_fail (session != NULL);

  const VmrQuestion *question = vmr_session_secret (session);
  gboolean rows = near && vmr_session_hides_index (session);
  guint kinds;

  if (question == NULL)
    return;
  if (vmr_session_hides (session, "frame"))
    lone_mask (cells, first);
  kinds = kinds_of (question->ask->target);
  for (guint i = first; i < vmr_cells_n (cells); i++)
    {
      VmrCell *cell = vmr_cells_get (cells, i);
      g_autofree char *masked = NULL;

      if (is_choice (cell, kinds))
        continue;
      /* The one row of many that hides its name would be the answer. */
      if (!(cell->flags & VMR_CELL_SCALE))
        {
          mask_words (session, cells, &cell->name, near);
          mask_words (session, cells, &cell->tooltip, near);
        }
      if (cell->layout == NULL)
        continue;
      masked = vmr_session_masked (session, pango_layout_get_text (cell->layout), near);
      if (masked == NULL || lies_on_choice (cells, i, kinds) || is_scale (session, cells, i))
        continue;
      if (rows && strcmp (masked, "…") == 0)
        vmr_mask_row (session, cells, first, i);
      vmr_cells_retext (cells, i, masked);
      mask_sum (cells, i, masked);
    }
}

void
vmr_mask_cells (const VmrSession *session,
                VmrCells         *cells,
                gboolean          near)
{
  g_return_if_fail (session != NULL);
  vmr_mask_cells_from (session, cells, 0, near);
}
