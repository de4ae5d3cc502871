/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions: which one is open, what has been put in, whether that is right. */
#include "vmarium-config.h"

#include "core/lesson/number.h"
#include "ui/session/areas.h"
#include "ui/session/session-private.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TYPED 24u

/* On the way from what tells to the answer: these stops are walked with the answer on the screen. */
static gboolean
is_played (const VmrQuestion *question,
           guint              cursor)
{
  return cursor >= question->telling_step && cursor <= question->answer_step;
}

static VmrQuestion *
question_here (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; !self->away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index &&
          (question->revealed ? is_played (question, cursor)
                              : cursor >= question->step && cursor < question->answer_step))
        return question;
    }
  return NULL;
}

const VmrQuestion *
vmr_session_question (const VmrSession *self)
{
  return question_here (self);
}

/* One that is still to come hides its answer too, from the first step of its command on: who goes
 * back must not find it there. */
const VmrQuestion *
vmr_session_secret (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; !self->away && i < self->book->questions->len; i++)
    {
      const VmrQuestion *question = self->book->questions->pdata[i];
      guint command = km_machine_step_command (self->machine, MAX (question->step, 1));
      const KmCommandRecord *record = command < km_machine_n_commands (self->machine)
                                      ? km_machine_command (self->machine, command) : NULL;

      if (question->act == self->act_index && !question->revealed && record != NULL &&
          cursor >= MIN (record->first_step, question->step) && cursor < question->answer_step)
        return question;
    }
  return NULL;
}

gboolean
vmr_session_hides (const VmrSession *self,
                   const char       *target)
{
  const VmrQuestion *question = vmr_session_secret (self);

  return question && g_strcmp0 (question->ask->target, target) == 0;
}

gboolean
vmr_session_masks_zones (const VmrSession *self)
{
  /* Before it is asked nothing has been taken from the one it will be. */
  return vmr_session_hides (self, "zone") &&
         vmr_session_cursor (self) >= vmr_session_secret (self)->step;
}

gboolean
vmr_session_hides_frame (const VmrSession *self,
                         KmPfn             pfn)
{
  guint64 answer;

  return vmr_session_hides (self, "frame") &&
         km_number_parse (vmr_session_secret (self)->answer, &answer) && answer == pfn;
}

gboolean
vmr_session_hides_tlb (const VmrSession *self)
{
  const VmrQuestion *question = vmr_session_secret (self);
  g_autofree char *kind = NULL;
  g_autofree char *arg = NULL;
  guint n;

  return question && question->ask->answer &&
         km_answer_split (question->ask->answer, &kind, &n, &arg) &&
         g_str_equal (km_step_info (km_step_kind_from_name (kind))->function, "TLB");
}

/* --- putting in ------------------------------------------------------------------------------- */

guint
vmr_question_place (const VmrQuestion *question,
                    guint              option)
{
  for (guint i = 0; i < question->n_ordered; i++)
    if (question->order[i] == option)
      return i + 1;
  return 0;
}

/* The next place; an option that has one already is taken out, with all behind it. */
static void
order_put (VmrQuestion *question,
           guint        option)
{
  guint place = vmr_question_place (question, option);

  if (place > 0)
    question->n_ordered = place - 1;
  else if (question->n_ordered < KM_LESSON_MAX_OPTIONS)
    question->order[question->n_ordered++] = option;
}

/* Where something is typed or clicked, most options are what might be by mistake; only those with a
 * name of their own stand on the screen. */
static gboolean
can_choose (const VmrQuestion *question,
            guint              option)
{
  const KmAsk *ask = question->ask;

  return ask->kind == KM_ASK_CHOICE || ask->kind == KM_ASK_ORDER ||
         g_strcmp0 (ask->target, "zone") == 0 ||
         ((KmOption *) ask->options->pdata[option])->label != NULL;
}

void
vmr_session_choose (VmrSession *self,
                    int         option)
{
  VmrQuestion *question = question_here (self);

  if (question == NULL || question->revealed || option < 0 ||
      option >= (int) question->ask->options->len || !can_choose (question, (guint) option))
    return;
  question->chosen = option;
  g_string_truncate (question->typed, 0);
  if (question->ask->kind == KM_ASK_ORDER)
    order_put (question, (guint) option);
  vmr_session_emit_config (self);
}

static gboolean
has_zone (const VmrSession *self,
          guint             zone)
{
  return km_machine_state (self->machine) != NULL && km_machine_state (self->machine)->zones[zone].spanned > 0;
}

/* Zones stand one below the other, the highest first; one that the machine has not is not offered. */
static guint
zone_shown (const VmrSession  *self,
            const VmrQuestion *question,
            guint              place,
            guint             *n)
{
  guint found = 0;

  *n = 0;
  for (guint zone = KM_N_ZONES; zone-- > 0;)
    for (guint i = 0; has_zone (self, zone) && question->values[i] != NULL; i++)
      if (g_ascii_strcasecmp (question->values[i], km_zone_name (zone)) == 0 && (*n)++ == place)
        found = i;
  return found;
}

guint
vmr_question_n_shown (const VmrSession  *self,
                      const VmrQuestion *question)
{
  guint n = question->ask->options->len;

  if (g_strcmp0 (question->ask->target, "zone") == 0)
    zone_shown (self, question, 0, &n);
  return n;
}

guint
vmr_question_shown (const VmrSession  *self,
                    const VmrQuestion *question,
                    guint              place)
{
  guint n = question->ask->options->len;

  if (g_strcmp0 (question->ask->target, "zone") == 0)
    return zone_shown (self, question, place, &n);
  /* 3 2 5 4 1 …: every place once, none where it belongs. */
  if (question->ask->kind != KM_ASK_ORDER || n < 2)
    return place;
  return n % 2 == 0 || place < n - 3 ? place ^ 1 : place + 1 < n ? place + 1 : n - 3;
}

gboolean
vmr_session_takes_number (const VmrSession *self)
{
  const VmrQuestion *question = question_here (self);

  return question && !question->revealed && question->ask->kind == KM_ASK_NUMBER;
}

gboolean
vmr_session_type (VmrSession *self,
                  gunichar    key)
{
  VmrQuestion *question = question_here (self);

  if (!vmr_session_takes_number (self))
    return FALSE;
  if (key == '\b')
    {
      if (question->typed->len == 0)
        return FALSE;
      g_string_truncate (question->typed, question->typed->len - 1);
    }
  else if (key < 0x20 || key >= 0x7f || question->typed->len >= MAX_TYPED)
    return FALSE;
  else
    {
      g_string_append_c (question->typed, (char) key);
      /* What cannot become a number is not taken: half of a word would be judged as one. */
      if (!km_number_begins (question->typed->str))
        {
          g_string_truncate (question->typed, question->typed->len - 1);
          return FALSE;
        }
    }
  question->chosen = -1;
  vmr_session_emit_config (self);
  return TRUE;
}

/* --- pointing --------------------------------------------------------------------------------- */

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
  const VmrQuestion *question = question_here (self);
  g_autofree char *value = question && !question->revealed
                           ? pointed_value (self, question->ask->target, ref) : NULL;

  return value != NULL;
}

gboolean
vmr_session_point (VmrSession *self,
                   VmrRef      ref)
{
  VmrQuestion *question = question_here (self);
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
  const VmrQuestion *question = question_here (self);
  g_autofree char *value = question && !question->revealed
                           ? pointed_value (self, question->ask->target, ref) : NULL;

  return value != NULL && g_str_equal (question->typed->str, value);
}

void
vmr_session_deselect (VmrSession *self)
{
  if (!vmr_session_answered_with (self, self->selection))
    vmr_session_select (self, VMR_REF_INIT_NONE);
}

/* --- right or wrong --------------------------------------------------------------------------- */

gboolean
vmr_question_is_frame (const VmrQuestion *question)
{
  return g_strcmp0 (question->ask->target, "frame") == 0 ||
         g_strcmp0 (question->ask->target, "block") == 0;
}

static gboolean
same_value (const VmrQuestion *question,
            const char        *answer,
            const char        *given)
{
  return g_ascii_strcasecmp (answer, given) == 0 || km_number_same (answer, given, 0) ||
         (vmr_question_is_frame (question) && km_number_ends (answer, given));
}

static int
option_of (const VmrQuestion *question,
           const char        *value)
{
  for (guint i = 0; value && *value != '\0' && question->values[i] != NULL; i++)
    if (same_value (question, question->values[i], value))
      return (int) i;
  return -1;
}

int
vmr_question_truth (const VmrQuestion *question)
{
  return option_of (question, question->answer);
}

int
vmr_question_choice (const VmrQuestion *question)
{
  return question->typed->len > 0 ? option_of (question, question->typed->str) : question->chosen;
}

gboolean
vmr_question_is_answered (const VmrQuestion *question)
{
  return question->chosen >= 0 || question->typed->len > 0 || question->n_ordered > 0;
}

static gboolean
order_is_right (const VmrQuestion *question)
{
  for (guint i = 0; i < question->n_ordered; i++)
    if (question->order[i] != i)
      return FALSE;
  return question->n_ordered == question->ask->options->len;
}

gboolean
vmr_question_is_right (const VmrQuestion *question)
{
  const char *answer = question->answer ? question->answer : "";

  if (question->ask->kind == KM_ASK_ORDER)
    return order_is_right (question);
  if (question->typed->len > 0)
    return same_value (question, answer, question->typed->str) ||
           km_number_same (answer, question->typed->str, question->ask->tolerance);
  return question->chosen >= 0 && same_value (question, answer, question->values[question->chosen]);
}

/* The first stop that tells, so that none between it and the answer is passed over; who has come past
 * that by a jump sees the answer. */
static guint
reveal_step (const VmrSession  *self,
             const VmrQuestion *question)
{
  guint stop = vmr_session_stop_after (self, question->telling_step - 1);

  return stop > vmr_session_cursor (self) && stop < question->answer_step ? stop : question->answer_step;
}

void
vmr_session_reveal (VmrSession *self)
{
  VmrQuestion *question = question_here (self);

  if (question == NULL || question->revealed)
    return;
  question->revealed = TRUE;
  /* What was clicked is in the card now, and no longer what one looks at. */
  vmr_session_select (self, VMR_REF_INIT_NONE);
  vmr_session_jump (self, reveal_step (self, question));
}

gboolean
vmr_session_ask_again (VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);
  VmrQuestion *found = NULL;

  for (guint i = 0; !self->away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index && question->step <= cursor)
        found = question;
    }
  if (found == NULL)
    return FALSE;
  vmr_question_reset (found);
  if (cursor != found->step)
    vmr_session_jump (self, found->step);
  vmr_session_emit_config (self);
  return TRUE;
}

guint
vmr_session_n_questions (const VmrSession *self)
{
  return self->book->questions->len;
}

const VmrQuestion *
vmr_session_question_at (const VmrSession *self,
                         guint             index,
                         gboolean         *here)
{
  const VmrQuestion *question;

  g_return_val_if_fail (index < self->book->questions->len, NULL);
  question = self->book->questions->pdata[index];
  if (here)
    *here = question->act == self->act_index && !vmr_session_is_own (self, question->step);
  return question;
}

guint
vmr_session_question_part (const VmrSession *self,
                           guint             index)
{
  const VmrQuestion *question;

  g_return_val_if_fail (index < self->book->questions->len, 0);
  question = self->book->questions->pdata[index];
  return vmr_book_act (self->book, question->act)->base + question->part + 1;
}

void
vmr_session_ask (VmrSession *self,
                 guint       index)
{
  VmrQuestion *question;

  g_return_if_fail (VMR_IS_SESSION (self) && index < self->book->questions->len);
  if (self->away)
    vmr_session_go_home (self);
  question = self->book->questions->pdata[index];
  vmr_question_reset (question);
  vmr_session_show_act (self, question->act, question->step);
}

void
vmr_question_reset (VmrQuestion *question)
{
  question->revealed = question->offered = question->skipped = FALSE;
  question->chosen = -1;
  question->n_ordered = 0;
  g_string_truncate (question->typed, 0);
}
