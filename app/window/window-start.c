/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The start page in its window, and its keys: Tab goes Continue → presets → files → grid, arrows move within, typing
 * searches. */
#include "app/window/window-start.h"

#include "app/base/keys.h"
#include "app/start/start-page.h"
#include "app/window/window-fields.h"
#include "app/window/window-header.h"
#include "app/window/window-progress.h"

/* The place of the focus in a list of buttons; −1 when it is elsewhere. */
static int
place_in (GPtrArray *buttons,
          GtkWidget *focus)
{
  guint index;

  return focus && g_ptr_array_find (buttons, focus, &index) ? (int) index : -1;
}

static guint
chapter_of (VmrStart *start,
            int       card)
{
  return GPOINTER_TO_UINT (g_object_get_data (start->cards->pdata[card], "chapter"));
}

/* Nearest card above or below, by where they are on the screen. */
static int
card_beside (VmrStart *start,
             int       from,
             int       direction)
{
  GtkAllocation here;
  int best = from, best_dy = G_MAXINT, best_dx = G_MAXINT;

  gtk_widget_get_allocation (start->cards->pdata[from], &here);
  for (int i = 0; i < (int) start->cards->len; i++)
    {
      GtkAllocation there;
      int dx, dy;

      gtk_widget_get_allocation (start->cards->pdata[i], &there);
      dx = ABS (there.x - here.x);
      dy = (there.y - here.y) * direction;
      if (dy > 0 && (dy < best_dy || (dy == best_dy && dx < best_dx)))
        {
          best = i;
          best_dy = dy;
          best_dx = dx;
        }
    }
  return best;
}

/* First card of the chapter before or after. */
static int
card_of_chapter (VmrStart *start,
                 int       from,
                 int       direction)
{
  int n = (int) start->cards->len, i = from;
  guint chapter = chapter_of (start, from);

  while (i >= 0 && i < n && chapter_of (start, i) == chapter)
    i += direction;
  if (i < 0 || i >= n)
    return direction < 0 ? 0 : n - 1;
  while (i > 0 && chapter_of (start, i - 1) == chapter_of (start, i))
    i--;
  return i;
}

static gboolean
grid_key (VmrStart *start,
          guint     keyval,
          int       card)
{
  int n = (int) start->cards->len, to;

  switch (keyval)
    {
    case GDK_KEY_Left:
      to = MAX (card - 1, 0);
      break;
    case GDK_KEY_Right:
      to = MIN (card + 1, n - 1);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      to = card_beside (start, card, keyval == GDK_KEY_Down ? 1 : -1);
      break;
    case GDK_KEY_Home:
      to = 0;
      break;
    case GDK_KEY_End:
      to = n - 1;
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      to = card_of_chapter (start, card, keyval == GDK_KEY_Page_Down ? 1 : -1);
      break;
    default:
      return FALSE;
    }
  gtk_widget_grab_focus (start->cards->pdata[to]);
  return TRUE;
}

/* Outside the grid: up and down the first column, and Right into the grid. */
static gboolean
column_key (VmrStart  *start,
            guint      keyval,
            GtkWidget *focus)
{
  int left = focus == start->primary ? -1 : place_in (start->left, focus);

  if (focus != start->primary && left < 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      gtk_widget_grab_focus (start->left->pdata[MIN (left + 1, (int) start->left->len - 1)]);
      return TRUE;
    case GDK_KEY_Up:
      gtk_widget_grab_focus (left > 0 ? start->left->pdata[left - 1] : start->primary);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_Home:
    case GDK_KEY_Page_Down:
      if (start->cards->len > 0)
        gtk_widget_grab_focus (start->cards->pdata[0]);
      return TRUE;
    case GDK_KEY_End:
      if (start->cards->len > 0)
        gtk_widget_grab_focus (start->cards->pdata[start->cards->len - 1]);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Tab out of the grid: as from its last or first card. The rest is the toolkit's own order. */
static void
leave_grid (VmrStart *start,
            gboolean  backward)
{
  gtk_widget_grab_focus (start->cards->pdata[backward ? 0 : start->cards->len - 1]);
}

static gboolean
search_key (VmrWindow *self,
            VmrStart  *start,
            guint      keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      gtk_entry_set_text (GTK_ENTRY (self->search), "");
      vmr_start_page_focus (self->start);
      return TRUE;
    case GDK_KEY_Down:
      if (start->cards->len > 0)
        gtk_widget_grab_focus (start->cards->pdata[0]);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (start->cards->len > 0)
        gtk_button_clicked (start->cards->pdata[0]);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
type_search (VmrWindow         *self,
             const GdkEventKey *event)
{
  gunichar sign = gdk_keyval_to_unicode (event->keyval);
  char text[7] = "";
  int position = -1;

  if (event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK) || !g_unichar_isgraph (sign))
    return FALSE;
  text[g_unichar_to_utf8 (sign, text)] = '\0';
  vmr_window_show_search (self);
  gtk_editable_insert_text (GTK_EDITABLE (self->search), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  return TRUE;
}

gboolean
vmr_window_start_key (VmrWindow         *self,
                      const GdkEventKey *event)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);

  VmrStart *start = vmr_start_of (self->start);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean plain = !(event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK));
  int card = place_in (start->cards, focus);
  const VmrKey *key = vmr_keys_find (event->keyval, event->state);

  if (focus == self->search && vmr_keys_is_edit (event))
    return FALSE;
  if (key && (key->group == VMR_KEYS_FILE || g_str_equal (key->action, "legend") ||
              g_str_equal (key->action, "zoom") || event->keyval == GDK_KEY_F11))
    return vmr_keys_do (key, G_ACTION_GROUP (self)), TRUE;
  if (focus == self->search)
    return plain && search_key (self, start, event->keyval);
  if (event->keyval == GDK_KEY_Tab || event->keyval == GDK_KEY_ISO_Left_Tab)
    {
      if (card >= 0)
        leave_grid (start, event->keyval == GDK_KEY_ISO_Left_Tab);
      return FALSE;
    }
  if (plain && card >= 0 && grid_key (start, event->keyval, card))
    return TRUE;
  if (plain && column_key (start, event->keyval, focus))
    return TRUE;
  if (event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter ||
      event->keyval == GDK_KEY_space)
    {
      /* At once: the toolkit shows a key's press on a button for a quarter of a second first. */
      if (focus == NULL)
        focus = start->primary;
      if (!GTK_IS_BUTTON (focus) || !gtk_widget_is_ancestor (focus, start->root))
        return FALSE;
      gtk_button_clicked (GTK_BUTTON (focus));
      return TRUE;
    }
  if (event->keyval == GDK_KEY_Escape)
    {
      gtk_window_unfullscreen (GTK_WINDOW (self));
      return TRUE;
    }
  return type_search (self, event);
}

static void
open_lesson (gpointer                window,
             const VmrCatalogLesson *lesson)
{
  vmr_window_continue (window, lesson);
}

GtkWidget *
vmr_window_make_start (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);

  VmrStartHost host = { .session = self->session, .env = self->env, .catalog = self->catalog,
                        .progress = self->progress, .search = self->search, .data = self, .open = open_lesson };

  return vmr_start_page_new (&host, 0);
}

void
vmr_window_arrange_start (VmrWindow *self,
                          int        width)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (vmr_start_page_arrange (self->start, width))
    vmr_window_show_header (self);
}
