/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/daemon.h"

/* 1 + the word's number in the arena, so that 0 is none. */
static uint32_t
number_of (const KmMachine *m, const uint32_t *word)
{
  return (uint32_t) (word - (const uint32_t *) m->store.arena) + 1;
}

static guint
index_of (const KmMachine *m, const KmDaemon *daemon)
{
  guint i = 0;

  while (m->daemons[i] != NULL && m->daemons[i] != daemon)
    i++;
  g_assert (m->daemons[i] != NULL && i < KM_MAX_DAEMONS);
  return i;
}

static uint32_t
next_place (KmMachine *m)
{
  KM_BUMP (m, m->state->last_wake, 1);
  return m->state->last_wake;
}

void
km_daemon_wake (KmMachine *m, const KmDaemon *daemon)
{
  const uint32_t *woken = &m->state->daemon_woken[index_of (m, daemon)];

  if (*woken == 0)
    KM_EDIT (m, *woken, next_place (m));
}

gboolean
km_daemon_is_woken (const KmMachine *m, const KmDaemon *daemon)
{
  return m->state->daemon_woken[index_of (m, daemon)] != 0;
}

void
km_daemon_run (KmMachine *m, const KmDaemon *daemon)
{
  KM_EDIT (m, m->state->daemon_woken[index_of (m, daemon)], 0);
  daemon->run (m);
}

void
km_task_sleep (KmMachine *m, const KmTask *task, const uint32_t *word)
{
  g_assert (task->sleeps_on == 0);
  KM_EDIT (m, task->sleeps_on, number_of (m, word));
  KM_EDIT (m, task->woken, next_place (m));
  if (task->sleeps_in == 0)
    KM_EDIT (m, task->sleeps_in, m->last_serial + 1);
}

/* The place that a task took when it fell asleep is the order of the queue; another is taken when it wakes. */
static const KmTask *
first_sleeper (const KmMachine *m, uint32_t sleeps_on)
{
  const KmTask *first = NULL;

  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    if (task->sleeps_on == sleeps_on && (first == NULL || task->woken < first->woken))
      first = task;
  return first;
}

void
km_wake_up (KmMachine *m, const uint32_t *word)
{
  uint32_t sleeps_on = number_of (m, word);
  const KmTask *task;

  while ((task = first_sleeper (m, sleeps_on)) != NULL)
    {
      KM_EDIT (m, task->sleeps_on, 0);
      KM_EDIT (m, task->woken, next_place (m));
    }
}

static const KmDaemon *
first_daemon (const KmMachine *m, uint32_t *place)
{
  const KmDaemon *first = NULL;

  for (guint i = 0; m->state->auto_daemons && m->daemons[i] != NULL; i++)
    if (m->state->daemon_woken[i] != 0 && m->state->daemon_woken[i] < *place)
      {
        first = m->daemons[i];
        *place = m->state->daemon_woken[i];
      }
  return first;
}

static const KmTask *
first_woken_task (const KmMachine *m, uint32_t *place)
{
  const KmTask *first = NULL;

  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    if (task->sleeps_in != 0 && task->sleeps_on == 0 && task->woken < *place)
      {
        first = task;
        *place = task->woken;
      }
  return first;
}

gboolean
km_woken_next (KmMachine *m, const KmDaemon **daemon, const KmTask **task)
{
  uint32_t place = G_MAXUINT32;

  *daemon = first_daemon (m, &place);
  *task = first_woken_task (m, &place);
  if (*task != NULL)
    {
      *daemon = NULL;
      KM_EDIT (m, (*task)->woken, 0);
    }
  return *task != NULL || *daemon != NULL;
}
