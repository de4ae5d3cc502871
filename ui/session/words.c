/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a step says. The wordings are content (data/texts); without them a step still names its
 * kernel function and its numbers. */
#include "ui/session/words.h"

#include "vmarium-config.h"

#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "core/lesson/value.h"
#include "ui/session/data-dir.h"
#include "ui/session/session-look.h"
#include "ui/session/session-private.h"
#include "ui/session/session-question.h"
#include "ui/session/texts-shared.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const VmrSession *session;
  guint             step;
  gboolean          chinese;
} Lookup;

/* TEXT, or the word of the language for it: "write". FORM is another form of it: "-verb". */
static char *
value_word (char       *text,
            const char *form,
            gboolean    chinese)
{
  const KmTexts *values = vmr_texts (VMR_TEXTS_VALUES);
  g_autofree char *id = g_strconcat (text, form, NULL);
  const KmTextEntry *entry = values != NULL ? km_texts_find (values, id) : NULL;

  if (entry == NULL)
    return text;
  g_free (text);
  return g_strdup (km_text_pick (entry->headline, chinese ? "zh_CN" : "en"));
}

/* The highest zone with frames: ZONE_MOVABLE, where a search for a program's page may begin, has none
 * on most machines. */
static char *
populated_zone (const KmMachine *machine,
                guint64          zone)
{
  while (zone > 0 && km_machine_state (machine)->zones[zone].spanned == 0)
    zone--;
  return g_strdup (km_zone_constant ((KmZoneIndex) zone));
}

/* A zone is what many a question is about. */
static char *
zone_words (const Lookup *lookup,
            KmArgName     name,
            const char   *form)
{
  const KmMachine *machine = lookup->session->machine;
  uint64_t value;
  KmArgKind kind;

  if (!km_machine_step_arg (machine, lookup->step, name, &value, &kind) || kind != KM_ARG_ZONE)
    return NULL;
  if (vmr_session_masks_zones (lookup->session))
    return g_strdup ("…");
  return g_strcmp0 (form, "-populated") == 0 && value < KM_N_ZONES ? populated_zone (machine, value)
                                                                   : NULL;
}

static char *
lookup_expression (const char *expression,
                   gpointer    data)
{
  const Lookup *lookup = data;
  const char *form = strchr (expression, '-');
  g_autofree char *bare = form != NULL ? g_strndup (expression, (gsize) (form - expression))
                          : g_strdup (expression);
  KmArgName name = km_arg_name_from_text (bare);
  char *text = zone_words (lookup, name, form);

  if (text != NULL)
    return text;
  text = km_machine_step_arg_words (lookup->session->machine, lookup->step, name);
  if (text != NULL)
    return value_word (text, form, lookup->chinese);
  return km_lesson_words (lookup->session->machine,
                          km_machine_step_command (lookup->session->machine, lookup->step), NULL,
                          expression);
}

static char *
words_plain (const VmrSession *self,
             guint             step,
             VmrWords          which)
{
  const KmStepInfo *info = km_machine_step_info (self->machine, step);
  GString *text = g_string_new (NULL);

  if (which == VMR_WORDS_HEADLINE)
    g_string_printf (text, "%s: %s", info->function, info->name);
  for (guint i = 0; which == VMR_WORDS_DETAIL && i < info->n_args; i++)
    {
      g_autofree char *value = km_machine_step_arg_words (self->machine, step, info->args[i].id);

      g_string_append_printf (text, "%s%s = %s", i ? "   " : "", info->args[i].name,
                              value ? value : "?");
    }
  return g_string_free (text, FALSE);
}

/* What the CPU has found that led to a page fault: an entry whose bit P is 0, no entry but what the TLB knew, or one
 * that does not allow the access. */
static const char *
form_of_fault (const VmrSession *self,
               guint             step)
{
  uint64_t code, entry_at;
  KmArgKind kind;

  if (!km_machine_step_arg (self->machine, step, KM_ARG_NAME_error_code, &code, &kind) ||
      !km_machine_step_arg (self->machine, step, KM_ARG_NAME_entry_at, &entry_at, &kind))
    return "";
  return !(code & KM_PF_PROT) ? "-empty" : entry_at == 0 ? "-tlb" : "";
}

/* Whether the request that takes a frame had to fill the list of the CPU before. */
static gboolean
has_filled_list (const VmrSession *self,
                 guint             step)
{
  guint command = km_machine_step_command (self->machine, step);
  const KmCommandRecord *record = km_machine_command (self->machine, command);

  if (km_machine_step_kind (self->machine, step) != KM_STEP_PCP_TAKE)
    return FALSE;
  while (--step >= record->first_step && km_machine_step_kind (self->machine, step) != KM_STEP_ALLOC_PAGES)
    if (km_machine_step_kind (self->machine, step) == KM_STEP_PCP_REFILLED)
      return TRUE;
  return FALSE;
}

/* The wording for what the step has found, and for how much of the tables is drawn: the plain drawing
 * has one table, with a row for each page. */
static const KmTextEntry *
form_of (const VmrSession *self,
         guint             step)
{
  const KmTexts *texts = vmr_texts (VMR_TEXTS_STEPS);
  const char *name = km_machine_step_info (self->machine, step)->name;
  const char *form = km_machine_step_kind (self->machine, step) == KM_STEP_PAGE_FAULT ? form_of_fault (self, step)
                     : has_filled_list (self, step) ? "-filled" : "";
  g_autofree char *full = g_strconcat (name, form, NULL);
  g_autofree char *plain = g_strconcat (full, "-plain", NULL);
  const KmTextEntry *entry = vmr_session_detail (self) == VMR_DETAIL_PLAIN
                             ? km_texts_find (texts, plain) : NULL;

  return entry != NULL ? entry : km_texts_find (texts, full);
}

/* Whether the command that the cursor is at the end of has left its program dead. */
static gboolean
ends_dead (const VmrSession *self)
{
  const KmTask *task = km_machine_subject (self->machine);
  guint cursor = vmr_session_cursor (self);

  return cursor > 0 && task && task->signal != 0 &&
         km_machine_step_kind (self->machine, cursor) == KM_STEP_DONE;
}

guint
vmr_session_doing (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  guint cursor = vmr_session_cursor (self);

  return cursor > 1 && ends_dead (self) ? cursor - 1 : cursor;
}

/* Whether a command has ended while no program runs that could go on. */
static gboolean
ends_idle (const VmrSession *self,
           guint             step)
{
  const KmState *state = km_machine_state (self->machine);

  return state != NULL && step == vmr_session_cursor (self) && step > 0 &&
         km_machine_step_kind (self->machine, step) == KM_STEP_DONE &&
         km_machine_subject (self->machine) == NULL;
}

/* The entry for a step: a command that ends with the task dead, or without any, ends otherwise than one that
 * goes on in the program. */
static const KmTextEntry *
entry_of (const VmrSession *self,
          guint             step)
{
  const KmTexts *texts = vmr_texts (VMR_TEXTS_STEPS);

  if (texts == NULL)
    return NULL;
  if (step == vmr_session_cursor (self) && ends_dead (self))
    return km_texts_find (texts, "done-dead");
  if (ends_idle (self, step))
    return km_texts_find (texts, "done-idle");
  return form_of (self, step);
}

/* At the moment before a command that a part begins with, its title is the headline: the step there
 * is the end of something else. */
static char *
headline_of_part (const VmrSession *self,
                  guint             step,
                  gboolean          chinese)
{
  guint i = vmr_session_current_part (self);
  const VmrPart *part = vmr_session_part (self, i);

  if (self->book->lesson == NULL || self->lesson.away || part == NULL || part->stop_step != step ||
      step != vmr_session_cursor (self) ||
      km_machine_step_info (self->machine, step)->depth != KM_DEPTH_ALL)
    return NULL;
  return g_strdup (part->title[chinese && part->title[1] ? 1 : 0]);
}

char *
vmr_session_words (const VmrSession *self,
                   guint             step,
                   VmrWords          which,
                   gboolean          chinese)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTextEntry *entry = NULL;
  const KmText *text = NULL;
  Lookup lookup = { self, step, chinese };
  char *title = NULL;

  if (step == 0 || step > vmr_session_n_steps (self))
    return g_strdup (which == VMR_WORDS_HEADLINE ? _("Nothing has happened yet.") : "");
  if (which == VMR_WORDS_HEADLINE)
    title = headline_of_part (self, step, chinese);
  if (title != NULL)
    return title;
  entry = entry_of (self, step);
  if (entry == NULL)
    return words_plain (self, step, which);
  text = which == VMR_WORDS_HEADLINE ? entry->headline : which == VMR_WORDS_WHY ? entry->why
         : entry->detail;
  return text ? km_text_expand (km_text_pick (text, chinese ? "zh_CN" : "en"), lookup_expression,
                                &lookup)
              : g_strdup ("");
}

const char *
vmr_step_function (const KmStepInfo *info)
{
  static const char *const words[] = {
    N_("segmentation"), N_("page walk"), N_("memory access"), N_("return to user"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (info->function, words[i]))
      return _(words[i]);
  return info->function;
}

char *
vmr_session_step_title (const VmrSession *self,
                        guint             step,
                        gboolean          chinese)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTexts *texts = vmr_texts (VMR_TEXTS_STEPS);
  const char *name = km_machine_step_info (self->machine, step)->name;
  const KmTextEntry *entry = texts ? km_texts_find (texts, name) : NULL;

  return g_strdup (entry && entry->title
                   ? km_text_pick (entry->title, chinese ? "zh_CN" : "en") : name);
}

static char *
lookup_lesson (const char *expression,
               gpointer    data)
{
  const Lookup *lookup = data;
  const KmMachine *machine = lookup->session->machine;
  char *text = km_lesson_words (machine, km_machine_step_command (machine, lookup->step), NULL,
                                expression);

  return text != NULL ? value_word (text, NULL, lookup->chinese) : NULL;
}

/* Without the marks of emphasis; what is typed or printed stands in quotes. */
static char *
text_plain (const VmrSession *self,
            const char       *text,
            gboolean          chinese)
{
  Lookup lookup = { self, vmr_session_cursor (self), chinese };
  g_autofree char *marked = km_text_expand (text, lookup_lesson, &lookup);
  GString *plain = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *from = marked; *from != '\0'; from++)
    if (*from == '`')
      g_string_append (plain, (inside = !inside) ? "“" : "”");
    else if (*from != '*' || inside)
      g_string_append_c (plain, *from);
  return g_string_free (plain, FALSE);
}

char *
vmr_session_text (const VmrSession *self,
                  const KmText     *text,
                  gboolean          chinese)
{
  g_return_val_if_fail (self != NULL, NULL);
  return text ? text_plain (self, km_text_pick (text, chinese ? "zh_CN" : "en"), chinese)
              : g_strdup ("");
}

char *
vmr_session_say_text (const VmrSession *self,
                      const VmrSay     *say,
                      gboolean          chinese)
{
  g_return_val_if_fail (self != NULL, NULL);
  return text_plain (self, say->text[chinese && say->text[1] ? 1 : 0], chinese);
}

char *
vmr_session_say (const VmrSession *self,
                 gboolean          chinese)
{
  g_return_val_if_fail (self != NULL, NULL);

  const VmrPart *part = vmr_session_part (self, vmr_session_current_part (self));
  GString *text = g_string_new (NULL);

  for (guint i = 0; part && !self->lesson.away && i < part->says->len; i++)
    {
      const VmrSay *say = part->says->pdata[i];
      g_autofree char *plain = NULL;

      if (say->step != vmr_session_cursor (self))
        continue;
      plain = vmr_session_say_text (self, say, chinese);
      /* Chinese sentences follow one another without a blank. */
      g_string_append_printf (text, "%s%s", text->len && !(chinese && say->text[1]) ? " " : "", plain);
    }
  return g_string_free (text, text->len == 0);
}

GPtrArray *
vmr_session_rules (const VmrSession *self,
                   guint             step)
{
  const KmTexts *texts = vmr_texts (VMR_TEXTS_RULES);
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);
  if (step == 0 || step > vmr_session_n_steps (self))
    return found;
  for (guint i = 0; texts && i < texts->entries->len; i++)
    if (km_text_entry_applies (texts->entries->pdata[i],
                               km_machine_step_info (self->machine, step)->name))
      g_ptr_array_add (found, texts->entries->pdata[i]);
  return found;
}
