/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the mouse offers is always a line that runs; and the same commands on machines of other
 * sizes. */
#include "ui/session/offers.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-machine.h"
#include "ui/session/session-move.h"
#include "ui/session/session-record.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <string.h>

static VmrSession *
sandbox (void)
{
  static const char *const lines[] = { "exec sh text=64K data=12K bss=16K", "buf = mmap sh 64K rw",
                                       "write sh buf", "brk sh +128K", "write sh heap",
                                       "block = alloc_pages 3" };
  VmrSession *session = vmr_session_new ();

  g_assert_true (vmr_session_open_machine (session, "ram=64M layout=classic", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_run (session, lines[i], NULL, &error);
      g_assert_no_error (error);
      vmr_session_move (session, VMR_MOVE_LAST);
    }
  return session;
}

static KmAddr
value_of (VmrSession *session,
          const char *name)
{
  guint64 value = 0;

  g_assert_true (km_machine_evaluate (vmr_session_machine (session), "sh", name, &value, NULL));
  return (KmAddr) value;
}

/* The entry of the page table that maps an address. */
static VmrRef
entry_of (VmrSession *session,
          KmAddr      addr)
{
  const KmMachine *machine = vmr_session_machine (session);
  KmWalkLevel levels[KM_WALK_MAX];
  guint n = km_walk (machine, km_mm (machine, vmr_session_task (session)->mm), addr, levels);

  return vmr_ref (VMR_REF_PTE, (guint32) levels[n - 1].at, 1);
}

static KmPfn
frame_of (VmrSession *session,
          KmAddr      addr)
{
  KmPfn pfn;

  g_assert_true (vmr_walk_ref_frame (vmr_session_machine (session), entry_of (session, addr), &pfn));
  return pfn;
}

static const char *
line_with (GPtrArray  *offers,
           const char *text)
{
  for (guint i = 0; i < offers->len; i++)
    if (strstr (((VmrOffer *) offers->pdata[i])->line, text))
      return ((VmrOffer *) offers->pdata[i])->line;
  return NULL;
}

/* Each on a computer of its own, for they change it. */
static void
assert_all_run (VmrRef ref,
                guint  at_least)
{
  g_autoptr (VmrSession) first = sandbox ();
  g_autoptr (GPtrArray) offers = vmr_session_offers (first, ref);

  g_assert_cmpuint (offers->len, >=, at_least);
  for (guint i = 0; i < offers->len; i++)
    {
      const VmrOffer *offer = offers->pdata[i];
      g_autoptr (VmrSession) session = sandbox ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", offer->line);
      vmr_session_run (session, offer->line, NULL, &error);
      g_assert_no_error (error);
      /* In the middle of a command not everything has to hold. */
      vmr_session_move (session, VMR_MOVE_LAST);
      km_machine_check (vmr_session_machine (session), &error);
      g_assert_no_error (error);
    }
}

static void
test_all_run (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = km_mm (machine, task->mm);

  for (const KmVma *vma = km_vma (machine, mm->mmap); vma; vma = km_vma (machine, vma->vm_next))
    assert_all_run (vmr_ref (VMR_REF_VMA, vma->id, 0), 8);
  assert_all_run (vmr_ref (VMR_REF_TASK, task->id, 0), 8);
  assert_all_run (vmr_ref (VMR_REF_ADDRESS, 0x40000000, 0), 4);
  assert_all_run (vmr_ref (VMR_REF_AREA, 0xc0000000, 0), 4);
  assert_all_run (vmr_ref (VMR_REF_TLB, value_of (session, "buf") >> 12, 0), 8);
  assert_all_run (entry_of (session, value_of (session, "buf")), 8);
  assert_all_run (vmr_ref (VMR_REF_FRAME, frame_of (session, value_of (session, "heap")), 0), 8);
  assert_all_run (vmr_ref (VMR_REF_BLOCK, value_of (session, "block"), 3), 4);
  for (guint zone = 0; zone < 2; zone++)
    assert_all_run (vmr_ref (VMR_REF_ZONE, zone, 0), 4);
  assert_all_run (VMR_REF_INIT_NONE, 4);
}

/* comm has 15 letters, the name of a script up to 31: a line calls the task by its name. */
static void
test_long_name (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = NULL;
  const KmTask *task;

  vmr_session_run (session, "exec a_program_with_a_long_name text=64K data=8K", NULL, &error);
  g_assert_no_error (error);
  vmr_session_move (session, VMR_MOVE_LAST);
  task = vmr_session_task (session);
  g_assert_cmpstr (task->comm, ==, "a_program_with_");
  offers = vmr_session_offers (session, vmr_ref (VMR_REF_TASK, task->id, 0));
  g_assert_cmpuint (offers->len, >=, 8);
  for (guint i = 0; i < offers->len; i++)
    g_assert_nonnull (strstr (((VmrOffer *) offers->pdata[i])->line, " a_program_with_a_long_name"));
}

static void
test_right_things (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  KmAddr buf = value_of (session, "buf"), addr = 0;
  g_autofree char *hex = g_strdup_printf ("write sh 0x%08x", buf);
  const KmMachine *machine = vmr_session_machine (session);
  g_autoptr (GPtrArray) entry = vmr_session_offers (session, entry_of (session, buf));
  g_autoptr (GPtrArray) frame = NULL;
  g_autoptr (GPtrArray) block = NULL;
  g_autoptr (GPtrArray) nothing = NULL;

  g_assert_true (vmr_walk_ref_address (machine, km_mm (machine, vmr_session_task (session)->mm),
                                       entry_of (session, buf), &addr));
  g_assert_cmphex (addr, ==, buf);
  g_assert_nonnull (line_with (entry, hex));
  frame = vmr_session_offers (session, vmr_ref (VMR_REF_FRAME, frame_of (session, buf), 0));
  g_assert_nonnull (line_with (frame, hex));
  /* Any of its frames stands for the block; a taken name is not offered again. */
  block = vmr_session_offers (session, vmr_ref (VMR_REF_FRAME, value_of (session, "block") + 5, 0));
  g_assert_cmpstr (line_with (block, "free_pages"), ==, "free_pages block");
  g_assert_nonnull (line_with (block, "block2 = alloc_pages"));
  nothing = vmr_session_offers (session, vmr_ref (VMR_REF_STEP, 3, 0));
  g_assert_cmpuint (nothing->len, ==, 0);
}

static gboolean
restart_on (VmrSession  *session,
            guint64      ram,
            GError     **error)
{
  return vmr_session_restart_on (session, ram, error) &&
         vmr_session_finish_recording (session, error);
}

static void
test_restart (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  const KmMachine *machine = vmr_session_machine (session);
  guint n = km_machine_n_commands (machine);
  g_autoptr (GError) error = NULL;

  g_assert_false (restart_on (session, 4 << 20, &error));
  g_assert_nonnull (error);
  g_assert_true (vmr_session_machine (session) == machine);
  g_clear_error (&error);
  restart_on (session, (guint64) 2 << 30, &error);
  g_assert_no_error (error);
  machine = vmr_session_machine (session);
  g_assert_cmpuint (km_machine_n_commands (machine), ==, n);
  g_assert_cmpuint (km_machine_state (machine)->config.ram >> 20, ==, 2048);
  g_assert_cmpuint (km_machine_state (machine)->config.layout, ==, KM_LAYOUT_CLASSIC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/offers/all-run", test_all_run);
  g_test_add_func ("/offers/long-name", test_long_name);
  g_test_add_func ("/offers/right-things", test_right_things);
  g_test_add_func ("/machine/restart", test_restart);
  return g_test_run ();
}
