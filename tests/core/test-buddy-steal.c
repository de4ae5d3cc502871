/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/machine.h"
#include "core/physical/buddy.h"
#include "core/physical/pcp.h"
#include "core/physical/why.h"
#include "core/state/edit.h"
#include "tests/core/support.h"
#include "tests/core/test-buddy.h"

#define LIVE 300u

/* All memory starts movable; the first unmovable request takes a whole pageblock from the largest
 * block. */
void
test_steal (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  KmPfn pfn;

  test_do (m, "a = alloc_pages 1");
  g_assert_cmpuint (test_count_steps (m, "block-steal"), ==, 1);
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "from"), ==, KM_MT_MOVABLE);
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "to"), ==, KM_MT_UNMOVABLE);
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "order"), ==, 10);
  /* Nothing is mixed. */
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "boost"), ==, 0);
  pfn = test_value (m, NULL, "a");
  g_assert_cmpuint (km_pageblock_type (m, pfn), ==, KM_MT_UNMOVABLE);
  g_assert_cmpuint (km_pageblock_type (m, pfn ^ 1024), ==, KM_MT_MOVABLE);
  test_do (m, "b = alloc_pages 1");
  g_assert_cmpuint (test_count_steps (m, "block-steal"), ==, 0);
  g_assert_cmphex (test_value (m, NULL, "b") & ~1023u, ==, pfn & ~1023u);
  test_do (m, "c = alloc_pages 1 \"GFP_KERNEL|__GFP_RECLAIMABLE\"");
  g_assert_cmpuint (test_count_steps (m, "block-steal"), ==, 1);
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "to"), ==, KM_MT_RECLAIMABLE);
  test_check (m);
}

typedef struct
{
  KmPfn pfn[LIVE];              /* 0: the name is free */
  guint order[LIVE];
  uint8_t *owned;               /* a byte for each frame */
  uint32_t n_owned, n_start;    /* frames owned now; frames to be had at the start */
} Model;

static uint32_t
n_available (const KmMachine *m)
{
  uint32_t n = 0;

  for (guint z = 0; z < KM_N_ZONES; z++)
    n += km_zone (m, z)->stat[KM_NR_FREE_PAGES] + km_zone (m, z)->pcp[0].count;
  return n;
}

static void
model_take (Model *model, const KmMachine *m, guint i, guint order)
{
  KmPfn pfn = test_value (m, NULL, "b%u", i);

  g_assert_cmphex (pfn & ((1u << order) - 1), ==, 0);
  for (KmPfn at = pfn; at < pfn + (1u << order); at++)
    {
      g_assert_cmpuint (model->owned[at], ==, 0);
      g_assert_cmphex (km_frame_at (m, at)->flags & (KM_PG_RESERVED | KM_PG_BUDDY), ==, 0);
      model->owned[at] = 1;
    }
  model->pfn[i] = pfn;
  model->order[i] = order;
  model->n_owned += 1u << order;
}

static void
model_give (Model *model, guint i)
{
  memset (model->owned + model->pfn[i], 0, 1u << model->order[i]);
  model->n_owned -= 1u << model->order[i];
  model->pfn[i] = 0;
}

static void
random_step (KmMachine *m, Model *model, GRand *rand)
{
  static const char *const masks[] = { "GFP_KERNEL", "GFP_HIGHUSER_MOVABLE", "GFP_ATOMIC",
                                       "GFP_DMA",
                                       "\"GFP_KERNEL|__GFP_RECLAIMABLE\"" };
  guint i = (guint) g_rand_int_range (rand, 0, LIVE);

  if (model->pfn[i] != 0)
    {
      test_do (m, "free_pages b%u", i);
      model_give (model, i);
    }
  else
    {
      guint order = (guint) (g_rand_double (rand) * g_rand_double (rand) * 9);
      g_autofree char *out = test_run (m, "b%u = alloc_pages %u %s", i, order,
                                       masks[g_rand_int_range (rand, 0, 5)]);

      if (!g_str_has_suffix (out, "none\n"))
        model_take (model, m, i, order);
    }
  g_assert_cmpuint (n_available (m) + model->n_owned, ==, model->n_start);
}

static void
random_on (const char *config, guint n)
{
  g_autoptr (KmMachine) m = test_machine (config);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  Model model = { .owned = g_new0 (uint8_t, m->state->n_frames), .n_start = n_available (m) };
  uint32_t boot[KM_N_ZONES][KM_MAX_ORDER];

  for (guint z = 0; z < KM_N_ZONES; z++)
    for (guint o = 0; o < KM_MAX_ORDER; o++)
      boot[z][o] = nr_free (m, z, o);
  for (guint i = 0; i < n; i++)
    {
      random_step (m, &model, rand);
      if (i % 500 == 0)
        test_check (m);
    }
  for (guint i = 0; i < LIVE; i++)
    if (model.pfn[i] != 0)
      {
        test_do (m, "free_pages b%u", i);
        model_give (&model, i);
      }
  drain (m);
  for (guint z = 0; z < KM_N_ZONES; z++)
    for (guint o = 0; o < KM_MAX_ORDER; o++)
      g_assert_cmpuint (nr_free (m, z, o), ==, boot[z][o]);
  test_check (m);
  g_free (model.owned);
}

void
test_random (void)
{
  random_on ("ram=32M layout=classic", 8000);
}

void
test_random_highmem (void)
{
  random_on ("ram=1G layout=classic", 1500);
}

void
test_random_pae (void)
{
  random_on ("ram=64M layout=debian-5.10-pae", 4000);
}

/* Without memory the request fails, the transcript says so, and nothing has been taken. */
void
test_failure (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autofree char *out = NULL, *expected = NULL;
  uint32_t before;
  guint n = 0;

  do
    {
      g_free (out);
      before = n_available (m);
      out = test_run (m, "b%u = alloc_pages 4", n++);
    }
  while (strstr (out, "none") == NULL && n < 2000);
  expected = g_strdup_printf ("alloc_pages: page allocation failure\nb%u = none\n", n - 1);
  g_assert_cmpstr (out, ==, expected);
  g_assert_cmpuint (test_count_steps (m, "alloc-failed"), ==, 1);
  g_assert_cmpuint (n_available (m), ==, before);
  test_check (m);
}

/*
 * Four blocks of order 2 side by side, the two in the middle given back:
 *      #### 2222 2222 ####       each one's buddy lies on its outer side
 * then the first one too:
 *      3333 3333 2222 ####
 */
void
test_why (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  KmPfn s, high;
  KmMergeAnswer why;

  test_do (m, "alloc_pages 0");
  use_up_small (m, KM_ZONE_NORMAL, KM_MT_UNMOVABLE, "GFP_KERNEL");
  test_do (m, "s = alloc_pages 2");
  test_do (m, "t = alloc_pages 2");
  test_do (m, "u = alloc_pages 2");
  test_do (m, "v = alloc_pages 2");
  s = test_value (m, NULL, "s");
  g_assert_cmphex (test_value (m, NULL, "v"), ==, s + 12);
  test_do (m, "free_pages t");
  test_do (m, "free_pages u");
  assert_picture (m, s, "####22222222####");
  why = km_merge_why (m, s + 9, s + 4);
  g_assert_cmpint (why.reason, ==, KM_MERGE_NO_BUDDIES);
  g_assert_cmphex (why.block[0], ==, s + 4);
  g_assert_cmphex (why.buddy[0], ==, s);
  g_assert_cmphex (why.buddy[1], ==, s + 12);
  why = km_merge_why (m, s, s + 4);
  g_assert_cmpint (why.reason, ==, KM_MERGE_IN_USE);
  g_assert_cmpuint (why.which, ==, 0);
  g_assert_cmpint (km_merge_why (m, s + 5, s + 6).reason, ==, KM_MERGE_ONE_BLOCK);
  test_do (m, "free_pages s");
  g_assert_cmpint (km_merge_why (m, s, s + 8).reason, ==, KM_MERGE_OTHER_ORDER);
  g_assert_cmpint (km_merge_why (m, s, 0x800).reason, ==, KM_MERGE_OTHER_ZONE);
  for (high = 0x1800; km_merge_why (m, high, high + 0x400).reason == KM_MERGE_IN_USE; high += 0x800)
    g_assert_cmphex (high, <, 0x3800);
  g_assert_cmpint (km_merge_why (m, high, high + 0x400).reason, ==, KM_MERGE_LARGEST);
  /* What the answer says would happen does: v is the buddy of u. */
  test_do (m, "free_pages v");
  g_assert_cmpint (km_merge_why (m, s + 8, s + 12).reason, ==, KM_MERGE_ONE_BLOCK);
}
