/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/desk.h"
#include "ui/session/session-look.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"
#include "ui/stages/stage.h"

#include <glib/gi18n-lib.h>

static const VmrStage *const stages[] = {
#define VMR_STAGE(name) &vmr_stage_##name,
#include "ui/stages/stages.def"
#undef VMR_STAGE
};

guint
vmr_stages_n (void)
{
  return G_N_ELEMENTS (stages);
}

const VmrStage *
vmr_stages_get (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (stages), NULL);
  return stages[i];
}

const VmrStage *
vmr_stages_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (stages[i]->name, name) == 0)
      return stages[i];
  return NULL;
}

/* NULL for a step that no stage is about. */
static const VmrStage *
stage_of (const VmrSession *session,
          guint             step)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint bit = VMR_STAGE_SUB (km_machine_step_info (machine, step)->subsystem);
  const char *look = vmr_session_look_at (session, step);
  const VmrStage *chosen = look ? vmr_stages_find (look) : NULL;

  for (guint i = 0; chosen == NULL && i < G_N_ELEMENTS (stages); i++)
    if (stages[i]->subsystems & bit)
      chosen = stages[i];
  return chosen;
}

/* A step of no stage keeps that of the stop before it, also one that a lesson has chosen there, so that
 * the picture does not jump. Between two commands a sandbox shows what can be done next. */
const VmrStage *
vmr_stages_for_step (const VmrSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  guint step = vmr_session_cursor (session);

  if (vmr_session_at_rest (session))
    return &vmr_stage_pages;
  while (step > 0 && step >= vmr_session_first (session))
    {
      const VmrStage *stage = stage_of (session, step);

      if (stage != NULL)
        return stage;
      step = vmr_session_stop_before (session, step);
    }
  return stages[0];
}

gboolean
vmr_stage_is_whole (const VmrStage   *stage,
                    const VmrSession *session)
{
  return stage == &vmr_stage_translate && vmr_session_detail (session) != VMR_DETAIL_FULL;
}

guint
vmr_stage_reached (const VmrSession *session,
                   KmStepKind        kind)
{
  g_return_val_if_fail (session != NULL, 0);

  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session);
  const KmCommandRecord *command;

  if (cursor == 0)
    return 0;
  command = km_machine_command (machine, km_machine_step_command (machine, cursor));
  for (guint step = cursor; step >= command->first_step; step--)
    if (km_machine_step_kind (machine, step) == kind)
      return step;
  return 0;
}

const char *
vmr_stage_count (VmrCells *cells,
                 guint     n)
{
  g_autofree char *digits = g_strdup_printf ("%u", n);
  g_autofree char *text = km_count_words (digits);

  g_return_val_if_fail (cells != NULL, NULL);
  return vmr_cells_string (cells, text);
}

guint64
vmr_stage_word (const VmrSession *session,
                guint             step,
                KmArgName         name)
{
  g_return_val_if_fail (session != NULL, 0);
  uint64_t value = 0;

  if (step > 0)
    km_machine_step_arg (vmr_session_machine (session), step, name, &value, NULL);
  return value;
}

/* The address of a step itself, by its page where it names no more. */
static gboolean
step_address (const KmMachine *machine,
              guint            step,
              KmAddr          *addr)
{
  KmArgKind kind;
  uint64_t value;

  if (km_machine_step_arg (machine, step, KM_ARG_NAME_addr, &value, &kind))
    *addr = (KmAddr) value;
  else if (km_machine_step_arg (machine, step, KM_ARG_NAME_page, &value, &kind))
    *addr = (KmAddr) (value << KM_PAGE_SHIFT);
  else
    return FALSE;
  return TRUE;
}

/* Steps that name no address, such as those of the allocator, serve the one before them that does;
 * a step that begins something else does not. */
gboolean
vmr_stage_subject (const VmrSession *session,
                   KmAddr           *addr)
{
  g_return_val_if_fail (session != NULL, FALSE);

  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session), access = vmr_stage_reached (session, KM_STEP_ACCESS);
  KmAddr used = (KmAddr) vmr_stage_arg (session, access, addr);
  const KmCommandRecord *command;

  if (cursor == 0)
    return FALSE;
  command = km_machine_command (machine, km_machine_step_command (machine, cursor));
  for (guint step = cursor; step >= command->first_step && step > access; step--)
    {
      KmSubsystem sub = km_machine_step_info (machine, step)->subsystem;

      if (step_address (machine, step, addr))
        return access == 0 || *addr >> KM_PAGE_SHIFT != used >> KM_PAGE_SHIFT;
      if (sub == KM_SUB_EXEC || sub == KM_SUB_VMAS || sub == KM_SUB_MACHINE)
        return FALSE;
    }
  return FALSE;
}

guint
vmr_stage_number (const VmrSession *session,
                  guint             step)
{
  g_return_val_if_fail (session != NULL, 0);
  return step >= vmr_session_first (session) ? vmr_session_stop_number (session, step) : 0;
}

const char *
vmr_stage_both (const VmrSession *session,
                VmrCells         *cells,
                const char       *id)
{
  g_return_val_if_fail (session != NULL, NULL);

  gboolean zh = vmr_session_chinese_first (session);
  const char *first = vmr_word (id, zh), *second = vmr_word (id, !zh);
  g_autofree char *both = g_strdup_printf ("%s %s", first, second);

  return vmr_cells_string (cells, vmr_session_captions (session) == 2 && !g_str_equal (first, second)
                                  ? both : first);
}

/* Beyond two digits a dot counts from the start of its command; when that does not help either it has
 * no number: it would cover what it marks. */
#define MOST_IN_A_DOT 99u

static guint
dot_number (const VmrSession *session,
            guint             step)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint number = vmr_stage_number (session, step);
  const KmCommandRecord *command =
    km_machine_command (machine, km_machine_step_command (machine, step));

  if (number > MOST_IN_A_DOT)
    number = vmr_session_stop_index (session, step) -
             vmr_session_stop_index (session, command->first_step) + 1;
  return number > MOST_IN_A_DOT ? 0 : number;
}

/* What is folded has no number of its own, also while it is opened: the one that it would get is that of the next stop.
 * Nor has what came before the first stop. */
gboolean
vmr_stage_has_dot (const VmrSession *session,
                   guint             step)
{
  g_return_val_if_fail (session != NULL, FALSE);
  return step > 0 && step >= vmr_session_first (session) && vmr_session_is_stop (session, step);
}

guint
vmr_stage_dotted (const VmrSession *session,
                  guint             from,
                  const KmStepKind *kinds,
                  guint             n)
{
  g_return_val_if_fail (session != NULL && kinds != NULL, 0);

  for (guint step = vmr_session_cursor (session); step > 0 && step >= from; step--)
    for (guint i = 0; i < n; i++)
      if (km_machine_step_kind (vmr_session_machine (session), step) == kinds[i] && vmr_stage_has_dot (session, step))
        return step;
  return 0;
}

void
vmr_stage_dot (const VmrSession *session,
               VmrCells         *cells,
               double            x,
               double            y,
               guint             step)
{
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (session != NULL);
  if (!vmr_stage_has_dot (session, step))
    return;
  words = vmr_session_words (session, step, VMR_WORDS_HEADLINE,
                             vmr_session_chinese_first (session));
  name = g_strdup_printf (_("Step %u: %s"), vmr_stage_number (session, step), words);
  vmr_cells_dot (cells, x, y, dot_number (session, step), step, name,
                 step == vmr_session_cursor (session));
}
