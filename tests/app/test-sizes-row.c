/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row of the tabs, and the messages that may stand in it. */
#include "app/window/window-arrange.h"
#include "app/window/window-notice.h"
#include "app/window/window.h"
#include "tests/app/support.h"
#include "tests/app/test-sizes.h"
#include "ui/session/session-move.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"

static gboolean
meets (GtkWidget *a,
       GtkWidget *b)
{
  int x, y, w = gtk_widget_get_allocated_width (b), h = gtk_widget_get_allocated_height (b);

  if (!gtk_widget_get_mapped (b) || !gtk_widget_translate_coordinates (b, a, 0, 0, &x, &y))
    return FALSE;
  return x < gtk_widget_get_allocated_width (a) && y < gtk_widget_get_allocated_height (a) &&
         x + w > 0 && y + h > 0;
}

void
test_notice (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      GtkWidget *others[] = { window->follow, window->stage, window->story, window->console,
                              window->transport[2], window->transport[6], window->tab_menu };
      g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (window->tabs));

      resize (sizes[s].width, sizes[s].height);
      vmr_window_notify (window, "What do you think? Press once more to be shown the answer.");
      wait_for (50);
      g_assert_true (gtk_widget_get_mapped (window->notice_label));
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (meets (window->notice, others[i]));
      for (GList *tab = tabs; tab; tab = tab->next)
        g_assert_false (meets (window->notice, tab->data));
      g_assert_true (!meets (window->notice, window->legend) ||
                     gtk_widget_get_opacity (window->legend) == 0);
      /* It goes with the step that it was said of. */
      vmr_session_move (window->session, vmr_session_cursor (window->session) <
                        vmr_session_n_steps (window->session) ? VMR_MOVE_NEXT : VMR_MOVE_FIRST);
      if (vmr_session_cursor (window->session) != window->notice_step)
        g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (window->notice)));
    }
}

/* At 1440 px and more every stage can be chosen, whichever is shown; in a large window a message still finds room beside
 * the tabs. */
static void
check_tabs (int      width,
            int      height,
            gboolean message)
{
  resize (width, height);
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      vmr_session_set_language (window->session, languages[l]);
      for (guint i = 0; i < vmr_stages_n (); i++)
        {
          g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (window->tabs));

          g_action_group_activate_action (G_ACTION_GROUP (window), "stage",
                                          g_variant_new_string (vmr_stages_get (i)->name));
          test_settle ();
          vmr_window_arrange (window);
          test_settle ();
          vmr_window_notify (window, "What do you think? Press once more to be shown the answer.");
          wait_for (50);
          g_assert_cmpuint (g_list_length (tabs), ==, vmr_stages_n ());
          for (GList *tab = tabs; tab; tab = tab->next)
            {
              g_assert_true (gtk_widget_get_mapped (tab->data));
              g_assert_false (meets (window->notice, tab->data));
            }
          g_assert_true (!message || !meets (window->notice, window->story));
          vmr_window_drop_notice (window);
        }
    }
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
}

void
test_tabs (void)
{
  check_tabs (1440, 900, FALSE);
  check_tabs (1600, 1000, TRUE);
}

/* One that is too long for the row of the tabs covers neither these nor the drawing. */
void
test_notice_long (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      GtkWidget *others[] = { window->follow, window->stage, window->console, window->transport[2],
                              window->transport[6], window->tab_menu };
      g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (window->tabs));

      resize (sizes[s].width, sizes[s].height);
      vmr_window_notify (window, "“foo” is no command; expected one such as exec, read, write or mmap "
                         "(`help` lists them all)");
      wait_for (50);
      g_assert_true (gtk_widget_get_mapped (window->notice_label));
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_assert_false (meets (window->notice, others[i]));
      for (GList *tab = tabs; tab; tab = tab->next)
        g_assert_false (meets (window->notice, tab->data));
      vmr_window_drop_notice (window);
    }
}

/* What the program itself says at a question and at the end covers neither tabs, drawing, answers nor timeline, in any
 * size and language. */
void
test_notice_asked (void)
{
  static const char *const told[][2] = {
    { "What do you think? Press once more to be shown the answer.", "The lesson ends here. Once more opens lesson 9 · Areas." },
    { "你怎么看？再按一次显示答案。", "本课到此结束。再按一次打开第 9 课 · 区域。" },
  };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (window->tabs));
          GtkWidget *others[] = { window->follow, window->stage, window->story, window->console,
                                  window->transport[2], window->transport[6], window->tab_menu };

          vmr_session_set_language (window->session, languages[l]);
          resize (sizes[s].width, sizes[s].height);
          vmr_session_ask (window->session, 0);
          test_settle ();
          vmr_window_notify (window, told[l][i]);
          wait_for (50);
          g_assert_true (gtk_widget_get_mapped (window->notice_label));
          for (guint k = 0; k < G_N_ELEMENTS (others); k++)
            g_assert_false (meets (window->notice, others[k]));
          for (GList *tab = tabs; tab; tab = tab->next)
            g_assert_false (meets (window->notice, tab->data));
          vmr_window_drop_notice (window);
        }
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
}

/* What a verb has run can be read whole in the command line. */
void
test_console_room (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (PangoLayout) line = gtk_widget_create_pango_layout (window->console, "write editor 0x081c7000");
      GdkRectangle room;
      int width;

      resize (sizes[s].width, sizes[s].height);
      gtk_entry_get_text_area (GTK_ENTRY (window->console), &room);
      pango_layout_get_pixel_size (line, &width, NULL);
      g_assert_cmpint (width, <=, room.width);
    }
}
