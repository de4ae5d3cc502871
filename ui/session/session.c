/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

enum { MOVED, SELECTION_CHANGED, CONFIG_CHANGED, OPENED, NOTICE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VmrSession, vmr_session, G_TYPE_OBJECT)

VmrPart *
vmr_part_new (const char *title,
              guint       first_step,
              guint       stop_step)
{
  VmrPart *part = g_new0 (VmrPart, 1);

  part->title[0] = g_strdup (title);
  part->first_step = first_step;
  part->stop_step = stop_step;
  return part;
}

void
vmr_part_free (gpointer data)
{
  VmrPart *part = data;

  for (guint i = 0; i < 2; i++)
    {
      g_free (part->title[i]);
      g_free (part->say[i]);
    }
  g_free (part->stage);
  g_free (part);
}

static void
vmr_session_finalize (GObject *object)
{
  VmrSession *self = VMR_SESSION (object);

  g_clear_pointer (&self->machine, km_machine_free);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->bookmarks, g_array_unref);
  g_free (self->title);
  G_OBJECT_CLASS (vmr_session_parent_class)->finalize (object);
}

static void
vmr_session_class_init (VmrSessionClass *class)
{
  static const char *const names[] = { "moved", "selection-changed", "config-changed", "opened" };

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
  self->machine = km_machine_new ();
  self->title = g_strdup ("");
  self->parts = g_ptr_array_new_with_free_func (vmr_part_free);
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (guint));
}

VmrSession *
vmr_session_new (void)
{
  return g_object_new (VMR_TYPE_SESSION, NULL);
}

/* --- opening ------------------------------------------------------------------------------- */

static void
session_take (VmrSession *self,
              KmMachine  *machine,
              char       *title,
              GPtrArray  *parts)
{
  const VmrPart *part;

  km_machine_free (self->machine);
  g_ptr_array_unref (self->parts);
  g_free (self->title);
  self->machine = machine;
  self->title = title;
  self->parts = parts;
  self->selection = self->hover = VMR_REF_INIT_NONE;
  self->task = KM_NONE (KmTaskId);
  self->backwards = FALSE;
  g_array_set_size (self->bookmarks, 0);
  /* Booting is not something to click through: numbers start with the first command after it. */
  self->first = machine->commands->len > 1
                ? ((KmCommandRecord *) machine->commands->pdata[1])->first_step
                : km_machine_n_steps (machine);
  self->first = MAX (self->first, 1);
  part = parts->len > 0 ? parts->pdata[0] : NULL;
  /* Nor is what a lesson does before the command it is about. */
  if (part && part->has_stop && part->stop_step > self->first)
    self->first = ((KmCommandRecord *) machine->commands->pdata[
                     km_machine_step_command (machine, part->stop_step)])->first_step;
  km_machine_goto (machine, CLAMP (part ? part->stop_step : self->first, self->first,
                                   MAX (km_machine_n_steps (machine), self->first)));
  g_signal_emit (self, signals[OPENED], 0);
  g_signal_emit (self, signals[MOVED], 0);
}

gboolean
vmr_session_open_path (VmrSession  *self,
                       const char  *path,
                       GError     **error)
{
  KmMachine *machine = NULL;
  char *title = NULL;
  GPtrArray *parts = NULL;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (!vmr_session_load (path, &machine, &title, &parts, error))
    return FALSE;
  session_take (self, machine, title, parts);
  return TRUE;
}

gboolean
vmr_session_open_preset (VmrSession  *self,
                         const char  *preset,
                         GError     **error)
{
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autofree char *line = g_strdup_printf ("machine layout=%s", preset);
  g_autofree char *transcript = NULL;
  GPtrArray *parts;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (!km_machine_run (machine, "sandbox", 1, line, &transcript, error))
    return FALSE;
  parts = g_ptr_array_new_with_free_func (vmr_part_free);
  g_ptr_array_add (parts, vmr_part_new (_("Sandbox"), 1, 1));
  session_take (self, g_steal_pointer (&machine), g_strdup (_("Sandbox")), parts);
  return TRUE;
}

gboolean
vmr_session_run (VmrSession  *self,
                 const char  *line,
                 char       **transcript,
                 GError     **error)
{
  guint before = km_machine_cursor (self->machine);
  g_autofree char *out = NULL;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (!km_machine_run (self->machine, "console", 1, line, &out, error))
    return FALSE;
  if (transcript)
    *transcript = g_steal_pointer (&out);
  if (km_machine_n_steps (self->machine) > before)
    km_machine_goto (self->machine, before + 1);
  self->backwards = FALSE;
  g_signal_emit (self, signals[MOVED], 0);
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
  return self->machine->state;
}

const char *
vmr_session_title (const VmrSession *self)
{
  return self->title;
}

char *
vmr_session_subtitle (const VmrSession *self)
{
  const KmState *state = self->machine->state;
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
  return km_machine_n_steps (self->machine);
}

guint
vmr_session_first (const VmrSession *self)
{
  return self->first;
}

gboolean
vmr_session_backwards (const VmrSession *self)
{
  return self->backwards;
}

guint
vmr_session_n_parts (const VmrSession *self)
{
  return self->parts->len;
}

const VmrPart *
vmr_session_part (const VmrSession *self,
                  guint             i)
{
  return i < self->parts->len ? self->parts->pdata[i] : NULL;
}

guint
vmr_session_current_part (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self), found = 0;

  for (guint i = 0; i < self->parts->len; i++)
    if (vmr_session_part (self, i)->first_step <= cursor)
      found = i;
  return found;
}

/* --- moving ------------------------------------------------------------------------------------ */

void
vmr_session_goto (VmrSession *self,
                  guint       step)
{
  guint cursor = vmr_session_cursor (self);

  g_return_if_fail (VMR_IS_SESSION (self));
  step = CLAMP (step, MIN (self->first, vmr_session_n_steps (self)), vmr_session_n_steps (self));
  if (step == cursor)
    return;
  self->backwards = step < cursor;
  km_machine_goto (self->machine, step);
  g_signal_emit (self, signals[MOVED], 0);
}

static guint
target_command (const VmrSession *self,
                gboolean          next)
{
  guint cursor = vmr_session_cursor (self), command;
  const KmCommandRecord *record;

  if (cursor == 0)
    return self->first;
  command = km_machine_step_command (self->machine, cursor);
  if (command >= self->machine->commands->len)
    return cursor;
  record = self->machine->commands->pdata[command];
  if (next)
    return record->last_step + 1;
  if (cursor > record->first_step || command == 0)
    return record->first_step;
  record = self->machine->commands->pdata[command - 1];
  return record->first_step;
}

static guint
target_part (const VmrSession *self,
             gboolean          next)
{
  guint part = vmr_session_current_part (self), cursor = vmr_session_cursor (self);
  const VmrPart *here = vmr_session_part (self, part);

  if (here == NULL)
    return cursor;
  if (next)
    return part + 1 < self->parts->len ? vmr_session_part (self, part + 1)->stop_step
                                       : vmr_session_n_steps (self);
  if (cursor > here->stop_step || part == 0)
    return here->stop_step;
  return vmr_session_part (self, part - 1)->stop_step;
}

gboolean
vmr_session_move (VmrSession *self,
                  VmrMove     move)
{
  guint cursor = vmr_session_cursor (self), n = vmr_session_n_steps (self), target = cursor;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  switch (move)
    {
    case VMR_MOVE_NEXT:
      target = cursor + 1;
      break;
    case VMR_MOVE_PREVIOUS:
      target = cursor - MIN (cursor, 1);
      break;
    case VMR_MOVE_NEXT_COMMAND:
    case VMR_MOVE_PREVIOUS_COMMAND:
      target = target_command (self, move == VMR_MOVE_NEXT_COMMAND);
      break;
    case VMR_MOVE_NEXT_PART:
    case VMR_MOVE_PREVIOUS_PART:
      target = target_part (self, move == VMR_MOVE_NEXT_PART);
      break;
    case VMR_MOVE_FIRST:
      target = self->first;
      break;
    case VMR_MOVE_LAST:
      target = n;
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  target = CLAMP (target, MIN (self->first, n), n);
  if (target == cursor)
    {
      g_signal_emit (self, signals[NOTICE], 0, cursor == n
                     ? _("This is the last step. Type a command to go on, or open another lesson.")
                     : _("This is the first step."));
      return FALSE;
    }
  vmr_session_goto (self, target);
  return TRUE;
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

void
vmr_session_select (VmrSession *self,
                    VmrRef      ref)
{
  if (vmr_ref_equal (self->selection, ref))
    return;
  self->selection = ref;
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
  const KmState *state = self->machine->state;
  const KmTask *task;

  if (state == NULL)
    return NULL;
  task = km_task (self->machine, self->task);
  if (task == NULL)
    task = km_task (self->machine, state->cpu[0].task);
  if (task == NULL)
    task = km_task (self->machine, state->first_task);
  return task;
}

void
vmr_session_choose_task (VmrSession *self,
                         KmTaskId    task)
{
  self->task = task;
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}

VmrLanguage
vmr_session_language (const VmrSession *self)
{
  return self->language;
}

void
vmr_session_set_language (VmrSession *self,
                          VmrLanguage language)
{
  if (self->language == language)
    return;
  self->language = language;
  g_signal_emit (self, signals[CONFIG_CHANGED], 0);
}
