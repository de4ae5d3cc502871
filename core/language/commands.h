/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The verbs and what a line has to look like: each module brings its verbs in its module.def, core/modules.def lists the
 * modules. core/language/call.h runs a line that fits. */

#include <stdint.h>

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

/* Checks verb, number, place and form of every argument; nothing needs to have run. */
const KmVerb *km_verb_check (const KmLine *line, GError **error);
/* The argument of the manifest that one of the line is for; NULL for cpu=, which all verbs know. @position counts the
 * ones without a key. */
const KmVerbArg *km_verb_arg_of (const KmVerb *verb, const KmArg *arg, guint *position);

/* "rw", "r", "none" as KM_VM_READ …; FALSE for other words. */
gboolean km_prot_parse (const char *text, uint32_t *prot);

G_END_DECLS
