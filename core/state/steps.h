/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a step is: its kinds, and for each kind a struct of its arguments, generated from the manifests that core/modules.def lists.
 *
 *   KM_STEP (PTE_SET, …, KM_ARG (addr, ADDR) KM_ARG (pfn, PFN) KM_ARG (entry, PTE))
 *     → KM_STEP_PTE_SET                                the kind
 *     → KmStep_PTE_SET { addr, pfn, entry }            its arguments
 *     → km_step (m, PTE_SET, .addr = …, .pfn = …, .entry = …)          emits one (edit.h)
 *     → km_step_get (machine, step, PTE_SET).pfn                       reads one (cursor.h)
 *
 * A word that is missing, unknown or given twice does not compile.
 */
#pragma once

#include "core/base/types.h"

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What a step is about: gives its colour on the timeline and the stage that follows it. */
typedef enum
{
  KM_SUB_MACHINE, KM_SUB_EXEC, KM_SUB_VMAS, KM_SUB_TRANSLATE, KM_SUB_FAULT, KM_SUB_BUDDY,
  KM_SUB_CACHE, KM_SUB_RMAP, KM_SUB_LIBC, KM_N_SUBS
} KmSubsystem;

typedef enum { KM_ORIGIN_USER, KM_ORIGIN_CPU, KM_ORIGIN_KERNEL } KmOrigin;

/* How many of the steps a press stops at: those that tell the story, all that the subject is made
 * of, or every one. A step of one depth is also one of the deeper ones. */
typedef enum { KM_DEPTH_STORY, KM_DEPTH_SUBJECT, KM_DEPTH_ALL } KmDepth;

typedef enum
{
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args) KM_STEP_##id,
#include "core/modules.def"
  KM_N_STEP_KINDS
} KmStepKind;

/* How an argument is kept and shown. */
typedef enum
{
#define KM_KIND(id, type) KM_ARG_##id,
#include "core/state/step-kinds.def"
#undef KM_KIND
  KM_N_ARG_KINDS
} KmArgKind;

#define KM_KIND(id, type) typedef type KmArg_##id;
#include "core/state/step-kinds.def"
#undef KM_KIND

/* The name of an argument, for who asks a step of any kind: KM_ARG_NAME_pfn. */
typedef enum
{
#define KM_ARG_NAME(id, text) KM_ARG_NAME_##id,
#include "core/state/step-names.def"
#undef KM_ARG_NAME
  KM_N_ARG_NAMES
} KmArgName;

/* --- The arguments of each kind --------------------------------------------------------------- */

/* `end_` keeps an argument without a name from compiling, and the struct of none from being empty. */
#define KM_ARG(name, kind) KmArg_##kind name;
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args) \
  typedef struct { args uint32_t end_; } KmStep_##id;
#include "core/modules.def"
#undef KM_ARG

#define KM_ARG(name, kind) + 1
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args) KM_N_ARGS_##id = 0 args,
enum
{
#include "core/modules.def"
};
#undef KM_ARG

/* Words of the journal. */
#define KM_ARG(name, kind) + sizeof (KmArg_##kind) / 4
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args) KM_N_WORDS_##id = 0 args,
enum
{
#include "core/modules.def"
};
#undef KM_ARG

static inline uint32_t *
km_words_put (uint32_t *to, uint64_t value, gsize size)
{
  *to++ = (uint32_t) value;
  if (size == 8)
    *to++ = (uint32_t) (value >> 32);
  return to;
}

static inline const uint32_t *
km_words_get (const uint32_t *from, uint64_t *value, gsize size)
{
  *value = from[0] | (size == 8 ? (uint64_t) from[1] << 32 : 0);
  return from + size / 4;
}

/* km_put_PTE_SET (words, args) and km_get_PTE_SET (words): between the struct and the journal. */
#define KM_ARG(name, kind) to = km_words_put (to, args_.name, sizeof args_.name);
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args) \
  static inline void \
  km_put_##id (uint32_t *to, const KmStep_##id args_) \
  { \
    args \
    (void) to; \
    (void) args_; \
  }
#include "core/modules.def"
#undef KM_ARG

#define KM_ARG(name, kind) \
  from = km_words_get (from, &value_, sizeof args_.name); \
  args_.name = (KmArg_##kind) value_;
#define KM_STEP(id, name, subsystem, origin, function, file, depth, args) \
  static inline KmStep_##id \
  km_get_##id (const uint32_t *from) \
  { \
    KmStep_##id args_ = { .end_ = 0 }; \
    uint64_t value_ = 0; \
    args \
    (void) from; \
    (void) value_; \
    return args_; \
  }
#include "core/modules.def"
#undef KM_ARG

/* --- What is known of a kind ------------------------------------------------------------------ */

/* In the list of frames behind the words of a step that sums up: a migrate type above the pfn. */
#define KM_STEP_MT_SHIFT 24
#define KM_STEP_PFN(word) ((word) & ((1u << KM_STEP_MT_SHIFT) - 1))

#define KM_MAX_ARGS 8           /* and one that ends them in the manifest */

typedef struct
{
  const char *name;             /* "pfn" */
  KmArgName id;
  KmArgKind kind;
  guint word;                   /* where it starts */
  guint n_words;                /* 1 or 2 */
} KmArgInfo;

typedef struct
{
  const char *id;               /* "PAGE_FAULT" */
  const char *name;             /* "page-fault" */
  KmSubsystem subsystem;
  KmOrigin origin;
  KmDepth depth;                /* the least at which a press stops here, if nobody says otherwise */
  const char *function;         /* the kernel's, or what the processor does */
  const char *file;             /* of Linux 5.10, or the section of the processor's manual */
  guint n_args;
  guint n_words;
  KmArgInfo args[KM_MAX_ARGS + 1];
} KmStepInfo;

const KmStepInfo *km_step_info (KmStepKind kind);
/* KM_N_STEP_KINDS when there is no such kind. */
KmStepKind km_step_kind_from_name (const char *name);
/* KM_N_ARG_NAMES when no step has an argument of this name. */
KmArgName km_arg_name_from_text (const char *text);
/* "fault", as lessons name it; KM_N_SUBS when there is no such subsystem. */
const char *km_subsystem_name (KmSubsystem subsystem);
KmSubsystem km_subsystem_from_name (const char *name);
/* "story", "subject", "all" */
gboolean km_depth_from_name (const char *name, KmDepth *depth);

G_END_DECLS
