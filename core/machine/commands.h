/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* From a line to a verb's handler; core/machine/commands.def lists the verbs. */

#include "core/machine/internal.h"
#include "core/machine/script.h"

G_BEGIN_DECLS

typedef enum
{
  KM_ARG_KIND_TASK, KM_ARG_KIND_NEWTASK, KM_ARG_KIND_FILE, KM_ARG_KIND_NEWNAME, KM_ARG_KIND_ADDR,
  KM_ARG_KIND_LEN, KM_ARG_KIND_VALUE, KM_ARG_KIND_PROT, KM_ARG_KIND_GFP, KM_ARG_KIND_WORD,
  KM_ARG_KIND_PATH, KM_ARG_KIND_WORDS, KM_ARG_KIND_FLAG
} KmVerbArgKind;

/* As the manifest writes it: "task", "addr" … */
const char *km_arg_kind_name (KmVerbArgKind kind);

typedef struct
{
  const char *name;
  KmVerbArgKind kind;
  gboolean optional, keyed;
} KmVerbArg;

enum { READS = 1, RESULT = 2, FIRST = 4 };

typedef struct _KmCall KmCall;
typedef gboolean (*KmVerbHandler) (KmCall *call, GError **error);

#define KM_VERB_MAX_ARGS 12
typedef struct
{
  const char *verb;
  KmVerbHandler handler;
  guint flags;
  const char *arguments;        /* as in the manifest */
  const char *help;
  guint n_args;
  KmVerbArg arg[KM_VERB_MAX_ARGS];
} KmVerb;

guint km_n_verbs (void);
const KmVerb *km_verb (guint i);
const KmVerb *km_verb_from_name (const char *name);

/* A line about to run. */
struct _KmCall
{
  KmMachine *m;
  const KmLine *line;
  const KmVerb *verb;
  const KmTask *task;           /* the task whose context names are known, or NULL */

  /* What the handler found out */
  gboolean has_result;
  gboolean is_none;             /* a simulated failure: the result is `none` */
  KmNameKind result_kind;
  uint32_t result, result_ref;
};

/* Checks verb, number, place and form of every argument; nothing needs to have run. */
const KmVerb *km_call_check (const KmLine *line, GError **error);

/* The argument of that name, positional or keyed; NULL when left out. */
const KmArg *km_call_arg (const KmCall *call, const char *name);
gboolean km_call_flag (const KmCall *call, const char *name);
/* Its value, at most @max; @fallback when it was left out. */
gboolean km_call_value (const KmCall *call, const char *name, uint64_t fallback, uint64_t max,
                        uint64_t *value, GError **error);
gboolean km_call_eval (const KmCall *call, const char *text, guint column, uint64_t max,
                       uint64_t *value, GError **error);
const KmTask *km_call_task (KmCall *call, GError **error);
const KmFile *km_call_file (const KmCall *call, const char *name, GError **error);
gboolean km_prot_parse (const char *text, uint32_t *prot);
/* FILE:LINE:COLUMN and the message. */
void km_call_error (const KmCall *call, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

/* Names of the script. */
const KmName *km_name_find (const KmMachine *m, const char *name);
/* FALSE when the name is taken or may not be used. */
gboolean km_name_free_for_use (const KmMachine *m, const char *name);
/* Gives the name that stands at COLUMN of the call a meaning; fails when the table is full of names in
 * use. Those that were given back make room. */
gboolean km_name_define (const KmCall *call, const char *name, guint column, KmNameKind kind,
                         uint32_t value, uint32_t ref, GError **error);
gboolean km_name_is_reserved (const char *name);

/* Context names of a task: text data bss heap brk stack sp stack_start mmap_base. */
gboolean km_context_value (const KmMachine *m, const KmTask *task, const char *name,
                           uint64_t *value);

/* A query or value of `expect`: the words from @args on. Errors carry FILE:LINE:COLUMN of @line. */
gboolean km_query (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args,
                   const KmTask *task, uint64_t *value, GError **error);

/* print WHAT … into @out. */
gboolean km_report (const KmMachine *m, const KmLine *line, const KmArg *args, guint n_args,
                    GString *out, GError **error);

#define KM_COMMAND(verb, handler, flags, arguments, help)                                       \
  gboolean handler (KmCall *call, GError **error);
#include "core/machine/commands.def"
#undef KM_COMMAND

G_END_DECLS
