/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers given by pointing: what a thing on a drawing means as one. */
#include "ui/session/session-point.h"

#include "vmarium-config.h"

#include "core/lesson/number.h"
#include "ui/session/areas.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KmMm *
subject_mm (const KmMachine *machine)
{
  const KmTask *task = km_machine_subject (machine);

  /* While the first program starts nothing runs yet. */
  if (task == NULL && km_machine_state (machine) != NULL)
    task = km_task (machine, km_machine_state (machine)->first_task);
  return task ? km_mm (machine, task->mm) : NULL;
}

/* The region of the kernel's part that addr lies in; FALSE in a hole. */
static gboolean
kernel_region (const KmMachine *machine,
               guint64          addr,
               VmrKernelRegion *region)
{
  VmrKernelRegion regions[VMR_N_KERNEL_REGIONS];
  guint n = vmr_kernel_regions (km_machine_state (machine), regions);

  for (guint i = 0; i < n; i++)
    if (addr >= regions[i].start && addr < regions[i].end)
      {
        *region = regions[i];
        return TRUE;
      }
  return FALSE;
}

/* The first address of the region that addr lies in: an area of the task it is about, one of the kernel's, or
 * a hole, which has none. */
static gboolean
region_of (const KmMachine *machine,
           KmAddr           addr,
           KmAddr          *start)
{
  const KmVma *vma = vmr_area_at (machine, subject_mm (machine), addr);
  VmrKernelRegion region;

  if (addr >= KM_TASK_SIZE)
    {
      if (!kernel_region (machine, addr, &region))
        return FALSE;
      *start = (KmAddr) region.start;
      return TRUE;
    }
  if (vma == NULL)
    return FALSE;
  *start = vma->vm_start;
  return TRUE;
}

/* All addresses of a page, or of a region, are one answer: its first. Takes text. */
char *
vmr_question_canonical (const KmMachine *machine,
                        const char      *target,
                        char            *text)
{
  gboolean page = g_strcmp0 (target, "page") == 0, region = g_strcmp0 (target, "region") == 0;
  guint64 addr;
  KmAddr start;

  if (!(page || region) || text == NULL || !km_number_parse (text, &addr) || addr > G_MAXUINT32)
    return text;
  start = (KmAddr) addr & KM_PAGE_MASK;
  if (region && !region_of (machine, (KmAddr) addr, &start))
    return text;
  g_free (text);
  return g_strdup_printf ("0x%08x", start);
}

/* "data, 0x0821e000", "direct map, 0xc0000000"; NULL when text is no address of a region. */
char *
vmr_session_region_words (const VmrSession *self,
                          const char       *text)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmMm *mm = subject_mm (self->machine);
  const KmVma *vma;
  guint64 addr;
  VmrArea area;
  VmrKernelRegion region;

  if (text == NULL || !km_number_parse (text, &addr) || addr > G_MAXUINT32)
    return NULL;
  if (addr >= KM_TASK_SIZE)
    return kernel_region (self->machine, addr, &region)
           ? g_strdup_printf ("%s, 0x%08x", region.name, (guint) region.start)
           : g_strdup_printf (_("no area, 0x%08x"), (guint) addr);
  vma = vmr_area_at (self->machine, mm, addr);
  if (vma == NULL)
    return g_strdup_printf (_("no area, 0x%08x"), (guint) addr);
  vmr_area_describe (self->machine, mm, vma, &area);
  return g_strdup_printf ("%s, 0x%08x", area.name, vma->vm_start);
}

static char *
pointed_frame (const KmMachine *machine,
               const char      *target,
               VmrRef           ref)
{
  guint order;

  if ((ref.kind != VMR_REF_BLOCK && ref.kind != VMR_REF_FRAME) || ref.id >= km_machine_state (machine)->n_frames)
    return NULL;
  return g_strdup_printf ("0x%05x", g_str_equal (target, "block")
                                    ? km_frame_block (machine, ref.id, &order) : ref.id);
}

static char *
pointed_address (const KmMachine *machine,
                 VmrRef           ref)
{
  const KmVma *vma = ref.kind == VMR_REF_VMA ? km_vma (machine, (KmVmaId) { ref.id }) : NULL;
  KmAddr addr;

  if (ref.kind == VMR_REF_ADDRESS || ref.kind == VMR_REF_AREA || ref.kind == VMR_REF_OBJECT)
    addr = ref.id;
  else if (vma != NULL)
    addr = vma->vm_start;
  else if (!vmr_walk_ref_address (machine, subject_mm (machine), ref, &addr))
    return NULL;
  return g_strdup_printf ("0x%08x", addr);
}

/* "768"; of a row that stands for several "736 – 766", as it is drawn: no single entry has been chosen. */
static char *
pointed_entry (const KmMachine *machine,
               const char      *target,
               VmrRef           ref)
{
  guint width = km_machine_state (machine)->config.pae ? 8 : 4, mask = KM_PAGE_SIZE / width - 1;
  guint first = (ref.id & ~KM_PAGE_MASK) / width;

  if (ref.kind != VMR_REF_PTE || (VMR_REF_LEVEL (ref) > 1) != g_str_equal (target, "pde"))
    return NULL;
  return VMR_REF_MORE (ref) == 0 ? g_strdup_printf ("%u", first)
         : g_strdup_printf ("%u – %u", first, (first + VMR_REF_MORE (ref)) & mask);
}

/* What a click on a drawn thing says to a question for such a one; NULL when it is none. */
static char *
pointed_value (const VmrSession *self,
               const char       *target,
               VmrRef            ref)
{
  const KmMachine *machine = self->machine;

  if (km_machine_state (machine) == NULL || target == NULL)
    return NULL;
  if (g_str_equal (target, "zone"))
    return ref.kind == VMR_REF_ZONE && ref.id < KM_N_ZONES ? g_strdup (km_zone_name (ref.id)) : NULL;
  if (g_str_equal (target, "frame") || g_str_equal (target, "block"))
    return pointed_frame (machine, target, ref);
  if (g_str_equal (target, "pde") || g_str_equal (target, "pte"))
    return pointed_entry (machine, target, ref);
  return vmr_question_canonical (machine, target, pointed_address (machine, ref));
}

gboolean
vmr_session_can_point (const VmrSession *self,
                       VmrRef            ref)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrQuestion *question = vmr_session_question_here (self);
  g_autofree char *value = question && !question->revealed
                           ? pointed_value (self, question->ask->target, ref) : NULL;

  return value != NULL;
}

gboolean
vmr_session_point (VmrSession *self,
                   VmrRef      ref)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);

  VmrQuestion *question = vmr_session_question_here (self);
  g_autofree char *value = question && !question->revealed
                           ? pointed_value (self, question->ask->target, ref) : NULL;

  if (value == NULL)
    return FALSE;
  g_string_assign (question->typed, value);
  question->chosen = -1;
  vmr_session_emit_config (self);
  return TRUE;
}

gboolean
vmr_session_answered_with (const VmrSession *self,
                           VmrRef            ref)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrQuestion *question = vmr_session_question_here (self);
  g_autofree char *value = question && !question->revealed
                           ? pointed_value (self, question->ask->target, ref) : NULL;

  return value != NULL && g_str_equal (question->typed->str, value);
}

const VmrQuestion *
vmr_session_judged (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const VmrQuestion *question = vmr_session_question_here (self);

  return question && question->revealed && vmr_session_cursor (self) < question->answer_step ? question : NULL;
}

VmrJudged
vmr_session_judge_value (const VmrSession *self,
                         const char       *value)
{
  g_return_val_if_fail (self != NULL && value != NULL, VMR_JUDGED_NOT);

  const VmrQuestion *question = vmr_session_question_here (self);

  if (question == NULL || !question->revealed)
    return VMR_JUDGED_NOT;
  if (vmr_question_same_answer (question, value))
    return vmr_session_cursor (self) < question->answer_step ? VMR_JUDGED_ANSWER : VMR_JUDGED_NOT;
  return vmr_question_same_choice (question, value) ? VMR_JUDGED_CHOICE : VMR_JUDGED_NOT;
}

VmrJudged
vmr_session_judges (const VmrSession *self,
                    VmrRef            ref)
{
  g_return_val_if_fail (self != NULL, VMR_JUDGED_NOT);

  const VmrQuestion *question = vmr_session_question_here (self);
  g_autofree char *value = question && question->revealed
                           ? pointed_value (self, question->ask->target, ref) : NULL;

  return value ? vmr_session_judge_value (self, value) : VMR_JUDGED_NOT;
}

void
vmr_session_deselect (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (!vmr_session_answered_with (self, self->view.selection))
    vmr_session_select (self, VMR_REF_INIT_NONE);
}
