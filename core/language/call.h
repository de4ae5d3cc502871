/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* A line about to run: its arguments in typed slots, and what its handler found out. */

#include "core/language/script.h"
#include "core/language/verb.h"
#include "core/state/edit.h"

G_BEGIN_DECLS

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
#include "core/modules.def"
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
  KmTaskId subject;             /* whom the command is about, also when it has ended that task */
  gboolean has_result;
  gboolean is_none;             /* a simulated failure: the result is `none` */
  KmNameKind result_kind;
  uint32_t result, result_ref;
};

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
/* @path as the command means it: relative to the folder of the script. */
char *km_machine_path (const KmMachine *m, const char *path);
/* What stands behind "NAME =" of the line: an address, or a frame with its order for @ref. */
void km_call_result (KmCall *call, KmNameKind kind, uint32_t value, uint32_t ref);
/* A simulated failure, "mmap: ENOMEM": printed, and the result is none. */
void km_call_fail (KmCall *call, const char *what);
/* FILE:LINE:COLUMN and the message. */
void km_call_error (const KmCall *call, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

#define KM_COMMAND(verb, handler, flags, help, arguments)                                       \
  gboolean handler (KmCall *call, const KmArgs_##verb *args, GError **error);
#include "core/modules.def"

G_END_DECLS
