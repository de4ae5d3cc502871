/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The card of the Buddy stage answers why two blocks did not merge, and why a zone gave none. */
#include "tests/ui/support.h"
#include "tests/ui/test-buddy.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"

/* The card of the Buddy stage answers for any two blocks, for one and its buddy, for any zone. */
void
test_why (void)
{
  guint64 u;

  test_open_lesson (session, "15-buddy");
  vmr_session_jump (session, step_in_command ("free_pages u", KM_STEP_BLOCK_FREE));
  km_machine_step_arg (vmr_session_machine (session), vmr_session_cursor (session), KM_ARG_NAME_pfn, &u,
                       NULL);
  vmr_session_select (session, vmr_ref (VMR_REF_FRAME, (guint32) u - 4, 0));
  vmr_session_select_second (session, vmr_ref (VMR_REF_FRAME, (guint32) u, 0));
  g_assert_true (buddy_says ("but they are no buddies"));
  /* Alone it is compared with its buddy, which is in use. */
  vmr_session_select (session, vmr_ref (VMR_REF_FRAME, (guint32) u - 4, 0));
  g_assert_true (vmr_ref_is_none (vmr_session_second (session)));
  g_assert_true (buddy_says ("is in use. Only free blocks merge."));
  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "w = alloc_pages 0");
  vmr_session_select (session, vmr_ref (VMR_REF_ZONE, KM_ZONE_HIGHMEM, 0));
  g_assert_true (buddy_says ("no zone above ZONE_NORMAL"));
  vmr_session_select (session, vmr_ref (VMR_REF_ZONE, KM_ZONE_NORMAL, 0));
  g_assert_true (buddy_says ("It gives the block: "));
  vmr_session_select (session, vmr_ref (VMR_REF_ZONE, KM_ZONE_DMA, 0));
  g_assert_true (buddy_says ("It has not been asked."));
  vmr_session_select (session, VMR_REF_INIT_NONE);
}

/* Unasked it speaks of the block that a step has put into a list, and of no other step. */
void
test_why_unasked (void)
{
  guint at;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "a = alloc_pages 1 GFP_KERNEL");
  test_run (session, "b = alloc_pages 1 GFP_KERNEL");
  test_run (session, "free_pages a");
  vmr_session_jump (session, step_in_command ("a = alloc_pages 1 GFP_KERNEL", KM_STEP_BLOCK_SPLIT));
  g_assert_false (buddy_says ("Why did these two not merge?"));
  at = step_in_command ("free_pages a", KM_STEP_BLOCK_FREE);
  vmr_session_jump (session, at);
  g_assert_true (buddy_says ("Why did these two not merge?"));
  g_assert_true (buddy_says ("is in use. Only free blocks merge."));
}

/* The box of that pair in the card, by what it is called; NULL when the card speaks of another. */
static const VmrCell *
pair_box (const VmrCells *cells,
          KmPfn           pfn)
{
  g_autofree char *name = g_strdup_printf ("pfn 0x%05x", pfn);

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->name && g_str_has_suffix (vmr_cells_get (cells, i)->name, name))
      return vmr_cells_get (cells, i);
  return NULL;
}

/* Of a block that joins a list beside a free one of its size, that pair is spoken of, for one would expect
 * it to merge; and what is free has the colour it has on the stage. */
void
test_why_neighbours (void)
{
  static const char *const lines[] = { "z = alloc_pages 3", "a = alloc_pages 1", "b = alloc_pages 1",
                                       "c = alloc_pages 1", "d = alloc_pages 1", "free_pages b",
                                       "free_pages c" };
  g_autoptr (VmrCells) cells = NULL;
  guint64 pfn;

  test_open_machine (session, "ram=64M layout=classic");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    test_run (session, lines[i]);
  vmr_session_jump (session, step_in_command ("free_pages c", KM_STEP_BLOCK_FREE));
  km_machine_step_arg (vmr_session_machine (session), vmr_session_cursor (session), KM_ARG_NAME_pfn, &pfn,
                       NULL);
  g_assert_true (buddy_says ("but they are no buddies"));
  cells = draw ();
  for (KmPfn side = 0; side <= 2; side += 2)
    {
      g_assert_nonnull (pair_box (cells, (KmPfn) pfn - side));
      g_assert_cmpint (pair_box (cells, (KmPfn) pfn - side)->fill, ==, VMR_INK_BLOCK);
    }
  /* Beside it only its buddy is in use: then that one. */
  vmr_session_jump (session, step_in_command ("free_pages b", KM_STEP_BLOCK_FREE));
  g_assert_true (buddy_says ("is in use. Only free blocks merge."));
}
