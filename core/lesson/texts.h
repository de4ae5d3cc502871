/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/markup.h"

G_BEGIN_DECLS

/*
 * Lists of texts: the words of the steps, rules and myths are content, not code. One format for all;
 * a list of values has only headlines, the word for an argument such as "write":
 *
 *    <texts of="steps">
 *      <entry id="page-fault" look="pte">
 *        <title>page fault</title>                                  steps: what they are
 *                                                                   called where many stand
 *                                                                   in a row, without numbers
 *        <headline>Page-table entry {index} is empty …</headline>   steps: what happens   rules,
 *        myths: the claim
 *        <why>…</why>                                               why                   what
 *                                                                   holds in Linux
 *        <detail>PTE at {entry_at} = {table} + {index} × 4</detail> the arithmetic        how to
 *        see it here
 *      </entry>
 *
 * headline must be there, title, why and detail may be absent. Attributes, each optional: look, what a
 * step lights up; stage, where a rule or myth belongs; steps, the kinds of step a rule applies to;
 * see, a script that shows it: commands with ";" between them, of which the last is shown, or all those
 * behind a "|" when there is one; steps then names the stops of the first that is shown; show, the detail
 * to draw it in: plain, levels, full. Placeholders name the step's own arguments.
 */

#define KM_TEXTS_MAX_ENTRIES 4096u

typedef struct
{
  char   *id;
  char   *look;      /* attributes; NULL when absent */
  char   *stage;
  char   *see;
  char   *show;
  GStrv   steps;     /* never NULL, may be empty */
  KmText *title;     /* or NULL */
  KmText *headline;
  KmText *why;       /* or NULL */
  KmText *detail;    /* or NULL */
} KmTextEntry;

typedef struct
{
  char       *of;       /* "steps", "rules", "myths" or "values" */
  GPtrArray  *entries;  /* KmTextEntry, in the order of the file */
  GHashTable *by_id;
} KmTexts;

KmTexts *km_texts_load  (const char *path,
                         GError    **error);
/* Adds the words of the steps that modules bring in files of their own, texts/steps-MODULE.xml, to those
 * of texts/steps.xml. FIND gives the path of a data file, NULL when there is none. Stops at the first
 * file that is wrong. */
gboolean km_texts_add_modules (KmTexts  *texts,
                               char   *(*find) (const char *name),
                               GError  **error);
/* FILE stands in messages; LENGTH in bytes, -1 for up to the NUL. */
KmTexts *km_texts_parse (const char *file,
                         const char *text,
                         gssize      length,
                         GError    **error);
void     km_texts_free  (KmTexts    *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmTexts, km_texts_free)

/* NULL when there is no such entry. */
const KmTextEntry *km_texts_find (const KmTexts *texts,
                                  const char    *id);
/* TRUE when a rule names this kind of step. */
gboolean km_text_entry_applies (const KmTextEntry *entry,
                                const char        *step_kind);

/* Reads a whole file of at most KM_MARKUP_MAX_SIZE; errors as of the parser. */
char *km_markup_read_file (const char *path,
                           gsize      *length,
                           GError    **error);

G_END_DECLS
