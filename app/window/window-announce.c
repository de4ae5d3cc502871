/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a screen reader says by itself when a step comes: its headline, why it happens, and the
 * question if there is one. */
#include "app/window/window-announce.h"

#include "app/window/window-fields.h"
#include "app/window/window-where.h"
#include "ui/session/mask.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

/* As the screen shows it: what tells an answer is left out there too. */
static void
add_words (VmrWindow *self,
           GString   *all,
           char      *words)
{
  g_autofree char *own = words;
  g_autofree char *masked = words ? vmr_session_masked (self->session, words, TRUE) : NULL;
  const char *said = masked ? masked : own;

  if (said == NULL || *said == '\0')
    return;
  g_string_append_printf (all, "%s%s", all->len ? " " : "", said);
}

void
vmr_window_announce (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autoptr (GString) all = g_string_new (NULL);
  gboolean zh = vmr_session_chinese_first (self->session);
  guint step = vmr_session_cursor (self->session);
  const VmrQuestion *question = vmr_session_question (self->session);
  char *say = vmr_session_say (self->session, zh);

  if (vmr_session_state (self->session) == NULL || vmr_window_on_start (self))
    {
      g_free (say);
      return;
    }
  add_words (self, all, vmr_session_words (self->session, step, VMR_WORDS_HEADLINE, zh));
  add_words (self, all, say ? say : vmr_session_words (self->session, step, VMR_WORDS_WHY, zh));
  if (question)
    {
      g_autofree char *text = vmr_session_text (self->session, question->ask->question, zh);

      g_string_append_printf (all, " %s", text);
    }
  /* Once, however often the step is told. */
  if (g_strcmp0 (all->str, self->announced) == 0)
    return;
  g_free (self->announced);
  self->announced = g_strdup (all->str);
  vmr_view_announce (VMR_VIEW (vmr_env_is_lecture (self->env) ? self->lecture : self->story),
                     all->str);
}
