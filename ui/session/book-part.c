/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One part of a lesson: its items in the order of the file, and where in the history they stand. */
#include "ui/session/book-part.h"

#include "vmarium-config.h"

#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "core/lesson/value.h"
#include "ui/session/session-look.h"
#include "ui/session/session-private.h"
#include "ui/session/texts-shared.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
say_free (gpointer data)
{
  VmrSay *say = data;

  g_free (say->text[0]);
  g_free (say->text[1]);
  g_free (say->command);
  g_free (say);
}

static void
look_free (gpointer data)
{
  VmrLook *look = data;

  g_free (look->stage);
  g_free (look);
}

void
vmr_part_free (gpointer data)
{
  VmrPart *part = data;

  for (guint i = 0; i < 2; i++)
    g_free (part->title[i]);
  g_ptr_array_unref (part->says);
  g_ptr_array_unref (part->tries);
  g_ptr_array_unref (part->looks);
  g_free (part);
}

VmrPart *
vmr_part_new (const char *title,
              guint       first_step,
              guint       stop_step)
{
  VmrPart *part = g_new0 (VmrPart, 1);

  part->title[0] = g_strdup (title);
  part->first_step = first_step;
  part->stop_step = stop_step;
  part->says = g_ptr_array_new_with_free_func (say_free);
  part->tries = g_ptr_array_new_with_free_func (say_free);
  part->looks = g_ptr_array_new_with_free_func (look_free);
  return part;
}

void
vmr_part_name (VmrPart    *part,
               const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (part->title); i++)
    {
      g_free (part->title[i]);
      part->title[i] = g_strdup (vmr_word (word, i == 1));
    }
}

void
vmr_text_pair (const KmText *text,
               char         *pair[2])
{
  const char *chinese = km_text_pick (text, "zh_CN");

  pair[0] = g_strdup (text->text);
  pair[1] = g_strcmp0 (chinese, text->text) == 0 ? NULL : g_strdup (chinese);
}

/* The loading of one part: items in the order of the file, and where in the history they stand. */
typedef struct
{
  VmrBook  *book;
  VmrAct   *act;
  VmrPart  *part;
  const KmPart *source;
  gboolean  lenient;          /* expectations are not asked, and what never comes is left out */
  gboolean  gone;             /* the last "go" was left out, and what stands at its place */
  guint     place;            /* the last stop passed; 0 none yet */
  guint     n_said;           /* says whose stop has come */
  guint     n_asked;          /* questions whose end is known */
  guint     n_before;         /* says that stand before the last question */
} Load;

/* What was said before a stop is said at it; a question ends there at the latest. */
static void
load_stop (Load  *load,
           guint  stop)
{
  VmrPart *part = load->part;

  for (; load->n_said < part->says->len; load->n_said++)
    ((VmrSay *) part->says->pdata[load->n_said])->step = stop;
  for (; load->n_asked < load->book->questions->len; load->n_asked++)
    {
      VmrQuestion *question = load->book->questions->pdata[load->n_asked];

      if (question->answer_step == 0)
        question->answer_step = stop;
    }
  km_stops_add (load->act->stops, stop);
  load->place = stop;
  load->gone = FALSE;
}

/* A step that never comes on this machine: nothing is said at it, and nothing asked about it. */
static void
load_gone (Load *load)
{
  g_ptr_array_set_size (load->part->says, (int) load->n_said);
  g_ptr_array_set_size (load->book->questions, (int) load->n_asked);
  load->n_before = MIN (load->n_before, load->n_said);
  load->gone = TRUE;
}

/* Whether a question has been asked before the part had any place. */
static gboolean
asks_from_nowhere (const Load *load)
{
  for (guint i = load->n_asked; i < load->book->questions->len; i++)
    if (((VmrQuestion *) load->book->questions->pdata[i])->step == 0)
      return TRUE;
  return FALSE;
}

static void
load_say (Load         *load,
          const KmItem *item)
{
  VmrSay *say = g_new0 (VmrSay, 1);

  vmr_text_pair (item->text, say->text);
  say->step = load->place;
  say->command = item->kind == KM_ITEM_TRY ? g_strdup (item->command) : NULL;
  g_ptr_array_add (say->command ? load->part->tries : load->part->says, say);
}

static void
load_look (Load         *load,
           const KmItem *item)
{
  VmrLook *look = g_new0 (VmrLook, 1);

  look->step = load->place;
  look->stage = g_strdup (item->stage);
  look->detail = vmr_detail_from_name (item->detail);
  g_ptr_array_add (load->part->looks, look);
}

static void
load_ask (Load         *load,
          const KmItem *item)
{
  VmrQuestion *question = g_new0 (VmrQuestion, 1);

  question->ask = item->ask;
  question->line = item->line;
  question->act = load->book->acts->len - 1;
  question->part = load->act->parts->len - 1;
  question->step = load->place;
  question->chosen = -1;
  question->typed = g_string_new (NULL);
  load->n_before = load->part->says->len;
  g_ptr_array_add (load->book->questions, question);
}

/* A part that begins with "go" starts within the command of the part before. */
static gboolean
load_go (Load         *load,
         const KmItem *item,
         GError      **error)
{
  guint stop = km_stops_find (load->act->machine, load->book->path, item, load->lenient ? NULL : error);
  VmrPart *part = load->part;

  if (stop == 0 && load->lenient)
    load_gone (load);
  if (stop == 0)
    return load->lenient;
  if (asks_from_nowhere (load))
    {
      g_set_error (error, KM_MARKUP_ERROR, KM_MARKUP_ERROR_CONTENT,
                   _("%s:%u:%u: a question before the part's first <go>; expected a place to ask it "
                     "at"),
                   load->book->path, item->line, item->column);
      return FALSE;
    }
  if (part->stop_step == 0)
    {
      part->first_step = part->stop_step = stop;
      part->has_stop = TRUE;
    }
  load_stop (load, stop);
  return TRUE;
}

/* What a part asks or says before its first command with a stop stands at the moment before that
 * command: the student predicts what it will do. What is said after the question is about its answer
 * and waits for the stop. */
static void
load_before (Load  *load,
             guint  before)
{
  GPtrArray *questions = load->book->questions;

  if (!asks_from_nowhere (load))
    return;
  for (guint i = load->n_asked; i < questions->len; i++)
    ((VmrQuestion *) questions->pdata[i])->step = before;
  load->part->first_step = load->part->stop_step = before;
  load->part->has_stop = TRUE;
  for (; load->n_said < load->n_before; load->n_said++)
    ((VmrSay *) load->part->says->pdata[load->n_said])->step = before;
  km_stops_add (load->act->stops, before);
}

/* Runs a command; the cursor of the part waits at its first stop. */
static gboolean
load_do (Load         *load,
         const KmItem *item,
         GError      **error)
{
  KmMachine *machine = load->act->machine;
  VmrPart *part = load->part;
  guint before = km_machine_n_steps (machine), stop;

  if (!km_stops_check ((const char *const *) item->stops, load->book->path, item->line, error) ||
      !km_machine_run (machine, load->book->path, item->line, item->command, NULL, error))
    return FALSE;
  if (km_machine_n_steps (machine) == before)
    return TRUE;
  km_stops_name (load->act->stops, km_machine_n_commands (machine) - 1,
                 km_stops_subject (load->book->lesson, load->source, item));
  stop = item->stop ? km_stops_find (machine, load->book->path, item, error) : before + 1;
  if (stop == 0)
    return FALSE;
  if (item->stop != NULL)
    km_stops_begin (load->act->stops, km_machine_n_commands (machine) - 1, stop);
  if (item->stop != NULL && load->place == 0 && before > 0)
    load_before (load, before);
  if (part->stop_step == 0 || (item->stop != NULL && !part->has_stop))
    part->stop_step = stop;
  part->has_stop |= item->stop != NULL;
  /* Preparations have no place of their own. */
  if (item->stop != NULL)
    load_stop (load, stop);
  return TRUE;
}

/* What stands where the cursor waits, behind its stop. */
static void
load_at_place (Load         *load,
               const KmItem *item)
{
  if (item->kind == KM_ITEM_TRY)
    load_say (load, item);
  else if (item->kind == KM_ITEM_ASK)
    load_ask (load, item);
  else
    load_look (load, item);
}

static gboolean
load_item (Load         *load,
           const KmItem *item,
           GError      **error)
{
  g_autofree char *expect = NULL;

  switch (item->kind)
    {
    case KM_ITEM_SAY:
      load_say (load, item);
      return TRUE;
    case KM_ITEM_TRY:
    case KM_ITEM_ASK:
    case KM_ITEM_LOOK:
      if (!load->gone)
        load_at_place (load, item);
      return TRUE;
    case KM_ITEM_GO:
      return load_go (load, item, error);
    case KM_ITEM_DO:
      return load_do (load, item, error);
    case KM_ITEM_EXPECT:
      expect = g_strconcat ("expect ", item->command, NULL);
      return load->lenient || km_machine_run (load->act->machine, load->book->path, item->line,
                                              expect, NULL, error);
    default:
      return TRUE;
    }
}

gboolean
vmr_book_load_part (VmrBook      *book,
                    VmrAct       *act,
                    const KmPart *part,
                    gboolean      lenient,
                    GError      **error)
{
  VmrPart *made = vmr_part_new (NULL, km_machine_n_steps (act->machine) + 1, 0);
  Load load = { .book = book, .act = act, .part = made, .source = part, .lenient = lenient,
                .n_asked = book->questions->len };

  g_ptr_array_add (act->parts, made);
  vmr_text_pair (part->title, made->title);
  if (!km_stops_check ((const char *const *) part->stops, book->path, part->line, error))
    return FALSE;
  for (guint i = 0; i < part->items->len; i++)
    if (!load_item (&load, part->items->pdata[i], error))
      return FALSE;
  if (load.gone && made->stop_step == 0)
    {
      g_ptr_array_set_size (act->parts, (int) act->parts->len - 1);
      return TRUE;
    }
  if (made->stop_step == 0)
    made->stop_step = MAX (km_machine_n_steps (act->machine), 1);
  /* What had no stop of its own stands where the part waits. */
  for (guint i = 0; i < made->looks->len; i++)
    if (((VmrLook *) made->looks->pdata[i])->step == 0)
      ((VmrLook *) made->looks->pdata[i])->step = made->stop_step;
  for (guint i = 0; i < made->says->len; i++)
    if (((VmrSay *) made->says->pdata[i])->step == 0)
      ((VmrSay *) made->says->pdata[i])->step = made->stop_step;
  for (guint i = 0; i < made->tries->len; i++)
    if (((VmrSay *) made->tries->pdata[i])->step == 0)
      ((VmrSay *) made->tries->pdata[i])->step = made->stop_step;
  return TRUE;
}

/* --- answers ---------------------------------------------------------------------------------- */
