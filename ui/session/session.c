/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "ui/session/book.h"
#include "ui/session/desk.h"
#include "ui/session/report.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-private.h"
#include "ui/session/session-record.h"

#include "core/machine/layout.h"

#include <glib/gi18n-lib.h>

enum { MOVED, SELECTION_CHANGED, CONFIG_CHANGED, OPENED, RECORDING_CHANGED, NOTICE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VmrSession, vmr_session, G_TYPE_OBJECT)

static void
vmr_session_finalize (GObject *object)
{
  VmrSession *self = VMR_SESSION (object);

  vmr_session_forget_recording (self);
  g_clear_pointer (&self->book, vmr_book_free);
  g_clear_pointer (&self->lesson.stash, vmr_book_free);
  g_clear_pointer (&self->ledger, g_hash_table_unref);
  g_clear_pointer (&self->reports, g_hash_table_unref);
  vmr_session_clear_spans (self);
  g_free (self->reports_of);
  g_clear_pointer (&self->bookmarks, g_array_unref);
  g_free (self->view.pinned);
  g_free (self->lesson.home_branch);
  km_stops_free (self->lesson.own_stops);
  G_OBJECT_CLASS (vmr_session_parent_class)->finalize (object);
}

static void
vmr_session_class_init (VmrSessionClass *class)
{
  static const char *const names[] = { "moved", "selection-changed", "config-changed", "opened",
                                        "recording-changed" };

  G_OBJECT_CLASS (class)->finalize = vmr_session_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vmr_session_init (VmrSession *self)
{
  self->lesson.own_stops = km_stops_new ();
  self->book = vmr_book_sandbox (NULL, NULL);
  self->act = vmr_book_act (self->book, 0);
  self->machine = self->act->machine;
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (guint));
  self->view.captions = 1;
  self->view.detail = -1;
  self->view.spotlight = TRUE;
  self->lesson.holds = TRUE;
}

VmrSession *
vmr_session_new (void)
{
  return g_object_new (VMR_TYPE_SESSION, NULL);
}

/* --- opening ------------------------------------------------------------------------------- */

/* What drawings need of other states than the one at the cursor. */
static void
prepare (VmrSession *self)
{
  vmr_session_prepare_reports (self);
  vmr_session_prepare_spans (self);
}

void
vmr_session_emit_moved (VmrSession *self)
{
  vmr_session_view_moved (self);
  prepare (self);
  g_signal_emit (self, signals[MOVED], 0);
}

void
vmr_session_emit_config (VmrSession *self)
{
  prepare (self);
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

void
vmr_session_emit_selection (VmrSession *self)
{
  prepare (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

void
vmr_session_emit_recording (VmrSession *self)
{
  g_signal_emit (self, signals[RECORDING_CHANGED], 0);
}

void
vmr_session_notice (VmrSession *self,
                    const char *text)
{
  g_signal_emit (self, signals[NOTICE], 0, text);
}

static void
session_point_at (VmrSession *self,
                  guint       act)
{
  self->act_index = act;
  self->act = vmr_book_act (self->book, act);
  self->machine = self->act->machine;
  /* Another machine may get a freed one's address. */
  g_clear_pointer (&self->ledger, g_hash_table_unref);
  g_clear_pointer (&self->reports, g_hash_table_unref);
  vmr_session_clear_spans (self);
  self->view.selection = self->view.second = self->view.hover = VMR_REF_INIT_NONE;
  self->view.task = KM_NONE (KmTaskId);
  self->backwards = FALSE;
  g_array_set_size (self->bookmarks, 0);
}

void
vmr_session_show_act (VmrSession *self,
                      guint       index,
                      guint       step)
{
  session_point_at (self, index);
  km_machine_goto (self->machine, CLAMP (step, MIN (self->act->first, vmr_session_n_steps (self)),
                                         vmr_session_n_steps (self)));
  prepare (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
  g_signal_emit (self, signals[MOVED], 0);
}

void
vmr_session_take (VmrSession *self,
                  VmrBook    *book)
{
  const VmrPart *part;
  guint n;

  vmr_session_cancel_recording (self);
  vmr_book_free (self->book);
  g_clear_pointer (&self->lesson.stash, vmr_book_free);
  g_clear_pointer (&self->lesson.home_branch, g_free);
  g_clear_pointer (&self->view.pinned, g_free);
  self->lesson.away = FALSE;
  self->desk.tries = 0;
  self->desk.verb = VMR_VERB_WRITE;
  self->view.detail = -1;
  /* A script is read as it was written; who has written it knows what is in it. */
  self->view.depth = book->path != NULL && book->lesson == NULL ? KM_DEPTH_ALL : KM_DEPTH_STORY;
  self->book = book;
  session_point_at (self, 0);
  n = km_machine_n_steps (self->machine);
  part = vmr_session_part (self, 0);
  km_machine_goto (self->machine, CLAMP (part ? part->stop_step : self->act->first,
                                         MIN (self->act->first, n), MAX (n, self->act->first)));
  prepare (self);
  g_signal_emit (self, signals[OPENED], 0);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  g_signal_emit (self, signals[MOVED], 0);
}

gboolean
vmr_session_open_path (VmrSession  *self,
                       const char  *path,
                       GError     **error)
{
  VmrBook *book;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  book = vmr_book_load (path, NULL, error);
  if (book == NULL)
    return FALSE;
  vmr_session_take (self, book);
  return TRUE;
}

gboolean
vmr_session_open_preset (VmrSession  *self,
                         const char  *preset,
                         GError     **error)
{
  g_autofree char *arguments = g_strdup_printf ("layout=%s", preset);

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  return vmr_session_open_machine (self, arguments, error);
}

gboolean
vmr_session_open_machine (VmrSession  *self,
                          const char  *arguments,
                          GError     **error)
{
  VmrBook *book;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  book = vmr_book_sandbox (arguments, error);
  if (book == NULL)
    return FALSE;
  vmr_session_take (self, book);
  return TRUE;
}

/* --- what is there --------------------------------------------------------------------------- */

const KmMachine *
vmr_session_machine (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->machine;
}

const KmState *
vmr_session_state (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return km_machine_state (self->machine);
}

char *
vmr_session_title (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const VmrBook *book = self->book;
  const char *title = book->title[self->view.chinese_first && book->title[1] ? 1 : 0];

  if (book->path == NULL)
    return g_strdup (book->title[0] ? book->title[0] : _("Sandbox"));
  return book->number ? g_strdup_printf (_("Lesson %u · %s"), book->number, title)
                      : g_strdup (title);
}

const char *
vmr_session_path (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->book->path;
}

char *
vmr_session_subtitle (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmState *state = km_machine_state (self->machine);
  g_autofree char *ram = NULL;
  static const char *const layouts[KM_N_LAYOUTS] = {
    [KM_LAYOUT_CLASSIC] = N_("textbook layout"), [KM_LAYOUT_MINI] = N_("small machine"),
    [KM_LAYOUT_DEBIAN] = N_("Debian 5.10"), [KM_LAYOUT_DEBIAN_PAE] = N_("Debian 5.10 with PAE"),
  };

  if (state == NULL)
    return g_strdup (_("no machine"));
  ram = state->config.ram % (1u << 30) == 0
        ? g_strdup_printf ("%u GiB", (guint) (state->config.ram >> 30))
        : g_strdup_printf ("%u MiB", (guint) (state->config.ram >> 20));
  return g_strdup_printf (_("%s RAM · %s · %s · %u CPU · swap %u"), ram, _(layouts[state->config.layout]),
                          state->config.pae ? _("three-level paging") : _("two-level paging"),
                          state->config.cpus, state->config.swap_pages);
}

guint
vmr_session_cursor (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return km_machine_cursor (self->machine);
}

guint
vmr_session_n_steps (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  guint n = km_machine_n_steps (self->machine);

  /* What an experiment has appended is not the lesson's. */
  return self->act->end > 0 && !self->lesson.away ? MIN (n, self->act->end) : n;
}

guint
vmr_session_first (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->act->first;
}

gboolean
vmr_session_backwards (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->backwards;
}

guint
vmr_session_n_parts (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->act->parts->len;
}

const VmrPart *
vmr_session_part (const VmrSession *self,
                  guint             i)
{
  g_return_val_if_fail (self != NULL, NULL);
  return i < self->act->parts->len ? self->act->parts->pdata[i] : NULL;
}

guint
vmr_session_part_number (const VmrSession *self,
                         guint             i)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->act->base + i + 1;
}

guint
vmr_session_current_part (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  guint cursor = vmr_session_cursor (self), own = vmr_session_own_first (self), found = 0;

  cursor = own > 0 ? MIN (cursor, own - 1) : cursor;
  for (guint i = 0; i < self->act->parts->len; i++)
    if (vmr_session_part (self, i)->first_step <= cursor)
      found = i;
  return found;
}

void
vmr_session_toggle_bookmark (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; i < self->bookmarks->len; i++)
    if (g_array_index (self->bookmarks, guint, i) == cursor)
      {
        g_array_remove_index (self->bookmarks, i);
        g_signal_emit (self, signals[CONFIG_CHANGED], 0);
        return;
      }
  g_array_append_val (self->bookmarks, cursor);
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

gboolean
vmr_session_is_bookmark (const VmrSession *self,
                         guint             step)
{
  g_return_val_if_fail (self != NULL, FALSE);
  for (guint i = 0; i < self->bookmarks->len; i++)
    if (g_array_index (self->bookmarks, guint, i) == step)
      return TRUE;
  return FALSE;
}

/* --- what the views share ------------------------------------------------------------------- */
