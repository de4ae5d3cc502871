/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kmem events of the page allocator as ftrace prints them: kernel/trace/trace.c,
 * trace_output.c, include/trace/events/kmem.h.
 *
 *   comm-pid [cpu] flags seconds.micros: event: fields
 *               gt-1472    [000] d...     0.000041: mm_page_pcpu_drain: page=c3d187a0 pfn=16317 …
 *
 * Unlike the kernel: there is no clock, so the n-th step happens at n microseconds; with no task
 * current the line belongs to <idle>; frames that a task gives up together are told by mm_page_free
 * alone.
 */
#include "core/report/ftrace.h"

#include "core/physical/buddy.h"
#include "core/report/step-words.h"

typedef struct
{
  KmMachine *m;
  GString *out;
  uint32_t step;
  guint command;                /* that owns the step */
  guint cpu;
  uint32_t gfp;                 /* of the request being served */
  guint order;
  KmMigrateType mt;
  GString *stolen;              /* lines of thefts during a refill, put between its frames */
  GArray *stolen_at;            /* guint: how many frames the refill had by then */
  gboolean refilling;
} Trace;

static void
append_header (GString *out, guint n_events, guint cpus)
{
  g_string_append_printf (out, "# tracer: nop\n#\n"
                          "# entries-in-buffer/entries-written: %u/%u   #P:%u\n#\n", n_events,
                          n_events, cpus);
  g_string_append (out, "#                                _-----=> irqs-off\n"
                        "#                               / _----=> need-resched\n"
                        "#                              | / _---=> hardirq/softirq\n"
                        "#                              || / _--=> preempt-depth\n"
                        "#                              ||| /     delay\n"
                        "#           TASK-PID     CPU#  ||||   TIMESTAMP  FUNCTION\n"
                        "#              | |         |   ||||      |         |\n");
}

/* 1 for `cpu=1` in the line that the step belongs to. */
static guint
cpu_of_command (const KmMachine *m, guint command)
{
  const KmCommandRecord *record = g_ptr_array_index (m->commands, command);
  const char *at = strstr (record->text, " cpu=");

  return at == NULL ? 0 : (guint) MIN (g_ascii_strtoull (at + 5, NULL, 0), KM_MAX_CPUS - 1);
}

static void
append_context (Trace *t, GString *out, gboolean irqs_off)
{
  const KmTask *task = km_task (t->m, t->m->state->cpu[t->cpu].task);

  g_string_append_printf (out, "%16s-%-7u [%03u] %s %5u.%06u: ",
                          task == NULL ? "<idle>" : task->comm,
                          task == NULL ? 0 : task->pid, t->cpu, irqs_off ? "d..." : "....",
                          t->step / 1000000, t->step % 1000000);
}

/* The address of the frame's struct page; none for no frame. */
static KmAddr
page_address (const KmMachine *m, KmPfn pfn)
{
  const KmLayout *layout = &m->state->layout;
  uint32_t size = ((uint64_t) layout->mem_map_frames << KM_PAGE_SHIFT) / layout->max_pfn & ~7u;

  return pfn == 0 ? 0 : KM_PAGE_OFFSET + (layout->mem_map_pfn << KM_PAGE_SHIFT) + pfn * size;
}

static void G_GNUC_PRINTF (5, 6)
append_event (Trace *t, gboolean irqs_off, const char *event, KmPfn pfn, const char *format, ...)
{
  va_list args;

  append_context (t, t->out, irqs_off);
  g_string_append_printf (t->out, "%s: page=%08x pfn=%u ", event, page_address (t->m, pfn), pfn);
  va_start (args, format);
  g_string_append_vprintf (t->out, format, args);
  va_end (args);
  g_string_append_c (t->out, '\n');
}

static void
append_given (Trace *t, KmPfn pfn)
{
  g_autofree char *gfp = km_gfp_to_string (t->gfp);

  append_event (t, FALSE, "mm_page_alloc", pfn, "order=%u migratetype=%u gfp_flags=%s", t->order,
                t->mt, gfp);
}

static void
append_locked (Trace *t, KmPfn pfn, guint order, KmMigrateType mt)
{
  append_event (t, TRUE, "mm_page_alloc_zone_locked", pfn,
                "order=%u migratetype=%u percpu_refill=%d", order, mt, order == 0);
}

/* An urgent request's block is told with the type asked for. */
static void
append_take (Trace *t, const KmStep_BLOCK_TAKE take)
{
  if (take.wanted > 0)
    append_locked (t, take.pfn, take.wanted, t->mt);
}

/* A pageblock kept for urgent requests that is given up is no event of the kernel's. */
static void
append_theft (Trace *t, const KmStep_BLOCK_STEAL steal)
{
  const KmZone *zone = km_zone (t->m, steal.zone);
  GString *out = t->out;
  guint n;

  if (steal.from == KM_MT_HIGHATOMIC)
    return;
  if (t->refilling)
    {
      n = zone->pcp[t->cpu].list[steal.to].count;
      g_array_append_val (t->stolen_at, n);
      t->out = t->stolen;
    }
  append_event (t, TRUE, "mm_page_alloc_extfrag", steal.pfn,
                "alloc_order=%u fallback_order=%u pageblock_order=%u alloc_migratetype=%u "
                "fallback_migratetype=%u fragmenting=%d change_ownership=%d", t->order, steal.order,
                t->m->state->pageblock_order, steal.to, steal.from,
                steal.order < t->m->state->pageblock_order,
                km_pageblock_type (t->m, steal.pfn) == steal.to);
  t->out = out;
}

static void
append_refill (Trace *t, uint32_t mt, const uint32_t *frames, guint n)
{
  g_auto (GStrv) thefts = g_strsplit (t->stolen->str, "\n", -1);
  guint theft = 0;

  for (guint i = 0; i < n; i++)
    {
      for (; theft < t->stolen_at->len && g_array_index (t->stolen_at, guint, theft) <= i; theft++)
        g_string_append_printf (t->out, "%s\n", thefts[theft]);
      append_locked (t, frames[i], 0, mt);
    }
  g_string_truncate (t->stolen, 0);
  g_array_set_size (t->stolen_at, 0);
  t->refilling = FALSE;
}

static void
append_drain (Trace *t, const uint32_t *frames, guint n)
{
  for (guint i = 0; i < n; i++)
    append_event (t, TRUE, "mm_page_pcpu_drain", KM_STEP_PFN (frames[i]), "order=0 migratetype=%u",
                  frames[i] >> KM_STEP_MT_SHIFT);
}

static void
append_request (Trace *t, const KmStep_ALLOC_PAGES request)
{
  t->order = request.order;
  t->gfp = request.gfp;
  t->mt = request.mt;
  t->refilling = FALSE;
}

static void
append_step (Trace *t)
{
  const uint32_t *frames;
  guint n = km_machine_step_frames (t->m, t->step, &frames);

  switch (km_machine_step_kind (t->m, t->step))
    {
    case KM_STEP_ALLOC_PAGES:
      append_request (t, km_step_get (t->m, t->step, ALLOC_PAGES));
      break;
    case KM_STEP_BLOCK_STEAL: append_theft (t, km_step_get (t->m, t->step, BLOCK_STEAL)); break;
    case KM_STEP_BLOCK_TAKE: append_take (t, km_step_get (t->m, t->step, BLOCK_TAKE)); break;
    case KM_STEP_PCP_EMPTY: t->refilling = TRUE; break;
    case KM_STEP_PCP_REFILLED:
      append_refill (t, km_step_get (t->m, t->step, PCP_REFILLED).mt, frames, n);
      break;
    case KM_STEP_PCP_DRAIN: append_drain (t, frames, n); break;
    case KM_STEP_BLOCK_GIVEN:
      append_given (t, km_step_get (t->m, t->step, BLOCK_GIVEN).pfn);
      break;
    case KM_STEP_ALLOC_FAILED: append_given (t, 0); break;
    case KM_STEP_FREE_PAGES:
      append_event (t, FALSE, "mm_page_free", km_step_get (t->m, t->step, FREE_PAGES).pfn, "order=%u",
                    km_step_get (t->m, t->step, FREE_PAGES).order);
      break;
    default: break;
    }
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

void
km_report_ftrace (KmMachine *m, GString *out)
{
  uint32_t here = km_machine_cursor (m);
  g_autoptr (GString) events = g_string_new (NULL), stolen = g_string_new (NULL);
  g_autoptr (GArray) stolen_at = g_array_new (FALSE, FALSE, sizeof (guint));
  Trace t = { .m = m, .out = events, .stolen = stolen, .stolen_at = stolen_at,
              .command = G_MAXUINT };

  for (t.step = 1; t.step <= here; t.step++)
    {
      guint command = km_machine_step_command (m, t.step);

      if (command != t.command)
        t.cpu = cpu_of_command (m, command);
      t.command = command;
      km_machine_goto (m, t.step);
      append_step (&t);
    }
  km_machine_goto (m, here);
  append_header (out, count_lines (events->str), m->state == NULL ? 1 : m->state->config.cpus);
  g_string_append (out, events->str);
}
