/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "ui/session/desk.h"
#include "ui/session/session-private.h"

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
  g_clear_pointer (&self->stash, vmr_book_free);
  g_clear_pointer (&self->ledger, g_hash_table_unref);
  g_clear_pointer (&self->bookmarks, g_array_unref);
  g_free (self->pinned);
  g_free (self->home_branch);
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
  self->book = vmr_book_sandbox (NULL, NULL);
  self->act = vmr_book_act (self->book, 0);
  self->machine = self->act->machine;
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (guint));
  self->captions = 1;
  self->detail = -1;
  self->spotlight = TRUE;
  self->holds = TRUE;
}

VmrSession *
vmr_session_new (void)
{
  return g_object_new (VMR_TYPE_SESSION, NULL);
}

/* --- opening ------------------------------------------------------------------------------- */

static KmTaskId
task_id (const KmTask *task)
{
  return task ? (KmTaskId) { task->id } : KM_NONE (KmTaskId);
}

void
vmr_session_emit_moved (VmrSession *self)
{
  /* A chosen task stays until the steps are about another one. */
  if (!KM_SAME (self->task_then, task_id (km_machine_subject (self->machine))))
    self->task = KM_NONE (KmTaskId);
  /* What was under the pointer may lie elsewhere now: the next motion tells. */
  self->hover = VMR_REF_INIT_NONE;
  g_signal_emit (self, signals[MOVED], 0);
}

void
vmr_session_emit_config (VmrSession *self)
{
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
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
  self->selection = self->second = self->hover = VMR_REF_INIT_NONE;
  self->task = KM_NONE (KmTaskId);
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
  g_clear_pointer (&self->stash, vmr_book_free);
  g_clear_pointer (&self->home_branch, g_free);
  g_clear_pointer (&self->pinned, g_free);
  self->away = FALSE;
  self->desk_tries = 0;
  self->desk_verb = VMR_VERB_WRITE;
  self->detail = -1;
  /* A script is read as it was written; who has written it knows what is in it. */
  self->depth = book->path != NULL && book->lesson == NULL ? KM_DEPTH_ALL : KM_DEPTH_STORY;
  self->book = book;
  session_point_at (self, 0);
  n = km_machine_n_steps (self->machine);
  part = vmr_session_part (self, 0);
  km_machine_goto (self->machine, CLAMP (part ? part->stop_step : self->act->first,
                                         MIN (self->act->first, n), MAX (n, self->act->first)));
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
  return self->machine;
}

const KmState *
vmr_session_state (const VmrSession *self)
{
  return km_machine_state (self->machine);
}

char *
vmr_session_title (const VmrSession *self)
{
  const VmrBook *book = self->book;
  const char *title = book->title[self->chinese_first && book->title[1] ? 1 : 0];

  if (book->path == NULL)
    return g_strdup (book->title[0] ? book->title[0] : _("Sandbox"));
  return book->number ? g_strdup_printf (_("Lesson %u · %s"), book->number, title)
                      : g_strdup (title);
}

const char *
vmr_session_path (const VmrSession *self)
{
  return self->book->path;
}

char *
vmr_session_subtitle (const VmrSession *self)
{
  const KmState *state = km_machine_state (self->machine);
  g_autofree char *ram = NULL;
  const char *layout;

  if (state == NULL)
    return g_strdup (_("no machine"));
  ram = state->config.ram % (1u << 30) == 0
        ? g_strdup_printf ("%u GiB", (guint) (state->config.ram >> 30))
        : g_strdup_printf ("%u MiB", (guint) (state->config.ram >> 20));
  layout = state->config.layout == KM_LAYOUT_CLASSIC ? _("textbook layout")
           : km_layout_name (state->config.layout);
  return g_strdup_printf (_("%s RAM · %s · %s · %u CPU · swap %u"), ram, layout,
                          state->config.pae ? _("three-level paging") : _("two-level paging"),
                          state->config.cpus, state->config.swap_pages);
}

guint
vmr_session_cursor (const VmrSession *self)
{
  return km_machine_cursor (self->machine);
}

guint
vmr_session_n_steps (const VmrSession *self)
{
  guint n = km_machine_n_steps (self->machine);

  /* What an experiment has appended is not the lesson's. */
  return self->act->end > 0 && !self->away ? MIN (n, self->act->end) : n;
}

guint
vmr_session_first (const VmrSession *self)
{
  return self->act->first;
}

gboolean
vmr_session_backwards (const VmrSession *self)
{
  return self->backwards;
}

guint
vmr_session_n_parts (const VmrSession *self)
{
  return self->act->parts->len;
}

const VmrPart *
vmr_session_part (const VmrSession *self,
                  guint             i)
{
  return i < self->act->parts->len ? self->act->parts->pdata[i] : NULL;
}

guint
vmr_session_part_number (const VmrSession *self,
                         guint             i)
{
  return self->act->base + i + 1;
}

guint
vmr_session_current_part (const VmrSession *self)
{
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
  for (guint i = 0; i < self->bookmarks->len; i++)
    if (g_array_index (self->bookmarks, guint, i) == step)
      return TRUE;
  return FALSE;
}

/* --- what the views share ------------------------------------------------------------------- */

VmrRef
vmr_session_selection (const VmrSession *self)
{
  return self->selection;
}

VmrRef
vmr_session_hover (const VmrSession *self)
{
  return self->hover;
}

VmrRef
vmr_session_hover_buddy (const VmrSession *self)
{
  VmrRef ref = self->hover;

  /* Which block belongs to which is often what is asked. */
  if (vmr_session_secret (self) != NULL || ref.kind != VMR_REF_BLOCK || ref.gen >= KM_MAX_ORDER - 1)
    return VMR_REF_INIT_NONE;
  return vmr_ref (VMR_REF_BLOCK, ref.id ^ (1u << ref.gen), ref.gen);
}

void
vmr_session_select (VmrSession *self,
                    VmrRef      ref)
{
  if (vmr_ref_equal (self->selection, ref) && vmr_ref_is_none (self->second) &&
      vmr_session_selected_here (self))
    return;
  self->selection = ref;
  self->selected_at = vmr_session_cursor (self);
  self->second = VMR_REF_INIT_NONE;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

gboolean
vmr_session_selected_here (const VmrSession *self)
{
  return self->selected_at == vmr_session_cursor (self);
}

VmrRef
vmr_session_second (const VmrSession *self)
{
  return self->second;
}

void
vmr_session_select_second (VmrSession *self,
                           VmrRef      ref)
{
  if (vmr_ref_equal (self->second, ref))
    return;
  self->second = ref;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

void
vmr_session_set_hover (VmrSession *self,
                       VmrRef      ref)
{
  if (vmr_ref_equal (self->hover, ref))
    return;
  self->hover = ref;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

const KmTask *
vmr_session_task (const VmrSession *self)
{
  const KmState *state = km_machine_state (self->machine);
  const KmTask *task;

  if (state == NULL)
    return NULL;
  task = km_task (self->machine, self->task);
  if (task == NULL)
    task = km_machine_subject (self->machine);
  if (task == NULL)
    task = km_task (self->machine, state->first_task);
  return task;
}

void
vmr_session_choose_task (VmrSession *self,
                         KmTaskId    task)
{
  self->task = task;
  self->task_then = task_id (km_machine_subject (self->machine));
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

VmrLanguage
vmr_session_language (const VmrSession *self)
{
  return self->captions == 2 ? VMR_LANGUAGE_BOTH
         : self->chinese_first ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN;
}

void
vmr_session_set_language (VmrSession *self,
                          VmrLanguage language)
{
  if (vmr_session_language (self) == language)
    return;
  self->captions = language == VMR_LANGUAGE_BOTH ? 2 : 1;
  self->chinese_first = language == VMR_LANGUAGE_ZH;
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

gboolean
vmr_session_chinese_first (const VmrSession *self)
{
  return self->chinese_first;
}

void
vmr_session_swap_languages (VmrSession *self)
{
  self->chinese_first = !self->chinese_first;
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

guint
vmr_session_captions (const VmrSession *self)
{
  return self->captions;
}

void
vmr_session_set_captions (VmrSession *self,
                          guint       captions)
{
  self->captions = MIN (captions, 2);
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

gboolean
vmr_session_spotlight (const VmrSession *self)
{
  return self->spotlight;
}

void
vmr_session_set_spotlight (VmrSession *self,
                           gboolean    spotlight)
{
  self->spotlight = spotlight;
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}
