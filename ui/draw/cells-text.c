/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fit rule: see cells.h. */
#include "ui/draw/cells.h"
#include "ui/draw/metrics.h"

#include <math.h>
#include <string.h>

/* Glyphs seldom fill their line: text may use this share of a line's height beyond its room. */
#define LINE_SLACK 0.30

static VmrShaped
cells_shape (VmrCells   *cells,
             guint       style,
             const char *text,
             double      wrap)
{
  VmrFontFlags flags = (style & VMR_MONO ? VMR_FONT_MONO : 0) |
                       (style & VMR_BOLD ? VMR_FONT_BOLD : 0);

  return vmr_text_cache_shape (cells->texts, text, vmr_metrics_px (&cells->metrics, style), flags,
                               wrap);
}

double
vmr_cells_measure (VmrCells   *cells,
                   guint       style,
                   const char *text)
{
  g_return_val_if_fail (cells != NULL, 0);
  return cells_shape (cells, style, text, 0).width;
}

static VmrInk
ink_readable (const VmrCells *cells,
              VmrInk          ink,
              VmrRect         rect)
{
  VmrRgb ground = vmr_cells_ground (cells, rect.x + rect.w / 2, rect.y + rect.h / 2,
                                    cells->array->len);

  if (ink != VMR_INK_AUTO &&
      vmr_rgb_contrast (vmr_palette_rgb (cells->palette, ink), ground) >= 4.5)
    return ink;
  return vmr_palette_text_on (cells->palette, ground);
}

static VmrRect
shaped_rect (const VmrShaped *shaped,
             VmrRect          room,
             guint            style)
{
  gboolean upwards = (style & VMR_UPWARDS) != 0;
  VmrRect rect = VMR_RECT (room.x, room.y, upwards ? shaped->height : shaped->width,
                           upwards ? shaped->width : shaped->height);

  if (upwards || style & VMR_CENTER)
    rect.x += (room.w - rect.w) / 2;
  else if (style & VMR_RIGHT)
    rect.x += room.w - rect.w;
  if (style & VMR_BOTTOM)
    rect.y += room.h - rect.h;
  else if (!(style & VMR_TOP))
    rect.y += (room.h - rect.h) / 2;
  return rect;
}

static VmrCell *
cells_place (VmrCells  *cells,
             VmrRect    room,
             guint      style,
             VmrInk     ink,
             VmrShaped  shaped)
{
  VmrRect rect = shaped_rect (&shaped, room, style);
  VmrCell *cell;

  if (!(style & VMR_KEEP_INK) || ink == VMR_INK_AUTO)
    ink = ink_readable (cells, ink, rect);
  g_array_set_size (cells->array, cells->array->len + 1);
  cell = &g_array_index (cells->array, VmrCell, cells->array->len - 1);
  cell->shape = VMR_SHAPE_TEXT;
  cell->rect = rect;
  cell->room = room;
  cell->fill = ink;
  cell->tint = VMR_TINT_FULL;
  cell->style = style;
  cell->px = vmr_metrics_px (&cells->metrics, style);
  cell->layout = g_object_ref (shaped.layout);
  return cell;
}

void
vmr_cells_retext (VmrCells   *cells,
                  guint       index,
                  const char *text)
{
  g_return_if_fail (cells != NULL);

  VmrCell *cell = vmr_cells_get (cells, index);
  int width = pango_layout_get_width (cell->layout);
  VmrShaped shaped = cells_shape (cells, cell->style, text, width > 0 ? cell->room.w : 0);

  g_set_object (&cell->layout, shaped.layout);
  cell->rect = shaped_rect (&shaped, cell->room, cell->style);
}

static gboolean
shaped_fits (const VmrShaped *shaped,
             VmrRect          room,
             guint            style)
{
  double along = style & VMR_UPWARDS ? room.h : room.w;
  double across = style & VMR_UPWARDS ? room.w : room.h;

  return shaped->width <= along + 0.01 && shaped->height * (1 - LINE_SLACK) <= across + 0.01;
}

VmrCell *
vmr_cells_text (VmrCells   *cells,
                VmrRect     room,
                guint       style,
                VmrInk      ink,
                const char *first,
                ...)
{
  g_return_val_if_fail (cells != NULL, NULL);
  va_list wordings;
  VmrCell *cell = NULL;

  va_start (wordings, first);
  for (const char *text = first; text != NULL && cell == NULL; text = va_arg (wordings, char *))
    {
      VmrShaped shaped;

      if (*text == '\0')
        continue;
      shaped = cells_shape (cells, style, text, 0);
      if (shaped_fits (&shaped, room, style))
        cell = cells_place (cells, room, style, ink, shaped);
    }
  va_end (wordings);
  return cell;
}

VmrCell *
vmr_cells_textf (VmrCells   *cells,
                 VmrRect     room,
                 guint       style,
                 VmrInk      ink,
                 const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list args;

  g_return_val_if_fail (cells != NULL, NULL);
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return vmr_cells_text (cells, room, style, ink, text, NULL);
}

/* The end of the last sentence but one; NULL when there is only one. */
static char *
sentence_cut (char *text)
{
  static const char *const marks[] = { ". ", "。", "? ", "？", "! ", "！", "；", "; " };
  char *end = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    for (char *at = strstr (text, marks[i]); at != NULL; at = strstr (at + 1, marks[i]))
      {
        gsize length = marks[i][1] == ' ' ? 1 : strlen (marks[i]);

        if (at[length] != '\0' && strspn (at + length, " ") < strlen (at + length) &&
            (end == NULL || at + length > end))
          end = at + length;
      }
  return end;
}

static gboolean
paragraph_fits (const VmrCells  *cells,
                const VmrShaped *shaped,
                VmrRect          room,
                guint            style)
{
  return shaped->height <= room.h + 0.3 * vmr_metrics_px (&cells->metrics, style) &&
         shaped->width <= room.w + 0.5;
}

gboolean
vmr_cells_paragraph_fits (VmrCells   *cells,
                          VmrRect     room,
                          guint       style,
                          const char *text)
{
  VmrShaped shaped;

  g_return_val_if_fail (cells != NULL, FALSE);
  if (*text == '\0')
    return TRUE;
  shaped = cells_shape (cells, style, text, room.w);
  return paragraph_fits (cells, &shaped, room, style);
}

double
vmr_cells_paragraph (VmrCells   *cells,
                     VmrRect     room,
                     guint       style,
                     VmrInk      ink,
                     const char *text)
{
  g_autofree char *left = g_strdup (text ? text : "");

  g_return_val_if_fail (cells != NULL, 0);
  while (*left != '\0')
    {
      VmrShaped shaped = cells_shape (cells, style, left, room.w);
      char *end;

      if (paragraph_fits (cells, &shaped, room, style))
        {
          cells_place (cells, VMR_RECT (room.x, room.y, room.w, MAX (room.h, shaped.height)),
                       style | VMR_TOP, ink, shaped);
          return shaped.height;
        }
      end = sentence_cut (left);
      if (end == NULL)
        break;
      *end = '\0';
    }
  return 0;
}
