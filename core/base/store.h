/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The store: one arena that holds the whole simulated computer, and the journal of its changes.
 *
 *   arena    | KmState | frames | contents | pageblocks | tasks | areas | ... |
 *            0         ^ every table at a fixed offset for the life of the machine
 *
 *   edits    | off,xor | off,xor | off,xor | off,xor | off,xor | ...
 *   steps    |         step 1    |       step 2      | ...          cursor = steps applied
 *
 * Every write goes through KM_SET (), which stores the new value and notes (offset of the word,
 * old XOR new). XOR is its own inverse and does not mind the same word twice, so undo and redo are
 * the same loop over the same entries, only in the other order of steps. A design in which whole
 * records are opened for editing and compared at the end of the step was rejected: it needs a
 * look-up for each opening, leaves stale pointers behind, and copies 32 bytes to find one word.
 *
 * Invariants:
 *  - no pointer, no floating point number and no host data in the arena;
 *  - readers hold const pointers into the arena; only KM_SET (), km_store_copy () and
 *    km_store_zero () write, and only while a command is being recorded;
 *  - edits [0, edits of the step at the cursor) are applied, the rest are not.
 *
 * With KM_NO_JOURNAL writes are plain stores and there are no steps: what `vmsim bench` measures
 * against. With KM_SHADOW a second copy of the arena is kept by the journal alone;
 * km_store_shadow_check () finds a write that bypassed it.
 */

#include "core/base/growing.h"
#include "core/base/strides.h"

G_BEGIN_DECLS

typedef struct
{
  uint64_t edits_end;           /* this step owns the edits from its predecessor's end to here */
  uint32_t args_start;          /* into KmStore.args */
  uint16_t kind;                /* KmStepKind */
  uint16_t n_args;
} KmStepRecord;

typedef struct
{
  uint8_t *arena;
  uint8_t *shadow;              /* NULL without KM_SHADOW */
  uint64_t size;                /* bytes of the arena in use by tables */
  uint64_t reserved;            /* bytes of address space behind it */

  KmEdit *edits;                /* these three grow: see core/base/growing.h */
  uint64_t n_edits;
  uint64_t max_edits;           /* as far as the array is mapped now */
  uint64_t limit;               /* of n_edits on the fast path: max_edits, 0 with the journal off */
  uint64_t low_edits;           /* n_edits from which on the array grows, in time for any command */
  KmStepRecord *steps;
  uint32_t n_steps;
  uint32_t max_steps;
  uint32_t *args;
  uint32_t n_args;
  uint32_t max_args;
  KmGrowing growing[3];         /* edits, steps, args */
  KmStrides strides;            /* sums of edits, for long jumps */
  gboolean full;                /* the disk has no room for more */

  uint32_t cursor;              /* steps applied: 0 … n_steps */
  gboolean recording;           /* a command runs: writes are allowed */
  gboolean journal_off;         /* benchmarks only: writes are not noted */
  uint64_t backed[3];           /* bytes of edits, steps and args that the host has backed */
} KmStore;

/* Reserves @size bytes of zeroed arena and an empty journal that keeps @budget bytes in memory,
 * what comes later in a file; km_store_clear () gives all back. Untouched parts take no memory. */
void km_store_init (KmStore *store, uint64_t size, uint64_t budget);
void km_store_clear (KmStore *store);

/* Has the host back the journal's memory for about @steps more steps. Called between commands: a
 * first touch costs more than the steps that cause it. */
void km_store_prefault (KmStore *store, uint32_t steps);

/* Sums up whole strides of the journal, so that the first long jump is as cheap as later ones.
 * Called between commands. */
void km_store_sum_up (KmStore *store);

/* Has the steps' records at hand, for those who look at some here and there. When a long recording has
 * ended, from the thread that made it. */
void km_store_map_steps (KmStore *store);

/* Benchmarks only: whether writes are noted at all, and dropping the history behind the present
 * state. */
void km_store_set_journal (KmStore *store, gboolean on);
void km_store_forget (KmStore *store);

/* TRUE when what is left may not hold another command (a fork, the end of a large task). */
gboolean km_store_is_nearly_full (const KmStore *store);

void km_store_grow (KmStore *store, uint16_t n_args);

/* Where the edits of step @step (0-based) begin. */
static inline uint64_t
km_store_edits_before (const KmStore *store, uint32_t step)
{
  return step == 0 ? 0 : store->steps[step - 1].edits_end;
}

/* A step of more edits changes some words again and again: the counters of a batch of frames. One
 * edit for each word is kept of it. */
#define KM_LARGE_STEP 64u
void km_store_merge_step (KmStore *store);

/* Ends a step: the edits since the last one become its own. The caller writes the @n_args words where
 * it says. */
static inline uint32_t *
km_store_begin_step (KmStore *store, uint16_t kind, uint16_t n_args)
{
  uint32_t *args;

  g_assert (store->cursor == store->n_steps);
  if (G_UNLIKELY (store->n_edits - km_store_edits_before (store, store->n_steps) > KM_LARGE_STEP))
    km_store_merge_step (store);
  if (G_UNLIKELY (store->n_edits >= store->low_edits || store->n_steps >= store->max_steps
                  || store->n_args + n_args > store->max_args))
    km_store_grow (store, n_args);
  args = store->args + store->n_args;
  store->steps[store->n_steps] = (KmStepRecord) { store->n_edits, store->n_args, kind, n_args };
  store->n_args += n_args;
  store->cursor = ++store->n_steps;
  return args;
}

/* Takes back the edits after the last step, then every step from @step on, and forgets them. Used
 * when a command must not have happened. The cursor must be at the end. */
void km_store_rollback (KmStore *store, uint32_t step);

/* Moves the cursor; each step passed is undone or redone. */
void km_store_goto (KmStore *store, uint32_t step);

/* First word of each changed place between two cursors, for views that keep a picture of a table:
 * calls @visit with the word offset of each edit of step @step (0-based). */
void km_store_visit_step (const KmStore *store, uint32_t step,
                          void (*visit) (uint32_t word, gpointer data), gpointer data);

/* Copies @size bytes of the arena at @place (whole words) as they were before the step at the cursor. */
void km_store_read_before (const KmStore *store, const void *place, void *copy, size_t size);

/* The future cut off from the cursor on, to be kept as a branch and put back later. */
typedef struct
{
  uint32_t fork;                /* the cursor at which it starts */
  KmEdit *edits;
  uint64_t n_edits;
  KmStepRecord *steps;
  uint32_t n_steps;
  uint32_t *args;
  uint32_t n_args;
} KmTail;

void km_store_cut_tail (KmStore *store, KmTail *tail);
/* The cursor must be at @tail->fork and nothing may lie after it. The tail is emptied. */
void km_store_append_tail (KmStore *store, KmTail *tail);
void km_tail_clear (KmTail *tail);

uint64_t km_store_hash (const KmStore *store);
/* TRUE when arena and shadow agree, or when there is no shadow; else @word is the first that
 * differs. */
gboolean km_store_shadow_check (const KmStore *store, uint32_t *word);

void km_store_note_slow (KmStore *store, uint32_t offset, uint32_t change);

static inline void
km_store_note (KmStore *store, const void *word, uint32_t change)
{
#ifndef KM_NO_JOURNAL
  uint32_t offset = (uint32_t) (((const uint8_t *) word - store->arena) >> 2);

#ifdef KM_SHADOW
  km_store_note_slow (store, offset, change);
#else
  if (G_LIKELY (store->n_edits < store->limit))
    store->edits[store->n_edits++] = (KmEdit) { offset, change };
  else
    km_store_note_slow (store, offset, change);
#endif
#endif
}

/* Writes @size bytes (1, 2, 4 or 8, known at compile time) at @where and notes the words
 * changed. */
static inline void
km_store_write (KmStore *store, const void *where, const void *value, size_t size)
{
  uint8_t *at = (uint8_t *) where;

#ifdef KM_SHADOW                /* a test build */
  g_assert (at >= store->arena && at + size <= store->arena + store->size);
#endif
#ifdef KM_NO_JOURNAL
  memcpy (at, value, size);
#else
  if (size == 4)
    {
      uint32_t old, new;

      memcpy (&old, at, 4);
      memcpy (&new, value, 4);
      if (old == new)
        return;
      memcpy (at, &new, 4);
      km_store_note (store, at, old ^ new);
    }
  else if (size == 8)
    {
      km_store_write (store, at, value, 4);
      km_store_write (store, at + 4, (const uint8_t *) value + 4, 4);
    }
  else
    {
      uint8_t *word = (uint8_t *) ((uintptr_t) at & ~(uintptr_t) 3);
      uint32_t old, new;

      memcpy (&old, word, 4);
      memcpy (at, value, size);
      memcpy (&new, word, 4);
      if (old != new)
        km_store_note (store, word, old ^ new);
    }
#endif
}

/* The one way to change a field: KM_SET (store, frame->refcount, 1). The field may be seen through
 * a const pointer; its type is checked as in an assignment. It lies in the arena: test builds look. */
#define KM_SET(store, field, value)                                                             \
  G_STMT_START {                                                                                \
    const __typeof__ (field) km_set_ = (value);                                                 \
    G_STATIC_ASSERT (sizeof km_set_ <= 8);                                                      \
    km_store_write ((store), &(field), &km_set_, sizeof km_set_);                               \
  } G_STMT_END
/* A field of 64 bits takes no number of 32: -1u would be a large one there. */
#define KM_ADD(store, field, by)                                                                \
  G_STMT_START {                                                                                \
    G_STATIC_ASSERT (sizeof (field) < 8 || sizeof (by) == 8);                                   \
    KM_SET (store, field, (field) + (by));                                                      \
  } G_STMT_END

/* Whole records, @size a multiple of 4. */
void km_store_copy (KmStore *store, const void *to, const void *from, size_t size);
void km_store_zero (KmStore *store, const void *at, size_t size);

G_END_DECLS
