/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What a verb is: each module brings its verbs in its module.def, core/modules.def lists the modules. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
#define KM_KIND(id, name, type, expected) KM_VERB_ARG_##id,
#include "core/language/command-kinds.def"
#undef KM_KIND
} KmVerbArgKind;

typedef struct
{
  const char *name;
  KmVerbArgKind kind;
  gboolean optional, keyed;
} KmVerbArg;

enum { READS = 1, RESULT = 2, FIRST = 4 };

typedef struct _KmCall KmCall;
typedef gboolean (*KmVerbHandler) (KmCall *call, GError **error);

#define KM_VERB_MAX_ARGS 20     /* and one that ends them in the manifest */
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

G_END_DECLS
