/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/frames.h"

#define USE_MASK (0xfu << KM_PG_USE_SHIFT)

void
km_frames_add_head (KmMachine *m, const KmFrameList *list, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->prev, 0);
  KM_EDIT (m, frame->next, list->head);
  if (list->head != 0)
    KM_EDIT (m, km_frame_at (m, list->head)->prev, pfn);
  else
    KM_EDIT (m, list->tail, pfn);
  KM_EDIT (m, list->head, pfn);
  KM_BUMP (m, list->count, 1);
}

void
km_frames_add_tail (KmMachine *m, const KmFrameList *list, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->next, 0);
  KM_EDIT (m, frame->prev, list->tail);
  if (list->tail != 0)
    KM_EDIT (m, km_frame_at (m, list->tail)->next, pfn);
  else
    KM_EDIT (m, list->head, pfn);
  KM_EDIT (m, list->tail, pfn);
  KM_BUMP (m, list->count, 1);
}

void
km_frames_remove (KmMachine *m, const KmFrameList *list, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  if (frame->prev != 0)
    KM_EDIT (m, km_frame_at (m, frame->prev)->next, frame->next);
  else
    KM_EDIT (m, list->head, frame->next);
  if (frame->next != 0)
    KM_EDIT (m, km_frame_at (m, frame->next)->prev, frame->prev);
  else
    KM_EDIT (m, list->tail, frame->prev);
  KM_EDIT (m, frame->next, 0);
  KM_EDIT (m, frame->prev, 0);
  KM_BUMP (m, list->count, -1u);
}

void
km_frame_set_use (KmMachine *m, KmPfn pfn, KmUse use)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->flags, (frame->flags & ~USE_MASK) | (uint32_t) use << KM_PG_USE_SHIFT);
}

void
km_frame_flag (KmMachine *m, KmPfn pfn, uint32_t flag, gboolean on)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->flags, on ? frame->flags | flag : frame->flags & ~flag);
}

void
km_frame_set_content (KmMachine *m, KmPfn pfn, uint32_t content)
{
  KM_EDIT (m, *km_frame_content_at (m, pfn), content);
}

uint32_t
km_content_unique (KmMachine *m)
{
  KM_BUMP (m, m->state->next_content, 1);
  return m->state->next_content;
}

const uint32_t *
km_frame_add_words (KmMachine *m, KmPfn pfn)
{
  KmWordsId id = km_words_take (m);
  const KmWords *words = km_words (m, id);

  if (words == NULL)
    return NULL;
  KM_EDIT (m, words->pfn, pfn);
  km_frame_set_content (m, pfn, KM_CONTENT_WORDS | KM_ID_INDEX (id.value));
  return words->word;
}

void
km_frame_drop_words (KmMachine *m, KmPfn pfn)
{
  uint32_t content = km_frame_content (m, pfn);
  const KmWords *words;

  g_assert (content & KM_CONTENT_WORDS);
  words = km_table_at (&m->store, &m->tables.words, content & ~KM_CONTENT_WORDS);
  km_words_give (m, (KmWordsId) { words->id });
  km_frame_set_content (m, pfn, 0);
}

void
km_zone_count (KmMachine *m, const KmZone *zone, KmZoneStat stat, int32_t by)
{
  KM_BUMP (m, zone->stat[stat], (uint32_t) by);
}

void
km_node_count (KmMachine *m, KmNodeStat stat, int32_t by)
{
  KM_BUMP (m, m->state->node_stat[stat], (uint32_t) by);
}

void
km_event (KmMachine *m, KmEvent event, uint32_t by)
{
  KM_BUMP (m, m->state->event[event], by);
}
