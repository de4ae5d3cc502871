/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The script language, without its meaning: lines, words and expressions. docs/COMMANDS.md has the
 * grammar.
 *
 *    buf = mmap sh 64K rw file="a b"  # a comment
 *    ───   ──── ── ─── ── ──────────
 *    result verb  arguments: VALUE, WORD or KEY, each with its text (quotes removed) and its column
 *
 * Whether a bare word is a value or a word is for the verb to say ("sh" may be a task or a number's
 * name), so only what cannot be anything else is marked KM_FORM_VALUE here; km_expr_eval () may be
 * called on any argument's text.
 *
 * Files are untrusted: a script has at most KM_SCRIPT_MAX_SIZE bytes and KM_SCRIPT_MAX_LINES lines,
 * KM_SCRIPT_MAX_RUNS once its repeats are written out. Columns count characters from 1. Errors are
 * in KM_SCRIPT_ERROR, their messages "FILE:LINE:COLUMN: what was found; what was expected"; after
 * an error nothing has been returned.
 */

#define KM_SCRIPT_MAX_SIZE   (64u << 20)
#define KM_SCRIPT_MAX_LINES  1200000u     /* each is kept as parsed: some 300 bytes */
#define KM_SCRIPT_MAX_RUNS   4000000u     /* lines when repeats are written out */
#define KM_SCRIPT_MAX_NEST   4u
#define KM_LINE_MAX_SIZE     4096u
#define KM_LINE_MAX_ARGS     256u
#define KM_EXPR_MAX_NEST     32u

#define KM_SCRIPT_ERROR (km_script_error_quark ())
GQuark km_script_error_quark (void);

typedef enum
{
  KM_SCRIPT_ERROR_SIZE,      /* too long, too many lines, too deep */
  KM_SCRIPT_ERROR_READ,
  KM_SCRIPT_ERROR_ENCODING,  /* not UTF-8, or a NUL inside */
  KM_SCRIPT_ERROR_SYNTAX,
  KM_SCRIPT_ERROR_VALUE,     /* a number that overflows, a name nobody knows */
} KmScriptError;

typedef enum
{
  KM_FORM_WORD,
  KM_FORM_VALUE,  /* begins with a digit or a parenthesis */
  KM_FORM_KEY,    /* KEY=TEXT */
  KM_FORM_OP,     /* == != < <= > >=, in expect only */
} KmArgForm;

typedef struct
{
  KmArgForm form;
  gboolean  quoted;       /* some of it stood in quotes: a word, never a value */
  char     *key;          /* KM_FORM_KEY: what stands before the "="; else NULL */
  char     *text;         /* the word without quotes; of a KEY what stands behind the "=" */
  guint     column;       /* where the argument begins */
  guint     text_column;  /* where its text begins */
} KmArg;

typedef struct
{
  const char *file;    /* interned; never NULL */
  guint       number;  /* from 1 */
  char       *source;  /* the line as it was written, without its newline */
  gsize       length;  /* bytes of it in front of a comment */
  char       *result;  /* NAME of "NAME = VERB", or NULL */
  guint       result_column;
  char       *verb;
  guint       verb_column;
  KmArg      *args;
  guint       n_args;
} KmLine;

/* Scans one line. An empty line or one of comment only gives NULL without an error. */
KmLine *km_line_parse (const char  *file,
                       guint        number,
                       const char  *text,
                       GError     **error);
void    km_line_free  (KmLine      *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmLine, km_line_free)

/* The argument KEY=…, or NULL. */
const KmArg *km_line_key (const KmLine *line,
                          const char   *key);

/* Sets ERROR to "FILE:LINE:COLUMN: message". */
void km_line_set_error    (GError      **error,
                           const KmLine *line,
                           guint         column,
                           KmScriptError code,
                           const char   *format,
                           ...) G_GNUC_PRINTF (5, 6);
/* Puts "FILE:LINE:" before a message that begins with its column, as that of km_expr_eval (). */
void km_line_prefix_error (GError      **error,
                           const KmLine *line);

/*
 * "expect LEFT OP RIGHT" taken apart: the sides are runs of the line's arguments, neither of them
 * empty.
 */
typedef enum
{
  KM_COMPARE_EQ,
  KM_COMPARE_NE,
  KM_COMPARE_LT,
  KM_COMPARE_LE,
  KM_COMPARE_GT,
  KM_COMPARE_GE,
} KmCompare;

typedef struct
{
  const KmArg *left;
  guint        n_left;
  KmCompare    op;
  const KmArg *right;
  guint        n_right;
} KmExpect;

gboolean    km_expect_split  (const KmLine *line,
                              KmExpect     *expect,
                              GError      **error);
gboolean    km_compare       (KmCompare     op,
                              guint64       left,
                              guint64       right);
const char *km_compare_name  (KmCompare     op);

/*
 * Looks up a name within an expression. FALSE without an error set is reported as an unknown name;
 * FALSE with an error hands that message on, with the column put before it.
 */
typedef gboolean (*KmResolve) (const char *name,
                               guint64    *value,
                               gpointer    data,
                               GError    **error);

G_END_DECLS
