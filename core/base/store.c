/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/store.h"

#include <sys/mman.h>

#include "core/base/hash.h"

#define SPARE_EDITS (2u << 20)  /* more than any command needs that does not ask whether to stop */
#define SPARE_STEPS (1u << 16)
#define FAR_EDITS (8u << 20)     /* read in one move: then the memory it needed is given back */
#define MAX_BYTES (4ull << 30)  /* of each array */

enum { EDITS, STEPS, ARGS, N_ARRAYS };

/* How far the arrays go now, in their own units. */
static void
set_limits (KmStore *store)
{
  store->max_edits = store->growing[EDITS].mapped / sizeof (KmEdit);
  store->max_steps = store->growing[STEPS].mapped / sizeof (KmStepRecord);
  store->max_args = store->growing[ARGS].mapped / sizeof (uint32_t);
  store->limit = store->journal_off ? 0 : store->max_edits;
  store->low_edits = store->full || store->max_edits < SPARE_EDITS ? G_MAXUINT64
                                                                   : store->max_edits - SPARE_EDITS;
}

/* Once the disk is full the arrays stay as they are: the spare room is for the command to end. */
void
km_store_grow (KmStore *store, uint16_t n_args)
{
  gboolean ok = TRUE;

  while (ok && store->n_edits + SPARE_EDITS > store->growing[EDITS].mapped / sizeof (KmEdit))
    ok = km_growing_extend (&store->growing[EDITS]);
  while (ok && store->n_steps + 2 * SPARE_STEPS
               > store->growing[STEPS].mapped / sizeof (KmStepRecord))
    ok = km_growing_extend (&store->growing[STEPS]);
  while (ok && (uint64_t) store->n_args + n_args + 16 * SPARE_STEPS
               > store->growing[ARGS].mapped / sizeof (uint32_t))
    ok = km_growing_extend (&store->growing[ARGS]);
  store->full |= !ok;
  set_limits (store);
  if (store->n_steps >= store->max_steps || store->n_args + n_args > store->max_args)
    g_error ("the journal is used up within one command");
}

static uint64_t
share (uint64_t budget, uint32_t of_12)
{
  return MAX ((budget / 12 * of_12) & ~(uint64_t) (KM_HUGE - 1), KM_HUGE);
}

void
km_store_init (KmStore *store, uint64_t size, uint64_t budget)
{
  memset (store, 0, sizeof *store);
  store->size = (size + KM_PAGE_SIZE - 1) & ~(uint64_t) (KM_PAGE_SIZE - 1);
  store->reserved = store->size;
  store->arena = km_reserve (store->reserved);
#ifdef KM_SHADOW
  store->shadow = km_reserve (store->reserved);
#endif
  km_growing_init (&store->growing[EDITS], share (budget, 7), MAX_BYTES);
  km_growing_init (&store->growing[STEPS], share (budget, 2), MAX_BYTES);
  km_growing_init (&store->growing[ARGS], share (budget, 3), MAX_BYTES);
  km_strides_init (&store->strides, store->size / sizeof (uint32_t));
  store->edits = (KmEdit *) store->growing[EDITS].start;
  store->steps = (KmStepRecord *) store->growing[STEPS].start;
  store->args = (uint32_t *) store->growing[ARGS].start;
  set_limits (store);
}

void
km_store_clear (KmStore *store)
{
  if (store->arena == NULL)
    return;
  munmap (store->arena, store->reserved);
  if (store->shadow != NULL)
    munmap (store->shadow, store->reserved);
  for (guint i = 0; i < N_ARRAYS; i++)
    km_growing_clear (&store->growing[i]);
  km_strides_clear (&store->strides);
  memset (store, 0, sizeof *store);
}

void
km_store_note_slow (KmStore *store, uint32_t offset, uint32_t change)
{
  if (store->journal_off)
    return;
  g_assert (store->recording);
  if (store->n_edits == store->max_edits)
    km_store_grow (store, 0);   /* a step with more changes than there is spare room */
  if (store->n_edits == store->max_edits)
    g_error ("the journal is used up after %" G_GUINT64_FORMAT " changes", store->max_edits);
  store->edits[store->n_edits++] = (KmEdit) { offset, change };
#ifdef KM_SHADOW
  ((uint32_t *) store->shadow)[offset] ^= change;
#endif
}

/* From @backed on up to @wanted bytes, in whole huge pages. */
static void
back (void *array, uint64_t *backed, uint64_t wanted, uint64_t size)
{
  uint64_t end = MIN ((wanted + KM_HUGE - 1) & ~(uint64_t) (KM_HUGE - 1), size);
  volatile uint8_t *bytes = array;

  if (end <= *backed)
    return;
#ifdef MADV_POPULATE_WRITE
  if (madvise ((uint8_t *) array + *backed, end - *backed, MADV_POPULATE_WRITE) == 0)
    *backed = end;
#endif
  for (; *backed < end; *backed += KM_PAGE_SIZE)        /* hosts before Linux 5.14 */
    bytes[*backed] = bytes[*backed];
  *backed = end;
}

void
km_store_prefault (KmStore *store, uint32_t steps)
{
  const uint32_t edits_a_step = 4, args_a_step = 5;

  if (store->arena == NULL)
    return;
  back (store->edits, &store->backed[0],
        (store->n_edits + (uint64_t) steps * edits_a_step) * sizeof (KmEdit),
        store->max_edits * sizeof (KmEdit));
  back (store->steps, &store->backed[1],
        ((uint64_t) store->n_steps + steps) * sizeof (KmStepRecord),
        (uint64_t) store->max_steps * sizeof (KmStepRecord));
  back (store->args, &store->backed[2],
        ((uint64_t) store->n_args + (uint64_t) steps * args_a_step) * sizeof (uint32_t),
        (uint64_t) store->max_args * sizeof (uint32_t));
}

void
km_store_sum_up (KmStore *store)
{
  km_strides_prepare (&store->strides, store->edits, store->n_edits);
}

void
km_store_map_steps (KmStore *store)
{
  if (store->arena != NULL)
    km_growing_map (&store->growing[STEPS], (uint64_t) store->n_steps * sizeof (KmStepRecord));
}

void
km_store_set_journal (KmStore *store, gboolean on)
{
  store->journal_off = !on;
  set_limits (store);
}

void
km_store_forget (KmStore *store)
{
  g_assert (store->cursor == store->n_steps);
  store->n_edits = 0;
  km_strides_cut (&store->strides, 0);
  store->n_steps = store->n_args = store->cursor = 0;
}

gboolean
km_store_is_nearly_full (const KmStore *store)
{
  return store->full
         && (store->n_edits + SPARE_EDITS / 2 > store->max_edits
             || store->n_steps + SPARE_STEPS > store->max_steps
             || store->n_args + 8u * SPARE_STEPS > store->max_args);
}

void
km_store_merge_step (KmStore *store)
{
  uint64_t first = km_store_edits_before (store, store->n_steps);

  store->n_edits = first + km_edits_merge (store->edits + first, store->n_edits - first);
}

/* XOR commutes, so the entries of any stretch of steps may be applied in one go in either
 * direction. */
static void
apply (KmStore *store, uint64_t from, uint64_t to)
{
  uint64_t read = km_strides_apply (&store->strides, (uint32_t *) store->arena,
                                    store->edits, from, to);

  if (read > FAR_EDITS)
    for (guint i = 0; i < N_ARRAYS; i++)
      km_growing_release (&store->growing[i]);
#ifdef KM_SHADOW
  /* The plain way: what the sums do to the arena is compared with it. */
  for (uint64_t i = from; i < to; i++)
    ((uint32_t *) store->shadow)[store->edits[i].offset] ^= store->edits[i].change;
#endif
}

void
km_store_goto (KmStore *store, uint32_t step)
{
  uint64_t here, there;

  g_assert (step <= store->n_steps);
  here = km_store_edits_before (store, store->cursor);
  there = km_store_edits_before (store, step);
  apply (store, MIN (here, there), MAX (here, there));
  store->cursor = step;
}

void
km_store_rollback (KmStore *store, uint32_t step)
{
  uint64_t first = km_store_edits_before (store, step);

  g_assert (store->cursor == store->n_steps && step <= store->n_steps);
  apply (store, first, store->n_edits);
  store->n_edits = first;
  km_strides_cut (&store->strides, first);
  if (step < store->n_steps)
    store->n_args = store->steps[step].args_start;
  store->n_steps = store->cursor = step;
}

void
km_store_visit_step (const KmStore *store, uint32_t step,
                     void (*visit) (uint32_t word, gpointer data), gpointer data)
{
  g_return_if_fail (step < store->n_steps);
  for (uint64_t i = km_store_edits_before (store, step); i < store->steps[step].edits_end; i++)
    visit (store->edits[i].offset, data);
}

void
km_store_read_before (const KmStore *store, const void *place, void *copy, size_t size)
{
  uint32_t first = (uint32_t) (((const uint8_t *) place - store->arena) / 4);
  uint32_t *words = copy;

  memcpy (copy, place, size);
  if (store->cursor == 0)
    return;
  for (uint64_t i = km_store_edits_before (store, store->cursor - 1);
       i < store->steps[store->cursor - 1].edits_end; i++)
    if (store->edits[i].offset >= first && store->edits[i].offset - first < size / 4)
      words[store->edits[i].offset - first] ^= store->edits[i].change;
}

void
km_store_cut_tail (KmStore *store, KmTail *tail)
{
  uint64_t first = km_store_edits_before (store, store->cursor);
  uint32_t first_arg = store->cursor < store->n_steps ? store->steps[store->cursor].args_start
                                                      : store->n_args;

  tail->fork = store->cursor;
  tail->n_edits = store->n_edits - first;
  tail->edits = g_memdup2 (store->edits + first, tail->n_edits * sizeof (KmEdit));
  tail->n_steps = store->n_steps - store->cursor;
  tail->steps = g_memdup2 (store->steps + store->cursor, tail->n_steps * sizeof (KmStepRecord));
  tail->n_args = store->n_args - first_arg;
  tail->args = g_memdup2 (store->args + first_arg, tail->n_args * sizeof (uint32_t));
  store->n_edits = first;
  km_strides_cut (&store->strides, first);
  store->n_args = first_arg;
  store->n_steps = store->cursor;
}

void
km_store_append_tail (KmStore *store, KmTail *tail)
{
  g_assert (store->cursor == tail->fork && store->n_steps == store->cursor);
  /* Up to the fork nothing has changed, so the records' absolute offsets still hold, and the arrays
   * have reached as far before. */
  if (tail->n_edits > 0)
    memcpy (store->edits + store->n_edits, tail->edits, tail->n_edits * sizeof (KmEdit));
  if (tail->n_steps > 0)
    memcpy (store->steps + store->n_steps, tail->steps, tail->n_steps * sizeof (KmStepRecord));
  if (tail->n_args > 0)
    memcpy (store->args + store->n_args, tail->args, tail->n_args * sizeof (uint32_t));
  store->n_edits += tail->n_edits;
  store->n_steps += tail->n_steps;
  store->n_args += tail->n_args;
  km_tail_clear (tail);
}

void
km_tail_clear (KmTail *tail)
{
  g_free (tail->edits);
  g_free (tail->steps);
  g_free (tail->args);
  memset (tail, 0, sizeof *tail);
}

uint64_t
km_store_hash (const KmStore *store)
{
  return km_hash_bytes (store->arena, store->size, 0);
}

gboolean
km_store_shadow_check (const KmStore *store, uint32_t *word)
{
  const uint32_t *a = (const uint32_t *) store->arena;
  const uint32_t *b = (const uint32_t *) store->shadow;

  if (b == NULL || memcmp (a, b, store->size) == 0)
    return TRUE;
  for (*word = 0; a[*word] == b[*word]; (*word)++)
    ;
  return FALSE;
}

void
km_store_copy (KmStore *store, const void *to, const void *from, size_t size)
{
  const uint8_t *source = from, *target = to;

  g_assert (size % 4 == 0);
  for (size_t i = 0; i < size; i += 4)
    km_store_write (store, target + i, source + i, 4);
}

void
km_store_zero (KmStore *store, const void *at, size_t size)
{
  static const uint32_t zero = 0;

  g_assert (size % 4 == 0);
  for (size_t i = 0; i < size; i += 4)
    km_store_write (store, (const uint8_t *) at + i, &zero, 4);
}
