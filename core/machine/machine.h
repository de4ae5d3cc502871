/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The machine: the facade of core. Everything above sees a const KmMachine, runs command lines, and
 * moves a cursor over the steps they left behind.
 *
 *   commands   | exec sh …          | write sh …                        |
 *   steps      1  2  3  …      done  …  page-fault  pte-set  …      done
 *                                            ▲ cursor: the arena is in the state after this step
 *
 * A command issued while the cursor lies in the past cuts the future off and keeps it as a branch.
 */

#include "core/machine/state.h"
#include "core/machine/steps.h"

G_BEGIN_DECLS

/* --- The machine ---------------------------------------------------------------------------- */

/* One line that ran. */
typedef struct
{
  uint32_t serial;              /* its own for the life of the machine */
  char *text;                   /* as typed, without a comment */
  uint32_t first_step, last_step;   /* 1-based, inclusive */
  char *transcript;             /* what it printed, may be "" */
  KmTaskId task;                /* the one it names or starts, whoever runs; none: it is about no task */
} KmCommandRecord;

typedef struct
{
  char *name;
  uint32_t fork;                /* the step after which it left */
  uint32_t after;               /* serial of the command that ends there, 0: none */
  KmTail tail;
  GPtrArray *commands;          /* KmCommandRecord */
} KmBranch;

typedef struct _KmMachine KmMachine;
struct _KmMachine
{
  KmStore store;
  const KmState *state;         /* NULL before the machine has booted */
  KmTable frames, contents, pageblocks, tasks, mms, vmas, anon_vmas, files, nodes, words, names;

  GPtrArray *commands;          /* KmCommandRecord of the present line of history */
  GPtrArray *branches;          /* KmBranch */
  uint32_t last_serial;
  char *base_dir;               /* relative paths of commands start here; NULL: current folder */

  /* While a command runs */
  gboolean busy;
  guint cpu;                    /* the CPU it runs on */
  gboolean quiet;               /* steps are left out: the next one owns what happens */
  GString *out;                 /* transcript of the command */
  volatile gint cancelled;
  uint32_t step_limit;          /* steps one command may take */
  uint32_t command_first;       /* step count when it began */
};

#define KM_MACHINE_ERROR (km_machine_error_quark ())
GQuark km_machine_error_quark (void);
typedef enum
{
  KM_MACHINE_ERROR_SYNTAX,      /* message starts with FILE:LINE:COLUMN */
  KM_MACHINE_ERROR_EXPECT,      /* an expectation was not met; likewise */
  KM_MACHINE_ERROR_CANCELLED,
  KM_MACHINE_ERROR_LIMIT
} KmMachineError;

KmMachine *km_machine_new (void);
void km_machine_free (KmMachine *machine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmMachine, km_machine_free)

/* Runs one line of the command language at the cursor. A machine that has not booted boots with the
 * defaults first, unless the line is `machine …`. Nothing changes when it fails.
 * @file and @line_no name the place in messages. @transcript, if given, receives what was printed,
 * to be freed with g_free (). Mirrors nothing: see core/machine/commands.def for the verbs. */
gboolean km_machine_run (KmMachine *machine, const char *file, guint line_no, const char *line,
                         char **transcript, GError **error);
/* Parses and type-checks without running. */
gboolean km_machine_verify (const char *file, guint line_no, const char *line, GError **error);

/* min_wmark_pages () and its sisters: the mark with what a theft has put on top of it, in
 * frames. */
static inline uint32_t
km_zone_mark (const KmZone *zone, KmWatermark mark)
{
  return zone->watermark[mark] + zone->watermark_boost;
}

/* The cursor: 0 is before the first step; the state is that after step `cursor`. */
uint32_t km_machine_n_steps (const KmMachine *machine);
uint32_t km_machine_cursor (const KmMachine *machine);
void km_machine_goto (KmMachine *machine, uint32_t step);

/* @step is 1-based: 1 … n_steps. */
const KmStepInfo *km_machine_step_info (const KmMachine *machine, uint32_t step);
KmStepKind km_machine_step_kind (const KmMachine *machine, uint32_t step);
/* Words of its arguments; NULL for none. */
const uint32_t *km_machine_step_args (const KmMachine *machine, uint32_t step);
/* A step that sums up names the frames it dealt with behind its arguments. Returns how many. Those
 * of pcp-drain and block-steal carry a migrate type above the pfn: of their list, before the
 * theft. */
guint km_machine_step_frames (const KmMachine *machine, uint32_t step, const uint32_t **frames);
#define KM_STEP_MT_SHIFT 24
#define KM_STEP_PFN(word) ((word) & ((1u << KM_STEP_MT_SHIFT) - 1))
/* The arguments of a step that is known to be of this kind: km_step_get (machine, step, PTE_SET).pfn */
#define km_step_get(machine, step, KIND) \
  km_get_##KIND (km_machine_step_of_kind ((machine), (step), KM_STEP_##KIND))
/* Its words; those of zeros when it is of another kind, which is a programming error. */
const uint32_t *km_machine_step_of_kind (const KmMachine *machine, uint32_t step, KmStepKind kind);
/* Value of the argument KM_NAME_… of a step of any kind; FALSE when that kind has none of this name.
 * @kind may be NULL. */
gboolean km_machine_step_arg (const KmMachine *machine, uint32_t step, KmArgName name,
                              uint64_t *value, KmArgKind *kind);
/* The argument in words, as the texts show it ("0xbffde010", "HighMem"); NULL when unknown. */
char *km_machine_step_arg_text (const KmMachine *machine, uint32_t step, KmArgName name);
/* The same as a sentence says it: "294 408", "ZONE_HIGHMEM", "0x01004067". */
char *km_machine_step_arg_words (const KmMachine *machine, uint32_t step, KmArgName name);
/* The number that TEXT begins with in groups of three: "294408 frames" is "294 408 frames". */
char *km_count_words (const char *text);
#define KM_NARROW_SPACE "\342\200\257"   /* U+202F, at which no line is broken */
/* Index into machine->commands of the command that owns @step. */
guint km_machine_step_command (const KmMachine *machine, uint32_t step);
/* The task that the step at the cursor is about: the one its command names or starts, else the one
 * that runs; NULL when there is neither. */
const KmTask *km_machine_subject (const KmMachine *machine);
/* A step by number, KIND or KIND#n within command @command; 0 when there is none. */
uint32_t km_machine_find_step (const KmMachine *machine, guint command, const char *name);

/* Branches: switching to one makes the present future a branch of the same name. FALSE when the
 * branch left another line of history than the present one: switch to that first. */
guint km_machine_n_branches (const KmMachine *machine);
const KmBranch *km_machine_branch (const KmMachine *machine, guint i);
gboolean km_machine_switch_branch (KmMachine *machine, guint i);

/* A value or query of the language ("stack_start", "rss sh", "free HighMem") at the cursor, in the
 * context of task @task (may be NULL). */
gboolean km_machine_evaluate (const KmMachine *machine, const char *task, const char *expression,
                              uint64_t *value, GError **error);
/* What `print WHAT` would write at the cursor. */
char *km_machine_print (const KmMachine *machine, const char *what, GError **error);

uint64_t km_machine_hash (const KmMachine *machine);
/* Every invariant across modules; FALSE with a message for the first that does not hold. */
gboolean km_machine_check (const KmMachine *machine, GError **error);

/* --- Reading the state ----------------------------------------------------------------------- */

const KmFrame *km_frame (const KmMachine *m, KmPfn pfn);
/* Of the frame's own record: right for the first frame of a block only. */
KmUse km_frame_use (const KmFrame *frame);
/* First frame of the block that holds @pfn, free or in use, and its order. A frame that is in no
 * block (a hole, reserved) is a block of its own. */
KmPfn km_frame_block (const KmMachine *m, KmPfn pfn, guint *order);
/* What the frame is used for, wherever in its block it lies. */
KmUse km_frame_use_at (const KmMachine *m, KmPfn pfn);
uint32_t km_frame_content (const KmMachine *m, KmPfn pfn);
KmMigrateType km_pageblock_type (const KmMachine *m, KmPfn pfn);
const KmTask *km_task (const KmMachine *m, KmTaskId id);
const KmMm *km_mm (const KmMachine *m, KmMmId id);
const KmVma *km_vma (const KmMachine *m, KmVmaId id);
const KmFile *km_file (const KmMachine *m, KmFileId id);
/* The frame in which page INDEX of the file is cached, find_get_page (); 0 when it is not. */
KmPfn km_file_page (const KmMachine *m, const KmFile *file, uint32_t index);
/* The words of a page-table frame, or NULL. */
const uint32_t *km_frame_words (const KmMachine *m, KmPfn pfn);
/* By the name that the script gave to it; NULL when nobody that lives has it. */
const KmTask *km_task_from_name (const KmMachine *m, const char *name);
/* That name: up to KM_NAME_MAX letters, of which comm has the first 15. */
const char *km_task_name (const KmMachine *m, const KmTask *task);
/* What the page belongs to, page->mapping: a file, or an anon_vma; NULL when it is no such page. */
const KmFile *km_frame_file (const KmMachine *m, const KmFrame *frame);
const KmAnonVma *km_frame_anon_vma (const KmMachine *m, const KmFrame *frame);
/* The zone that spans @pfn, or NULL. */
const KmZone *km_zone_of (const KmMachine *m, KmPfn pfn);
const char *km_zone_name (KmZoneIndex zone);       /* "DMA", "Normal", "HighMem", "Movable" */
const char *km_zone_constant (KmZoneIndex zone);   /* "ZONE_DMA" … */
/* The same with any capitals, and as the kernel's constant: "NORMAL", "ZONE_NORMAL". */
gboolean km_zone_from_name (const char *name, KmZoneIndex *zone);
const char *km_migrate_type_name (KmMigrateType mt);
const char *km_layout_name (KmLayoutKind layout);

G_END_DECLS
