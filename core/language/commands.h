/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* From a line to a verb's handler; core/language/commands.def lists the verbs. */

#include "core/state/edit.h"
#include "core/language/script.h"

G_BEGIN_DECLS

typedef enum
{
#define KM_KIND(id, name, type, expected) KM_VERB_ARG_##id,
#include "core/language/command-kinds.def"
#undef KM_KIND
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

#define KM_VERB_MAX_ARGS 12     /* and one that ends them in the manifest */
typedef struct
{
  const char *verb;
  KmVerbHandler handler;
  guint flags;
  const char *help;
  KmVerbArg arg[KM_VERB_MAX_ARGS + 1];
  guint n_args;
  const char *arguments;        /* for people: "TASK:task LEN:len [at=addr] [fixed]" */
} KmVerb;

guint km_n_verbs (void);
const KmVerb *km_verb (guint i);
const KmVerb *km_verb_from_name (const char *name);

/* --- The arguments of a line ------------------------------------------------------------------ */

/* What the line says for one argument of its verb. */
typedef struct
{
  const KmVerbArg *spec;
  const KmArg *arg;             /* NULL: left out; of WORDS the first one */
  uint32_t bits;                /* of PROT and GFP, 0 when left out */
} KmSlot;

/* One type for each way of being read. */
typedef struct { KmSlot slot; } KmSlotTask;
typedef struct { KmSlot slot; } KmSlotFile;
typedef struct { KmSlot slot; } KmSlotNumber;
typedef struct { KmSlot slot; } KmSlotBits;
typedef struct { KmSlot slot; } KmSlotWord;
typedef struct { KmSlot slot; } KmSlotWords;    /* a key that may come several times */
typedef struct { KmSlot slot; } KmSlotFlag;

#define KM_KIND(id, name, type, expected) typedef type KmSlot_##id;
#include "core/language/command-kinds.def"
#undef KM_KIND

/* KmArgs_mmap { TASK, LEN, PROT, at, … }: the slots of each verb, by the names of the manifest. A name
 * that is not there does not compile, nor one that is read in the way of another kind. */
#define KM_POS(name, kind) KmSlot_##kind name;
#define KM_OPT(name, kind) KmSlot_##kind name;
#define KM_KEY(name, kind) KmSlot_##kind name;
#define KM_FLAG(name) KmSlotFlag name;
#define KM_COMMAND(verb, handler, flags, help, args) typedef struct { args KmSlot end_; } KmArgs_##verb;
#include "core/language/commands.def"
#undef KM_COMMAND
#undef KM_POS
#undef KM_OPT
#undef KM_KEY
#undef KM_FLAG

/* A line about to run. */
struct _KmCall
{
  KmMachine *m;
  const KmLine *line;
  const KmVerb *verb;
  const KmTask *task;           /* the task whose context names are known, or NULL */
  KmSlot slot[KM_VERB_MAX_ARGS + 1];    /* km_call_bind () */

  /* What the handler found out */
  gboolean has_result;
  gboolean is_none;             /* a simulated failure: the result is `none` */
  KmNameKind result_kind;
  uint32_t result, result_ref;
};

/* Checks verb, number, place and form of every argument; nothing needs to have run. */
const KmVerb *km_call_check (const KmLine *line, GError **error);

/* Fills the slots from a line that has been checked. */
void km_call_bind (KmCall *call);
/* Its value, at most @max; @fallback when it was left out. */
gboolean km_call_value (const KmCall *call, KmSlotNumber number, uint64_t fallback, uint64_t max,
                        uint64_t *value, GError **error);
gboolean km_call_eval (const KmCall *call, const char *text, guint column, uint64_t max,
                       uint64_t *value, GError **error);
/* The task that is named; its context names are known from here on. */
const KmTask *km_call_task (KmCall *call, KmSlotTask task, GError **error);
const KmFile *km_call_file (const KmCall *call, KmSlotFile file, GError **error);
/* The next of several after @before, NULL for the first; NULL when there is none. */
const KmArg *km_call_next (const KmCall *call, KmSlotWords words, const KmArg *before);
gboolean km_prot_parse (const char *text, uint32_t *prot);
/* @path as the command means it: relative to the folder of the script. */
char *km_machine_path (const KmMachine *m, const char *path);
/* What stands behind "NAME =" of the line: an address, or a frame with its order for @ref. */
void km_call_result (KmCall *call, KmNameKind kind, uint32_t value, uint32_t ref);
/* A simulated failure, "mmap: ENOMEM": printed, and the result is none. */
void km_call_fail (KmCall *call, const char *what);
/* FILE:LINE:COLUMN and the message. */
void km_call_error (const KmCall *call, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

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

#define KM_COMMAND(verb, handler, flags, help, arguments)                                       \
  gboolean handler (KmCall *call, const KmArgs_##verb *args, GError **error);
#include "core/language/commands.def"
#undef KM_COMMAND

G_END_DECLS
